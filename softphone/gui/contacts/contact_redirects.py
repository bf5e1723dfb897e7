"""What holds for redirects of one person, both ways: when their address is redirected, and when they call."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from softphone.calls.people import Contact
from softphone.calls.rules import Diversion, RedirectPolicy, RuleScope
from softphone.gui.frame.page import field
from softphone.gui.look.beside import Beside
from softphone.gui.look.components import Space, button, column, label
from softphone.gui.settings.redirect_desk import RedirectDesk
from softphone.gui.settings.rules_part import policy_box
from softphone.gui.words.breakable import breakable_words
from softphone.gui.words.redirect_words import diversion_text


class ContactRedirects(QWidget):
    """`divert_requested(diversion)` leads to the form, with one that has no id where there is none yet."""

    divert_requested = Signal(object)

    def __init__(self, contact: Contact, desk: RedirectDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contact = contact
        self._desk = desk
        layout = column(self)
        self.policy = policy_box("contact-policy", "")
        self.policy.insertItem(0, self.tr("As for everybody"), None)
        self.policy.activated.connect(self._chosen)
        asked = self.tr("When a call to {name} is redirected").format(name=contact.name)
        layout.addLayout(field(asked, self.policy, "contact-policy"))
        self._lines = column(place := QWidget())
        layout.addWidget(place)
        self._shown: list[QWidget] = []
        desk.rules_changed.connect(self.reload)
        desk.diversions_changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        rule = self._desk.rule_of_contact(self._contact.id)
        self.policy.setCurrentIndex(0 if rule is None else 1 + list(RedirectPolicy).index(rule.policy))
        for widget in self._shown:
            widget.hide()
            widget.deleteLater()
        mine = [each for each in self._desk.diversions() if each.contact_id == self._contact.id]
        self._shown = [self._line(number, each) for number, each in enumerate(mine, 1)]
        if not mine:
            self._shown = [self._line(1, None)]
        for widget in self._shown:
            self._lines.addWidget(widget)

    def _chosen(self) -> None:
        policy = self.policy.currentData()
        rule = self._desk.rule_of_contact(self._contact.id)
        if policy is None:
            if rule is not None:
                self._desk.remove_rule(rule, self._contact.name)
        elif rule is None or rule.policy is not policy:
            self._desk.set_rule(RuleScope.CONTACT, str(self._contact.id), RedirectPolicy(policy))

    def _line(self, number: int, diversion: Diversion | None) -> QFrame:
        frame = QFrame()
        frame.setProperty("row", "plain")
        row = QHBoxLayout(frame)
        row.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        row.setSpacing(Space.M)
        if diversion is None:
            what = self.tr("it rings here as for everybody")
        elif diversion.enabled:
            what = diversion_text(diversion)
        else:
            what = self.tr("{what} (switched off)").format(what=diversion_text(diversion))
        text = self.tr("When {name} calls: {what}").format(name=self._contact.name, what=what)
        said = label(breakable_words(text), wrap=True, object_name=f"contact-divert-text-{number}")
        words = self.tr("Redirect…") if diversion is None else self.tr("Change")
        made = button(
            words, "quiet", object_name=f"contact-divert-{number}", accessible_name=f"{words} {text}"
        )
        made.clicked.connect(lambda: self.divert_requested.emit(diversion))
        row.addWidget(Beside(said, made))
        return frame
