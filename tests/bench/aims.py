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
    "parsing": Aim("3xx explained a second on one core", 20_000, "/s", more_is_better=True),
}

WHY_MISSED: dict[str, str] = {
    "window": (
        "Nearly all of it is imports (shares of `-X importtime`): a third the phone's own modules, a fifth Qt and its"
        " binding, the rest the standard library and what keyring, tomlkit and msgspec bring."
    ),
    "options": "The phone imports its store and its core before it starts the engine's process.",
    "card": "The first card of a run is the slow one: its parts are built when they are first needed.",
}
