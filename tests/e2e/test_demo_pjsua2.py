"""The demo exchange against a real pjsua2 phone in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.demo.exchange import DemoAddresses, DemoExchange

PHONE = Path(__file__).with_name("demo_phone.py")


@pytest.fixture(scope="module")
def addresses() -> Iterator[DemoAddresses]:
    exchange = DemoExchange()
    yield exchange.start()
    exchange.close()


def run(*words: str) -> dict[str, object]:
    """What the phone reports; it prints pjsip's own lines before its JSON."""
    done = subprocess.run(
        [sys.executable, str(PHONE), *words], capture_output=True, text=True, timeout=40, check=True
    )
    report: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return report


@pytest.mark.parametrize("transport", ["", ";transport=tcp"])
@pytest.mark.parametrize("right", [True, False])
def test_register(addresses: DemoAddresses, transport: str, right: bool) -> None:
    """The account registers over UDP and TCP with its password, and not with another."""
    login = addresses.accounts[0]
    registrar = f"sip:127.0.0.1:{addresses.udp_port}{transport}"
    password = login.password if right else "wrong"
    assert run("register", registrar, login.user, password)["status"] == (200 if right else 403)


@pytest.mark.parametrize("transport", ["", ";transport=tcp", ";transport=tls"])
def test_sound_comes_back(addresses: DemoAddresses, transport: str) -> None:
    """Echo and tone send sound to a real phone over each transport."""
    port = addresses.tls_port if transport.endswith("tls") else addresses.udp_port
    echo = run("call", f"sip:echo@127.0.0.1:{port}{transport}", "0.6")
    assert (echo["status"], echo["states"]) == (200, ["CALLING", "CONNECTING", "CONFIRMED", "DISCONNECTED"])
    assert int(str(echo["rx_packets"])) >= 15
    tone = run("call", f"sip:tone@127.0.0.1:{port}{transport}", "0.6")
    assert int(str(tone["rx_packets"])) >= 25


@pytest.mark.parametrize(
    ("user", "status"),
    [
        ("moved-many", 301),
        ("away", 302),
        ("choices", 300),
        ("proxy-needed", 305),
        ("front-desk", 380),
        ("busy", 486),
    ],
)
def test_refusals(addresses: DemoAddresses, user: str, status: int) -> None:
    """A real phone reads the responses that refuse or redirect."""
    assert run("call", f"sip:{user}@127.0.0.1:{addresses.udp_port}", "0.1")["status"] == status


def test_sips_is_redirected_to_sip(addresses: DemoAddresses) -> None:
    """The sips: number answers 301 over TLS."""
    assert run("call", f"sips:secure@127.0.0.1:{addresses.tls_port}", "0.1")["status"] == 301


def test_route_through_the_proxy(addresses: DemoAddresses) -> None:
    """A phone that sends its INVITE by the Route of the 305 is answered and can hang up."""
    route = f"<sip:127.0.0.1:{addresses.proxy_port};lr>"
    call = run("call", f"sip:proxy-needed@127.0.0.1:{addresses.udp_port}", "0.3", route)
    assert (call["status"], call["states"]) == (200, ["CALLING", "CONNECTING", "CONFIRMED", "DISCONNECTED"])


@pytest.mark.parametrize("transport", ["", ";transport=tcp"])
def test_called_back(addresses: DemoAddresses, transport: str) -> None:
    """The exchange calls an unregistered phone back and plays a tone to it."""
    report = run("called-back", f"sip:call-me-back@127.0.0.1:{addresses.udp_port}{transport}")
    assert (report["status"], report["rang"]) == (480, True)
    assert int(str(report["rx_packets"])) >= 15
