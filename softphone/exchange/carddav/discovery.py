"""From what a person types to the address books there are (RFC 6764 section 6, RFC 6352 sections 6.2 and 7.1)."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urljoin, urlsplit, urlunsplit

from softphone.calls.address_books import BookError, BookTrouble, FoundBook
from softphone.exchange.carddav.book import clean_path, trouble_of
from softphone.exchange.carddav.http import Http
from softphone.exchange.carddav.multistatus import CARD, DAV, Element, MultistatusReader, Response
from softphone.exchange.carddav.urls import port_of, split_url
from softphone.sip.text import safe_text

_WELL_KNOWN: Final = "/.well-known/carddav"
_MOST_BOOKS: Final = 100
_MOST_ASKED: Final = 12
_SHOWN: Final = 100
_NAMESPACES: Final = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"'
_WANTED: Final = (
    f'<?xml version="1.0" encoding="utf-8"?><d:propfind {_NAMESPACES}><d:prop><d:resourcetype/><d:displayname/>'
    "<d:current-user-principal/><d:current-user-privilege-set/><c:addressbook-home-set/></d:prop></d:propfind>"
)
_WRITE: Final = frozenset({DAV + "write", DAV + "write-content", DAV + "bind", DAV + "all"})


def typed_url(typed: str, user: str) -> tuple[str, str]:
    """(URL to begin at, user) of a host, user@host or URL. http only where it was typed. Raises BookError."""
    text = typed.strip()
    if "://" not in text:
        _, at, host = text.rpartition("@")
        if at:
            user, text = user or text, host
        text = f"https://{text}"
    parts = split_url(_in_ascii(text))
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", "", "")), user


def _in_ascii(url: str) -> str:
    """A host in its own script as DNS knows it, a path as HTTP does."""
    if url.isascii():
        return url
    try:
        parts = urlsplit(url)
        netloc = ".".join(part.encode("idna").decode("ascii") for part in parts.netloc.split("."))
    except (ValueError, UnicodeError):
        raise BookError(BookTrouble.MISTYPED) from None
    return urlunsplit((parts.scheme, netloc, clean_path(parts.path), "", ""))


def find_books(
    typed: str, user: str, password: str, connect: Callable[[str, str, str], Http]
) -> tuple[FoundBook, ...]:
    """The address books of `user` there, by name. Raises BookError."""
    url, user = typed_url(typed, user)
    http = connect(url, user, password)
    try:
        return _Search(http, url).run()
    finally:
        http.close()


class _Search:
    def __init__(self, http: Http, url: str) -> None:
        self._http = http
        self._url = url
        self._asked: set[str] = set()
        self._books: dict[str, FoundBook] = {}
        self._first_trouble: BookError | None = None

    def run(self) -> tuple[FoundBook, ...]:
        """Where the person pointed first; then where the server says that the books of the user are."""
        starts = [self._url]
        if urlsplit(self._url).path in ("", "/"):
            starts.insert(0, urljoin(self._url, _WELL_KNOWN))
        for start in starts:
            self._look(start, depth="0", left=3)
            if self._books:
                break
        else:
            self._look(self._url, depth="1", left=0)
        if not self._books:
            raise self._first_trouble or BookError(BookTrouble.NO_BOOK)
        return tuple(sorted(self._books.values(), key=lambda book: (book.name.casefold(), book.url)))

    def _look(self, url: str, *, depth: str, left: int) -> None:
        """Ask `url` and, `left` steps further, the principal and the home that it names."""
        if (url + depth) in self._asked or len(self._asked) >= _MOST_ASKED:
            return
        self._asked.add(url + depth)
        try:
            responses, at = self._ask(url, depth)
        except BookError as error:
            if error.trouble.kind not in (BookTrouble.NO_BOOK, BookTrouble.FORBIDDEN, BookTrouble.BROKEN):
                raise
            self._first_trouble = self._first_trouble or error
            return
        for response in responses:
            self._take_book(response, at)
        if self._books and left == 0:
            return
        for response in responses:
            for home in _hrefs(response.found.get(CARD + "addressbook-home-set"), at):
                self._look(home, depth="1", left=0)
        if self._books or left == 0:
            return
        for response in responses:
            for principal in _hrefs(response.found.get(DAV + "current-user-principal"), at):
                self._look(principal, depth="0", left=left - 1)

    def _ask(self, url: str, depth: str) -> tuple[list[Response], str]:
        found: list[Response] = []

        def take(response: Response) -> None:
            if len(found) < 10 * _MOST_BOOKS:
                found.append(response)

        reader = MultistatusReader(take)
        answer = self._http.request(
            "PROPFIND",
            url,
            {"Depth": depth, "Content-Type": "application/xml; charset=utf-8"},
            _WANTED.encode(),
            take=reader.feed,
        )
        if answer.status != 207:
            raise trouble_of(answer)
        reader.close()
        return found, answer.url

    def _take_book(self, response: Response, at: str) -> None:
        kind = response.found.get(DAV + "resourcetype")
        place = _on_host(response.href, at)
        if kind is None or kind.child(CARD + "addressbook") is None or place is None:
            return
        if len(self._books) >= _MOST_BOOKS:
            return
        url = place if place.endswith("/") else place + "/"
        name = safe_text(response.text(DAV + "displayname"), _SHOWN).strip()
        rights = response.found.get(DAV + "current-user-privilege-set")
        writable = rights is None or any(rights.all(each) for each in _WRITE)
        last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
        self._books[url] = FoundBook(
            url, name or safe_text(last, _SHOWN), writable, encrypted=url.startswith("https:")
        )


def _hrefs(element: Element | None, at: str) -> list[str]:
    found = [] if element is None else [_on_host(each.text.strip(), at) for each in element.all(DAV + "href")]
    return [each for each in found if each is not None][:5]


def _on_host(href: str, at: str) -> str | None:
    """`href` as a URL, None for another host than the one that was asked."""
    try:
        here, parts = urlsplit(at), split_url(urljoin(at, href))
        if (parts.scheme, parts.hostname, port_of(parts)) != (here.scheme, here.hostname, port_of(here)):
            return None
    except (ValueError, BookError):
        return None
    return urlunsplit((parts.scheme, parts.netloc, clean_path(parts.path), "", ""))
