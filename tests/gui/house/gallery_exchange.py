"""Files of people coming in, for the gallery."""

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QApplication

from softphone.calls.people import ImportReport, RejectedEntry
from softphone.gui.exchange.import_page import ImportPage
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from tests.gui.house.scene import WAIT_S, Scene

CARDS = "".join(
    f"BEGIN:VCARD\nVERSION:4.0\nFN:{name}\nTEL:+7 495 555-01-0{number}\nEMAIL:p{number}@office.example\nEND:VCARD\n"
    for number, name in enumerate(
        (
            "Anna Karlsson",
            "Вера Александровна Константинопольская-Преображенская",
            "Γιώργος",
            "李小龍",
            "Zoë",
            "Bob",
        )
    )
)
TABLE = (
    "Имя;Фамилия;Организация;Мобильный телефон;Рабочий телефон, добавочный и всё остальное;E-mail;Код;Заметки\n"
    "Анна;Ёлкина;Ромашка;+7 916 123-45-67;8 (495) 555-01-01;anna@office.example;17;\n"
    "Борис;Константинопольский;ООО «Очень длинное название организации»;+7 916 765-43-21;;;18;позвонить\n"
    "Вера;;;abc;555-02;;;\n"
)


def _look(window: MainWindow, scene: Scene, name: str, content: str) -> ImportPage:
    window.show_view(View.CONTACTS)
    path = scene.store.profile.database.parent / name
    path.write_text(content, encoding="utf-8")
    seen: list[bool] = []
    page = window.pages.import_page()
    page.looked.connect(lambda: seen.append(True))
    window.pages.show_import(path)
    deadline = QDeadlineTimer(WAIT_S * 1000)
    while not seen and not deadline.hasExpired():
        QApplication.processEvents()
    return page


def import_cards(window: MainWindow, scene: Scene) -> None:
    scene.person("Zoë", ("tel:+74955550104", ""))
    _look(window, scene, "People of the office, exported on Monday.vcf", CARDS)


def import_table(window: MainWindow, scene: Scene) -> None:
    _look(window, scene, "contacts.csv", TABLE)


def import_going(window: MainWindow, scene: Scene) -> None:
    page = _look(window, scene, "contacts.vcf", CARDS)
    page.preview.hide()
    page.progress.begin(100_000)
    page.progress.reach(41_250)
    page.progress.show()


def import_report(window: MainWindow, scene: Scene) -> None:
    page = _look(window, scene, "contacts.vcf", CARDS)
    page.preview.hide()
    rejected = (
        RejectedEntry("line 17 Вера Александровна Константинопольская", "TEL abc: not a telephone number"),
        RejectedEntry("line 230", "it stands outside of any vCard"),
        RejectedEntry("line 2004 Bob", "IMPP skype:bob: this kind of address is not allowed"),
    )
    page.report.show_report(ImportReport(1234, 17, 3, 0, rejected, 1))
    page.report.show()


def import_failed(window: MainWindow, scene: Scene) -> None:
    _look(window, scene, "holiday.vcf", "\n")


EXCHANGE = {
    step.__name__: step for step in (import_cards, import_table, import_going, import_report, import_failed)
}
