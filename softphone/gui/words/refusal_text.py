"""Why something that a response named is not offered, in the person's language.

`softphone.sip` gives its reasons as short English sentences: the same for logs, for `softphone explain` and for here.
"""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

# Named for the translators; a test holds this list to what the readers of responses say.
REASONS = frozenset(
    {
        QT_TRANSLATE_NOOP("RefusalText", "Content-Length is not a number"),
        QT_TRANSLATE_NOOP("RefusalText", "a URI begins with its scheme and a colon"),
        QT_TRANSLATE_NOOP("RefusalText", "a character that may not stand here"),
        QT_TRANSLATE_NOOP("RefusalText", "a character that may not stand in a host"),
        QT_TRANSLATE_NOOP("RefusalText", "a character that no URI may hold"),
        QT_TRANSLATE_NOOP("RefusalText", "a document too deep or too long"),
        QT_TRANSLATE_NOOP("RefusalText", "a document type definition is not read"),
        QT_TRANSLATE_NOOP("RefusalText", "a list that stands elsewhere is not fetched"),
        QT_TRANSLATE_NOOP("RefusalText", "a multipart without a boundary"),
        QT_TRANSLATE_NOOP("RefusalText", "a parameter of a telephone number is ASCII"),
        QT_TRANSLATE_NOOP("RefusalText", "a parameter that stands twice with two values"),
        QT_TRANSLATE_NOOP("RefusalText", "a parameter without a name"),
        QT_TRANSLATE_NOOP("RefusalText", "a proxy has a sip or sips address"),
        QT_TRANSLATE_NOOP("RefusalText", "a session description lists no alternatives"),
        QT_TRANSLATE_NOOP("RefusalText", "a web address with a name before the host misleads"),
        QT_TRANSLATE_NOOP("RefusalText", "already tried"),
        QT_TRANSLATE_NOOP("RefusalText", "an address of this kind cannot be called"),
        QT_TRANSLATE_NOOP("RefusalText", "an entry without an address"),
        QT_TRANSLATE_NOOP("RefusalText", "hidden characters in it"),
        QT_TRANSLATE_NOOP("RefusalText", "it asks for a file to be attached"),
        QT_TRANSLATE_NOOP("RefusalText", "it asks for a method other than INVITE"),
        QT_TRANSLATE_NOOP("RefusalText", "it asks for a transport that this phone does not have"),
        QT_TRANSLATE_NOOP("RefusalText", "it cannot be unpacked"),
        QT_TRANSLATE_NOOP("RefusalText", "it is encoded too many times"),
        QT_TRANSLATE_NOOP("RefusalText", "it is larger than 1 MiB when unpacked"),
        QT_TRANSLATE_NOOP("RefusalText", "it is packed in too many pieces"),
        QT_TRANSLATE_NOOP("RefusalText", "it means nothing in this response"),
        QT_TRANSLATE_NOOP("RefusalText", "listed twice"),
        QT_TRANSLATE_NOOP("RefusalText", "neither a host name nor an IPv4 address"),
        QT_TRANSLATE_NOOP("RefusalText", "no alternative-service element"),
        QT_TRANSLATE_NOOP("RefusalText", "no card with an address"),
        QT_TRANSLATE_NOOP("RefusalText", "no ims-3gpp element"),
        QT_TRANSLATE_NOOP("RefusalText", "no resource-lists element"),
        QT_TRANSLATE_NOOP("RefusalText", "no such port"),
        QT_TRANSLATE_NOOP("RefusalText", "no type of service"),
        QT_TRANSLATE_NOOP("RefusalText", "not a port number"),
        QT_TRANSLATE_NOOP("RefusalText", "not a telephone number"),
        QT_TRANSLATE_NOOP("RefusalText", "not a web address"),
        QT_TRANSLATE_NOOP("RefusalText", "not an IPv6 address"),
        QT_TRANSLATE_NOOP("RefusalText", "not an e-mail address"),
        QT_TRANSLATE_NOOP("RefusalText", "not an internationalised host name"),
        QT_TRANSLATE_NOOP("RefusalText", "not well-formed JSON"),
        QT_TRANSLATE_NOOP("RefusalText", "nothing follows the scheme"),
        QT_TRANSLATE_NOOP("RefusalText", "nothing stands before the @"),
        QT_TRANSLATE_NOOP("RefusalText", "parts within parts within parts"),
        QT_TRANSLATE_NOOP("RefusalText", "sips does not travel over UDP"),
        QT_TRANSLATE_NOOP("RefusalText", "the IPv6 address does not end"),
        QT_TRANSLATE_NOOP("RefusalText", "the address in <> is damaged"),
        QT_TRANSLATE_NOOP("RefusalText", "the address is malformed"),
        QT_TRANSLATE_NOOP("RefusalText", "the address is too long"),
        QT_TRANSLATE_NOOP("RefusalText", "the body has no type and is no text"),
        QT_TRANSLATE_NOOP("RefusalText", "the boundary is too long"),
        QT_TRANSLATE_NOOP("RefusalText", "the boundary of the multipart does not occur"),
        QT_TRANSLATE_NOOP("RefusalText", "the call failed and nothing else is offered"),
        QT_TRANSLATE_NOOP("RefusalText", "the datagram ends before the body does"),
        QT_TRANSLATE_NOOP("RefusalText", "the host is missing"),
        QT_TRANSLATE_NOOP("RefusalText", "the host is too long"),
        QT_TRANSLATE_NOOP("RefusalText", "the response offers no address that can be used"),
        QT_TRANSLATE_NOOP("RefusalText", "there is no such status code"),
        QT_TRANSLATE_NOOP("RefusalText", "this Content-Encoding is not understood"),
        QT_TRANSLATE_NOOP("RefusalText", "this Content-Transfer-Encoding is not understood"),
        QT_TRANSLATE_NOOP("RefusalText", "this is no SIP response"),
        QT_TRANSLATE_NOOP("RefusalText", "this kind of address is not allowed"),
        QT_TRANSLATE_NOOP("RefusalText", "this type of body is not understood"),
        QT_TRANSLATE_NOOP("RefusalText", "two values for Content-Length"),
        QT_TRANSLATE_NOOP("RefusalText", "unexpected text after the address"),
    }
)


def refusal_text(why: str) -> str:
    """`why` of a `Rejected` or an `Explanation`, translated; what is unknown here stays as it is."""
    if why in REASONS:
        return QCoreApplication.translate("RefusalText", why)
    for beginning, sentence in _beginnings().items():
        if why.startswith(beginning):
            return sentence.format(what=why.removeprefix(beginning))
    return why


def _beginnings() -> dict[str, str]:
    """Sentences that end with what the response said."""
    return {
        "its disposition is ": QCoreApplication.translate("RefusalText", "its disposition is {what}"),
        "not well-formed XML: ": QCoreApplication.translate("RefusalText", "not well-formed XML: {what}"),
        "unknown type of service: ": QCoreApplication.translate(
            "RefusalText", "unknown type of service: {what}"
        ),
        "more than ": QCoreApplication.translate("RefusalText", "more than {what}"),
    }
