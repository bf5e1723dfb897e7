"""What a start does about a phone on the same data that does not answer: asks, and perhaps ends it."""

import contextlib
import os
import select
import signal
import sys

_PATIENCE_MS = 2000


def ask(pid: int) -> None:
    """Returns when the phone is to be left alone. Otherwise this program begins anew, as if just started."""
    from softphone.calls.settings import Language  # noqa: PLC0415 -- all of this is for a question seldom asked
    from softphone.gui.application import make_application  # noqa: PLC0415
    from softphone.gui.outside.hung import ask_about_hung  # noqa: PLC0415

    application = make_application(Language.SYSTEM, None)
    end_it = ask_about_hung(pid)
    if end_it:
        end(pid)
    if end_it is not None:
        application.shutdown()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 -- this very program


def end(pid: int) -> None:
    """Ask the process to end, then make it. The kernel has just named it as the holder of the socket."""
    if sys.platform != "linux":
        return
    try:
        handle = os.pidfd_open(pid)  # from here on the number is nobody else's
    except OSError:
        return  # it has ended by itself
    try:
        ended = select.poll()
        ended.register(handle, select.POLLIN)
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(handle, number)
            if ended.poll(_PATIENCE_MS):
                return
    finally:
        os.close(handle)
