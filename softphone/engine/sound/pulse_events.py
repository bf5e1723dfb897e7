"""Which sound devices are plugged in, by PulseAudio's own word.

When a device goes, the server moves its streams to another one and Qt 6.12 says nothing; when it comes back, they
stay where they are, and to Qt nothing has changed.
"""

import ctypes
from collections.abc import Callable

_SINKS_AND_SOURCES = 0x0001 | 0x0002  # pa_subscription_mask_t
_SINK, _SOURCE = 0, 1  # pa_subscription_event_type_t
_FACILITY, _KIND, _NEW = 0x000F, 0x0030, 0x0000

_Subscribed = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int, ctypes.c_uint32, ctypes.c_void_p)
_Described = ctypes.CFUNCTYPE(
    None, ctypes.c_void_p, ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_void_p
)


class PulseEvents:
    """`on_new` is called with the name of each device that appears, on the thread of libpulse's loop."""

    def __init__(self, library: ctypes.CDLL, on_new: Callable[[str], None]) -> None:
        self._library = library
        self._on_new = on_new
        # Kept: libpulse calls them as long as the connection lives.
        self._subscribed = _Subscribed(self._note_event)
        self._described = _Described(self._note_device)
        library.pa_context_set_subscribe_callback.argtypes = [ctypes.c_void_p, _Subscribed, ctypes.c_void_p]
        library.pa_context_subscribe.argtypes = [
            ctypes.c_void_p,
            ctypes.c_int,
            ctypes.c_void_p,
            ctypes.c_void_p,
        ]
        library.pa_context_subscribe.restype = ctypes.c_void_p
        for kind in ("sink", "source"):
            ask = getattr(library, f"pa_context_get_{kind}_info_by_index")
            ask.argtypes = [ctypes.c_void_p, ctypes.c_uint32, _Described, ctypes.c_void_p]
            ask.restype = ctypes.c_void_p

    def subscribe(self, context: int) -> None:
        """With the loop locked, on a connection that is ready."""
        self._library.pa_context_set_subscribe_callback(context, self._subscribed, None)
        self._release(self._library.pa_context_subscribe(context, _SINKS_AND_SOURCES, None, None))

    def _note_event(self, context: int, event: int, index: int, _: int | None) -> None:
        if event & _KIND == _NEW and event & _FACILITY in (_SINK, _SOURCE):
            kind = "sink" if event & _FACILITY == _SINK else "source"
            ask = getattr(self._library, f"pa_context_get_{kind}_info_by_index")
            self._release(ask(context, index, self._described, None))

    def _note_device(
        self, _context: int, info: "ctypes._Pointer[ctypes.c_char_p]", end: int, _: int | None
    ) -> None:
        if end == 0 and info:
            name = info[0]  # pa_sink_info and pa_source_info begin with it
            self._on_new((name or b"").decode("utf-8", "replace"))

    def _release(self, operation: int | None) -> None:
        if operation is not None:
            self._library.pa_operation_unref(operation)
