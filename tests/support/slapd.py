"""OpenLDAP's server on 127.0.0.1 with a few people, for one test."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.certificates import Authority
from tests.support.ports import free_port

BASE = "dc=office,dc=example"
READER = f"cn=reader,{BASE}"
PASSWORD = "a secret of the directory"
_STARTED_S = 20.0

_CONF = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {folder}/slapd.pid
TLSCertificateFile {certificate}
TLSCertificateKeyFile {key}
database mdb
maxsize 10485760
suffix "{base}"
rootdn "{reader}"
rootpw "{password}"
directory {folder}/data
access to * by anonymous {anonymous} by users read
"""
_PEOPLE = f"""
dn: {BASE}
objectClass: dcObject
objectClass: organization
dc: office
o: Office

dn: cn=Anna Karlsson,{BASE}
objectClass: inetOrgPerson
cn: Anna Karlsson
sn: Karlsson
o: Karlsson & Sons (Ltd)
telephoneNumber: +46 8 555-01-01
mobile: +46 70 555 02 02
mail: anna@office.example

dn: cn=Борис Иванов,{BASE}
objectClass: inetOrgPerson
cn: Борис Иванов
sn: Иванов
mail: boris@office.example

dn: cn=Nobody Reachable,{BASE}
objectClass: inetOrgPerson
cn: Nobody Reachable
sn: Reachable
telephoneNumber: none
"""


@dataclass(frozen=True)
class Slapd:
    plain: str  # URLs with the base
    tls: str
    ca_file: Path


@contextmanager
def slapd(folder: Path, *, anonymous: bool = True, crowd: int = 0) -> Iterator[Slapd]:
    """`crowd` people more are called Crowd 0, Crowd 1 …"""
    folder.mkdir(parents=True, exist_ok=True)
    authority = Authority(folder)
    certificate, key = authority.issue("directory", "127.0.0.1")
    (folder / "data").mkdir()
    conf = folder / "slapd.conf"
    conf.write_text(
        _CONF.format(
            folder=folder,
            certificate=certificate,
            key=key,
            base=BASE,
            reader=READER,
            password=PASSWORD,
            anonymous="read" if anonymous else "auth",
        )
    )
    more = "".join(
        f"\ndn: cn=Crowd {n},{BASE}\nobjectClass: inetOrgPerson\ncn: Crowd {n}\nsn: Crowd\nmail: c{n}@office.example\n"
        for n in range(crowd)
    )
    subprocess.run(
        ["/usr/sbin/slapadd", "-q", "-f", conf],
        input=(_PEOPLE + more).encode(),
        check=True,
        capture_output=True,
        timeout=30,
    )
    ports = free_port(), free_port()
    urls = f"ldap://127.0.0.1:{ports[0]} ldaps://127.0.0.1:{ports[1]}"
    process = subprocess.Popen(
        ["/usr/sbin/slapd", "-f", conf, "-h", urls, "-d", "0"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await(process, ports[1])
        yield Slapd(
            f"ldap://127.0.0.1:{ports[0]}/{BASE}", f"ldaps://127.0.0.1:{ports[1]}/{BASE}", authority.file
        )
    finally:
        process.terminate()
        process.wait(10)


def _await(process: "subprocess.Popen[bytes]", port: int) -> None:
    import socket  # noqa: PLC0415 -- for this alone

    until = time.monotonic() + _STARTED_S
    while time.monotonic() < until:
        if process.poll() is not None:
            raise AssertionError(f"slapd ended with {process.returncode}")
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)  # nothing tells when it listens
    raise AssertionError("slapd did not start")
