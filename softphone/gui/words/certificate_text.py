"""What is wrong with a certificate, in plain words."""

from PySide6.QtCore import QCoreApplication

from softphone.calls.reach_events import CertificateRefused


def fingerprint(sha256: str) -> str:
    """In groups of four, as people read it to one another."""
    digits = "".join(digit for digit in sha256.lower() if digit in "0123456789abcdef")
    return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4)).upper()


def problem_sentence(problem: str, refused: CertificateRefused) -> str:
    """One of the words of CertificateRefused as a sentence."""
    host = refused.host
    match problem:
        case "changed":
            text = QCoreApplication.translate(
                "CertificateText",
                "The server shows another certificate than the one that you had trusted. Either it was renewed, or "
                "somebody stands between you and the server.",
            )
        case "self-signed":
            text = QCoreApplication.translate(
                "CertificateText", "The server has signed its certificate itself; nobody vouches for it."
            )
        case "unknown-authority":
            text = QCoreApplication.translate(
                "CertificateText", "It was issued by an authority that this computer does not know."
            )
        case "expired":
            text = QCoreApplication.translate("CertificateText", "It has expired.")
        case "not-yet-valid":
            text = QCoreApplication.translate(
                "CertificateText", "It is not valid yet. Is the clock of this computer right?"
            )
        case "name-mismatch":
            text = QCoreApplication.translate(
                "CertificateText", "It belongs to another server: {host} is not among its names."
            ).format(host=host)
        case "revoked":
            text = QCoreApplication.translate("CertificateText", "Whoever issued it has revoked it.")
        case "old-protocol":
            text = QCoreApplication.translate(
                "CertificateText",
                "The server only speaks an old encryption that can be broken (older than TLS 1.2). "
                "Its operator has to update it.",
            )
        case "weak":
            text = QCoreApplication.translate(
                "CertificateText", "Its key or its signature is too weak to be trusted."
            )
        case _:
            text = QCoreApplication.translate("CertificateText", "It could not be checked.")
    return text


def refused_sentence(refused: CertificateRefused) -> str:
    """In one line, for the state of an account."""
    if "old-protocol" in refused.problems:
        return problem_sentence("old-protocol", refused)
    first = next(iter(refused.problems), "other")
    text = QCoreApplication.translate(
        "CertificateText", "The certificate of {host} is not trusted. {problem} No password was sent."
    )
    return text.format(host=refused.host, problem=problem_sentence(first, refused))
