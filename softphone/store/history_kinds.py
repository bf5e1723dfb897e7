"""The kind of a line of the history as one small number, made by triggers out of the columns of `attempt`.

A filter by outcome and redirect is a list of such numbers, and an index of them with times and parties is a twentieth
of the table. Migrations hold what is written here: a change of it needs a new one. (No generated columns: an index with
them is none that SQLite takes for covering.)
"""

from typing import Final

from softphone.calls.history import Outcome, Redirected

_MESSAGE_IN, _MESSAGE_SENT, _MESSAGE_FAILED, _OPEN_IN, _OPEN_OUT, _ANSWERED_IN, _ANSWERED_OUT = range(1, 8)
_MISSED, _OTHER_IN, _FAILED_OUT, _OTHER_OUT = range(8, 12)
_OF_REDIRECT: Final = 16  # a kind is an outcome and 16 times a redirect

KIND: Final = """
    CASE
        WHEN message IS NOT NULL AND direction = 'incoming' THEN 1
        WHEN message IS NOT NULL AND ended = 'sent' THEN 2
        WHEN message IS NOT NULL THEN 3
        WHEN ended IS NULL AND direction = 'incoming' THEN 4
        WHEN ended IS NULL THEN 5
        WHEN ended = 'answered' AND direction = 'incoming' THEN 6
        WHEN ended = 'answered' THEN 7
        WHEN ended = 'missed' THEN 8
        WHEN direction = 'incoming' THEN 9
        WHEN ended IN ('failed', 'lost', 'cancelled') THEN 10
        ELSE 11
    END + 16 * CASE
        WHEN moved_status IS NULL THEN 0
        WHEN moved_status = 301 THEN 1
        WHEN moved_status = 302 THEN 2
        WHEN moved_status = 300 THEN 3
        WHEN moved_status = 380 THEN 4
        ELSE 5
    END
"""

# What anybody can write into the history without being answered: it has bounds of its own (`call_log`).
_UNASKED: Final = "direction = 'incoming' AND (answered_at IS NULL OR by_itself = 'auto-answered')"
OF_STRANGERS: Final = f"{_UNASKED} AND contact_id IS NULL"
OF_CONTACTS: Final = f"{_UNASKED} AND contact_id IS NOT NULL"

_OUTCOMES: Final[dict[Outcome, tuple[int, ...]]] = {
    Outcome.MISSED: (_MISSED,),
    Outcome.ANSWERED: (_ANSWERED_IN, _ANSWERED_OUT),
    Outcome.INCOMING: (_OPEN_IN, _ANSWERED_IN, _MISSED, _OTHER_IN),
    Outcome.OUTGOING: (_OPEN_OUT, _ANSWERED_OUT, _FAILED_OUT, _OTHER_OUT),
    Outcome.FAILED: (_FAILED_OUT, _MESSAGE_FAILED),
    Outcome.MESSAGES: (_MESSAGE_IN, _MESSAGE_SENT, _MESSAGE_FAILED),
}
_REDIRECTS: Final[dict[Redirected, tuple[int, ...]]] = {
    Redirected.ANY: (1, 2, 3, 4, 5),
    Redirected.MOVED: (1,),
    Redirected.FORWARDED: (2,),
    Redirected.SEVERAL: (3,),
    Redirected.ALTERNATIVES: (4,),
}


def kinds(outcome: Outcome | None, redirected: Redirected | None) -> tuple[int, ...]:
    """Every kind that suits; () for all there are."""
    if outcome is None and redirected is None:
        return ()
    outcomes = range(1, 12) if outcome is None else _OUTCOMES[outcome]
    redirects = range(6) if redirected is None else _REDIRECTS[redirected]
    return tuple(sorted(one + _OF_REDIRECT * other for one in outcomes for other in redirects))
