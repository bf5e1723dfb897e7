"""A store for one run, when the person's own cannot be opened: a copy to read, and nothing of it is kept.

A full disk, a folder without the right to write, a database of a newer program: there is still a phone, it still
knows whom it can of the people, and the person's files stay as they are.
"""

import shutil
import tempfile
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path

from softphone.store.errors import StoreError
from softphone.store.profile import Profile
from softphone.store.store import Store, open_store

# The system's folder for temporary files, then one in memory: the first may be on the disk that is full.
_PLACES = (None, "/dev/shm")  # noqa: S108 (a folder of our own is made in it)


def open_for_this_run(profile: Profile, closing: ExitStack, *, may_be_empty: bool = True) -> Store:
    """A store in a folder that `closing` removes, with what can be copied of `profile`. Raises StoreError.

    A phone may start with nobody in it (`may_be_empty`); who only asks what is there must not hear "nobody".
    """
    problem = StoreError("open", "there is no room for temporary files")
    for place in _PLACES:
        try:
            folder = Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="softphone-", dir=place)))
            return _open_copy(profile, folder, may_be_empty=may_be_empty)
        except OSError as error:
            problem = StoreError("open", error.strerror or str(error))
        except StoreError as error:
            problem = error
    raise problem


def _open_copy(profile: Profile, folder: Path, *, may_be_empty: bool) -> Store:
    for name in (profile.database.name, f"{profile.database.name}-wal"):
        with suppress(OSError):
            shutil.copyfile(profile.data / name, folder / name)
    settings = folder / profile.settings.name
    with suppress(OSError):
        shutil.copyfile(profile.settings, settings)
    if not may_be_empty and not (folder / profile.database.name).exists():
        raise StoreError("open", f"{profile.database} cannot be read")
    copy = replace(profile, data=folder, settings=settings)
    try:
        return open_store(copy)
    except StoreError:  # what was copied is of no use either, e.g. from a newer program
        if not may_be_empty:
            raise
        for path in folder.glob(f"{profile.database.name}*"):
            path.unlink()
        return open_store(copy)
