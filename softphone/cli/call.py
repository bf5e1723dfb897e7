"""`softphone call`: place one call, decide on redirects by rule or prompt, and tell what happens, line by line.

Exit status: 0 it connected, 3 the offer was declined or nothing could be offered, 4 the call failed, 64 wrong use.
"""

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from softphone.calls import notices as say
from softphone.calls.accounts import Account
from softphone.calls.controller import CallController
from softphone.calls.following import OnRedirect
from softphone.calls.notices import Notice
from softphone.calls.offer import Action, Choice, RedirectOffer
from softphone.calls.records import Ended
from softphone.calls.settings import Settings
from softphone.calls.views import CallView, Phase, Stopped
from softphone.calls.world import World
from softphone.cli.call_answers import DECLINED, choice_of
from softphone.cli.call_keys import HELP, CallKeys
from softphone.cli.call_output import JsonOutput, Output, TextOutput
from softphone.cli.loop import Loop
from softphone.engine.client import EngineClient
from softphone.engine.config import EngineConfig
from softphone.engine.protocol import SoundMode
from softphone.sip.errors import SipParseError
from softphone.store.errors import StoreError
from softphone.store.profile import Profile
from softphone.store.store import Store, open_store
from softphone.store.unkept import open_for_this_run

CONNECTED, NOT_CALLED, FAILED, USAGE = 0, 3, 4, 64
_NOTHING_OFFERED = frozenset({Stopped.NOTHING_USABLE, Stopped.NOT_ALLOWED, Stopped.LOOP})
_HANG_UP_WITHIN_S = 5.0
_LEAST_RINGING_S = 10.0


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def run(argv: Sequence[str]) -> int:
    """Place the call that `argv` describes; returns the exit status."""
    options = _parser().parse_args(argv)
    problem = _wrong_use(options)
    if problem:
        print(f"softphone call: {problem}", file=sys.stderr)
        return USAGE
    output: Output = JsonOutput(sys.stdout) if options.json else TextOutput(sys.stdout)
    profile = Profile.at(options.profile) if options.profile else Profile.default()
    with ExitStack() as closing:
        kept = True
        try:
            try:
                store = open_store(profile)
            except StoreError as error:
                output.problem(f"The phone's data cannot be opened: {error}. Nothing of this call is kept.")
                store, kept = open_for_this_run(profile, closing), False
        except StoreError as error:
            print(f"softphone call: {error}", file=sys.stderr)
            return FAILED
        closing.callback(store.close)
        return _Run(options, store, output, kept=kept).go()


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="softphone call",
        description="Call a SIP address and decide on redirects.",
        epilog=f"While connected, a word a line: {HELP}.",
    )
    parser.add_argument("uri", metavar="URI", help="whom to call: sip:user@host, user@host or a number")
    parser.add_argument(
        "--on-redirect",
        choices=[mode.value for mode in OnRedirect],
        default=OnRedirect.ASK.value,
        help="ask (default: as far as the rules that you have made leave it open), always-ask, follow the first"
        " target that may be followed unasked, save (also update the contact), or stop",
    )
    parser.add_argument("--choose", type=int, metavar="N", help="take option N of the first redirect")
    parser.add_argument(
        "--play", type=Path, metavar="WAV", help="send this sound instead of the microphone's"
    )
    parser.add_argument("--record", type=Path, metavar="WAV", help="write what is heard into this file")
    parser.add_argument(
        "--for",
        type=float,
        dest="seconds",
        metavar="SECONDS",
        help="hang up so long after the answer (and give up ringing after as long, 10 s at the least)",
    )
    parser.add_argument(
        "--local-port", type=int, metavar="N", help="the SIP port to use, any free one by default"
    )
    parser.add_argument("--profile", type=Path, metavar="DIR", help="keep all data under DIR")
    parser.add_argument(
        "--json", action="store_true", help="one JSON event a line; answers are read from stdin"
    )
    return parser


def _wrong_use(options: argparse.Namespace) -> str | None:
    if options.choose is not None and options.choose < 1:
        return "--choose counts from 1"
    if options.choose is not None and options.on_redirect == OnRedirect.STOP:
        return "--choose and --on-redirect stop exclude each other"
    if options.seconds is not None and not options.seconds > 0:
        return "--for takes a positive number of seconds"
    if options.local_port is not None and not 0 <= options.local_port <= 65535:
        return "--local-port takes a port number"
    if options.play is not None and not options.play.is_file():
        return f"there is no file {options.play}"
    if options.record is not None and not options.record.absolute().parent.is_dir():
        return f"there is no folder {options.record.absolute().parent}"
    return None


class _Run:
    """One call, from the command line to its exit status. Everything here runs on the loop's thread."""

    def __init__(self, options: argparse.Namespace, store: Store, output: Output, *, kept: bool) -> None:
        self._options = options
        self._kept = kept
        self._store = store
        self._output = output
        self._loop = Loop()
        self._settings = store.settings_file.load()
        self._engine = EngineClient(post=self._loop.post, config=_engine_config(options, self._settings))
        wanted = OnRedirect(options.on_redirect)
        self._then = wanted
        world = World(
            engine=self._engine,
            book=store.contact_book,
            log=store.call_log,
            reminders=store.reminders,
            rules=store.redirect_rules,
            diversions=store.diversions,
            settings=lambda: self._settings,
            now=lambda: datetime.now(UTC),
            post=self._loop.post,
            after=self._loop.call_later,
        )
        self._controller = CallController(world, OnRedirect.ALWAYS_ASK if options.choose else wanted)
        self._choose: int | None = options.choose
        self._attempt = 0
        self._prompted: RedirectOffer | None = None
        self._keeping = False
        self._connected = False
        self._legs = 0
        self._phase = Phase.CALLING
        self._exit = FAILED

    def go(self) -> int:
        self._controller.subscribe(self._on_notice)
        previous = signal.signal(signal.SIGTERM, lambda *_: self._loop.post(self._hang_up))
        self._engine.start()
        try:
            for account in self._settings.accounts:
                if account.enabled:
                    password, _status = self._store.passwords.get(account.id)
                    self._engine.set_account(_for_one_call(account), password)
            try:
                self._attempt = self._controller.place_call(self._options.uri)
            except SipParseError as error:
                print(f"softphone call: {self._options.uri!r} cannot be called: {error}", file=sys.stderr)
                return USAGE
            self._run_until_ended()
        finally:
            self._engine.close()
            signal.signal(signal.SIGTERM, previous)
        self._loop.drain()
        return self._exit

    def _run_until_ended(self) -> None:
        for _ in range(2):
            try:
                self._loop.run()
                return
            except KeyboardInterrupt:
                self._hang_up()

    def _hang_up(self) -> None:
        self._controller.hang_up(self._attempt)
        self._loop.call_later(_HANG_UP_WITHIN_S, self._loop.stop)

    def _on_notice(self, notice: Notice) -> None:  # noqa: PLR0912 (one arm per notice reads best)
        match notice:
            case say.CallChanged(view=view):
                if self._attempt in {0, view.attempt} and view.direction == "outgoing":
                    self._changed(view)
            case say.Redirected(offer=offer):
                self._output.redirect(offer)
            case say.Followed():
                self._output.choice(notice)
            case say.RuleSaved(rule=rule):
                self._output.rule(rule)
            case say.MovesShortened(contact=contact):
                self._output.shortened(contact)
            case say.AlternativesSaved(contact=contact):
                self._output.kept(contact)
                self._prompted = None  # the offer is still open: ask again
            case say.MoveSaved() if self._kept:
                self._output.saved(notice)
            case say.MoveSaved():
                self._output.problem("The contact could not be saved. The call goes on.")
            case say.SaveFailed(reason=reason):
                self._output.problem(f"The contact could not be saved: {reason}. The call goes on.")
                if self._keeping and self._prompted is not None:
                    self._keeping = False
                    self._ask(self._prompted)
            case say.HoldFailed(held=held):
                self._output.problem(
                    "The call could not be put on hold." if held else "The call could not be resumed."
                )
            case say.RecordingNotice(path=path, problem=problem):
                self._output.recorded(path, problem)
            case say.EngineNotice(ready=False, reason=reason):
                self._output.problem(f"The call engine is restarted: {reason}.")
            case say.EngineNotice(problems=problems):
                for problem in problems:
                    self._output.problem(problem)
            case _:
                pass

    def _changed(self, view: CallView) -> None:
        self._output.call(view)
        self._phase = view.phase
        if len(view.legs) > self._legs:
            self._legs = len(view.legs)
            self._give_up_ringing(self._legs)
        if view.phase is Phase.CONNECTED and not self._connected:
            self._connected = True
            CallKeys(self._controller, self._loop.post, self._output.problem).listen(view.attempt)
            if self._options.seconds is not None:
                self._loop.call_later(self._options.seconds, self._hang_up)
        elif view.phase is Phase.CHOOSING and view.offer is not None and view.offer != self._prompted:
            self._prompted = view.offer
            self._decide(view.offer)
        elif view.phase is Phase.ENDED:
            self._exit = self._exit_status(view)
            # The store's answers about what was saved may still be on their way.
            self._loop.post(self._loop.stop)

    def _give_up_ringing(self, leg: int) -> None:
        """With `--for`: a leg that nobody answers ends too."""

        def look() -> None:
            if leg == self._legs and self._phase in {Phase.CALLING, Phase.RINGING}:
                self._hang_up()

        if self._options.seconds is not None:
            self._loop.call_later(max(self._options.seconds, _LEAST_RINGING_S), look)

    def _exit_status(self, view: CallView) -> int:
        if self._connected:
            return CONNECTED
        if view.ended in {Ended.DECLINED_OFFER, Ended.TOOK_ALTERNATIVE} or view.stopped in _NOTHING_OFFERED:
            return NOT_CALLED
        return FAILED

    def _decide(self, offer: RedirectOffer) -> None:
        if self._choose is not None:
            word, number, self._choose = (
                "save" if self._then is OnRedirect.SAVE else "call",
                self._choose,
                None,
            )
            self._controller.on_redirect = self._then
            choice = choice_of(f"{word} {number}", offer)
            if choice is None:
                self._output.problem(f"There is no option {number}.")
            self._answer(offer, choice or DECLINED)
        else:
            self._ask(offer)

    def _ask(self, offer: RedirectOffer) -> None:
        """Read the answer on a thread of its own: a person may take long, and the call may end meanwhile."""
        self._output.prompt(offer)
        threading.Thread(target=self._read_answer, args=(offer,), name="prompt", daemon=True).start()

    def _read_answer(self, offer: RedirectOffer) -> None:
        line = sys.stdin.readline()
        self._loop.post(lambda: self._answer(offer, choice_of(line, offer) if line else DECLINED))

    def _answer(self, offer: RedirectOffer, choice: Choice | None) -> None:
        if choice is None:
            self._output.problem("That is none of the choices.")
            self._ask(offer)
            return
        option = next((o for o in offer.options if o.number == choice.option), None)
        self._keeping = choice.action is Action.SAVE_ALTERNATIVES
        if option is not None and not option.callable and choice.action is not Action.DECLINE:
            self._output.elsewhere(option)
            choice = Choice(Action.TOOK, option.number)
        elif choice.action is Action.DECLINE:
            self._output.declined()
        self._output.chosen_action = choice.action
        # After the listeners of the notice that brought the offer have all heard it.
        self._loop.post(lambda: self._controller.answer_offer(self._attempt, choice))


def _for_one_call(account: Account) -> Account:
    """The person's accounts give a name and credentials; the window's registration is left alone."""
    return replace(account, registrar="")


def _engine_config(options: argparse.Namespace, settings: Settings) -> EngineConfig:
    files = options.play is not None or options.record is not None
    return EngineConfig(
        local_port=options.local_port or 0,
        sound=SoundMode.FILES if files else SoundMode.DEVICES,
        play=str(options.play or ""),
        record=str(options.record or ""),
        audio=settings.audio,
    )
