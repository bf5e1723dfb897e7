"""Why an address stands where it does, in words."""

from PySide6.QtCore import QCoreApplication

from softphone.calls.ordering import Place, Why


def place_text(place: Place) -> str:
    """ "q 0.7 before q 0.5"."""
    q = _q(place.q)
    match place.why:
        case Why.ONLY:
            return QCoreApplication.translate("OrderText", "the only one")
        case Why.EMERGENCY:
            return QCoreApplication.translate("OrderText", "emergency first")
        case Why.HIGHER_Q:
            text = QCoreApplication.translate("OrderText", "q {q} before q {other}")
        case Why.LOWER_Q:
            text = QCoreApplication.translate("OrderText", "q {q} after q {other}")
        case Why.AS_THEY_CAME:
            text = QCoreApplication.translate("OrderText", "q {q}, equal ones as they came")
        case Why.LAST_RESORT:
            return QCoreApplication.translate("OrderText", "last resort (q 0)")
        case Why.FROM_BODY:
            return QCoreApplication.translate("OrderText", "as the text names them")
    return text.format(q=q, other=_q(place.other_q))


def _q(q: float | None) -> str:
    return "" if q is None else f"{q:.3f}".rstrip("0").removesuffix(".") if q % 1 else f"{q:.1f}"
