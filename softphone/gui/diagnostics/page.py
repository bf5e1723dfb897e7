"""When something is wrong: one page, of which one part is shown at a time, and the export below it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from softphone.calls.notices import Notice
from softphone.gui.diagnostics.export_part import ExportPart
from softphone.gui.diagnostics.line_part import LinePart
from softphone.gui.diagnostics.log_part import LogPart
from softphone.gui.diagnostics.statistics_part import StatisticsPart
from softphone.gui.diagnostics.wire_part import WirePart
from softphone.gui.frame.page import Page
from softphone.gui.look.components import Button, button, label, line
from softphone.gui.look.folding import FoldingRow
from softphone.gui.services import Services
from softphone.gui.settings.accounts import AccountDesk
from softphone.gui.settings.settings_model import SettingsModel


class DiagnosticsPage(Page):
    """`account_requested(account)` leads to the settings of an account."""

    account_requested = Signal(object)

    def __init__(
        self, services: Services, settings: SettingsModel, desk: AccountDesk, parent: QWidget | None = None
    ) -> None:
        super().__init__("diagnostics-page", parent)
        self.body.addWidget(label(self.tr("When something is wrong"), "heading", wrap=True))
        self.line = LinePart(services, desk, lambda: settings.value.accounts)
        self.line.account_requested.connect(self.account_requested)
        self.log = LogPart(services)
        self.wire = WirePart(services.phone)
        self.statistics = StatisticsPart(services.phone)
        row = FoldingRow()
        self._parts: dict[Button, QWidget] = {}
        for name, text, part in (
            ("line", self.tr("My line"), self.line),
            ("log", self.tr("Log"), self.log),
            ("wire", self.tr("SIP"), self.wire),
            ("statistics", self.tr("Statistics"), self.statistics),
        ):
            made = button(text, object_name=f"diagnostics-{name}")
            made.setCheckable(True)
            made.clicked.connect(lambda _checked, part=part: self.show_part(part))
            self._parts[made] = part
            row.add(made)
        self.body.addWidget(row)
        for each in self._parts.values():
            each.hide()
            self.body.addWidget(each)
        self.body.addWidget(line())
        self.export = ExportPart(services, settings, desk, self.line.report)
        self.body.addWidget(self.export)
        self.show_part(self.line)

    def show_part(self, shown: QWidget) -> None:
        for made, part in self._parts.items():
            made.setChecked(part is shown)
            part.setVisible(part is shown)

    def reload(self) -> None:
        """The page is gone to once more."""
        self.line.reload()

    def on_notice(self, notice: Notice) -> None:
        self.line.on_notice(notice)
