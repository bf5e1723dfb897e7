"""What the first call and its first redirect need, made while nobody waits for it."""

from collections.abc import Callable, Iterator
from importlib import import_module

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

_AFTER_MS = 30  # when the window has been painted
_MODULES = (  # each brings those that are named before it, and little more
    "softphone.sip.bodies",
    "softphone.sip.redirect",
    "softphone.calls.session",
    "softphone.calls.moves",
    "softphone.calls.following",
    "softphone.gui.call.header",
    "softphone.gui.call.controls",
    "softphone.gui.call.body",
    "softphone.gui.card.option_row",
    "softphone.gui.card.redirect_card",
    "softphone.gui.call.page",
)
_MODULES_AFTER_CARD = (  # what a first redirect seldom needs: most have no body, and few calls are sent away
    "softphone.sip.body.text",
    "softphone.sip.body.html",
    "softphone.sip.body.ims",
    "softphone.sip.body.lists",
    "softphone.sip.body.vcard",
    "softphone.sip.body.jcard",
    "softphone.sip.body.uri_list",
    "softphone.calls.diverting",
    "softphone.calls.several",
    "softphone.calls.door",
    "softphone.calls.quality",
)
_MOVED = (
    b"SIP/2.0 301 Moved Permanently\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\n"
    b"From: <sip:a@example.org>;tag=1\r\nTo: <sip:b@example.org>;tag=2\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n"
    b"Contact: <sip:b@example.net>;q=0.9, <sip:b@example.com>;q=0.5\r\nContent-Length: 0\r\n\r\n"
)


class Preload(QObject):
    """Works in steps, so that the window answers in between, and ends with its parent.

    `call_page` makes the page of calls at its first call.
    """

    def __init__(self, call_page: Callable[[], QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = _steps(call_page)
        self.done = False
        QTimer.singleShot(_AFTER_MS, self, self._next)

    def _next(self) -> None:
        for _ in self._steps:
            QTimer.singleShot(0, self, self._next)  # keys and paints that wait come before it
            return
        self.done = True


def _steps(call_page: Callable[[], QWidget]) -> Iterator[None]:
    for name in _MODULES:
        import_module(name)
        yield
    call_page()
    yield
    call_page().grab()
    yield
    from softphone.calls.offer import Hop, RedirectOffer  # noqa: PLC0415 -- loaded above
    from softphone.calls.offers import options_of  # noqa: PLC0415
    from softphone.gui.card.redirect_card import RedirectCard  # noqa: PLC0415
    from softphone.gui.desktop import Desktop  # noqa: PLC0415
    from softphone.sip.redirect import explain  # noqa: PLC0415

    asked = "sip:b@example.org"
    explanation = explain(_MOVED, request_uri=asked)
    offer = RedirectOffer(
        explanation=explanation,
        options=options_of(explanation, request_uri=asked, domain=None),
        route=(Hop(asked, 301),),
        old_uri=asked,
        party_name="",
        suggested_name="",
        contact=None,
        raw=_MOVED,
        notable=explanation.ui_warnings,
    )
    # On no window, so nobody sees or hears of it; drawn once, so that its fonts and icons are there.
    card = RedirectCard(offer, own_address="", desktop=Desktop())
    yield
    card.grab()
    card.deleteLater()
    for name in _MODULES_AFTER_CARD:
        yield
        import_module(name)
