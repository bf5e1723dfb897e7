"""The SIP messages of a call, or of none, as a ladder."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QWidget

from softphone.calls.phone import Phone
from softphone.calls.views import CallView, SeenMessage
from softphone.gui.frame.page import field
from softphone.gui.look.components import Space, button, column, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.settings.choices import ChoiceBox
from softphone.gui.wire.flow_view import FlowView
from softphone.gui.wire.ladder import Arrow, flow_text, ladder
from softphone.gui.words.plain_text import clock_text, short_address

_NO_CALL = 0


class WirePart(QWidget):
    """Read when it is shown, and on *Read again*: a picture that moves cannot be read."""

    def __init__(self, phone: Phone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wire-part")
        self._phone = phone
        self._flow: QWidget | None = None
        self._layout = column(self, spacing=Space.M)
        said = self.tr(
            "What the phone and the servers said to each other. Answers to passwords are left out."
        )
        self._layout.addWidget(label(said, "muted", wrap=True))
        self.which = ChoiceBox()
        self.which.activated.connect(self._show)
        self._layout.addLayout(field(self.tr("Messages of"), self.which, "wire-which"))
        row = FoldingRow()
        for name, text, icon, act in self._commands():
            made = button(text, object_name=f"wire-{name}", icon=icon)
            made.clicked.connect(act)
            row.add(made)
        self._layout.addWidget(row)

    def _commands(self) -> tuple[tuple[str, str, str, Callable[[], None]], ...]:
        return (
            ("again", self.tr("Read again"), "undo", self.reload),
            ("copy", self.tr("Copy all"), "copy", self._copy),
        )

    def reload(self) -> None:
        """The calls of this run, newest first, and the messages of what is chosen."""
        chosen = self.which.currentData()
        self.which.clear()
        self.which.addItem(self.tr("no call: registrations, presence, tests"), _NO_CALL)
        for view in reversed(self._phone.views()):
            if view.messages:
                name = view.party_name or short_address(view.party_uri)
                self.which.addItem(f"{clock_text(view.started_at)}  {name}", view.attempt)
        self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
        self._show()

    def _chosen(self) -> CallView | None:
        number = self.which.currentData()
        return next((view for view in self._phone.views() if number and view.attempt == number), None)

    def _messages(self) -> tuple[SeenMessage, ...]:
        view = self._chosen()
        return view.messages if view is not None else self._phone.wire_log()

    def _show(self, _index: int = 0) -> None:
        if self._flow is not None:
            self._layout.removeWidget(self._flow)
            self._flow.hide()
            self._flow.setParent(None)
            self._flow.deleteLater()
        view, messages = self._chosen(), self._messages()
        if messages:
            self._flow = FlowView(ladder(messages, view.legs if view is not None else ()))
        else:
            self._flow = label(self.tr("No message was seen yet."), "muted", object_name="wire-none")
        self._layout.addWidget(
            self._flow, 0, Qt.AlignmentFlag.AlignTop if not messages else Qt.AlignmentFlag(0)
        )
        self._flow.show()  # a layout shows what it is given only when it comes to it

    def _copy(self) -> None:
        view, messages = self._chosen(), self._messages()
        if not messages:
            return
        made = ladder(messages, view.legs if view is not None else ())
        raw = [row.raw.decode("utf-8", "backslashreplace") for row in made.rows if isinstance(row, Arrow)]
        QGuiApplication.clipboard().setText("\n\n".join([flow_text(made, self.tr("You")), *raw]))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()
