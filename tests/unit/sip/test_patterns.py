"""Regular expressions of the readers."""

from pathlib import Path

import softphone.sip


def test_no_pattern_has_a_possessive_group() -> None:
    """`(…)*+` is matched wrongly by Python up to 3.11.4 (Debian 12 has 3.11.2); of single characters it is sound."""
    root = Path(next(iter(softphone.sip.__path__)))
    found = [
        path.name
        for path in root.rglob("*.py")
        if any(sign in path.read_text() for sign in (")*+", ")++", ")?+", "(?>"))
    ]
    assert found == []
