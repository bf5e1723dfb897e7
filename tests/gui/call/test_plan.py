"""What a card decides to show, without any widget."""

import pytest
from PySide6.QtWidgets import QApplication

from softphone.calls.offer import Action, RedirectOffer
from softphone.gui.card.plan import Layout, actions, chosen_first, leading_row, plan
from softphone.gui.card.stations import stations
from softphone.sip.explanation import Kind, Notable
from tests.gui.call import samples

pytestmark = pytest.mark.usefixtures("qapp")


def lead(offer: RedirectOffer) -> Action | None:
    return next((item.action for item in actions(offer, chosen_first(offer)) if item.leads), None)


def test_update_and_call_leads_when_nothing_is_notable(qapp: QApplication) -> None:
    """A plain 301 for a known contact offers update & call first, then once, then only."""
    offered = actions(samples.MOVED, samples.MOVED.options[0])
    assert [item.action for item in offered] == [Action.SAVE_AND_CALL, Action.CALL, Action.SAVE_ONLY]
    assert lead(samples.MOVED) is Action.SAVE_AND_CALL


def test_call_once_leads_when_something_is_notable() -> None:
    """A 301 with a look-alike name leads with calling once."""
    assert lead(samples.MOVED_NOTABLE) is Action.CALL
    assert actions(samples.MOVED_NOTABLE, samples.MOVED_NOTABLE.options[0])[0].action is Action.CALL


@pytest.mark.parametrize("notable", [item for item in Notable if item is not Notable.EMERGENCY])
def test_any_notable_point_of_the_answer_takes_the_lead_from_saving(notable: Notable) -> None:
    """What is notable about the answer as a whole counts like what is notable about its target."""
    offer = samples.offer(301, samples.option(saveable=True), notable=(notable,))
    assert lead(offer) is Action.CALL


def test_only_a_301_offers_to_save() -> None:
    """302, 305, 300 and 380 never offer to write the address book."""
    for offer in (samples.TEMPORARY, samples.PROXY, samples.CHOICES, samples.DESK):
        assert all(item.action is Action.CALL for option in offer.options for item in actions(offer, option))


def test_name_is_asked_for_only_when_nobody_has_the_old_address() -> None:
    """A 301 of a stranger asks for a name, that of a contact does not."""
    assert plan(samples.MOVED_NOBODY).ask_name
    assert not plan(samples.MOVED).ask_name


def test_a_mailbox_is_called_a_mailbox_and_its_row_says_when_it_answers() -> None:
    """Nobody is "at another address" in a mailbox; the picture shows it although a row has the button."""
    mailbox = samples.option(kind=Kind.VOICEMAIL, voicemail_cause=486)
    offer = samples.offer(302, mailbox)
    made = plan(offer)
    assert (made.layout, made.headline) == (Layout.ROWS, "A mailbox takes the call to Anna Karlsson")
    assert stations(offer, None, "sip:me@example.org")[-1].caption == "VOICEMAIL"


def test_what_has_failed_is_no_choice_any_more() -> None:
    """The picture counts what is left."""
    rows = (samples.option(1, failed_status=486), samples.option(2), samples.option(3))
    assert stations(samples.offer(300, *rows), None, "")[-1].text.startswith("2 ")


def test_several_new_addresses_are_a_list_to_choose_from() -> None:
    """A 301 with several addresses selects the first that can be saved."""
    assert plan(samples.MOVED_SEVERAL).layout is Layout.SELECT
    chosen = chosen_first(samples.MOVED_SEVERAL)
    assert chosen is not None and chosen.number == 1


def test_no_row_leads_when_the_first_is_notable_or_an_emergency() -> None:
    """Enter takes nothing by habit: neither an emergency nor a last resort is filled."""
    assert leading_row(samples.EMERGENCY_CALLABLE) is None
    last = samples.offer(300, samples.option(notable=(Notable.LAST_RESORT,)))
    assert leading_row(last) is None
    first = leading_row(samples.DESK)
    assert first is not None and first.number == 1


def test_emergency_that_cannot_be_called_sends_to_a_telephone() -> None:
    """An emergency service without a SIP address is explained, not offered."""
    made = plan(samples.EMERGENCY)
    assert "telephone" in made.sentence
    assert made.tone.value == "danger"


def test_failed_targets_are_named_with_their_status() -> None:
    """After a failed target the card says how many did not answer and with what."""
    said = plan(samples.FAILED_ONE).after_failure
    assert said.startswith("2") and "486 Busy Here" in said


def test_route_shows_every_hop_with_its_code_and_strikes_what_is_gone() -> None:
    """The picture goes from you over each hop to the new address; only a 301 is struck through."""
    made = stations(samples.MOVED_CHAIN, samples.MOVED_CHAIN.options[0], "sip:me@example.org")
    assert [item.text for item in made] == [
        "me@example.org",
        "anna@old-office.example",
        "anna@middle.example",
        "anna@later.example",
        "anna.k@new-office.example",
    ]
    assert [item.role for item in made] == ["", "old", "", "old", "positive"]
    assert "301" in made[1].caption and "302" in made[2].caption


def test_route_of_a_proxy_ends_at_the_same_address() -> None:
    """A 305 goes through the proxy to the address that was dialled."""
    made = stations(samples.PROXY, samples.PROXY.options[0], "")
    assert [item.text for item in made][1:] == [
        "anna@old-office.example",
        "edge.provider.example",
        "anna@old-office.example",
    ]


def test_look_alike_target_is_shown_as_danger() -> None:
    """The box of a look-alike address is not green."""
    made = stations(samples.MOVED_NOTABLE, samples.MOVED_NOTABLE.options[0], "")
    assert made[-1].role == "danger"
