"""Random moves, undos and edits against a model that is a list and a dictionary."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from softphone.calls.people import ContactDraft
from softphone.store.contact_book import SqliteContactBook
from softphone.store.opening import open_database
from tests.support.patience import PATIENCE_S

URIS = tuple(f"sip:{user}@office.example" for user in "abcdef")
uri = st.sampled_from(URIS)


class Moves(RuleBasedStateMachine):
    """One contact. The model: its addresses, and the states to which undoing the newest moves leads back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.database, _ = open_database(Path(self.folder.name) / "softphone.db")
        self.now = datetime(2026, 1, 1, tzinfo=UTC)
        self.book = SqliteContactBook(self.database, lambda: self.now)
        self.addresses: list[str] = []
        self.left: dict[str, str] = {}
        self.undo: list[tuple[int, list[str], dict[str, str], set[str]]] = []

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    @initialize(first=st.lists(uri, min_size=1, max_size=3, unique=True))
    def begin(self, first: list[str]) -> None:
        draft = ContactDraft(None, "Anna", tuple((each, each[4]) for each in first))
        self.contact = self.book.save(draft).result(PATIENCE_S)
        self.addresses = list(first)

    @rule(data=st.data(), new=uri)
    def move(self, data: st.DataObject, new: str) -> None:
        """The address that somebody dials may be current or former."""
        old = data.draw(st.sampled_from(sorted({*self.addresses, *self.left})))
        replaced = old
        seen = {old}
        while replaced not in self.addresses and replaced in self.left and self.left[replaced] not in seen:
            replaced = self.left[replaced]
            seen.add(replaced)
        if new == old:
            return
        self.now += timedelta(minutes=1)
        before = list(self.addresses), dict(self.left)
        contact, move_id = self.book.move_address(
            old_uri=old, new_uri=new, status=301, name="", moved_at=self.now
        ).result(PATIENCE_S)
        assert contact.id == self.contact.id
        if replaced not in self.addresses or replaced == new:
            replaced = old
        for gone in (old, replaced):
            self.left[gone] = new
        self.undo.append((move_id, *before, {old, replaced}))
        places = [self.addresses.index(each) for each in (replaced, new) if each in self.addresses]
        self.addresses = [each for each in self.addresses if each not in (replaced, new)]
        if replaced in before[0]:
            self.addresses.insert(min(places), new)
        elif new in before[0]:
            self.addresses = before[0]
        else:
            self.addresses.append(new)

    @precondition(lambda self: self.undo)
    @rule()
    def undo_newest(self) -> None:
        """Undoing the newest move restores what was, exactly."""
        move_id, self.addresses, self.left, _ = self.undo.pop()
        self.book.undo_move(move_id).result(PATIENCE_S)

    @precondition(lambda self: len(self.undo) > 1)
    @rule()
    def shorten_newest(self) -> None:
        """The newest two become one where they follow one another; nothing changes for the person but the undo."""
        (first, addresses, left, gone), (second, _, _, then_gone) = self.undo[-2:]
        shortened = self.book.shorten_moves([first, second]).result(PATIENCE_S)
        if shortened is None:
            return
        assert shortened[1] == first
        (new,) = {self.left[each] for each in then_gone}
        self.left.update(dict.fromkeys(gone, new))
        self.undo[-2:] = [(first, addresses, left, gone | then_gone)]

    @rule()
    def delete_and_restore(self) -> None:
        contact = self.book.delete(self.contact.id).result(PATIENCE_S)
        assert self.book.contacts() == ()
        assert self.book.restore(contact).result(PATIENCE_S) == contact

    @invariant()
    def contact_is_the_model(self) -> None:
        if not self.addresses:
            return
        contact = self.book.contact(self.contact.id)
        assert contact is not None
        assert [each.uri for each in contact.addresses] == self.addresses
        former = {each.uri: each.moved_to for each in contact.former}
        assert former == {old: new for old, new in self.left.items() if old not in self.addresses}
        assert len(former) == len(contact.former)

    @invariant()
    def every_address_leads_to_an_end(self) -> None:
        for each in URIS:
            found = self.book.current_address(each)
            if each in self.addresses:
                assert found is None
            elif found is not None:
                assert found.new_uri != each


Moves.TestCase.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)
TestMoves = Moves.TestCase
