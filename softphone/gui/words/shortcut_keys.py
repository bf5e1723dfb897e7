"""Keys that count in the whole window, as Qt spells them: for what obeys them and for what tells of them."""

HANG_UP = "Ctrl+Shift+E"
BACK_TO_CALL = "Ctrl+B"
# For whoever calls while one talks.
ANSWER, END_AND_ANSWER, DECLINE = "Ctrl+Return", "Ctrl+Shift+Return", "Ctrl+Shift+D"
