"""Whose call comes in: the contact behind the address of a From header.

A From header names who calls, not where to: its URI seldom has the port and the parameters of the address that was
saved, and RFC 3261 section 19.1.4 calls the two different for it. So user and host decide when nothing equal is
there, and then the number, which has spellings: a gateway says "84955550101" where the contact has +7 495 555-01-01.
That is for showing a name only: where a call goes, and what a move replaces, goes by equal addresses.
"""

import sqlite3

from softphone.sip.errors import SipParseError
from softphone.sip.uri import SipUri, parse_uri, uri_key_of
from softphone.store.move_rows import find_owner
from softphone.store.number_forms import dialled_by, same_number, tail_of

# A key is "sip:user@host" or the same with ":port"; ";" is the letter after ":".
_CURRENT = "SELECT contact_id, uri FROM address WHERE {}"
_FORMER = """
    SELECT contact_id, old_uri FROM move WHERE {} UNION SELECT contact_id, replaced_uri FROM move WHERE {replaced}
"""
_MOST_ALIKE = 200  # numbers with the same last digits that are looked at
_NEAR = "({0} = :{1} OR ({0} >= :{1} || ':' AND {0} < :{1} || ';'))"


def find_caller(connection: sqlite3.Connection, uri: str) -> int | None:
    """The contact with exactly this address, current before former; else the only one with its user and host; else
    the only one whose number can only be the same.

    A port counts when both name one. Two contacts with it are nobody, and so is a host without a user.
    """
    exact = find_owner(connection, uri)
    if exact is not None:
        return exact
    try:
        caller = parse_uri(uri)
    except SipParseError:
        return None
    if isinstance(caller, SipUri) and caller.user:
        for table, column, other in (("address", "uri_key", ""), ("move", "old_key", "replaced_key")):
            owners = _owners(connection, caller, table, column, other)
            if owners:
                return owners.pop() if len(owners) == 1 else None
    return _by_number(connection, dialled_by(uri))


def _by_number(connection: sqlite3.Connection, number: str) -> int | None:
    """Who has this number, current before former; nobody when several have it."""
    if not number:
        return None
    rows = connection.execute(
        "SELECT former, contact_id, number FROM number WHERE tail = ? LIMIT ?", (tail_of(number), _MOST_ALIKE)
    ).fetchall()
    if len(rows) == _MOST_ALIKE:
        return None  # whoever is not among these may be the one
    owners = [(former, contact_id) for former, contact_id, known in rows if same_number(known, number)]
    closest = {contact_id for former, contact_id in owners if former == min(owners)[0]}
    return closest.pop() if len(closest) == 1 else None


def _owners(connection: sqlite3.Connection, caller: SipUri, table: str, column: str, other: str) -> set[int]:
    values = {
        scheme: uri_key_of(SipUri(scheme=scheme, user=caller.user, host=caller.host))
        for scheme in ("sip", "sips")
    }
    if table == "address":
        query = _CURRENT.format(_near(column))
    else:
        query = _FORMER.format(_near(column), replaced=_near(other))
    return {
        contact_id
        for contact_id, known in connection.execute(query, values).fetchall()
        if _ports_agree(known, caller)
    }


def _near(column: str) -> str:
    return " OR ".join(_NEAR.format(column, scheme) for scheme in ("sip", "sips"))


def _ports_agree(known: str, caller: SipUri) -> bool:
    try:
        parsed = parse_uri(known)
    except SipParseError:
        return False
    if not isinstance(parsed, SipUri):
        return False
    return parsed.port is None or caller.port is None or parsed.port == caller.port
