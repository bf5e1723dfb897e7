"""What files of people hold, and why something of them was left out, in the person's language."""

import re

from PySide6.QtCore import QCoreApplication

from softphone.calls.people import RejectedEntry
from softphone.calls.people_files import Field, FileKind

_LINE = re.compile(r"line ([0-9]+) ?(.*)", re.DOTALL)


def kind_text(kind: FileKind) -> str:
    return {
        FileKind.VCARD: QCoreApplication.translate("PeopleFiles", "vCard file"),
        FileKind.TABLE: QCoreApplication.translate("PeopleFiles", "Table"),
        FileKind.OURS: QCoreApplication.translate("PeopleFiles", "File of this phone"),
    }[kind]


def field_text(field: Field) -> str:
    return {
        Field.NOTHING: QCoreApplication.translate("PeopleFiles", "Leave out"),
        Field.NAME: QCoreApplication.translate("PeopleFiles", "Whole name"),
        Field.PREFIX: QCoreApplication.translate("PeopleFiles", "Title before the name"),
        Field.GIVEN_NAME: QCoreApplication.translate("PeopleFiles", "First name"),
        Field.MIDDLE_NAME: QCoreApplication.translate("PeopleFiles", "Middle name"),
        Field.FAMILY_NAME: QCoreApplication.translate("PeopleFiles", "Last name"),
        Field.SUFFIX: QCoreApplication.translate("PeopleFiles", "Behind the name"),
        Field.ORGANISATION: QCoreApplication.translate("PeopleFiles", "Organisation"),
        Field.NUMBER: QCoreApplication.translate("PeopleFiles", "Number"),
        Field.SIP: QCoreApplication.translate("PeopleFiles", "SIP address"),
        Field.EMAIL: QCoreApplication.translate("PeopleFiles", "E-mail"),
        Field.WEB: QCoreApplication.translate("PeopleFiles", "Web page"),
        Field.CHAT: QCoreApplication.translate("PeopleFiles", "Chat (XMPP)"),
        Field.ADDRESS: QCoreApplication.translate("PeopleFiles", "Any address"),
        Field.LABEL: QCoreApplication.translate("PeopleFiles", "Label of the next address"),
        Field.NOTES: QCoreApplication.translate("PeopleFiles", "Notes"),
        Field.GROUPS: QCoreApplication.translate("PeopleFiles", "Groups"),
        Field.FAVOURITE: QCoreApplication.translate("PeopleFiles", "Favourite"),
        Field.FORMER: QCoreApplication.translate("PeopleFiles", "Former addresses"),
        Field.UID: QCoreApplication.translate("PeopleFiles", "Identifier"),
    }[field]


def _reasons() -> dict[str, str]:
    """What the reading of files says, and what the person reads."""
    return {
        "it stands outside of any vCard": QCoreApplication.translate(
            "PeopleFiles", "stands outside of any vCard"
        ),
        "it has no END:VCARD": QCoreApplication.translate(
            "PeopleFiles", "has no end; the file may be cut off"
        ),
        "it is too large": QCoreApplication.translate("PeopleFiles", "is too large"),
        "one of its lines is too long": QCoreApplication.translate(
            "PeopleFiles", "holds a line that is too long"
        ),
        "the line is too long": QCoreApplication.translate("PeopleFiles", "is too long"),
        "it is a group and no person": QCoreApplication.translate("PeopleFiles", "is a group and no person"),
        "it has neither a name nor an address": QCoreApplication.translate(
            "PeopleFiles", "has neither a name nor an address"
        ),
        "a quotation mark is never closed": QCoreApplication.translate(
            "PeopleFiles", "a quotation mark is never closed"
        ),
        "this person is in the file too often": QCoreApplication.translate(
            "PeopleFiles", "is in the file too often"
        ),
        "it is no file": QCoreApplication.translate("PeopleFiles", "it is no file"),
        "nobody is in this file": QCoreApplication.translate("PeopleFiles", "nobody is in it"),
        "it is neither a vCard file nor a table nor a file of this phone": QCoreApplication.translate(
            "PeopleFiles", "it is neither a vCard file nor a table nor a file of this phone"
        ),
        "not a telephone number": QCoreApplication.translate("PeopleFiles", "is no telephone number"),
        "a spreadsheet has taken digits off it": QCoreApplication.translate(
            "PeopleFiles", "has lost digits in a spreadsheet, which took it for a large number"
        ),
        "not an e-mail address": QCoreApplication.translate("PeopleFiles", "is no e-mail address"),
        "this kind of address is not allowed": QCoreApplication.translate(
            "PeopleFiles", "is an address of a kind that a contact cannot have"
        ),
        "it is neither PNG nor JPEG, or too large": QCoreApplication.translate(
            "PeopleFiles", "is neither PNG nor JPEG, or too large"
        ),
        "it was cancelled": QCoreApplication.translate("PeopleFiles", "it was cancelled"),
    }


def why_text(why: str) -> str:
    """`why` of a RejectedEntry; what is not known is shown as it is."""
    what, colon, reason = why.rpartition(": ")
    shown = _reasons().get(reason)
    return f"{what}: {shown}" if colon and shown else _reasons().get(why, why)


def entry_text(entry: RejectedEntry) -> tuple[str, str]:
    """(who, where)"""
    line = _LINE.fullmatch(entry.entry)
    if line is None:
        return entry.entry, ""
    where = QCoreApplication.translate("PeopleFiles", "line {number}").format(number=line.group(1))
    return (line.group(2), where) if line.group(2) else (where, "")
