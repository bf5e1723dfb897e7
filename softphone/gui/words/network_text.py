"""What a test of the way to the world found, in plain sentences."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from softphone.calls.reach_events import NetworkTested
from softphone.gui.words.engine_text import engine_text


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a report. `good` None: neither good nor bad. `advice` says what to do, "" for nothing."""

    good: bool | None
    text: str
    advice: str = ""


def network_findings(tested: NetworkTested, *, asked_stun: bool, asked_turn: bool) -> tuple[Finding, ...]:
    """Line by line: own address, what STUN saw, what the NAT does, whether TURN relays."""
    made = []
    if tested.local_address:
        text = QCoreApplication.translate("NetworkText", "This computer has the address {address}.")
        made.append(Finding(True, text.format(address=_host(tested.local_address))))
    else:
        made.append(
            Finding(
                False,
                QCoreApplication.translate("NetworkText", "This computer has no network."),
                QCoreApplication.translate("NetworkText", "Look at the cable or the wireless network."),
            )
        )
    if asked_stun:
        made.extend(_stun(tested))
    if asked_turn:
        made.append(_turn(tested))
    if not asked_stun and not asked_turn:
        text = QCoreApplication.translate("NetworkText", "No STUN or TURN server is set, so none was asked.")
        made.append(Finding(None, text))
    return tuple(made)


def _stun(tested: NetworkTested) -> list[Finding]:
    if tested.stun_problem or not tested.mapped_address:
        advice = QCoreApplication.translate(
            "NetworkText", "Check the name of the STUN server, and whether a firewall blocks UDP."
        )
        said = QCoreApplication.translate("NetworkText", "The STUN server did not help. {problem}")
        return [Finding(False, said.format(problem=engine_text(tested.stun_problem)).strip(), advice)]
    text = QCoreApplication.translate("NetworkText", "From outside it is seen as {address} ({time} ms).")
    made = [
        Finding(True, text.format(address=_host(tested.mapped_address), time=max(0, round(tested.stun_ms))))
    ]
    if tested.nat:
        made.append(nat_finding(tested.nat))
    return made


def nat_finding(nat: str) -> Finding:
    """What kind of address translation stands between, by the words of RFC 3489."""
    match nat:
        case "open" | "none" | "open-internet":
            text = QCoreApplication.translate("NetworkText", "Nothing translates addresses on the way.")
            return Finding(True, text)
        case "symmetric":
            return Finding(
                False,
                QCoreApplication.translate(
                    "NetworkText", "The router gives every server another port (symmetric NAT)."
                ),
                QCoreApplication.translate(
                    "NetworkText",
                    "STUN alone will not do for sound between two such networks; set a TURN server.",
                ),
            )
        case "blocked":
            return Finding(
                False,
                QCoreApplication.translate("NetworkText", "A firewall blocks UDP."),
                QCoreApplication.translate("NetworkText", "Set a TURN server that is reached by TCP or TLS."),
            )
        case _:
            text = QCoreApplication.translate(
                "NetworkText", "The router translates addresses; STUN can cope with it ({kind})."
            )
            return Finding(True, text.format(kind=nat))


def _turn(tested: NetworkTested) -> Finding:
    if tested.turn_problem or not tested.relay_address:
        advice = QCoreApplication.translate(
            "NetworkText", "Check the TURN server's name, its transport, the user name and the password."
        )
        said = QCoreApplication.translate("NetworkText", "The TURN server relays nothing. {problem}")
        return Finding(False, said.format(problem=engine_text(tested.turn_problem)).strip(), advice)
    text = QCoreApplication.translate("NetworkText", "The TURN server relays at {address} ({time} ms).")
    return Finding(True, text.format(address=tested.relay_address, time=max(0, round(tested.turn_ms))))


def _host(address: str) -> str:
    """Without the port, which says nothing to people."""
    host, colon, port = address.rpartition(":")
    return host if colon and port.isdigit() else address
