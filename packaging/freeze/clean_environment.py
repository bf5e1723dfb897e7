"""Run before the frozen program: programs that it starts find the system's libraries, not those of the phone.

PyInstaller's loader puts the phone's folder into LD_LIBRARY_PATH. The dynamic linker has read it by now; a browser
that opens a link must not inherit it.
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = before
