"""Responses written from the rules alone: `softphone explain --json` prints what the rules say."""

import contextlib
import io
import json
from collections import defaultdict
from pathlib import Path

import pytest

from softphone.__main__ import main
from tests.data.unseen import TABLES
from tests.data.unseen.case import Case
from tests.data.unseen.compare import Printed, differences

_WORST = {"offer": 0, "inform": 0, "fail": 1, "discard": 2}


def _explain(cases: list[Case], options: list[str], folder: Path) -> list[Printed]:
    """What the command prints for many files in one call; its exit status is that of the worst."""
    files = []
    for number, each in enumerate(cases):
        file = folder / f"{number}.sip"
        file.write_bytes(each.raw)
        files.append(str(file))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        status = main(["explain", "--json", *options, *files])
    lines: list[Printed] = [json.loads(line) for line in printed.getvalue().splitlines()]
    assert [line["file"] for line in lines] == files
    assert status == max(_WORST[line["outcome"]] for line in lines)
    return lines


@pytest.mark.parametrize("table", TABLES)
def test_every_response_of_a_table_is_explained_as_the_rules_say(table: str, tmp_path: Path) -> None:
    """A table of responses: targets, alternatives, refusals and texts are those that the rules determine."""
    groups: defaultdict[tuple[str, ...], list[Case]] = defaultdict(list)
    for each in TABLES[table]:
        options = ["--transport", each.transport] if each.transport else []
        options += ["--request-uri", each.dialled] if each.dialled else []
        groups[tuple(options)].append(each)
    found: dict[str, list[str]] = {}
    for group, cases in groups.items():
        for each, printed in zip(cases, _explain(cases, list(group), tmp_path), strict=True):
            if wrong := differences(printed, each.expected):
                found[f"{each.name} {each.rules}"] = wrong
    assert found == {}
