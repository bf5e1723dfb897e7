"""Run a command on a virtual screen with a sound server of its own, and take both away afterwards.

usage: virtual_desktop.py [--] COMMAND…

The command finds the screen in DISPLAY and the sound server in PULSE_SERVER. What it plays goes to the sink
`loudspeaker` (listen at the source `loudspeaker.monitor`); what is played into the sink `room` comes in at its
microphone `microphone`. Its exit status is passed on. Needs Xvfb, pulseaudio and pactl.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

_SCREEN = "1280x800x24"
_START_TRIES = 100  # of 50 ms each
_END_S = 5.0


@contextmanager
def _running(command: list[str], **options: object) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)  # type: ignore[call-overload]  # passed on as given
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _screen(stack: ExitStack) -> str:
    """Start Xvfb on a display number that is free and return it, e.g. ":99"."""
    read_end, write_end = os.pipe()
    with os.fdopen(read_end, "rb") as numbers:
        command = [
            "Xvfb",
            "-displayfd",
            str(write_end),
            "-screen",
            "0",
            _SCREEN,
            "-nolisten",
            "tcp",
            "-noreset",
        ]
        stack.enter_context(_running(command, pass_fds=(write_end,), stderr=subprocess.DEVNULL))
        os.close(write_end)
        number = numbers.readline().strip().decode()
    if not number:
        raise SystemExit("The virtual screen (Xvfb) did not start.")
    return f":{number}"


def _sound(stack: ExitStack, folder: Path) -> dict[str, str]:
    """Start PulseAudio with a null loudspeaker and a null microphone; the environment that reaches it."""
    socket = folder / "pulse.sock"
    server = {"PULSE_SERVER": f"unix:{socket}", "PULSE_COOKIE": str(folder / "cookie")}
    modules = [
        f"module-native-protocol-unix socket={socket} auth-anonymous=1",
        "module-null-sink sink_name=loudspeaker rate=48000",
        "module-null-sink sink_name=room rate=48000",
        # Qt shows no monitors among the microphones; a remapped one counts as a source of its own.
        "module-remap-source master=room.monitor source_name=microphone",
    ]
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
    for module in modules:
        command += ["-L", module]
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = stack.enter_context(_running(command, env=environment, **quiet))
    client = {**os.environ, **server}
    for _ in range(_START_TRIES):
        asked = subprocess.run(
            ["pactl", "set-default-source", "microphone"],
            env=client,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if asked.returncode == 0:
            subprocess.run(["pactl", "set-default-sink", "loudspeaker"], env=client, check=True)
            return server
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        break
    raise SystemExit("The sound server (pulseaudio) did not start.")


def main(arguments: list[str]) -> int:
    """Exit status of the command, 128 + n when signal n ended it."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        print(__doc__, file=sys.stderr)
        return 64
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with ExitStack() as stack:
        # Removed last, when both servers have ended.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="softphone-desktop-")))
        environment = {**os.environ, **_sound(stack, folder), "DISPLAY": _screen(stack)}
        environment.pop("WAYLAND_DISPLAY", None)
        environment.setdefault("XDG_RUNTIME_DIR", str(folder))
        status = stack.enter_context(_running(command, env=environment)).wait()
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
