"""Run before the frozen program: an upgrade or a removal may come while the phone is running.

Modules that are needed later are read from the program's own file, at places that were learned at the start. The file
that is there by then may be another, in which something else lies at these places. What was opened stays what it was.
"""

import os

import pyimod02_importers  # type: ignore[import-not-found]  # PyInstaller's own, there before everything else

archive = pyimod02_importers.pyz_archive
held = f"/proc/self/fd/{os.open(archive._filename, os.O_RDONLY)}"  # not inherited; closed when the phone ends
if os.path.exists(held):  # noqa: PTH110 -- pathlib takes 5 ms to load
    archive._filename = held
