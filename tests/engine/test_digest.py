"""Answers to challenges, against the examples of the RFCs."""

import re
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.engine.digest import Credentials, answer_to, is_stale
from softphone.engine.message import is_one_line

_USER = Credentials("Mufasa", "Circle Of Life")
_NONCE = b'realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"'


def _challenge(*values: bytes, name: bytes = b"WWW-Authenticate") -> bytes:
    lines = [b"SIP/2.0 401 Unauthorized", *(name + b": " + value for value in values), b"", b""]
    return b"\r\n".join(lines)


def _response(value: str) -> str:
    found = re.search(r'response="([0-9a-f]+)"', value)
    return found[1] if found else ""


def test_the_example_with_qop(monkeypatch: pytest.MonkeyPatch) -> None:
    """RFC 2617 section 3.5."""
    monkeypatch.setattr(secrets, "token_hex", lambda _: "0a4f113b")
    challenge = _challenge(
        b"Digest " + _NONCE + b', qop="auth,auth-int", opaque="5ccc069c403ebaf9f0171e9517f40e41"'
    )
    answer = answer_to(challenge, 401, _USER, "GET", "/dir/index.html")
    assert answer is not None
    assert answer[0] == "Authorization"
    assert _response(answer[1]) == "6629fae49393a05397450978507c4ef1"
    assert 'opaque="5ccc069c403ebaf9f0171e9517f40e41", qop=auth, nc=00000001' in answer[1]


def test_the_example_with_sha_256(monkeypatch: pytest.MonkeyPatch) -> None:
    """RFC 7616 section 3.9.1; the first challenge that we can answer is answered."""
    monkeypatch.setattr(secrets, "token_hex", lambda _: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")
    nonce = b'realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", qop="auth"'
    challenge = _challenge(
        b"Bearer x",
        b"Digest algorithm=SHA-512-256, " + nonce,
        b"Digest algorithm=SHA-256, " + nonce,
        b"Digest " + nonce,
    )
    answer = answer_to(challenge, 401, Credentials("Mufasa", "Circle of Life"), "GET", "/dir/index.html")
    assert answer is not None
    assert _response(answer[1]) == "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"


def test_the_example_without_qop() -> None:
    """RFC 2069 section 2.4 with its erratum; a proxy's challenge is answered in the proxy's header."""
    challenge = _challenge(b"Digest " + _NONCE, name=b"proxy-authenticate")
    answer = answer_to(challenge, 407, Credentials("Mufasa", "CircleOfLife"), "GET", "/dir/index.html")
    assert answer is not None
    assert answer[0] == "Proxy-Authorization"
    assert _response(answer[1]) == "1949323746fe6a43ef61f9606e7febea"


@pytest.mark.parametrize(
    ("status", "value"),
    [
        (403, b"Digest " + _NONCE),
        (407, b"Digest " + _NONCE),
        (401, b"Basic realm=x"),
        (401, b"Digest " + _NONCE + b', qop="auth-int"'),
        (401, b"Digest " + _NONCE + b", algorithm=MD5-sess"),
        (401, b"Digest realm=x"),
        (401, b""),
    ],
)
def test_what_is_not_answered(status: int, value: bytes) -> None:
    """No challenge, one of another kind, or one that nobody could answer."""
    assert answer_to(_challenge(value), status, _USER, "MESSAGE", "sip:a@b") is None


def test_a_stale_nonce() -> None:
    """Only the server's word counts."""
    assert is_stale(_challenge(b"Digest stale=TRUE, " + _NONCE), 401)
    assert not is_stale(_challenge(b"Digest stale=false, " + _NONCE), 401)
    assert not is_stale(_challenge(b"Digest stale=true, " + _NONCE), 403)


@given(st.binary(max_size=200))
def test_any_challenge(value: bytes) -> None:
    """Whatever a server sends: one header line without control characters of ours, or nothing."""
    answer = answer_to(_challenge(b"Digest " + value), 401, _USER, "MESSAGE", "sip:a@b")
    assert answer is None or (is_one_line(answer[1]) and "Circle" not in answer[1])
    is_stale(_challenge(value), 401)


def test_a_password_is_not_shown() -> None:
    """Representations end in logs."""
    assert "Circle" not in repr(_USER)


@pytest.mark.parametrize("order", [(b"MD5", b"SHA-256"), (b"SHA-256", b"MD5")])
def test_the_strongest_of_several_challenges(order: tuple[bytes, ...]) -> None:
    """RFC 8760 section 2.4, whichever the server writes first."""
    challenge = _challenge(*(b"Digest " + _NONCE + b", algorithm=" + each for each in order))
    answer = answer_to(challenge, 401, _USER, "MESSAGE", "sip:a@b")
    assert answer is not None
    assert answer[1].endswith("algorithm=SHA-256")
