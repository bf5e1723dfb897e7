"""The aims, in the order of the report, and what was found out about those that are missed."""

from tests.bench.figures import Aim

AIMS: dict[str, Aim] = {
    "window": Aim("start to usable window", 350, "ms"),
    "options": Aim("start to answering OPTIONS", 400, "ms"),
    "dial": Aim("dial to INVITE on the wire", 5, "ms", limit_p99=10),
    "card": Aim("3xx on the wire to card painted", 33, "ms", limit_p99=50),
    "redirect": Aim("allowed redirect to next INVITE", 10, "ms"),
    "open": Aim("OPTIONS answered while a card is open", 5, "ms"),
    "idle-memory": Aim("resident memory, idle", 160, "MiB"),
    "call-memory": Aim("resident memory, in a call", 180, "MiB"),
    "idle-processor": Aim("processor, idle", 0.3, "%"),
    "call-processor": Aim("processor, PCMU call, window open", 5, "%"),
    "mouth-to-ear": Aim("mouth to ear on null sinks", 100, "ms"),
    "echo": Aim("echo taken off, far side alone", 30, "dB", more_is_better=True),
    "gap": Aim("longest gap of a tone in 60 s", 20, "ms"),
    "history-open": Aim("file of a million lines opened", 50, "ms"),
    "history-page": Aim("their first page on the screen", 150, "ms"),
    "history-scroll": Aim("a frame of scrolling through them", 16.7, "ms", limit_p99=16.7),
    "history-filter": Aim("first lines that suit a filter", 50, "ms", limit_p99=150),
    "history-news": Aim("a new line while one looks at them", 16.7, "ms"),
    "history-memory": Aim("memory for them", 64, "MiB"),
    "people-type": Aim("found while typing, of 100,000", 16, "ms", limit_p99=16),
    "people-caller": Aim("who is calling, of 100,000", 1, "ms", limit_p99=1),
    "people-list": Aim("first screen of 100,000", 100, "ms"),
    "people-lines": Aim("64 lines of them", 4, "ms", limit_p99=8),
    "people-open": Aim("their list opened, with a process's first", 150, "ms"),
    "people-scroll": Aim("a frame of scrolling through them", 16.7, "ms", limit_p99=16.7),
    "people-memory": Aim("memory to search them", 48, "MiB"),
    "people-start": Aim("start slower with them by", 50, "ms"),
    "import-cards": Aim("100,000 vCards taken over", 60, "s"),
    "import-memory": Aim("memory for it", 96, "MiB"),
    "import-held": Aim("longest that another write waits for it", 2, "s"),
    "parsing": Aim("3xx explained a second on one core", 20_000, "/s", more_is_better=True),
    "parsing-two": Aim("the same with two Contacts", 20_000, "/s", more_is_better=True),
    "parsing-line": Aim("time against size is a line, worst r2", 0.95, "", more_is_better=True),
    "parsing-mebibyte": Aim("slowest hostile mebibyte explained", 500, "ms"),
    "package-size": Aim("Debian package", 70, "MiB"),
    "installed-size": Aim("installed from it", 180, "MiB"),
    "package-delay": Aim("start from it, later than from source", 0, "ms"),
}

WHY_MISSED: dict[str, str] = {
    "window": (
        "About 330 ms of one core, nearly all of it loading: PySide6 95 (50 more where set-up did not lay out its"
        " embedded files), the Python enums that it builds of Qt and QStyle at first use 35, the phone's own"
        " dataclasses 35, other modules 90, fonts and style before the first paint 40. The engine's"
        " start takes the other core meanwhile, so on a busy machine it comes later."
    ),
    "idle-memory": (
        "Window and engine load a third more modules than for a single call (155 MiB then): conversations, presence and"
        " what tells of several calls are there from the start."
    ),
    "call-memory": (
        "17 MiB are numpy and the module that cancels echo: a phone in a call has 65 MiB without and 82 with them."
    ),
    "options": "The engine is started first and waits for nothing; a busy machine delays it.",
    "card": (
        "Of 37 ms, 6 go by until the window hears of the response, 18 in deciding, building and laying out the card, 13"
        " in painting (two busy cores): most of it is Qt, and grows with what a card shows. The slowest is the first of"
        " a run when it comes before its parts have been made ahead, in the first half second of the window."
    ),
    "people-type": (
        "Three letters or more that very many have: every text is looked at, 9 ms where the processor's caches are not"
        " shared. What is typed on after that takes a tenth of it. A busy machine stops it in between: see the time of"
        " the processor in the line above."
    ),
    "import-held": (
        "Everybody moves in with one transaction, so that nothing is half imported; nearly all of it is rows and"
        " indexes of SQLite."
    ),
    "parsing": (
        "Some 200 calls of Python functions for a response with one Contact, none more than a twentieth of the time;"
        " a core that others slow down counts half as many."
    ),
    "parsing-two": (
        "Some 400 calls of Python functions for a response with two Contacts, and none takes more than a twentieth"
        " of the time: cutting the message a fifth, comparing names (look-alikes) a sixth, reading addresses a seventh."
    ),
    "parsing-line": "The processor changed its speed between the sizes: run it again on a quiet machine.",
    "call-processor": (
        "Half of it is the 50 frames a second that Python hands on between pjmedia and Qt, each with cold caches; a"
        " third the wake-ups of Qt and PulseAudio, which longer device buffers make fewer at 30 ms more delay. Two of"
        " a hundred go into taking echo and noise off the microphone."
    ),
    "mouth-to-ear": (
        "A busy moment leaves 10 ms more in the queues for a while: a gap is worse than a delay. In calm it is 100 ms"
        " without, and 14 more (8 and 6) with, cancelling of echo and suppression of noise."
    ),
    "history-page": "Two thirds of it is the first list of a process: fonts, style and icons, as for ten lines.",
    "history-scroll": "The slowest frames read two portions of 64 lines that nobody has looked at yet.",
    "history-news": "Some 4 ms in calm: eight megabytes of ids are copied and ten years of headings placed anew.",
    "history-filter": "What is in a few lines of a million is looked for in all of the index, on a thread of its own.",
    "gap": "The clock thread, the sound server or the tone's player ran late: look at the load of the machine.",
    "package-delay": (
        "Both load the same modules; unpacking them costs what looking for files does not. The difference is a few"
        " milliseconds either way, and less than what a start differs from the next."
    ),
}
