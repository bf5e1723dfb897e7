"""All the ways to the desktop that this system has, put together. Imported when the window is there."""

import sys
from collections.abc import Callable
from pathlib import Path

from softphone.calls.outside import Ways
from softphone.desktop.autostart import AutostartFile

Post = Callable[[Callable[[], None]], None]


def ways_to_desktop(post: Post, profile: Path | None, *, demo: bool = False) -> Ways:
    """`post` brings what comes back to the owner's thread; `profile` is the folder named on the command line.

    Elsewhere than on Linux there is none of them here: notifications go through the tray that Qt offers.
    """
    if not sys.platform.startswith("linux"):
        return Ways()
    from softphone.desktop.bus import Bus  # noqa: PLC0415 -- jeepney is there on Linux alone
    from softphone.desktop.notifications import BusNotifier  # noqa: PLC0415
    from softphone.desktop.players import BusPlayers  # noqa: PLC0415
    from softphone.desktop.shortcut import PortalShortcut  # noqa: PLC0415

    bus = Bus()
    bus.start()
    return Ways(
        notifier=BusNotifier(bus, post),
        players=BusPlayers(bus),
        shortcut=None if demo else PortalShortcut(bus, post),
        autostart=None if demo else AutostartFile(profile),
        close=bus.close,
    )
