"""How this phone redirects its callers: a list with a switch for each."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from softphone.calls.contact_book import ContactBook
from softphone.calls.ports import StoreFailedError
from softphone.calls.rules import Diversion, DivertKind
from softphone.gui.frame.list_panel import EmptyState
from softphone.gui.frame.page import Page
from softphone.gui.look.components import button, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.people_list import Row
from softphone.gui.settings.diversion_form import blank_diversion
from softphone.gui.settings.redirect_desk import RedirectDesk
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.settings.switch_list import SwitchList
from softphone.gui.words.redirect_words import caller_text, diversion_text

_ROWS_SHOWN = 7
_ICONS = {
    DivertKind.MOVED: "moved",
    DivertKind.FORWARD: "arrow-right",
    DivertKind.CHOICE: "question",
    DivertKind.ALTERNATIVES: "voicemail",
}


class DivertingPage(Page):
    """`edit_requested(diversion)`, one without an id to make."""

    edit_requested = Signal(object)

    def __init__(
        self, desk: RedirectDesk, settings: SettingsModel, book: ContactBook, parent: QWidget | None = None
    ) -> None:
        super().__init__("diverting-page", parent)
        self._desk = desk
        self._settings = settings
        self._book = book
        self.body.addWidget(label(self.tr("When others call me"), "heading", wrap=True))
        self.body.addWidget(
            label(
                self.tr(
                    "Callers can be sent to another address. What is for one person goes before what is for all."
                ),
                "muted",
                wrap=True,
            )
        )
        self.list = SwitchList(object_name="diverting-list", accessible_name=self.tr("When others call me"))
        self.list.setProperty("ground", "canvas")
        self.list.switched.connect(lambda row: self._switch(row.value))
        self.list.activated_row.connect(lambda row: self._edit(row.value))
        self.list.removed.connect(lambda row: self._remove(row.value))
        self.list.selectionModel().currentChanged.connect(lambda _: self._name_switch())
        self.body.addWidget(self.list)
        self._empty = EmptyState("diverting-empty")
        self._empty.say(
            self.tr("Nobody is redirected: every call rings here."),
            self.tr("Redirect callers"),
            lambda: self.edit_requested.emit(blank_diversion()),
        )
        self.body.addWidget(self._empty)
        self.body.addWidget(self._buttons())
        desk.diversions_changed.connect(self.reload)
        settings.changed.connect(self.reload)

    def _buttons(self) -> FoldingRow:
        self.commands = FoldingRow()
        self.add_button = button(
            self.tr("Redirect callers"), "primary", object_name="diverting-add", icon="plus"
        )
        self.add_button.clicked.connect(lambda: self.edit_requested.emit(blank_diversion()))
        self.commands.add(self.add_button)
        self.switch_button = button("", object_name="diverting-switch")
        self.switch_button.clicked.connect(lambda: self._switch(self._chosen()))
        self.commands.add(self.switch_button)
        self.edit_button = button(self.tr("Change"), object_name="diverting-edit", icon="edit")
        self.edit_button.clicked.connect(lambda: self._edit(self._chosen()))
        self.commands.add(self.edit_button)
        self.remove_button = button(self.tr("Remove"), "quiet", object_name="diverting-remove", icon="trash")
        self.remove_button.clicked.connect(lambda: self._remove(self._chosen()))
        self.commands.add(self.remove_button)
        return self.commands

    def reload(self) -> None:
        diversions = self._desk.diversions()
        self.list.set_on(frozenset(each.id for each in diversions if each.enabled))
        self.list.set_rows(self._row(each) for each in diversions)
        if diversions and self.list.current_row() is None:
            self.list.choose(diversions[0].id)
        if diversions:
            self.list.setFixedHeight(min(_ROWS_SHOWN, len(diversions)) * self.list.sizeHintForRow(0) + 2)
        self.list.setVisible(bool(diversions))
        self.commands.setVisible(bool(diversions))
        self._empty.setVisible(not diversions)
        self._name_switch()

    def _row(self, diversion: Diversion) -> Row:
        return Row(
            key=diversion.id,
            title=self.whom(diversion),
            subtitle=diversion_text(diversion),
            right=self.tr("on") if diversion.enabled else self.tr("off"),
            avatar="",
            icon=_ICONS[diversion.kind],
            value=diversion,
        )

    def whom(self, diversion: Diversion) -> str:
        name = ""
        if diversion.contact_id is not None:
            try:
                contact = self._book.contact(diversion.contact_id)
            except StoreFailedError:
                contact = None
            name = contact.name if contact else ""
        return caller_text(diversion, self._settings.value, name)

    def _chosen(self) -> Diversion | None:
        row = self.list.current_row()
        return row.value if row is not None and isinstance(row.value, Diversion) else None

    def _name_switch(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            words = self.tr("Switch off") if chosen.enabled else self.tr("Switch on")
            self.switch_button.set_label(words)
            self.switch_button.setAccessibleName(words)

    def _switch(self, diversion: object) -> None:
        if isinstance(diversion, Diversion):
            self._desk.switch(diversion, enabled=not diversion.enabled)

    def _edit(self, diversion: object) -> None:
        if isinstance(diversion, Diversion):
            self.edit_requested.emit(diversion)

    def _remove(self, diversion: object) -> None:
        if isinstance(diversion, Diversion):
            self._desk.remove_diversion(diversion, self.whom(diversion))
