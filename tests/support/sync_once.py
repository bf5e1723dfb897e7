"""A process that syncs once, for a test to kill: `python -m tests.support.sync_once FOLDER URL`."""

import sys
from pathlib import Path

from tests.support.synced_phone import SyncedPhone

if __name__ == "__main__":
    with SyncedPhone(Path(sys.argv[1]), sys.argv[2]) as phone:
        print(phone.sync().trouble)
