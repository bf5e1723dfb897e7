"""Host names, asked for before the library needs them.

pjsip without a name server of its own calls `getaddrinfo` in the thread that sends, and a dead name server
would hold the SIP thread for seconds. So a name is looked up on a thread of its own first; the library's own
question a moment later is answered quickly.
"""

import socket
import threading
from collections.abc import Callable

from softphone.engine.endpoint import SipThread
from softphone.engine.message import is_ip_address

_PATIENCE_S = 10.0


class Names:
    """Looks names up without holding the SIP thread."""

    def __init__(self, sip: SipThread) -> None:
        self._sip = sip

    def look_up(self, host: str, then: Callable[[str], None]) -> None:
        """Call `then` on the SIP thread with "" when `host` resolves, else with the reason; at once for an address."""
        if is_ip_address(host):
            then("")
            return
        answered = False

        def answer(problem: str) -> None:
            nonlocal answered
            if not answered:
                answered = True
                then(problem)

        def ask() -> None:
            try:
                socket.getaddrinfo(host, None)
                problem = ""
            except (OSError, UnicodeError) as error:
                problem = f"{host}: {error}"
            self._sip.post(lambda: answer(problem))

        self._sip.after(_PATIENCE_S, lambda: answer(f"{host}: no name server answers"))
        threading.Thread(target=ask, name=f"name {host}", daemon=True).start()
