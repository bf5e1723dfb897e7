"""What the look-up of a domain's servers brought, in plain words."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from softphone.calls.reach_events import FoundServer, ServersFound
from softphone.gui.words.engine_text import engine_text
from softphone.gui.words.network_text import Finding
from softphone.sip.text import safe_text


def server_finding(server: FoundServer, domain: str) -> Finding:
    """Which server is taken, by which way, and how safe that is."""
    host = safe_text(server.host, 80)
    if not server.answers:
        text = QCoreApplication.translate(
            "ServersText", "{domain} is served by {host}, which has not answered yet."
        )
        return Finding(
            None, text.format(domain=safe_text(domain, 80), host=host), safe_text(engine_text(server.problem))
        )
    if server.transport == "tls":
        text = QCoreApplication.translate(
            "ServersText", "{domain} is served by {host}; the way to it is encrypted (TLS)."
        )
        return Finding(True, text.format(domain=safe_text(domain, 80), host=host))
    text = QCoreApplication.translate(
        "ServersText", "{domain} is served by {host}, without encryption ({transport})."
    )
    transport = safe_text(server.transport, 10).upper()
    return Finding(True, text.format(domain=safe_text(domain, 80), host=host, transport=transport))


def closed_ways(servers: Sequence[FoundServer]) -> tuple[Finding, ...]:
    """Why the way taken, the first, is not the encrypted one, although there is one."""
    tls = next((each for each in servers if each.transport == "tls" and each.problem), None)
    if tls is None or servers[0].transport == "tls":
        return ()
    text = QCoreApplication.translate("ServersText", "The encrypted way (TLS) is not open: {problem}")
    return (Finding(False, text.format(problem=safe_text(engine_text(tls.problem)))),)


def server_problem(found: ServersFound) -> Finding:
    """Why there is no server."""
    text = QCoreApplication.translate("ServersText", "No SIP server was found for {domain}.")
    return Finding(
        False, text.format(domain=safe_text(found.domain, 80)), safe_text(engine_text(found.problem))
    )
