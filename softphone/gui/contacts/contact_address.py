"""What a person typed into an address line of a contact, as the URI that is kept."""

from softphone.sip.allowed import admit
from softphone.sip.dialled import parse_dialled
from softphone.sip.errors import SipParseError
from softphone.sip.uri import SipUri, parse_uri

# A host of RFC 2606 that no account has: what comes back at it was a number or a bare name.
_NOWHERE = "number.invalid"
_OTHER_SCHEMES = frozenset({"mailto", "http", "https", "xmpp", "sms", "im"})


def contact_uri(text: str, default_domain: str | None, *, calls_only: bool = False) -> str:
    """A sip:, sips: or tel: URI, or one of another scheme that a contact may have, unless `calls_only`.

    Raises SipParseError with the offset in `text`. An international number is kept as tel: whatever account it will
    be dialled through; a local number or a bare name belongs to the account's domain (RFC 3966 section 5.1.4 asks
    for such a context).
    """
    scheme = text.strip().partition(":")[0].lower()
    if not calls_only and scheme in _OTHER_SCHEMES and ":" in text:
        return _other(text)
    uri = parse_uri(parse_dialled(text, default_domain=_NOWHERE))
    if isinstance(uri, SipUri) and uri.host == _NOWHERE:
        if uri.user_text.startswith("+") and uri.user_text[1:].isdigit():
            return f"tel:{uri.user_text}"
        return parse_dialled(text, default_domain=default_domain)
    return str(uri)


def _other(text: str) -> str:
    typed = text.strip()
    before = text.find(typed)
    try:
        admitted = admit(typed)
    except SipParseError as error:
        raise SipParseError(error.reason, error.offset + before) from None
    return str(admitted.uri)
