"""The core: what a call is, what a redirect allows, and what both need of the world (`ports`).

`controller` hands what people ask for and what the engine reports to the room that knows: `attempt` and `course` (the
life of a call), `following` (what a response leads to; with `offers`, `policy`, `provenance`, `moves`), `incoming` and
`diverting` (who calls, and whether they are sent elsewhere), `transfers`, `registrar`.

StoreFailedError (module `ports`)
    something was not read or not written. A call never fails for it.
UnexpectedSignalError (module `attempt`)
    the table does not know this signal in this phase: a bug.
"""
