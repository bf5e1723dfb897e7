"""The thread of the subscriptions: its sockets and its timers. It sleeps until one of them has something."""

import contextlib
import heapq
import itertools
import queue
import selectors
import socket
import threading
import time
from collections.abc import Callable

from softphone.calls.engine_events import EngineFault, MessageSeen
from softphone.calls.event import Event
from softphone.engine.pace import Pace
from softphone.engine.watching.line import Hop, Line
from softphone.engine.wire import blanked

_KEEP_ALIVE_S = 25.0
_LEFT_ALONE_S = 4.0  # who has just not been reached: to try takes seconds, in which nothing else is done
_TRACED_AT_ONCE, _TRACED_A_SECOND = 200, 20.0
_MOST_TRACED = 16 * 1024


class Reactor:
    """`receive` is called with each message and `lost` with the hop of a connection that is over, on the thread.

    A line that `is_used` says nothing needs any more is closed after a while.
    """

    def __init__(
        self,
        post_event: Callable[[Event], None],
        bind_address: str,
        receive: Callable[[Line, bytes], None],
        lost: Callable[[Hop], None],
        is_used: Callable[[Hop], bool],
    ) -> None:
        self._post_event = post_event
        self._bind_address = bind_address
        self._receive = receive
        self._lost = lost
        self._is_used = is_used
        self._work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._wake_in, self._wake_out = socket.socketpair()
        self._wake_in.setblocking(False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._wake_in, selectors.EVENT_READ)
        self._timers: list[tuple[float, int, Callable[[], None]]] = []
        self._timer_numbers = itertools.count()
        self.lines: dict[Hop, Line] = {}
        self._keeps_alive = False
        self._unreached: dict[Hop, float] = {}  # until when they are left alone
        self._trace_pace = Pace(_TRACED_AT_ONCE, _TRACED_A_SECOND)
        threading.Thread(target=self._run, name="watching", daemon=True).start()

    def post(self, run: Callable[[], None]) -> None:
        """Run `run` on the thread; from any thread."""
        self._work.put(run)
        with contextlib.suppress(OSError):
            self._wake_out.send(b".")

    # On the thread.

    def after(self, delay_s: float, run: Callable[[], None]) -> None:
        heapq.heappush(self._timers, (time.monotonic() + delay_s, next(self._timer_numbers), run))

    def line(self, hop: Hop) -> Line:
        """The socket to `hop`, opened when there is none. Raises OSError."""
        line = self.lines.get(hop)
        if line is None:
            line = self.lines[hop] = self._open(hop)
            self._selector.register(line.socket, selectors.EVENT_READ, line)
            if not self._keeps_alive:
                self._keeps_alive = True
                self.after(_KEEP_ALIVE_S, self._keep_alive)
        return line

    def _open(self, hop: Hop) -> Line:
        if time.monotonic() < self._unreached.get(hop, 0.0):
            raise TimeoutError("this server has just not been reached")
        try:
            line = Line(hop, self._bind_address)
        except (OSError, UnicodeError) as error:  # the latter of a name that no name server could know
            self._unreached[hop] = time.monotonic() + _LEFT_ALONE_S
            raise OSError(str(error)) from error
        self._unreached.pop(hop, None)
        return line

    def transmit(self, line: Line, data: bytes) -> None:
        """Raises OSError; the line is closed then."""
        try:
            line.send(data)
        except OSError:
            self._drop(line)
            raise
        self._trace(line, data, sent=True)

    def _keep_alive(self) -> None:
        """RFC 5626 section 3.5: through NATs, while something is said at all."""
        for line in tuple(self.lines.values()):
            if not self._is_used(line.hop):
                self._drop(line)
                continue
            with contextlib.suppress(OSError):
                line.send(b"\r\n\r\n")
        self._keeps_alive = bool(self.lines)
        if self._keeps_alive:
            self.after(_KEEP_ALIVE_S, self._keep_alive)

    def _trace(self, line: Line, raw: bytes, *, sent: bool) -> None:
        if self._trace_pace.allows():
            shown = blanked(raw)[:_MOST_TRACED]
            self._post_event(MessageSeen(0, sent, time.time(), line.hop.transport, line.peer, shown))

    def _drop(self, line: Line) -> None:
        if self.lines.get(line.hop) is line:
            del self.lines[line.hop]
            self._selector.unregister(line.socket)
            line.close()

    def _run(self) -> None:
        while True:
            try:
                self._turn()
            except Exception as error:  # a bug in one message must not end the thread
                self._post_event(EngineFault("watching", 0, f"{type(error).__name__}: {error}"))

    def _turn(self) -> None:
        wait_s = max(0.0, self._timers[0][0] - time.monotonic()) if self._timers else None
        for key, _ in self._selector.select(wait_s):
            if key.data is None:
                with contextlib.suppress(OSError):
                    self._wake_in.recv(4096)
            else:
                self._read(key.data)
        for _ in range(self._work.qsize()):
            self._work.get()()
        now = time.monotonic()
        while self._timers and self._timers[0][0] <= now:
            heapq.heappop(self._timers)[2]()

    def _read(self, line: Line) -> None:
        try:
            messages = line.read()
        except ConnectionRefusedError:
            return  # an ICMP answer to a datagram: the timers deal with it
        except OSError:
            self._drop(line)
            self._lost(line.hop)
            return
        for raw in messages:
            self._trace(line, raw, sent=False)
            self._receive(line, raw)
