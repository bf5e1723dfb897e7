"""Certificates that are too weak, as they are read from their bytes."""

import ssl
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.engine.weak_certificate import is_weak
from tests.support.certificates import Authority

_SHA256_WITH_RSA, _SHA1_WITH_RSA = (bytes.fromhex("2a864886f70d0101" + last) for last in ("0b", "05"))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def _pem(certificate: tuple[Path, Path]) -> str:
    return certificate[0].read_text()


def test_keys(authority: Authority) -> None:
    """RSA under 2048 bits is weak, whoever has signed it; elliptic curves are not."""
    assert is_weak(_pem(authority.issue("short", rsa_bits=1024)))
    assert is_weak(_pem(authority.issue("own", rsa_bits=1024, signed_by_itself=True)))
    assert not is_weak(_pem(authority.issue("long", rsa_bits=2048)))
    assert not is_weak(_pem(authority.issue("curve")))


def test_signatures(authority: Authority) -> None:
    """SHA-1 is weak, but not of who signed for himself, in which nobody believes."""
    own = authority.issue("own-long", rsa_bits=2048, signed_by_itself=True, subject="somebody")
    good = ssl.PEM_cert_to_DER_cert(_pem(own))
    old = good.replace(_SHA256_WITH_RSA, _SHA1_WITH_RSA)
    assert not is_weak(ssl.DER_cert_to_PEM_cert(old))
    assert is_weak(ssl.DER_cert_to_PEM_cert(old.replace(b"somebody", b"some-one", 1)))
    assert not is_weak(ssl.DER_cert_to_PEM_cert(good.replace(b"somebody", b"some-one", 1)))


@given(st.binary(max_size=200), st.integers(0, 5))
def test_any_bytes(data: bytes, nested: int) -> None:
    """Never an error."""
    for _ in range(nested):
        data = b"\x30\x82" + len(data).to_bytes(2, "big") + data
    is_weak(ssl.DER_cert_to_PEM_cert(data))
    is_weak(data.decode("latin-1"))
