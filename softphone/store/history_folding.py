"""Names and addresses of the history as they are looked for: the way contacts are, see `search_form`."""

from typing import Final

from softphone.store.columns import bounded

_LONGEST: Final = 600  # of one name and one address; as much again of how the name sounds


def party_fold(name: str, uri: str) -> str:
    """What the words of `search_terms` are looked for in."""
    from softphone.store.search_form import sounds_of, spelling_of  # noqa: PLC0415 -- the first call or search loads it

    return bounded(spelling_of(name, "", (uri,)), _LONGEST) + bounded(sounds_of(name), _LONGEST)


def search_terms(text: str) -> tuple[tuple[str, ...], ...]:
    """What has to stand in the folded text of a party: of each group one."""
    from softphone.store.search_form import words_of  # noqa: PLC0415 -- as above

    return tuple((word.form, *((word.else_,) if word.else_ else ()), *word.sounds) for word in words_of(text))
