"""A form that a call has covered: what was typed stays, and there is a way back to it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QWidget

from softphone.gui.frame.banners import Manner
from softphone.gui.frame.rail import View

if TYPE_CHECKING:
    from softphone.gui.frame.window import MainWindow

_KEY = "interrupted"


class Interrupted(QObject):
    """Remembers one form and the view that it was in. Made anew with the window's widgets."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window.arrangement)
        self._window = window
        self._form: QWidget | None = None
        self._view = View.CALLS
        window.pages.form_covered.connect(self._remember)
        window.area.page_changed.connect(self._page_changed)

    def resume_in(self, view: View) -> bool:
        """Go on with the form when it was in `view`; whether there was one."""
        if self._form is None or view is not self._view:
            return False
        self.resume()
        return True

    def resume(self) -> None:
        form = self._form
        if form is None:
            return
        self._forget()
        self._window.show_list(self._view)
        self._window.pages.show_page(form)
        (form.focusWidget() or form).setFocus(Qt.FocusReason.OtherFocusReason)

    def _remember(self, form: QWidget) -> None:
        self._form, self._view = form, self._window.view
        self._window.banners.say(
            _KEY,
            QCoreApplication.translate("Interrupted", "What you were writing is kept."),
            (QCoreApplication.translate("Interrupted", "Back to it"), self.resume),
            manner=Manner(icon="edit", warns=False),
        )

    def _page_changed(self) -> None:
        if self._form is not None and self._window.area.current() is self._form:
            self._forget()

    def _forget(self) -> None:
        self._form = None
        self._window.banners.take(_KEY)
