"""What the person must know about how their data was found at the start, in sentences."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from softphone.gui.words.lists import joined

translate = QCoreApplication.translate


def database_sentences(
    *, damaged: bool, set_aside: str, backup_from: datetime | None, salvaged: int
) -> tuple[str, ...]:
    """For a database that was damaged or missing: what happened, what was kept, where the rest is."""
    if not damaged:
        return ()
    said = [translate("Startup", "The file with your contacts and history was damaged.")]
    if set_aside:
        said.append(
            translate("Startup", "It was set aside as %1; nothing was deleted.").replace("%1", set_aside)
        )
    else:
        said = [translate("Startup", "The file with your contacts and history was missing.")]
    if backup_from is not None:
        day = QLocale().toString(
            QDateTime.fromSecsSinceEpoch(int(backup_from.timestamp())), QLocale.FormatType.ShortFormat
        )
        said.append(translate("Startup", "The backup of %1 took its place.").replace("%1", day))
    if salvaged:
        said.append(
            translate("Startup", "Contacts read from the damaged file: %1.").replace("%1", str(salvaged))
        )
    elif backup_from is None:
        said.append(translate("Startup", "The phone starts with an empty address book."))
    return (" ".join(said),)


def unkept_sentences(reason: str) -> tuple[str, ...]:
    """For data that cannot be opened at all, "" for none: what works, what does not, why."""
    if not reason:
        return ()
    text = translate(
        "Startup",
        "Your contacts and history cannot be opened, and were left as they are. You can call and be called; "
        "nothing new is kept after you close the phone. The reason: %1",
    )
    return (text.replace("%1", reason),)


def settings_sentences(*, unreadable: bool, set_aside: str, bad_keys: tuple[str, ...]) -> tuple[str, ...]:
    """For a settings file that is no TOML (`unreadable`), or holds values of no use under `bad_keys`."""
    if unreadable:
        text = translate(
            "Startup", "The settings file could not be read, so the phone starts with its defaults."
        )
        if set_aside:
            text += " " + translate("Startup", "Your file was set aside as %1.").replace("%1", set_aside)
        return (text,)
    if bad_keys:
        keys = joined(bad_keys)
        return (
            translate(
                "Startup", "Some settings have no meaning here and their defaults are used: %1."
            ).replace("%1", keys),
        )
    return ()
