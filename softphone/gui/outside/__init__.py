"""What the window has to do with the rest of the desktop: links that come in, notifications, tray, its place on screen.

Knows the desktop's own ways (D-Bus, sockets) only as the protocols in `ports`; `softphone.desktop` has them.
"""
