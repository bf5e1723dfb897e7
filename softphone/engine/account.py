"""Accounts on the native side: registering, and the settings that calls are placed with."""

import contextlib
import secrets

import msgspec
import pjsua2 as pj

from softphone.calls.accounts import Account, Transport
from softphone.calls.reach_events import RegistrationCause, RegistrationChanged, RegistrationState
from softphone.engine.account_media import set_media
from softphone.engine.endpoint import SipThread
from softphone.engine.incoming import AccountListener
from softphone.engine.message import hop_of, host_of, is_dialable, is_emergency, port_of, with_parameter
from softphone.engine.registration_cause import cause_of
from softphone.engine.transports import TlsPolicy
from softphone.engine.wire import Origin

# What a server that comes back is found by: it has to be there again within ten seconds.
_RETRY_S = 5
_SIP_PORT, SIP_TLS_PORT = 5060, 5061
_FIRST_RETRY_S = 2
_RETRY_SPREAD_S = 2
_UNREGISTER_WAIT_MS = 1500

_FIRST_SOUND_PORT, _SOUND_PORTS = 16_384, 8_000
"""Below the ports that systems give away by themselves. pjsip begins at 4000 in every process, and after ten packets
from a stranger it sends its sound to them: nobody is to guess where a call is heard, nor get what was for others."""


class NativeAccount(pj.Account):
    """One account in the library. Callbacks copy, post and decide nothing."""

    def __init__(self, sip: SipThread, account_id: str, listener: AccountListener) -> None:
        super().__init__()
        self._sip = sip
        self._account_id = account_id
        self._listener = listener
        self.is_leaving = False  # unregistering, and not answered yet
        self._is_refreshing = False

    def register_anew(self, has_registrar: bool) -> None:
        """Register after a change: the library does not by itself when only the password is another."""
        if has_registrar:
            with contextlib.suppress(pj.Error):  # it is at it already
                self.setRegistration(True)

    def refresh(self) -> None:
        """Register before the time is up, which nobody need see."""
        self._is_refreshing = True
        self.register_anew(has_registrar=True)
        self._is_refreshing = False

    def leave(self) -> None:
        """Unregister. Raises pj.Error if there is nothing to unregister."""
        self.is_leaving = True
        self.setRegistration(False)

    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded(
            "incoming call", lambda: self._listener.note_incoming_call(self, self._account_id, prm)
        )

    def onInstantMessage(self, prm: pj.OnInstantMessageParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("message", lambda: self._listener.note_message(self._account_id, prm))

    def onTypingIndication(self, prm: pj.OnTypingIndicationParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("typing", lambda: self._listener.note_typing(self._account_id, prm))

    def onMwiInfo(self, prm: pj.OnMwiInfoParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("waiting messages", lambda: self._listener.note_waiting(self._account_id, prm))

    def onIncomingSubscribe(self, prm: pj.OnIncomingSubscribeParam) -> None:  # noqa: N802 - name of the native callback
        prm.code = (
            pj.PJSIP_SC_FORBIDDEN
        )  # what stands here when a bug keeps the listener from saying otherwise
        self._sip.guarded("subscriber", lambda: self._listener.note_subscriber(prm))

    def onSendRequest(self, prm: pj.OnSendRequestParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("answer", lambda: self._listener.note_request_answer(prm))

    def onRegStarted(self, prm: pj.OnRegStartedParam) -> None:  # noqa: N802 - name of the native callback
        if prm.renew:
            self.is_leaving = False
            if not self._is_refreshing:
                self._sip.post_event(RegistrationChanged(self._account_id, RegistrationState.REGISTERING))

    def onRegState(self, prm: pj.OnRegStateParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("registration", lambda: self._report(prm))

    def _report(self, prm: pj.OnRegStateParam) -> None:
        self.is_leaving = False
        raw = prm.rdata.wholeMsg.encode("utf-8", "surrogateescape")  # empty when nothing came
        origin = self._sip.wire.origin_of(raw, prm.rdata.srcAddress) if raw else Origin()
        if prm.code // 100 == 2:
            state = RegistrationState.REGISTERED if prm.expiration else RegistrationState.UNREGISTERED
        else:
            state = RegistrationState.FAILED
        event = RegistrationChanged(
            account_id=self._account_id,
            state=state,
            status=prm.code,
            reason=prm.reason,
            expires_s=prm.expiration if state is RegistrationState.REGISTERED else 0,
            final_response=raw if state is RegistrationState.FAILED else b"",
            transport=origin.transport,
            source=origin.source,
            tls_verified=origin.tls_verified,
            from_next_hop=origin.from_next_hop,
            cause=cause_of(prm.code, prm.reason, raw)
            if state is RegistrationState.FAILED
            else RegistrationCause.NONE,
        )
        cause = self._listener.note_registration(event, "" if raw else prm.reason)
        self._sip.post_event(msgspec.structs.replace(event, cause=cause))


def account_problem(account: Account) -> str:
    """Why the library could not take this account, "" if it can."""
    for name, uri in (("address", account.uri), ("registrar", account.registrar), ("proxy", account.proxy)):
        if (uri or name == "address") and not is_dialable(uri):
            return f"the {name} is not a SIP URI: {uri[:80]!r}"
    return ""


def account_config(sip: SipThread, account: Account, password: str) -> pj.AccountConfig:
    """The native settings of an account, but for the transport. Raises pj.Error."""
    config = local_config(sip, _name_addr(account))
    config.regConfig.registrarUri = on_transport(account.registrar, account.transport)
    config.regConfig.registerOnAdd = bool(account.registrar)
    config.regConfig.retryIntervalSec = _RETRY_S
    config.regConfig.firstRetryIntervalSec = _FIRST_RETRY_S
    config.regConfig.randomRetryIntervalSec = _RETRY_SPREAD_S
    config.regConfig.unregWaitMsec = _UNREGISTER_WAIT_MS
    set_media(config, account)
    config.presConfig.publishEnabled = account.publish_presence
    # Not of a person who is registered nowhere: there is no server to ask.
    config.mwiConfig.enabled = account.watch_voicemail and bool(account.registrar)
    if password:
        config.sipConfig.authCreds.append(pj.AuthCredInfo("digest", "*", auth_user(account), 0, password))
    if account.proxy:
        config.sipConfig.proxies.append(with_parameter(on_transport(account.proxy, account.transport), "lr"))
    return config


def local_config(sip: SipThread, name_addr: str) -> pj.AccountConfig:
    """The native settings of a caller who is registered nowhere."""
    config = pj.AccountConfig()
    config.idUri = name_addr
    media = config.mediaConfig.transportConfig
    media.port = _FIRST_SOUND_PORT + 2 * secrets.randbelow(_SOUND_PORTS)
    if sip.transports.bind_address:
        media.boundAddress = media.publicAddress = sip.transports.bind_address
    return config


def tls_policy(account: Account, domain: str = "") -> TlsPolicy:
    """Whom the account trusts; `domain` where its server is one that SRV records name."""
    if not account.verify_tls:
        return TlsPolicy(verify=False)
    return TlsPolicy(account.ca_file, account.pinned_certificate.lower(), name=domain)


def is_own_host(account: Account, host: str) -> bool:
    """Whether `host` is one that the person named in the account: only there its credentials may go."""
    uris = [uri for uri in (account.uri, account.registrar, account.proxy) if uri]
    named = {name(uri).lower() for uri in uris for name in (host_of, hop_of)}
    return host.lower() in named


def auth_user(account: Account) -> str:
    """The name that answers challenges."""
    return account.auth_user or account.uri.partition(":")[2].rpartition("@")[0].partition(":")[0]


def server_of(account: Account) -> tuple[str, int]:
    """Host and port of where the account registers; without SRV records."""
    uri = account.proxy or account.registrar or account.uri
    return hop_of(uri), port_of(uri) or (SIP_TLS_PORT if account.transport is Transport.TLS else _SIP_PORT)


def named_port(account: Account) -> int:
    """The port of that, if the person names one: then no SRV records are asked for (RFC 3263 section 4.2)."""
    return port_of(account.proxy or account.registrar or account.uri)


def put_first(proxies: pj.StringVector, uri: str) -> None:
    """Let requests go to `uri` before they go on to `proxies`."""
    others = tuple(proxies)
    proxies.clear()
    for each in (uri, *others):
        proxies.append(each)


def goes_by_tls(uri: str) -> bool:
    """Whether a request to `uri` travels over TLS (RFC 3261 sections 19.1.1, 26.2.2)."""
    lower = uri.lower()
    return lower.startswith("sips:") or ";transport=tls" in lower


def implied_route(account: Account, request_uri: str) -> str:
    """The account's server as the route of a call that would not find its way by itself, else "".

    That is an emergency service, which has no host (RFC 5031), and a call inside the account's own domain when the
    account is not on UDP: the library looks up no NAPTR records and would take UDP (RFC 3263 section 4.1).
    """
    if account.proxy:
        return ""
    own = account.registrar or account.uri
    server = on_transport("sip:" + own.partition(":")[2].rpartition("@")[2], account.transport)
    if is_emergency(request_uri):
        return server
    if account.transport is Transport.UDP or host_of(request_uri) != host_of(own):
        return ""
    if "transport=" in request_uri.lower() or request_uri.lower().startswith("sips:"):
        return ""
    return server


def on_transport(uri: str, transport: Transport) -> str:
    """`uri` by way of `transport`."""
    if not uri or transport is Transport.UDP:
        return uri
    return with_parameter(uri, f"transport={transport}")


def _name_addr(account: Account) -> str:
    name = "".join(character for character in account.display_name if character.isprintable())
    if not name:
        return f"<{account.uri}>"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{account.uri}>'
