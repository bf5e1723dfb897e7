"""The answer to a challenge (RFC 7616, RFC 3261 section 22.4), for requests that the library sends without credentials.

The library answers challenges of calls and registrations by itself, and none of other requests.
"""

import hashlib
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from softphone.engine.message import headers_of, is_one_line

_PARAMETER = re.compile(r'(?<![A-Za-z0-9-])([A-Za-z0-9-]{1,32})[ \t]*=[ \t]*("(?:[^"\\]|\\.)*"|[^\s,"]+)')
_HASHES = {"md5": hashlib.md5, "sha-256": hashlib.sha256}
_STRENGTH = ("sha-256", "md5")
_ANSWERS = {401: (b"www-authenticate", "Authorization"), 407: (b"proxy-authenticate", "Proxy-Authorization")}


@dataclass(frozen=True, slots=True)
class Credentials:
    user: str
    password: str

    def __repr__(self) -> str:
        """Without the password: a representation ends in logs."""
        return f"Credentials(user={self.user!r})"


def answer_to(
    challenge: bytes, status: int, credentials: Credentials, method: str, request_uri: str
) -> tuple[str, str] | None:
    """The header that answers the strongest challenge that can be, None if none can or `status` is no challenge.

    A server that asks for MD5 besides does so for those who know nothing better (RFC 8760 section 2.4).
    """
    if status not in _ANSWERS:
        return None
    asked_in, answered_in = _ANSWERS[status]
    for parameters in sorted(_challenges(challenge, asked_in), key=weakness_of):
        if can_be_answered(parameters):
            value = _digest(parameters, credentials, method, request_uri)
            return (answered_in, value) if is_one_line(value) else None
    return None


def is_beyond_us(challenge: bytes, status: int) -> bool:
    """Whether there are challenges, and all ask for what this phone does not know: no password would do."""
    asked = tuple(_challenges(challenge, _ANSWERS.get(status, (b"", ""))[0]))
    return bool(asked) and not any(can_be_answered(parameters) for parameters in asked)


def is_stale(challenge: bytes, status: int) -> bool:
    """Whether the server only wants a newer nonce."""
    asked_in = _ANSWERS.get(status, (b"", ""))[0]
    return any(each.get("stale", "").lower() == "true" for each in _challenges(challenge, asked_in))


def can_be_answered(parameters: dict[str, str]) -> bool:
    """Whether a challenge is one that this phone knows an answer to."""
    offered = _offered(parameters)
    can = _algorithm(parameters) in _HASHES and (not offered or "auth" in offered)
    return can and parameters.get("realm") is not None and bool(parameters.get("nonce"))


def _algorithm(parameters: dict[str, str]) -> str:
    return parameters.get("algorithm", "MD5").lower()


def _offered(parameters: dict[str, str]) -> list[str]:
    return [each.strip().lower() for each in parameters.get("qop", "").split(",") if each.strip()]


def parameters_of(value: bytes) -> dict[str, str]:
    """The parameters of a Digest challenge, by their names in lower case; of two with one name the last."""
    text = value.decode("utf-8", "replace")
    return {key.lower(): _unquoted(parameter) for key, parameter in _PARAMETER.findall(text)}


def weakness_of(parameters: dict[str, str]) -> int:
    """The order of challenges, the strongest algorithm first."""
    algorithm = _algorithm(parameters)
    return _STRENGTH.index(algorithm) if algorithm in _STRENGTH else len(_STRENGTH)


def _challenges(raw: bytes, name: bytes) -> Iterator[dict[str, str]]:
    for value in headers_of(raw, name):
        scheme, _, rest = value.partition(b" ")
        if scheme.lower() == b"digest":
            yield parameters_of(rest)


def _digest(asked: dict[str, str], credentials: Credentials, method: str, uri: str) -> str:
    make_hash = _HASHES[_algorithm(asked)]

    def hashed(*parts: str) -> str:
        return make_hash(":".join(parts).encode(), usedforsecurity=False).hexdigest()

    realm, nonce = asked["realm"], asked["nonce"]
    secret = hashed(credentials.user, realm, credentials.password)
    request = hashed(method, uri)
    parts = [("username", credentials.user), ("realm", realm), ("nonce", nonce), ("uri", uri)]
    tail = ""
    if _offered(asked):
        cnonce = secrets.token_hex(16)
        parts += [
            ("response", hashed(secret, nonce, "00000001", cnonce, "auth", request)),
            ("cnonce", cnonce),
        ]
        tail = ", qop=auth, nc=00000001"
    else:
        parts.append(("response", hashed(secret, nonce, request)))
    if "opaque" in asked:
        parts.append(("opaque", asked["opaque"]))
    if "algorithm" in asked:
        tail += f", algorithm={asked['algorithm']}"
    return "Digest " + ", ".join(f"{name}={_quoted(value)}" for name, value in parts) + tail


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL) if text.startswith('"') else text
