"""The registrar: who is reachable where (RFC 3261 section 10.3)."""

from collections.abc import Mapping
from dataclasses import dataclass

from softphone.demo.digest import Authenticator, Verdict
from softphone.demo.flow import Flow
from softphone.demo.message import address_of, expires_of, user_of
from softphone.demo.transaction import ServerTransaction

_DEFAULT_EXPIRES_S = 3600
_MAX_EXPIRES_S = 7200
_MAX_BINDINGS = 8


@dataclass(frozen=True, slots=True)
class Binding:
    """One Contact of a user, and the flow that its REGISTER came on."""

    contact: str
    expires_at: float
    call_id: str
    cseq: int
    flow: Flow


class Registrar:
    """Bindings of the exchange's users, in memory. `now` is the event loop's clock everywhere."""

    def __init__(self, passwords: Mapping[str, str]) -> None:
        self._authenticator = Authenticator(passwords)
        self._bindings: dict[str, dict[str, Binding]] = {user: {} for user in passwords}

    def knows(self, user: str) -> bool:
        return user in self._bindings

    def binding(self, user: str, now: float) -> Binding | None:
        """The newest binding of a user that has not expired."""
        live = [b for b in self._bindings.get(user, {}).values() if b.expires_at > now]
        return max(live, key=lambda binding: binding.expires_at, default=None)

    def register(self, transaction: ServerTransaction, flow: Flow, now: float) -> None:
        """Answer a REGISTER: 401 with a challenge, 403, 400 or 200 with the bindings."""
        request = transaction.request
        verdict, user = self._authenticator.check(request, now)
        if verdict in {Verdict.CHALLENGE, Verdict.STALE}:
            challenges = self._authenticator.challenges(now, stale=verdict is Verdict.STALE)
            transaction.respond(401, "Unauthorized", challenges)
            return
        if verdict is Verdict.REFUSED or user != user_of(address_of(request.text("to"))):
            transaction.respond(403, "Forbidden")
            return
        contacts = request.values("contact")
        table = self._bindings[user]
        if any(contact.strip() == "*" for contact in contacts):
            if len(contacts) != 1 or request.get("expires") != "0":
                transaction.respond(400, "Contact: * goes alone, with Expires: 0")
                return
            table.clear()
        elif not self._update(transaction, flow, contacts, table, now):
            transaction.respond(500, "Out of order REGISTER")
            return
        live = tuple(
            ("Contact", f"<{b.contact}>;expires={round(b.expires_at - now)}")
            for b in table.values()
            if b.expires_at > now
        )
        transaction.respond(200, "OK", live)

    def _update(
        self,
        transaction: ServerTransaction,
        flow: Flow,
        contacts: list[str],
        table: dict[str, Binding],
        now: float,
    ) -> bool:
        """Apply all Contacts or none (section 10.3 step 7)."""
        request = transaction.request
        call_id, cseq = request.text("call-id"), request.cseq[0]
        header = request.get("expires") or ""
        readable = header.isascii() and header.isdigit() and len(header) <= 10
        default = int(header) if readable else _DEFAULT_EXPIRES_S
        updated = {uri: binding for uri, binding in table.items() if binding.expires_at > now}
        for contact in contacts:
            uri = address_of(contact)
            expires = expires_of(contact)
            seconds = min(default if expires is None else expires, _MAX_EXPIRES_S)
            former = updated.get(uri)
            if former and former.call_id == call_id and cseq <= former.cseq:
                return False
            updated.pop(uri, None)
            if seconds > 0:
                updated[uri] = Binding(uri, now + seconds, call_id, cseq, flow)
        table.clear()
        table.update(list(updated.items())[-_MAX_BINDINGS:])
        return True
