"""Which of several challenges the library is to answer: the strongest of a realm (RFC 8760 section 2.4).

pjsip 2.15.1 answers all of a realm in turn, and each answer takes the place of the one before. So the last one counts,
MD5 where a server begins with what it likes best, and where the last is none that it knows the request goes out
without an answer. Here is found what it must not look at.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from softphone.engine.digest import can_be_answered, parameters_of, weakness_of
from softphone.engine.message import status_of

_ASKED_WITH = (401, 407)
_SCHEME = re.compile(rb"(?i)[\r\n](www|proxy)-authenticate[ \t]*:\s*(?=digest\s)")
_HEAD_END = re.compile(rb"\n[\r\n]|\r\r")
_LINE_END = re.compile(rb"[\r\n]+(?![ \t\r\n])")
_QOP = re.compile(r'auth(?:[",]|\Z)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Challenge:
    place: int  # of its scheme
    parameters: dict[str, str]

    def is_answered(self) -> bool:
        """Whether the library can answer, too: it finds "auth" only where a comma or nothing follows."""
        qop = self.parameters.get("qop", "")
        return can_be_answered(self.parameters) and (not qop or _QOP.search(qop) is not None)


def weaker_challenges(raw: bytes) -> list[int]:
    """Where in a response the schemes of those challenges are that have a stronger one beside them.

    Of a realm with none that can be answered all stay, so that the library says what it always says.
    """
    if status_of(raw[:12]) not in _ASKED_WITH:
        return []
    by_realm: dict[tuple[bytes, str], list[_Challenge]] = defaultdict(list)
    for who, challenge in _challenges(raw):
        by_realm[who, challenge.parameters.get("realm", "").lower()].append(challenge)
    return [each.place for challenges in by_realm.values() for each in _all_but_strongest(challenges)]


def _all_but_strongest(challenges: list[_Challenge]) -> list[_Challenge]:
    can = [each for each in challenges if each.is_answered()]
    if len(challenges) < 2 or not can:
        return []
    strongest = min(can, key=lambda each: weakness_of(each.parameters))
    return [each for each in challenges if each is not strongest]


def _challenges(raw: bytes) -> list[tuple[bytes, _Challenge]]:
    """Those of the Digest scheme, with whose they are: a server's or a proxy's."""
    found = _HEAD_END.search(raw)
    end = found.start() + 1 if found else len(raw)
    challenges = []
    for match in _SCHEME.finditer(raw, 0, end):
        line_end = _LINE_END.search(raw, match.end(), end)
        value = raw[match.end() : line_end.start() if line_end else end]
        challenges.append((match[1].lower(), _Challenge(match.end(), parameters_of(value))))
    return challenges
