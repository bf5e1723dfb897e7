"""How fast a response is explained: the usual ones a second, and the time against the size for hostile ones."""

from collections.abc import Callable
from pathlib import Path
from statistics import correlation, linear_regression
from time import thread_time
from typing import Final

from softphone.sip.redirect import explain
from tests.bench.figures import Figure
from tests.bench.peer import Peer

RESPONSE: Final = (
    b"SIP/2.0 301 Moved Permanently\r\n"
    b"Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK776asdhds;rport=5060;received=192.0.2.10\r\n"
    b'From: "Boris" <sip:boris@office.example>;tag=1928301774\r\n'
    b'To: "Anna" <sip:anna@office.example>;tag=a6c85cf\r\n'
    b"Call-ID: a84b4c76e66710@192.0.2.10\r\nCSeq: 314159 INVITE\r\n"
    b'Contact: "Anna" <sip:anna@new.example:5070;transport=tcp>;q=0.9;expires=3600, '
    b"<sip:anna@mobile.example>;q=0.5\r\n"
    b"Server: Example Proxy 1.0\r\nContent-Length: 0\r\n\r\n"
)
_ONE_CONTACT: Final = RESPONSE.replace(b", <sip:anna@mobile.example>;q=0.5", b"")
_MEASURED_S: Final = 2.0
_ROUNDS: Final = 7
_KIB: Final = 1024
_SIZES: Final = tuple(range(32 * _KIB, 257 * _KIB, 32 * _KIB))  # readers of prose go no further
_HEAD: Final = b"SIP/2.0 380 X\r\nTo: <sip:a@b>\r\n"


def _repeated(head: bytes, piece: bytes, end: bytes = b"") -> Callable[[int], bytes]:
    return lambda size: _HEAD + head + piece * (size // len(piece)) + end


# What takes longest of each kind that the tests know.
_SHAPES: Final[dict[str, Callable[[int], bytes]]] = {
    "parameters of a Contact": _repeated(b"m: <sip:a@b>", b";x=y"),
    "a quoted name": _repeated(b'm: "', b'\\"', b'" <sip:a@b>\r\n\r\n'),
    "folded lines": _repeated(b"Subject: x", b"\r\n a"),
    "prose": _repeated(b"c: text/plain\r\n\r\n", "Почта, ".encode()),
    "signs in prose": _repeated(b"c: text/plain\r\n\r\n", b"@"),
    "a page": _repeated(b"c: text/html\r\n\r\n", b"<td>&amp;"),
    "open comments": _repeated(b"c: text/html\r\n\r\n", b"<!-- -->"),
    "comments of a list": _repeated(b"c: text/uri-list\r\n\r\n", b"# a\n"),
    "a card": _repeated(b"c: text/vcard\r\n\r\nBEGIN:VCARD\r\n", b"NOTE;X=\"a\":" + b"a" * 60 + b"\r\n"),
    "parts": _repeated(b"c: multipart/mixed;boundary=b\r\n\r\n--b\r\n\r\n", b"--c\r\n"),
}  # fmt: skip


def parsing(_folder: Path, _peer: Peer) -> dict[str, Figure]:
    """301 responses explained a second on one core: the usual one with one Contact, and one with two.

    For hostile ones the line through time and size, how well it fits, and the slowest mebibyte.
    """
    fits: list[float] = []
    slowest: list[float] = []
    kib = [size / _KIB for size in _SIZES]
    for name, build in _SHAPES.items():
        *times, mebibyte = _least_ms([build(size) for size in (*_SIZES, _KIB * _KIB)])
        slope, start = linear_regression(kib, times)
        fits.append(correlation(kib, times) ** 2)
        slowest.append(mebibyte)
        print(
            f"parsing: {name:<25} {start:5.1f} ms + {slope * 1000:6.1f} us a KiB, r2 {fits[-1]:.3f},"
            f" a mebibyte {mebibyte:5.0f} ms",
            flush=True,
        )
    return {
        "parsing": _explained_a_second(_ONE_CONTACT),
        "parsing-two": _explained_a_second(RESPONSE),
        "parsing-line": Figure((min(fits),)),
        "parsing-mebibyte": Figure((max(slowest),)),
    }


def _least_ms(messages: list[bytes]) -> list[float]:
    """The least time of each in several rounds: what the work takes, without what else the machine does meanwhile."""
    least = [float("inf")] * len(messages)
    for _ in range(_ROUNDS):
        for number, raw in enumerate(messages):
            started = thread_time()
            explain(raw, transport="tcp")
            least[number] = min(least[number], (thread_time() - started) * 1000)
    return least


def _explained_a_second(response: bytes) -> Figure:
    rates = []
    for _ in range(3):
        count, started = 0, thread_time()
        while thread_time() - started < _MEASURED_S / 3:
            for _ in range(100):
                # as the engine says it
                explain(response, request_uri="sip:anna@office.example", transport="udp")
            count += 100
        rates.append(count / (thread_time() - started))
    return Figure(tuple(rates))
