"""Standing answers: to redirects that come, and how this phone redirects its callers. Plain frozen values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RedirectPolicy(StrEnum):
    """What is done with a redirect of whom a rule is about. ASK is what holds without a rule."""

    ASK = "ask"
    FOLLOW_SAME_DOMAIN = "follow-same-domain"  # a 302 to the same domain; everything else asks
    FOLLOW = "follow"  # 301, 302, a 300 with one address; a 301 is kept in the contacts too
    NEVER = "never"


class RuleScope(StrEnum):
    """Whom a rule is about. The first of these that has a rule decides."""

    CONTACT = "contact"  # `subject` is the contact's id in decimal
    ADDRESS = "address"  # a SIP or tel URI of nobody in contacts
    DOMAIN = "domain"  # the host of the address dialled, lower case
    ACCOUNT = "account"  # the account's id


@dataclass(frozen=True, slots=True)
class RedirectRule:
    """A person's standing answer to redirects. `name` is the contact's name, for the list; else ""."""

    id: int
    scope: RuleScope
    subject: str
    policy: RedirectPolicy
    made_at: datetime
    name: str = ""


class DivertKind(StrEnum):
    """What callers are told, by which status."""

    MOVED = "moved"  # 301: I have moved
    FORWARD = "forward"  # 302: for now, call there
    CHOICE = "choice"  # 300: choose one
    ALTERNATIVES = "alternatives"  # 380: other ways to reach me


class DivertWhen(StrEnum):
    ALWAYS = "always"
    BUSY = "busy"  # while another call is on
    NO_ANSWER = "no-answer"  # after `after_s` of ringing


@dataclass(frozen=True, slots=True)
class DivertTarget:
    """One row of the form; `uri` of a scheme that a redirect may name: sip, sips, tel, mailto, https, xmpp, sms, im."""

    uri: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Diversion:
    """How this phone redirects callers. `account_id` "" is every account, `contact_id` None is every caller.

    A rule for a contact goes before one for an account, that before one for all. `expires_s` None: the 3xx names no
    expiry. Targets in order of preference, the first is preferred most. `text` is said with a 380.
    """

    id: int | None
    kind: DivertKind
    when: DivertWhen
    targets: tuple[DivertTarget, ...]
    account_id: str = ""
    contact_id: int | None = None
    after_s: int = 20
    expires_s: int | None = None
    text: str = ""
    enabled: bool = True
