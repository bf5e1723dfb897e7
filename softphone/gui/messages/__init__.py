"""Conversations: who wrote, what, and what became of what was sent."""
