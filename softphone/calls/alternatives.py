"""Which addresses of an offer are fit to be kept as further addresses of a contact."""

from softphone.calls.offer import Option, RedirectOffer
from softphone.sip.explanation import Kind, Notable

MOST_KEPT = 20
_KINDS = frozenset({Kind.SIP, Kind.TEL, Kind.VOICEMAIL, Kind.MESSAGE, Kind.EMAIL, Kind.WEB, Kind.XMPP})
# Another domain is what alternatives are about (a colleague, a page), and a row that stood last is as good an
# address as the others. What imitates another name, hides letters, loses encryption or names no host is not kept.
_HARMLESS = frozenset(
    {Notable.DIFFERENT_DOMAIN, Notable.UNVERIFIED_SOURCE, Notable.HEADERS_STRIPPED, Notable.LAST_RESORT}
)
# These hold for a time or for a call (302, 305), or are the person's own new address (301), which is saved otherwise.
_OTHER_MEANING = frozenset({301, 302, 305})


def further_addresses(offer: RedirectOffer) -> tuple[tuple[str, str], ...]:
    """(uri, label) pairs in the order offered; empty when the answer has none to keep."""
    if offer.status in _OTHER_MEANING:
        return ()
    kept = ((_uri_of(option), option.label or "") for option in offer.options if _is_fit(option))
    return tuple((uri, label) for uri, label in kept if uri)[:MOST_KEPT]


def _is_fit(option: Option) -> bool:
    return option.kind in _KINDS and _HARMLESS.issuperset(option.notable)


def _uri_of(option: Option) -> str:
    """Without what an address asks to be sent along: a person keeps where to write, not the text to write."""
    uri = option.uri or ""
    if option.kind in {Kind.SIP, Kind.VOICEMAIL}:
        return option.dial_uri or ""
    if option.kind in {Kind.EMAIL, Kind.XMPP, Kind.MESSAGE}:
        return uri.partition("?")[0]
    return uri
