"""Accounts, sound, calls, language."""
