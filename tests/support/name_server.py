"""A name server of a test, on 127.0.0.1 and a free port."""

import socket
import threading
from types import TracebackType
from typing import Self

import dns.exception
import dns.flags
import dns.message
import dns.rcode
import dns.rrset

_POLL_S = 0.05


class NameServer:
    """Answers from `records`: (name, type) to texts as in a zone file. `asked` counts what it was asked for.

    Use `with`. Without `records` for a name it says that there is none; `is_silent` makes it say nothing.
    """

    def __init__(self, records: dict[tuple[str, str], list[str]], *, ttl_s: int = 60) -> None:
        self._records = {(name.lower(), kind): texts for (name, kind), texts in records.items()}
        self._ttl_s = ttl_s
        self.asked: list[tuple[str, str]] = []
        self.is_silent = False
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(_POLL_S)
        self.address = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while not self._done.is_set():
            try:
                data, sender = self._socket.recvfrom(4096)
                question = dns.message.from_wire(data)
            except (TimeoutError, dns.exception.DNSException):
                continue
            if not self.is_silent:
                self._socket.sendto(self._answer(question), sender)

    def _answer(self, question: dns.message.Message) -> bytes:
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.RA
        asked = question.question[0]
        name, kind = str(asked.name).rstrip(".").lower(), dns.rdatatype.to_text(asked.rdtype)
        self.asked.append((name, kind))
        texts = self._records.get((name, kind))
        if texts:
            answer.answer.append(dns.rrset.from_text(asked.name, self._ttl_s, "IN", kind, *texts))
        elif not any(known == name for known, _ in self._records):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer.to_wire()
