"""Reading an address out of its line, and showing where it is wrong."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel

from softphone.gui.look.components import restyle
from softphone.gui.settings.address_edit import AddressEdit
from softphone.gui.words.address_reasons import address_error_text
from softphone.sip.dialled import parse_dialled
from softphone.sip.errors import SipParseError
from softphone.sip.uri import SipUri, parse_uri


class WrongAddressError(Exception):
    """The text says what is wrong, `offset` where."""

    def __init__(self, text: str, offset: int) -> None:
        super().__init__(text)
        self.offset = offset


def read_address(edit: AddressEdit) -> str:
    """The URI in `edit`. Raises WrongAddressError."""
    text = edit.text()
    try:
        return parse_dialled(text)
    except SipParseError as error:
        if error.offset >= len(text) and "@" not in text and text.strip():
            said = QCoreApplication.translate(
                "AccountForm", "The server is missing: an address looks like anna@office.example."
            )
        else:
            said = address_error_text(error, text)
        raise WrongAddressError(said, error.offset) from error


def read_account_address(edit: AddressEdit) -> str:
    """An address of record. Raises WrongAddressError."""
    uri = read_address(edit)
    parsed = parse_uri(uri)
    if not isinstance(parsed, SipUri) or not parsed.user:
        said = QCoreApplication.translate("AccountForm", "An account has a name before the @.")
        raise WrongAddressError(said, 0)
    return uri


def show_wrong(edit: AddressEdit, offset: int) -> None:
    """Point at the letter and put the focus there."""
    restyle(edit, "wrong", "true")
    edit.setFocus(Qt.FocusReason.OtherFocusReason)
    edit.mark(offset)


def clear(edit: AddressEdit, line: QLabel) -> None:
    line.hide()
    restyle(edit, "wrong", "")
