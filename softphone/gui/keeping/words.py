"""Backups and files of an export in words."""

import errno
import os

from PySide6.QtCore import QCoreApplication, QLocale

from softphone.calls.keeping import Backup, Everything
from softphone.calls.ports import StoreFailedError
from softphone.gui.words.plain_text import moment_text


def contents_text(contacts: int, lines: int) -> str:
    """ "12 contacts, 340 lines of history"."""
    people = QCoreApplication.translate("Keeping", "%n contact(s)", None, contacts)
    history = QCoreApplication.translate("Keeping", "%n line(s) of history", None, lines)
    return f"{people}, {history}"


def backup_text(backup: Backup) -> str:
    """What is in it, and how large it is."""
    if not backup.readable:
        return QCoreApplication.translate("Keeping", "It cannot be read.")
    size = QLocale().formattedDataSize(backup.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
    return f"{contents_text(backup.contacts, backup.lines)} · {size}"


def everything_text(found: Everything) -> str:
    """When it was written, and what is in it."""
    accounts = QCoreApplication.translate("Keeping", "%n account(s)", None, len(found.settings.accounts))
    said = QCoreApplication.translate("Keeping", "Written on {when}: {contents}, {accounts}.").format(
        when=moment_text(found.made_at),
        contents=contents_text(found.contacts, found.lines),
        accounts=accounts,
    )
    if found.left_out:
        left = QCoreApplication.translate("Keeping", "Settings that cannot be taken: {keys}.")
        said += " " + left.format(keys=", ".join(found.left_out[:5]))
    return said


def reason_text(error: BaseException) -> str:
    """Why the store refused, in the language of the window where it is one of the usual reasons."""
    reason = error.reason if isinstance(error, StoreFailedError) else str(error)
    if "the disk is full" in reason or os.strerror(errno.ENOSPC) in reason:
        return QCoreApplication.translate("Keeping", "the disk is full")
    said = {
        "it is damaged": QCoreApplication.translate("Keeping", "the file is damaged"),
        "it is no file of an export": QCoreApplication.translate("Keeping", "this is no file of an export"),
        "it is no file of an export, or it is damaged": QCoreApplication.translate(
            "Keeping", "this is no file of an export, or it is damaged"
        ),
        "it is from a newer program, or from another one": QCoreApplication.translate(
            "Keeping", "it is from a newer program, or from another one"
        ),
        "its tables are not those of this program": QCoreApplication.translate(
            "Keeping", "its tables are not those of this program"
        ),
        "it is larger than such a file can be": QCoreApplication.translate(
            "Keeping", "it is larger than such a file can be"
        ),
    }
    return said.get(reason, reason)
