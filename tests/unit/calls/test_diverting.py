"""Which rule holds for a caller, and when nobody is sent on."""

import pytest

from softphone.calls.accounts import Account
from softphone.calls.diverting import Caller, Kept, answer_for, caller_of, rule_when_unanswered, rules_for
from softphone.calls.rules import Diversion, DivertKind, DivertTarget, DivertWhen
from softphone.sip.redirect import explain
from softphone.sip.writing import Answer
from tests.unit.calls.incoming_invites import ANNA, BORIS, ME, invite, rule

OFFICE = Account("office", ME)
BUSY, LATE = DivertWhen.BUSY, DivertWhen.NO_ANSWER


def caller(*headers: str, max_forwards: int = 70, account: Account | None = OFFICE) -> Caller:
    return caller_of(invite(*headers, max_forwards=max_forwards), from_uri=ANNA, account=account)


def answered(diversion: Diversion, who: Caller, *, deflected: bool = False) -> Answer:
    answer = answer_for(diversion, who, deflected=deflected)
    assert isinstance(answer, Answer)
    return answer


def values(answer: Answer, name: str) -> list[str]:
    return [value for key, value in answer.headers if key == name]


def chosen(*rules: Diversion, busy: bool = False) -> list[str]:
    """The targets of the rules that hold for contact 7 at the office, the first one first."""
    return [r.targets[0].uri for r in rules_for(rules, account_id="office", contact_id=7, busy=busy)]


def test_the_closest_rule_goes_first() -> None:
    """This person at this account, this person, this account, everybody."""
    everybody = rule("sip:all@x.example")
    account = rule("sip:account@x.example", account_id="office")
    contact = rule("sip:contact@x.example", contact_id=7)
    both = rule("sip:both@x.example", contact_id=7, account_id="office")
    assert chosen(everybody, account, contact, both) == ["sip:both@x.example"]
    assert chosen(everybody, account, contact) == ["sip:contact@x.example"]
    assert chosen(everybody, account) == ["sip:account@x.example"]
    assert chosen(everybody) == ["sip:all@x.example"]


def test_rules_for_others_do_not_hold() -> None:
    """Another account, another person, or switched off."""
    assert chosen(rule(account_id="home"), rule(contact_id=8), rule(enabled=False)) == []
    assert rules_for([rule(contact_id=7)], account_id="office", contact_id=None, busy=False) == ()


def test_a_busy_phone_takes_the_rule_for_that_first() -> None:
    """Busy before always among equally close rules; without another call it says nothing."""
    always, busy = rule("sip:always@x.example"), rule("sip:busy@x.example", when=BUSY)
    assert chosen(always, busy, busy=True) == ["sip:busy@x.example", "sip:always@x.example"]
    assert chosen(always, busy) == ["sip:always@x.example"]
    assert chosen(busy) == []


def test_an_always_for_everybody_leaves_alone_who_has_a_rule_of_their_own() -> None:
    """Anna is to ring for ten seconds first: sending her away at once would make her rule empty."""
    hers = rule("sip:hers@x.example", when=LATE, contact_id=7, after_s=10)
    assert chosen(rule(), hers) == []
    assert rule_when_unanswered([rule(), hers], account_id="office", contact_id=7) == hers


def test_the_closest_rule_for_unanswered_calls() -> None:
    """As for the others; rules for other occasions are none."""
    everybody, account = rule(when=LATE), rule(when=LATE, account_id="office")
    assert rule_when_unanswered([everybody, account], account_id="office", contact_id=None) == account
    assert rule_when_unanswered([rule(), rule(when=BUSY)], account_id="office", contact_id=None) is None


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (DivertKind.MOVED, 301),
        (DivertKind.FORWARD, 302),
        (DivertKind.CHOICE, 300),
        (DivertKind.ALTERNATIVES, 380),
    ],
)
def test_each_kind_has_its_code(kind: DivertKind, status: int) -> None:
    """Only a 302 names an expiry: a 301 is for good, and a choice is made at once."""
    answer = answered(rule(kind=kind, expires_s=600), caller())
    assert answer.status == status
    assert values(answer, "Contact")[0] == f"<{BORIS}>" + (";expires=600" if status == 302 else "")


@pytest.mark.parametrize(
    ("when", "reason"),
    [
        (DivertWhen.ALWAYS, "unconditional"),
        (DivertWhen.BUSY, "user-busy"),
        (DivertWhen.NO_ANSWER, "no-answer"),
    ],
)
def test_the_answer_says_who_diverts_and_why(when: DivertWhen, reason: str) -> None:
    """RFC 5806: ours on top, those of the INVITE below as they came."""
    earlier = 'Diversion: "Boss, \\"B\\"" <sip:boss@else.example>;reason=no-answer;privacy=off;counter=2'
    answer = answered(rule(when=when), caller(earlier))
    assert values(answer, "Diversion") == [
        f"<{ME}>;reason={reason};counter=1",
        earlier.partition(": ")[2],
    ]


def test_without_an_account_the_called_address_is_ours() -> None:
    """A phone that is registered nowhere diverts by what was dialled."""
    answer = answered(rule(), caller(account=None))
    assert values(answer, "Diversion") == ["<sip:me@127.0.0.1:5062>;reason=unconditional;counter=1"]


@pytest.mark.parametrize(
    ("headers", "max_forwards", "why"),
    [
        ((), 0, Kept.LAST_HOP),
        ((), 1, Kept.LAST_HOP),
        ((f"Diversion: <{ME}>;reason=unconditional",), 70, Kept.DIVERTED_BY_US),
        (("Diversion: <sips:me@OFFICE.example.:5061;user=ip>;reason=x",), 70, Kept.DIVERTED_BY_US),
        (("Diversion: <sip:a@x.example>;counter=5",), 70, Kept.DIVERTED_TOO_OFTEN),
        (tuple(f"Diversion: <sip:a{n}@x.example>" for n in range(5)), 70, Kept.DIVERTED_TOO_OFTEN),
        ((f"Diversion: <{BORIS}>;reason=deflection",), 70, Kept.NO_TARGET),
        (
            (f"History-Info: <{ME}>;index=1, <sip:x@y.example>;index=1.1, <{ME}>;index=1.1.1",),
            70,
            Kept.DIVERTED_BY_US,
        ),
        ((f"History-Info: <{BORIS}>;index=1", f"History-Info: <{ME}>;index=1.1"), 70, Kept.NO_TARGET),
    ],
)
def test_a_caller_is_not_sent_in_a_circle(headers: tuple[str, ...], max_forwards: int, why: Kept) -> None:
    """Somebody who was sent round before, or has no hops left, rings here."""
    assert answer_for(rule(), caller(*headers, max_forwards=max_forwards)) is why


@pytest.mark.parametrize(
    "headers",
    [
        (),
        ("Max-Forwards: x",),
        ("Diversion: <sip:boss@else.example>;counter=4",),
        (f"History-Info: <{ME}>;index=1, <sip:me@127.0.0.1:5062>;index=1.1",),
    ],
)
def test_an_ordinary_call_is_diverted(headers: tuple[str, ...]) -> None:
    """That our address stands in History-Info once is as it should be: the call was for us."""
    assert values(answered(rule(), caller(*headers)), "Contact") == [f"<{BORIS}>"]


@pytest.mark.parametrize("target", [ME, "sips:me@OFFICE.example;x=y", ANNA, "javascript:alert(1)"])
def test_a_target_that_leads_back_is_left_out(target: str) -> None:
    """Our own address, the caller's own, and what no redirect may name; the others stay."""
    assert answer_for(rule(target), caller()) is Kept.NO_TARGET
    answer = answered(rule(target, BORIS, kind=DivertKind.CHOICE), caller())
    assert values(answer, "Contact") == [f"<{BORIS}>"]


def test_a_number_is_the_same_wherever_it_is_dialled() -> None:
    """tel:+49… and sip:+49…@gateway are one party."""
    diversion = rule("tel:+49-30-123456")
    before = "Diversion: <sip:+4930123456@gateway.example;user=phone>"
    assert answer_for(diversion, caller(before)) is Kept.NO_TARGET


def test_two_phones_on_one_machine_are_two_parties() -> None:
    """With a bare IP address the port tells them apart."""
    here = Account("a", "sip:127.0.0.1:5070")
    answer = answered(rule("sip:127.0.0.1:5080"), caller(account=here))
    assert values(answer, "Contact") == ["<sip:127.0.0.1:5080>"]


def test_an_invite_that_cannot_be_read_rings() -> None:
    """Nobody knows where it has been."""
    who = caller_of(b"not SIP at all", from_uri=ANNA, account=OFFICE)
    assert answer_for(rule(), who) is Kept.UNREADABLE


def test_a_person_may_deflect_whatever_a_rule_would_not() -> None:
    """The click says where to; the reason is deflection and the earlier diversions stay."""
    who = caller(f"Diversion: <{ME}>;reason=unconditional", max_forwards=1)
    answer = answered(rule(), who, deflected=True)
    assert values(answer, "Diversion")[0] == f"<{ME}>;reason=deflection;counter=1"
    assert len(values(answer, "Diversion")) == 2


def test_a_long_answer_keeps_its_list_over_tcp() -> None:
    """How many datagrams it takes is a matter of UDP."""
    many = rule(*(f"sip:colleague-{n}@sub.office.example" for n in range(14)), kind=DivertKind.ALTERNATIVES)
    over_udp = answered(many, caller())
    over_tcp = answered(many, caller_of(invite(transport="TCP"), from_uri=ANNA, account=OFFICE))
    assert over_udp.left_out == ("application/resource-lists+xml",)
    assert over_tcp.left_out == ()
    assert over_tcp.content_type.startswith("multipart/mixed")


def test_the_usual_form_keeps_its_list_over_udp() -> None:
    """Voicemail, a colleague, e-mail and a page, in Cyrillic and with a text: both parts are there."""
    form = Diversion(
        id=None,
        kind=DivertKind.ALTERNATIVES,
        when=DivertWhen.ALWAYS,
        targets=(
            DivertTarget("sip:voicemail@office.example", "Голосовая почта"),
            DivertTarget("sip:boris.godunov@office.example", "Борис Годунов, коллега"),
            DivertTarget("mailto:me@office.example", "Электронная почта"),
            DivertTarget("https://office.example/contact", "Наш сайт"),
        ),
        text="Меня нет на месте до понедельника. Пожалуйста, выберите другой способ.",
    )
    assert answered(form, caller()).left_out == ()


def test_what_the_caller_reads_is_what_was_meant() -> None:
    """The reader of this phone finds the rows of the form in the answer of this phone."""
    answer = answered(
        rule(BORIS, "mailto:me@office.example", kind=DivertKind.ALTERNATIVES, text="Away."), caller()
    )
    head = "\r\n".join(f"{name}: {value}" for name, value in answer.headers)
    raw = (
        f"SIP/2.0 {answer.status} {answer.reason}\r\nTo: <{ME}>\r\n{head}\r\n"
        f"Content-Type: {answer.content_type}\r\n\r\n{answer.body}"
    )
    explanation = explain(raw.encode(), request_uri=ME, transport="tcp")
    assert [t.uri for t in explanation.targets] == [BORIS]
    assert "mailto:me@office.example" in [a.uri for a in explanation.alternatives]
