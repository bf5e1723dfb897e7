"""Texts of the phone without what nobody else may have: passwords, keys, digits typed in calls, words of messages.

With `people` hidden also without who was called: names and addresses become "person1", "person2", the same for the
same everywhere, so that a course of events can still be followed.
"""

import base64
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import quote

from softphone.gui.wire.blanking import blanked

_BLANK: Final = "..."
_SHORTEST_SECRET: Final = 3
_SHORTEST_NAME: Final = 3
# Anywhere in a line, as a log has them; `blanked` knows them where a SIP message has them.
_AUTHORIZATION: Final = re.compile(
    r"((?:proxy-)?authorization|authentication-info)([\"']?\s*[:=]\s*)(?!Digest\b)[^\r\n]+", re.IGNORECASE
)
_DIGEST: Final = re.compile(
    r"\b(response|cnonce|rspauth|nextnonce)(\s*=\s*)(\"[^\"]*\"?|[^\s,]+)", re.IGNORECASE
)
_NAMED: Final = re.compile(
    r"\b(pass(?:word|wd|phrase)?|secret|pwd|credential|token|ha1)([\"']?\s*[:=]\s*)"
    r"(b?\"[^\"\r\n]*\"|b?'[^'\r\n]*'|[^\s,;)}\]]+)",
    re.IGNORECASE,
)
_IN_URI: Final = re.compile(r"\b((?:sips?|turns?|stuns?|https?):[^\s@:/<>\"]+):[^\s@<>\"]+@", re.IGNORECASE)
_SDES: Final = re.compile(r"(\binline:)[^\s|;\"']+", re.IGNORECASE)
_ICE: Final = re.compile(r"(\ba=ice-pwd:)[^\s\"']+", re.IGNORECASE)
_DIGITS: Final = re.compile(r"(\bSignal\s*=\s*)[0-9A-D*#]", re.IGNORECASE)
_DTMF_BODY: Final = re.compile(
    rb"^content-type[ \t]*:[ \t]*application/dtmf\b(?!-)", re.IGNORECASE | re.MULTILINE
)

_ADDRESS: Final = re.compile(
    r"\b(?:(?P<scheme>sips?|im|pres|xmpp|mailto):)?(?P<user>[^\s@:<>\"'(),;=/]+)(?::[^\s@<>\"]*)?@(?P<host>\[[^\]]*\]|[\w.-]+)",
    re.IGNORECASE,
)
_TEL: Final = re.compile(r"\b(tel|sms):([^\s<>\"',;?]+)", re.IGNORECASE)
_DISPLAY: Final = re.compile(
    r"(\"(?:[^\"\\\r\n]|\\.)*\"|(?<=[:,])[^<\"\r\n,:;]+)(?=\s*<(?:sips?|tel):)", re.IGNORECASE
)
_ADDRESS_OF_HOST: Final = re.compile(r"[\d.]+|\[.*\]")
_TEXT_BODY: Final = re.compile(
    rb"^content-type[ \t]*:[ \t]*(?!application/sdp\b)([\w.+/-]+)", re.IGNORECASE | re.M
)


class Redaction:
    """`secrets` are blanked wherever they stand, however they are written; `people` are names to hide.

    `own_hosts` stay readable, so do numeric addresses: without them nobody could find a fault.
    """

    def __init__(
        self,
        secrets: Iterable[str],
        *,
        hide_people: bool = False,
        people: Iterable[str] = (),
        own_hosts: Iterable[str] = (),
    ) -> None:
        forms = {form for secret in secrets for form in _forms(secret)}
        self._secrets = sorted(forms, key=len, reverse=True)
        self._hide = hide_people
        self._own_hosts = {host.lower() for host in own_hosts if host}
        self._aliases: dict[str, str] = {}
        self._made: set[str] = set()
        self._counts: Counter[str] = Counter()
        # By their first letters: of a hundred thousand names a text has the beginnings of few.
        self._names: dict[str, list[str]] = {}
        for name in {name.strip() for name in people}:
            if len(name) >= _SHORTEST_NAME:
                self._names.setdefault(name[:_SHORTEST_NAME], []).append(name)
        self._home = str(Path.home())

    def text(self, text: str) -> str:
        """A piece of a log, a report or a file of settings."""
        made = _AUTHORIZATION.sub(rf"\1\2{_BLANK}", text)
        made = _DIGEST.sub(rf"\1\2{_BLANK}", made)
        made = _NAMED.sub(rf"\1\2{_BLANK}", made)
        made = _IN_URI.sub(rf"\1:{_BLANK}@", made)
        for pattern in (_SDES, _ICE, _DIGITS):
            made = pattern.sub(rf"\1{_BLANK}", made)
        for secret in self._secrets:
            made = made.replace(secret, _BLANK)
        if len(self._home) > 1:
            made = made.replace(self._home, "~")
        return self._without_people(made) if self._hide else made

    def message(self, raw: bytes) -> str:
        """A SIP message. Bodies that a person wrote are left out, others too when people are hidden."""
        head, gap, body = raw.partition(b"\r\n\r\n")
        kind = _TEXT_BODY.search(head)
        typed = kind is not None and (kind[1].lower().startswith((b"text/", b"message/")))
        said = head[:8].upper().startswith(b"MESSAGE ") or _DTMF_BODY.search(head) is not None
        if body and (typed or said or (self._hide and kind is not None)):
            body = f"[{len(body)} bytes are left out]".encode()
        return self.text(blanked(head + gap + body).decode("utf-8", "backslashreplace"))

    def _without_people(self, text: str) -> str:
        made = _DISPLAY.sub(lambda found: f'"{self._alias(found[1].strip().strip(chr(34)))}"', text)
        made = _ADDRESS.sub(self._hide_address, made)
        made = _TEL.sub(lambda found: f"{found[1]}:{self._alias(found[2])}", made)
        for name in self._names_in(made):
            made = made.replace(name, self._alias(name))
        return made

    def _names_in(self, text: str) -> list[str]:
        """The longest first, so that no part of a name is taken for one."""
        pieces = {text[at : at + _SHORTEST_NAME] for at in range(len(text))} if self._names else set()
        begun = (name for piece in pieces & self._names.keys() for name in self._names[piece])
        found = [name for name in begun if name[-_SHORTEST_NAME:] in pieces and name in text]
        return sorted(found, key=lambda name: (-len(name), name))

    def _hide_address(self, found: re.Match[str]) -> str:
        scheme = f"{found['scheme']}:" if found["scheme"] else ""
        host = found["host"]
        if host.lower() not in self._own_hosts and not _ADDRESS_OF_HOST.fullmatch(host):
            host = self._alias(host.lower(), "host", ".invalid")
        return f"{scheme}{self._alias(found['user'])}@{host}"

    def _alias(self, name: str, kind: str = "person", ending: str = "") -> str:
        if name in self._made:
            return name  # it is one already
        if name not in self._aliases:
            self._counts[kind] += 1
            self._aliases[name] = alias = f"{kind}{self._counts[kind]}{ending}"
            self._made.add(alias)
        return self._aliases[name]


def _forms(secret: str) -> set[str]:
    """How a secret may be written: as it is, in a URI, in JSON, in Base64, in hex."""
    if len(secret) < _SHORTEST_SECRET:
        return set()
    raw = secret.encode("utf-8", "surrogateescape")
    escaped = secret.encode("unicode_escape").decode("ascii")
    quoted = secret.replace("\\", "\\\\").replace('"', '\\"')
    encoded = base64.b64encode(raw).decode("ascii")
    return {
        secret,
        escaped,
        quoted,
        quote(secret, safe="", errors="surrogateescape"),
        encoded.rstrip("="),
        raw.hex(),
    }
