"""The RTP that goes over the loopback interface, read from the wire. Root only: `works` says whether it can."""

import socket
import threading
import time
from types import TracebackType
from typing import Self

from tests.support.patience import PATIENCE_S

_POLL_S = 0.1
_IP_BYTES, _UDP_BYTES, _RTP_BYTES = 20, 8, 12
_ETHERNET_BYTES = 14
_ENOUGH = 30


class RtpTap:
    """Keeps UDP packets that look like RTP with sound in them, by source port, from `with` to its end."""

    def __init__(self) -> None:
        self._seen: dict[int, list[bytes]] = {}
        self._done = threading.Event()
        self._socket: socket.socket | None = None
        try:
            self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0800))
        except PermissionError:
            return
        self._socket.bind(("lo", 0))
        self._socket.settimeout(_POLL_S)
        self._thread = threading.Thread(target=self._read, name="rtp tap")

    @property
    def works(self) -> bool:
        return self._socket is not None

    def __enter__(self) -> Self:
        if self.works:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        if self._socket is not None:
            self._thread.join()
            self._socket.close()

    def payloads(self, port: int) -> list[bytes]:
        """What was sent from a port of this computer, without RTP headers; waits for some."""
        end = time.monotonic() + PATIENCE_S
        while len(self._seen.get(port, ())) < _ENOUGH and time.monotonic() < end:
            self._done.wait(_POLL_S)
        return [packet[_RTP_BYTES:] for packet in self._seen.get(port, ())]

    def _read(self) -> None:
        assert self._socket is not None
        while not self._done.is_set():
            try:
                frame = self._socket.recv(2048)
            except TimeoutError:
                continue
            packet = frame[_ETHERNET_BYTES:]
            rtp = packet[_IP_BYTES + _UDP_BYTES :]
            if packet[9:10] != b"\x11" or len(rtp) < _RTP_BYTES + 80 or rtp[0] >> 6 != 2:
                continue
            port = int.from_bytes(packet[_IP_BYTES : _IP_BYTES + 2], "big")
            self._seen.setdefault(port, []).append(rtp)
