"""The sockets that SIP comes and goes by: UDP, TCP and TLS (RFC 3261 section 18)."""

import ssl
from pathlib import Path

import pjsua2 as pj

from softphone.engine.protocol import Start

_TLS_1_2_AND_1_3 = 0x30  # 0 would mean TLS 1.0 alone in pjsip 2.15
_SAME_NUMBER_TRIES = 10
_TLS_HANDSHAKE_MS = 10_000


class Transports:
    """Opens what can be opened; `problems` says in English what could not."""

    def __init__(self, endpoint: pj.Endpoint, start: Start) -> None:
        self.bind_address = start.bind_address
        self.problems: list[str] = []
        self._endpoint = endpoint
        self._ca_file = start.tls_ca_file or _system_ca_file()
        if not Path(self._ca_file).is_file():
            self.problems.append(f"TLS can verify nobody: no list of authorities at {self._ca_file!r}")
        self._verified_peers: set[str] = set()
        self._unverified_tls: int | None = None
        self.udp_port, self.tcp_port = self._open_pair(start.local_port)
        self.tls_port = self._open_tls(start.tls_port)

    def local_uri(self) -> str:
        """A SIP URI for a caller without an account."""
        for transport_id in self._endpoint.transportEnum():
            info = self._endpoint.transportGetInfo(transport_id)
            return f"sip:{info.localName}"
        return "sip:anonymous@anonymous.invalid"  # RFC 3261 section 8.1.1.3

    def unverified_tls(self) -> int:
        """The id of a TLS transport that takes any certificate. Raises pj.Error."""
        if self._unverified_tls is None:
            config = self._config(0)
            self._set_tls(config.tlsConfig, verify=False)
            self._unverified_tls = self._endpoint.transportCreate(pj.PJSIP_TRANSPORT_TLS, config)
        return self._unverified_tls

    def is_verified(self, source: str) -> bool:
        """Whether the TLS peer at "address:port" has shown a certificate that holds."""
        return source in self._verified_peers

    def note_state(self, prm: pj.OnTransportStateParam) -> None:
        if prm.type.upper().startswith("TLS"):
            peer = prm.tlsInfo.remoteAddr
            if prm.state == pj.PJSIP_TP_STATE_CONNECTED and prm.tlsInfo.verifyStatus == 0:
                self._verified_peers.add(peer)
            else:
                self._verified_peers.discard(peer)

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
            self._set_tls(config.tlsConfig, verify=True)
            try:
                return self._create(pj.PJSIP_TRANSPORT_TLS, config)[1]
            except pj.Error as error:
                self.problems.append(f"TLS port {port} could not be opened: {error.reason}")
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

    def _set_tls(self, tls: pj.TlsConfig, *, verify: bool) -> None:
        tls.proto = _TLS_1_2_AND_1_3
        tls.verifyServer = verify
        tls.msecTimeout = _TLS_HANDSHAKE_MS
        tls.CaListFile = self._ca_file


def _system_ca_file() -> str:
    paths = ssl.get_default_verify_paths()
    return paths.cafile or paths.openssl_cafile or ""
