"""HTTP to one server that may be hostile: time, size and redirects are bounded, TLS is verified.

Python's own http.client, not a larger library: the certificates trusted are the system's, reading can be stopped at any
byte and by another thread, and starting it costs nothing of note.
"""

import contextlib
import http.client
import socket
import ssl
import threading
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urljoin, urlsplit

from softphone.calls.address_books import BookError, BookTrouble
from softphone.exchange.carddav.digest import Challenge, authorization, challenge_of
from softphone.exchange.carddav.urls import origin_of, port_of, split_url
from softphone.sip.text import safe_text

_MOST_REDIRECTS: Final = 5
_REDIRECTS: Final = frozenset({301, 302, 307, 308})
_SHOWN: Final = 120
_CHUNK: Final = 65_536
_LONGEST_WAIT_S: Final = 86_400
MOST_SMALL: Final = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """`silence_s` between two pieces of an answer, `whole_s` for a request with its answer."""

    connect_s: float = 15.0
    silence_s: float = 180.0
    whole_s: float = 900.0
    body: int = 96 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """`url` is where it came from, after redirects. `body` of what nobody took, at most MOST_SMALL bytes."""

    status: int
    reason: str
    headers: Mapping[str, str]
    url: str
    body: bytes = b""

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


Taker = Callable[[bytes], None]


def retry_after_s(header: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> float:
    """Seconds of a Retry-After (RFC 9110 section 10.2.3), a day at most; 0 for what is none."""
    text = header.strip()[:_SHOWN]
    if text.isascii() and text.isdigit():
        return float(min(int(text[:9]), _LONGEST_WAIT_S))
    try:
        at = parsedate_to_datetime(text)
        waits = (at.replace(tzinfo=at.tzinfo or UTC) - now()).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return 0.0
    return max(0.0, min(waits, float(_LONGEST_WAIT_S)))


def trusting_system() -> ssl.SSLContext:
    """Certificates as the system trusts them, TLS 1.2 at least."""
    return ssl.create_default_context()


class Http:
    """Requests to the host of `url`, one after another on one connection, on one thread; `close` from any thread.

    `user` and `password` go to that host alone: over TLS at once, without it when asked for.
    """

    def __init__(
        self,
        url: str,
        user: str = "",
        password: str = "",
        *,
        limits: Limits | None = None,
        context: Callable[[], ssl.SSLContext] = trusting_system,
    ) -> None:
        self._host = split_url(url).hostname
        self._user = user
        self._password = password
        self._limits = limits or Limits()
        self._make_context = context
        self._context: ssl.SSLContext | None = None
        self._connection: http.client.HTTPConnection | None = None
        self._origin: tuple[str, str, int] | None = None
        self._challenge: Challenge | None = None
        self._count = 0
        self._closed = False
        self._too_late = False

    def close(self) -> None:
        self._closed = True
        self._cut()

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        *,
        take: Taker | None = None,
    ) -> Answer:
        """One request and its answer. A 207 is given to `take` in pieces. Redirects on this host are followed.

        Raises BookError for whatever is no answer, for 401 with the password given, and for redirects elsewhere.
        """
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._authorized(method, url, dict(headers or {}), body, take)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return answer
            url = self._led_to(answer)
        raise BookError(BookTrouble.BROKEN, "it redirects in circles")

    def _led_to(self, answer: Answer) -> str:
        """Where a redirect leads: the same host, or from http to https there (never back)."""
        before = urlsplit(answer.url)
        try:
            target = split_url(urljoin(answer.url, answer.headers["location"]))
        except (ValueError, BookError):
            raise BookError(BookTrouble.BROKEN, "a redirect to what is no address") from None
        upgraded = before.scheme == "http" and target.scheme == "https"
        same = target.scheme == before.scheme and port_of(target) == port_of(before)
        if target.hostname != self._host or not (same or upgraded):
            raise BookError(BookTrouble.SENT_ELSEWHERE, safe_text(target.hostname or "", _SHOWN))
        return target.geturl()

    def _authorized(
        self, method: str, url: str, headers: dict[str, str], body: bytes, take: Taker | None
    ) -> Answer:
        answer = self._once(method, url, {**headers, **self._authorization(method, url)}, body, take)
        if answer.status != 401:
            return answer
        known = self._challenge
        self._challenge = challenge_of(answer.headers.get("www-authenticate", ""))
        again = self._challenge is not None and (known is None or self._challenge.stale)
        if self._user and again:
            answer = self._once(method, url, {**headers, **self._authorization(method, url)}, body, take)
            if answer.status != 401:
                return answer
        self._challenge = None
        raise BookError(BookTrouble.PASSWORD)

    def _authorization(self, method: str, url: str) -> dict[str, str]:
        parts = urlsplit(url)
        if not self._user or parts.hostname != self._host:
            return {}
        if self._challenge is not None and not self._challenge.basic:
            self._count += 1
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            return {
                "Authorization": authorization(
                    self._challenge, self._user, self._password, (method, path), self._count
                )
            }
        if self._challenge is None and parts.scheme != "https":
            return {}
        secret = b64encode(f"{self._user}:{self._password}".encode()).decode("ascii")
        return {"Authorization": f"Basic {secret}"}

    def _once(
        self, method: str, url: str, headers: dict[str, str], body: bytes, take: Taker | None
    ) -> Answer:
        """Send it; once more on a new connection when the server had closed the one that was kept."""
        reused = self._connection is not None and self._origin == origin_of(url)
        try:
            return self._exchange(method, url, headers, body, take)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError) as error:
            if reused and not self._closed:
                with _as_trouble(self):
                    return self._exchange(method, url, headers, body, take)
            raise BookError(BookTrouble.UNREACHABLE, _words(error)) from None

    def _exchange(
        self, method: str, url: str, headers: dict[str, str], body: bytes, take: Taker | None
    ) -> Answer:
        retried = (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError)
        late = threading.Timer(self._limits.whole_s, self._give_up)
        late.daemon = True
        late.name = "softphone-book-limit"
        self._too_late = False
        late.start()
        try:
            with _as_trouble(self, passing=retried):
                return self._talk(method, url, headers, body, take)
        except BaseException:
            self._cut()
            raise
        finally:
            late.cancel()
            late.join()

    def _talk(
        self, method: str, url: str, headers: dict[str, str], body: bytes, take: Taker | None
    ) -> Answer:
        connection = self._connected(url)
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(
            method, path, body, {"User-Agent": "Softphone", "Accept-Encoding": "identity", **headers}
        )
        answered = connection.getresponse()
        told: dict[str, str] = {}
        for name, value in answered.getheaders():
            # What stands there twice is one list (RFC 9110 section 5.3): servers give a challenge of each kind.
            told[name.lower()] = f"{told[name.lower()]}, {value}" if name.lower() in told else value
        taken = take if answered.status == 207 else None
        small = self._read(answered, taken)
        if answered.will_close or not answered.isclosed():
            self._cut()
        return Answer(answered.status, safe_text(answered.reason, _SHOWN), told, url, small)

    def _connected(self, url: str) -> http.client.HTTPConnection:
        if self._closed:
            raise BookError(BookTrouble.UNREACHABLE, "the phone is ending")
        origin = origin_of(url)
        if self._connection is not None and self._origin == origin:
            return self._connection
        self._cut()
        scheme, host, port = origin
        if scheme == "https":
            if self._context is None:
                self._context = self._make_context()
            made: http.client.HTTPConnection = http.client.HTTPSConnection(
                host, port, timeout=self._limits.connect_s, context=self._context
            )
        else:
            made = http.client.HTTPConnection(host, port, timeout=self._limits.connect_s)
        self._connection, self._origin = made, origin
        made.connect()
        made.sock.settimeout(self._limits.silence_s)
        return made

    def _read(self, answered: http.client.HTTPResponse, take: Taker | None) -> bytes:
        """The body: to `take` in pieces, or its beginning as value; what is longer ends the connection."""
        size = 0
        begun: list[bytes] = []
        most = self._limits.body if take is not None else MOST_SMALL
        # Counted here: read1 of Python 3.11 forgets what it has read and would wait for more.
        whole = None if answered.chunked else answered.length
        while whole is None or size < whole:
            piece = answered.read1(_CHUNK if whole is None else min(_CHUNK, whole - size))
            if not piece:
                break
            size += len(piece)
            if size > most:
                if take is not None:
                    raise BookError(BookTrouble.TOO_LARGE)
                return b"".join(begun)  # `_talk` cuts what is not read to its end
            if self._too_late:
                raise BookError(BookTrouble.TOO_SLOW)
            if take is not None:
                take(piece)
            else:
                begun.append(piece)
        if whole is not None:
            if size < whole:
                raise http.client.IncompleteRead(b"", whole - size)
            answered.length = 0
            answered.read(0)  # it has ended: the connection is free for the next request
        return b"".join(begun)

    def _give_up(self) -> None:
        """On the timer's thread."""
        self._too_late = True
        self._cut()

    def _cut(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        sock = getattr(connection, "sock", None)
        if sock is not None:
            with contextlib.suppress(OSError):
                # Wakes whoever waits in it; closing alone does not.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)
        connection.close()

    @property
    def too_late(self) -> bool:
        return self._too_late

    @property
    def is_closed(self) -> bool:
        return self._closed


@contextlib.contextmanager
def _as_trouble(asked: Http, passing: tuple[type[Exception], ...] = ()):  # type: ignore[no-untyped-def]
    """What sockets, TLS and http.client raise, as BookError; `passing` goes through."""
    try:
        yield
    except BookError:
        raise
    except Exception as error:
        if asked.too_late:
            raise BookError(BookTrouble.TOO_SLOW) from None
        if isinstance(error, passing) and not asked.is_closed:
            raise
        if isinstance(error, ssl.SSLCertVerificationError):
            raise BookError(BookTrouble.CERTIFICATE, safe_text(error.verify_message, _SHOWN)) from None
        if isinstance(error, TimeoutError):
            raise BookError(BookTrouble.TOO_SLOW) from None
        if isinstance(error, OSError):
            raise BookError(BookTrouble.UNREACHABLE, _words(error)) from None
        if isinstance(error, http.client.HTTPException | ValueError | AttributeError):
            # AttributeError: http.client reads on from a connection that `_cut` has closed.
            raise BookError(BookTrouble.BROKEN, type(error).__name__) from None
        raise


def _words(error: Exception) -> str:
    said = error.strerror if isinstance(error, OSError) else ""
    return safe_text(said or type(error).__name__, _SHOWN)
