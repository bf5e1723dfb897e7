"""Content-Encoding and Content-Transfer-Encoding undone, within a bound.

Source: RFC 3261 section 20.12, RFC 2045 section 6, RFC 1952.
"""

import binascii
import re
import zlib
from typing import Final

from softphone.sip.errors import SipParseError

LARGEST_BODY: Final = 1024 * 1024
_MOST_ENCODINGS: Final = 3
_MOST_PARTS: Final = 100
_MOST_MEMBERS: Final = 20  # of a gzip file (RFC 1952 section 2.2); each copies what follows it
_GZIP: Final = b"\x1f\x8b"
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_PLAIN_TRANSFER: Final = frozenset({"", "7bit", "8bit", "binary", "identity"})


class Budget:
    """What one body may still unfold to, in bytes and in parts: a hundred small bombs are one large one."""

    def __init__(self) -> None:
        self._left = LARGEST_BODY
        self._parts = _MOST_PARTS

    def take_part(self) -> bool:
        """Whether one more part may be read."""
        self._parts -= 1
        return self._parts >= 0

    def decode(self, data: bytes, encodings: str) -> bytes:
        """Undo `encodings`, a Content-Encoding header with its comma list. Raises SipParseError."""
        names = [name.strip().lower() for name in encodings[:200].split(",") if name.strip()]
        if len(names) > _MOST_ENCODINGS:
            raise SipParseError("it is encoded too many times")
        for name in reversed(names):
            if name == "identity":
                continue
            if name not in {"gzip", "x-gzip", "deflate"}:
                raise SipParseError("this Content-Encoding is not understood")
            data = _inflate(data, self._left, gzip=name != "deflate")
            self._left -= len(data)
        return data


def decode_transfer(data: bytes, encoding: str) -> bytes:
    """Undo a Content-Transfer-Encoding; damage is read as far as it goes. Raises SipParseError."""
    encoding = encoding.strip().lower()
    if encoding in _PLAIN_TRANSFER:
        return data
    if encoding == "quoted-printable":
        return binascii.a2b_qp(data)
    if encoding == "base64":
        digits = _NOT_BASE64.sub(b"", data)
        digits = digits[: len(digits) - (len(digits) % 4 == 1)]
        return binascii.a2b_base64(digits + b"=" * (-len(digits) % 4))
    raise SipParseError("this Content-Transfer-Encoding is not understood")


def _inflate(data: bytes, most: int, *, gzip: bool) -> bytes:
    # "deflate" means zlib's wrapper by the standard, and bare deflate by what some servers send.
    if gzip:
        wbits = 16 + zlib.MAX_WBITS
    else:
        wrapped = len(data) > 1 and data[0] & 15 == 8 and (data[0] * 256 + data[1]) % 31 == 0
        wbits = zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS
    result = b""
    for _ in range(_MOST_MEMBERS):
        unpacker = zlib.decompressobj(wbits)
        try:
            result += unpacker.decompress(data, most + 1 - len(result))
        except zlib.error:
            raise SipParseError("it cannot be unpacked") from None
        if len(result) > most:
            raise SipParseError("it is larger than 1 MiB when unpacked")
        if not unpacker.eof:
            raise SipParseError("it cannot be unpacked")
        data = unpacker.unused_data
        if not (gzip and data.startswith(_GZIP)):  # other bytes behind the end are no part of it
            return result
    raise SipParseError("it is packed in too many pieces")
