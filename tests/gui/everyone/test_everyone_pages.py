"""Every page as a screen reader, a keyboard, large letters and another language meet it."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from tests.gui.everyone.survey import NARROW, WIDE, Found, Plan, found_in
from tests.support.accessibility import desktop, missing

ROOT = Path(__file__).resolve().parents[3]
PARTS = 4
# One of each kind: lists, forms, cards, a call, banners, a conversation.
KINDS = (
    "contact_form",
    "contact",
    "history",
    "history_filter",
    "conversation",
    "account_groups",
    "wizard",
    "certificate_second",
    "divert_form",
    "redirects_add",
    "settings-sound",
    "settings-calls",
    "diagnostics_log",
    "unwell",
    "banners",
    "four-calls",
    "call-301",
    "call-301-link-response",
    "call-380-ways",
    "call-failed-486-link-explain",
    "call-incoming",
    "call-talk-four",
    "call-talk-poor-quality-details",
    "call-diverted",
    "directory_page",
    "long_contact",
    "news",
)

# Where Russian words, which are longer, stand beside each other.
RUSSIAN = (
    *("people_duplicates", "people_form", "people_page", "people_none_in_group"),
    *("import_table", "import_report", "books_conflicts", "keeping_asked", "account_form", "about"),
    *("call-380", "call-long", "call-ended", "call-talk-two", "call-talk-conference", "call-talk-recording"),
)

pytestmark = pytest.mark.skipif(
    bool(missing()), reason=f"no accessibility bus here: {', '.join(missing())} is missing"
)


def surveyed(tmp_path: Path, **wanted: object) -> list[Found]:
    """What a survey in a window of its own, on a screen and a bus of its own, has found."""
    plan = msgspec.convert({"out": str(tmp_path / "out"), **wanted}, Plan, strict=False)
    assert plan.pages()
    file = tmp_path / "plan.json"
    file.write_bytes(msgspec.json.encode(plan))
    with desktop(tmp_path / "desktop") as environment:
        done = subprocess.run(
            [sys.executable, "-m", "tests.gui.everyone.survey", str(file)],
            env={**environment, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    found = found_in(tmp_path / "out")
    assert [each.page for each in found] == plan.pages()
    return found


def listed(found: list[Found]) -> list[str]:
    return [f"{each.page}: {what}" for each in found for what in each.findings]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_can_be_heard_and_is_translated(tmp_path: Path, part: int) -> None:
    """On the accessibility bus each control has a role and a name of its own, and no word is in English only."""
    checks = ("tree", "names", "words", "cut")
    found = surveyed(tmp_path, language="xx", checks=checks, widths=(WIDE,), part=part, parts=PARTS)
    assert listed(found) == []


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("language", "scheme", "more"), [("ru", "dark", RUSSIAN), ("xr", "light", ())], ids=["ru", "xr"]
)
def test_letters_twice_as_large_are_whole_in_a_narrow_window(
    tmp_path: Path, language: str, scheme: str, more: tuple[str, ...]
) -> None:
    """Nothing is cut without being whole elsewhere, nothing leaves the window, and all stands out from its ground."""
    found = surveyed(
        tmp_path,
        language=language,
        scheme=scheme,
        scale=2.0,
        widths=(NARROW,),
        checks=("cut", "pale"),
        names=KINDS + more,
        exact=True,
    )
    assert listed(found) == []


@pytest.mark.timeout(300)
def test_the_keyboard_comes_everywhere_and_can_be_seen_there(tmp_path: Path) -> None:
    """Tab goes around each page without a trap, leaves nothing out, and what has the focus looks so."""
    assert listed(surveyed(tmp_path, checks=("keys",), names=KINDS, exact=True)) == []
