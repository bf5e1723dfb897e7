"""How values stand in the database: times as UTC text, peers' text bounded and always encodable."""

import unicodedata
from datetime import MAXYEAR, MINYEAR, UTC, datetime

from softphone.store.errors import StoreError

MAX_NAME = 300
MAX_NOTES = 65_536
MAX_URI = 4_096
MAX_ADDRESSES = 100
MAX_RESPONSE = 65_536  # bytes; a SIP message fits in one UDP datagram


def time_text(moment: datetime) -> str:
    """ISO 8601 in UTC with microseconds, so that text order is time order. Naive times are refused."""
    if moment.tzinfo is None:
        raise StoreError("write", "a time without a time zone cannot be kept")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def optional_time_text(moment: datetime | None) -> str | None:
    return None if moment is None else time_text(moment)


def time_value(text: str) -> datetime:
    """The time kept as `text`. What came from a damaged file or from elsewhere may be no time: that is shown as 1970,
    and so is one at the ends of the calendar, which has no local time everywhere."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
    if not MINYEAR < moment.year < MAXYEAR:
        return datetime.fromtimestamp(0, UTC)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def optional_time_value(text: str | None) -> datetime | None:
    return None if text is None else time_value(text)


def bounded(text: str, limit: int = MAX_NAME) -> str:
    """`text` without NUL, cut to `limit` characters; lone surrogates (undecodable bytes) become U+FFFD."""
    cut = text[:limit].replace("\0", "")
    return cut.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def whole_uri(uri: str) -> str:
    """`uri` as it is kept. Raises StoreError when it is too long: half an address would be another address."""
    if len(uri) > MAX_URI:
        raise StoreError("write", f"an address of {len(uri)} characters is too long to be kept")
    return bounded(uri, MAX_URI)


def search_fold(text: str) -> str:
    """`text` for case-insensitive search in every script; "ё" is found by "е", as Russian is typed."""
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
