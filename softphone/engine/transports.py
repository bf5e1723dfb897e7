"""The sockets that SIP comes and goes by: UDP, TCP and TLS (RFC 3261 section 18).

Each way of trusting TLS servers (`TlsPolicy`) is a transport of its own, so that no connection made under one is used
under another. Their connections are told apart by a number in bits of the protocol mask that OpenSSL does not read
(measured: the library hands the mask back as it was given). A connection that the library let through can still be
ended in its CONNECTED callback before a byte of SIP is written: that is how a pinned certificate is held to.

pjsip 2.15.1 holds eight transports and forgets none of them safely: a dialog keeps a bare pointer to the one that it
began with. So a transport whose way of trusting nobody needs any more is given to the next, its connections ended.
"""

import contextlib
import ssl
import time
from collections import deque
from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple

import pjsua2 as pj

from softphone.engine.certificates import Refusal, fingerprint, is_for, is_for_by_common_name_alone
from softphone.engine.protocol import Start
from softphone.engine.weak_certificate import is_weak

_TLS_1_2_AND_1_3 = 0x30  # 0 would mean TLS 1.0 alone in pjsip 2.15
_SAME_NUMBER_TRIES = 10
_TLS_HANDSHAKE_MS = 10_000
_POLICY_SHIFT = 8
_MOST_POLICIES = 6  # with UDP and TCP the eight that the library holds
_REFUSAL_LASTS_S = 3.0  # from the end of the connection to what is told of the request


class TlsPolicy(NamedTuple):
    """Whom to trust: the authorities of `ca_file` ("" for the phone's), one certificate more, or, unverified, anybody.

    `pinned` is the SHA-256 of that one certificate's DER form in lower-case hex. `name` is the domain that a
    certificate has to be for when the server is another host of it (RFC 5922 section 7.2), "" for the host itself.
    """

    ca_file: str = ""
    pinned: str = ""
    verify: bool = True
    name: str = ""


class Transports:
    """Opens what can be opened; `problems` says in English what could not."""

    def __init__(self, endpoint: pj.Endpoint, start: Start) -> None:
        self.bind_address = start.bind_address
        self.problems: list[str] = []
        self._endpoint = endpoint
        self.ca_file = start.tls_ca_file or _system_ca_file()
        if not Path(self.ca_file).is_file():
            self.problems.append(f"TLS can verify nobody: no list of authorities at {self.ca_file!r}")
        self._verified_peers: set[str] = set()
        self._refusals: deque[tuple[float, Refusal]] = deque(maxlen=16)
        # By number of the transport, the phone's own way first; the one used longest ago is found by `_used_at`.
        self._policies: list[TlsPolicy] = [TlsPolicy()]
        self._tls_ids: list[int] = []
        self._used_at: dict[TlsPolicy, float] = {}
        self._connections: dict[int, tuple[int, pj.TransportHandle]] = {}  # with their transport's number
        self.needed: Callable[[], Collection[TlsPolicy]] = tuple
        self.hosts_at: Callable[[str], Collection[str]] = lambda address: (address,)
        self.udp_port, self.tcp_port = self._open_pair(start.local_port)
        self.tls_port = self._open_tls(start.tls_port)

    def local_uri(self) -> str:
        """A SIP URI for a caller without an account."""
        for transport_id in self._endpoint.transportEnum():
            info = self._endpoint.transportGetInfo(transport_id)
            return f"sip:{info.localName}"
        return "sip:anonymous@anonymous.invalid"  # RFC 3261 section 8.1.1.3

    def tls(self, policy: TlsPolicy) -> int:
        """The id of the TLS transport that trusts as `policy` says. Raises pj.Error."""
        if policy not in self._policies and not self._take_over(policy):
            config = self._config(0)
            self._set_tls(config.tlsConfig, policy, len(self._policies))
            self._tls_ids.append(self._endpoint.transportCreate(pj.PJSIP_TRANSPORT_TLS, config))
            self._policies.append(policy)
        self._used_at[policy] = time.monotonic()
        return self._tls_ids[self._policies.index(policy)]

    def _take_over(self, policy: TlsPolicy) -> bool:
        """Give `policy` the transport of one that is not needed any more, if all are made that can be."""
        if len(self._policies) < _MOST_POLICIES:
            return False
        needed = {*self.needed(), TlsPolicy()}
        alike = (each for each in self._policies if _as_made(each) == _as_made(policy) and each not in needed)
        other = min(alike, key=lambda each: self._used_at.get(each, 0.0), default=None)
        if other is None:
            return False
        number = self._policies.index(other)
        self._policies[number] = policy
        for of, handle in tuple(self._connections.values()):
            if of == number:
                with contextlib.suppress(pj.Error):
                    self._endpoint.transportShutdown(handle)
        return True

    def refusal(self, peers: Collection[str]) -> Refusal | None:
        """Why a server at one of `peers`, "address:port", was not trusted just now; None if it was not that.

        Of nobody else: a person who is shown another server's certificate might make an exception for it.
        """
        since = time.monotonic() - _REFUSAL_LASTS_S
        recent = (refusal for at, refusal in reversed(self._refusals) if at >= since)
        return next((refusal for refusal in recent if refusal.peer in peers), None)

    def is_verified(self, source: str) -> bool:
        """Whether the TLS peer at "address:port" has shown a certificate that holds."""
        return source in self._verified_peers

    def note_state(self, prm: pj.OnTransportStateParam) -> None:
        if not prm.type.upper().startswith("TLS"):
            return
        peer, status = prm.tlsInfo.remoteAddr, prm.tlsInfo.verifyStatus
        if prm.state == pj.PJSIP_TP_STATE_CONNECTED:
            self._connections[int(prm.hnd)] = (prm.tlsInfo.protocol >> _POLICY_SHIFT, prm.hnd)
            self._note_connected(prm, peer, status)
            return
        if prm.state in (pj.PJSIP_TP_STATE_DISCONNECTED, pj.PJSIP_TP_STATE_DESTROY):
            self._connections.pop(int(prm.hnd), None)
        self._verified_peers.discard(peer)
        if prm.state == pj.PJSIP_TP_STATE_DISCONNECTED and status and prm.lastError:
            self._refuse(Refusal(peer, status, prm.tlsInfo.remoteCertInfo.raw, is_changed=False))

    def _note_connected(self, prm: pj.OnTransportStateParam, peer: str, status: int) -> None:
        pem = prm.tlsInfo.remoteCertInfo.raw
        if not pem:  # somebody has connected to us: nobody asks them who they are
            return
        policy = self._policy(prm.tlsInfo.protocol)
        if policy.name:  # the library has compared with the host that a name server told
            status &= ~pj.PJ_SSL_CERT_EIDENTITY_NOT_MATCH
            if not is_for(prm.tlsInfo.remoteCertInfo, policy.name):
                status |= pj.PJ_SSL_CERT_EIDENTITY_NOT_MATCH
        elif is_for_by_common_name_alone(prm.tlsInfo.remoteCertInfo, self.hosts_at(peer.rpartition(":")[0])):
            status |= pj.PJ_SSL_CERT_EIDENTITY_NOT_MATCH
        if is_weak(pem):
            status |= pj.PJ_SSL_CERT_EWEAK_SIGNATURE
        if status == 0 or (policy.pinned and fingerprint(pem) == policy.pinned):
            self._verified_peers.add(peer)
            return
        self._verified_peers.discard(peer)
        if policy.verify:
            self._refuse(Refusal(peer, status, pem, is_changed=bool(policy.pinned)))
            with contextlib.suppress(pj.Error):
                self._endpoint.transportShutdown(prm.hnd)

    def _policy(self, protocol: int) -> TlsPolicy:
        number = protocol >> _POLICY_SHIFT
        return self._policies[number] if number < len(self._policies) else TlsPolicy()

    def _refuse(self, refusal: Refusal) -> None:
        self._refusals.append((time.monotonic(), refusal))

    def _open_pair(self, wanted: int) -> tuple[int, int]:
        udp_id, udp_port = self._open_udp(wanted)
        for _ in range(_SAME_NUMBER_TRIES):
            try:
                return udp_port, self._create(pj.PJSIP_TRANSPORT_TCP, self._config(udp_port))[1]
            except pj.Error as error:
                if udp_id is None or udp_port == wanted:
                    self.problems.append(f"TCP port {udp_port} could not be opened: {error.reason}")
                    return udp_port, 0
                self._endpoint.transportClose(udp_id)
                udp_id, udp_port = self._open_udp(0)
        self.problems.append("no port number is free for both UDP and TCP")
        return udp_port, 0

    def _open_udp(self, wanted: int) -> tuple[int | None, int]:
        for port in dict.fromkeys((wanted, 0)):
            try:
                return self._create(pj.PJSIP_TRANSPORT_UDP, self._config(port))
            except pj.Error as error:
                self.problems.append(f"UDP port {port} could not be opened: {error.reason}")
        return None, 0

    def _open_tls(self, wanted: int) -> int:
        for port in dict.fromkeys((wanted, 0)):
            config = self._config(port)
            self._set_tls(config.tlsConfig, TlsPolicy(), 0)
            try:
                transport_id, opened = self._create(pj.PJSIP_TRANSPORT_TLS, config)
            except pj.Error as error:
                self.problems.append(f"TLS port {port} could not be opened: {error.reason}")
            else:
                self._tls_ids.append(transport_id)
                return opened
        self._policies.clear()  # it is made with the first account that wants it
        return 0

    def _create(self, kind: int, config: pj.TransportConfig) -> tuple[int, int]:
        transport_id = self._endpoint.transportCreate(kind, config)
        info = self._endpoint.transportGetInfo(transport_id)
        return transport_id, int(info.localName.rpartition(":")[2])

    def _config(self, port: int) -> pj.TransportConfig:
        config = pj.TransportConfig()
        config.port = port
        config.boundAddress = self.bind_address
        return config

    def _set_tls(self, tls: pj.TlsConfig, policy: TlsPolicy, number: int) -> None:
        tls.proto = _TLS_1_2_AND_1_3 | number << _POLICY_SHIFT
        tls.verifyServer = (
            policy == TlsPolicy()
        )  # of the others it is for us: they may be given to one another
        tls.msecTimeout = _TLS_HANDSHAKE_MS
        tls.CaListFile = policy.ca_file or self.ca_file


def _as_made(policy: TlsPolicy) -> tuple[str, bool]:
    """What a transport is made with for good. One that lets in anybody is never given to another."""
    return policy.ca_file, policy.verify


def _system_ca_file() -> str:
    paths = ssl.get_default_verify_paths()
    return paths.cafile or paths.openssl_cafile or ""
