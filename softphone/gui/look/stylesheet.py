"""The one stylesheet of the application.

Written with palette roles (`@role`), relative font sizes (`@1.2em`), and heights that hold a line of text: `@18line` is
18 pixels, or more where letters are larger.  Qt takes no points for heights, and what is given there is the least that
a layout leaves of the widget.
"""

import re
from collections.abc import Mapping
from typing import Final

_ROLE: Final = re.compile(r"@([a-z][a-z-]*)")
_EM: Final = re.compile(r"@(\d+(?:\.\d+)?)em")
_LINE: Final = re.compile(r"@(\d+)line")

_SHEET: Final = """
QWidget { color: @text; }
QMainWindow, QDialog, QWidget[ground="canvas"] { background: @canvas; }
QWidget[ground="surface"] { background: @surface; }
QWidget[ground="rail"] { background: @rail; }
QFrame[frame="line"] { background: @border; border: none; max-height: 1px; min-height: 1px; }
QFrame[frame="side"] { background: @border; border: none; max-width: 1px; min-width: 1px; }

QLabel { background: transparent; }
QLabel[text-role="heading"] { font-size: @1.5em; font-weight: 600; }
QLabel[text-role="title"] { font-size: @1.2em; font-weight: 600; }
QLabel[text-role="strong"] { font-weight: 600; }
QLabel[text-role="muted"] { color: @text-muted; }
QLabel[text-role="small"] { color: @text-muted; font-size: @0.88em; }
QLabel[text-role="overline"] { color: @text-muted; font-size: @0.8em; font-weight: 600; }
QLabel[text-role="error"] { color: @danger-text; }
QLabel[text-role="warning"] { color: @warning-text; }
QLabel[text-role="positive"] { color: @positive-text; }
QLabel[text-role="struck"] { color: @text-muted; text-decoration: line-through; }
QLabel[text-role="quote"] { font-style: italic; }

QFrame[card="plain"] { background: @surface; border: 1px solid @border; border-radius: 12px; }
QFrame[card="notice"] { background: @warning-soft; border: 1px solid @warning-border; border-radius: 12px; }
QFrame[card="info"] { background: @accent-soft; border: 1px solid @accent-border; border-radius: 12px; }
QFrame[card="danger"] { background: @danger-soft; border: 1px solid @danger-border; border-radius: 12px; }
QFrame[card="positive"] { background: @positive-soft; border: 1px solid @positive-border; border-radius: 12px; }
QFrame[card="quote"] { background: transparent; border: none; border-left: 3px solid @border-strong; }
QFrame[row="plain"] { background: @surface; border: 1px solid @border; border-radius: 10px; }
QFrame[row="chosen"] { background: @accent-soft; border: 1px solid @accent-text; border-radius: 10px; }
QFrame[row="danger"] { background: @danger-soft; border: 1px solid @danger-border; border-radius: 10px; }
QFrame[row="muted"] { background: transparent; border: 1px dashed @border; border-radius: 10px; }

QPushButton { border-radius: 8px; padding: 7px 14px; min-height: @18line; background: @surface; color: @text;
  border: 1px solid @border; }
QPushButton:hover { background: @hover; }
QPushButton[kind="secondary"] { border-color: @border-strong; }
QPushButton[kind="primary"] { background: @accent; color: @on-fill; border-color: @accent; font-weight: 600; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: @accent-hover; }
QPushButton[kind="positive"] { background: @positive; color: @on-fill; border-color: @positive; font-weight: 600; }
QPushButton[kind="positive"]:hover, QPushButton[kind="positive"]:pressed { background: @positive-hover; }
QPushButton[kind="danger"] { background: @danger; color: @on-fill; border-color: @danger; font-weight: 600; }
QPushButton[kind="danger"]:hover, QPushButton[kind="danger"]:pressed { background: @danger-hover; }
QPushButton[kind="quiet"] { background: transparent; color: @accent-text; border-color: transparent;
  padding: 7px 8px; }
QPushButton[kind="quiet"]:hover { background: @hover; }
QPushButton[kind="secondary"]:checked { background: @accent-soft; border-color: @accent-text;
  color: @accent-text; }
QPushButton:disabled { background: @canvas; color: @text-disabled; border-color: @border; }
QPushButton[kind="quiet"]:disabled { background: transparent; border-color: transparent; }
QPushButton[tile="true"] { padding: 10px; border-radius: 10px; }
QPushButton[compact="true"] { padding: 2px 4px; min-height: @16line; border-radius: 6px; }
QPushButton[round="true"] { padding: 0; border-radius: 24px; min-width: 48px; max-width: 48px;
  min-height: 48px; max-height: 48px; }
QPushButton[rail="true"] { background: transparent; border-color: transparent; padding: 10px; border-radius: 10px; }
QPushButton[rail="true"]:hover { background: @hover; }
QPushButton[rail="true"]:checked { background: @accent-soft; }

QLineEdit, QComboBox, QSpinBox, QDateTimeEdit { background: @field; border: 1px solid @border-strong;
  border-radius: 8px; padding: 6px 10px; min-height: @20line; selection-background-color: @accent;
  selection-color: @on-fill; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit:focus, QTextBrowser:focus {
  border: 2px solid @focus; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { padding: 5px 9px; }
QLineEdit[wrong="true"] { border-color: @danger-text; }
QLineEdit:disabled, QComboBox:disabled { color: @text-disabled; border-color: @border; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 24px; }
QDateEdit::down-arrow { image: none; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: @surface; }
QCalendarWidget QToolButton { background: transparent; border: none; border-radius: 6px; padding: 4px 8px; }
QCalendarWidget QToolButton:hover { background: @hover; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView:disabled { color: @text-muted; }
QDateTimeEdit:focus { border: 2px solid @focus; padding: 5px 9px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @border;
  selection-background-color: @accent-soft; selection-color: @text; }
QPlainTextEdit, QTextBrowser { background: @field; border: 1px solid @border; border-radius: 8px; padding: 6px;
  selection-background-color: @accent; selection-color: @on-fill; }
QTabWidget::pane { border: none; }
QTabBar::tab { background: transparent; color: @text-muted; border: none; border-bottom: 2px solid transparent;
  padding: 6px 10px; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:hover { background: @hover; }
QTabBar:focus { outline: none; }
QTabBar::tab:selected:focus { color: @accent-text; border: 2px solid @focus; border-radius: 6px; padding: 4px 8px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; padding: 3px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid @focus; border-radius: 6px; padding: 1px; }

QListView, QTreeView { background: @surface; border: none; outline: none; }
QListView[ground="canvas"], QTreeView[ground="canvas"] { background: @canvas; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[ground="none"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar::handle:vertical { background: @border-strong; border-radius: 3px; min-height: 32px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle:horizontal { background: @border-strong; border-radius: 3px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: none; border: none; width: 0; height: 0; }
QSplitter::handle { background: @border; }
QFrame[bar="quiet"] { background: @text; border-radius: 10px; border: none; }
QFrame[bar="quiet"] QLabel { color: @canvas; }
QFrame[bar="quiet"] QPushButton { background: transparent; border: 1px solid @text-muted; color: @canvas; }
QFrame[bar="banner"] { background: @warning-soft; border: none; border-bottom: 1px solid @warning-border; }
QFrame[bar="news"] { background: @accent-soft; border: none; border-bottom: 1px solid @accent-border; }
QFrame#call-strip { background: @accent-soft; border: none; border-bottom: 1px solid @accent-border; }
QFrame#call-strip[tone="talks"] { background: @positive-soft; border-bottom-color: @positive-border; }
QFrame#call-strip[tone="waits"] { background: @warning-soft; border-bottom-color: @warning-border; }
QPushButton[strip="true"] { padding: 5px 9px; min-height: @22line; }
QPushButton[strip="wide"] { padding: 5px 12px; min-height: @22line; }
QFrame[bar="diverting"] { background: @warning-soft; border: none; border-top: 1px solid @warning-border; }
QFrame[bar="standing"] { background: @accent-soft; border: none; border-top: 1px solid @accent-border; }
QToolTip { background: @surface; color: @text; border: 1px solid @border; padding: 4px 6px; }
QMenu { background: @surface; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 6px 20px; border-radius: 6px; }
QMenu::item:selected { background: @accent-soft; color: @text; }
"""


def stylesheet(colors: Mapping[str, str], base_pt: float, line_px: int) -> str:
    """Qt style sheet for one scheme. `base_pt` is the system font's size in points, `line_px` its height."""
    sized = _EM.sub(lambda found: f"{base_pt * float(found[1]):.1f}pt", _SHEET)
    high = _LINE.sub(lambda found: f"{max(int(found[1]), line_px)}px", sized)
    return _ROLE.sub(lambda found: colors[found[1]], high)
