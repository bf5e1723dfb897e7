"""What the page of a call has beside its cards while people talk; made with the first answered call.

Most of it is never seen in a call that is redirected or refused, and a card must come at once.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from softphone.calls.contact_book import ContactBook
from softphone.calls.notices import QualityChanged
from softphone.calls.phone import Phone
from softphone.calls.records import AttemptRecord
from softphone.calls.views import CallView, Phase
from softphone.gui.call.body import CallBody
from softphone.gui.call.commands import CallCommands
from softphone.gui.call.memory import TalkMemory
from softphone.gui.words.talk_text import party_name

if TYPE_CHECKING:
    from softphone.gui.call.choice_of_sound import CallSound
    from softphone.gui.call.handing_over import Handing, HandingOverForm
    from softphone.gui.call.others import Others
    from softphone.gui.call.quality_panel import QualityPanel
    from softphone.gui.call.sound_panel import SoundPanel
    from softphone.gui.call.talk_remarks import TalkRemarks

_TALKED = (Phase.CONNECTED, Phase.ENDING)


class Talk(QObject):
    """`show_requested(attempt)` for the page of another call, `focus_freed()` when what had the focus goes away,
    `changed()` when other keys count, `sound_open(bool)` when the devices are shown, `folder_requested(path)`."""

    show_requested = Signal(int)
    focus_freed = Signal()
    changed = Signal()
    sound_open = Signal(bool)
    folder_requested = Signal(str)

    def __init__(
        self,
        body: CallBody,
        commands: CallCommands,
        phone: Phone,
        memory: TalkMemory,
        *,
        contacts: ContactBook | None,
        recent: Callable[[], tuple[AttemptRecord, ...]],
        sound: "CallSound | None",
    ) -> None:
        super().__init__(body)
        self._body = body
        self._do = commands
        self._phone = phone
        self._memory = memory
        self._contacts = contacts
        self._recent = recent
        self._sound = sound
        self._remarks: TalkRemarks | None = None
        self._others: Others | None = None
        self._quality: QualityPanel | None = None
        self._panel: SoundPanel | None = None
        self.form: HandingOverForm | None = None
        self._form_for = 0

    def show_view(self, view: CallView) -> None:
        if self.form is not None and (view.phase is not Phase.CONNECTED or view.attempt != self._form_for):
            self.close_form()
        if view.phase not in (Phase.CONNECTED, Phase.RINGING):
            self._close_sound()
        self._show_remarks(view)
        self._show_others(view)
        self.show_quality(view)

    def _show_remarks(self, view: CallView) -> None:
        if self._remarks is None:
            if view.phase not in _TALKED and not _has_news(view):
                return
            from softphone.gui.call.talk_remarks import TalkRemarks  # noqa: PLC0415 -- see above

            self._remarks = TalkRemarks()
            self._remarks.resume.connect(lambda: self._do.hold(False))
            self._remarks.mute.connect(lambda: self._do.set_muted(True))
            self._remarks.show_recording.connect(self.folder_requested)
            self._body.add_talk(self._remarks)
        keypad = self._body.keypad
        self._remarks.show_view(
            view,
            sent=keypad.sent,
            keypad_open=not keypad.isHidden(),
            problem=self._memory.recording_problem(view.attempt),
        )

    def _show_others(self, view: CallView) -> None:
        if self._others is None:
            if len(self._phone.views()) < 2:
                return
            from softphone.gui.call.others import Others  # noqa: PLC0415 -- as above

            self._others = Others(self._phone)
            self._others.show_requested.connect(self.show_requested)
            self._body.add_talk(self._others)
        self._others.show_view(view)

    def show_quality(self, view: CallView) -> None:
        points = self._memory.points(view.attempt) if view.phase is Phase.CONNECTED else ()
        if self._quality is None:
            if not points:
                return
            from softphone.gui.call.quality_panel import QualityPanel  # noqa: PLC0415 -- as above

            self._quality = QualityPanel()
            self._body.add_sound(self._quality)
        self._quality.show_points(view, points)

    def add_quality(self, notice: QualityChanged) -> None:
        self._memory.add(notice)
        view = self._do.view
        if view is not None and view.attempt == notice.attempt:
            self.show_quality(view)

    # Handing over, and calling somebody else as well

    def toggle_form(self, *, adding: bool) -> None:
        """Ask whom to connect the caller with or to call besides, or not any more."""
        opened = self.form
        if opened is not None:
            self.close_form()
            if opened.adding is adding:
                return
        view, contacts = self._do.view, self._contacts
        if view is None or contacts is None:
            return
        from softphone.gui.call.handing_over import HandingOverForm  # noqa: PLC0415 -- as above

        self._form_for = view.attempt
        self.form = HandingOverForm(party_name(view), self._hand_over, contacts, self._recent, adding=adding)
        self.form.cancelled.connect(self.close_form)
        self.form.done.connect(self.close_form)
        self._body.stage(self.form)
        self._body.reveal(self.form)
        self.form.focus()
        self.changed.emit()

    def _hand_over(self, how: "Handing", address: str) -> None:
        from softphone.gui.call.handing_over import Handing  # noqa: PLC0415 -- as above

        attempt = self._form_for
        match how:
            case Handing.TRANSFER:
                self._phone.transfer(attempt, address)
            case Handing.CONSULT:
                self.show_requested.emit(self._phone.consult(attempt, address))
            case Handing.ADD:
                self.show_requested.emit(self._phone.place_call(address))

    def close_form(self) -> None:
        if self.form is None:
            return
        self._body.unstage(self.form)
        self.form = None
        self.focus_freed.emit()
        self.changed.emit()

    # Devices

    def toggle_sound(self, opened: bool) -> None:
        if not opened:
            self._close_sound()
            return
        if self._sound is None:
            self.sound_open.emit(False)
            return
        if self._panel is None:
            from softphone.gui.call.sound_panel import SoundPanel  # noqa: PLC0415 -- as above

            self._panel = SoundPanel(self._sound)
            self._body.add_sound(self._panel)
        self._panel.fill()
        self._panel.show()
        self._body.reveal(self._panel)

    def devices_changed(self) -> None:
        if self._panel is not None and not self._panel.isHidden():
            self._panel.fill()

    def _close_sound(self) -> None:
        if self._panel is not None and not self._panel.isHidden():
            had_focus = self._panel.isAncestorOf(self._body.focusWidget() or self._body)
            self._panel.hide()
            self.sound_open.emit(False)
            if had_focus:
                self.focus_freed.emit()


def _has_news(view: CallView) -> bool:
    """Whether something is to be said of a call that is not going on."""
    return bool(view.by_itself or view.transfer or view.recorded or view.replaced_by)
