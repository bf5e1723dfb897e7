"""`softphone call` through Kamailio, which wants a password on every hop, kept in a real Secret Service."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.call_command import ROOT, call, called, named
from tests.support.kamailio import Kamailio
from tests.support.secret_service import bus
from tests.support.sipp import SippPeer, accept, expect, refusal, say

SECRET = "open sesame, please"
_KEEP = """
import sys
from pathlib import Path
from softphone.calls.settings import Settings
from softphone.calls.accounts import Account
from softphone.store.profile import Profile
from softphone.store.store import open_store
store = open_store(Profile.at(Path(sys.argv[1])))
store.settings_file.save(Settings(accounts=(Account("office", f"sip:anna@127.0.0.1:{sys.argv[2]}"),)))
print(store.passwords.set("office", sys.stdin.read()))
store.close()
"""

pytestmark = pytest.mark.timeout(120)


def keep_account(environment: dict[str, str], profile: Path, port: int) -> None:
    """An account at Kamailio's address, its password in the keyring."""
    kept = subprocess.run(
        [sys.executable, "-c", _KEEP, str(profile), str(port)],
        env={**environment, "PYTHONPATH": str(ROOT)},
        input=SECRET,
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert kept.stdout.strip() == "ok"


def test_moved_by_the_proxy_and_again_with_a_password_on_the_second_hop(tmp_path: Path) -> None:
    """407, then 301 from the proxy, to an address that answers 401 first: credentials go out, the call connects."""
    challenge = 'WWW-Authenticate: Digest realm="desk", nonce="abc", algorithm=MD5'
    steps = (
        *refusal("401 Unauthorized", challenge),
        expect("INVITE"),
        say("180 Ringing"),
        accept(),
        expect("ACK"),
        expect("BYE"),
        say("200 OK"),
    )
    with bus(tmp_path / "bus") as environment, SippPeer(tmp_path, steps) as desk:
        new = f"sip:desk@127.0.0.1:{desk.port}"
        redirects = {"moved": (301, "Moved Permanently", f"<{new}>")}
        with Kamailio(tmp_path, password=SECRET, redirects=redirects) as proxy:
            profile = tmp_path / "profile"
            keep_account(environment, profile, proxy.port)
            env = {**environment, "PYTHONPATH": str(ROOT)}
            old = f"sip:moved@127.0.0.1:{proxy.port}"
            status, events = call(profile, old, "--on-redirect", "save", env=env)
        answered = [message for message in desk.received() if b"Authorization: Digest" in message]
    assert status == 0, events
    assert called(events) == [old, new]
    assert named(events, "saved")[0]["new_uri"] == new
    assert answered[0].startswith(b"INVITE")
    assert b'username="anna"' in answered[0]
    leaks = [path for path in profile.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert leaks == [], "a password belongs into the keyring only"


def test_nobody_at_the_exchange(tmp_path: Path) -> None:
    """A registrar that knows nobody of that name: 404, status 4."""
    with bus(tmp_path / "bus") as environment, Kamailio(tmp_path, password=SECRET) as proxy:
        profile = tmp_path / "profile"
        keep_account(environment, profile, proxy.port)
        env = {**environment, "PYTHONPATH": str(ROOT)}
        status, events = call(profile, f"sip:nobody@127.0.0.1:{proxy.port}", env=env)
    assert (status, named(events, "ended")[0]["status"]) == (4, 404)
