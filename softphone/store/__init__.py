"""The person's data on this machine: contacts, history, reminders, moves, rules about redirects and how callers are
redirected in SQLite, settings in TOML, passwords in the keyring.

`open_store` (module `store`) composes it. The error tree of this package:

StoreError
    something was not read or not written; `operation` and `reason` say what and why.
"""
