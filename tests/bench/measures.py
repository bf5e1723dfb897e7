"""How our phone is measured: each function gives the figures of one set-up, by the names in `aims`."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic_ns

from softphone.calls.settings import AudioSettings
from tests.bench.contacts import contacts
from tests.bench.exchange import exchange
from tests.bench.figures import Figure
from tests.bench.history import history
from tests.bench.packaged import packaging
from tests.bench.parsing import parsing
from tests.bench.peer import Packet, Peer
from tests.bench.phone import Phone, phone
from tests.bench.processes import processor_percent, resident_mib, rest
from tests.support.pulse import PulseServer, air
from tests.support.sound_check import engines_in_a_call, listen, mouth_to_ear_ms
from tests.support.tone import bursts
from tests.support.voice import measure_echo

Figures = dict[str, Figure]

_STARTS = 7
_DIALS = 100
_CHAINS = 20
_HOPS = 5
_CARDS = 30
_IDLE_S = 20.0
_CALL_S = 20.0
_LISTEN_S = 60.0
_SETTLE_S = 3.0
_CARD_OPEN_S = 0.7  # keys do not count in the first half second of a card


def starting(folder: Path, peer: Peer) -> Figures:
    """Start to a window that is painted, and to the first OPTIONS answered."""
    window: list[float] = []
    options: list[float] = []
    for number in range(_STARTS):
        with phone(folder / f"start{number}") as ours:
            answered_ms = first_options_ms(peer, ours.process, ours.started_ns, ours.sip_port)
            usable_ns = ours.stamp("window-usable")
            if usable_ns is not None:
                window.append((usable_ns - ours.started_ns) / 1e6)
            if answered_ms is not None:
                options.append(answered_ms)
    return {
        "window": _figure(window, "the phone wrote no window-usable stamp"),
        "options": _figure(options, "the phone answered no OPTIONS"),
    }


def first_options_ms(
    peer: Peer, process: subprocess.Popen[bytes], started_ns: int, port: int, timeout_ms: float = 10_000
) -> float | None:
    """Milliseconds from `started_ns` until a process answers OPTIONS on `port`; asked every 2 ms."""
    while (monotonic_ns() - started_ns) / 1e6 < timeout_ms:
        if peer.ask_options(port, timeout_s=0.2) is not None:
            return (monotonic_ns() - started_ns) / 1e6
        rest(process, 0.002)
    return None


def dialling(folder: Path, peer: Peer) -> Figures:
    """Dialled in the core to INVITE on the wire; a 3xx on the wire to the next INVITE when that is allowed."""
    busy = [peer.uri(f"busy{number}") for number in range(_DIALS)]
    dialled = _core(folder / "dials", "stop", busy)
    waits = []
    for at_ns, uri in dialled:
        invite = peer.wait_for(f"INVITE {uri} ", received=True, timeout_s=0.1)
        if invite is not None:
            waits.append((invite.at_ns - at_ns) / 1e6)
    _core(folder / "chains", "follow", [peer.uri(f"hop{_HOPS}-c{number}") for number in range(_CHAINS)])
    return {
        "dial": _figure(waits, "the core dialled nothing"),
        "redirect": _figure(redirect_waits_ms(peer.packets()), "no redirect was followed"),
    }


def redirect_waits_ms(packets: tuple[Packet, ...]) -> list[float]:
    """Milliseconds from each 302 that sent a caller to hopN-x until the INVITE for hopN-x came."""
    waits = []
    arrived = {
        packet.line.split(" ")[1]: packet.at_ns
        for packet in reversed(packets)
        if packet.line.startswith("INVITE ")
    }
    for uri, at_ns in arrived.items():
        user = uri.partition(":")[2].partition("@")[0]
        if user.startswith("hop") and not user.startswith("hop0"):
            following = arrived.get(uri.replace(user[:4], f"hop{int(user[3]) - 1}", 1))
            sent = next(
                (p.at_ns for p in packets if p.at_ns > at_ns and p.line.startswith("SIP/2.0 302")), None
            )
            if following is not None and sent is not None and sent < following:
                waits.append((following - sent) / 1e6)
    return waits


def _core(folder: Path, rule: str, uris: list[str]) -> list[tuple[int, str]]:
    folder.mkdir()
    command = [sys.executable, "-m", "tests.bench.core", str(folder), rule, *uris]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=120, env=_silent())
    pairs = (line.split(" ", 1) for line in done.stdout.splitlines())
    return [(int(at), uri) for at, uri in pairs]


def _silent() -> dict[str, str]:
    return {**os.environ, "QT_LOGGING_RULES": "*=false"}


def cards(folder: Path, peer: Peer) -> Figures:
    """A 301 on the wire to its card on the screen, and OPTIONS while the card is open."""
    painted: list[float] = []
    answered: list[float] = []
    with phone(folder / "cards") as ours:
        if ours.stamp("engine-ready") is None or ours.stamp("window-usable") is None:
            return {name: Figure(problem="the window did not come up") for name in ("card", "open")}
        ours.focus()
        for number in range(_CARDS):
            user = f"moved{number}"
            ours.dial(peer.uri(user))
            asked = peer.wait_for(f"INVITE {peer.uri(user)}", received=True)
            sent = asked and peer.wait_for("SIP/2.0 301", received=False, after_ns=asked.at_ns)
            shown_ns = sent and ours.stamp("card-painted", after_ns=sent.at_ns, timeout_s=3)
            if sent and shown_ns:
                painted.append((shown_ns - sent.at_ns) / 1e6)
                wait_ms = peer.ask_options(ours.sip_port, timeout_s=1)
                answered.extend([wait_ms] if wait_ms is not None else [])
            rest(ours.process, _CARD_OPEN_S)
            ours.press("Escape")
    return {
        "card": _figure(painted, "no card was painted"),
        "open": _figure(answered, "no OPTIONS was answered while a card was open"),
    }


def idling(folder: Path, _peer: Peer) -> Figures:
    """Memory and processor time with the window open and nothing to do."""
    with phone(folder / "idle") as ours:
        ours.stamp("window-usable")
        rest(ours.process, _SETTLE_S)
        return {
            "idle-memory": Figure((resident_mib(ours.process.pid),)),
            "idle-processor": Figure((processor_percent(ours.process, _IDLE_S),)),
        }


def talking(folder: Path, peer: Peer) -> Figures:
    """Memory, processor time and the delay of the voice in a PCMU call with the window open."""
    sound = folder / "sound"
    sound.mkdir()
    with PulseServer(sound) as server:
        audio = {name: value for name, value in server.environment.items() if name.startswith("PULSE_")}
        with phone(folder / "talk", environment=audio) as ours:
            ours.stamp("window-usable")
            ours.focus()
            ours.dial(peer.uri("answer"))
            if peer.wait_for("ACK ", received=True, timeout_s=10) is None:
                return {
                    name: Figure(problem="the call was not answered")
                    for name in ("call-memory", "call-processor", "mouth-to-ear")
                }
            rest(ours.process, _SETTLE_S)
            check_sound(peer)
            figures = {
                "call-processor": Figure((processor_percent(ours.process, _CALL_S),)),
                "call-memory": Figure((resident_mib(ours.process.pid),)),
            }
            figures["mouth-to-ear"] = _voice_delay(server, ours)
    return figures


def check_sound(peer: Peer) -> None:
    """A call without sound would be a cheap one: raises when there is none."""
    if not peer.rtp_packets:
        raise RuntimeError("the call is up, but no sound comes")


def _voice_delay(server: PulseServer, ours: Phone) -> Figure:
    """Each burst said into the microphone comes back from the peer at once and is heard at the loudspeaker."""
    said = bursts(800, on_s=0.1, period_s=0.8, count=12)
    with server.record(air("mouth")) as mouth, server.record("ear") as ear, server.play(air("mouth"), said):
        rest(ours.process, 10)
        return _figure(mouth_to_ear_ms(mouth.stop(), ear.stop()), "no sound came through")


def listening(folder: Path, _peer: Peer) -> Figures:
    """The longest gap of a tone between two phones in a minute, said with what the machine did to the tone before."""
    sound = folder / "listening"
    sound.mkdir()
    with engines_in_a_call(sound) as (server, _, _):
        heard = listen(server, _LISTEN_S)
    before = f", of {len(heard.own_gaps_ms)} already at the microphone" if heard.own_gaps_ms else ""
    print(f"listening: {len(heard.gaps_ms)} gaps of over 1 ms in {heard.seconds:.0f} s{before}", flush=True)
    return {"gap": Figure((heard.longest_ms,))}


def _figure(samples: list[float], problem: str) -> Figure:
    return Figure(tuple(samples), "" if samples else problem)


def cancelling(_folder: Path, _peer: Peer) -> Figures:
    """What is taken off a synthetic echo (ERLE), at three delays, and what is lost of who talks over it."""
    found = [measure_echo(delay_ms, AudioSettings()) for delay_ms in (20, 80, 200)]
    lost = max(figures.loss_in_double_talk for figures in found)
    print(f"cancelling: who talks over the echo is {lost:.1f} dB softer at most", flush=True)
    return {"echo": Figure(tuple(min(figures.erle, figures.erle_after) for figures in found))}


MEASURES: tuple[Callable[[Path, Peer], Figures], ...] = (
    starting,
    dialling,
    cards,
    idling,
    talking,
    listening,
    cancelling,
    parsing,
    contacts,
    history,
    exchange,
    packaging,
)
