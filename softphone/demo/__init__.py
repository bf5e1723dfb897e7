"""A telephone exchange on this machine, to try every feature without a provider.

It runs in a process of its own. `numbers` is its directory, `exchange` the phone's end of it.

DemoError (module `exchange`)
    it could not be started.
"""
