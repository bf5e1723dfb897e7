"""Steps of the gallery with many contacts: several selected, groups, pictures, duplicates, merging."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.calls.people import ContactDraft
from softphone.gui.contacts.contact_form import ContactForm
from softphone.gui.contacts.duplicates_page import DuplicatesPage
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from tests.gui.house.scene import WAIT_S, Scene
from tests.support.pictures import written

Step = Callable[[MainWindow, Scene], None]
_NAMES = (
    "Adele Ångström", "Béla Bartók", "Carla Ferrari", "Dmitri Orlov", "Élodie Martin", "Friedrich Großmann",
    "Giulia Conti", "Håkon Lund", "Иван Сергеевич Тургенев", "Jürgen Müller", "Ксения Александровна Вознесенская",
    "Лев Толстой", "Mary-Jane O'Neill", "Николай Гоголь", "Ольга", "Πηνελόπη Παπαδοπούλου", "Rosa", "Светлана",
    "Teresa de la Cruz y Fernández de Córdoba", "Ursula", "Василий", "Wolfgang", "Юлия", "张伟",
)  # fmt: skip


def picture(side: int = 200, color: str = "#2b66e3") -> bytes:
    """A PNG with something to see in it."""
    image = QImage(side, side * 3 // 2, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ground = QLinearGradient(0, 0, side, side)
    ground.setColorAt(0, QColor(color))
    ground.setColorAt(1, QColor("#ffd9a0"))
    painter.fillRect(image.rect(), ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#5b3a29"))
    painter.drawEllipse(side // 4, side // 3, side // 2, side * 2 // 3)
    painter.end()
    return written(image)


def fill_people(scene: Scene, each: int = 3) -> None:
    """Names of many letters, groups, pictures, and people who are there twice."""
    book = scene.store.contact_book
    for round_ in range(each):
        for number, name in enumerate(_NAMES):
            book.save(
                ContactDraft(
                    id=None,
                    name=name if round_ == 0 else f"{name} {round_ + 1}",
                    addresses=((f"sip:p{number}.{round_}@office.example", "Work"),),
                    organisation="Северный ветер" if number % 3 == 0 else "",
                    favourite=number in (3, 8) and round_ == 0,
                    groups=("Family", "Клиенты и поставщики") if number % 5 == 0 else (),
                    picture=picture(color=("#2b66e3", "#15803d", "#c4261d")[number % 3])
                    if number % 4 == 0
                    else b"",
                )
            )
    book.save(
        ContactDraft(
            id=None,
            name="Karlsson, Anna",
            addresses=(("tel:+74955550101", "Mobile"), ("sip:anna@private.example", "Home")),
            organisation="North Wind",
            notes="Met at the harbour.",
            picture=picture(color="#7b3fb5"),
        )
    ).result(WAIT_S)
    book.save(ContactDraft(id=None, name="Echo Test", addresses=(("sip:echo@demo.invalid", ""),))).result(
        WAIT_S
    )


def _contacts(window: MainWindow, scene: Scene) -> None:
    fill_people(scene)
    window.lists.contacts_changed()
    window.show_view(View.CONTACTS)
    QApplication.processEvents()


def people(window: MainWindow, scene: Scene) -> None:
    _contacts(window, scene)


def people_several(window: MainWindow, scene: Scene) -> None:
    _contacts(window, scene)
    listed = window.column.contacts.list
    listed.setFocus()
    for number in (1, 2, 4, 7):
        listed.selectionModel().setCurrentIndex(
            listed.rows.index(number), QItemSelectionModel.SelectionFlag.Select
        )


def people_new_group(window: MainWindow, scene: Scene) -> None:
    people_several(window, scene)
    window.column.contacts.group_choice.name.ask()


def people_many_groups(window: MainWindow, scene: Scene) -> None:
    """More than a menu holds; some of those who are selected are in some of them."""
    people_several(window, scene)
    book = scene.store.contact_book
    people = book.listing().ids
    places = ("Санкт-Петербург", "Köln", "Lyon, Villeurbanne et environs", "Haifa")
    for number in range(60):
        name = f"{places[number % 4]} {number}"
        book.set_group(people[number % 5 : 9 : 1 + number % 3], name, True).result(WAIT_S)
    window.lists.contacts_changed()
    window.column.contacts.bar.group_button.click()


def people_found_group(window: MainWindow, scene: Scene) -> None:
    people_many_groups(window, scene)
    window.column.contacts.group_choice.picker.search.setText("k")


def people_none_in_group(window: MainWindow, scene: Scene) -> None:
    _contacts(window, scene)
    window.column.contacts.groups.setCurrentIndex(1)
    window.column.contacts.search.setText("zzz")
    QTest.qWait(400)  # the directory is asked a moment after the last letter


def people_groups(window: MainWindow, scene: Scene) -> None:
    _contacts(window, scene)
    window.pages.show_groups()
    window.pages._groups_page()._ask_name()


def people_no_groups(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.CONTACTS)
    window.pages.show_groups()


def people_duplicates(window: MainWindow, scene: Scene) -> None:
    _contacts(window, scene)
    window.pages.show_duplicates()
    page = window.findChild(DuplicatesPage)
    assert page is not None


def people_merge(window: MainWindow, scene: Scene) -> None:
    _contacts(window, scene)
    found = [each.id for each in scene.store.contact_book.search("karlsson")]
    window.pages.merge_contacts(found)


def people_pick(window: MainWindow, scene: Scene) -> None:
    _contacts(window, scene)
    anna = scene.store.contact_book.search("anna")[0]
    window.pages.merge_with(anna)
    window.pages._picker_page().search.setText("o")


def people_page(window: MainWindow, scene: Scene) -> None:
    _contacts(window, scene)
    window.pages.show_contact(scene.store.contact_book.search("Adele")[0])


def people_form(window: MainWindow, scene: Scene) -> None:
    _contacts(window, scene)
    window.pages.edit_contact(scene.store.contact_book.search("Adele")[0])


def people_form_below(window: MainWindow, scene: Scene) -> None:
    people_form(window, scene)
    form = window.findChild(ContactForm)
    assert form is not None
    QApplication.processEvents()
    form.verticalScrollBar().setValue(form.verticalScrollBar().maximum())
    form.groups.new_button.click()


STEPS: dict[str, Step] = {
    step.__name__: step
    for step in (
        people,
        people_several,
        people_new_group,
        people_many_groups,
        people_found_group,
        people_none_in_group,
        people_groups,
        people_no_groups,
        people_duplicates,
        people_merge,
        people_pick,
        people_page,
        people_form,
        people_form_below,
    )
}
