"""Which sounds reach which on pjmedia's conference bridge.

Every change states anew what has to be connected, and only the difference is carried out: mute, hold, conference and
recording cannot forget one another. Everything here is called on the SIP thread, because it alone knows when the
library takes a call's media off the bridge. To disconnect what has just gone is not harmless: pjmedia 2.15.1 counts it
twice at the other end, which then hears nobody any more. So what goes by itself is forgotten, not disconnected.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pjsua2 as pj

from softphone.calls.event import Event
from softphone.engine.sound.digits import DigitTones
from softphone.engine.sound.recorder import RecorderPort, Recorders


@dataclass(slots=True)
class _Call:
    """What is wanted of a call from its first sound to its end; `media` only while it has sound."""

    source: pj.AudioMedia
    sink: pj.AudioMedia | None
    media: pj.AudioMedia | None = None
    talks: bool = True
    digits: DigitTones | None = None
    recorder: RecorderPort | None = None


class Patchbay:
    """`post` takes events for the parent process and may be called on any thread."""

    def __init__(self, post: Callable[[Event], None]) -> None:
        self._recorders = Recorders(post)
        self._calls: dict[int, _Call] = {}
        self._muted: set[int] = set()
        self._silenced: set[int] = set()
        self._conference: frozenset[int] = frozenset()
        self._connected: dict[tuple[int, int], tuple[pj.AudioMedia, pj.AudioMedia]] = {}

    def attach(
        self,
        call_id: int,
        media: pj.AudioMedia,
        source: pj.AudioMedia,
        sink: pj.AudioMedia | None,
        *,
        talks: bool = True,
    ) -> None:
        """Connect a call: it hears `source` and is heard at `sink`. Again with new media after a hold.

        `talks` False: the other side holds us and may play music, which no conference should hear.
        """
        call = self._calls.setdefault(call_id, _Call(source, sink))
        self._forget(call)
        call.source, call.sink, call.media, call.talks = source, sink, media, talks
        self._settle()

    def cut(self, call_id: int) -> None:
        """We are about to end the call, which has its media still. Unknown ids are ignored."""
        call = self._calls.get(call_id)
        if call is not None:
            call.media = None
            self._settle()

    def detach(self, call_id: int) -> None:
        """The library has taken the call's media off the bridge. Unknown ids are ignored."""
        call = self._calls.get(call_id)
        if call is not None:
            self._forget(call)
            self._settle()

    def end(self, call_id: int) -> None:
        """The call is over, its media gone: nothing is kept of it. Unknown ids are ignored."""
        call = self._calls.pop(call_id, None)
        self._muted.discard(call_id)
        self._silenced.discard(call_id)
        self._conference -= {call_id}
        if call is not None:
            self._forget(call)
            self._settle()
            self._give_back(call)

    def attached(self) -> tuple[int, ...]:
        """The calls that have sound."""
        return tuple(call_id for call_id, call in self._calls.items() if call.media is not None)

    def set_muted(self, call_id: int, muted: bool) -> None:
        """May come before `attach`."""
        (self._muted.add if muted else self._muted.discard)(call_id)
        self._settle()

    def set_silenced(self, call_id: int, silenced: bool) -> None:
        """May come before `attach`."""
        (self._silenced.add if silenced else self._silenced.discard)(call_id)
        self._settle()

    def set_conference(self, call_ids: Sequence[int]) -> None:
        """A call on hold is out of it until it has sound again."""
        self._conference = frozenset(call_ids)
        self._settle()

    def play_digits(self, call_id: int, digits: str) -> None:
        """Mix DTMF into what the call is sent, mute or not."""
        call = self._calls.get(call_id)
        if call is None or call.media is None:
            return
        if call.digits is None:
            call.digits = DigitTones()
            self._settle()
        call.digits.play(digits)

    def record(self, call_id: int, path: str) -> None:
        """Into a new file at `path`; "" stops."""
        call = self._calls.get(call_id)
        if not path or call is None:
            if call is not None and call.recorder is not None:
                recorder, call.recorder = call.recorder, None
                self._settle()
                self._recorders.give_back(recorder)
            elif path:
                self._recorders.refuse(call_id, path)
            return
        if call.recorder is None:
            call.recorder = self._recorders.take()
        call.recorder.start(call_id, path)
        self._settle()

    def close(self) -> None:
        """Before the clock stops: cut everything, complete the files."""
        for call_id in tuple(self._calls):
            self.end(call_id)
        self._recorders.close()

    def _give_back(self, call: _Call) -> None:
        call.digits = None
        if call.recorder is not None:
            recorder, call.recorder = call.recorder, None
            self._recorders.give_back(recorder)

    def _forget(self, call: _Call) -> None:
        gone, call.media = call.media, None
        if gone is not None:
            for key, ends in tuple(self._connected.items()):
                if gone in ends:
                    del self._connected[key]

    def _settle(self) -> None:
        """Raises the first pj.Error, after everything has been tried."""
        wanted = {(id(source), id(sink)): (source, sink) for source, sink in self._wanted()}
        problem: pj.Error | None = None
        for key in self._connected.keys() - wanted.keys():
            source, sink = self._connected.pop(key)
            try:
                source.stopTransmit(sink)
            except pj.Error as error:
                problem = problem or error
        for key in wanted.keys() - self._connected.keys():
            source, sink = wanted[key]
            try:
                source.startTransmit(sink)
            except pj.Error as error:
                problem = problem or error
            else:
                self._connected[key] = source, sink
        for call in self._calls.values():
            if call.recorder is not None:
                call.recorder.listens = call.media is not None
        if problem is not None:
            raise problem

    def _wanted(self) -> Iterator[tuple[pj.AudioMedia, pj.AudioMedia]]:
        for call_id, call in self._calls.items():
            media = call.media
            if media is None:
                continue
            said = [] if call_id in self._muted else [call.source]
            if call.digits is not None:
                said.append(call.digits.media)
            others = [
                other.media
                for other_id, other in self._calls.items()
                if {call_id, other_id} <= self._conference
                and other_id != call_id
                and other.media is not None
                and other.talks
            ]
            for heard_there in (*said, *others):
                yield heard_there, media
            if call.sink is not None and call_id not in self._silenced:
                yield media, call.sink
            if call.recorder is not None:
                for recorded in (*said, *others, media):
                    yield recorded, call.recorder
