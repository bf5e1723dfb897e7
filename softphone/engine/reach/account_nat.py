"""The part of an account's native settings that finds a way through NAT: ICE, STUN, TURN, keep-alive."""

from collections.abc import Iterable

import pjsua2 as pj

from softphone.calls.accounts import Reachability, TurnTransport

STUN_PORT = 3478  # of TURN too, RFC 8656 section 5
_TURN_TLS_PORT = 5349
_CONNECTIONS = {
    TurnTransport.UDP: pj.PJ_TURN_TP_UDP,
    TurnTransport.TCP: pj.PJ_TURN_TP_TCP,
    TurnTransport.TLS: pj.PJ_TURN_TP_TLS,
}


def set_reachability(config: pj.AccountConfig, reachability: Reachability, turn_password: str) -> None:
    """Let the sound of `config`'s calls find its way. A relay is part of ICE (RFC 8445): it needs ICE on."""
    nat = config.natConfig
    nat.udpKaIntervalSec = max(reachability.keep_alive_s, 0)
    nat.iceEnabled = reachability.ice
    nat.mediaStunUse = pj.PJSUA_STUN_USE_DEFAULT if reachability.stun_server else pj.PJSUA_STUN_USE_DISABLED
    nat.sipStunUse = pj.PJSUA_STUN_USE_DISABLED
    if not (reachability.ice and reachability.turn_server):
        return
    nat.turnEnabled = True
    nat.turnServer = with_port(reachability.turn_server, turn_port(reachability.turn_transport))
    nat.turnConnType = _CONNECTIONS[reachability.turn_transport]
    nat.turnUserName = reachability.turn_user
    nat.turnPasswordType = 0  # in the clear
    nat.turnPassword = turn_password


def turn_port(transport: TurnTransport) -> int:
    """RFC 8656 section 5."""
    return _TURN_TLS_PORT if transport is TurnTransport.TLS else STUN_PORT


def with_port(server: str, port: int) -> str:
    """ "host:port" of what a person typed; an address of IPv6 stands in brackets."""
    host, found = split_server(server, port)
    return f"[{host}]:{found}" if ":" in host else f"{host}:{found}"


def split_server(server: str, port: int) -> tuple[str, int]:
    """Host and port of "host", "host:port", "[v6]:port" or a bare "v6"; `port` where it says none."""
    host, found = server.strip(), ""
    if host.startswith("["):
        host, _, rest = host[1:].partition("]")
        found = rest.removeprefix(":")
    elif host.count(":") == 1:
        host, _, found = host.partition(":")
    number = int(found) if found.isascii() and found.isdigit() else 0
    return host, number if 0 < number < 65536 else port


def stun_servers(each: Iterable[Reachability]) -> tuple[str, ...]:
    """The servers that any account names, in order: the library keeps one list and takes the first that answers."""
    named = (with_port(one.stun_server, STUN_PORT) for one in each if one.stun_server)
    return tuple(dict.fromkeys(named))
