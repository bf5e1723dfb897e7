"""Whether a certificate is too weak to prove anything, whoever has signed it.

The wheel brings OpenSSL 1.0.2, which takes signatures by MD5 and RSA keys of 512 bits; newer ones do not. As much of
X.509 (RFC 5280 section 4.1) is read as that takes: the reader of `certificates.py` is too large to be loaded for each
connection. Only the server's own certificate is known here, not those between it and the authority.
"""

import ssl
from collections.abc import Iterator

_LEAST_RSA_BITS = 2048
_VERSION, _LONG = 0xA0, 0x80
_RSA = bytes.fromhex("2a864886f70d010101")
_OLD_HASHES = frozenset(
    bytes.fromhex(oid)
    for oid in (
        "2a864886f70d010102",  # MD2, MD5 and SHA-1 with RSA (RFC 3279 section 2.2.1)
        "2a864886f70d010104",
        "2a864886f70d010105",
        "2a8648ce380403",  # SHA-1 with DSA and with ECDSA
        "2a8648ce3d0401",
    )
)


def is_weak(pem: str) -> bool:
    """Whether its key or its signature can be forged; what cannot be read is left to others."""
    try:
        certificate = ssl.PEM_cert_to_DER_cert(pem)
        signed, algorithm, _ = _parts(next(_parts_of(certificate)))
        fields = [value for tag, value in _tagged(signed) if tag != _VERSION]
        _, _, issuer, _, subject, key = fields[:6]
        key_algorithm, bits = _parts(key)[:2]
        if next(_parts_of(key_algorithm)) == _RSA:
            modulus = next(_parts_of(next(_parts_of(bits[1:]))))
            if int.from_bytes(modulus, "big").bit_length() < _LEAST_RSA_BITS:
                return True
        # Nobody believes in the signature of who signed for himself.
        return issuer != subject and next(_parts_of(algorithm)) in _OLD_HASHES
    except (ValueError, IndexError, StopIteration):
        return False


def _parts(value: bytes) -> list[bytes]:
    return list(_parts_of(value))


def _parts_of(value: bytes) -> Iterator[bytes]:
    return (part for _, part in _tagged(value))


def _tagged(value: bytes) -> Iterator[tuple[int, bytes]]:
    """Tags and contents of what stands one after another in DER."""
    at = 0
    while at < len(value):
        tag, length = value[at], value[at + 1]
        at += 2
        if length & _LONG:
            size = length & ~_LONG
            length = int.from_bytes(value[at : at + size], "big")
            at += size
        if at + length > len(value):
            raise ValueError("cut")
        yield tag, value[at : at + length]
        at += length
