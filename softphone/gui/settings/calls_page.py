"""Calls in general: whose account they go out by, and how often one call may be sent on."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from softphone.gui.frame.page import Page, field
from softphone.gui.look.components import label
from softphone.gui.settings.choices import ChoiceBox
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.words.plain_text import short_address

_HOPS = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20)


class CallsPage(Page):
    def __init__(self, settings: SettingsModel, parent: QWidget | None = None) -> None:
        super().__init__("calls-page", parent)
        self._settings = settings
        self.body.addWidget(label(self.tr("Calls"), "heading"))
        self.account = ChoiceBox()
        self.account.activated.connect(self._account_chosen)
        self.body.addLayout(field(self.tr("Call from"), self.account, "calls-account"))
        self.hops = ChoiceBox()
        for number in sorted({*_HOPS, settings.value.max_hops}):
            self.hops.addItem(str(number), number)
        self.hops.setCurrentIndex(self.hops.findData(settings.value.max_hops))
        self.hops.activated.connect(
            lambda: settings.change(replace(settings.value, max_hops=int(self.hops.currentData())))
        )
        why = self.tr("A call that is sent on more often than this ends, so that nobody is led in circles.")
        self.body.addLayout(
            field(self.tr("Redirects of one call, at most"), self.hops, "calls-hops", hint=why)
        )
        settings.changed.connect(self._fill_accounts)
        self._fill_accounts()

    def _fill_accounts(self) -> None:
        self.account.clear()
        for account in self._settings.value.accounts:
            self.account.addItem(short_address(account.uri), account.id)
        if not self._settings.value.accounts:
            self.account.addItem(self.tr("No account"), "")
        self.account.setEnabled(len(self._settings.value.accounts) > 1)
        chosen = self._settings.default_account()
        if chosen is not None:
            self.account.setCurrentIndex(self.account.findData(chosen.id))

    def _account_chosen(self) -> None:
        self._settings.change(replace(self._settings.value, default_account=self.account.currentData() or ""))
