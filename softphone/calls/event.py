"""What everything that the engine reports is; see `engine_events`."""

import msgspec


class Event(msgspec.Struct, frozen=True, tag=True):
    """Base of everything that the engine reports."""
