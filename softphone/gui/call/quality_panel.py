"""How the call sounds: one word, the last two minutes, and the figures for who wants them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from softphone.calls.call_events import CallMedia, CallQuality
from softphone.calls.views import CallView
from softphone.gui.call.quality_plot import QualityPlot
from softphone.gui.look.components import IconLabel, Space, button, column, label, restyle
from softphone.gui.words.breakable import breakable_words
from softphone.gui.words.codec_text import codec_name
from softphone.gui.words.quality_text import grade, grade_word, live_text, milliseconds, mos_text, percent
from softphone.sip.text import safe_text

_ROLES = {"good": "positive", "fair": "warning", "poor": "error"}
_ICONS = {"good": "positive-text", "fair": "warning-text", "poor": "danger-text"}


class QualityPanel(QFrame):
    """Shown from the first figures on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("call-quality")
        self.setProperty("card", "plain")
        outer = column(self, margin=Space.M, spacing=Space.S)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        self._icon = IconLabel("signal", "positive-text", size=17)
        head.addWidget(self._icon)
        self._word = label("", "strong", wrap=True, object_name="quality-word")
        head.addWidget(self._word, 1)
        self._fold = button(self.tr("Details"), "quiet", object_name="quality-details", icon="chevron-right")
        self._fold.setCheckable(True)
        self._fold.setProperty("compact", "true")
        self._fold.toggled.connect(self._unfold)
        head.addWidget(self._fold)
        outer.addLayout(head)
        self._plot = QualityPlot()
        outer.addWidget(self._plot)
        self._figures = QWidget()
        self._figures.setObjectName("quality-figures")
        self._grid = QGridLayout(self._figures)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 4)
        self._values: list[QLabel] = []
        names = (
            self.tr("Sound format"),
            self.tr("Lost on the way to you"),
            self.tr("Lost on the way to them"),
            self.tr("Too late to be played"),
            self.tr("Jitter to you"),
            self.tr("Jitter to them"),
            self.tr("Round trip"),
            self.tr("Buffer"),
            self.tr("Encryption of the sound"),
            self.tr("Estimate (MOS)"),
        )
        for row, name in enumerate(names):
            value = label("", "small", wrap=True)
            self._grid.addWidget(label(name, "small", wrap=True), row, 0)
            self._grid.addWidget(value, row, 1)
            self._values.append(value)
        self._figures.hide()
        outer.addWidget(self._figures)
        self.hide()

    def show_points(self, view: CallView, points: Sequence[tuple[CallQuality, float]]) -> None:
        """`points` oldest first; none hides the panel."""
        self.setVisible(bool(points))
        if not points:
            return
        quality, mos = points[-1]
        spoken = live_text(quality, mos)
        self.setAccessibleName(spoken)
        self._word.setText(self.tr("Sound quality: {word}").format(word=grade_word(mos)))
        restyle(self._word, "text-role", _ROLES[grade(mos)])
        self._icon.set_icon("signal", _ICONS[grade(mos)])
        self._plot.show_points(points, spoken)
        if not self._figures.isHidden():
            self._fill(view.media, quality, mos)
        self._newest = (view, quality, mos)

    def _unfold(self, opened: bool) -> None:
        self._fold.set_icon("chevron-down" if opened else "chevron-right")
        self._figures.setVisible(opened)
        if opened:
            view, quality, mos = self._newest
            self._fill(view.media, quality, mos)

    def _fill(self, media: CallMedia | None, quality: CallQuality, mos: float) -> None:
        codec = codec_name(media.codec) if media is not None else ""
        cipher = safe_text(media.cipher, 60) if media is not None else ""
        if media is None or not media.encrypted:
            cipher = self.tr("none")
        texts = (
            codec or "–",
            percent(quality.loss_received),
            percent(quality.loss_sent),
            percent(quality.late_percent),
            milliseconds(quality.jitter_received_ms),
            milliseconds(quality.jitter_sent_ms),
            milliseconds(quality.round_trip_ms),
            milliseconds(quality.buffer_ms),
            cipher or self.tr("yes (SRTP)"),
            self.tr("{mos} of 4.5").format(mos=mos_text(mos)),
        )
        for value, text in zip(self._values, texts, strict=True):
            value.setText(breakable_words(text))
            value.setAccessibleName(text)
