"""Goes through pages in a process of its own and writes what it finds: ``python -m tests.gui.everyone.survey PLAN``.

PLAN is a file with a `Plan` in JSON. For each page there is one line in `findings.jsonl`, and what else was asked for.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

import msgspec
from PySide6.QtWidgets import QApplication

from softphone.calls.settings import Language
from softphone.gui.frame.window import MainWindow
from softphone.gui.i18n import install_language
from softphone.gui.look.theme import Theme, apply_theme
from tests.gui.everyone.colours import pale
from tests.gui.everyone.findings import cut, unnamed, unspoken
from tests.gui.everyone.keyboard import hindrances
from tests.gui.everyone.pages import Stage, all_pages, settle
from tests.gui.everyone.reading import Reading
from tests.gui.everyone.words import untranslated
from tests.support.accessibility import Node

Check = Literal["tree", "names", "cut", "pale", "keys", "words"]
HEIGHT = 680
WIDE, NARROW = 1080, 420
_REST_MS = 400


class Plan(msgspec.Struct, frozen=True):
    """What to look at and how. `names` are parts of the names of pages; none means all of them.

    `part` of `parts` takes every so-manieth page. `scale` is that of the letters.
    """

    out: str
    language: str = "en"
    scheme: str = "light"
    scale: float = 1.0
    widths: tuple[int, ...] = (WIDE,)
    checks: tuple[Check, ...] = ()
    names: tuple[str, ...] = ()
    exact: bool = False
    part: int = 0
    parts: int = 1
    pictures: bool = False
    trees: bool = False

    def pages(self) -> list[str]:
        def wanted(name: str) -> bool:
            if self.exact:
                return name in self.names
            return not self.names or any(part in name for part in self.names)

        return [name for name in all_pages() if wanted(name)][self.part :: self.parts]


class Found(msgspec.Struct, frozen=True):
    page: str
    findings: tuple[str, ...]


def _look(name: str, window: MainWindow, plan: Plan, reading: Reading | None) -> Iterator[str]:
    out = Path(plan.out)
    for width in plan.widths:
        window.resize(width, HEIGHT)
        settle(40)
        stem = f"{name}-{width}-{plan.scheme}-{plan.language}-{round(plan.scale * 100)}"
        picture = window.grab() if plan.pictures or "pale" in plan.checks else None
        if picture is not None and plan.pictures:
            picture.save(str(out / f"{stem}.png"))
        if reading is not None:
            tree = reading.tree()
            if plan.trees:
                (out / f"{stem}.txt").write_text(tree.text() + "\n", encoding="utf-8")
            if "tree" in plan.checks:
                yield from _unspoken_at_rest(tree, reading)
        if "cut" in plan.checks:
            yield from (f"{width} px: {each}" for each in _cut_at_rest(window))
        if "pale" in plan.checks and picture is not None:
            yield from (f"{width} px: {each}" for each in pale(window, picture.toImage()))
    if "names" in plan.checks:
        yield from unnamed(window)
    if "words" in plan.checks:
        yield from untranslated(window)
    if "keys" in plan.checks:
        yield from hindrances(window)


def _unspoken_at_rest(tree: Node, reading: Reading) -> list[str]:
    """What has no name, also when it is asked again: a list may have got other lines between two questions."""
    found = list(unspoken(tree))
    if found:
        settle(_REST_MS)
        found = list(unspoken(reading.tree()))
    return found


def _cut_at_rest(window: MainWindow) -> list[str]:
    """What is cut when all layouts have come to rest, which on a busy machine takes longer."""
    found = list(cut(window))
    if found:
        settle(_REST_MS)
        found = list(cut(window))
    return found


def dressed(language: str, scheme: str, scale: float) -> QApplication:
    """The application in this language, these colours and letters."""
    app = QApplication(["survey"])
    font = app.font()
    font.setPointSizeF(font.pointSizeF() * scale)
    app.setFont(font)
    apply_theme(app)
    Theme.current().set_scheme("dark" if scheme == "dark" else "light")
    install_language(app, Language(language))
    return app


def survey(plan: Plan) -> None:
    app = dressed(plan.language, plan.scheme, plan.scale)
    out = Path(plan.out)
    out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as closing:
        folder = closing.enter_context(tempfile.TemporaryDirectory())
        stage = Stage(Path(folder), Language(plan.language))
        reading = None
        if plan.trees or "tree" in plan.checks:
            reading = Reading()
            closing.callback(reading.close)
        report = closing.enter_context((out / "findings.jsonl").open("ab"))
        for name in plan.pages():
            with stage.open(name, (plan.widths[0], HEIGHT)) as window:
                found = Found(name, tuple(dict.fromkeys(_look(name, window, plan, reading))))
            report.write(msgspec.json.encode(found) + b"\n")
            report.flush()
    app.processEvents()


def found_in(out: Path) -> list[Found]:
    """What surveys into this folder have found."""
    path = out / "findings.jsonl"
    return [msgspec.json.decode(line, type=Found) for line in path.read_bytes().splitlines()]


def main(arguments: Sequence[str]) -> None:
    survey(msgspec.json.decode(Path(arguments[0]).read_bytes(), type=Plan))


if __name__ == "__main__":
    main(sys.argv[1:])
