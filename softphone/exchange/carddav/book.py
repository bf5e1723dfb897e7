"""One address book on a server: what has changed since, its cards, and changing them there.

Sources: RFC 6352 (CardDAV), RFC 6578 (sync-collection), RFC 4918 (WebDAV), RFC 7232 (If-Match).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Final
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit
from xml.sax.saxutils import escape

from softphone.calls.address_books import BookError, BookTrouble
from softphone.exchange.carddav.http import Answer, Http, retry_after_s
from softphone.exchange.carddav.multistatus import CALENDAR_SERVER, CARD, DAV, MultistatusReader, Response
from softphone.exchange.carddav.urls import split_url
from softphone.sip.text import safe_text

MOST_CARDS: Final = 100_000
LONGEST_CARD: Final = 4 * 1024 * 1024
PORTION: Final = 100
_LONGEST_HREF: Final = 1024
_LONGEST_ETAG: Final = 512
_LONGEST_TOKEN: Final = 4096
_MOST_ROUNDS: Final = 1000
_SAFE_IN_PATH: Final = "!$&'()*+,;=:@-._~"
_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_SHOWN: Final = 200
_SINCE: Final = "sync:"
# What servers say to a token that they have forgotten, or to a report that they do not know.
_NO_SUCH_SYNC: Final = frozenset({400, 403, 404, 405, 409, 410, 412, 415, 422, 501, 507})
_CANNOT_LIST: Final = frozenset({BookTrouble.TOO_LARGE, BookTrouble.FULL, BookTrouble.FORBIDDEN})
_TAG: Final = "ctag:"
_NAMESPACES: Final = (
    'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav" xmlns:s="http://calendarserver.org/ns/"'
)


@dataclass(frozen=True, slots=True)
class Changes:
    """Since a token: cards with their etags, and what is gone. `whole`: `changed` is all that there is.

    `token` is to be kept once all of this has been taken over.
    """

    token: str
    whole: bool
    changed: dict[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FetchedCard:
    href: str
    etag: str
    text: str


@dataclass(frozen=True, slots=True)
class OversizedCard:
    """It is there, and larger than anything that is kept of somebody."""

    href: str


Fetched = FetchedCard | OversizedCard | str


class ChangedThereError(Exception):
    """The server's card is not the one that this change was meant for (412)."""


class RefusedError(Exception):
    """The server does not take this card; others may fare better."""


class CardDavBook:
    """`hrefs` are absolute paths, escaped in one way; all of them lie right in the book."""

    def __init__(self, http: Http, url: str) -> None:
        self._http = http
        parts = split_url(url)
        self._url = url if parts.path.endswith("/") else url + "/"
        self._path = clean_path(urlsplit(self._url).path)

    def href_of(self, uid: str) -> str:
        """Where a new card goes: a name that every server takes and gives back as it was, the same on each phone.

        Uids of other programs are URNs, URLs and whole sentences; servers answer such a path as they like.
        """
        name = uid if _PLAIN_NAME.fullmatch(uid) else sha256(uid.encode("utf-8", "replace")).hexdigest()[:32]
        return f"{self._path}{name}.vcf"

    def changes(self, token: str, *, thorough: bool = False) -> Changes:
        """`thorough`: all cards with their etags, whatever the server says has changed.

        Raises BookError; nothing of an answer that is not whole comes out of here.
        """
        described = self._describe()
        told = described.found.get(DAV + "resourcetype")
        if told is None or told.child(CARD + "addressbook") is None:
            raise BookError(BookTrouble.NO_BOOK)
        reports = described.found.get(DAV + "supported-report-set")
        can_sync = reports is not None and any(reports.all(DAV + "sync-collection"))
        tag = described.text(CALENDAR_SERVER + "getctag")[:_LONGEST_TOKEN]
        now = described.text(DAV + "sync-token")[: _LONGEST_TOKEN + 1]
        if thorough and token:
            everything = self._everything(tag, now if can_sync and len(now) <= _LONGEST_TOKEN else "")
            if everything is not None:
                return everything
        if can_sync and token == _SINCE + now and now:
            return Changes(token, whole=False)
        if tag and token == _TAG + tag:
            return Changes(token, whole=False)
        if can_sync:
            since = token.removeprefix(_SINCE) if token.startswith(_SINCE) else ""
            found = self._sync_collection(since)
            if found is None and since:
                found = self._sync_collection("")  # it does not know that token any more
            if found is not None:
                return found
        return self._listing(tag)

    def _describe(self) -> Response:
        found = self._multistatus(
            "PROPFIND",
            f"<d:propfind {_NAMESPACES}><d:prop><d:resourcetype/><d:supported-report-set/><d:sync-token/>"
            "<s:getctag/></d:prop></d:propfind>",
            depth="0",
        )
        if not found[0]:
            raise BookError(BookTrouble.NO_BOOK)
        return found[0][0]

    def _everything(self, tag: str, sync_token: str) -> Changes | None:
        """None where only `sync-collection` gives it. The token is older than the list: what changes in between is
        told once more."""
        try:
            listed = self._listing(tag)
        except BookError as error:
            # Some limit how much they list, and give all of it in rounds.
            if sync_token and error.trouble.kind in _CANNOT_LIST:
                return self._sync_collection("")
            raise
        return replace(listed, token=_SINCE + sync_token) if sync_token else listed

    def _sync_collection(self, since: str) -> Changes | None:
        """All rounds of a REPORT that the server may cut into pieces (RFC 6578 section 3.6); None: not known there."""
        changed: dict[str, str] = {}
        gone: set[str] = set()
        token = since
        for _ in range(_MOST_ROUNDS):
            more = False

            def take(response: Response) -> None:
                nonlocal more
                if response.status == 507:
                    more = True
                    return
                href = self.own_href(response.href)
                if href is None:
                    return
                if response.status == 404:
                    gone.add(href)
                    changed.pop(href, None)
                else:  # without an etag it has changed all the same, and is looked at
                    changed[href] = _etag(response)
                    gone.discard(href)
                _bound(changed, gone)

            reader = MultistatusReader(take)
            answer = self._ask(
                "REPORT",
                f"<d:sync-collection {_NAMESPACES}><d:sync-token>{escape(token)}</d:sync-token>"
                "<d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>",
                "0",
                reader,
            )
            if answer.status in _NO_SUCH_SYNC:
                return None
            _check(answer)
            reader.close()
            before, token = token, reader.sync_token
            if not token or len(token) > _LONGEST_TOKEN:
                raise BookError(BookTrouble.BROKEN, "its answer says not how far it goes")
            if not more:
                return Changes(_SINCE + token, whole=not since, changed=changed, gone=frozenset(gone))
            if token == before:
                raise BookError(BookTrouble.BROKEN, "its answer goes round in circles")
        raise BookError(BookTrouble.TOO_LARGE)

    def _listing(self, tag: str) -> Changes:
        changed: dict[str, str] = {}

        def take(response: Response) -> None:
            href = self.own_href(response.href)
            if href is not None and response.status != 404:
                changed[href] = _etag(response)  # without one it is there all the same, and is looked at
                _bound(changed, ())

        self._multistatus(
            "PROPFIND",
            f"<d:propfind {_NAMESPACES}><d:prop><d:getetag/></d:prop></d:propfind>",
            depth="1",
            take=take,
        )
        return Changes(_TAG + tag if tag else "", whole=True, changed=changed)

    def fetch(self, hrefs: Sequence[str]) -> Iterator[Fetched]:
        """The cards, in portions; the href alone of one that is not there or cannot be had."""
        for start in range(0, len(hrefs), PORTION):
            yield from self._portion(hrefs[start : start + PORTION])

    def _portion(self, hrefs: Sequence[str]) -> list[Fetched]:
        wanted = set(hrefs)
        found: dict[str, Fetched] = {}
        size = 0

        def take(response: Response) -> None:
            nonlocal size
            href = self.own_href(response.href)
            text = response.text(CARD + "address-data")
            etag = _etag(response)
            if href is None or href not in wanted or not text or not etag:
                return
            if len(text) > LONGEST_CARD:
                found[href] = OversizedCard(href)
                return
            size += len(text)
            if size > 8 * LONGEST_CARD:
                raise BookError(BookTrouble.TOO_LARGE)
            found[href] = FetchedCard(href, etag, text)

        listed = "".join(f"<d:href>{escape(href)}</d:href>" for href in hrefs)
        try:
            self._multistatus(
                "REPORT",
                f"<c:addressbook-multiget {_NAMESPACES}><d:prop><d:getetag/><c:address-data/></d:prop>"
                f"{listed}</c:addressbook-multiget>",
                depth="0",
                take=take,
            )
        except BookError as error:
            if error.trouble.kind is not BookTrouble.TOO_LARGE:
                raise
            if len(hrefs) == 1:
                return [OversizedCard(hrefs[0])]
            middle = len(hrefs) // 2
            return [*self._portion(hrefs[:middle]), *self._portion(hrefs[middle:])]
        return [found.get(href, href) for href in hrefs]

    def put(self, href: str, text: str, etag: str) -> str:
        """Change the card with this etag, or make it when `etag` is ""; its new etag, "" when the server says none.

        Raises ChangedThereError, RefusedError, and BookError for what has nothing to do with this card.
        """
        meant = {"If-Match": _strong(etag)} if etag else {"If-None-Match": "*"}
        headers = {"Content-Type": "text/vcard; charset=utf-8", **meant}
        answer = self._http.request("PUT", self._absolute(href), headers, text.encode("utf-8", "replace"))
        if answer.status not in (200, 201, 204):
            _refused(answer)
        told = answer.headers.get("etag", "").strip()
        return told if told.startswith('"') and len(told) <= _LONGEST_ETAG else ""

    def delete(self, href: str, etag: str) -> None:
        """Raises like `put`; a card that is gone already is none."""
        answer = self._http.request(
            "DELETE", self._absolute(href), {"If-Match": _strong(etag)} if etag else {}
        )
        if answer.status not in (200, 202, 204, 404, 410):
            _refused(answer)

    def _absolute(self, href: str) -> str:
        return urljoin(self._url, href)

    def own_href(self, href: str) -> str | None:
        """`href` as this phone writes it, None for what is not a card right in this book."""
        if not href or len(href) > _LONGEST_HREF:
            return None
        try:
            mine, parts = urlsplit(self._url), urlsplit(urljoin(self._url, href))
            # Behind a proxy servers may name themselves with another scheme or port; the path is what is asked for.
            if parts.hostname != mine.hostname or parts.query:
                return None
        except ValueError:
            return None
        path = clean_path(parts.path)
        name = path.removeprefix(self._path)
        if name == path or not name or "/" in name or name in (".", "..") or "%2F" in name:
            return None
        return path

    def _multistatus(
        self, method: str, body: str, *, depth: str, take: Callable[[Response], None] | None = None
    ) -> tuple[list[Response], MultistatusReader]:
        few: list[Response] = []
        reader = MultistatusReader(take or few.append)
        _check(self._ask(method, body, depth, reader))
        reader.close()
        return few, reader

    def _ask(self, method: str, body: str, depth: str, reader: MultistatusReader) -> Answer:
        return self._http.request(
            method,
            self._url,
            {"Depth": depth, "Content-Type": "application/xml; charset=utf-8"},
            f'<?xml version="1.0" encoding="utf-8"?>{body}'.encode(),
            take=reader.feed,
        )


def clean_path(path: str) -> str:
    """`path` with each segment escaped in one way: servers differ in which characters they escape."""
    return "/".join(quote(unquote_to_bytes(segment), safe=_SAFE_IN_PATH) for segment in path.split("/"))


def _strong(etag: str) -> str:
    """A weak one matches nothing in If-Match (RFC 7232 section 3.1); most servers that give them mean the same."""
    return etag.removeprefix("W/")


def _etag(response: Response) -> str:
    return safe_text(response.text(DAV + "getetag"), _LONGEST_ETAG)


def _bound(changed: dict[str, str], gone: set[str] | tuple[str, ...]) -> None:
    if len(changed) + len(gone) > MOST_CARDS:
        raise BookError(BookTrouble.TOO_LARGE)


def _check(answer: Answer) -> None:
    """Raises BookError unless it is a 207."""
    if answer.status == 207:
        return
    raise trouble_of(answer)


def trouble_of(answer: Answer) -> BookError:
    said = f"{answer.status} {answer.reason}".strip()
    match answer.status:
        case 403:
            return BookError(BookTrouble.FORBIDDEN, said)
        case 404 | 405 | 410 | 501:
            return BookError(BookTrouble.NO_BOOK, said)
        case 507:
            return BookError(BookTrouble.FULL, said)
        case status if status >= 500 or status == 429:
            later = retry_after_s(answer.headers.get("retry-after", ""))
            return BookError(BookTrouble.SERVER, said, retry_after_s=later)
    return BookError(BookTrouble.BROKEN, said)


def _refused(answer: Answer) -> None:
    said = safe_text(f"{answer.status} {answer.reason}".strip(), _SHOWN)
    if answer.status == 412:
        raise ChangedThereError
    if answer.status in (400, 403, 404, 409, 413, 415, 422):
        raise RefusedError(said)
    raise trouble_of(answer)
