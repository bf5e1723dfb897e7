"""Why a directory gave nothing, with the cure."""

from PySide6.QtCore import QCoreApplication

from softphone.calls.directory import DirectoryError, DirectoryTrouble


def trouble_text(name: str, error: DirectoryError) -> str:
    """A sentence about the directory called `name`."""
    match error.trouble:
        case DirectoryTrouble.UNREACHABLE:
            said = QCoreApplication.translate("Directory", "{name} cannot be reached. Is its address right?")
        case DirectoryTrouble.TOO_SLOW:
            said = QCoreApplication.translate("Directory", "{name} did not answer in time.")
        case DirectoryTrouble.CERTIFICATE:
            said = QCoreApplication.translate(
                "Directory", "{name} shows a certificate that cannot be trusted, so nothing was asked."
            )
        case DirectoryTrouble.NOT_ENCRYPTED:
            said = QCoreApplication.translate(
                "Directory", "{name} offers no encryption, so the password was not sent. Try ldaps://."
            )
        case DirectoryTrouble.PASSWORD:
            said = QCoreApplication.translate("Directory", "{name} does not take this name and password.")
        case DirectoryTrouble.FORBIDDEN:
            said = QCoreApplication.translate("Directory", "{name} does not let this name look people up.")
        case DirectoryTrouble.NO_BASE:
            said = QCoreApplication.translate(
                "Directory", "{name} has no such branch. Look at the part of its address after the host."
            )
        case DirectoryTrouble.MISTYPED:
            said = QCoreApplication.translate("Directory", "The address of {name} cannot be read.")
        case DirectoryTrouble.BROKEN:
            said = QCoreApplication.translate("Directory", "{name} gave an answer that cannot be read.")
    said = said.format(name=name)
    return f"{said} ({error.detail})" if error.detail else said
