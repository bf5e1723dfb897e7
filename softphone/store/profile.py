"""Where one person's data is: the system's folders, or one folder named on the command line."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP_NAME = "softphone"


@dataclass(frozen=True, slots=True)
class Profile:
    """`data` holds the database. `keyring_service` keeps the passwords of several profiles apart."""

    data: Path
    settings: Path
    keyring_service: str

    @classmethod
    def default(cls) -> "Profile":
        return cls(
            platformdirs.user_data_path(APP_NAME, appauthor=False),
            platformdirs.user_config_path(APP_NAME, appauthor=False) / "settings.toml",
            APP_NAME,
        )

    @classmethod
    def at(cls, folder: Path) -> "Profile":
        """All of it in `folder`."""
        root = folder.expanduser().resolve()
        return cls(root, root / "settings.toml", f"{APP_NAME}:{root}")

    @property
    def database(self) -> Path:
        return self.data / "softphone.db"

    def make_folders(self) -> None:
        """Make what is missing, for the person's eyes only. Raises OSError when there is no place for the data.

        Settings that have no place take nobody's contacts away: whoever saves them is told.
        """
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(OSError):
            self.settings.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
