"""The documents say what is: links lead somewhere, commands exist, the diagram is the table's."""

import re
from pathlib import Path

import pytest

from softphone.calls import attempt

ROOT = Path(__file__).parents[2]
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")),
)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_to_files_of_the_project(name: str) -> None:
    """Every relative link and picture of a document is there."""
    text = (ROOT / name).read_text()
    for target in re.findall(r'\]\(([^)#]+)\)|src(?:set)?="([^"]+)"', text):
        link = target[0] or target[1]
        assert (ROOT / name).parent.joinpath(link).exists(), link


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_of_the_code_that_are_named_exist(name: str) -> None:
    """A document that says `name.py` or `test_name` names a file of the project."""
    there = {
        path.name for place in ("softphone", "tests", "packaging") for path in (ROOT / place).rglob("*.py")
    }
    named = set(re.findall(r"`(?:[a-z0-9_]+/)*([a-z0-9_]+\.py)`", (ROOT / name).read_text()))
    tests = set(re.findall(r"`(?:tests/[a-z0-9]+/)?(test_[a-z0-9_]+)(?:\.py)?`", (ROOT / name).read_text()))
    assert named | {f"{test}.py" for test in tests} <= there


@pytest.mark.parametrize("name", DOCUMENTS)
def test_make_commands_that_are_named_exist(name: str) -> None:
    """A document that says `make word` names a word of the Makefile."""
    words = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", (ROOT / name).read_text(), re.MULTILINE))
    assert named <= words


def test_the_diagram_of_an_attempt_is_printed_from_its_table() -> None:
    """docs/architecture.md shows the state table as it is."""
    assert attempt.diagram().strip() in (ROOT / "docs/architecture.md").read_text()
