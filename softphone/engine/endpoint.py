"""The native endpoint and the one thread that owns it.

Everything of SIP happens on the SIP thread: it polls the library (`libHandleEvents`), so callbacks come on it,
and between polls it runs what other threads post. No call object is ever touched by two threads, and no lock is
held while the library is entered. Measured on the published wheel, idle: the library's own worker and media
threads wake 200 times a second and cost 1.1 % of a core; this loop wakes when a packet or a timer is due. A
command from another thread ends the poll at once by a CRLF keep-alive (RFC 5626 section 4.4.1), which the
library ignores, sent to its own UDP port; without a UDP port the loop polls every 10 ms.
"""

import contextlib
import heapq
import itertools
import queue
import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence

import pjsua2 as pj

from softphone.calls.call_engine import MOST_CALLS
from softphone.calls.engine_events import EngineFault
from softphone.calls.event import Event
from softphone.engine.account_media import PREFERRED_CODECS
from softphone.engine.connections import Connections
from softphone.engine.dropped import DroppedResponse
from softphone.engine.dropped_notify import DroppedNotify
from softphone.engine.library_settings import hasten_name_servers, stay_on_udp
from softphone.engine.native_log import NEEDED_LOG_LEVEL, NativeLog
from softphone.engine.protocol import Start
from softphone.engine.sound.queues import FRAME_MS, RESAMPLING_QUALITY, SAMPLE_RATE_HZ
from softphone.engine.transports import Transports
from softphone.engine.wire import Wire

_IDLE_POLL_MS = 1000
_POLL_WITHOUT_WAKING_MS = 10
_USER_AGENT = "redirect-softphone"


class _NativeEndpoint(pj.Endpoint):
    """Counts no calls and decides nothing: TLS connections are noted, that is all."""

    transports: Transports | None = None
    sip: "SipThread | None" = None

    def onTransportState(self, prm: pj.OnTransportStateParam) -> None:  # noqa: N802 - name of the native callback
        if self.transports is not None:
            self.transports.note_state(prm)
        sip = self.sip
        if sip is not None:
            sip.guarded("connection", lambda: sip.connections.note_state(prm))

    def onRejectedIncomingCall(self, prm: pj.OnRejectedIncomingCallParam) -> None:  # noqa: N802 - name of the native callback
        sip = self.sip
        if sip is not None:
            sip.guarded("rejected call", lambda: sip.on_rejected(prm))


class SipThread:
    """The endpoint, its transports, and the thread that runs them.

    `post` sends an event to the phone from any thread.
    """

    def __init__(self, start: Start, post: Callable[[Event], None]) -> None:
        self.post_event = post
        self._inbox: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._timers: list[tuple[float, int, Callable[[], None]]] = []
        self._timer_numbers = itertools.count()
        self._running = True
        self._polls_within = False
        self._awake = threading.Event()
        self.last_seen = time.monotonic()
        self.on_rejected: Callable[[pj.OnRejectedIncomingCallParam], None] = lambda _: None
        self.on_dropped: Callable[[DroppedResponse | DroppedNotify], None] = lambda _: None
        self.wire = Wire(post, self.after)
        self._log = NativeLog(
            start.native_log_level,
            self.wire,
            lambda found: self.soon(lambda: self.on_dropped(found)),
            self._read_again,
        )
        self.unoffered = self._log.unoffered
        stay_on_udp()
        self.endpoint = _NativeEndpoint()
        self.endpoint.libCreate()
        self.endpoint.libInit(_endpoint_config(self._log))
        self.transports = Transports(self.endpoint, start)
        self.wire.is_verified = self.transports.is_verified
        self.endpoint.transports = self.transports
        self.connections = Connections(self.endpoint, self.soon, self.poll_for)
        self._log.on_incoming = self.connections.note_incoming
        self.endpoint.sip = self
        self.endpoint.libStart()
        self._codecs = list(PREFERRED_CODECS)
        self._preferred: tuple[str, ...] | None = None
        self.prefer_codecs(())
        self.endpoint.audDevManager().setNoDev()
        self._wake_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._wake_socket.setblocking(False)

    def codecs(self) -> tuple[str, ...]:
        """Names like "PCMU/8000/1"."""
        return tuple(str(codec.codecId) for codec in self.endpoint.codecEnum2())

    def allow_codecs(self, names: Iterable[str]) -> None:
        """Let calls use these too ("iLBC/8000"); which of all a call offers, `account_media.with_codecs` says."""
        known = {name.lower() for name in self._codecs}
        self._codecs += [name for name in names if name.lower() not in known]
        self._preferred = None
        self.prefer_codecs(())

    def prefer_codecs(self, names: Sequence[str]) -> None:
        """Put these first in the next call: an SDP of more than 1024 bytes cannot be changed when it is made.

        What nobody wants is off, since what is on adds to the bandwidth that an SDP asks for.
        """
        if tuple(names) == self._preferred:
            return
        self._preferred = tuple(names)
        order = list(dict.fromkeys(name.lower() for name in (*names, *self._codecs)))
        for codec in self.codecs():
            name = codec.rpartition("/")[0].lower()
            is_on = any(name == each.lower() for each in self._codecs)
            self.endpoint.codecSetPriority(codec, max(250 - order.index(name), 1) if is_on else 0)

    def post(self, run: Callable[[], None]) -> None:
        """Run `run` on the SIP thread soon; from any thread."""
        self._inbox.put(run)
        port = self.transports.udp_port
        if port:
            address = self.transports.bind_address or "127.0.0.1"
            try:
                self._wake_socket.sendto(b"\r\n", (address, port))
            except OSError as error:
                self.post_event(EngineFault(operation="wake", status=error.errno or 0, reason=str(error)))

    def send_datagram(self, data: bytes, address: tuple[str, int]) -> None:
        """Send outside the library, over UDP, from a port of no transport. On the SIP thread."""
        with contextlib.suppress(OSError):
            self._wake_socket.sendto(data, address)

    def _read_again(self, raw: bytes) -> bool:
        """Give the library an answer that it could not read as it came, if that can be done.

        It knows an answer by its Via, whichever way that came.
        """
        port = self.transports.udp_port
        if port:
            address = self.transports.bind_address or "127.0.0.1"
            self.soon(lambda: self.send_datagram(raw, (address, port)))
        return port != 0

    def note_ice(self) -> None:
        """An account is about to be there whose calls may use ICE."""
        self._log.with_ice = True

    def soon(self, run: Callable[[], None]) -> None:
        """Run `run` after the callback that is going on. On the SIP thread."""
        self.after(0, run)

    def after(self, delay_s: float, run: Callable[[], None]) -> None:
        """Run `run` in `delay_s` seconds. On the SIP thread."""
        heapq.heappush(self._timers, (time.monotonic() + delay_s, next(self._timer_numbers), run))

    def poll_for(self, seconds: float) -> None:
        """Stay in a callback for SIP that has come, and let RTP flow meanwhile. On the SIP thread.

        The library reads a socket again when the callback for what it read before is over, so what waits at that one
        stays there. A callback in which another connection is polled does not poll once more.
        """
        if self._polls_within:
            time.sleep(seconds)
            return
        self._polls_within = True
        until = time.monotonic() + seconds
        try:
            while (left_s := until - time.monotonic()) > 0:
                self.endpoint.libHandleEvents(max(1, round(left_s * 1000)))
        finally:
            self._polls_within = False

    def guarded(self, operation: str, run: Callable[[], None]) -> None:
        """Run `run`; what it raises becomes an EngineFault."""
        try:
            run()
        except pj.Error as error:
            self.post_event(EngineFault(operation=operation, status=error.status, reason=error.reason))
        except Exception as error:
            self.post_event(
                EngineFault(operation=operation, status=0, reason=f"{type(error).__name__}: {error}")
            )

    def run(self) -> None:
        """The SIP thread's life, until `stop`."""
        self.endpoint.libRegisterThread("sip")
        hasten_name_servers()
        while self._running:
            self.last_seen = time.monotonic()
            self.endpoint.libHandleEvents(self._poll_ms())
            self._run_due()

    def stop(self) -> None:
        """Let `run` return. On the SIP thread."""
        self._running = False

    def _poll_ms(self) -> int:
        if not self._inbox.empty():
            return 0
        longest = _IDLE_POLL_MS if self.transports.udp_port else _POLL_WITHOUT_WAKING_MS
        if not self._timers:
            return longest
        wait_ms = round((self._timers[0][0] - time.monotonic()) * 1000)
        return min(max(wait_ms, 0), longest)

    def _run_due(self) -> None:
        for _ in range(self._inbox.qsize()):
            self.guarded("command", self._inbox.get())
        now = time.monotonic()
        while self._timers and self._timers[0][0] <= now:
            self.guarded("timer", heapq.heappop(self._timers)[2])


def _endpoint_config(log: NativeLog) -> pj.EpConfig:
    config = pj.EpConfig()
    config.logConfig.writer = log
    config.logConfig.level = NEEDED_LOG_LEVEL
    config.logConfig.consoleLevel = NEEDED_LOG_LEVEL
    config.logConfig.decor = 0
    config.logConfig.msgLogging = 1  # for `wire`; the log writer keeps messages to itself
    config.uaConfig.maxCalls = MOST_CALLS  # of the published wheel, whatever is said here
    config.uaConfig.userAgent = _USER_AGENT
    config.uaConfig.natTypeInSdp = 0  # nobody needs to know
    config.uaConfig.threadCnt = 0
    config.uaConfig.mainThreadOnly = False
    config.medConfig.hasIoqueue = False  # RTP is received by the same poll
    config.medConfig.threadCnt = 0
    config.medConfig.clockRate = SAMPLE_RATE_HZ
    config.medConfig.channelCount = 1
    config.medConfig.audioFramePtime = FRAME_MS
    config.medConfig.quality = RESAMPLING_QUALITY
    config.medConfig.noVad = True
    config.medConfig.ecTailLen = 0
    return config
