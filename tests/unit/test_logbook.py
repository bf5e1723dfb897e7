"""The ring of the newest log entries."""

import logging
import threading
from collections.abc import Iterator

import pytest

from softphone.logbook import Logbook


@pytest.fixture
def book() -> Iterator[Logbook]:
    made = Logbook()
    made.open()
    yield made
    made.close()


def test_our_loggers_are_heard(book: Logbook) -> None:
    """Entries of every level come with time, level, source and text; others' loggers are not ours to keep."""
    logging.getLogger("softphone.engine.client").debug("the %s", "text")
    logging.getLogger("elsewhere").warning("not ours")
    (entry,) = book.entries()
    assert (entry.level, entry.source, entry.text) == (logging.DEBUG, "engine.client", "the text")
    assert entry.at.tzinfo is not None


def test_bounded(book: Logbook) -> None:
    """A flood pushes out the oldest, and an endless text is cut."""
    logger = logging.getLogger("softphone.flood")
    for number in range(2500):
        logger.info("entry %s", number)
    logger.info("x" * 100_000)
    entries = book.entries()
    assert len(entries) == 2000
    assert entries[0].text == "entry 501"
    assert len(entries[-1].text) == 8000


def test_wrong_format_is_told(book: Logbook) -> None:
    """A log call with the wrong number of values ends nothing."""
    logger = logging.getLogger("softphone.wrong")
    book.handle(logger.makeRecord(logger.name, logging.INFO, "here.py", 1, "two: %s %s", (1,), None))
    assert "not formatted" in book.entries()[-1].text


def test_trace_is_kept(book: Logbook) -> None:
    """An exception comes with where it was raised."""
    try:
        int("no good")
    except ValueError:
        logging.getLogger("softphone.trouble").exception("it failed")
    assert "ValueError: invalid literal" in book.entries()[-1].text


def test_threads(book: Logbook) -> None:
    """Any thread may log while another reads."""
    logger = logging.getLogger("softphone.threads")

    def work() -> None:
        for number in range(200):
            logger.info("%s", number)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        book.entries()
        threads[0].join(0.01)
    for thread in threads:
        thread.join()
    assert len(book.entries()) == 800


def test_warnings_still_reach_the_terminal(book: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    """Who listens does not silence: a warning is written to the terminal as without us, once."""
    root = logging.getLogger()
    before = root.handlers[:]
    root.handlers.clear()
    try:
        logging.getLogger("softphone.loud").warning("look here")
        logging.getLogger("softphone.loud").info("not here")
    finally:
        root.handlers[:] = before
    assert book.entries()[0].text == "look here"
    assert capsys.readouterr().err == "look here\n"


def test_closed(book: Logbook) -> None:
    """After its end nothing is kept."""
    book.close()
    logging.getLogger("softphone.late").info("late")
    assert book.entries() == ()
