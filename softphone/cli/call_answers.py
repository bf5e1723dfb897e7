"""What a person, or a program, answers at a redirect of `softphone call`."""

from softphone.calls.alternatives import further_addresses
from softphone.calls.offer import Action, Choice, Option, RedirectOffer
from softphone.calls.rules import RuleScope

DECLINED = Choice(Action.DECLINE)
_WORDS = {
    "save": Action.SAVE_AND_CALL,
    "s": Action.SAVE_AND_CALL,
    "call": Action.CALL,
    "c": Action.CALL,
    "follow": Action.CALL,
    "yes": Action.CALL,
    "y": Action.CALL,
    "once": Action.CALL,
    "update": Action.SAVE_ONLY,
    "remember": Action.REMEMBER_AND_CALL,
    "r": Action.REMEMBER_AND_CALL,
    "keep": Action.SAVE_ALTERNATIVES,
    "k": Action.SAVE_ALTERNATIVES,
    "stop": Action.DECLINE,
    "no": Action.DECLINE,
    "n": Action.DECLINE,
    "": Action.DECLINE,
}


def choice_of(line: str, offer: RedirectOffer) -> Choice | None:
    """What a person (or a program) answered; None: not understood.

    "save", "call 2", "3", "update", "remember", "keep", "stop"; after it "always SCOPE" makes it a rule for
    that contact, address, domain or account.
    """
    words = line.strip().lower().split()
    always_for = None
    if len(words) >= 2 and words[-2] == "always":
        if words[-1] not in set(RuleScope):
            return None
        always_for = RuleScope(words[-1])
        words = words[:-2] or ["call"]
    if words and words[0].isdecimal():
        words.insert(0, "call")
    action = _WORDS.get(words[0] if words else "")
    if action is None or len(words) > 2 or (len(words) == 2 and not words[1].isdecimal()):
        return None
    if action is Action.DECLINE:
        return Choice(Action.DECLINE, always_for=always_for)
    if action is Action.SAVE_ALTERNATIVES:
        return Choice(action) if further_addresses(offer) else None
    option = _option_for(action, int(words[1]) if len(words) == 2 else None, offer)
    if option is None:
        return None
    if not option.saveable:
        action = Action.CALL
    return Choice(action, option.number, always_for=always_for)


def _option_for(action: Action, number: int | None, offer: RedirectOffer) -> Option | None:
    if number is not None:
        return next((option for option in offer.options if option.number == number), None)
    left = [option for option in offer.options if option.callable and option.failed_status is None]
    if action is not Action.CALL:
        left.sort(key=lambda option: not option.saveable)
    return next(iter(left), None)
