"""Several challenges in one answer: the strongest of each realm is answered, wherever it stands (RFC 8760)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.calls.accounts import Account, Transport
from softphone.calls.company_events import MessageAnswered
from softphone.calls.engine_events import MessageSeen
from softphone.calls.reach_events import RegistrationCause, RegistrationChanged, RegistrationState
from softphone.engine.challenges import weaker_challenges
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine, header
from tests.support.kamailio import Kamailio

_QOP = ', qop="auth"'


def _challenge(algorithm: str, nonce: str = "", *, realm: str = "test", more: str = _QOP) -> bytes:
    name = f", algorithm={algorithm}" if algorithm else ""
    return f'WWW-Authenticate: Digest realm="{realm}", nonce="{nonce or algorithm}"{name}{more}'.encode()


def _left(*challenges: bytes, status: bytes = b"401") -> list[bytes]:
    """The challenges that stay."""
    raw = b"\r\n".join([b"SIP/2.0 " + status + b" Who?", *challenges, b"Content-Length: 0", b"", b""])
    places = weaker_challenges(raw)
    assert all(raw[place:].lower().startswith(b"digest") for place in places)
    changed = bytearray(raw)
    for place in places:
        changed[place] = ord("-")
    return [each for each in challenges if each in bytes(changed)]


@pytest.mark.parametrize(
    "weaker",
    [
        _challenge("MD5"),
        _challenge("", "n"),
        _challenge("md5"),
        _challenge("SHA-512-256"),
        _challenge("SHA-256-sess"),
        _challenge("AKAv1-MD5"),
        _challenge("SHA-256", "again", more=', qop="auth-int"'),
        _challenge("SHA-256", "again", realm="TEST"),
        b'www-authenticate :\r\n\tDIGEST\tqop=auth,algorithm="MD5",nonce=n,realm=Test',
    ],
)
def test_the_strongest_of_a_realm_stays(weaker: bytes) -> None:
    """Before or after the others, however they are written; what cannot be answered goes when another can."""
    strong = _challenge("SHA-256", "first")
    assert _left(strong, weaker) == [strong]
    if b"again" not in weaker:
        assert _left(weaker, strong) == [strong]


@pytest.mark.parametrize(
    "challenges",
    [
        (_challenge("MD5"),),
        (_challenge("MD5", realm="a"), _challenge("SHA-256", realm="b")),
        (_challenge("MD5"), _challenge("SHA-256").replace(b"WWW", b"Proxy")),
        (_challenge("SHA-512-256"), _challenge("AKAv1-MD5")),
        (_challenge("SHA-256", more=', qop="auth-int"'), _challenge("MD5-sess")),
        (b"WWW-Authenticate: Digest", b"WWW-Authenticate: Digest x"),
        (b'WWW-Authenticate: Basic realm="test"', _challenge("MD5")),
    ],
)
def test_others_are_left_alone(challenges: tuple[bytes, ...]) -> None:
    """Of another realm, for a proxy, in another scheme, or where none can be answered."""
    assert _left(*challenges) == list(challenges)


def test_what_is_no_challenge() -> None:
    """Another status, a request, a body: nothing is hidden."""
    both = (_challenge("SHA-256"), _challenge("MD5"))
    assert _left(*both, status=b"200") == list(both)
    body = b"SIP/2.0 401 Who?\r\nX: 1\r\n\r\n" + b"\r\n".join(both)
    assert weaker_challenges(body) == []
    assert weaker_challenges(b"REGISTER sip:a SIP/2.0\r\n" + b"\r\n".join(both)) == []


def test_two_hundred_challenges() -> None:
    """A realm has one, however many a server writes."""
    many = [_challenge("MD5", f"n{number}") for number in range(200)]
    assert _left(*many) == many[:1]


_PIECES = st.sampled_from(
    [
        b"WWW-Authenticate:",
        b"\r\n",
        b"\r",
        b"\n ",
        b"Digest ",
        b"realm=",
        b'"',
        b"\\",
        b"nonce=n",
        b",",
        b"MD5",
    ]
)


@given(st.lists(_PIECES | st.binary(max_size=5), max_size=40))
def test_any_bytes(pieces: list[bytes]) -> None:
    """Places of schemes, or none; nothing raises."""
    raw = b"SIP/2.0 407 Who?\r\n" + b"".join(pieces)
    assert all(raw[place : place + 6].lower() == b"digest" for place in weaker_challenges(raw))


def _answers(request: bytes) -> list[tuple[str, bool]]:
    """The nonces that a request answers, and whether by SHA-256."""
    lines = [line for line in request.split(b"\r\n") if line.partition(b":")[0].endswith(b"uthorization")]
    plain = [line.decode().replace('"', "") for line in lines]
    return [
        (line.partition("nonce=")[2].partition(",")[0], "algorithm=SHA-256" in line) for line in sorted(plain)
    ]


_TWICE = (_challenge("SHA-256", "strong"), _challenge("MD5", "weak"))


def test_every_request_answers_the_strongest(phone: EnginePhone) -> None:
    """REGISTER, SUBSCRIBE, INVITE and MESSAGE; a server's challenge and a proxy's."""
    with RawLine() as server:
        here = f"127.0.0.1:{server.port}"
        phone.engine.set_account(Account("a", f"sip:anna@{here}", registrar=f"sip:{here}"), "secret")
        for method in (b"REGISTER", b"SUBSCRIBE", b"INVITE", b"MESSAGE"):
            if method == b"INVITE":
                phone.engine.invite(1, f"sip:boris@{here}", account_id="a")
            elif method == b"MESSAGE":
                phone.engine.send_message(2, f"sip:boris@{here}", "hello", account_id="a")
            request = server.wait_for(method)
            if method == b"INVITE":
                proxies = [each.replace(b"WWW", b"Proxy") for each in _TWICE]
                server.answer(request, b"407 Who?", *proxies, _challenge("MD5", "other", realm="other"))
                expected = [("other", False), ("strong", True)]
            else:
                server.answer(request, b"401 Who?", *_TWICE)
                expected = [("strong", True)]
            while header(answered := server.wait_for(method), b"cseq") == header(request, b"cseq"):
                pass  # sent twice, on a slow machine
            assert _answers(answered) == expected
            contact = header(answered, b"contact") or b"<sip:boris@127.0.0.1>"
            status = b"404 Not Found" if method == b"INVITE" else b"200 OK"
            server.answer(answered, status, b"Contact: " + contact, b"Expires: 300")
        assert phone.wait_for(MessageAnswered).status == 200


def test_after_another_answer_on_a_stream(phone: EnginePhone) -> None:
    """A provisional response came in the same piece; and a password that is refused is still said to be."""
    with RawLine(transport="tcp") as server:
        here = f"127.0.0.1:{server.port}"
        account = Account(
            "a",
            f"sip:anna@{here}",
            registrar=f"sip:{here}",
            transport=Transport.TCP,
            watch_voicemail=False,
        )
        phone.engine.set_account(account, "secret")
        request = server.wait_for(b"REGISTER")
        with server.at_once():
            server.answer(request, b"100 Trying")
            server.answer(request, b"401 Who?", *_TWICE)
        answered = server.wait_for(b"REGISTER")
        assert _answers(answered) == [("strong", True)]
        server.answer(answered, b"401 Who?", *_TWICE)
        failed = phone.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.FAILED)
    assert (failed.cause, failed.status) == (RegistrationCause.CREDENTIALS, 401)


def test_a_server_that_takes_nothing_less(phone: EnginePhone, tmp_path: Path) -> None:
    """Kamailio checks the answers, of a registration and of a call."""
    with Kamailio(tmp_path, sha_256=True) as server:
        here = f"127.0.0.1:{server.port}"
        phone.engine.set_account(Account("a", f"sip:a@{here}", registrar=f"sip:{here}"), server.password)
        phone.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.REGISTERED)
        phone.engine.invite(1, f"sip:nobody@{here}", account_id="a")
        assert phone.wait_for_end(1).status == 404
        seen = phone.wait_for(MessageSeen, lambda event: event.raw.startswith(b"SIP/2.0 401"))
    challenges = [line for line in seen.raw.split(b"\r\n") if line.startswith(b"WWW-")]
    assert [b"SHA-256" in line for line in challenges] == [True, False]
