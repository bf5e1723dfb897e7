"""A store for one run, when the person's own cannot be opened: a copy to read, and nothing of it is kept.

A full disk, a folder without the right to write, a database of a newer program: there is still a phone, it still
knows whom it can of the people, and the person's files stay as they are.
"""

import shutil
import tempfile
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from softphone.store.errors import StoreError
from softphone.store.profile import Profile
from softphone.store.store import Store, open_store

if TYPE_CHECKING:
    from softphone.store.migration_progress import Tell

# The system's folder for temporary files, then one in memory: the first may be on the disk that is full.
_PLACES = (None, "/dev/shm")  # noqa: S108 (a folder of our own is made in it)


def open_for_this_run(
    profile: Profile, closing: ExitStack, *, may_be_empty: bool = True, tell: "Tell | None" = None
) -> Store:
    """A store in a folder that `closing` removes, with what can be copied of `profile`. Raises StoreError.

    A phone may start with nobody in it (`may_be_empty`); who only asks what is there must not hear "nobody". `tell` as
    of `open_database`.
    """
    problem = StoreError("open", "there is no room for temporary files")
    for with_people in (True, False) if may_be_empty else (True,):
        for place in _PLACES:
            try:
                folder = Path(
                    closing.enter_context(tempfile.TemporaryDirectory(prefix="softphone-", dir=place))
                )
                return _open_copy(profile, folder, tell, with_people=with_people)
            except OSError as error:
                problem = StoreError("open", error.strerror or str(error))
            except StoreError as error:
                problem = error
    raise problem


def _open_copy(profile: Profile, folder: Path, tell: "Tell | None", *, with_people: bool) -> Store:
    """`with_people`: a part of the file, where there is no room for the whole, would pass for a damaged one."""
    if with_people:
        for name in (profile.database.name, f"{profile.database.name}-wal"):
            try:
                shutil.copyfile(profile.data / name, folder / name)
            except FileNotFoundError:
                continue
            except OSError:
                for path in folder.glob(f"{profile.database.name}*"):
                    path.unlink()
                raise
        if not (folder / profile.database.name).exists():
            raise StoreError("open", f"{profile.database} cannot be read")
    settings = folder / profile.settings.name
    with suppress(OSError):
        shutil.copyfile(profile.settings, settings)
    return open_store(replace(profile, data=folder, settings=settings), tell=tell)
