"""The hand of pytest-qt, as patient as every other waiting here."""

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

from tests.support.patience import PATIENCE_S

_PATIENCE_MS = round(PATIENCE_S * 1000)


class PatientBot(QtBot):
    """Waits for `PATIENCE_S` unless it is told a time."""

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = _PATIENCE_MS) -> None:  # noqa: N802 - the library's
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = _PATIENCE_MS, **options: Any) -> Any:  # noqa: N802 - the library's
        return super().waitSignal(signal, timeout=timeout, **options)

    def waitExposed(self, widget: Any, *, timeout: int = _PATIENCE_MS) -> Any:  # noqa: N802 - the library's
        return super().waitExposed(widget, timeout=timeout)
