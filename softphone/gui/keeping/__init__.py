"""Backups, and everything carried to another computer."""
