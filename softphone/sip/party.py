"""Who is meant by an address: the same person writes from several ports and over several transports."""

import re
from typing import Final

from softphone.sip.errors import SipParseError
from softphone.sip.uri import SipUri, TelUri, parse_uri, uri_key_of

_GLOBAL_NUMBER: Final = re.compile(r"\+[0-9]{5,15}")


def party_key(uri: str) -> str:
    """The same for addresses of one party: user and host, or the international number wherever it is dialled.

    Good for putting together what belongs together, not for where to call.
    """
    try:
        parsed = parse_uri(uri)
    except SipParseError:
        return uri
    if isinstance(parsed, TelUri):
        return uri_key_of(parsed)
    if not isinstance(parsed, SipUri):
        return uri_key_of(parsed)
    if _GLOBAL_NUMBER.fullmatch(parsed.user_text):
        return f"tel:{parsed.user_text}"
    port = parsed.port if parsed.user is None else None
    return uri_key_of(SipUri(scheme="sip", user=parsed.user, host=parsed.host, port=port))
