"""What is said of an address book on a server: how it stands, what is wrong, and what to do about it."""

from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from softphone.calls.address_books import BookError, BookState, BookTrouble, CardField, Trouble
from softphone.calls.settings import AddressBook
from softphone.gui.words.plain_text import when_text

_QUIET: Final = frozenset(
    {BookTrouble.UNREACHABLE, BookTrouble.TOO_SLOW, BookTrouble.SERVER, BookTrouble.OWN_STORE}
)


def host_of(book: AddressBook) -> str:
    return urlsplit(book.url).hostname or book.url


def state_text(book: AddressBook, state: BookState | None) -> str:
    """One line for the list."""
    translate = QCoreApplication.translate
    if not book.enabled:
        return translate("BookWords", "switched off")
    if state is None or (state.synced_at is None and state.trouble is None and not state.syncing):
        return translate("BookWords", "not yet synced")
    if state.syncing:
        return translate("BookWords", "syncing…")
    if state.trouble is not None:
        return _short(state.trouble)
    people = translate("BookWords", "%n contact(s)", None, state.contacts)
    if state.synced_at is None:
        return people
    return translate("BookWords", "{people} · synced at {time}").format(
        people=people, time=when_text(state.synced_at)
    )


def _short(trouble: Trouble) -> str:
    translate = QCoreApplication.translate
    match trouble.kind:
        case BookTrouble.UNREACHABLE | BookTrouble.TOO_SLOW:
            return translate("BookWords", "not reached, is tried again")
        case BookTrouble.SERVER:
            return translate("BookWords", "the server has a fault, is tried again")
        case BookTrouble.PASSWORD | BookTrouble.KEYRING:
            return translate("BookWords", "the password is wanted")
        case BookTrouble.MANY_GONE_THERE | BookTrouble.MANY_GONE_HERE:
            return translate("BookWords", "a question waits for you")
        case BookTrouble.SOME_REFUSED | BookTrouble.SOME_UNREADABLE:
            return translate("BookWords", "synced but for some contacts")
        case _:
            return translate("BookWords", "not synced")


def is_quiet(trouble: Trouble) -> bool:
    """Whether it goes by itself, so that nobody has to be told."""
    return trouble.kind in _QUIET


def error_text(error: BaseException, host: str) -> str:
    """Why books were not found."""
    if isinstance(error, BookError):
        if error.trouble.kind is BookTrouble.UNREACHABLE:
            said = QCoreApplication.translate(
                "BookWords", "{host} could not be reached ({said}). Check the address."
            )
            return said.format(host=host, said=error.trouble.detail)
        return trouble_text(error.trouble, host)
    return str(error)


def trouble_text(trouble: Trouble, host: str) -> str:
    """What happened, what was kept, and what to do."""
    sentence = _counted(trouble) if trouble.count else _sentences().get(trouble.kind, "{host}: {said}")
    return sentence.format(host=host, said=trouble.detail or trouble.kind.value)


def _sentences() -> dict[BookTrouble, str]:
    translate = QCoreApplication.translate
    return {
        BookTrouble.UNREACHABLE: translate(
            "BookWords",
            "{host} could not be reached ({said}). Your contacts are all here; the phone tries again by itself.",
        ),
        BookTrouble.TOO_SLOW: translate(
            "BookWords",
            "{host} takes too long to answer. Your contacts are all here; the phone tries again by itself.",
        ),
        BookTrouble.CERTIFICATE: translate(
            "BookWords",
            "The certificate of {host} cannot be trusted ({said}), so nothing was sent. Check the address, or ask "
            "whoever runs the server.",
        ),
        BookTrouble.PASSWORD: translate(
            "BookWords", "{host} does not take the user name or the password. Type them again."
        ),
        BookTrouble.KEYRING: translate(
            "BookWords",
            "The keyring is locked or does not answer, so the password for {host} is not known. Unlock it, or type the "
            "password again.",
        ),
        BookTrouble.FORBIDDEN: translate(
            "BookWords", "{host} does not let this user do that ({said}). Ask whoever runs the server."
        ),
        BookTrouble.NO_BOOK: translate(
            "BookWords",
            "No address book was found at this address of {host}. Type the whole address of the book.",
        ),
        BookTrouble.BROKEN: translate(
            "BookWords",
            "{host} does not answer as an address book does ({said}). Nothing here was changed because of it.",
        ),
        BookTrouble.TOO_LARGE: translate(
            "BookWords",
            "The answer of {host} is larger than can be taken. Nothing here was changed because of it.",
        ),
        BookTrouble.SENT_ELSEWHERE: translate(
            "BookWords",
            "{host} sends this phone on to another place ({said}). Your password was not sent there; if that place is "
            "right, type its address.",
        ),
        BookTrouble.SERVER: translate(
            "BookWords", "{host} has a fault of its own ({said}). The phone tries again by itself."
        ),
        BookTrouble.FULL: translate(
            "BookWords", "{host} has no more room ({said}). Changes that were made here wait until there is."
        ),
        BookTrouble.MISTYPED: translate(
            "BookWords",
            "This is no address of a server. Type it like cloud.example or https://cloud.example/dav.",
        ),
        BookTrouble.OWN_STORE: translate(
            "BookWords",
            "This computer could not write ({said}). Nothing was lost; the phone tries again by itself.",
        ),
    }


def _counted(trouble: Trouble) -> str:
    translate = QCoreApplication.translate
    match trouble.kind:
        case BookTrouble.MANY_GONE_THERE:
            return translate(
                "BookWords",
                "%n contact(s) are gone from {host}. They are still here; delete them here too only if that is right.",
                None,
                trouble.count,
            )
        case BookTrouble.MANY_GONE_HERE:
            return translate(
                "BookWords",
                "%n contact(s) were deleted here. They are still on {host}; delete them there too only if that is "
                "right.",
                None,
                trouble.count,
            )
        case BookTrouble.SOME_REFUSED:
            return translate(
                "BookWords",
                "{host} did not take %n contact(s) ({said}). They are kept here and sent again the next time.",
                None,
                trouble.count,
            )
        case _:
            return translate(
                "BookWords",
                "%n card(s) of {host} cannot be read and were left out; all others are here.",
                None,
                trouble.count,
            )


def field_name(field: CardField) -> str:
    translate = QCoreApplication.translate
    return {
        CardField.NAME: translate("BookWords", "Name"),
        CardField.ORGANISATION: translate("BookWords", "Organisation"),
        CardField.NOTES: translate("BookWords", "Notes"),
        CardField.FAVOURITE: translate("BookWords", "Favourite"),
        CardField.PICTURE: translate("BookWords", "Picture"),
        CardField.ADDRESSES: translate("BookWords", "Addresses"),
        CardField.GROUPS: translate("BookWords", "Groups"),
        CardField.FORMER: translate("BookWords", "Former addresses"),
    }[field]
