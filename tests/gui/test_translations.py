"""The catalogues: complete, up to date with the sources, and compiled."""

import ast
import importlib.util
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOGUES = ROOT / "resources" / "translations"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def messages(path: Path) -> set[tuple[str, str]]:
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in ET.parse(path).getroot().iter("context")  # noqa: S314 -- our own file
        for message in context.iter("message")
    }


@pytest.mark.parametrize("language", ["en", "ru"])
def test_up_to_date(tool: ModuleType, tmp_path: Path, language: str) -> None:
    """lupdate finds no text that the catalogue does not have, and the catalogue none that is gone."""
    name = f"softphone_{language}.ts"
    tool.update(tmp_path)
    assert messages(tmp_path / name) == messages(CATALOGUES / name)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_nothing_unfinished(language: str) -> None:
    """Every text has a translation."""
    root = ET.parse(CATALOGUES / f"softphone_{language}.ts").getroot()  # noqa: S314 -- our own file
    for message in root.iter("message"):
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, message.findtext("source")
        forms = [form.text for form in translation.iter("numerusform")] or [translation.text]
        assert all(forms), message.findtext("source")


def test_placeholders_are_kept() -> None:
    """A translation has exactly the placeholders of its source."""
    root = ET.parse(CATALOGUES / "softphone_ru.ts").getroot()  # noqa: S314 -- our own file
    for message in root.iter("message"):
        source = message.findtext("source", "")
        translation = message.find("translation")
        assert translation is not None
        wanted = sorted(re.findall(r"\{\w+\}|%n", source))
        for text in [form.text for form in translation.iter("numerusform")] or [translation.text]:
            assert sorted(re.findall(r"\{\w+\}|%n", text or "")) == wanted, source


def test_no_text_hides_from_the_translators() -> None:
    """lupdate does not look into f-strings: no text is translated inside of one."""
    hidden = []
    for path in (ROOT / "softphone" / "gui").rglob("*.py"):
        for outer in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(outer, ast.JoinedStr):
                calls = (node for node in ast.walk(outer) if isinstance(node, ast.Call))
                hidden += [
                    f"{path.name}:{call.lineno}"
                    for call in calls
                    if isinstance(call.func, ast.Attribute) and call.func.attr in ("tr", "translate")
                ]
    assert not hidden


def test_compiled(tool: ModuleType, tmp_path: Path) -> None:
    """The .qm files are what the .ts files compile to."""
    tool.compile_catalogues(CATALOGUES, tmp_path)
    for language in tool.LANGUAGES:
        name = f"softphone_{language}.qm"
        assert (tmp_path / name).read_bytes() == (CATALOGUES / name).read_bytes(), name
