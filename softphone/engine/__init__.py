"""The call engine: all that knows pjsua2, and the process that it lives in.

`client` (with `config`) is the phone's end and `protocol` the contract; `host` and everything else are the child. The
child's SIP thread has `endpoint`, `accounts`, `calls`, `messages` and `wire`; its main thread has the sound (`sound/`).
`talk` is what goes on inside a call, `reach` finds the servers and keeps the phone reachable, `watching` knows who is
there.

pjsua2.Error is caught in here and leaves as an event.

FrameError (module `protocol`)
    the other side of the pipe sent what is no frame.
"""
