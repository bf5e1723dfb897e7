"""What a person typed into an address line of a contact, as the URI that is kept."""

from softphone.sip.dialled import parse_dialled
from softphone.sip.uri import SipUri, parse_uri

# A host of RFC 2606 that no account has: what comes back at it was a number or a bare name.
_NOWHERE = "number.invalid"


def contact_uri(text: str, default_domain: str | None) -> str:
    """A sip:, sips: or tel: URI. Raises SipParseError with the offset in `text`.

    An international number is kept as tel: whatever account it will be dialled through; a local number or a
    bare name belongs to the account's domain (RFC 3966 section 5.1.4 asks for such a context).
    """
    uri = parse_uri(parse_dialled(text, default_domain=_NOWHERE))
    if isinstance(uri, SipUri) and uri.host == _NOWHERE:
        if uri.user_text.startswith("+") and uri.user_text[1:].isdigit():
            return f"tel:{uri.user_text}"
        return parse_dialled(text, default_domain=default_domain)
    return str(uri)
