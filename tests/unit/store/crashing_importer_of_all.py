"""An import of everything, killed before each of its steps: `python crashing_importer_of_all.py FOLDER`.

FOLDER holds `here`, the profile of before, and `x.softphone`. A step is whatever Python does to a file: it opens one
for writing, renames, removes, or opens a database, but for what only touches the folder in which the archive is
unpacked; the audit hook hears of each before it happens. Each round is a process of its own on a copy of the profile,
`FOLDER/<number>`; the last one is killed by nobody. A line for each says what was the step.
"""

import os
import shutil
import signal
import sys
from pathlib import Path

from softphone.store.profile import Profile
from softphone.store.store import open_store

MOST = 300
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_UNPACKED = "/.keeping-"
_OTHERS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect", "shutil.rmtree"}


def import_until(folder: Path, archive: Path, step: int) -> None:
    """Kills itself before `step`. In a process of its own."""
    store = open_store(Profile.at(folder))
    store.keeping.backups().result(30)  # what the opening has begun is over
    left = step

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        flags = arguments[2] if event == "open" and len(arguments) > 2 else 0
        changes = event in _OTHERS or (isinstance(flags, int) and flags & _WRITES)
        if changes and not all(
            _UNPACKED in str(each) for each in arguments[: 2 if event == "os.rename" else 1]
        ):
            if left == 0:
                print(step, event, str(arguments[0]).replace(str(folder), ""), flush=True)
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    sys.addaudithook(hear)
    store.keeping.import_all(archive).result(30)
    print(step, "done", flush=True)
    left = -1
    store.close()


def main(folder: Path) -> None:
    for step in range(MOST):
        there = folder / str(step)
        shutil.copytree(folder / "here", there)
        child = os.fork()
        if child == 0:
            import_until(there, folder / "x.softphone", step)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            sys.exit(os.WEXITSTATUS(status))
    sys.exit("it never came to its end")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
