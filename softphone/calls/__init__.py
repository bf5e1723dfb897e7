"""The core: what a call is, what a redirect allows, and what both need of the world (`ports`).

`controller` hands what people ask for and what the engine reports to the room that knows: `attempt` and `course` (the
life of a call), `following` (what a response leads to; with `offers`, `policy`, `provenance`, `moves`), `incoming` and
`diverting` (who calls, and whether they are sent elsewhere), `door` and `screening` (who is kept away), `several` (one
active call, hold, conferences), `handing_over`, `transfers` and `replaced` (others take a place), `recordings`,
`company` (people beside calls), `registrar`. `rooms` joins them; docs/architecture.md says what each is for.

StoreFailedError (module `ports`)
    something was not read or not written. A call never fails for it.
UnexpectedSignalError (module `attempt`)
    the table does not know this signal in this phase: a bug.
"""
