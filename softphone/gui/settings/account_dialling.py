"""Of an account's form: how numbers are dialled, and which addresses are called by it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from softphone.calls.accounts import Account, DiallingRule
from softphone.gui.frame.page import field
from softphone.gui.look.components import label
from softphone.gui.settings.choices import CheckBox
from softphone.gui.settings.fold import Fold

_SHORT: Final = 8
_LONG: Final = 500
# Of countries whose people dial otherwise than 0 and 00, by calling code: trunk and international prefix (ITU-T E.164
# list of dialling procedures).
_PREFIXES: Final = {
    "7": ("8", "810"),
    "1": ("1", "011"),
    "375": ("8", "810"),
    "39": ("", "00"),
    "34": ("", "00"),
}
_EXAMPLES: Final = {"7": "8 495 123-45-67", "49": "030 123456", "1": "(212) 555-0147", "44": "020 7946 0018"}

Example = Callable[[DiallingRule, str], str]


class DiallingGroup(Fold):
    """`example(rule, typed)` is the number that would be called, "" when it cannot be told."""

    def __init__(self, example: Example, parent: QWidget | None = None) -> None:
        super().__init__("dialling", parent)
        self.set_heading(self.tr("Dialling"))
        self._example_of = example
        self._guessed = ("", "")
        self.country = self._line("account-country", self.tr("Calling code of your country, e.g. 7"), _SHORT)
        self.trunk = self._line("account-trunk", self.tr("Before numbers inside the country"), _SHORT)
        self.abroad = self._line("account-abroad", self.tr("Before numbers abroad"), _SHORT)
        self.outside = self._line("account-outside", self.tr("To get an outside line, e.g. 9"), _SHORT)
        self.plus = CheckBox(self.tr("The server takes numbers that begin with +"), "account-plus")
        self.body.addWidget(self.plus, 0, Qt.AlignmentFlag.AlignLeft)
        self.tried = self._line("account-dial-example", self.tr("Try it: a number as you dial it"), 40)
        self.example = label("", "strong", wrap=True, object_name="account-dial-result")
        self.body.addWidget(self.example)
        self.prefixes = self._line(
            "account-prefixes", self.tr("Numbers that begin with these are called by this account"), _LONG
        )
        self.prefixes.setPlaceholderText("+49, 0049")
        self.domains = self._line(
            "account-domains", self.tr("Addresses at these hosts are called by this account"), _LONG
        )
        self.domains.setPlaceholderText("office.example, partner.example")
        self.country.textEdited.connect(self._guess)
        for line in (self.country, self.trunk, self.abroad, self.outside, self.tried):
            line.textChanged.connect(lambda _: self._show_example())
        self.plus.toggled.connect(lambda _: self._show_example())

    def _line(self, name: str, text: str, length: int) -> QLineEdit:
        made = QLineEdit()
        made.setMaxLength(length)
        self.body.addLayout(field(text, made, name))
        return made

    def show_account(self, account: Account) -> None:
        rule = account.dialling
        self.country.setText(rule.country)
        self.trunk.setText(rule.trunk_prefix)
        self.abroad.setText(rule.international_prefix)
        self.outside.setText(rule.outside_prefix)
        self.plus.setChecked(rule.send_plus)
        self.prefixes.setText(", ".join(rule.prefixes))
        self.domains.setText(", ".join(rule.domains))
        self._guessed = (rule.trunk_prefix, rule.international_prefix)
        self.tried.setText(_EXAMPLES.get(rule.country, ""))
        self._show_example()
        self.set_open(False)

    def put_into(self, account: Account) -> Account:
        return replace(account, dialling=self._rule())

    def _rule(self) -> DiallingRule:
        return DiallingRule(
            country=_digits(self.country.text()),
            trunk_prefix=_digits(self.trunk.text()),
            international_prefix=_digits(self.abroad.text()),
            outside_prefix=_digits(self.outside.text()),
            send_plus=self.plus.isChecked(),
            prefixes=_entries(self.prefixes.text()),
            domains=tuple(each.lower().removeprefix("@") for each in _entries(self.domains.text())),
        )

    def _guess(self, typed: str) -> None:
        """Fill in what is usual in the country, where the person has not written anything of their own."""
        country = _digits(typed)
        if (self.trunk.text(), self.abroad.text()) == self._guessed:
            self._guessed = _PREFIXES.get(country, ("0", "00")) if country else ("", "")
            self.trunk.setText(self._guessed[0])
            self.abroad.setText(self._guessed[1])
        if not self.tried.text() or self.tried.text() in _EXAMPLES.values():
            self.tried.setText(_EXAMPLES.get(country, ""))

    def _show_example(self) -> None:
        rule, typed = self._rule(), self.tried.text().strip()
        called = self._example_of(rule, typed) if typed else ""
        self.example.setVisible(bool(called))
        self.example.setText(f"{typed} → {called}")
        parts = [f"+{rule.country}"] if rule.country else []
        parts.extend(rule.prefixes[:2] + rule.domains[:2])
        self.set_summary(" · ".join(parts) if parts else self.tr("numbers as they are typed"))


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isascii() and (letter.isdigit() or letter in "*#"))


def _entries(text: str) -> tuple[str, ...]:
    parts = (part.strip() for part in text.replace(";", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))
