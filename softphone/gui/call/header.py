"""Who the call is with, how it stands, and how far it can be trusted."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from softphone.calls.views import CallView, Phase
from softphone.gui.card.confirmation import breakable
from softphone.gui.look.avatar import Avatar
from softphone.gui.look.components import ElidedLabel, IconLabel, Space, button, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.name_label import NameLabel
from softphone.gui.words.codec_text import codec_name
from softphone.gui.words.plain_text import duration_text
from softphone.gui.words.wording import address_text, state_sentence
from softphone.sip.text import safe_text

if TYPE_CHECKING:
    from softphone.gui.contacts.pictures import Pictures

_NARROW = 440
_SIGN = 17  # the side of the sign that the call is recorded


class CallHeader(QWidget):
    """Told each new view; counts the seconds of a call by itself."""

    _pictures: "Pictures | None" = None
    _contact_id: int | None = None  # of the one whose picture is shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("call-header")
        self._answered: datetime | None = None
        self._recorded_since: datetime | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.S)
        top = QHBoxLayout()
        top.setSpacing(Space.L)
        outer.addLayout(top)
        self._avatar = Avatar(size=64)
        top.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(Space.XS)
        top.addLayout(texts, 1)
        self._name = NameLabel(object_name="call-name")
        texts.addWidget(self._name)
        state = self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        state.setSpacing(Space.S)
        self._state = label("", "muted", wrap=True, object_name="call-state")
        self._state.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._timer_label = label("", "strong", object_name="call-timer")
        state.addWidget(self._timer_label)
        recording = QHBoxLayout()
        recording.setSpacing(Space.S)
        self._recording, self._recording_time = _recording_sign(recording)
        state.addLayout(recording)
        state.addWidget(self._state, 1)
        texts.addLayout(state)
        texts.addLayout(self._address_line())
        self._full = label("", "small", wrap=True, object_name="call-address-full")
        self._full.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._full.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._full.hide()
        outer.addWidget(self._full)
        self._locks = _Locks(self)
        outer.addWidget(self._locks)
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self._show_time)

    def _address_line(self) -> QHBoxLayout:
        address = QHBoxLayout()
        address.setSpacing(Space.S)
        self._address = ElidedLabel(
            "", "small", mode=Qt.TextElideMode.ElideMiddle, object_name="call-address"
        )
        self._address.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        address.addWidget(self._address)
        self._whole = button(
            "",
            "quiet",
            object_name="call-address-toggle",
            accessible_name=self.tr("Show the whole address"),
            icon="info",
        )
        self._whole.setCheckable(True)
        self._whole.setProperty("compact", "true")
        self._whole.toggled.connect(self._show_whole)
        address.addWidget(self._whole)
        address.addStretch(1)
        return address

    def show_view(self, view: CallView, recording_since: datetime | None = None) -> None:
        name = safe_text(view.contact.name if view.contact else view.party_name, 120) or address_text(
            view.party_uri
        )
        name = name or self.tr("Unknown")
        self._avatar.set_name(name)
        self._contact_id = view.contact.id if view.contact and view.contact.has_picture else None
        self._show_picture()
        self._name.set_text(name)
        self._state.setText(state_sentence(view))
        uri = view.legs[-1].uri if view.legs and view.phase is Phase.CONNECTED else view.party_uri
        shown = address_text(uri)
        self._address.set_text(shown)
        self._address.setVisible(bool(shown))
        whole = safe_text(uri, 1000)
        self._full.setText(breakable(whole))
        self._full.setAccessibleName(whole)
        self._locks.show_view(view)
        self._answered = view.answered_at if view.phase is Phase.CONNECTED else None
        self._timer_label.setVisible(self._answered is not None)
        self._recorded_since = recording_since if view.recording else None
        self._recording.setVisible(bool(view.recording))
        self._recording_time.setVisible(bool(view.recording))
        if self._answered is None:
            self._tick.stop()
        elif not self._tick.isActive():
            self._tick.start()
        self._show_time()
        self._fit_line()

    def show_pictures(self, pictures: "Pictures") -> None:
        """Show the pictures of contacts from now on."""
        self._pictures = pictures
        pictures.changed.connect(self._picture_read)

    def _picture_read(self, contact_id: int) -> None:
        if contact_id == self._contact_id:
            self._show_picture()

    def _show_picture(self) -> None:
        if self._pictures is None or self._contact_id is None:
            self._avatar.set_picture(None)
        else:
            self._avatar.set_picture(self._pictures.of(self._contact_id))

    def _show_time(self) -> None:
        now = datetime.now(UTC)
        if self._answered is not None:
            self._timer_label.setText(duration_text(self._answered, now))
        if self._recorded_since is not None:
            text = self.tr("Recording {time}").format(time=duration_text(self._recorded_since, now))
            self._recording_time.setText(text)

    def _show_whole(self, shown: bool) -> None:
        self._full.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._avatar.set_size(48 if self.width() < _NARROW else 64)
        self._fit_line()

    def _fit_line(self) -> None:
        """Time, recording and state beside each other, or below where one would be cut."""
        shown = [each for each in (self._timer_label, self._recording_time) if not each.isHidden()]
        wanted = sum(each.sizeHint().width() + 2 * Space.S for each in shown)
        words = [self._state.fontMetrics().horizontalAdvance(each) for each in self._state.text().split()]
        room = self.width() - self._avatar.width() - Space.L
        sign = _SIGN if len(shown) > 1 else 0
        down = bool(shown) and wanted + sign + max(words, default=0) > room
        self._line.setDirection(
            QBoxLayout.Direction.TopToBottom if down else QBoxLayout.Direction.LeftToRight
        )


def _recording_sign(row: QHBoxLayout) -> tuple[IconLabel, QLabel]:
    sign, time = (
        IconLabel("record", "danger-text", size=_SIGN),
        label("", "error", object_name="call-recording"),
    )
    row.addWidget(sign)
    row.addWidget(time)
    return sign, time


class _Locks(FoldingRow):
    """Signalling and sound, each told by itself and in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(spacing=Space.M, parent=parent)
        self.setObjectName("call-locks")
        self._signalling = self._pair("lock-signalling")
        self._media = self._pair("lock-media")

    def _pair(self, name: str) -> tuple[QWidget, IconLabel, ElidedLabel]:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        lock, said = IconLabel("lock", "text-muted", size=15), ElidedLabel("", "small", object_name=name)
        row.addWidget(lock)
        row.addWidget(said, 1)
        self.add(box)
        return box, lock, said

    def show_view(self, view: CallView) -> None:
        transport = view.signalling_transport.upper()[:8]
        live = view.phase in (Phase.CONNECTED, Phase.ENDING)
        media = view.media if live and view.media is not None and view.media.active else None
        self.setVisible(bool(transport) or media is not None)
        verified = transport == "TLS" and view.signalling_verified
        if verified:
            text = self.tr("Signalling encrypted (TLS)")
        elif transport == "TLS":
            text = self.tr("Signalling encrypted (TLS), but nobody checked with whom")
        else:
            text = self.tr("Signalling not encrypted ({transport})").format(transport=transport)
        _show_pair(self._signalling, verified if transport else None, text)
        codec = codec_name(media.codec) if media is not None else ""
        encrypted = media is not None and media.encrypted
        # The keys stand in the SDP (RFC 4568): whoever reads the signalling can hear the call.
        if encrypted and transport != "TLS":
            text = self.tr("Sound encrypted, but the keys travelled unencrypted")
        elif encrypted and not verified:
            text = self.tr("Sound encrypted, but nobody checked with whom")
        else:
            text = self.tr("Sound encrypted") if encrypted else self.tr("Sound not encrypted")
        _show_pair(
            self._media,
            (encrypted and verified) if media is not None else None,
            f"{text} · {codec}" if codec else text,
        )


def _show_pair(pair: tuple[QWidget, IconLabel, ElidedLabel], locked: bool | None, text: str) -> None:
    box, lock, said = pair
    box.setVisible(locked is not None)
    if locked is not None:
        lock.set_icon("lock" if locked else "lock-open", "positive-text" if locked else "text-muted")
        said.set_text(text)
