"""The first start: three ways into the phone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.gui.frame.page import Page
from softphone.gui.look.components import IconLabel, Space, button, label


class OnboardingPage(Page):
    """`call_wanted()`, `account_wanted()`, `demo_wanted()`; without a demo its way is not shown."""

    call_wanted = Signal()
    account_wanted = Signal()
    demo_wanted = Signal()

    def __init__(self, *, with_demo: bool, parent: QWidget | None = None) -> None:
        super().__init__("onboarding-page", parent)
        self.body.addSpacing(Space.XL)
        self.body.addWidget(label(self.tr("Welcome"), "heading", wrap=True))
        intro = self.tr(
            "This phone tells you when somebody has moved or can be reached in another way, "
            "and lets you decide. Begin in one of these ways:"
        )
        self.body.addWidget(label(intro, "muted", wrap=True))
        self.body.addSpacing(Space.S)
        self._way(
            "phone",
            self.tr("Call a SIP address"),
            self.tr("No account is needed to call an address such as anna@office.example."),
            "onboarding-call",
            self.call_wanted.emit,
        )
        self._way(
            "account",
            self.tr("Add an account"),
            self.tr("With an account from a provider or your office you can be called, and dial numbers."),
            "onboarding-account",
            self.account_wanted.emit,
        )
        if with_demo:
            self._way(
                "headset",
                self.tr("Try the demo"),
                self.tr(
                    "A small telephone exchange inside this computer: hear yourself, call someone who has "
                    "moved, meet every kind of answer. Nothing leaves the computer."
                ),
                "onboarding-demo",
                self.demo_wanted.emit,
            )

    def _way(self, icon_name: str, title: str, text: str, name: str, act: object) -> None:
        frame = QFrame()
        frame.setProperty("card", "plain")
        row = QHBoxLayout(frame)
        row.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        row.setSpacing(Space.L)
        row.addWidget(IconLabel(icon_name, "accent-text", size=28), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(Space.S)
        texts.addWidget(label(title, "title", wrap=True))
        texts.addWidget(label(text, "muted", wrap=True))
        first = name == "onboarding-call"
        go = button(title, "primary" if first else "secondary", object_name=name)
        go.clicked.connect(act)
        texts.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(texts, 1)
        self.body.addWidget(frame)
