"""What the registrar answered, in plain words."""

from PySide6.QtCore import QCoreApplication

from softphone.calls.accounts import Account
from softphone.calls.notices import RegistrationNotice
from softphone.calls.reach_events import RegistrationCause, RegistrationState

_NOT_REACHED = (0, 408, 502, 503, 504)

# Palette roles of the dot beside the words.
DOTS = {
    RegistrationState.REGISTERED: "positive",
    RegistrationState.REGISTERING: "warning",
    RegistrationState.FAILED: "danger",
    RegistrationState.UNREGISTERED: "border-strong",
    RegistrationState.NONE: "border-strong",
}


def state_of(account: Account, notice: RegistrationNotice | None) -> RegistrationState:
    if not account.enabled:
        return RegistrationState.UNREGISTERED
    if notice is not None:
        return notice.state
    return RegistrationState.REGISTERING if account.registrar else RegistrationState.NONE


def state_text(account: Account, notice: RegistrationNotice | None) -> str:
    """One or two words: "registered", "wrong password"."""
    if not account.enabled:
        return QCoreApplication.translate("RegistrationText", "switched off")
    match state_of(account, notice):
        case RegistrationState.REGISTERED:
            return QCoreApplication.translate("RegistrationText", "registered")
        case RegistrationState.REGISTERING:
            return QCoreApplication.translate("RegistrationText", "connecting…")
        case RegistrationState.UNREGISTERED:
            return QCoreApplication.translate("RegistrationText", "not registered")
        case RegistrationState.NONE:
            return QCoreApplication.translate("RegistrationText", "calls out only")
        case RegistrationState.FAILED:
            return _failure(notice)


def _cause(notice: RegistrationNotice | None) -> RegistrationCause:
    """Why it failed, by the status where the engine does not say more."""
    if notice is None:
        return RegistrationCause.NO_ANSWER
    if notice.cause not in (RegistrationCause.NONE, RegistrationCause.OTHER):
        return notice.cause
    if notice.status in (401, 403, 407):
        return RegistrationCause.CREDENTIALS
    if notice.status == 404:
        return RegistrationCause.UNKNOWN_ADDRESS
    if 300 <= notice.status < 400:
        return RegistrationCause.MOVED
    return RegistrationCause.NO_ANSWER if notice.status in _NOT_REACHED else RegistrationCause.OTHER


def _failure(notice: RegistrationNotice | None) -> str:
    match _cause(notice):
        case RegistrationCause.CREDENTIALS:
            return QCoreApplication.translate("RegistrationText", "wrong password or name")
        case RegistrationCause.UNKNOWN_DIGEST:
            return QCoreApplication.translate("RegistrationText", "cannot sign in")
        case RegistrationCause.UNKNOWN_ADDRESS:
            return QCoreApplication.translate("RegistrationText", "unknown address")
        case RegistrationCause.MOVED:
            return QCoreApplication.translate("RegistrationText", "registrar has moved")
        case RegistrationCause.UNKNOWN_HOST:
            return QCoreApplication.translate("RegistrationText", "unknown server")
        case RegistrationCause.NO_NETWORK:
            return QCoreApplication.translate("RegistrationText", "no network")
        case RegistrationCause.CERTIFICATE:
            return QCoreApplication.translate("RegistrationText", "certificate refused")
        case RegistrationCause.AUTHORITIES:
            return QCoreApplication.translate("RegistrationText", "no authorities")
        case RegistrationCause.NO_PLACE:
            return QCoreApplication.translate("RegistrationText", "too many are on")
        case RegistrationCause.NO_ANSWER | RegistrationCause.CONNECTION_REFUSED | RegistrationCause.NO_IPV6:
            return QCoreApplication.translate("RegistrationText", "server not reached")
        case _:
            text = QCoreApplication.translate("RegistrationText", "refused ({status})")
            return text.format(status=notice.status if notice else 0)


def state_sentence(account: Account, notice: RegistrationNotice | None) -> str:
    """What happened and what to do about it."""
    match state_of(account, notice):
        case RegistrationState.REGISTERED:
            return QCoreApplication.translate("RegistrationText", "Registered. You can call and be called.")
        case RegistrationState.REGISTERING:
            return QCoreApplication.translate("RegistrationText", "Asking the server…")
        case RegistrationState.UNREGISTERED:
            return QCoreApplication.translate(
                "RegistrationText", "Not registered: nobody can reach you at this address now."
            )
        case RegistrationState.NONE:
            return QCoreApplication.translate(
                "RegistrationText", "Calls go out under this address. It is not registered anywhere."
            )
        case RegistrationState.FAILED:
            return failure_sentence(account, notice)


def failure_sentence(account: Account, notice: RegistrationNotice | None) -> str:
    """Why it is not registered, and the cure."""
    status = notice.status if notice else 0
    said = f"{status} {notice.reason}".strip() if notice and status else ""
    text = _cure(_cause(notice)).format(
        server=account.registrar.partition(":")[2] or account.uri.rpartition("@")[2],
        transport=account.transport.value.upper(),
        others=notice.reason if notice else "",
        file=account.ca_file,
    )
    return f"{text} ({said})" if said else text


def _cure(cause: RegistrationCause) -> str:  # noqa: PLR0912 -- one arm for each cause
    """What happened and what to do, with {server}, {transport}, {others} and {file} to be filled in."""
    match cause:
        case RegistrationCause.CREDENTIALS:
            return QCoreApplication.translate(
                "RegistrationText",
                "The server refused the name or the password. Type the password again; some providers "
                "have a separate name for signing in.",
            )
        case RegistrationCause.UNKNOWN_DIGEST:
            return QCoreApplication.translate(
                "RegistrationText",
                "The server {server} asks for a way of signing in that this phone does not know, so no password would "
                "do. Your provider can tell whether it takes MD5 or SHA-256 as well.",
            )
        case RegistrationCause.UNKNOWN_ADDRESS:
            return QCoreApplication.translate(
                "RegistrationText", "The server does not know this address. Check it for typing mistakes."
            )
        case RegistrationCause.MOVED:
            return QCoreApplication.translate(
                "RegistrationText",
                "The server sends the phone to another one. “Test again” shows where to; nothing changes by itself.",
            )
        case RegistrationCause.UNKNOWN_HOST:
            return QCoreApplication.translate(
                "RegistrationText",
                "There is no server called {server}. Check it, and the address, for typing mistakes.",
            )
        case RegistrationCause.CONNECTION_REFUSED:
            return QCoreApplication.translate(
                "RegistrationText",
                "The computer {server} is there, but takes no calls by {transport}. Try another transport under "
                "Server, or another port.",
            )
        case RegistrationCause.NO_IPV6:
            return QCoreApplication.translate(
                "RegistrationText",
                "The server {server} is reached by IPv6 only, which this phone does not speak yet. Ask your provider "
                "for a server with an address of IPv4.",
            )
        case RegistrationCause.NO_PLACE:
            return QCoreApplication.translate(
                "RegistrationText",
                "As many accounts are on as this phone can hold: {others}. Switch one of them off, and this one "
                "registers by itself. Until then it can neither call nor be called.",
            )
        case RegistrationCause.NO_NETWORK:
            return QCoreApplication.translate(
                "RegistrationText",
                "This computer has no network. The phone registers by itself as soon as it is back.",
            )
        case RegistrationCause.CERTIFICATE:
            return QCoreApplication.translate(
                "RegistrationText",
                "The server {server} could not prove who it is, so nothing was sent to it. Another authority can be "
                "named under Security.",
            )
        case RegistrationCause.AUTHORITIES:
            return QCoreApplication.translate(
                "RegistrationText",
                "The file of certificate authorities of this account is of no use, so no server can be checked and "
                "nothing was sent: {file}. Choose another file under Security, or none for those of this system.",
            )
        case RegistrationCause.NO_ANSWER:
            return QCoreApplication.translate(
                "RegistrationText",
                "The server {server} was not found or did not answer by {transport}. Check the network and the "
                "registrar; if a firewall blocks the port, another transport helps. The phone goes on trying.",
            )
        case RegistrationCause.SERVER:
            return QCoreApplication.translate(
                "RegistrationText", "The server {server} is in trouble itself. The phone goes on trying."
            )
        case _:
            return QCoreApplication.translate(
                "RegistrationText", "The server refused. Your provider can tell why."
            )
