"""The call flow of an attempt as values: who took part, and every message in order. No widget."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from softphone.calls.records import LegRecord
from softphone.calls.views import SeenMessage
from softphone.gui.wire.blanking import blanked
from softphone.sip.text import safe_text

_MOST_ROWS: Final = 400
_FIRST_LINE: Final = 300


@dataclass(frozen=True, slots=True)
class Arrow:
    """One message. `peer` is an index into the ladder's peers, `seconds` counts from the first message.

    `status` is None for a request. `raw` has its credentials blanked, and is empty when only the fact is known.
    """

    leg: int
    sent: bool
    peer: int
    seconds: float
    title: str
    status: int | None
    transport: str
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class LegStart:
    """A line between two legs. `number` counts from 1."""

    number: int
    uri: str


Row = Arrow | LegStart


@dataclass(frozen=True, slots=True)
class Ladder:
    """`peers` in the order they first took part. `whole` False: from the history, which keeps final answers only."""

    peers: tuple[str, ...]
    rows: tuple[Row, ...]
    whole: bool


def ladder(messages: Sequence[SeenMessage], legs: Sequence[LegRecord]) -> Ladder:
    """From what was seen on the wire, else from the legs."""
    if messages:
        return _from_messages(messages[:_MOST_ROWS], legs)
    return _from_legs(legs)


def _from_messages(messages: Sequence[SeenMessage], legs: Sequence[LegRecord]) -> Ladder:
    peers: dict[str, int] = {}
    rows: list[Row] = []
    start = messages[0].at
    many = any(message.leg for message in messages)
    leg = -1
    for message in messages:
        if many and message.leg > leg:
            # A late ACK or BYE of an earlier leg stands where it came and begins no leg anew.
            leg = message.leg
            uri = legs[leg].uri if leg < len(legs) else ""
            rows.append(LegStart(leg + 1, safe_text(uri, _FIRST_LINE)))
        raw = blanked(message.raw)
        title, status = title_of(raw)
        peer = safe_text(message.peer, 80) or "?"
        rows.append(
            Arrow(
                leg=message.leg,
                sent=message.sent,
                peer=peers.setdefault(peer, len(peers)),
                seconds=(message.at - start).total_seconds(),
                title=title,
                status=status,
                transport=safe_text(message.transport, 10).upper(),
                raw=raw,
            )
        )
    return Ladder(tuple(peers), tuple(rows), whole=True)


def _from_legs(legs: Sequence[LegRecord]) -> Ladder:
    peers: dict[str, int] = {}
    rows: list[Row] = []
    for index, leg in enumerate(legs[: _MOST_ROWS // 3]):
        uri = safe_text(leg.uri, _FIRST_LINE)
        if len(legs) > 1:
            rows.append(LegStart(index + 1, uri))
        host = safe_text((leg.via_proxy or leg.uri).rpartition("@")[2].partition(";")[0], 80) or "?"
        peer = peers.setdefault(host.removeprefix("sip:").removeprefix("sips:"), len(peers))
        rows.append(
            Arrow(
                index, True, peer, _since(legs[0].started_at, leg.started_at), f"INVITE {uri}", None, "", b""
            )
        )
        if leg.status is not None:
            said = f"{leg.status} {safe_text(leg.reason, 80)}".strip()
            at = _since(legs[0].started_at, leg.ended_at or leg.started_at)
            rows.append(Arrow(index, False, peer, at, said, leg.status, "", blanked(leg.final_response)))
    return Ladder(tuple(peers), tuple(rows), whole=False)


def _since(start: datetime, moment: datetime) -> float:
    return (moment - start).total_seconds()


def title_of(raw: bytes) -> tuple[str, int | None]:
    """What an arrow says, and the status of a response: "INVITE sip:anna@office.example", "200 OK (BYE)"."""
    head = raw.split(b"\n", 1)[0].decode("utf-8", "replace").strip()
    if head.upper().startswith("SIP/2.0 "):
        said = safe_text(head[8:], _FIRST_LINE)
        code = said[:3]
        method = _method_of_answer(raw)
        shown = f"{said} ({method})" if method not in ("", "INVITE") else said
        return shown, int(code) if code.isascii() and code.isdigit() else None
    return safe_text(head.removesuffix(" SIP/2.0"), _FIRST_LINE) or "?", None


def _method_of_answer(raw: bytes) -> str:
    """The method of CSeq; "" when there is none."""
    for line in raw[:8192].split(b"\n"):
        name, colon, value = line.partition(b":")
        if colon and name.strip().lower() == b"cseq":
            return safe_text(value.decode("ascii", "replace").split()[-1] if value.split() else "", 20)
    return ""


def flow_text(made: Ladder, you: str) -> str:
    """The ladder for the clipboard and for a file: a line for each arrow, then every message whole."""
    lines = []
    for row in made.rows:
        if isinstance(row, LegStart):
            lines.append(f"-- {row.number}: {row.uri}")
            continue
        ends = (you, made.peers[row.peer]) if row.sent else (made.peers[row.peer], you)
        over = f" ({row.transport})" if row.transport else ""
        lines.append(f"{row.seconds:+9.3f} s  {ends[0]} -> {ends[1]}{over}  {row.title}")
    return "\n".join(lines)
