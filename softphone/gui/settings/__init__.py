"""Accounts, sound, calls, redirects of both directions, what the answers mean, language."""
