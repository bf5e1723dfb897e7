"""Why a registration failed, read from the answer or from the library's words for what it met."""

from softphone.calls.reach_events import RegistrationCause
from softphone.engine.digest import is_beyond_us

_CREDENTIALS = frozenset({401, 403, 407})
_UNKNOWN = frozenset({404, 410, 604})
_TIMEOUT = 408
# Of version 2.15.1, and of the system's `strerror`, in lower case.
_WORDS = (
    ("certificate", RegistrationCause.CERTIFICATE),
    ("ssl", RegistrationCause.CERTIFICATE),
    ("tls", RegistrationCause.CERTIFICATE),
    ("refused", RegistrationCause.CONNECTION_REFUSED),
    ("gethostbyname", RegistrationCause.UNKNOWN_HOST),
    ("pj_eresolve", RegistrationCause.UNKNOWN_HOST),
    ("pjlib_util_edns", RegistrationCause.UNKNOWN_HOST),
    ("unreachable", RegistrationCause.NO_NETWORK),
    ("no route to host", RegistrationCause.NO_ANSWER),
    ("timed out", RegistrationCause.NO_ANSWER),
    ("timeout", RegistrationCause.NO_ANSWER),
)


def cause_of(status: int, reason: str, answer: bytes) -> RegistrationCause:
    """`answer` is the raw response, b"" when none came: then `reason` is the library's."""
    if not answer:
        lower = reason.lower()
        found = (cause for word, cause in _WORDS if word in lower)
        return next(found, RegistrationCause.NO_ANSWER)
    if is_beyond_us(answer, status):
        return RegistrationCause.UNKNOWN_DIGEST
    if status in _CREDENTIALS:
        return RegistrationCause.CREDENTIALS
    if status in _UNKNOWN:
        return RegistrationCause.UNKNOWN_ADDRESS
    if status == _TIMEOUT:
        return RegistrationCause.NO_ANSWER
    by_class = {3: RegistrationCause.MOVED, 5: RegistrationCause.SERVER}
    return by_class.get(status // 100, RegistrationCause.OTHER)
