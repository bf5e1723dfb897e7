"""What is wrong with a typed address, as a sentence in the person's language."""

from PySide6.QtCore import QCoreApplication

from softphone.sip.errors import SipParseError


def _sentences() -> dict[str, str]:
    """The reasons that `softphone.sip` gives, and what the person reads."""
    return {
        "nothing to call": QCoreApplication.translate(
            "AddressReasons", "Type a name, a number or a SIP address first."
        ),
        "a number or name alone needs an account to call through": QCoreApplication.translate(
            "AddressReasons",
            "A number needs an account to call through. Add one in the settings, or type a full address "
            "such as anna@office.example.",
        ),
        "an address of this kind cannot be called": QCoreApplication.translate(
            "AddressReasons",
            "An address of this kind cannot be called. Calls go to sip:, sips: and tel: addresses.",
        ),
        "a character that no telephone number holds": QCoreApplication.translate(
            "AddressReasons", "This letter cannot stand in a telephone number."
        ),
        "a name at an account holds no blank": QCoreApplication.translate(
            "AddressReasons", "Nobody in your contacts has this name, and an address holds no space."
        ),
        "the address in <> does not end": QCoreApplication.translate(
            "AddressReasons", "The closing > is missing."
        ),
        "a character that no URI may hold": QCoreApplication.translate(
            "AddressReasons", "This letter cannot stand in an address."
        ),
        "a URI begins with its scheme and a colon": QCoreApplication.translate(
            "AddressReasons", "This is not an address. One looks like anna@office.example."
        ),
        "nothing follows the scheme": QCoreApplication.translate(
            "AddressReasons", "The address ends after the colon."
        ),
        "nothing stands before the @": QCoreApplication.translate(
            "AddressReasons", "The name before the @ is missing."
        ),
        "a character that may not stand here": QCoreApplication.translate(
            "AddressReasons", "This letter cannot stand in an address here."
        ),
        "the IPv6 address does not end": QCoreApplication.translate(
            "AddressReasons", "The closing ] of the IPv6 address is missing."
        ),
        "not an IPv6 address": QCoreApplication.translate(
            "AddressReasons", "What stands in [ ] is not an IPv6 address."
        ),
        "not a port number": QCoreApplication.translate(
            "AddressReasons", "After the colon a port number is expected."
        ),
        "no such port": QCoreApplication.translate("AddressReasons", "Ports go from 1 to 65535."),
        "the host is missing": QCoreApplication.translate(
            "AddressReasons", "The server after the @ is missing."
        ),
        "the host is too long": QCoreApplication.translate(
            "AddressReasons", "The server's name is too long."
        ),
        "a character that may not stand in a host": QCoreApplication.translate(
            "AddressReasons", "This letter cannot stand in a server's name."
        ),
        "neither a host name nor an IPv4 address": QCoreApplication.translate(
            "AddressReasons", "This is neither a server's name nor an IP address."
        ),
        "not an internationalised host name": QCoreApplication.translate(
            "AddressReasons", "This is not a server's name that can exist."
        ),
        "a parameter without a name": QCoreApplication.translate(
            "AddressReasons", "A parameter has no name."
        ),
        "a parameter that stands twice with two values": QCoreApplication.translate(
            "AddressReasons", "This parameter stands twice with two values."
        ),
        "this kind of address is not allowed": QCoreApplication.translate(
            "AddressReasons", "An address of this kind is not used here."
        ),
        "nobody is sent to an emergency service": QCoreApplication.translate(
            "AddressReasons", "Nobody is sent to an emergency service."
        ),
        "the address cannot be written in ASCII": QCoreApplication.translate(
            "AddressReasons", "This address cannot be sent in a SIP message: write it with Latin letters."
        ),
        "the address is too long": QCoreApplication.translate("AddressReasons", "This address is too long."),
        "not a web address": QCoreApplication.translate(
            "AddressReasons", "This is not the address of a web page. One looks like office.example/contact."
        ),
        "a web address with a name before the host misleads": QCoreApplication.translate(
            "AddressReasons", "A web address with a name before the @ misleads people."
        ),
        "not an e-mail address": QCoreApplication.translate(
            "AddressReasons", "This is not an e-mail address. One looks like anna@office.example."
        ),
        "it asks for a file to be attached": QCoreApplication.translate(
            "AddressReasons", "An address that attaches a file is not used here."
        ),
        "the address is malformed": QCoreApplication.translate(
            "AddressReasons", "This address is not complete. One looks like anna@chat.example."
        ),
        "it asks for a transport that this phone does not have": QCoreApplication.translate(
            "AddressReasons", "The transport in this address is unknown: udp, tcp and tls are known."
        ),
        "sips does not travel over UDP": QCoreApplication.translate(
            "AddressReasons", "sips: is encrypted and does not go over UDP."
        ),
        "not a telephone number": QCoreApplication.translate(
            "AddressReasons", "This is not a telephone number."
        ),
    }


def address_error_text(error: SipParseError, text: str) -> str:
    """One sentence for `error` in what was typed, naming the letter where there is one."""
    unknown = QCoreApplication.translate("AddressReasons", "This address cannot be read here.")
    said = _sentences().get(error.reason, unknown)
    if 0 <= error.offset < len(text):
        place = QCoreApplication.translate("AddressReasons", "“{letter}”, letter {number}").format(
            letter=text[error.offset], number=error.offset + 1
        )
        return f"{said} ({place})"
    return said
