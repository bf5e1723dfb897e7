"""The same figures of baresip, as far as it has them: it has no window and shows no card."""

from pathlib import Path
from time import monotonic_ns

from tests.bench.baresip import baresip
from tests.bench.figures import Figure
from tests.bench.measures import Figures, check_sound, first_options_ms, redirect_waits_ms
from tests.bench.peer import Peer
from tests.bench.processes import processor_percent, resident_mib, rest

_STARTS = 5
_DIALS = 50
_CHAINS = 10
_SETTLE_S = 1.0
_IDLE_S = 10.0
_CALL_S = 10.0


def measure(folder: Path, peer: Peer, figures: Figures) -> None:
    """Put into `figures` what can be measured; what fails on the way leaves the rest."""
    starts = []
    for number in range(_STARTS):
        with baresip(folder / f"baresip-start{number}") as other:
            waited_ms = first_options_ms(peer, other.process, other.started_ns, other.sip_port)
            starts.extend([waited_ms] if waited_ms is not None else [])
    figures["options"] = Figure(tuple(starts))
    with baresip(folder / "baresip") as other:
        other.wait_until_ready()
        rest(other.process, _SETTLE_S)
        figures["idle-memory"] = Figure((resident_mib(other.process.pid),))
        figures["idle-processor"] = Figure((processor_percent(other.process, _IDLE_S),))
        waits = []
        for number in range(_DIALS):
            uri = peer.uri(f"busyb{number}")
            dialled_ns = monotonic_ns()
            other.do("dial", uri)
            invite = peer.wait_for(f"INVITE {uri} ", received=True)
            if invite is not None:
                waits.append((invite.at_ns - dialled_ns) / 1e6)
            rest(other.process, 0.05)
        figures["dial"] = Figure(tuple(waits))
        before_ns = monotonic_ns()
        for number in range(_CHAINS):
            other.do("dial", peer.uri(f"hop5-b{number}"))
            peer.wait_for(f"INVITE {peer.uri(f'hop0-b{number}')}", received=True, timeout_s=2)
            rest(other.process, 0.05)
        figures["redirect"] = Figure(
            tuple(redirect_waits_ms(tuple(packet for packet in peer.packets() if packet.at_ns > before_ns)))
        )
        other.do("dial", peer.uri("answer"))
        rest(other.process, _SETTLE_S)
        check_sound(peer)
        figures["call-processor"] = Figure((processor_percent(other.process, _CALL_S),))
        figures["call-memory"] = Figure((resident_mib(other.process.pid),))
