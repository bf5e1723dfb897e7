"""Sentences for people, in one place: what happened, what was kept, what to do."""
