"""What a response says beside its Contacts: Warning, Error-Info, Retry-After, To.

Source: RFC 3261 sections 20.18, 20.33, 20.39, 20.43.
"""

import re
from typing import Final

from softphone.sip.allowed import admit
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Kind, Rejected
from softphone.sip.fields import parse_name_addr, split_list, unquote_string
from softphone.sip.response import Response
from softphone.sip.text import safe_text
from softphone.sip.uri import parse_uri

_MOST: Final = 20
_LONGEST: Final = 2048
# warning-value = warn-code SP warn-agent SP warn-text; the agent and the quotes are missing now and then
_WARNING = re.compile(r'(?:\d{3}\s+)?(?:[^\s"]+\s+(?="))?(.*)', re.DOTALL)
_RETRY_AFTER = re.compile(r"\s*(\d{1,10})(?![\d.])", re.ASCII)
_LINK_KINDS: Final = frozenset({Kind.SIP, Kind.VOICEMAIL, Kind.TEL, Kind.EMAIL, Kind.WEB})


def read_warnings(response: Response) -> tuple[str, ...]:
    """The warn-text of each Warning, safe to show."""
    texts: list[str] = []
    for value in response.all("warning")[:_MOST]:
        for element in split_list(value[:_LONGEST]):
            match = _WARNING.fullmatch(element)
            text = safe_text(unquote_string(match.group(1).strip())) if match else ""
            if text and len(texts) < _MOST:
                texts.append(text)
    return tuple(texts)


def read_info_links(response: Response) -> tuple[tuple[str, ...], list[Rejected]]:
    """The addresses of Error-Info that may be called or opened on a click, and the refused ones."""
    links: list[str] = []
    rejected: list[Rejected] = []
    for value in response.all("error-info")[:_MOST]:
        for element in split_list(value):
            if len(links) + len(rejected) >= _MOST:
                return tuple(links), rejected
            uri = element
            try:
                uri = parse_name_addr(element).uri
                refused = None if admit(uri).kind in _LINK_KINDS else "this kind of address is not allowed"
            except SipParseError as error:
                refused = error.reason
            if refused:
                rejected.append(Rejected(safe_text(uri or element), refused))
            else:
                links.append(uri)
    return tuple(links), rejected


def read_retry_after(response: Response) -> int | None:
    """Seconds; None when absent or malformed."""
    match = _RETRY_AFTER.match(response.first("retry-after") or "")
    seconds = int(match.group(1)) if match else None
    return seconds if seconds is not None and seconds < 2**32 else None


def read_to_uri(response: Response) -> str | None:
    """The URI of the To header: what was dialled, as far as the response tells. None when it is unreadable."""
    to = response.first("to")
    if not to:
        return None
    try:
        uri = parse_name_addr(to).uri
        parse_uri(uri)
    except SipParseError:
        return None
    return uri
