"""The other programs of the desktop, over D-Bus and sockets. Knows neither Qt nor the core's decisions."""
