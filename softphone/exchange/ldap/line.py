"""A connection to one directory: every byte and every second of it is counted."""

import socket
import ssl
import time
from types import TracebackType
from typing import Final, Self

from softphone.calls.directory import DirectoryError, DirectoryTrouble
from softphone.exchange.ldap.messages import Entry, MessageError, Result, length_of, read
from softphone.exchange.ldap.place import Place
from softphone.sip.text import safe_text

_MOST_BYTES: Final = 2 * 1024 * 1024  # of all answers
_MOST_OF_ONE: Final = 256 * 1024
_CHUNK: Final = 16_384
_DETAIL_LIMIT: Final = 120


class Line:
    """Used once, on one thread. What goes wrong is a DirectoryError. `until` is of time.monotonic()."""

    def __init__(self, place: Place, trust: ssl.SSLContext, until: float) -> None:
        self._place = place
        self._trust = trust
        self._until = until
        self._left = _MOST_BYTES
        self._buffer = bytearray()
        self.number = 0
        try:
            self._socket = socket.create_connection((place.host, place.port), timeout=self._patience())
        except OSError as error:
            raise self._said(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def encrypt(self) -> None:
        """TLS from here on, the certificate verified for the host that was typed."""
        self._buffer.clear()  # what came before the encryption may be anybody's (RFC 4513 section 3.1.2)
        try:
            self._socket.settimeout(self._patience())
            self._socket = self._trust.wrap_socket(self._socket, server_hostname=self._place.host)
        except ssl.SSLCertVerificationError as error:
            detail = safe_text(error.verify_message, _DETAIL_LIMIT)
            raise DirectoryError(DirectoryTrouble.CERTIFICATE, detail) from error
        except (OSError, ValueError) as error:
            raise self._said(error) from error

    def next_number(self) -> int:
        self.number += 1
        return self.number

    def send(self, message: bytes) -> None:
        try:
            self._socket.settimeout(self._patience())
            self._socket.sendall(message)
        except OSError as error:
            raise self._said(error) from error

    def answer(self) -> Entry | Result:
        """What comes next to the newest question."""
        while True:
            try:
                number, said = read(self._message())
            except MessageError as error:
                raise DirectoryError(DirectoryTrouble.BROKEN, str(error)) from error
            if number == self.number and said is not None:
                return said
            if number == 0:  # a notice of disconnection (RFC 4511 section 4.4.1)
                raise DirectoryError(DirectoryTrouble.BROKEN, "the server hung up")

    def _message(self) -> bytes:
        while True:
            length = length_of(bytes(self._buffer[:6]))
            if length is not None and length > _MOST_OF_ONE:
                raise DirectoryError(DirectoryTrouble.BROKEN, "the answer is too large")
            if length is not None and len(self._buffer) >= length:
                message = bytes(self._buffer[:length])
                del self._buffer[:length]
                return message
            self._read_on()

    def _read_on(self) -> None:
        try:
            self._socket.settimeout(self._patience())
            data = self._socket.recv(_CHUNK)
        except OSError as error:
            raise self._said(error) from error
        if not data:
            raise DirectoryError(DirectoryTrouble.BROKEN, "the server hung up")
        self._left -= len(data)
        if self._left < 0:
            raise DirectoryError(DirectoryTrouble.BROKEN, "the answer is too large")
        self._buffer += data

    def _patience(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise DirectoryError(DirectoryTrouble.TOO_SLOW)
        return left

    def _said(self, error: Exception) -> DirectoryError:
        late = isinstance(error, TimeoutError) or time.monotonic() >= self._until
        kind = DirectoryTrouble.TOO_SLOW if late else DirectoryTrouble.UNREACHABLE
        detail = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return DirectoryError(kind, safe_text(detail, _DETAIL_LIMIT))
