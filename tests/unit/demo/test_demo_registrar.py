"""Registration with digest authentication, computed here by hand."""

import hashlib
import re

import pytest

from softphone.demo.digest import Authenticator, Verdict
from softphone.demo.exchange import DemoAddresses, demo_account
from softphone.demo.message import Request
from tests.unit.demo.raw_phone import Answer, RawPhone

REALM = "demo exchange"


def credentials(
    user: str,
    password: str,
    nonce: str,
    uri: str,
    *,
    algorithm: str = "MD5",
    count: int = 1,
    method: str = "REGISTER",
) -> str:
    """An Authorization value as RFC 2617 section 3.2.2 computes it."""
    digest = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}[algorithm]

    def hashed(text: str) -> str:
        return digest(text.encode()).hexdigest()

    first, second = hashed(f"{user}:{REALM}:{password}"), hashed(f"{method}:{uri}")
    response = hashed(f"{first}:{nonce}:{count:08x}:abc:auth:{second}")
    return (
        f'Digest username="{user}", realm="{REALM}", nonce="{nonce}", uri="{uri}", response="{response}", '
        f'algorithm={algorithm}, cnonce="abc", qop=auth, nc={count:08x}'
    )


def nonce_of(challenge: Answer) -> str:
    match = re.search(r'nonce="([^"]+)"', challenge.get("WWW-Authenticate"))
    assert match
    return match[1]


class Registering:
    """A user who registers over and over."""

    def __init__(self, phone: RawPhone, user: str, password: str) -> None:
        self._phone = phone
        self._user = user
        self._password = password
        self._cseq = 0
        self.nonce = ""

    def send(self, extra: str = "", *, password: str = "", algorithm: str = "MD5", count: int = 1) -> Answer:
        uri = f"sip:{self._user}@127.0.0.1:{self._phone.exchange[1]}"
        if not self.nonce:
            self._cseq += 1
            self.nonce = nonce_of(self._phone.ask("REGISTER", self._user, cseq=self._cseq))
        value = credentials(
            self._user, password or self._password, self.nonce, uri, algorithm=algorithm, count=count
        )
        self._cseq += 1
        headers = f"Authorization: {value}\r\n{extra}"
        return self._phone.ask("REGISTER", self._user, cseq=self._cseq, headers=headers)


@pytest.fixture
def demo(phone: RawPhone, addresses: DemoAddresses) -> Registering:
    return Registering(phone, "demo", demo_account(addresses)[1])


def test_challenge_prefers_sha_256(phone: RawPhone) -> None:
    """A REGISTER without credentials is challenged with SHA-256 first and MD5 second (RFC 8760)."""
    answer = phone.ask("REGISTER", "demo")
    assert answer.status == 401
    algorithms = [re.findall(r"algorithm=([\w-]+)", value)[0] for value in answer.all("WWW-Authenticate")]
    assert algorithms == ["SHA-256", "MD5"]
    assert all('qop="auth"' in value for value in answer.all("WWW-Authenticate"))


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_right_password(demo: Registering, phone: RawPhone, algorithm: str) -> None:
    """The right password registers the Contact for as long as Expires asks."""
    answer = demo.send("Expires: 120\r\n", algorithm=algorithm)
    assert answer.status == 200
    assert f"<sip:demo@127.0.0.1:{phone.port}>;expires=120" in answer.all("Contact")


def test_wrong_password(demo: Registering) -> None:
    """A wrong password is refused with 403."""
    assert demo.send(password="wrong").status == 403


def test_other_peoples_address(phone: RawPhone, addresses: DemoAddresses) -> None:
    """A user cannot register the address of another one, and an unknown user looks like a wrong password."""
    assert Registering(phone, "nobody", "x").send().status == 403
    friend = next(login for login in addresses.accounts if login.user == "friend")
    uri = f"sip:demo@127.0.0.1:{addresses.udp_port}"
    nonce = nonce_of(phone.ask("REGISTER", "demo", cseq=10))
    value = credentials("friend", friend.password, nonce, uri)
    assert phone.ask("REGISTER", "demo", cseq=11, headers=f"Authorization: {value}\r\n").status == 403


def test_replayed_credentials(demo: Registering) -> None:
    """The same nonce count twice is answered with a fresh nonce and stale=true; the next count passes."""
    assert demo.send(count=1).status == 200
    again = demo.send(count=1)
    assert (again.status, "stale=true" in again.get("WWW-Authenticate")) == (401, True)
    assert demo.send(count=2).status == 200


def test_registered_user_is_found(demo: Registering, addresses: DemoAddresses, phone: RawPhone) -> None:
    """A call to a registered user is redirected to the Contact, after unregistering it is 480."""
    assert demo.send().status == 200
    with RawPhone(addresses) as caller:
        found = caller.dial("demo")
    assert (found.status, found.get("Contact")) == (302, f"<sip:demo@127.0.0.1:{phone.port}>")
    gone = demo.send("Expires: 0\r\n", count=2)
    assert gone.status == 200
    assert f"<sip:demo@127.0.0.1:{phone.port}>" not in gone.raw.decode()


def test_star_needs_expires_zero(demo: Registering) -> None:
    """A "*" beside another Contact is answered 400."""
    assert demo.send("Contact: *\r\nExpires: 0\r\n").status == 400


def test_nonce_goes_stale() -> None:
    """Right credentials for a nonce of ten minutes ago are stale, forged nonces are challenged anew."""
    authenticator = Authenticator({"demo": "secret"})
    nonce = re.findall(r'nonce="([^"]+)"', authenticator.challenges(1000.0)[0][1])[0]

    def judge(nonce: str, now: float) -> Verdict:
        value = credentials("demo", "secret", nonce, "sip:h")
        request = Request([("authorization", value)], method="REGISTER", uri="sip:h")
        return authenticator.check(request, now)[0]

    assert judge(nonce, 1600.0) is Verdict.STALE
    assert judge(nonce, 1001.0) is Verdict.ACCEPTED
    assert judge(nonce[:-1] + "x", 1001.0) is Verdict.CHALLENGE
    assert judge("ж", 1001.0) is Verdict.CHALLENGE
