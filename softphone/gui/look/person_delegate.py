"""How a person, call or address looks in a list: disc, two lines, a word at the right."""

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from softphone.calls.company_events import PresenceState
from softphone.gui.look.avatar import paint_avatar, paint_picture
from softphone.gui.look.eliding import elided
from softphone.gui.look.icons import icon_pixmap
from softphone.gui.look.presence_dot import paint_presence
from softphone.gui.look.sides import isolated, leading, sided, trailing
from softphone.gui.look.theme import Space, Theme

_DISC = 38
_DOT = 13


class PersonRole(IntEnum):
    """Model roles that `PersonDelegate` reads; all text, except where said."""

    TITLE = int(Qt.ItemDataRole.UserRole) + 1
    SUBTITLE = TITLE + 1
    RIGHT = TITLE + 2
    AVATAR = TITLE + 3  # the name behind the initials; the title when absent, "" for no disc
    ICON = TITLE + 4  # name of a small icon before the subtitle
    ICON_COLOR = TITLE + 5  # palette role of that icon and of the subtitle
    STRUCK = TITLE + 6  # bool: the title is a former address
    PRESENCE = TITLE + 7  # a PresenceState: a dot at the disc
    PICTURE = TITLE + 8  # a QPixmap, a disc in place of the initials


class PersonDelegate(QStyledItemDelegate):
    """Paints `PersonRole` data. Sizes follow the view's font."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics = QFontMetrics(option.font)
        return QSize(160, max(_DISC + 2 * Space.S, 2 * metrics.height() + 2 * Space.M))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = Theme.current()
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("accent-soft" if selected else "hover"))
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 6, 6)
        inner = rect.adjusted(Space.M, 0, -Space.M, 0)
        title = _text(index, PersonRole.TITLE)
        name = index.data(PersonRole.AVATAR)
        name = title if name is None else str(name)
        if name:
            disc = sided(QRectF(inner.left(), rect.center().y() - _DISC / 2, _DISC, _DISC), rect)
            picture = index.data(PersonRole.PICTURE)
            if isinstance(picture, QPixmap):
                paint_picture(painter, disc, picture)
            else:
                paint_avatar(painter, disc, name)
            presence = index.data(PersonRole.PRESENCE)
            if presence:
                dot = QRectF(disc.right() - _DOT + 1, disc.bottom() - _DOT + 1, _DOT, _DOT)
                paint_presence(painter, dot, PresenceState(presence))
            inner.setLeft(inner.left() + _DISC + Space.M)
        self._paint_texts(painter, inner, option, index, title)
        painter.restore()

    def _paint_texts(
        self,
        painter: QPainter,
        inner: QRectF,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        title: str,
    ) -> None:
        theme = Theme.current()
        whole, begins = QRectF(option.rect), int(Qt.AlignmentFlag.AlignTop | leading())
        font: QFont = option.font
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        strong.setStrikeOut(bool(index.data(PersonRole.STRUCK)))
        small = QFont(font)
        small.setPointSizeF(max(6.0, font.pointSizeF() * 0.9))
        strong_metrics, small_metrics = QFontMetrics(strong), QFontMetrics(small)
        top = inner.center().y() - (strong_metrics.height() + small_metrics.height() + 2) / 2
        right = _text(index, PersonRole.RIGHT)
        width = inner.width()
        if right:
            shown = small_metrics.elidedText(right, Qt.TextElideMode.ElideRight, int(width * 0.45))
            taken = small_metrics.horizontalAdvance(shown)
            painter.setFont(small)
            painter.setPen(theme.color("text-muted"))
            place = QRectF(inner.right() - taken - 1, top, taken + 2, strong_metrics.height())
            painter.drawText(
                sided(place, whole), int(Qt.AlignmentFlag.AlignVCenter | trailing()), isolated(shown)
            )
            width -= taken + Space.M
        painter.setFont(strong)
        painter.setPen(theme.color("text-muted" if strong.strikeOut() else "text"))
        shown = elided(title, strong_metrics, Qt.TextElideMode.ElideRight, int(width))
        place = QRectF(inner.left(), int(top), width, strong_metrics.height())
        painter.drawText(sided(place, whole), begins, isolated(shown))
        left = inner.left()
        below = top + strong_metrics.height() + 2
        color = _text(index, PersonRole.ICON_COLOR) or "text-muted"
        name = _text(index, PersonRole.ICON)
        if name:
            device = painter.device()
            ratio = device.devicePixelRatioF() if device is not None else 1.0
            side = small_metrics.height()
            sign = sided(QRectF(int(left), int(below), side, side), whole)
            painter.drawPixmap(sign.topLeft(), icon_pixmap(name, color, side, ratio))
            left += side + Space.XS
        painter.setFont(small)
        painter.setPen(theme.color(color))
        subtitle = _text(index, PersonRole.SUBTITLE)
        shown = elided(subtitle, small_metrics, Qt.TextElideMode.ElideMiddle, int(inner.right() - left))
        place = QRectF(left, int(below), inner.right() - left, small_metrics.height())
        painter.drawText(sided(place, whole), begins, isolated(shown))


def _text(index: QModelIndex | QPersistentModelIndex, role: PersonRole) -> str:
    value = index.data(role)
    return "" if value is None else str(value)
