"""The settings as a TOML file that a person can read and edit: implements the port `calls.ports.SettingsFile`."""

import os
import tempfile
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from softphone.calls.settings import Settings
from softphone.store.errors import StoreError, reason_of
from softphone.store.settings_toml import SettingsProblem, settings_from

MAX_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class SettingsReport:
    """What the last `load` met. `set_aside` is where a file is now that was no TOML; `reason` is why."""

    set_aside: Path | None = None
    reason: str = ""
    problems: tuple[SettingsProblem, ...] = ()


class _BrokenError(Exception):
    """The file is no text of a sensible length."""


class TomlSettingsFile:
    """See the port. `load` never fails: what cannot be taken gives way to defaults and stands in `report`.

    `save` raises StoreError, and the file is then as it was.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.report = SettingsReport()

    def load(self) -> Settings:
        self.report = SettingsReport()
        try:
            content = self._read()
            document = tomllib.loads(content or "")
        except OSError as error:
            self.report = SettingsReport(reason=error.strerror or str(error))
            return Settings()
        except (_BrokenError, ValueError, RecursionError) as error:
            self.report = SettingsReport(self._set_aside(), str(error) or type(error).__name__)
            return Settings()
        settings, problems = settings_from(document)
        self.report = SettingsReport(problems=problems)
        return settings

    def peek(self) -> Settings:
        """As `load`, but nothing is set aside or reported."""
        try:
            document = tomllib.loads(self._read() or "")
        except (OSError, _BrokenError, ValueError, RecursionError):
            return Settings()
        return settings_from(document)[0]

    def save(self, settings: Settings) -> None:
        """Write whole or not at all. What the person changed in the file since `load` in other keys stays."""
        from softphone.store import settings_writing as writing  # noqa: PLC0415 (loaded with the first change)

        try:
            try:
                before = self._read()
                text = writing.put_into(before, settings)
            except (_BrokenError, writing.NotTomlError):
                self._set_aside()
                before = None
                text = writing.put_into(before, settings)
            if text != before:
                replace_whole(self.path.resolve(), text.encode())
        except OSError as error:
            raise StoreError("save_settings", f"{self.path}: {reason_of(error, self.path)}") from error
        except writing.NotWritableError as error:
            raise StoreError("save_settings", str(error)) from error

    def text_with(self, settings: Settings) -> str:
        """The whole file as `save` would write it; nothing is written. Raises StoreError."""
        from softphone.store import settings_writing as writing  # noqa: PLC0415 (as above)

        try:
            try:
                return writing.put_into(self._read(), settings)
            except (_BrokenError, writing.NotTomlError):
                return writing.put_into(None, settings)
        except OSError as error:
            raise StoreError("save_settings", f"{self.path}: {reason_of(error, self.path)}") from error
        except writing.NotWritableError as error:
            raise StoreError("save_settings", str(error)) from error

    def _read(self) -> str | None:
        """What stands in the file, None when there is none. Raises OSError, _BrokenError."""
        try:
            with self.path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            return None
        if len(content) > MAX_BYTES:
            raise _BrokenError("the file is larger than settings can be")
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise _BrokenError(str(error)) from error

    def _set_aside(self) -> Path | None:
        stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
        aside = self.path.with_name(f"{self.path.name}.damaged-{stamp}")
        count = 1
        while aside.exists():
            count += 1
            aside = self.path.with_name(f"{self.path.name}.damaged-{stamp}-{count}")
        try:
            self.path.rename(aside)
        except OSError:
            return None
        return aside


def replace_whole(path: Path, content: bytes) -> None:
    """Put `content` in the place of the file in one step that survives a power cut. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=path.name + ".", dir=path.parent)
    partial = Path(name)
    try:
        _write(descriptor, content)
        partial.replace(path)
    except BaseException:
        with suppress(OSError):
            partial.unlink()
        raise
    sync_folder(path.parent)


def write_private(path: Path, content: bytes) -> None:
    """A new file for the person's eyes only, on the disk when this returns. What has the name goes. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    try:
        _write(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), content)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _write(descriptor: int, content: bytes) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` durable. Systems without folders as files (Windows) do that by themselves."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
