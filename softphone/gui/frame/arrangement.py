"""How the parts of the window stand: call strip, banners, rail, list, page, undo bar; one column when there is little
room.
"""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.gui.frame.banners import Banners, BannerShelf, QuietPlace
from softphone.gui.frame.list_column import ListColumn
from softphone.gui.frame.page_area import PageArea
from softphone.gui.frame.rail import Rail
from softphone.gui.look.components import column, line

FOLD_BELOW = 700


class Arrangement(QWidget):
    """The window's content around the list column that it is given."""

    def __init__(self, list_column: ListColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window-content")
        outer = self._outer = column(self, spacing=0)
        self.banners = Banners()
        self._shelf = BannerShelf(self.banners, self)
        outer.addWidget(self._shelf)
        row = QHBoxLayout()
        row.setSpacing(0)
        outer.addLayout(row, 1)
        self.rail = Rail()
        row.addWidget(self.rail)
        self._column = list_column
        row.addWidget(list_column)
        self._side = line(upright=True)
        row.addWidget(self._side)
        self.area = PageArea()
        row.addWidget(self.area, 1)
        self.quiet = QuietPlace()
        outer.addWidget(self.quiet)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shelf.fit()

    def lay_on_top(self, strip: QWidget) -> None:
        """What stands above everything else, so that nothing that comes or goes moves it."""
        self._outer.insertWidget(0, strip)

    def page_in_sight(self) -> bool:
        return not self.area.isHidden()

    def fold(self, folded: bool, *, page_open: bool) -> None:
        """One column shows either the list or the page; three show both."""
        only_page = folded and page_open
        self.rail.setVisible(not only_page)
        self._column.setVisible(not only_page)
        self._side.setVisible(not folded)
        self.area.setVisible(not folded or only_page)
        self._column.set_folded(folded)
        self.area.set_folded(folded)
