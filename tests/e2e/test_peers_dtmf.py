"""Digits in a call with phones of others: as RTP events, as SIP INFO and in the sound."""

from pathlib import Path

import pytest

from softphone.calls.accounts import Account, DtmfMode
from softphone.calls.call_events import DtmfReceived
from tests.support.baresip import Baresip
from tests.support.linphone import Linphone
from tests.support.peer_sound import Sound
from tests.support.speaking_phone import BOBS, LINS, SpeakingPhone, speaking

pytestmark = pytest.mark.timeout(60)

_LOW, _HIGH = (697.0, 770.0, 852.0, 941.0), (1209.0, 1336.0, 1477.0)
_KEYS = ("123", "456", "789", "*0#")
_WINDOW_S = 0.04


def dtmf_in(sound: Sound) -> str:
    """The digits of ITU-T Q.23 in a sound, each as long as it lasts counted once."""
    found = ""
    before = ""
    step = round(_WINDOW_S * sound.rate)
    for at in range(0, len(sound.pcm) - step, step):
        window = Sound(sound.pcm[at : at + step], sound.rate)
        low = max(_LOW, key=window.loudness)
        high = max(_HIGH, key=window.loudness)
        loud = min(window.loudness(low), window.loudness(high)) > 0.05
        key = _KEYS[_LOW.index(low)][_HIGH.index(high)] if loud else ""
        if key and key != before:
            found += key
        before = key
    return found


def account(mode: DtmfMode) -> Account:
    return Account("a", "sip:anna@127.0.0.1", dtmf=mode)


def digits_from(phone: SpeakingPhone, count: int) -> str:
    """The first digits that came."""
    known = 0
    said = ""
    while len(said) < count:
        event = phone.wait_for(DtmfReceived, after=known)
        known = phone.events.index(event, known) + 1
        said += event.digit
    return said


@pytest.mark.parametrize("mode", [DtmfMode.AUTO, DtmfMode.RTP, DtmfMode.INFO])
def test_digits_to_and_from_linphone(mode: DtmfMode, tmp_path: Path) -> None:
    """Both ways, each digit once: as events, and as INFO where both are set so."""
    settings = {
        "sip": {"use_info": int(mode is DtmfMode.INFO), "use_rfc2833": int(mode is not DtmfMode.INFO)}
    }
    with Linphone(tmp_path, tone_hz=LINS, settings=settings) as lin, speaking(tmp_path) as phone:
        phone.use(account(mode))
        phone.call(1, lin.address, "a")
        phone.hears(LINS)
        phone.engine.send_dtmf(1, "1*")
        lin.wait_for("Receiving tone 1")
        lin.wait_for(r"Receiving tone \*")
        lin.tell("7")
        assert digits_from(phone, 1) == "7"
        lin.tell("#")
        assert digits_from(phone, 2) == "7#"
        assert lin.printed.count("Receiving tone") == 2
        phone.end(1)


@pytest.mark.parametrize("mode", [DtmfMode.AUTO, DtmfMode.RTP, DtmfMode.INFO])
def test_digits_to_and_from_baresip(mode: DtmfMode, tmp_path: Path) -> None:
    """Ours as events and as INFO; baresip's as events, which is what it has."""
    with Baresip(tmp_path, tone_hz=BOBS) as bob, speaking(tmp_path) as phone:
        phone.use(account(mode))
        phone.call(1, bob.address, "a")
        phone.hears(BOBS)
        phone.engine.send_dtmf(1, "15")
        bob.wait_for("CALL_DTMF_START")
        first = next(index for index, event in enumerate(bob.events) if event["type"] == "CALL_DTMF_START")
        second = bob.wait_for("CALL_DTMF_START", after=first + 1)
        assert (bob.events[first]["param"], second["param"]) == ("1", "5")
        bob.type("90")
        assert digits_from(phone, 2) == "90"
        phone.end(1)


@pytest.mark.parametrize("peer", [Baresip, Linphone])
def test_digits_in_the_sound(peer: type[Baresip | Linphone], tmp_path: Path) -> None:
    """The other side hears the two tones of each digit, and we do not."""
    with peer(tmp_path, tone_hz=0) as other, speaking(tmp_path, tone_hz=0) as phone:
        phone.use(account(DtmfMode.INBAND))
        phone.call(1, other.address, "a")
        phone.hears()
        begin = other.heard().seconds
        phone.engine.send_dtmf(1, "159#")
        phone.run_for(1.0)
        end = 20
        while len(dtmf_in(other.heard().since(begin))) < 4 and end:
            end -= 1
            phone.run_for(0.2)
        assert dtmf_in(other.heard().since(begin)) == "159#"
        assert dtmf_in(phone.heard()) == ""
        phone.end(1)
