"""Sound formats by the names that people know."""

import pytest

from softphone.gui.settings.codec_list import CODECS, codec_words
from softphone.gui.words.codec_text import codec_name


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("PCMA/8000", "G.711 A-law"),
        ("pcmu", "G.711 µ-law"),
        ("G722/16000", "G.722"),
        ("speex/16000", "Speex 16 kHz"),
        ("opus/48000", "opus"),
        ("", ""),
    ],
)
def test_a_codec_is_called_as_people_call_it(codec: str, name: str) -> None:
    """Unknown ones as they are called."""
    assert codec_name(codec) == name


def test_what_a_peer_calls_a_codec_is_made_safe() -> None:
    """It stands in one line beside the lock."""
    told = codec_name("\u202eevil\n" + "y" * 500)
    assert len(told) <= 20
    assert told.isprintable()


def test_the_settings_and_the_call_call_a_codec_the_same() -> None:
    """What one chooses is found again on the page of the call."""
    assert [codec_words(codec)[0] for codec in CODECS] == [codec_name(codec) for codec in CODECS]
