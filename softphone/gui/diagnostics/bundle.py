"""Everything that helps to find a fault, in one file without secrets."""

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from softphone.calls.notices import RegistrationNotice
from softphone.calls.settings import Settings
from softphone.calls.views import CallView, SeenMessage
from softphone.gui.diagnostics.redaction import Redaction
from softphone.gui.diagnostics.statistics_text import statistics_text
from softphone.gui.wire.ladder import flow_text, ladder
from softphone.logbook import LogEntry

_ACCESS = 0o600 << 16


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is gathered before it is written. `report` is that of the newest test of the line."""

    versions: tuple[str, ...]
    settings: Settings
    registrations: tuple[RegistrationNotice, ...] = ()
    log: tuple[LogEntry, ...] = ()
    engine_log: tuple[str, ...] = ()
    messages: tuple[SeenMessage, ...] = ()  # of no call
    views: tuple[CallView, ...] = ()
    report: str = ""


def bundle(evidence: Evidence, redaction: Redaction) -> bytes:
    """A zip archive of text files. Blocks: a worker's work."""
    parts = {
        "versions.txt": "\n".join(evidence.versions),
        "settings.json": _settings_text(evidence.settings),
        "accounts.txt": _accounts_text(evidence),
        "log.txt": "\n".join(entry_text(entry) for entry in evidence.log),
        "engine.txt": "\n".join(evidence.engine_log),
        "statistics.txt": "\n\n".join(statistics_text(view) for view in evidence.views),
        "line-test.txt": evidence.report,
    }
    texts = {name: redaction.text(text) for name, text in parts.items() if text}
    if evidence.messages:
        texts["messages.txt"] = _trace(evidence.messages, redaction)
    for view in evidence.views:
        if view.messages:
            texts[f"call-{view.attempt}.txt"] = _trace(view.messages, redaction)
    return _archive(texts)


def entry_text(entry: LogEntry) -> str:
    """One line of the log; what has several lines keeps them."""
    return f"{entry.at:%Y-%m-%d %H:%M:%S.%f}Z {level_name(entry.level):7} {entry.source}: {entry.text}"


def level_name(level: int) -> str:
    """ "debug", "info", "warning" or "error": what people tell apart."""
    names = ((40, "error"), (30, "warning"), (20, "info"))
    return next((name for bound, name in names if level >= bound), "debug")


def _settings_text(settings: Settings) -> str:
    return json.dumps(asdict(settings), default=str, ensure_ascii=False, indent=1)


def _accounts_text(evidence: Evidence) -> str:
    lines = []
    for notice in evidence.registrations:
        account = next((each for each in evidence.settings.accounts if each.id == notice.account_id), None)
        uri = account.uri if account is not None else notice.account_id
        lines.append(f"{uri}: {notice.state} {notice.status or ''} {notice.reason}".rstrip())
    return "\n".join(lines)


def _trace(messages: Sequence[SeenMessage], redaction: Redaction) -> str:
    lines = [redaction.text(flow_text(ladder(messages, ()), "this phone")), ""]
    for message in messages:
        way = "sent to" if message.sent else "received from"
        lines.append(f"---- {message.at:%H:%M:%S.%f} {way} {message.peer} ({message.transport})")
        lines.append(redaction.message(message.raw))
    return "\n".join(lines)


def _archive(texts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    now = datetime.now(UTC).timetuple()[:6]
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            entry = zipfile.ZipInfo(f"softphone/{name}", now)
            entry.external_attr = _ACCESS
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8", "backslashreplace"))
    return made.getvalue()


def write_private(path: Path, content: bytes) -> None:
    """Whole or not at all, for the person alone."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.touch(mode=0o600)
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
