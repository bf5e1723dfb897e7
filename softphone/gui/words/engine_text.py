"""What the engine says of a failure, in the person's language.

The engine gives its reasons as short English sentences: the same for logs, for the command line and for here.
"""

import re
from functools import cache
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

# The first that fits counts. Named for the translators; a test holds this list to what the engine says.
SENTENCES: Final = tuple(
    str(sentence)
    for sentence in (
        # Looking for servers
        QT_TRANSLATE_NOOP("EngineText", "No name server answers."),
        QT_TRANSLATE_NOOP("EngineText", "No name server answers for {host}."),
        QT_TRANSLATE_NOOP("EngineText", "No name server knows {host}."),
        QT_TRANSLATE_NOOP("EngineText", "No SIP server of {host} answers."),
        QT_TRANSLATE_NOOP("EngineText", "The search failed: {why}."),
        # Asking a server
        QT_TRANSLATE_NOOP("EngineText", "No answer from {where} in time."),
        QT_TRANSLATE_NOOP("EngineText", "No answer from {where}: the server is down or the port is blocked."),
        QT_TRANSLATE_NOOP("EngineText", "No answer from {where}: {why}."),
        QT_TRANSLATE_NOOP("EngineText", "Nothing listens at {where}."),
        QT_TRANSLATE_NOOP("EngineText", "{where} cannot be reached: {why}."),
        QT_TRANSLATE_NOOP("EngineText", "{where} does not speak TLS: {why}."),
        QT_TRANSLATE_NOOP("EngineText", "Its certificate does not hold for {host}: {why}"),
        QT_TRANSLATE_NOOP("EngineText", "The certificate of {host} cannot be trusted: {why}."),
        # STUN and TURN
        QT_TRANSLATE_NOOP("EngineText", "{where} answers, but it is no STUN server."),
        QT_TRANSLATE_NOOP("EngineText", "The relay {where} refuses the user name or the password."),
        QT_TRANSLATE_NOOP("EngineText", "The relay {where} has no room for one more now."),
        QT_TRANSLATE_NOOP("EngineText", "The relay {where} does not relay UDP."),
        QT_TRANSLATE_NOOP("EngineText", "The relay {where} refuses with {code}."),
        QT_TRANSLATE_NOOP("EngineText", "The test failed: {why}."),
        # Sound
        QT_TRANSLATE_NOOP("EngineText", "There is no microphone."),
        QT_TRANSLATE_NOOP("EngineText", "There is no loudspeaker."),
        QT_TRANSLATE_NOOP("EngineText", "The microphone gives no sound."),
        QT_TRANSLATE_NOOP("EngineText", "The loudspeaker takes no sound."),
        QT_TRANSLATE_NOOP("EngineText", "The microphone has gone."),
        QT_TRANSLATE_NOOP("EngineText", "The loudspeaker has gone."),
        QT_TRANSLATE_NOOP("EngineText", "The sound of this computer cannot be used."),
        QT_TRANSLATE_NOOP("EngineText", "Sound cannot be tested in a call."),
        QT_TRANSLATE_NOOP("EngineText", "The sound of this phone comes from files."),
        QT_TRANSLATE_NOOP("EngineText", "The disk is too slow."),
        # Ports
        QT_TRANSLATE_NOOP("EngineText", "TLS can verify nobody: no list of authorities at {file}"),
        QT_TRANSLATE_NOOP("EngineText", "{transport} port {port} could not be opened: {why}"),
        QT_TRANSLATE_NOOP("EngineText", "no port number is free for both UDP and TCP"),
    )
)
_PLACE = re.compile(r"\\\{(\w+)\\\}")


def engine_text(said: str) -> str:
    """`said` by the engine, translated; what is unknown here stays as it is."""
    for sentence in SENTENCES:
        fits = _pattern(sentence).fullmatch(said)
        if fits is not None:
            return QCoreApplication.translate("EngineText", sentence).format(**fits.groupdict())
    return said


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(_PLACE.sub(r"(?P<\1>.+)", re.escape(sentence)), re.DOTALL)
