"""A real pjsua2 phone for the demo exchange's tests, in a process of its own: pjsip ends the process when misused.

demo_phone.py register REGISTRAR USER PASSWORD       prints {"status": 200}
demo_phone.py call TARGET SECONDS [ROUTE]            prints {"states": [...], "status": N, "rx_packets": N}
demo_phone.py called-back TARGET                     prints {"status": N, "rang": true, "rx_packets": N}
"""

import json
import os
import sys
import time
from collections.abc import Callable

import pjsua2 as pj

LIMIT_S = 12.0


class Account(pj.Account):
    def __init__(self) -> None:
        super().__init__()
        self.register_status = 0
        self.incoming: Call | None = None

    def onRegState(self, prm: pj.OnRegStateParam) -> None:  # noqa: N802 - pjsua2's name
        self.register_status = prm.code

    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:  # noqa: N802
        self.incoming = Call(self, prm.callId)
        answer = pj.CallOpParam()
        answer.statusCode = 200
        self.incoming.answer(answer)


class Call(pj.Call):
    def __init__(self, account: Account, call_id: int = pj.PJSUA_INVALID_ID) -> None:
        super().__init__(account, call_id)
        self.states: list[str] = []
        self.status = 0
        self.over = False
        self.received = 0

    def onCallState(self, prm: pj.OnCallStateParam) -> None:  # noqa: N802
        info = self.getInfo()
        self.states.append(info.stateText)
        self.status = info.lastStatusCode
        if info.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            message = prm.e.body.tsxState.src.rdata.wholeMsg
            if message.startswith("SIP/2.0 3"):  # pjsip says 487 for a redirect that nobody follows
                self.status = int(message.split()[1])
            self.over = True

    def packets(self) -> int:
        if not self.over and self.isActive():
            self.received = self.getStreamStat(0).rtcp.rxStat.pkt
        return self.received


def poll(endpoint: pj.Endpoint, until: Callable[[], bool], seconds: float = LIMIT_S) -> None:
    deadline = time.monotonic() + seconds
    while not until() and time.monotonic() < deadline:
        endpoint.libHandleEvents(10)


def main() -> None:
    config = pj.EpConfig()
    config.uaConfig.threadCnt = 0
    config.uaConfig.mainThreadOnly = True
    config.logConfig.level = config.logConfig.consoleLevel = 0
    endpoint = pj.Endpoint()
    endpoint.libCreate()
    endpoint.libInit(config)
    transport = pj.TransportConfig()
    transport.boundAddress = "127.0.0.1"
    for kind in (pj.PJSIP_TRANSPORT_UDP, pj.PJSIP_TRANSPORT_TCP):
        endpoint.transportCreate(kind, transport)
    transport.tlsConfig.proto = 0x30
    endpoint.transportCreate(pj.PJSIP_TRANSPORT_TLS, transport)
    endpoint.libStart()
    endpoint.audDevManager().setNullDev()
    print(json.dumps(RUNS[sys.argv[1]](endpoint, *sys.argv[2:])), flush=True)
    os._exit(0)  # pjsua2's objects must not be collected in Python's order


def account_of(uri: str) -> tuple[Account, pj.AccountConfig]:
    config = pj.AccountConfig()
    config.idUri = uri
    return Account(), config


def register(endpoint: pj.Endpoint, registrar: str, user: str, password: str) -> dict[str, object]:
    account, config = account_of(f"sip:{user}@{registrar.removeprefix('sip:')}")
    config.regConfig.registrarUri = registrar
    config.sipConfig.authCreds.append(pj.AuthCredInfo("digest", "*", user, 0, password))
    account.create(config)
    poll(endpoint, lambda: account.register_status >= 200)
    return {"status": account.register_status}


def call(endpoint: pj.Endpoint, target: str, seconds: str, route: str = "") -> dict[str, object]:
    account, config = account_of("sip:tester@127.0.0.1")
    if route:
        config.sipConfig.proxies.append(route)
    account.create(config)
    placed = Call(account)
    placed.makeCall(target, pj.CallOpParam(True))
    poll(endpoint, lambda: placed.over or "CONFIRMED" in placed.states)
    poll(endpoint, lambda: placed.over, float(seconds))
    packets = placed.packets()
    if not placed.over:
        placed.hangup(pj.CallOpParam())
        poll(endpoint, lambda: placed.over)
    return {"states": placed.states, "status": placed.status, "rx_packets": packets}


def called_back(endpoint: pj.Endpoint, target: str) -> dict[str, object]:
    account, config = account_of("sip:tester@127.0.0.1")
    account.create(config)
    placed = Call(account)
    placed.makeCall(target, pj.CallOpParam(True))
    poll(endpoint, lambda: placed.over)
    poll(endpoint, lambda: bool(account.incoming and "CONFIRMED" in account.incoming.states))
    poll(endpoint, lambda: False, 0.5)
    incoming = account.incoming
    return {
        "status": placed.status,
        "rang": bool(incoming),
        "rx_packets": incoming.packets() if incoming else 0,
    }


RUNS: dict[str, Callable[..., object]] = {"register": register, "call": call, "called-back": called_back}

if __name__ == "__main__":
    main()
