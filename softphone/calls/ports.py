"""What the core needs from the world. `engine`, `store` and the front ends implement or supply these.

Everything here is called on one thread, the owner's (the GUI thread, or the command line's loop). Methods of
`CallEngine` return at once. Writing methods of the store return a `Future` that the store's own writer thread
completes; reading methods are indexed look-ups and return values.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from softphone.calls.accounts import Account, TurnTransport
from softphone.calls.cards import Card
from softphone.calls.engine_events import EngineEvent
from softphone.calls.history import HistoryFilter, Portion
from softphone.calls.people import (
    Contact,
    ContactDraft,
    ContactLine,
    Duplicates,
    ImportReport,
    Listing,
    RejectedEntry,
    RememberedMove,
    Reminder,
)
from softphone.calls.records import (
    AttemptRecord,
    ByItself,
    Conversation,
    Direction,
    Ended,
    LegRecord,
    QualitySummary,
)
from softphone.calls.rules import Diversion, RedirectPolicy, RedirectRule, RuleScope
from softphone.calls.settings import AudioSettings, Presence, Settings

MOST_CALLS: Final = 4  # that an engine carries


class StoreFailedError(Exception):
    """The store could not be read or written; the text says what and why. Futures carry it, readings raise it.

    `reason` is the why alone, for a sentence that says the rest.
    """

    @property
    def reason(self) -> str:
        return str(self)


class Tone(StrEnum):
    """Sounds that the phone makes by itself."""

    NONE = "none"
    RINGTONE = "ringtone"  # on the ring device
    RINGBACK = "ringback"  # on the call's loudspeaker
    BUSY = "busy"
    WAITING = "waiting"  # a second caller, while one talks; on the call's loudspeaker


class SoundTest(StrEnum):
    """What is tried out."""

    NONE = "none"  # stop
    METER = "meter"  # tell the microphone's level
    ECHO = "echo"  # record three seconds and play them
    LOUDSPEAKER = "loudspeaker"  # play a short tune
    RING = "ring"  # play it on the ring device


class CallEngine(Protocol):
    """The telephone itself: it places, answers and ends calls, and decides nothing."""

    def subscribe(self, listener: Callable[[EngineEvent], None]) -> None:
        """Call `listener` on the owner's thread for each event, in order."""

    def start(self) -> None: ...
    def close(self) -> None:
        """End every call and the engine; returns when its process is gone (bounded: 3 s)."""

    def set_account(self, account: Account, password: str, turn_password: str = "") -> None:
        """Add or replace an account, registering if it has a registrar. Passwords are held in memory only."""

    def remove_account(self, account_id: str) -> None: ...

    def invite(
        self,
        call_id: int,
        request_uri: str,
        *,
        account_id: str = "",
        route: str = "",
        headers: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Send an INVITE. `route` is a proxy URI for this one request (305). `call_id` is positive and new.

        `account_id` "" calls without an account. What goes wrong comes back as `CallEnded`, never as an exception.
        """

    def answer(self, call_id: int) -> None:
        """Answer an incoming call with 200."""

    def reject(self, call_id: int, status: int = 486) -> None:
        """Refuse an incoming call: 486 busy here, 603 decline."""

    def redirect(
        self,
        call_id: int,
        status: int,
        *,
        reason: str = "",
        headers: Sequence[tuple[str, str]] = (),
        content_type: str = "",
        body: str = "",
    ) -> None:
        """Answer an incoming call with a 3xx; `headers` hold its Contacts."""

    def send_message(
        self,
        call_id: int,
        request_uri: str,
        text: str,
        *,
        account_id: str = "",
        route: str = "",
        headers: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Send a SIP MESSAGE (RFC 3428), text/plain. What comes of it is told as `MessageAnswered`."""

    def hang_up(self, call_id: int) -> None:
        """CANCEL or BYE, whichever the call is due. Unknown ids are ignored: the call may just have ended."""

    def set_muted(self, call_id: int, muted: bool) -> None: ...
    def set_silenced(self, call_id: int, silenced: bool) -> None:
        """Whether what the other side says is not played."""

    def send_dtmf(self, call_id: int, digits: str) -> None:
        """0-9 * # A-D, in the way that the call's account has set."""

    def hold(self, call_id: int) -> None:
        """Put the other side on hold (RFC 3264 section 8.4). What comes of it is told as CallMedia."""

    def resume(self, call_id: int) -> None: ...
    def transfer(self, call_id: int, target_uri: str) -> None:
        """REFER the other side to `target_uri` (blind transfer); told as TransferChanged."""

    def transfer_to(self, call_id: int, other_call_id: int) -> None:
        """Connect the other sides of two answered calls (attended transfer: Replaces, RFC 3891)."""

    def set_conference(self, call_ids: Sequence[int]) -> None:
        """These calls hear one another and us; () parts them. A call that ends leaves by itself."""

    def record(self, call_id: int, path: str) -> None:
        """Record both sides of a call into a new .wav or .flac file; "" stops. Told as RecordingChanged."""

    def test_sound(self, kind: SoundTest) -> None:
        """Try the devices out, without a call. Told as SoundTestChanged."""

    def test_network(
        self,
        test_id: int,
        *,
        stun_server: str = "",
        turn_server: str = "",
        turn_user: str = "",
        turn_password: str = "",
        turn_transport: TurnTransport = TurnTransport.UDP,
    ) -> None:
        """Find out how this computer is reached; told as NetworkTested, within 10 s."""

    def find_servers(self, request_id: int, domain: str) -> None:
        """Look up who serves a domain (RFC 3263), and ask them; told as ServersFound, within 10 s."""

    def watch(self, account_id: str, uris: Sequence[str]) -> None:
        """Replace the list of whom the account is told the presence and the calls of."""

    def set_presence(self, presence: Presence, may_ask: Sequence[str] = ()) -> None:
        """What others are told of the person; `may_ask` are the addresses of those who get an answer at all."""

    def send_typing(self, request_uri: str, typing: bool, *, account_id: str = "") -> None:
        """Tell somebody that a message to them is being written (RFC 3994)."""

    def play_tone(self, tone: Tone, ringtone: str = "") -> None:
        """Play `tone` until another is asked for; NONE stops. `ringtone` is a WAV file to ring with."""

    def set_audio(self, audio: AudioSettings) -> None: ...


class ContactBook(Protocol):
    """People, what they are reached at, and where they have moved."""

    def contacts(self) -> tuple[Contact, ...]:
        """All, favourites first, then by name. Seconds and a lot of memory where they are many: see `listing`."""

    def moved(self) -> tuple[Contact, ...]:
        """Those who have former addresses. Any thread."""

    def prepare_search(self) -> None:
        """Somebody may type soon: read what a search needs on a thread of its own."""

    def addresses(self, *, favourites: bool = False, limit: int = 1000) -> tuple[str, ...]:
        """Current addresses alone, those of favourites first, or only those. Any thread."""

    def contact(self, contact_id: int) -> Contact | None: ...
    def search(self, text: str, limit: int = 50) -> tuple[Contact, ...]:
        """By any part of name, organisation, number or address, former ones too, in whatever script and formatting it
        is typed; in the order of `listing`."""

    def listing(self, *, text: str = "", group: str = "", limit: int | None = None) -> Listing:
        """Who is found by `text` (as `search` finds) in `group`, or everybody, in the order of `contacts`; of those
        found by a text, whose name begins with it before the others."""

    def lines(self, contact_ids: Sequence[int]) -> tuple[ContactLine, ...]:
        """What a list shows of these, in the order asked for; those that are gone are left out. Any thread."""

    def count(self) -> int: ...
    def groups(self) -> tuple[tuple[str, int], ...]:
        """Names of groups with how many are in each, by name. A group without members is none."""

    def picture(self, contact_id: int) -> bytes | None:
        """The picture as it was saved, PNG or JPEG."""

    def find_by_uri(self, uri: str) -> Contact | None:
        """The contact with this address (RFC 3261 section 19.1.4), current before former."""

    def find_caller(self, uri: str) -> Contact | None:
        """Who calls from `uri`, as it stands in a From header: `find_by_uri`, else the only contact whose address has
        the same user and host, else the only one with that number. A port counts only when both name one."""

    def current_address(self, uri: str) -> RememberedMove | None:
        """Where `uri` has moved for good or until later than now, chains shortened; None if nowhere.

        Answers for former addresses of contacts and for remembered moves alike (`id` 0 for a contact's).
        """

    def save(self, draft: ContactDraft) -> Future[Contact]: ...
    def delete(self, contact_id: int) -> Future[Contact]:
        """The deleted contact as it was, for `restore`."""

    def restore(self, contact: Contact) -> Future[Contact]: ...
    def delete_all(self, contact_ids: Sequence[int]) -> Future[tuple[Contact, ...]]:
        """Those of them that there were, for `restore_all`. One transaction."""

    def restore_all(self, contacts: Sequence[Contact]) -> Future[tuple[Contact, ...]]: ...
    def set_favourite(self, contact_ids: Sequence[int], favourite: bool) -> Future[None]: ...
    def set_group(self, contact_ids: Sequence[int], group: str, member: bool) -> Future[None]:
        """Put them into a group, which is made by that, or take them out."""

    def rename_group(self, group: str, name: str) -> Future[None]:
        """Into a group that is there: both become one."""

    def find_duplicates(self, limit: int = 500) -> Future[tuple[Duplicates, ...]]:
        """Who may be there more than once; looked for on a thread that neither the window nor a writing waits for."""

    def merge(
        self, contact_ids: Sequence[int], draft: ContactDraft | None = None
    ) -> Future[tuple[Contact, int]]:
        """Make them one, the first: (it, the id for `undo_merge`). One transaction.

        `draft` None: names and texts are those of the first that has any; addresses, former addresses, groups, rules,
        diversions and the history of all come together. The redirects that led to the others lead to it.
        """

    def undo_merge(self, merge_id: int) -> Future[tuple[Contact, ...]]:
        """As it was before, in this run; StoreFailedError for a merge that was made in another, or changed since."""

    def move_address(
        self, *, old_uri: str, new_uri: str, status: int, name: str, moved_at: datetime
    ) -> Future[tuple[Contact, int]]:
        """Replace `old_uri` by `new_uri` for whoever has it, keep the old one as former; (contact, move id).

        Nobody has it: a contact called `name` is made with the new address. A contact that has `old_uri` only
        as former has its current address replaced. One transaction.
        """

    def undo_move(self, move_id: int) -> Future[Contact | None]:
        """As it was before; None when the move had made the contact, which is gone again.

        A move that `shorten_moves` made one with others is undone with them, whichever of them is named.
        """

    def shorten_moves(self, move_ids: Sequence[int]) -> Future[tuple[Contact, int] | None]:
        """Make moves that follow one another (a → b, b → c) one: a → c, and b → c; (contact, the id that undoes all).

        None, and nothing changes, unless they are of one contact, each begins where the one before ended, and
        nothing happened to its addresses in between. One transaction.
        """

    def add_addresses(
        self, *, contact_id: int | None, name: str, addresses: Sequence[tuple[str, str]]
    ) -> Future[tuple[Contact, Contact | None]]:
        """Append (uri, label) pairs that the contact does not have; (contact, as it was before). One transaction.

        `contact_id` None, or nobody's any more: a contact called `name` is made, and the second is None.
        """

    def remember_move(
        self, *, old_uri: str, new_uri: str, status: int, learned_at: datetime, expires_at: datetime | None
    ) -> Future[RememberedMove]: ...
    def forget_move(self, move_id: int) -> Future[None]: ...
    def forget_moves(self) -> Future[int]:
        """Forget every remembered move of strangers; how many there were. Contacts keep theirs."""

    def remembered_moves(self) -> tuple[RememberedMove, ...]: ...
    def export_people(self) -> bytes:
        """Contacts with their former addresses, and remembered moves that hold, as a JSON file."""

    def cards(self, contact_ids: Sequence[int] | None = None) -> Iterator[Card]:
        """Everybody (or these) as they are written into files, read in portions: bounded memory."""

    def are_there(self, cards: Sequence[Card]) -> tuple[bool, ...]:
        """Who of them `import_cards` would complete, and not add."""

    def import_cards(
        self, cards: Iterable[Card | RejectedEntry], progress: Callable[[int], bool] | None = None
    ) -> Future[ImportReport]:
        """Take over all of `cards` in one transaction; whoever is there already (the same uid, or the same name and an
        address in common) is completed, and nothing of them is changed. They are read on a thread of their own, and
        nobody who writes waits for that; the transaction is short.

        `progress` hears how many were read, on that thread; when it answers False nothing is taken over, and the
        future is cancelled with StoreFailedError. RejectedEntry among the cards goes into the report.
        """

    def undo_import(self, import_id: int) -> Future[tuple[int, int]]:
        """Take the newest import of this run back: (contacts that are as they were before, those that are left as
        they are because they were changed since). StoreFailedError for any other."""

    def import_people(self, content: bytes) -> Future[ImportReport]:
        """Take over what `export_people` wrote, in one transaction; whoever is there already is completed.

        An entry that is not sound is left out whole and named in the report; a file that is none of ours fails.
        """


class RedirectRules(Protocol):
    """Standing answers to redirects."""

    def rules(self) -> tuple[RedirectRule, ...]:
        """All, newest first. Rules of deleted contacts are gone."""

    def policy_for(
        self, *, contact_id: int | None, uri: str, domain: str, account_id: str
    ) -> RedirectRule | None:
        """The rule that decides, the closest first (contact, address, domain, account); None means ask."""

    def set(self, scope: RuleScope, subject: str, policy: RedirectPolicy) -> Future[RedirectRule]:
        """Make or replace the rule for `subject`."""

    def remove(self, rule_id: int) -> Future[None]: ...


class Diversions(Protocol):
    """How this phone redirects callers."""

    def diversions(self) -> tuple[Diversion, ...]:
        """All, in the order made. Those of deleted contacts are gone."""

    def save(self, diversion: Diversion) -> Future[Diversion]:
        """Make (`id` None) or replace."""

    def remove(self, diversion_id: int) -> Future[None]: ...


class CallLog(Protocol):
    """The history. An attempt is written when it begins and again at each change, so that a crash loses nothing."""

    def begin(
        self,
        *,
        direction: Direction,
        party_uri: str,
        party_name: str,
        contact_id: int | None,
        account_id: str,
        started_at: datetime,
        message: str | None = None,
    ) -> Future[int]:
        """The id of the new attempt."""

    def write_legs(self, attempt_id: Future[int], legs: Sequence[LegRecord]) -> Future[None]:
        """Replace the legs of the attempt. Takes the future of `begin`, so that nobody waits for the disk."""

    def finish(
        self,
        attempt_id: Future[int],
        *,
        ended: Ended,
        ended_at: datetime,
        answered_at: datetime | None,
        moved_status: int | None,
        contact_id: int | None,
        quality: QualitySummary | None = None,
        recording: str = "",
        transferred_to: str = "",
        by_itself: ByItself | None = None,
    ) -> Future[None]: ...
    def recent(self, limit: int = 200, before_id: int | None = None) -> tuple[AttemptRecord, ...]:
        """Newest first."""

    def conversations(self, limit: int = 200) -> tuple[Conversation, ...]:
        """Everybody whom messages were exchanged with, the newest first."""

    def conversation(
        self, party_uri: str, limit: int = 100, before_id: int | None = None
    ) -> tuple[AttemptRecord, ...]:
        """The messages with one party, however its address is written; newest first."""

    def search_messages(self, text: str, limit: int = 50) -> tuple[AttemptRecord, ...]:
        """Messages with `text` in them, case-insensitive in every script; newest first."""

    def mark_read(self, party_uri: str) -> Future[int]:
        """How many messages of `party_uri` were unread."""

    def remove_conversation(self, party_uri: str) -> Future[int]:
        """Forget all messages with a party; how many there were."""

    def unread_messages(self) -> int: ...

    def last_dialled(self) -> AttemptRecord | None:
        """The newest outgoing call."""

    def remove(self, attempt_id: int) -> Future[None]: ...
    def count(self, before: datetime | None = None) -> int:
        """How many lines there are; with `before` those that began before that moment."""

    def remove_before(
        self,
        before: datetime | None,
        *,
        wipe: bool = False,
        progress: Callable[[int], bool] | None = None,
        shrinking: Callable[[], bool] | None = None,
    ) -> Future[int]:
        """Remove lines that began before that moment (None: all there are now), in portions between which others can
        write; how many. What is removed is overwritten. `wipe`: copies of it in the write-ahead log go too, and the
        file gets smaller. `progress` hears on the writer's thread how many are gone, and ends it by answering False.
        `shrinking` is asked there again and again while the file gets smaller, seconds for a large one, and leaves it
        as large as it is by answering False.
        """

    def scan(
        self,
        wanted: HistoryFilter,
        hear: Callable[[Portion], bool],
        still: Callable[[], bool] = ...,
    ) -> Future[int]:
        """Tell `hear` of every line that suits, the newest first, on a thread of its own: the first portion soon, and
        all of a million in a second. Ends when `hear` or `still` answers False. The future tells how many."""

    def newest(self, wanted: HistoryFilter, *, after_id: int = 0, limit: int | None = None) -> Portion:
        """The newest that suit, read at once: `limit` of them, or those with ids above `after_id`."""

    def lines(self, ids: Sequence[int]) -> tuple[AttemptRecord, ...]:
        """These, newest first, without the final responses of their legs; those that are gone are left out."""

    def attempt(self, attempt_id: int) -> AttemptRecord | None:
        """One line in full."""

    def each(self, wanted: HistoryFilter) -> Iterator[AttemptRecord]:
        """Every line that suits, as `lines` gives them, in bounded memory. May be used on any one thread."""


class Reminders(Protocol):
    def add(self, *, uri: str, name: str, due_at: datetime) -> Future[Reminder]: ...
    def pending(self) -> tuple[Reminder, ...]: ...
    def done(self, reminder_id: int) -> Future[None]: ...


class SettingsFile(Protocol):
    def load(self) -> Settings: ...
    def save(self, settings: Settings) -> None:
        """Write whole or not at all."""


class PasswordStatus(StrEnum):
    """Whether a keyring could be asked."""

    OK = "ok"
    NOT_SET = "not-set"
    LOCKED = "locked"
    NO_KEYRING = "no-keyring"


class Passwords(Protocol):
    """Account passwords in the system's keyring. May block for as long as the keyring asks the person: use a worker."""

    def get(self, account_id: str) -> tuple[str, PasswordStatus]: ...
    def set(self, account_id: str, password: str) -> PasswordStatus:
        """OK when it is kept. Otherwise it is held for this run only and asked for again at the next start."""

    def delete(self, account_id: str) -> None: ...
