"""A telephone exchange on this machine, to try every feature without a provider.

Its process shares nothing with the phone but the wire. `numbers` is its directory, `exchange` its end in the phone.

DemoError (module `exchange`)
    it could not be started.
"""
