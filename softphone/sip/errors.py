"""What can be wrong with SIP text.

SipParseError
    the text is not what the grammar says; `offset` is the first bad character.
"""


class SipParseError(ValueError):
    """Text that does not follow its grammar.

    `offset` counts characters from the start of the text that was parsed, 0 for the first.
    """

    def __init__(self, reason: str, offset: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset
