"""A line in the window while this phone sends callers elsewhere without ringing, so that nobody forgets it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from softphone.calls.rules import Diversion
from softphone.gui.look.components import ElidedLabel, IconLabel, Space, button
from softphone.gui.settings.redirect_desk import RedirectDesk
from softphone.gui.words.redirect_words import target_text


class DivertingLine(QFrame):
    """Hidden while nothing is sent elsewhere always. `show_requested()` leads to the settings."""

    show_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("diverting-line")
        self.setProperty("bar", "diverting")
        self._desk: RedirectDesk | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.XS, Space.XS, Space.XS)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel("arrow-right", "warning-text"))
        self.text = ElidedLabel("", "warning", object_name="diverting-line-text")
        row.addWidget(self.text, 1)
        self.show_button = button("", "quiet", object_name="diverting-line-show")
        self.show_button.clicked.connect(self.show_requested)
        row.addWidget(self.show_button)
        self.off_button = button("", "quiet", object_name="diverting-line-off")
        self.off_button.clicked.connect(self._switch_off)
        row.addWidget(self.off_button)
        self._on: tuple[Diversion, ...] = ()
        self.hide()

    def serve(self, desk: RedirectDesk) -> None:
        """Follow what `desk` knows."""
        self._desk = desk
        desk.diversions_changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        self._on = self._desk.always_on() if self._desk is not None else ()
        self.setVisible(bool(self._on))
        if not self._on:
            return
        one = len(self._on) == 1
        if one:
            text = self._sentence(self._on[0])
        else:
            text = self.tr("Callers are sent elsewhere (%n rule(s))", "", len(self._on))
        self.text.set_text(text)
        self.setAccessibleName(text)
        # Which of several is meant is for the person to say.
        self.off_button.setVisible(one)
        self.show_button.setVisible(not one)
        self.off_button.set_label(self.tr("Switch off"))
        self.off_button.setAccessibleName(self.tr("Switch off: {text}").format(text=text))
        self.show_button.set_label(self.tr("Show"))
        self.show_button.setAccessibleName(self.tr("Show: {text}").format(text=text))

    def _sentence(self, diversion: Diversion) -> str:
        where = target_text(diversion.targets[0]) if diversion.targets else ""
        if diversion.contact_id is not None:
            return self.tr("One person is sent to {address}").format(address=where)
        return self.tr("Callers are sent to {address}").format(address=where)

    def _switch_off(self) -> None:
        if self._desk is not None:
            for diversion in self._on:
                self._desk.switch(diversion, enabled=False)
