"""A process in which person after person has moved, for a test to kill: `python crashing_mover.py FOLDER`.

It is the core with a real store. Each contact has three addresses; a 301 answers the call to the second, and "Update
contact & call" is clicked. What is printed is who was clicked for, and after the next INVITE went out, that it did.
"""

import sys
from pathlib import Path

from softphone.calls.offer import Action, Choice
from tests.support.core_phone import running_phone

MOST = 10_000


def old_addresses(name: str) -> list[str]:
    return [f"sip:{name}-{place}@old.example" for place in ("home", "work", "desk")]


def new_addresses(name: str) -> list[str]:
    home, _, desk = old_addresses(name)
    return [home, f"sip:{name}@new.example", desk]


def main(folder: Path, prefix: str) -> None:
    with running_phone(folder) as phone:
        phone.settle()
        print("ready", flush=True)
        for number in range(MOST):
            name = f"{prefix}{number}"
            phone.add_contact(name, *old_addresses(name))
            attempt = phone.call(old_addresses(name)[1])
            phone.redirect(301, f"<{new_addresses(name)[1]}>")
            print(f"clicked {name}", flush=True)
            phone.controller.answer_offer(attempt, Choice(Action.SAVE_AND_CALL, 1))
            assert phone.engine.invites[-1].request_uri == new_addresses(name)[1]
            print(f"invited {name}", flush=True)
            if number % 2:  # sometimes the disk is waited for, sometimes the next call comes before it
                phone.settle()
                print(f"promised {name}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
