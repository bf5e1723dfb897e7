"""Failures that the engine tells, in the person's language."""

import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import softphone.engine
from softphone.calls.settings import Language
from softphone.gui.i18n import install_language
from softphone.gui.words.engine_text import SENTENCES, engine_text

_ENGINE = Path(next(iter(softphone.engine.__path__)))
# Whose sentences come to the window.
_TELL = (
    "reach/server_probe.py",
    "reach/find_servers.py",
    "reach/network_test.py",
    "sound/device_test.py",
    "sound/bridge.py",
    "sound/files.py",
    "sound/recording.py",
    "transports.py",
)
_STARTS_A_SENTENCE = 4  # words, at least


def _said() -> set[str]:
    """What those modules can say, with x for what is put in."""
    found: set[str] = set()
    for name in _TELL:
        tree = ast.parse((_ENGINE / name).read_text(encoding="utf-8"))
        inside = {
            id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
        }
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if id(node) in inside or id(node) in docstrings:
                continue
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = (part.value if isinstance(part, ast.Constant) else "x" for part in node.values)
                found.add("".join(map(str, parts)))
    return {text for text in found if len(text.split()) >= _STARTS_A_SENTENCE and text[-1] in ".x"}


@pytest.fixture
def russian(qapp: QApplication) -> object:
    install_language(qapp, Language.RUSSIAN)
    yield
    install_language(qapp, Language.ENGLISH)


@pytest.mark.usefixtures("russian")
def test_whatever_the_engine_says_is_translated() -> None:
    """A sentence of the engine that comes to the window is not shown in English to a Russian."""
    said = _said()
    assert len(said) > 20
    assert not [text for text in said if engine_text(text) == text]


@pytest.mark.usefixtures("russian")
def test_what_was_put_in_stays() -> None:
    """Names, addresses and the words of the system stay as they are; an unknown sentence too."""
    assert "turn.example:3478 (UDP)" in engine_text("Nothing listens at turn.example:3478 (UDP).")
    braces = engine_text("{x}:1 cannot be reached: {why}.")
    assert "{x}:1" in braces
    assert "{why}" in braces
    assert engine_text("Something new.") == "Something new."


def test_english_is_as_it_was_said(qapp: QApplication) -> None:
    """Without a translation nothing changes."""
    install_language(qapp, Language.ENGLISH)
    for sentence in SENTENCES:
        assert engine_text(sentence) == sentence
