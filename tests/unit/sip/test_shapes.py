import json
from pathlib import Path

import pytest

from softphone.sip.explain_json import to_json
from softphone.sip.explanation import Explanation, Outcome
from softphone.sip.redirect import explain

_RESPONSES = Path(__file__).parents[2] / "data" / "responses"
_NAMES = sorted(path.stem for path in _RESPONSES.glob("*.sip"))
_KEYS = [
    "status",
    "reason",
    "outcome",
    "expect_error",
    "mode",
    "body_text",
    "retry_after",
    "targets",
    "alternatives",
    "info_links",
    "warnings",
    "rejected",
    "ui_warnings",
    "request_uri",
]


@pytest.mark.parametrize("name", _NAMES)
def test_shapes_seen_in_the_wild(name: str) -> None:
    """What phones, proxies and gateways send is explained as written down beside it."""
    expected = json.loads((_RESPONSES / f"{name}.json").read_text(encoding="utf-8"))
    assert to_json(explain((_RESPONSES / f"{name}.sip").read_bytes())) == expected


def test_there_are_shapes() -> None:
    """The data has been found."""
    assert len(_NAMES) > 12


def test_the_json_has_exactly_the_agreed_keys() -> None:
    """Every key is always there; absent values are null or empty lists."""
    empty = to_json(Explanation(None, None, Outcome.DISCARD))
    assert list(empty) == _KEYS
    assert all(value in (None, [], "discard", True) for value in empty.values())


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_error_is_expected_for_fail_and_discard(outcome: Outcome) -> None:
    """expect_error is true for fail and discard only."""
    expected = outcome in {Outcome.FAIL, Outcome.DISCARD}
    assert to_json(Explanation(302, "", outcome))["expect_error"] is expected
