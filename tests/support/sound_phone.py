"""A phone with nothing but a call engine's sound, as a process: `python -m tests.support.sound_phone OPTIONS`.

Reads commands as JSON lines from stdin, writes events as JSON lines to stdout. Ends when stdin ends.
"""

import argparse
import faulthandler
import gc
import json
import os
import resource
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pjsua2 as pj
from PySide6.QtCore import QCoreApplication, QObject, Signal

from softphone.calls.call_engine import SoundTest, Tone
from softphone.calls.call_events import CallMedia
from softphone.calls.event import Event
from softphone.calls.settings import AudioSettings
from softphone.engine.sound.bridge import SoundBridge, configure_media
from softphone.engine.sound.sound import Sound

_PRINTING = threading.Lock()
faulthandler.enable()
_OUT = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # pjsip prints to stdout until it is configured


def tell(**event: object) -> None:
    with _PRINTING:
        _OUT.write(json.dumps(event) + "\n")
        _OUT.flush()


def tell_event(event: Event) -> None:
    tell(event=type(event).__name__, **msgspec.to_builtins(event))


class Commands(QObject):
    """Lines of stdin, on the main thread."""

    came = Signal(str)

    def read(self) -> None:
        for line in sys.stdin:
            self.came.emit(line)
        self.came.emit('{"do": "quit"}')


class Call(pj.Call):
    def __init__(self, account: "Account", native_id: int = pj.PJSUA_INVALID_ID) -> None:
        super().__init__(account, native_id)
        self.phone = account.phone

    def onCallMediaState(self, _prm: pj.OnCallMediaStateParam) -> None:  # noqa: N802 - pjsua2's name
        self.phone.later.emit(self.media_active)

    def onCallState(self, _prm: pj.OnCallStateParam) -> None:  # noqa: N802 - pjsua2's name
        info = self.getInfo()
        if info.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            self.phone.later.emit(lambda: self.phone.ended(self))

    def media_active(self) -> None:
        info = self.getInfo()
        for index, media in enumerate(info.media):
            if media.status == pj.PJSUA_CALL_MEDIA_ACTIVE:
                self.phone.sound.attach(1, self.getAudioMedia(index), CallMedia(1, True))


class Account(pj.Account):
    def __init__(self, phone: "Phone") -> None:
        super().__init__()
        self.phone = phone

    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:  # noqa: N802 - pjsua2's name
        call = Call(self, prm.callId)
        self.phone.calls.append(call)
        answer = pj.CallOpParam()
        answer.statusCode = 200
        call.answer(answer)


class Phone(QObject):
    later = Signal(object)

    def __init__(self, codec: str) -> None:
        super().__init__()
        self.later.connect(lambda work: work())
        self.calls: list[Call] = []
        self.endpoint = pj.Endpoint()
        self.endpoint.libCreate()
        config = pj.EpConfig()
        config.logConfig.level = config.logConfig.consoleLevel = 0
        config.uaConfig.threadCnt = 1
        configure_media(config.medConfig)
        for assignment in filter(None, os.environ.get("SOUND_PHONE_MEDIA", "").split(",")):
            name, value = assignment.split("=")
            setattr(config.medConfig, name, int(value))
        self.endpoint.libInit(config)
        for info in self.endpoint.codecEnum2():
            self.endpoint.codecSetPriority(info.codecId, 255 if info.codecId.startswith(codec) else 0)
        transport = pj.TransportConfig()
        transport.boundAddress = "127.0.0.1"
        port_id = self.endpoint.transportCreate(pj.PJSIP_TRANSPORT_UDP, transport)
        self.endpoint.libStart()
        self.port = int(self.endpoint.transportGetInfo(port_id).localName.rsplit(":", 1)[1])
        self.account = Account(self)
        config_ = pj.AccountConfig()
        config_.idUri = f"sip:phone@127.0.0.1:{self.port}"
        rtp = config_.mediaConfig.transportConfig
        rtp.port, rtp.portRange = 20000 + os.getpid() % 20000 // 4 * 4, 2000
        rtp.boundAddress = rtp.publicAddress = "127.0.0.1"
        self.account.create(config_)
        self.bridge = SoundBridge(self.endpoint, tell_event, lambda: tell(event="restart wanted"))
        self.sound = Sound(tell_event, lambda run: run())
        self.sound.open(self, self.bridge)
        tell(event="ready", port=self.port)

    def post(self, run: Callable[[], None]) -> None:
        """With `stop`, the loop of `Sound`."""
        self.later.emit(run)

    def run(self) -> None:
        """Qt's does."""

    def stop(self) -> None:
        QCoreApplication.quit()

    def do(self, command: dict[str, Any]) -> None:
        match command["do"]:
            case "dial":
                call = Call(self.account)
                self.calls.append(call)
                call.makeCall(f"sip:phone@127.0.0.1:{command['port']}", pj.CallOpParam(True))
            case "hang_up":
                self.endpoint.hangupAllCalls()
            case "mute":
                self.sound.set_muted(1, command["muted"])
            case "tone":
                self.sound.play_tone(Tone(command["tone"]), command.get("ringtone", ""))
            case "test":
                self.sound.test_sound(SoundTest(command["kind"]))
            case "digits":
                self.sound.play_digits(1, command["digits"])
            case "devices":
                self.sound.set_devices(AudioSettings(**command["audio"]))
            case "usage":
                used = resource.getrusage(resource.RUSAGE_SELF)
                pages = int(Path("/proc/self/statm").read_text().split()[1])
                tell(
                    event="usage",
                    cpu_s=used.ru_utime + used.ru_stime,
                    at=time.monotonic(),
                    rss_mib=pages * resource.getpagesize() / 2**20,
                    microphone_underruns=self.bridge._microphone.underruns,
                    microphone_queued_ms=len(self.bridge._microphone._pcm) / 32,
                    loudspeaker_queued_ms=self.bridge._loudspeaker.queued_ms(),
                    loudspeaker_underruns=self.bridge._loudspeaker.underruns,
                )
            case "quit":
                self.endpoint.hangupAllCalls()
                self.sound.close()

    def ended(self, call: Call) -> None:
        self.sound.end(1)
        if call in self.calls:
            self.calls.remove(call)
            tell(event="ended")

    def close(self) -> None:
        self.endpoint.hangupAllCalls()
        self.calls.clear()
        gc.collect()
        self.account.shutdown()
        self.endpoint.libDestroy()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--codec", default="PCMU")
    options = parser.parse_args()
    application = QCoreApplication([])
    phone = Phone(options.codec)
    commands = Commands()
    commands.came.connect(lambda line: phone.do(json.loads(line)))
    threading.Thread(target=commands.read, name="commands", daemon=True).start()
    application.exec()
    phone.close()
    tell(event="closed")
    os._exit(0)


if __name__ == "__main__":
    main()
