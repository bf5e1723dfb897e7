"""A desktop softphone whose heart is a redirect-aware call UI."""

__version__ = "0.1.0"
