"""What the person must know about how their data was found at the start, in sentences."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale


def _tr(text: str) -> str:
    return QCoreApplication.translate("Startup", text)


def database_sentences(
    *, damaged: bool, set_aside: str, backup_from: datetime | None, salvaged: int
) -> tuple[str, ...]:
    """For a database that was damaged or missing: what happened, what was kept, where the rest is."""
    if not damaged:
        return ()
    said = [_tr("The file with your contacts and history was damaged.")]
    if set_aside:
        said.append(_tr("It was set aside as %1; nothing was deleted.").replace("%1", set_aside))
    else:
        said = [_tr("The file with your contacts and history was missing.")]
    if backup_from is not None:
        day = QLocale().toString(
            QDateTime.fromSecsSinceEpoch(int(backup_from.timestamp())), QLocale.FormatType.ShortFormat
        )
        said.append(_tr("The backup of %1 took its place.").replace("%1", day))
    if salvaged:
        said.append(_tr("Contacts read from the damaged file: %1.").replace("%1", str(salvaged)))
    elif backup_from is None:
        said.append(_tr("The phone starts with an empty address book."))
    return (" ".join(said),)


def settings_sentences(*, unreadable: bool, set_aside: str, bad_keys: tuple[str, ...]) -> tuple[str, ...]:
    """For a settings file that is no TOML (`unreadable`), or holds values of no use under `bad_keys`."""
    if unreadable:
        text = _tr("The settings file could not be read, so the phone starts with its defaults.")
        if set_aside:
            text += " " + _tr("Your file was set aside as %1.").replace("%1", set_aside)
        return (text,)
    if bad_keys:
        keys = ", ".join(bad_keys)
        return (
            _tr("Some settings have no meaning here and their defaults are used: %1.").replace("%1", keys),
        )
    return ()
