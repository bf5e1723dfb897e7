"""The other calls, on the page of one: how each stands and what can be done with both."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.calls.phone import Phone
from softphone.calls.views import CallView, Phase
from softphone.gui.call.remark import Remark
from softphone.gui.look.components import Space
from softphone.gui.words.talk_text import conference_text, other_text, party_name

_OVER = (Phase.ENDING, Phase.ENDED)


def live_calls(views: Sequence[CallView]) -> tuple[CallView, ...]:
    """Calls, not messages, that are not over."""
    return tuple(view for view in views if view.message is None and view.phase not in _OVER)


class Others(QWidget):
    """One line for the conference, and one for each other call. `show_requested(attempt)` for another page."""

    show_requested = Signal(int)

    def __init__(self, phone: Phone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("other-calls")
        self._phone = phone
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self._lines: list[Remark] = []
        self._told: tuple[object, ...] = ()
        self.hide()

    def show_view(self, view: CallView) -> None:
        others = [each for each in live_calls(self._phone.views()) if each.attempt != view.attempt]
        told = (_gist(view), *(_gist(each) for each in others))
        if told == self._told:
            return  # what has the focus stays
        self._told = told
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        if view.phase not in (Phase.INCOMING, Phase.CHOOSING) and view.message is None:
            self._fill(view, others)
        self.setVisible(bool(self._lines))

    def _fill(self, view: CallView, others: Sequence[CallView]) -> None:
        members = [each for each in others if each.in_conference and view.in_conference]
        if members:
            line = self._line("conference", "conference", conference_text([view, *members]))
            if not view.held:
                self._act(
                    line,
                    self.tr("Take {name} out").format(name=party_name(view)),
                    "part",
                    lambda: self._phone.part(view.attempt),
                )
        for other in others:
            # Who rings has a banner of their own.
            if other not in members and other.phase is not Phase.INCOMING:
                self._other(view, other)

    def _other(self, view: CallView, other: CallView) -> None:
        icon_name = "pause" if other.held else "phone" if other.phase is Phase.CONNECTED else "bell"
        line = self._line(f"other-{other.attempt}", icon_name, other_text(view, other))
        if other.phase is not Phase.CONNECTED:
            self._act(line, self.tr("Show"), "show", lambda: self.show_requested.emit(other.attempt))
            return
        consulted = view.consults_for == other.attempt
        if other.held and view.phase in _OVER:
            back = self.tr("Back to {name}").format(name=party_name(other))
            self._act(line, back, "back", lambda: self._swap(other))
        elif consulted:
            back = self.tr("Back to {name}").format(name=party_name(other))
            self._act(line, back, "back", lambda: self._back(view, other))
        elif other.held:
            self._act(line, self.tr("Swap"), "swap", lambda: self._swap(other))
        else:
            self._act(line, self.tr("Show"), "show", lambda: self.show_requested.emit(other.attempt))
        if view.phase is not Phase.CONNECTED:
            return
        self._act(line, self.tr("Merge"), "merge", lambda: self._merge(view, other))
        asked_for, asked = (other, view) if consulted else (view, other)
        self._act(
            line,
            self.tr("Connect them"),
            "connect",
            lambda: self._connect(asked_for, asked),
        )

    def _line(self, name: str, icon_name: str, text: str) -> Remark:
        line = Remark(f"call-{name}", icon_name, "accent-text", self)
        line.say(text)
        self._lines.append(line)
        self._column.addWidget(line)
        return line

    def _act(self, line: Remark, words: str, name: str, act: Callable[[], None]) -> None:
        made = line.add_action(words, name)
        spoken = f"{words}: {line.accessibleName()}"
        made.setAccessibleDescription(spoken)
        made.clicked.connect(lambda _checked=False: act())

    def _swap(self, other: CallView) -> None:
        self._phone.resume(other.attempt)
        self.show_requested.emit(other.attempt)

    def _back(self, view: CallView, other: CallView) -> None:
        self._phone.hang_up(view.attempt)
        self._swap(other)

    def _connect(self, one: CallView, other: CallView) -> None:
        """The outcome is told on the page of the call that is handed over."""
        self._phone.transfer_to(one.attempt, other.attempt)
        self.show_requested.emit(one.attempt)

    def _merge(self, view: CallView, other: CallView) -> None:
        """Whoever is in the conference already stays in it."""
        inside = [each.attempt for each in live_calls(self._phone.views()) if each.in_conference]
        joined = dict.fromkeys([*inside, view.attempt, other.attempt])
        self._phone.join(tuple(joined))


def _gist(view: CallView) -> tuple[object, ...]:
    return (
        view.attempt,
        view.phase,
        view.held,
        view.held_by_peer,
        view.in_conference,
        view.consults_for,
        party_name(view),
    )
