"""SIP accounts and what a person sets for each. Plain frozen values, no behaviour."""

from dataclasses import dataclass, field
from enum import StrEnum


class Transport(StrEnum):
    """How SIP messages travel (RFC 3261 section 18)."""

    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


class MediaEncryption(StrEnum):
    """Whether sound is encrypted (SRTP, RFC 3711; keys in the SDP, RFC 4568)."""

    OFF = "off"
    OPTIONAL = "optional"  # offered and taken, and calls go on without
    REQUIRED = "required"  # a call without it is refused


class DtmfMode(StrEnum):
    """How digits travel in a call."""

    AUTO = "auto"  # RFC 4733 where the other side takes it, else in the sound
    RTP = "rtp"  # RFC 4733
    INFO = "info"  # SIP INFO, application/dtmf-relay
    INBAND = "inband"  # two tones in the sound


class TurnTransport(StrEnum):
    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class Reachability:
    """How sound finds its way through NAT. Servers are "host" or "host:port", "" for none.

    The password of the TURN server lives in the keyring (`password_keys`).
    """

    ice: bool = False
    stun_server: str = ""
    turn_server: str = ""
    turn_user: str = ""
    turn_transport: TurnTransport = TurnTransport.UDP
    keep_alive_s: int = 15


@dataclass(frozen=True, slots=True)
class DiallingRule:
    """How numbers become addresses of an account, and which of them are its own.

    `country` is a calling code without "+", "7". National numbers begin with `trunk_prefix`, others with
    `international_prefix`; `outside_prefix` is dialled before every number that leaves the house. `send_plus`: the
    server takes "+74955550101"; else the number is sent as it is dialled in the country. `prefixes` are beginnings
    of numbers, `domains` hosts that choose this account when a person dials them.
    """

    country: str = ""
    trunk_prefix: str = ""
    international_prefix: str = ""
    outside_prefix: str = ""
    send_plus: bool = True
    prefixes: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerRule:
    """What an account does with calls by itself.

    `auto_answer_s`: answered after so many seconds, None for never. `obey_answer_after`: an "answer-after" of
    Call-Info or Alert-Info is obeyed, for callers in the contacts only. `do_not_disturb`: nothing of it rings.
    """

    auto_answer_s: int | None = None
    obey_answer_after: bool = False
    do_not_disturb: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """A SIP account. The password lives in the keyring under `id`, never here.

    `uri` is the address of record, "sip:anna@office.example". `registrar` is a SIP URI, or "" for an account
    that only gives a name to outgoing calls. `proxy` is a SIP URI or "". `strict_proxy`: answers that did not come
    from the proxy change nothing. `ca_file` holds the authorities of this account in PEM, "" for the system's.
    `pinned_certificate` is the one certificate that is trusted in spite of what is wrong with it, as SHA-256 of its
    DER form in lower-case hex. `codecs` in order of preference like "G722/16000", () for the phone's order.
    `ringtone` is a WAV file, "" for the phone's. `voicemail` is what one click on waiting messages dials, "" for what
    the server says. `watch_voicemail` subscribes to waiting messages (RFC 3842), `publish_presence` shows our state.
    """

    id: str
    uri: str
    display_name: str = ""
    registrar: str = ""
    auth_user: str = ""
    proxy: str = ""
    transport: Transport = Transport.UDP
    enabled: bool = True
    verify_tls: bool = True
    strict_proxy: bool = True
    media_encryption: MediaEncryption = MediaEncryption.OFF
    ca_file: str = ""
    pinned_certificate: str = ""
    codecs: tuple[str, ...] = ()
    dtmf: DtmfMode = DtmfMode.AUTO
    reliable_provisional: bool = True  # 100rel, RFC 3262
    session_timers: bool = True  # RFC 4028
    ringtone: str = ""
    voicemail: str = ""
    watch_voicemail: bool = True
    publish_presence: bool = False
    reachability: Reachability = field(default_factory=Reachability)
    dialling: DiallingRule = field(default_factory=DiallingRule)
    answering: AnswerRule = field(default_factory=AnswerRule)
