"""Presence and calls of others: our own subscriptions (RFC 6665), beside the library.

The published wheel subscribes to presence alone: it has no way to the dialog package of RFC 4235, and answers 481 to
a NOTIFY of a subscription that is not its own. So SUBSCRIBE and its NOTIFY requests go over sockets of their own, on
a thread of its own that sleeps until one of them is due. What blocks there, a name server or a connection, makes dots
late and nothing else.
"""
