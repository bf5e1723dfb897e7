"""Why a TLS server was not trusted, in words and with what its certificate says.

The reading of certificates is the `cryptography` package's; it is loaded with the first refusal.
"""

import hashlib
import ipaddress
import ssl
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pjsua2 as pj

from softphone.calls.reach_events import CertificateRefused
from softphone.engine.weak_certificate import is_weak

if TYPE_CHECKING:
    from cryptography import x509

_TEXT = 200
_MOST_NAMES = 20
_MOST_PEM = 16_384
_MOST_AUTHORITIES_BYTES = 4 * 1024 * 1024  # those of a whole system take a quarter of it

# What the library's verification says (pj_ssl_cert_verify_flag_t), as the words of CertificateRefused.
_FLAGS = {
    pj.PJ_SSL_CERT_EISSUER_NOT_FOUND: "unknown-authority",
    pj.PJ_SSL_CERT_EUNTRUSTED: "unknown-authority",
    pj.PJ_SSL_CERT_EISSUER_MISMATCH: "unknown-authority",
    pj.PJ_SSL_CERT_EVALIDITY_PERIOD: "expired",
    pj.PJ_SSL_CERT_EREVOKED: "revoked",
    pj.PJ_SSL_CERT_EWEAK_SIGNATURE: "weak",
    pj.PJ_SSL_CERT_EIDENTITY_NOT_MATCH: "name-mismatch",
}

# What OpenSSL says when the two sides know no version in common, or the other side speaks no TLS at all.
_HANDSHAKES = (
    ("unsupported protocol", "old-protocol"),
    ("wrong ssl version", "old-protocol"),
    ("alert protocol version", "needs-newer-protocol"),
    ("unknown protocol", "no-tls"),
    ("wrong version number", "no-tls"),
    ("dh key too small", "weak"),
    ("handshake failure", "no-common-cipher"),
)


class Refusal(NamedTuple):
    """A connection that was ended before anything was sent. `status` is the library's verification, `pem` may be ""."""

    peer: str
    status: int
    pem: str
    is_changed: bool  # there is a pinned certificate, and it is another one


def fingerprint(pem: str) -> str:
    """SHA-256 of the certificate's DER form in lower-case hex; "" for what is no PEM."""
    try:
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()
    except ValueError:
        return ""


def authorities_problem(path: str) -> str:
    """Why nobody can be verified by the file of authorities at `path`, "" if it is in order or not named.

    The library says "Unknown OpenSSL error 0" of such a file, and that only when it connects.
    """
    if not path:
        return ""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        file = Path(path)
        if not file.is_file():
            return "it is no file" if file.exists() else "there is no such file"
        if file.stat().st_size > _MOST_AUTHORITIES_BYTES:
            return "it is too large"
        context.load_verify_locations(path)
    except ssl.SSLError:
        return "there is no certificate in it that can be read"
    except (OSError, ValueError) as error:
        return f"it cannot be read: {getattr(error, 'strerror', None) or error}"
    return "" if context.cert_store_stats()["x509"] else "there is no certificate in it"


def is_for(certificate: pj.SslCertInfo, host: str) -> bool:
    """Whether `certificate` names `host`; its common name counts where there are no others (RFC 6125 section 6.4.4)."""
    return any(_covers(name, host) for name in _alternative_names(certificate) or [certificate.subjectCn])


def is_for_by_common_name_alone(certificate: pj.SslCertInfo, hosts: Collection[str]) -> bool:
    """Whether it is for one of `hosts` by a common name that does not count: the library takes it all the same."""
    is_named = any(_covers(certificate.subjectCn, host) for host in hosts)
    return is_named and not any(is_for(certificate, host) for host in hosts)


def _alternative_names(certificate: pj.SslCertInfo) -> list[str]:
    names = certificate.subjectAltName
    return [
        str(each.name) for each in names if each.type in (pj.PJ_SSL_CERT_NAME_DNS, pj.PJ_SSL_CERT_NAME_IP)
    ]


def handshake_problem(reason: str) -> str:
    """The word for a handshake that failed with `reason`; "" if that is something else."""
    lower = reason.lower()
    return next((word for part, word in _HANDSHAKES if part in lower), "")


def refused(account_id: str, host: str, refusal: Refusal, detail: str) -> CertificateRefused:
    """The event for a certificate that does not hold for `host`."""
    words = {word for flag, word in _FLAGS.items() if refusal.status & flag}
    certificate = _read(refusal.pem)
    if certificate is None:
        return CertificateRefused(account_id, host, _ordered(words, refusal), pem="", detail=detail)
    from datetime import UTC, datetime  # noqa: PLC0415 (with the first refusal, as above)

    now = datetime.now(UTC)
    if certificate.not_valid_before_utc > now:
        words = words - {"expired"} | {"not-yet-valid"}
    elif certificate.not_valid_after_utc < now:
        words.add("expired")
    if certificate.issuer == certificate.subject and "unknown-authority" in words:
        words = words - {"unknown-authority"} | {"self-signed"}
    names = _names(certificate)
    # The library stops at the first thing that is wrong, a person is to know of all.
    if is_weak(refusal.pem):
        words.add("weak")
    if names and not any(_covers(name, host) for name in names):
        words.add("name-mismatch")
    return CertificateRefused(
        account_id=account_id,
        host=host,
        problems=_ordered(words, refusal),
        subject=certificate.subject.rfc4514_string()[:_TEXT],
        issuer=certificate.issuer.rfc4514_string()[:_TEXT],
        names=names,
        not_before=int(certificate.not_valid_before_utc.timestamp()),
        not_after=int(certificate.not_valid_after_utc.timestamp()),
        sha256=fingerprint(refusal.pem),
        pem=refusal.pem[:_MOST_PEM],
        detail=detail,
    )


def _ordered(words: set[str], refusal: Refusal) -> tuple[str, ...]:
    """The worst first; never empty."""
    first = ("changed",) if refusal.is_changed else ()
    return first + tuple(sorted(words)) or ("other",)


def _read(pem: str) -> "x509.Certificate | None":
    if not pem:
        return None
    from cryptography import x509  # noqa: PLC0415 (see the top)

    try:
        certificate = x509.load_pem_x509_certificate(pem.encode("ascii", "replace"))
        certificate.subject.rfc4514_string()  # these are read when they are asked for
        certificate.issuer.rfc4514_string()
    except ValueError:
        return None
    return certificate


def _names(certificate: "x509.Certificate") -> tuple[str, ...]:
    """The host names and addresses that it is for (RFC 6125); its common name where there are no others."""
    from cryptography import x509  # noqa: PLC0415 (see the top)

    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except (x509.ExtensionNotFound, ValueError):
        common = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
        return tuple(str(each.value)[:_TEXT] for each in common[:_MOST_NAMES])
    found = extension.value.get_values_for_type(x509.DNSName)
    addresses = extension.value.get_values_for_type(x509.IPAddress)
    return tuple(str(each)[:_TEXT] for each in (*found, *addresses))[:_MOST_NAMES]


def _covers(name: str, host: str) -> bool:
    """Whether a certificate's `name` is `host`; "*" stands for one label (RFC 6125 section 6.4.3)."""
    host, name = host.strip("[]").lower().rstrip("."), name.lower()
    try:
        return ipaddress.ip_address(host) == ipaddress.ip_address(name)
    except ValueError:
        pass
    if name.startswith("*."):
        return host.partition(".")[2] == name[2:]
    return host == name
