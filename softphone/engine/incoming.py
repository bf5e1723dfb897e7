"""How an account hands over an incoming call."""

from collections.abc import Callable

import pjsua2 as pj

# The native account, its id of ours ("" for calls that suit no account), and what the library says of the INVITE.
Incoming = Callable[[pj.Account, str, pj.OnIncomingCallParam], None]
