"""How much of one entry is taken from a file or a server. What is more is left out and named, never cut in half."""

from typing import Final

MAX_NAME: Final = 300
MAX_NOTES: Final = 65_536
MAX_URI: Final = 2_048
MAX_LABEL: Final = 100
MAX_ADDRESSES: Final = 100
MAX_FORMER: Final = 100
MAX_GROUPS: Final = 100
MAX_PICTURE: Final = 1024 * 1024  # bytes
MAX_LINE: Final = 4 * 1024 * 1024  # bytes of one line of a file, unfolded: a picture in base64 and more
MAX_CARD: Final = 8 * 1024 * 1024  # bytes of one card
MAX_PROPERTIES: Final = 5_000  # of one card
SHOWN: Final = 80  # characters of a stranger's text in a report
