"""Standing rules about redirects, and how this phone redirects callers, as they are kept."""

import sqlite3

import pytest

from softphone.calls.rules import Diversion, DivertKind, DivertTarget, DivertWhen, RedirectPolicy, RuleScope
from softphone.store.contact_book import SqliteContactBook
from softphone.store.database import Database
from softphone.store.diversions import SqliteDiversions
from softphone.store.errors import StoreError
from softphone.store.redirect_rules import SqliteRedirectRules
from tests.support.patience import PATIENCE_S
from tests.unit.store.conftest import Clock
from tests.unit.store.test_contact_book import save

ANNA = "sip:anna@office.example"


@pytest.fixture
def rules(database: Database, clock: Clock) -> SqliteRedirectRules:
    return SqliteRedirectRules(database, clock)


@pytest.fixture
def diversions(database: Database) -> SqliteDiversions:
    return SqliteDiversions(database)


def test_the_closest_rule_is_found(rules: SqliteRedirectRules, book: SqliteContactBook) -> None:
    """Contact, address, domain, account; nothing means ask."""
    anna = save(book, "Anna", ANNA)
    about = {"contact_id": anna.id, "uri": "sip:%61nna@OFFICE.example", "domain": "Office.Example"}
    assert rules.policy_for(**about, account_id="work") is None  # type: ignore[arg-type]
    for scope, subject in (
        (RuleScope.ACCOUNT, "work"),
        (RuleScope.DOMAIN, "office.example"),
        (RuleScope.ADDRESS, ANNA),
        (RuleScope.CONTACT, str(anna.id)),
    ):
        made = rules.set(scope, subject, RedirectPolicy.FOLLOW).result(PATIENCE_S)
        assert rules.policy_for(**about, account_id="work") == made  # type: ignore[arg-type]
    assert rules.policy_for(contact_id=None, uri="sip:x@y", domain="", account_id="") is None
    assert [rule.name for rule in rules.rules()] == ["Anna", "", "", ""]


def test_a_subject_has_one_rule(rules: SqliteRedirectRules) -> None:
    """The newer decision takes the place of the older; removing asks again."""
    rules.set(RuleScope.DOMAIN, "office.example", RedirectPolicy.FOLLOW).result(PATIENCE_S)
    newer = rules.set(RuleScope.DOMAIN, "OFFICE.example", RedirectPolicy.NEVER).result(PATIENCE_S)
    assert rules.rules() == (newer,)
    rules.remove(newer.id).result(PATIENCE_S)
    assert rules.rules() == ()


def test_a_rule_about_nobody_is_refused(rules: SqliteRedirectRules) -> None:
    """An empty subject, a contact that is not there, an endless address."""
    for scope, subject in (
        (RuleScope.DOMAIN, ""),
        (RuleScope.CONTACT, "17"),
        (RuleScope.ADDRESS, "sip:" + "a" * 5000 + "@h"),
    ):
        with pytest.raises(StoreError):
            rules.set(scope, subject, RedirectPolicy.FOLLOW).result(PATIENCE_S)
    assert rules.rules() == ()


def test_the_rule_of_a_deleted_contact_comes_back_with_it(
    rules: SqliteRedirectRules, book: SqliteContactBook
) -> None:
    """It is no rule while there is nobody."""
    anna = save(book, "Anna", ANNA)
    made = rules.set(RuleScope.CONTACT, str(anna.id), RedirectPolicy.NEVER).result(PATIENCE_S)
    book.delete(anna.id).result(PATIENCE_S)
    assert rules.rules() == ()
    assert rules.policy_for(contact_id=anna.id, uri=ANNA, domain="", account_id="") is None
    book.restore(anna).result(PATIENCE_S)
    assert rules.rules() == (made,)


def insert_strange_rows(connection: sqlite3.Connection) -> None:
    connection.executemany(
        "INSERT INTO redirect_rule (scope, subject, subject_key, policy, made_at) VALUES (?, 'x', 'x', ?, '')",
        [("galaxy", "follow"), ("domain", "perhaps")],
    )
    connection.executemany(
        "INSERT INTO diversion (kind, when_to, targets, account_id, after_s, text, enabled)"
        " VALUES (?, 'always', ?, '', 1, '', 1)",
        [("moved", "no json"), ("fly", "[]")],
    )


def test_rows_that_nobody_understands_are_left_out(
    rules: SqliteRedirectRules, diversions: SqliteDiversions, database: Database
) -> None:
    """A file from a newer or damaged program: what can be understood is there."""
    kept = rules.set(RuleScope.DOMAIN, "office.example", RedirectPolicy.FOLLOW).result(PATIENCE_S)
    database.write("strange", insert_strange_rows).result(PATIENCE_S)
    assert rules.rules() == (kept,)
    assert diversions.diversions() == ()


def test_a_diversion_is_read_back_as_it_was_saved(
    diversions: SqliteDiversions, book: SqliteContactBook
) -> None:
    """Whole, changed in place, and gone with its contact or when it is removed."""
    anna = save(book, "Anna", ANNA)
    wanted = Diversion(
        id=None,
        kind=DivertKind.ALTERNATIVES,
        when=DivertWhen.NO_ANSWER,
        targets=(
            DivertTarget("sip:desk@office.example", "Приёмная"),
            DivertTarget("mailto:a@office.example"),
        ),
        account_id="work",
        contact_id=anna.id,
        after_s=15,
        expires_s=3600,
        text="Back at nine.\nOr write.",
        enabled=False,
    )
    saved = diversions.save(wanted).result(PATIENCE_S)
    assert saved.id is not None
    assert diversions.diversions() == (saved,)
    for_all = diversions.save(
        Diversion(None, DivertKind.MOVED, DivertWhen.ALWAYS, (DivertTarget("sip:b@h"),))
    ).result(PATIENCE_S)
    assert diversions.diversions() == (saved, for_all)
    book.delete(anna.id).result(PATIENCE_S)
    assert diversions.diversions() == (for_all,)
    assert for_all.id is not None
    diversions.remove(for_all.id).result(PATIENCE_S)
    assert diversions.diversions() == ()


def test_a_diversion_to_nowhere_is_refused(diversions: SqliteDiversions) -> None:
    """None, too many, or an endless address."""
    for targets in ((), (DivertTarget("sip:a@h"),) * 21, (DivertTarget("sip:" + "a" * 5000 + "@h"),)):
        with pytest.raises(StoreError):
            diversions.save(Diversion(None, DivertKind.CHOICE, DivertWhen.BUSY, targets)).result(PATIENCE_S)
    assert diversions.diversions() == ()
