"""What is written in SQL, held to every Python that the phone runs with."""

import re
from pathlib import Path

STORE = Path(__file__).parents[3] / "softphone" / "store"


def test_values_have_names_or_places_but_no_numbers() -> None:
    """Python 3.12 warns of `?1` with a sequence of values, and later ones refuse it."""
    numbered = re.compile(r"[\"' (]\?[0-9]")
    found = [path.name for path in STORE.glob("*.py") if numbered.search(path.read_text())]
    assert found == []
