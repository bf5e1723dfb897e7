"""How what was printed is compared with what a case expects: the differences as sentences, none when all is well.

targets       the same number in the same order; of each only the named fields
alternatives  (kind, URI) or (kind, URI, part of the label), the same number in the same order
offered       URIs that stand among targets or alternatives; kinds says URI: kind of either
not_offered   text that is in no URI of targets, alternatives or info_links
label_lacks   what no label holds
body_text     pieces of the quoted text; body_lacks what must not be in it
rejected, warnings   pieces of their values; flags are codes in ui_warnings, unflagged codes that are not
actions       the actions of all emergencies among the alternatives; general_sos whether plain sos is offered
longest_name  the most letters that a display_name_safe may have; first_target the URI offered first
line_in_header whether a header passed on holds the end of a line
anything else equal
"""

import re
from collections.abc import Callable
from typing import Any

Printed = dict[str, Any]


def differences(printed: Printed, expected: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for key, wanted in expected.items():
        compare = _COMPARISONS.get(key)
        if compare is not None:
            found += compare(printed, wanted)
        elif printed[key] != wanted:
            found.append(f"{key}: {printed[key]!r}, not {wanted!r}")
    return found


def _plain(uri: str | None) -> str:
    """A tel URI without its visual separators, which mean nothing (RFC 3966 section 5.1.1)."""
    if uri is None or not uri.lower().startswith("tel:"):
        return uri or ""
    number, *parameters = uri.split(";")
    return ";".join([re.sub(r"[-.() ]", "", number), *parameters])


def _targets(printed: Printed, wanted: list[dict[str, Any]]) -> list[str]:
    got = printed["targets"]
    if len(got) != len(wanted):
        return [f"targets: {[each['uri'] for each in got]!r}, not {[each.get('uri') for each in wanted]!r}"]
    return [
        f"target {number} {key}: {target[key]!r}, not {value!r}"
        for number, (target, fields) in enumerate(zip(got, wanted, strict=True))
        for key, value in fields.items()
        if _normal(key, target[key]) != _normal(key, value)
    ]


def _normal(key: str, value: Any) -> Any:
    """Names of headers have no case, and those left out have no order."""
    if key == "ignored_headers":
        return sorted(name.lower() for name in value or ())
    if key == "honor_headers":
        return {name.lower(): text for name, text in (value or {}).items()}
    return _plain(value) if key in {"uri", "dial_uri"} else value


def _alternatives(printed: Printed, wanted: list[tuple[str, ...]]) -> list[str]:
    got = [(each["kind"], _plain(each["uri"])) for each in printed["alternatives"]]
    expected = [(each[0], _plain(each[1])) for each in wanted]
    if got != expected:
        return [f"alternatives: {got!r}, not {expected!r}"]
    return [
        f"label of {each['uri']}: {each['label']!r} without {label!r}"
        for each, (_, _, *labels) in zip(printed["alternatives"], wanted, strict=True)
        for label in labels
        if label not in (each["label"] or "")
    ]


def _both(printed: Printed) -> list[dict[str, Any]]:
    return [*printed["targets"], *printed["alternatives"]]


def _offered(printed: Printed, wanted: list[str]) -> list[str]:
    got = {_plain(each["uri"]) for each in _both(printed)}
    return [f"not offered: {uri}" for uri in wanted if _plain(uri) not in got]


def _kinds(printed: Printed, wanted: dict[str, str]) -> list[str]:
    got = {(_plain(each["uri"]), each["kind"]) for each in _both(printed)}
    return [f"no {kind}: {uri}" for uri, kind in wanted.items() if (_plain(uri), kind) not in got]


def _not_offered(printed: Printed, unwanted: list[str]) -> list[str]:
    uris = [each["uri"] or "" for each in _both(printed)]
    uris += [each["dial_uri"] or "" for each in printed["targets"]]
    uris += printed["info_links"]
    return [f"offered: {uri} ({text})" for text in unwanted for uri in uris if text.lower() in uri.lower()]


def _actions(printed: Printed, wanted: list[str]) -> list[str]:
    got = [each["action"] for each in printed["alternatives"] if each["kind"] == "emergency"]
    return [] if got == wanted else [f"actions: {got!r}, not {wanted!r}"]


def _general_sos(printed: Printed, wanted: bool) -> list[str]:
    offered = any((each["uri"] or "").lower() == "urn:service:sos" for each in _both(printed))
    return [] if offered is wanted else [f"urn:service:sos offered: {offered}"]


def _longest_name(printed: Printed, most: int) -> list[str]:
    lengths = [len(each["display_name_safe"] or "") for each in printed["targets"]]
    return [f"a name of {length}" for length in lengths if length > most]


def _first_target(printed: Printed, uri: str) -> list[str]:
    first = [each["uri"] for each in printed["targets"][:1]]
    return [] if first == [uri] else [f"first: {first!r}, not {uri!r}"]


def _line_in_header(printed: Printed, wanted: bool) -> list[str]:
    values = [value for each in printed["targets"] for value in each["honor_headers"].values()]
    found = any("\r" in value or "\n" in value for value in values)
    return [] if found is wanted else [f"ends of lines in {values!r}"]


def _label_lacks(printed: Printed, unwanted: list[str]) -> list[str]:
    labels = [each["label"] or "" for each in printed["alternatives"]]
    return [f"label {label!r}" for label in labels if any(text in label for text in unwanted)]


def _pieces(key: str, name: str, *, wanted_in: bool = True) -> Callable[[Printed, list[str]], list[str]]:
    def compare(printed: Printed, pieces: list[str]) -> list[str]:
        value = printed[name]
        texts = [value or ""] if isinstance(value, str | None) else [_text(each) for each in value]
        return [
            f"{key}: {piece!r} {'missing' if wanted_in else 'found'} in {texts!r}"
            for piece in pieces
            if any(piece in text for text in texts) is not wanted_in
        ]

    return compare


def _text(entry: Any) -> str:
    return str(entry["value"]) if isinstance(entry, dict) else str(entry)


_COMPARISONS: dict[str, Callable[[Printed, Any], list[str]]] = {
    "targets": _targets,
    "alternatives": _alternatives,
    "offered": _offered,
    "kinds": _kinds,
    "not_offered": _not_offered,
    "actions": _actions,
    "longest_name": _longest_name,
    "first_target": _first_target,
    "line_in_header": _line_in_header,
    "label_lacks": _label_lacks,
    "general_sos": _general_sos,
    "body_text": _pieces("body_text", "body_text"),
    "body_lacks": _pieces("body_lacks", "body_text", wanted_in=False),
    "rejected": _pieces("rejected", "rejected"),
    "warnings": _pieces("warnings", "warnings"),
    "flags": _pieces("flags", "ui_warnings"),
    "unflagged": _pieces("unflagged", "ui_warnings", wanted_in=False),
}
