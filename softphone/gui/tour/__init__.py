"""The demo shows itself."""
