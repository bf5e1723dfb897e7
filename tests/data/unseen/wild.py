"""Shapes seen in the wild, byte for byte as such servers write them."""

from tests.data.unseen.case import Case, case


def _wire(text: str, body: bytes = b"") -> bytes:
    return text.strip("\n").replace("\n", "\r\n").encode() + b"\r\n\r\n" + body


_ORACLE_BODY = b"""<?xml version="1.0"?>
<ims-3gpp version="1.0">
   <alternative-service>
      <action>emergency-registration</action>
      <type>emergency</type>
      <reason>Emergency call from unregistered user</reason>
   </alternative-service>
</ims-3gpp>
"""

CASES: tuple[Case, ...] = (
    case(
        "Kamailio: one line, joined by commas",
        (3, 6),
        _wire("""
SIP/2.0 300 Multiple Choices
Via: SIP/2.0/UDP 127.0.0.1:5070;rport=5070;branch=z9hG4bK-524287-1---3f2a;received=127.0.0.1
To: <sip:sales@office.example>;tag=b27e1a1d33761e85846fc98f5f3a7e58.7b1c
From: "Ann"<sip:ann@office.example>;tag=99fa0a31
Call-ID: 81239ZDA1
CSeq: 1 INVITE
Contact: <sip:ben@192.0.2.4:5062;transport=udp>;q=0.3, <sip:cat@192.0.2.5>, <sip:dan@192.0.2.6>;q=0.7
Server: kamailio (5.7.4 (x86_64/linux))
Content-Length: 0
"""),
        outcome="offer",
        request_uri="sip:sales@office.example",
        targets=[
            {"uri": "sip:cat@192.0.2.5"},
            {"uri": "sip:dan@192.0.2.6", "q": 0.7},
            {"uri": "sip:ben@192.0.2.4:5062;transport=udp", "q": 0.3},
        ],
    ),
    case(
        "old SER: bare addresses with q",
        (3, 6),
        _wire("""
SIP/2.0 302 Redirect
Via: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bK2
From: sip:ann@office.example;tag=1
To: sip:5001@office.example
Call-ID: 7@192.0.2.9
CSeq: 20 INVITE
Contact: sip:5001@192.0.2.20:5060;q=0.99, sip:5001@192.0.2.21:5060;q=1.00
Server: Sip EXpress router (0.9.6 (i386/linux))
Content-Length: 0
Warning: 392 192.0.2.2:5060 "Noisy feedback tells: pid=4711 req_src_ip=192.0.2.9"
"""),
        request_uri="sip:5001@office.example",
        warnings=["Noisy feedback tells: pid=4711"],
        targets=[
            {"uri": "sip:5001@192.0.2.21:5060", "q": 1.0},
            {"uri": "sip:5001@192.0.2.20:5060", "q": 0.99},
        ],
    ),
    case(
        "a carrier's route server",
        (3, 6, 23),
        _wire("""
SIP/2.0 302 Moved Temporarily
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK0aBc
From: <sip:+12125550100@192.0.2.1>;tag=gK0c
To: <sip:+13125550123@192.0.2.80>
Call-ID: 1610612736_1@192.0.2.1
CSeq: 1001 INVITE
Reason: SIP ;cause=302 ;text=""
Contact: <sip:+13125550123;tgrp=TG-7;trunk-context=carrier.example@198.51.100.1:5060;user=phone>;q=0.98,
 <sip:+13125550123;tgrp=TG-9;trunk-context=carrier.example@198.51.100.2:5060;user=phone>;q=1.00
Contact: <sip:+13125550123;tgrp=TG-8;trunk-context=carrier.example@198.51.100.3:5060;user=phone>;q=0.99
Content-Length: 0
"""),
        targets=[
            {
                "uri": f"sip:+13125550123;tgrp={group};trunk-context=carrier.example@198.51.100.{host}:5060;user=phone"
            }
            for group, host in (("TG-9", 2), ("TG-8", 3), ("TG-7", 1))
        ],
    ),
    case(
        "Lync: the home server",
        (14, 7),
        _wire("""
SIP/2.0 301 Redirect request to Home Server
Via: SIP/2.0/TLS 192.0.2.30:50123;branch=z9hG4bK3;ms-received-port=50123;ms-received-cid=200
From: "Ann"<sip:ann@corp.example>;tag=c1;epid=e1
To: <sip:ann@corp.example>;tag=7F
Call-ID: c0ffee
CSeq: 2 REGISTER
Contact: <sip:pool01.corp.example:5061;transport=TLS>;q=0.7
Expires: 2592000
Content-Length: 0
"""),
        reason="Redirect request to Home Server",
        targets=[{"uri": "sip:pool01.corp.example:5061;transport=TLS", "q": 0.7, "expires": 2592000}],
    ),
    case(
        "Grandstream: 302 with Diversion and a warning",
        (15, 23),
        _wire("""
SIP/2.0 302 Moved Temporarily
Via: SIP/2.0/UDP 192.0.2.5:5060;branch=z9hG4bK1;rport=5060
From: "101" <sip:101@192.0.2.5>;tag=as1
To: <sip:102@192.0.2.62:5062>;tag=2
Call-ID: 0c1@192.0.2.5:5060
CSeq: 102 INVITE
Contact: <sip:103@192.0.2.5>
Diversion: <sip:102@192.0.2.5>;reason=unconditional
Warning: 399 192.0.2.62 "detected NAT type is full cone"
Supported: replaces, path, timer
Allow: INVITE, ACK, OPTIONS, CANCEL, BYE
Content-Length: 0
"""),
        outcome="offer",
        request_uri="sip:102@192.0.2.62:5062",
        targets=[{"uri": "sip:103@192.0.2.5", "kind": "sip", "expires": None}],
        warnings=["detected NAT type is full cone"],
        not_offered=["102@"],
    ),
    case(
        "a desk phone: forwarded for no answer",
        (15, 23),
        _wire("""
SIP/2.0 302 Moved Temporarily
v: SIP/2.0/TCP 192.0.2.5:5060;branch=z9hG4bK77
f: "Ann" <sip:1001@192.0.2.5>;tag=12
t: <sip:1020@192.0.2.20>;tag=34
i: abc-1@192.0.2.5
CSeq: 101 INVITE
m: <sip:1030@192.0.2.5:5060;transport=tcp>
Diversion: "Line 1020" <sip:1020@192.0.2.5>;reason=no-answer;privacy=off
l: 0
"""),
        request_uri="sip:1020@192.0.2.20",
        targets=[{"uri": "sip:1030@192.0.2.5:5060;transport=tcp"}],
    ),
    case(
        "a location function, with an identity and a huge body in its addresses",
        (9, 13),
        _wire(
            """
SIP/2.0 300 Multiple choices
Via: SIP/2.0/TCP [2001:db8::1]:5060;branch=z9hG4bKx
From: <sip:+15550100@ims.example>;tag=f
To: <urn:service:sos>;tag=t
Call-ID: lrf
CSeq: 1 INVITE
Contact: <sip:psap1@esrp.example;lr?P-Asserted-Identity=%3Ctel%3A%2B15550199%3E>, <sip:psap2@esrp.example?body="""
            + "%61" * 3400
            + """>
Content-Length: 0
"""
        ),
        outcome="offer",
        request_uri="urn:service:sos",
        targets=[
            {
                "dial_uri": "sip:psap1@esrp.example;lr",
                "honor_headers": {},
                "ignored_headers": ["P-Asserted-Identity"],
            },
            {"dial_uri": "sip:psap2@esrp.example", "honor_headers": {}, "ignored_headers": ["body"]},
        ],
    ),
    case(
        "Oracle: the action before the type",
        (19,),
        _wire(
            f"""
SIP/2.0 380 Alternative Service
Via: SIP/2.0/UDP 192.0.2.101:5060;branch=z9hG4bK01
From: "sipp" <sip:sipp@192.0.2.101:5060>;tag=1
To: "sut" <sip:112@192.0.2.102:5060>;tag=2
Call-ID: 1-4711@192.0.2.101
CSeq: 1 INVITE
P-Asserted-Identity: sip:pcscf.example.net
Content-Type: application/3gpp-ims+xml
Content-Disposition: render
Content-Length: {len(_ORACLE_BODY)}
""",
            _ORACLE_BODY,
        ),
        outcome="offer",
        request_uri="sip:112@192.0.2.102:5060",
        kinds={"urn:service:sos": "emergency"},
        actions=["emergency-registration"],
        not_offered=["pcscf.example.net"],
        flags=["emergency"],
    ),
    case(
        "a registrar that wants a proxy used",
        (16, 18),
        _wire("""
SIP/2.0 305 Use Proxy
Via: SIP/2.0/UDP [2001:db8::1]:5060;branch=z9hG4bKreg
From: <sip:ann@home.example>;tag=1
To: <sip:ann@home.example>;tag=2
Call-ID: reg1
CSeq: 1 REGISTER
Contact: <sip:[2001:db8::9]:5060;lr>
Content-Length: 0
"""),
        mode="proxy",
        outcome="offer",
        targets=[{"uri": "sip:[2001:db8::9]:5060;lr"}],
    ),
    case(
        "a registrar with an alternative",
        (18,),
        _wire("""
SIP/2.0 380 Alternative Service
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKreg2
From: <sip:ann@home.example>;tag=1
To: <sip:ann@home.example>;tag=2
Call-ID: reg2
CSeq: 1 REGISTER
Contact: <sip:registrar2.home.example>
Content-Length: 0
"""),
        outcome="offer",
        targets=[{"uri": "sip:registrar2.home.example"}],
    ),
    case(
        "RFC 4458 with a semicolon too many",
        (22,),
        _wire("""
SIP/2.0 302 Moved Temporarily
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKvm
From: <sip:+15555551002@example.com;user=phone>;tag=1
To: <sip:+15555551001@example.com;user=phone>;tag=2
Call-ID: vm
CSeq: 1 INVITE
Contact: <sip:+15555551000@gw.example.net;target=sip:+15555551001%40example.com;user=phone;cause=486;>
Content-Length: 0
"""),
        outcome="offer",
        request_uri="sip:+15555551001@example.com;user=phone",
        targets=[{"kind": "voicemail"}],
    ),
    case(
        "OpenSIPS: a star of phones behind NAT",
        (3, 6),
        _wire("""
SIP/2.0 302 Moved Temporarily
Via: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bKos
From: <sip:ann@office.example>;tag=1
To: <sip:ben@office.example>;tag=2
Call-ID: os
CSeq: 1 INVITE
Contact: <sip:ben@10.0.0.5:61234;ob;transport=tls>,<sip:ben@[2001:db8::5]:5060>;expires=77
Server: OpenSIPS (3.4.2 (x86_64/linux))
Content-Length: 0
"""),
        targets=[
            {"uri": "sip:ben@10.0.0.5:61234;ob;transport=tls", "expires": None},
            {"uri": "sip:ben@[2001:db8::5]:5060", "expires": 77},
        ],
    ),
)
