"""Which password a server asks for, and the answer to a digest challenge (RFC 7616, and RFC 2617 before it)."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import Final

_MOST: Final = 8192
_SCHEME: Final = re.compile(r"(?:^|,)\s*(basic|digest)\s", re.IGNORECASE)
_PARAMETER: Final = re.compile(r'([a-zA-Z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))')
_HASHES: Final = {"md5": hashlib.md5, "sha-256": hashlib.sha256}


@dataclass(frozen=True, slots=True)
class Challenge:
    """`basic`: the password itself is wanted; the rest is of digest."""

    basic: bool
    realm: str = ""
    nonce: str = ""
    algorithm: str = "MD5"
    opaque: str | None = None
    qop: bool = False
    stale: bool = False


def challenge_of(header: str) -> Challenge | None:
    """The best challenge of a WWW-Authenticate that can be answered: digest before basic, SHA-256 before MD5."""
    text = header[:_MOST] + " "
    starts = list(_SCHEME.finditer(text))
    found: list[Challenge] = []
    for number, start in enumerate(starts):
        end = starts[number + 1].start() if number + 1 < len(starts) else len(text)
        if start[1].lower() == "basic":
            found.append(Challenge(basic=True))
            continue
        values = {
            name.lower(): (re.sub(r"\\(.)", r"\1", quoted) if quoted or not plain else plain)
            for name, quoted, plain in _PARAMETER.findall(text[start.end() : end])
        }
        algorithm = values.get("algorithm", "MD5")
        qops = [each.strip().lower() for each in values.get("qop", "").split(",") if each.strip()]
        if algorithm.lower() not in _HASHES or "nonce" not in values or (qops and "auth" not in qops):
            continue
        found.append(
            Challenge(
                basic=False,
                realm=values.get("realm", ""),
                nonce=values["nonce"],
                algorithm=algorithm,
                opaque=values.get("opaque"),
                qop="auth" in qops,
                stale=values.get("stale", "").lower() == "true",
            )
        )
    return min(found, key=lambda each: (each.basic, each.algorithm.lower() == "md5"), default=None)


def authorization(
    challenge: Challenge, user: str, password: str, request_line: tuple[str, str], count: int
) -> str:
    """The Authorization header for one request of (method, path); `count` grows with each."""
    method, path = request_line
    digest = _HASHES[challenge.algorithm.lower()]

    def hashed(text: str) -> str:
        return digest(text.encode("utf-8", "surrogatepass")).hexdigest()

    secret = hashed(f"{user}:{challenge.realm}:{password}")
    request = hashed(f"{method}:{path}")
    parts = {
        "username": _quoted(user),
        "realm": _quoted(challenge.realm),
        "nonce": _quoted(challenge.nonce),
        "uri": _quoted(path),
        "algorithm": challenge.algorithm,
    }
    if challenge.qop:
        own, number = secrets.token_hex(8), f"{count:08x}"
        answer = hashed(f"{secret}:{challenge.nonce}:{number}:{own}:auth:{request}")
        parts |= {"qop": "auth", "nc": number, "cnonce": _quoted(own)}
    else:
        answer = hashed(f"{secret}:{challenge.nonce}:{request}")
    parts["response"] = _quoted(answer)
    if challenge.opaque is not None:
        parts["opaque"] = _quoted(challenge.opaque)
    return "Digest " + ", ".join(f"{name}={value}" for name, value in parts.items())


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
