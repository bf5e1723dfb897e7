"""Rules and remembered moves in the settings, and what holds for one person."""

import time
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from softphone.calls.people import Contact, FormerAddress, RememberedMove
from softphone.calls.rules import RedirectPolicy, RuleScope
from softphone.gui.contacts.contact_page import ContactPage
from softphone.gui.contacts.contact_redirects import ContactRedirects
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.look.people_list import RowList
from softphone.gui.settings.move_rows import MoveRows, read_moves
from softphone.gui.settings.moves_part import MovesPart
from softphone.gui.settings.redirects_page import RedirectsPage
from softphone.gui.settings.rules_part import RulesPart
from softphone.gui.settings.settings_list import Section
from tests.gui.house.redirect_scene import fill_redirects
from tests.gui.house.scene import WAIT_S, Scene, fill, find, press_key


def redirects_page(window: MainWindow, qtbot: QtBot) -> RedirectsPage:
    """The page with its moves read."""
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.REDIRECTS)
    page = find(window, RedirectsPage)
    with qtbot.waitSignal(page.moves.loaded):
        page.moves.reload()
    return page


def policies(scene: Scene) -> dict[tuple[RuleScope, str], RedirectPolicy]:
    return {(rule.scope, rule.subject): rule.policy for rule in scene.store.redirect_rules.rules()}


def choose_policy(part: RulesPart, policy: RedirectPolicy) -> None:
    part.policy.setCurrentIndex(list(RedirectPolicy).index(policy))
    part.policy.activated.emit(part.policy.currentIndex())


def test_nothing_yet_is_said(window: MainWindow, qtbot: QtBot) -> None:
    """Without a rule or a move each list has a sentence in its place."""
    page = redirects_page(window, qtbot)
    assert find(page, QLabel, "rules-none").isVisible()
    assert find(page, QLabel, "moves-none").isVisible()
    assert not page.moves.all_button.isVisible()
    assert not page.rules.remove_button.isVisible()


def test_rules_are_listed_with_whom_they_are_about(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """A rule names the person, the domain, the account or the address; the newest stands first."""
    fill_redirects(scene)
    page = redirects_page(window, qtbot)
    assert [row.title for row in page.rules.list.rows.rows] == [
        "someone@sales.example",
        "Calls from me@example.org",
        "Everybody at office.example",
        "Vera Pavlovna",
    ]


def test_rule_is_changed_removed_and_brought_back(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """The box changes the chosen rule, Remove takes it away, Undo brings it back."""
    scene.store.redirect_rules.set(RuleScope.DOMAIN, "office.example", RedirectPolicy.ASK).result(WAIT_S)
    rules = redirects_page(window, qtbot).rules
    with qtbot.waitSignal(window.redirects.rules_changed):
        choose_policy(rules, RedirectPolicy.NEVER)
    about = (RuleScope.DOMAIN, "office.example")
    assert policies(scene) == {about: RedirectPolicy.NEVER}
    with qtbot.waitSignal(window.redirects.rules_changed):
        rules.remove_button.click()
    assert policies(scene) == {}
    assert window.quiet.bar is not None
    with qtbot.waitSignal(window.redirects.rules_changed):
        window.quiet.bar.action.click()
    assert policies(scene) == {about: RedirectPolicy.NEVER}


@pytest.mark.parametrize("typed", ["Office.example", " @office.example "])
def test_rule_for_a_domain(window: MainWindow, scene: Scene, qtbot: QtBot, typed: str) -> None:
    """A domain is typed with or without @, and kept in lower case."""
    rules = redirects_page(window, qtbot).rules
    rules.add_button.click()
    rules.form.domain.setText(typed)
    with qtbot.waitSignal(window.redirects.rules_changed):
        press_key(rules.form.domain, Qt.Key.Key_Return)
    assert policies(scene) == {(RuleScope.DOMAIN, "office.example"): RedirectPolicy.FOLLOW_SAME_DOMAIN}
    assert not rules.form.isVisible()


@pytest.mark.parametrize(
    ("typed", "letter"), [("off ice.example", 3), ("anna@office.example", 0), ("@off ice", 4), ("", None)]
)
def test_wrong_domain_is_shown_at_its_letter(
    window: MainWindow, scene: Scene, qtbot: QtBot, typed: str, letter: int | None
) -> None:
    """What is no domain is marked, and no rule is made."""
    rules = redirects_page(window, qtbot).rules
    rules.add_button.click()
    rules.form.domain.setText(typed)
    rules.form.save_button.click()
    assert find(rules.form, QLabel, "rule-error").isVisible()
    assert rules.form.domain.marked == letter
    assert scene.store.redirect_rules.rules() == ()


def test_rule_for_an_account(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """An account is chosen from those that there are."""
    rules = redirects_page(window, qtbot).rules
    rules.add_button.click()
    rules.form.who.setCurrentIndex(1)
    assert not rules.form.domain.isVisible()
    with qtbot.waitSignal(window.redirects.rules_changed):
        rules.form.save_button.click()
    assert policies(scene) == {(RuleScope.ACCOUNT, "a1"): RedirectPolicy.FOLLOW_SAME_DOMAIN}


def test_moves_of_people_and_strangers(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """People's moves stand first with their names; a search finds by name and by address."""
    fill(scene)
    fill_redirects(scene)
    moves = redirects_page(window, qtbot).moves
    titles = [row.title for row in moves.model.rows]
    assert titles[0] == "anna@old-office.example → anna.k@new-office.example"
    assert moves.model.rows[0].subtitle.startswith("Anna Karlsson, since ")
    assert len(titles) == 8
    moves.search.setText("KARLSSON")
    assert [row.title for row in moves.model.rows] == titles[:1]
    moves.search.setText("new-shop.example")
    assert len(moves.model.rows) == 7
    moves.search.setText("nobody of this name")
    assert find(moves, QLabel, "moves-none").isVisible()


def test_move_of_a_person_is_undone(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Undo gives the contact its old address back, and the list follows."""
    fill(scene)
    moves = redirects_page(window, qtbot).moves
    assert moves.back_button.text() == "Undo the move"
    with qtbot.waitSignals([window.desk.contact_changed, moves.loaded]):
        moves.back_button.click()
    anna = scene.store.contact_book.search("anna")[0]
    assert anna.addresses[0].uri == "sip:anna@old-office.example"
    assert all(line.contact is None for line in moves.model.lines)


def test_move_of_a_stranger_is_forgotten_and_brought_back(
    window: MainWindow, scene: Scene, qtbot: QtBot
) -> None:
    """Forgetting a remembered move can be taken back, with the day it was learnt."""
    kept = RememberedMove(
        0, "sip:a@x.example", "sip:b@y.example", 301, datetime(2026, 3, 1, tzinfo=UTC), None
    )
    scene.store.contact_book.remember_move(
        old_uri=kept.old_uri,
        new_uri=kept.new_uri,
        status=kept.status,
        learned_at=kept.learned_at,
        expires_at=None,
    ).result(WAIT_S)
    moves = redirects_page(window, qtbot).moves
    with qtbot.waitSignal(moves.loaded):
        press_key(moves.list, Qt.Key.Key_Delete)
    assert scene.store.contact_book.remembered_moves() == ()
    assert window.quiet.bar is not None
    with qtbot.waitSignal(moves.loaded):
        window.quiet.bar.action.click()
    (back,) = scene.store.contact_book.remembered_moves()
    assert (back.old_uri, back.new_uri, back.learned_at) == (kept.old_uri, kept.new_uri, kept.learned_at)


def test_forget_all_asks_first(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Forget all asks in place, leaves people's moves, and can be taken back."""
    fill(scene)
    fill_redirects(scene)
    before = {(move.old_uri, move.new_uri) for move in scene.store.contact_book.remembered_moves()}
    moves = redirects_page(window, qtbot).moves
    moves.all_button.click()
    assert moves.confirm.isVisible()
    assert moves.confirm_no.hasFocus()
    moves.confirm_no.click()
    assert len(scene.store.contact_book.remembered_moves()) == 7
    moves.all_button.click()
    with qtbot.waitSignal(moves.loaded):
        moves.confirm_yes.click()
    assert [line.contact.name for line in moves.model.lines if line.contact] == ["Anna Karlsson"]
    assert scene.store.contact_book.remembered_moves() == ()
    assert window.quiet.bar is not None
    with qtbot.waitSignal(moves.loaded):
        window.quiet.bar.action.click()
    after = {(move.old_uri, move.new_uri) for move in scene.store.contact_book.remembered_moves()}
    assert after == before


class ManyMoves:
    """A book with thousands of moves, for `read_moves`."""

    def __init__(self, number: int) -> None:
        now = datetime.now(UTC)
        self._people = tuple(
            Contact(
                id=each,
                name=f"Person {each}",
                former=(FormerAddress(each, f"sip:{each}@old.example", f"sip:{each}@new.example", 301, now),),
            )
            for each in range(number // 2)
        )
        self._moves = tuple(
            RememberedMove(each, f"sip:{each}@x.example", f"sip:{each}@y.example", 301, now)
            for each in range(number // 2)
        )

    def moved(self) -> tuple[Contact, ...]:
        return self._people

    def remembered_moves(self) -> tuple[RememberedMove, ...]:
        return self._moves


def test_ten_thousand_moves_open_quickly(window: MainWindow, qtbot: QtBot) -> None:
    """Ten thousand moves are shown without making ten thousand rows, and searched while one types."""
    lines = read_moves(ManyMoves(10_000))  # type: ignore[arg-type]  # the two methods that are used
    model = MoveRows()
    shown = RowList(object_name="many", accessible_name="Many", rows=model)
    qtbot.addWidget(shown)
    shown.setUniformItemSizes(True)
    shown.resize(600, 400)
    with qtbot.waitExposed(shown):
        shown.show()
    begun = time.monotonic()
    model.show_lines(lines)
    shown.grab()
    taken = time.monotonic() - begun
    assert model.rowCount() == 10_000
    assert taken < 1.0, f"{taken:.3f} s"  # some 20 ms here; a row each would take seconds


def test_person_has_a_rule(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """The contact's page sets a rule for the person, and goes back to what holds for everybody."""
    vera = scene.person("Vera", ("sip:vera@office.example", ""))
    window.show_view(View.CONTACTS)
    window.pages.show_contact(vera)
    part = find(find(window, ContactPage), ContactRedirects)
    assert part.policy.currentText() == "As for everybody"
    with qtbot.waitSignal(window.redirects.rules_changed):
        part.policy.setCurrentIndex(1 + list(RedirectPolicy).index(RedirectPolicy.NEVER))
        part.policy.activated.emit(part.policy.currentIndex())
    assert policies(scene) == {(RuleScope.CONTACT, str(vera.id)): RedirectPolicy.NEVER}
    with qtbot.waitSignal(window.redirects.rules_changed):
        part.policy.setCurrentIndex(0)
        part.policy.activated.emit(0)
    assert policies(scene) == {}


def test_the_store_may_be_gone(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """When nothing can be read the page stands all the same and the window says so."""
    scene.store.close()
    window.pages.show_section(Section.REDIRECTS)
    moves = find(window, MovesPart)
    qtbot.waitUntil(lambda: window.banners.shown("failed") is not None, timeout=WAIT_S * 1000)
    assert moves.isVisible()
    window.pages.show_section(Section.DIVERTING)
    assert find(window, QAbstractButton, "diverting-empty-action").isVisible()
