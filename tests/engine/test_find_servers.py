"""Who serves a SIP domain (RFC 3263), and which of them answers."""

from collections import Counter
from pathlib import Path

import pytest

from softphone.calls.accounts import Transport
from softphone.calls.reach_events import ServersFound
from softphone.engine.reach.server_lookup import ServerLookup, _Record, in_order
from tests.engine.engine_phone import EnginePhone, quiet_config
from tests.support.certificates import self_signed
from tests.support.name_server import NameServer
from tests.support.options_server import OptionsServer
from tests.support.ports import free_port


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return self_signed(tmp_path_factory.mktemp("tls"))


def _find(names: NameServer, domain: str, ca_file: str = "") -> ServersFound:
    with EnginePhone(quiet_config(name_server=names.address, tls_ca_file=ca_file)) as phone:
        phone.engine.find_servers(7, domain)
        found = phone.wait_for(ServersFound, timeout_s=20)
    assert found.request_id == 7
    return found


def test_records_of_each_kind(certificate: tuple[Path, Path]) -> None:
    """NAPTR leads to SRV, SRV to hosts and ports; whoever answers comes first, with what is wrong beside the rest."""
    closed = free_port()
    with OptionsServer(Transport.UDP) as udp, OptionsServer(Transport.TCP) as tcp:
        records = {
            ("office.test", "NAPTR"): [
                '20 0 "s" "SIP+D2U" "" _sip._udp.office.test.',
                '10 0 "s" "SIP+D2T" "" _sip._tcp.office.test.',
                '5 0 "s" "H323CALL" "" _h323._tcp.office.test.',
            ],
            ("_sip._tcp.office.test", "SRV"): [f"10 1 {closed} 127.0.0.1.", f"20 1 {tcp.port} localhost."],
            ("_sip._udp.office.test", "SRV"): [f"10 1 {udp.port} localhost."],
        }
        with NameServer(records) as names:
            found = _find(names, "Office.test.")
    assert found.problem == ""
    assert [(each.host, each.port, each.transport, each.answers) for each in found.servers] == [
        ("localhost", tcp.port, "tcp", True),
        ("localhost", udp.port, "udp", True),
        ("127.0.0.1", closed, "tcp", False),
    ]
    assert {each.found_by for each in found.servers} == {"naptr"}
    assert found.servers[2].problem == f"Nothing listens at 127.0.0.1:{closed} (TCP)."


def test_tls_comes_first_and_its_certificate_has_to_be_for_the_domain(certificate: tuple[Path, Path]) -> None:
    """The name that a person typed is the one that counts, not the one that a name server said (RFC 5922)."""
    with OptionsServer(Transport.TLS, certificate) as tls, OptionsServer(Transport.UDP) as udp:
        records = {
            ("_sips._tcp.office.test", "SRV"): [f"10 1 {tls.port} localhost."],
            ("_sip._udp.office.test", "SRV"): [f"10 1 {udp.port} localhost."],
        }
        with NameServer(records) as names:
            found = _find(names, "office.test", str(certificate[0]))
        assert [(each.transport, each.answers) for each in found.servers] == [("udp", True), ("tls", True)]
        assert found.servers[1].problem.startswith("Its certificate does not hold for office.test")
        with NameServer({}) as names:
            found = _find(names, f"127.0.0.1:{tls.port}", str(certificate[0]))
        assert (found.servers[0].transport, found.servers[0].problem) == ("tls", "")


def test_a_domain_without_records_is_asked_itself() -> None:
    """Without NAPTR and SRV the host of that name is asked on the ports of SIP."""
    with NameServer({}) as names:
        found = _find(names, "localhost")
    assert {(each.host, each.port, each.found_by) for each in found.servers} == {
        ("localhost", 5061, "address"),
        ("localhost", 5060, "address"),
    }


@pytest.mark.parametrize("domain", ["nowhere.invalid", "..", "", "a b", "x" * 300])
def test_a_domain_that_nobody_knows(domain: str) -> None:
    """Whatever is asked for, there is an answer in words."""
    with NameServer({}) as names:
        found = _find(names, domain)
    assert found.servers == ()
    assert found.problem.startswith("No name server knows ")


def test_a_name_server_that_says_nothing() -> None:
    """The answer comes in time all the same."""
    with NameServer({}) as names:
        names.is_silent = True
        assert _find(names, "nowhere.invalid").problem == "No name server answers."


def test_lighter_servers_are_asked_more_seldom() -> None:
    """RFC 2782: by priority first, then by lot in the proportion of weights."""
    records = (
        _Record(1, 0, 1, "zero"),
        _Record(1, 10, 1, "light"),
        _Record(1, 90, 1, "heavy"),
        _Record(0, 0, 1, "top"),
    )
    orders = [[record.host for record in in_order(records)] for _ in range(400)]
    assert {order[0] for order in orders} == {"top"}
    second = Counter(order[1] for order in orders)
    assert second["heavy"] > 250 > second["light"] > second["zero"]


def test_answers_are_kept_as_long_as_they_hold() -> None:
    """The time to live of a record spares the name server the next question."""
    records = {("_sip._udp.office.test", "SRV"): ["10 1 5060 a.test.", "5 1 5070 b.test."]}
    with NameServer(records) as names:
        lookup = ServerLookup(names.address)
        for _ in range(3):
            found = lookup.by_srv("office.test", Transport.UDP)
            assert [(each.host, each.port) for each in found] == [("b.test", 5070), ("a.test", 5060)]
        assert len(names.asked) == 1


def test_a_record_that_denies_the_service() -> None:
    """A target of "." says that there is none (RFC 2782)."""
    with NameServer({("_sip._udp.office.test", "SRV"): ["0 0 0 ."]}) as names:
        assert ServerLookup(names.address).by_srv("office.test", Transport.UDP) == ()
