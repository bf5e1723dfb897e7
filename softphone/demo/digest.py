"""Digest authentication of the registrar: RFC 3261 section 22, algorithms as in RFC 8760 (MD5 and SHA-256)."""

import hashlib
import hmac
import re
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from enum import StrEnum

from softphone.demo.message import Request, host_port_of

REALM = "demo exchange"
_NONCE_LIFE_S = 300
_MAX_NONCES = 1024
_ALGORITHMS = {"SHA-256": "sha256", "MD5": "md5"}  # the preferred one first (RFC 8760 section 2.4)
_PARAM = re.compile(r'\s*([A-Za-z0-9_\-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))\s*(?:,|$)', re.ASCII)
_NC = re.compile(r"[0-9a-f]{8}", re.I)


class Verdict(StrEnum):
    ACCEPTED = "accepted"
    CHALLENGE = "challenge"  # no credentials, or for a nonce that was never given out
    STALE = "stale"  # good credentials for a nonce that is too old
    REFUSED = "refused"  # wrong user or password


class Authenticator:
    """Checks credentials against passwords held in memory. Nonces are signed, so none has to be stored."""

    def __init__(self, passwords: Mapping[str, str]) -> None:
        self._passwords = dict(passwords)
        self._secret = secrets.token_bytes(16)
        self._counts: OrderedDict[str, int] = OrderedDict()  # nonce -> the last nonce count

    def challenges(self, now: float, *, stale: bool = False) -> tuple[tuple[str, str], ...]:
        """The WWW-Authenticate headers. `now` is a clock in seconds, the same for every call."""
        nonce = self._nonce(now)
        suffix = ", stale=true" if stale else ""
        return tuple(
            (
                "WWW-Authenticate",
                f'Digest realm="{REALM}", nonce="{nonce}", algorithm={name}, qop="auth"{suffix}',
            )
            for name in _ALGORITHMS
        )

    def check(self, request: Request, now: float) -> tuple[Verdict, str]:
        """The verdict, and the user it is about ("" when nobody is named)."""
        for value in (value for name, value in request.headers if name == "authorization"):
            params = parse_credentials(value)
            if params.get("realm") == REALM:
                return self._judge(params, request, now), params.get("username", "")
        return Verdict.CHALLENGE, ""

    def _judge(self, params: Mapping[str, str], request: Request, now: float) -> Verdict:
        nonce = params.get("nonce", "")
        algorithm = params.get("algorithm", "MD5").upper()
        issued = self._issued_at(nonce)
        if issued is None or algorithm not in _ALGORITHMS or params.get("qop") != "auth":
            return Verdict.CHALLENGE
        if not _NC.fullmatch(params.get("nc", "")):
            return Verdict.CHALLENGE
        if host_port_of(params.get("uri", "")) != host_port_of(request.uri):
            return Verdict.REFUSED
        password = self._passwords.get(params.get("username", ""))
        # An unknown user costs the same work and gets the same answer as a wrong password.
        expected = response_for(params, request.method, password or secrets.token_hex(8))
        if not hmac.compare_digest(expected, params.get("response", "").lower().encode("utf-8", "replace")):
            return Verdict.REFUSED
        count = int(params["nc"], 16)
        if now - issued > _NONCE_LIFE_S or count <= self._counts.get(nonce, 0):
            return Verdict.STALE
        self._counts[nonce] = count
        self._counts.move_to_end(nonce)
        if len(self._counts) > _MAX_NONCES:
            self._counts.popitem(last=False)
        return Verdict.ACCEPTED

    def _nonce(self, now: float) -> str:
        stamp = f"{int(now):x}.{secrets.token_hex(4)}"
        return f"{stamp}.{self._sign(stamp)}"

    def _issued_at(self, nonce: str) -> int | None:
        stamp, _, signature = nonce.rpartition(".")
        if not hmac.compare_digest(self._sign(stamp).encode(), signature.encode("utf-8", "replace")):
            return None
        return int(stamp.partition(".")[0], 16)

    def _sign(self, stamp: str) -> str:
        return hmac.digest(self._secret, stamp.encode("utf-8", "replace"), "sha256").hex()[:24]


def parse_credentials(value: str) -> dict[str, str]:
    """The parameters of an Authorization value, names lower-case; empty if it is not Digest."""
    scheme, _, rest = value.partition(" ")
    if scheme.lower() != "digest":
        return {}
    params: dict[str, str] = {}
    position = 0
    while match := _PARAM.match(rest, position):
        quoted = match[2]
        params[match[1].lower()] = match[3] if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
        position = match.end()
        if position >= len(rest):
            break
    return params


def response_for(params: Mapping[str, str], method: str, password: str) -> bytes:
    """The `response` that the right password gives, lower-case hex (RFC 2617 section 3.2.2.1, qop=auth)."""

    def hashed(text: str) -> str:
        name = _ALGORITHMS[params.get("algorithm", "MD5").upper()]
        return hashlib.new(name, text.encode("utf-8", "surrogateescape"), usedforsecurity=False).hexdigest()

    first = hashed(f"{params.get('username', '')}:{REALM}:{password}")
    second = hashed(f"{method}:{params.get('uri', '')}")
    parts = [params.get(name, "") for name in ("nonce", "nc", "cnonce", "qop")]
    return hashed(":".join([first, *parts, second])).encode()
