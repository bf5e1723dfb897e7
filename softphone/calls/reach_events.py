"""What the engine reports of registrations, networks and servers; see `engine_events`."""

from enum import StrEnum

import msgspec

from softphone.calls.event import Event


class RegistrationState(StrEnum):
    NONE = "none"  # an account without a registrar
    REGISTERING = "registering"
    REGISTERED = "registered"
    FAILED = "failed"
    UNREGISTERED = "unregistered"


class RegistrationCause(StrEnum):
    """Why a registration failed, as far as it names a cure."""

    NONE = ""
    CREDENTIALS = "credentials"  # the name or the password is refused
    UNKNOWN_DIGEST = "unknown-digest"  # it asks for a way of signing in that this phone does not know
    UNKNOWN_ADDRESS = "unknown-address"  # the server knows nobody of this address
    UNKNOWN_HOST = "unknown-host"  # no name server knows the registrar
    NO_ANSWER = "no-answer"  # of nobody: a dead server, a wrong address, or a port that is blocked
    CONNECTION_REFUSED = "connection-refused"  # the computer is there, and nothing listens at this port
    NO_NETWORK = "no-network"
    NO_IPV6 = "no-ipv6"  # the server has addresses of IPv6 only, which this engine does not speak
    NO_PLACE = "no-place"  # the engine holds no more accounts; the reason is who is there, "a@x, b@y"
    CERTIFICATE = "certificate"  # see CertificateRefused
    AUTHORITIES = "authorities"  # the account's own file of them is of no use; the reason says why
    MOVED = "moved"  # a 3xx
    SERVER = "server"  # the server is in trouble by its own account, 5xx
    OTHER = "other"


class RegistrationChanged(Event, frozen=True):
    """`final_response` is the raw response of a failed REGISTER, empty if none came; the rest as in CallEnded."""

    account_id: str
    state: RegistrationState
    status: int = 0
    reason: str = ""
    expires_s: int = 0
    final_response: bytes = b""
    transport: str = ""
    source: str = ""
    tls_verified: bool = False
    from_next_hop: bool | None = None
    cause: RegistrationCause = RegistrationCause.NONE


class NetworkTested(Event, frozen=True):
    """What a test of the way to the world found. Addresses are "address:port", "" for what was not found or asked.

    `nat` is a word of RFC 3489 like "port-restricted", times in milliseconds, problems English sentences or "".
    """

    test_id: int
    local_address: str = ""
    mapped_address: str = ""
    nat: str = ""
    stun_ms: float = -1.0
    stun_problem: str = ""
    relay_address: str = ""
    turn_ms: float = -1.0
    turn_problem: str = ""


class FoundServer(msgspec.Struct, frozen=True):
    """A SIP server of a domain (RFC 3263). `found_by` is naptr, srv or address; `answers` to an OPTIONS request."""

    host: str
    port: int
    transport: str
    found_by: str
    answers: bool = False
    problem: str = ""


class ServersFound(Event, frozen=True):
    """Best first. `problem` when there is none: an English sentence."""

    request_id: int
    domain: str
    servers: tuple[FoundServer, ...] = ()
    problem: str = ""


class NetworkChanged(Event, frozen=True):
    """The addresses of this computer are others; () when it has no network. Accounts register anew by themselves."""

    addresses: tuple[str, ...]


class CertificateRefused(Event, frozen=True):
    """A TLS server could not be trusted and was told nothing.

    `problems` are words, the worst first: changed (another one than the pinned), self-signed, unknown-authority,
    expired, not-yet-valid, name-mismatch, revoked, weak; without a certificate: old-protocol (the server knows nothing
    newer than TLS 1.1), needs-newer-protocol, no-tls (it speaks something else), no-common-cipher; other. Times are
    Unix time in seconds. `pem` is empty when none was shown. `sha256` is of the DER form, lower-case hex. `names` are
    those that the certificate is for.
    """

    account_id: str
    host: str
    problems: tuple[str, ...]
    subject: str = ""
    issuer: str = ""
    names: tuple[str, ...] = ()
    not_before: int = 0
    not_after: int = 0
    sha256: str = ""
    pem: str = ""
    detail: str = ""
