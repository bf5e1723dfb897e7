"""What the engine reports of people beside calls: presence, messages, voicemail; see `engine_events`."""

from enum import StrEnum

from softphone.calls.event import Event


class PresenceState(StrEnum):
    """What is known of somebody. From presence (RFC 3863) or from the calls of a line (RFC 4235)."""

    UNKNOWN = "unknown"
    OFFLINE = "offline"
    AVAILABLE = "available"
    AWAY = "away"
    BUSY = "busy"
    RINGING = "ringing"


class PresenceChanged(Event, frozen=True):
    """`uri` as it was asked for in `watch`. `note` as the other side wrote it."""

    account_id: str
    uri: str
    state: PresenceState
    note: str = ""


class VoicemailWaiting(Event, frozen=True):
    """RFC 3842. `account_uri` is where they can be heard, "" if the server does not say."""

    account_id: str
    waiting: bool
    new: int = 0
    old: int = 0
    account_uri: str = ""


class TypingSeen(Event, frozen=True):
    """Somebody writes us a message, or has stopped (RFC 3994)."""

    account_id: str
    from_uri: bytes
    typing: bool


class MessageAnswered(Event, frozen=True):
    """The final answer to a MESSAGE of ours (RFC 3428); fields as in CallEnded, `status` 2xx when it was taken."""

    call_id: int
    status: int
    reason: str
    final_response: bytes = b""
    transport: str = ""
    source: str = ""
    tls_verified: bool = False
    from_next_hop: bool | None = None


class MessageReceived(Event, frozen=True):
    """A MESSAGE for us, answered 200 already. `body` at most 64 KiB of it; headers as they stand in the message."""

    account_id: str
    from_uri: bytes
    from_display_name: bytes
    to_uri: bytes
    content_type: bytes
    body: bytes
    source: str = ""
