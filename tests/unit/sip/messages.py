"""Responses for the tests of softphone.sip, built on a spine that never changes."""


def response(
    status_line: str,
    *headers: str,
    body: bytes = b"",
    length: int | None = None,
    to: str = "<sip:anna@office.example>;tag=2",
    transport: str = "UDP",
) -> bytes:
    """One raw response with CRLF line ends and a Content-Length that fits unless `length` is given."""
    lines = [
        f"SIP/2.0 {status_line}",
        f"Via: SIP/2.0/{transport} 192.0.2.1:5060;branch=z9hG4bKx",
        "From: <sip:me@office.example>;tag=1",
        f"To: {to}",
        "Call-ID: 1@192.0.2.1",
        "CSeq: 1 INVITE",
        *headers,
        f"Content-Length: {len(body) if length is None else length}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
