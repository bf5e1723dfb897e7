"""Moments in words, for the terminal."""

from datetime import datetime


def minute_text(moment: datetime) -> str:
    """Date and time here. What a file says may be the first day of all calendars, which is none in every time zone."""
    try:
        local = moment.astimezone()
    except (OverflowError, ValueError, OSError):
        local = moment
    return f"{local:%Y-%m-%d %H:%M}"
