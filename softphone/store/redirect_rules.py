"""Standing answers to redirects: implements the port `calls.ports.RedirectRules`."""

import sqlite3
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from datetime import datetime
from typing import Any

from softphone.calls.rules import RedirectPolicy, RedirectRule, RuleScope
from softphone.sip.uri import same_uri, uri_key
from softphone.store.columns import bounded, time_text, time_value, whole_uri
from softphone.store.database import Database
from softphone.store.errors import StoreError

_SELECT = (
    "SELECT rule.id, rule.scope, rule.subject, rule.policy, rule.made_at, coalesce(contact.name, '')"
    " FROM redirect_rule AS rule LEFT JOIN contact ON rule.scope = 'contact' AND contact.id = CAST(rule.subject AS INT)"
    " WHERE (rule.scope <> 'contact' OR contact.id IS NOT NULL)"
)


class SqliteRedirectRules:
    """See the port. A subject is kept once per scope; addresses are the same by RFC 3261 section 19.1.4."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def rules(self) -> tuple[RedirectRule, ...]:
        return self._database.read(
            "redirect_rules",
            lambda connection: _values(connection.execute(f"{_SELECT} ORDER BY rule.id DESC")),
        )

    def policy_for(
        self, *, contact_id: int | None, uri: str, domain: str, account_id: str
    ) -> RedirectRule | None:
        def query(connection: sqlite3.Connection) -> RedirectRule | None:
            about = (
                (RuleScope.CONTACT, "" if contact_id is None else str(contact_id)),
                (RuleScope.ADDRESS, uri),
                (RuleScope.DOMAIN, domain),
                (RuleScope.ACCOUNT, account_id),
            )
            for scope, subject in about:
                if subject and (rule := _find(connection, scope, subject)) is not None:
                    return rule
            return None

        return self._database.read("policy_for", query)

    def set(self, scope: RuleScope, subject: str, policy: RedirectPolicy) -> Future[RedirectRule]:
        def change(connection: sqlite3.Connection) -> RedirectRule:
            kept = whole_uri(subject) if scope is RuleScope.ADDRESS else bounded(subject)
            if not kept:
                raise StoreError("set_rule", "a rule has to be about somebody")
            known = _find(connection, scope, kept)
            if known is not None:
                connection.execute("DELETE FROM redirect_rule WHERE id = ?", (known.id,))
            connection.execute(
                "INSERT INTO redirect_rule (scope, subject, subject_key, policy, made_at) VALUES (?, ?, ?, ?, ?)",
                (scope.value, kept, _key(scope, kept), policy.value, time_text(self._now())),
            )
            made = _find(connection, scope, kept)
            if made is None:
                raise StoreError("set_rule", "there is no such contact")
            return made

        return self._database.write("set_rule", change)

    def remove(self, rule_id: int) -> Future[None]:
        def change(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM redirect_rule WHERE id = ?", (rule_id,))

        return self._database.write("remove_rule", change)


def _key(scope: RuleScope, subject: str) -> str:
    return uri_key(subject) if scope is RuleScope.ADDRESS else subject.casefold()


def _find(connection: sqlite3.Connection, scope: RuleScope, subject: str) -> RedirectRule | None:
    rows = connection.execute(
        f"{_SELECT} AND rule.scope = ? AND rule.subject_key = ? ORDER BY rule.id DESC",
        (scope.value, _key(scope, subject)),
    )
    found = _values(rows)
    if scope is RuleScope.ADDRESS:
        found = tuple(rule for rule in found if same_uri(rule.subject, subject))
    return found[0] if found else None


def _values(rows: Iterable[tuple[Any, ...]]) -> tuple[RedirectRule, ...]:
    """What can be understood; a row from elsewhere may hold a word that is none of ours."""
    known_scopes, known_policies = set(RuleScope), set(RedirectPolicy)
    return tuple(
        RedirectRule(number, RuleScope(scope), subject, RedirectPolicy(policy), time_value(made_at), name)
        for number, scope, subject, policy, made_at, name in rows
        if scope in known_scopes and policy in known_policies
    )
