"""Steps of a SIPp that says more than answers: its INVITE, and requests inside a call, numbered by the test."""

from tests.support.sipp import CONTACT, SDP, expect_status

_SDP_TYPE = "Content-Type: application/sdp"


def ask(method: str, number: int, *headers: str, body: str = "", first: bool = False) -> str:
    """Send a request of the one call; `first` is the INVITE that begins it."""
    lines = [
        f"{method} {'sip:anna@[remote_ip]:[remote_port]' if first else '[next_url]'} SIP/2.0",
        "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]",
        "From: <sip:sipp@[local_ip]:[local_port]>;tag=[pid]SIPpTag[call_number]",
        "To: <sip:anna@[remote_ip]:[remote_port]>" + ("" if first else "[peer_tag_param]"),
        "Call-ID: [call_id]",
        f"CSeq: {number} {method}",
        CONTACT,
        "Max-Forwards: 70",
        *headers,
        *([_SDP_TYPE] if body.startswith("v=0") else []),
        "Content-Length: [len]",
    ]
    again = "" if method == "ACK" else ' retrans="500"'
    return (
        f"<send{again}><![CDATA[\n" + "\n".join(lines) + "\n\n" + (f"{body}\n" if body else "") + "]]></send>"
    )


def tell(method: str, number: int, *headers: str, body: str = "") -> str:
    """A request of the called side, after `expect_call` and an ACK with rrs."""
    lines = (
        f"{method} [next_url] SIP/2.0",
        "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]",
        "From: <sip:peer@[local_ip]>;tag=[pid]SIPpTag[call_number]",
        "To:[$1]",
        "[last_Call-ID:]",
        f"CSeq: {number} {method}",
        CONTACT,
        "Max-Forwards: 70",
        *headers,
        "Content-Length: [len]",
    )
    return '<send retrans="500"><![CDATA[\n' + "\n".join(lines) + f"\n\n{body}\n]]></send>"


def acknowledge_refusal(number: int) -> str:
    """The ACK of a final response that is no 2xx: of the same transaction, as pjsip aborts for one that is not."""
    lines = (
        "ACK sip:anna@[remote_ip]:[remote_port] SIP/2.0",
        "[last_Via:]",
        "[last_From:]",
        "[last_To:]",
        "[last_Call-ID:]",
        f"CSeq: {number} ACK",
        "Max-Forwards: 70",
        "Content-Length: 0",
    )
    return "<send><![CDATA[\n" + "\n".join(lines) + "\n\n]]></send>"


def keep(recv: str, header: str, pattern: str = "[0-9]+", *, variable: int = 1) -> str:
    """Wait for a message (`recv` are the attributes that say for which) and keep a part of a header of it."""
    return (
        f'<recv {recv}><action><ereg regexp="{pattern}" search_in="hdr" header="{header}:" check_it="true"'
        f' assign_to="{variable}"/></action></recv>'
    )


def expect_answer() -> tuple[str, ...]:
    """Ringing, and the 200 whose Contact the next requests go to."""
    return (
        expect_status(100, optional=True),
        expect_status(180, optional=True),
        '<recv response="200" rrs="true"/>',
    )


def expect_ok() -> tuple[str, ...]:
    """The 200 to a request inside the call."""
    return (expect_status(100, optional=True), expect_status(200))


def described(direction: str = "sendrecv", *, address: str = "[media_ip]", version: int = 1) -> str:
    """A session description with another direction or address of the sound."""
    text = SDP.replace("c=IN IP[media_ip_type] [media_ip]", f"c=IN IP4 {address}")
    return text.replace("53655765 2353687637", f"53655765 {2353687637 + version}") + f"\na={direction}"


def bye(number: int) -> tuple[str, ...]:
    return (ask("BYE", number), *expect_ok())
