"""What the registrar answered, in plain words."""

from PySide6.QtCore import QCoreApplication

from softphone.calls.engine_events import RegistrationState
from softphone.calls.notices import RegistrationNotice
from softphone.calls.values import Account

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
            return _failure(notice.status if notice else 0)


def _failure(status: int) -> str:
    if status in (401, 403, 407):
        return QCoreApplication.translate("RegistrationText", "wrong password or name")
    if status == 404:
        return QCoreApplication.translate("RegistrationText", "unknown address")
    if 300 <= status < 400:
        return QCoreApplication.translate("RegistrationText", "registrar has moved")
    if status in (0, 408, 502, 503, 504):
        return QCoreApplication.translate("RegistrationText", "server not reached")
    return QCoreApplication.translate("RegistrationText", "refused ({status})").format(status=status)


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
            return _failure_sentence(account, notice)


def _failure_sentence(account: Account, notice: RegistrationNotice | None) -> str:
    status = notice.status if notice else 0
    said = f"{status} {notice.reason}".strip() if notice and status else ""
    if status in (401, 403, 407):
        text = QCoreApplication.translate(
            "RegistrationText",
            "The server refused the name or the password. Type the password again; some providers "
            "have a separate name for signing in.",
        )
    elif status == 404:
        text = QCoreApplication.translate(
            "RegistrationText", "The server does not know this address. Look for a slip in it."
        )
    elif 300 <= status < 400:
        text = QCoreApplication.translate(
            "RegistrationText",
            "The server sends the phone to another one. “Test again” shows where to; nothing changes by itself.",
        )
    elif status in (0, 408, 502, 503, 504):
        text = QCoreApplication.translate(
            "RegistrationText",
            "The server {server} was not found or did not answer. Check the network, the registrar and "
            "the transport. The phone goes on trying.",
        ).format(server=account.registrar.partition(":")[2] or account.uri.rpartition("@")[2])
    else:
        text = QCoreApplication.translate(
            "RegistrationText", "The server refused. Your provider can tell why."
        )
    return f"{text} ({said})" if said else text
