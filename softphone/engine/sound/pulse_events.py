"""Which sound devices are plugged in, by PulseAudio's own word.

When a device goes, the server moves its streams to another one and Qt 6.12 says nothing, and goes on listing it; when
it comes back, they stay where they are, and to Qt nothing has changed.
"""

import ctypes
from collections.abc import Callable

_SINKS_AND_SOURCES = 0x0001 | 0x0002  # pa_subscription_mask_t
_SINK, _SOURCE = 0, 1  # pa_subscription_event_type_t
_KINDS = {_SINK: "sink", _SOURCE: "source"}
_IS_NEW = 1  # what is handed through to the answer; None in the list of all
_FACILITY, _KIND, _NEW, _REMOVE = 0x000F, 0x0030, 0x0000, 0x0020


class _Device(ctypes.Structure):
    """What pa_sink_info and pa_source_info begin with."""

    _fields_ = (("name", ctypes.c_char_p), ("index", ctypes.c_uint32))


_Subscribed = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int, ctypes.c_uint32, ctypes.c_void_p)
_Described = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_Device), ctypes.c_int, ctypes.c_void_p)


class PulseEvents:
    """`on_new` is called with the name of each device that appears, `on_gone` with that of each that goes, both on the
    thread of libpulse's loop. Devices that were there before are in `names` alone."""

    def __init__(
        self, library: ctypes.CDLL, on_new: Callable[[str], None], on_gone: Callable[[str], None]
    ) -> None:
        self._library = library
        self._on_new = on_new
        self._on_gone = on_gone
        self._names: dict[
            tuple[int, int], str
        ] = {}  # by kind and the server's number; the loop's thread writes
        self._listed: set[int] = set()  # the kinds that have been told whole
        # Kept: libpulse calls them as long as the connection lives.
        self._subscribed = _Subscribed(self._note_event)
        self._described = {
            _SINK: _Described(lambda _, info, end, user: self._note_device(_SINK, info, end, bool(user))),
            _SOURCE: _Described(lambda _, info, end, user: self._note_device(_SOURCE, info, end, bool(user))),
        }
        library.pa_context_set_subscribe_callback.argtypes = [ctypes.c_void_p, _Subscribed, ctypes.c_void_p]
        library.pa_context_subscribe.argtypes = [
            ctypes.c_void_p,
            ctypes.c_int,
            ctypes.c_void_p,
            ctypes.c_void_p,
        ]
        library.pa_context_subscribe.restype = ctypes.c_void_p
        for kind in _KINDS.values():
            ask = getattr(library, f"pa_context_get_{kind}_info_by_index")
            ask.argtypes = [ctypes.c_void_p, ctypes.c_uint32, _Described, ctypes.c_void_p]
            ask.restype = ctypes.c_void_p
            ask_all = getattr(library, f"pa_context_get_{kind}_info_list")
            ask_all.argtypes = [ctypes.c_void_p, _Described, ctypes.c_void_p]
            ask_all.restype = ctypes.c_void_p

    def names(self) -> frozenset[str] | None:
        """The devices that there are; None while that is not known. From any thread."""
        if len(self._listed) < len(_KINDS):
            return None
        return frozenset(tuple(self._names.values()))

    def subscribe(self, context: int) -> None:
        """With the loop locked, on a connection that is ready."""
        self._names.clear()
        self._listed.clear()
        for kind, name in _KINDS.items():
            ask_all = getattr(self._library, f"pa_context_get_{name}_info_list")
            self._release(ask_all(context, self._described[kind], None))
        self._library.pa_context_set_subscribe_callback(context, self._subscribed, None)
        self._release(self._library.pa_context_subscribe(context, _SINKS_AND_SOURCES, None, None))

    def _note_event(self, context: int, event: int, index: int, _: int | None) -> None:
        facility = event & _FACILITY
        if facility not in _KINDS:
            return
        if event & _KIND == _NEW:
            ask = getattr(self._library, f"pa_context_get_{_KINDS[facility]}_info_by_index")
            self._release(ask(context, index, self._described[facility], _IS_NEW))
        elif event & _KIND == _REMOVE and (gone := self._names.pop((facility, index), None)) is not None:
            self._on_gone(gone)

    def _note_device(self, kind: int, info: "ctypes._Pointer[_Device]", end: int, is_new: bool) -> None:
        if end == 0 and info:
            name = (info.contents.name or b"").decode("utf-8", "replace")
            self._names[kind, info.contents.index] = name
            if is_new:
                self._on_new(name)
        elif not is_new:
            self._listed.add(kind)  # the end of the whole list

    def _release(self, operation: int | None) -> None:
        if operation is not None:
            self._library.pa_operation_unref(operation)
