"""Settings of the library that its Python interface does not show.

pjsip sends a request of over 1300 bytes by TCP, though the person has set UDP (RFC 3261 section 18.1.1). An INVITE that
answers a challenge, or has keys for the sound, is as long. Where TCP is dropped on the way, as by many firewalls, the
call waits for half a minute and fails, and other phones get through: they stay on UDP.
"""

import ctypes
import logging
import sys

import pjsua2 as pj

_NATIVE = f"{pj.__name__}._pjsua2"
_NAME = "pjsip_sip_cfg_var"
# `pjsip_cfg_t` of version 2.15.1 before anybody changes it: thirteen switches of the endpoint, the size of the table of
# transactions, and T1, T2, T4 and TD in milliseconds. Only what looks like this is touched.
_AS_KNOWN = (0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1023, 500, 4000, 5000, 32000)
_DISABLE_TCP_SWITCH = 4
_LOOKUP_S = 2

_log = logging.getLogger(__name__)


def stay_on_udp() -> bool:
    """Before the endpoint is made. False where the library is another, or hides its settings (as on Windows)."""
    try:
        settings = (ctypes.c_int * len(_AS_KNOWN)).in_dll(ctypes.CDLL(sys.modules[_NATIVE].__file__), _NAME)
    except (OSError, ValueError, KeyError):
        return False
    if tuple(settings) != _AS_KNOWN:
        _log.warning("the library's settings are not as they are known; long requests go by TCP")
        return False
    settings[_DISABLE_TCP_SWITCH] = 1
    return True


def hasten_name_servers() -> bool:
    """Let lookups of the calling thread, the SIP thread, wait for each name server once, and two seconds.

    The library asks for the names in Contacts and Record-Routes there. A domain's silent name servers held all calls
    for ten seconds, which is taken for the end. Where the system's C library is not glibc, nothing is changed.
    """
    try:
        libc = ctypes.CDLL(None)
        begin, state = libc["__res_init"], libc["__res_state"]
    except (OSError, TypeError, AttributeError):
        return False
    state.restype = ctypes.POINTER(ctypes.c_int * 2)  # a structure begins so: the time-out, and how often
    if begin() != 0:
        return False
    settings = state().contents
    settings[:] = (min(settings[0], _LOOKUP_S), 1)
    return True
