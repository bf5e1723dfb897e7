"""Another phone runs on the same data and does not answer: the person says what becomes of it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox

from softphone.gui.look.buttons import restyle
from softphone.gui.look.icons import icon_pixmap
from softphone.gui.look.theme import Space

_SIGN = 40


def ask_about_hung(pid: int) -> bool | None:
    """True: end that phone and start again. False: wait for it once more. None: leave it alone.

    Made and asked by a start that has no window of its own.
    """
    box = QMessageBox()
    box.setObjectName("hung-phone")
    box.setWindowTitle(QCoreApplication.translate("Hung", "Redirect Softphone"))
    box.setText(QCoreApplication.translate("Hung", "The phone is running but does not answer."))
    more = QCoreApplication.translate(
        "Hung",
        "It may be busy for a moment. If it is ended, a call that goes on in it is lost; contacts and history are not.",
    )
    box.setInformativeText(more)
    wait = box.addButton(QCoreApplication.translate("Hung", "Wait"), QMessageBox.ButtonRole.AcceptRole)
    wait.setObjectName("hung-wait")
    end = None
    if pid:
        words = QCoreApplication.translate("Hung", "End it and start again")
        end = box.addButton(words, QMessageBox.ButtonRole.DestructiveRole)
        end.setObjectName("hung-end")
    leave = box.addButton(QCoreApplication.translate("Hung", "Close"), QMessageBox.ButtonRole.RejectRole)
    leave.setObjectName("hung-leave")
    restyle(wait, "kind", "primary")
    layout = box.layout()
    if layout is not None:
        layout.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
    box.setIconPixmap(icon_pixmap("warning", "warning-text", _SIGN, box.devicePixelRatioF()))
    box.setDefaultButton(wait)
    box.setEscapeButton(leave)
    box.exec()
    clicked = box.clickedButton()
    if end is not None and clicked is end:
        return True
    return False if clicked is wait else None
