"""The JSON shape of an Explanation, as `softphone explain --json` prints it."""

from typing import Any

from softphone.sip.explanation import Explanation, Outcome


def to_json(explanation: Explanation) -> dict[str, Any]:
    """Plain values for json.dumps. Absent values are None or []."""
    return {
        "status": explanation.status,
        "reason": explanation.reason,
        "outcome": explanation.outcome.value,
        "expect_error": explanation.outcome in {Outcome.FAIL, Outcome.DISCARD},
        "mode": explanation.mode,
        "body_text": explanation.body_text,
        "retry_after": explanation.retry_after,
        "targets": [
            {
                "uri": target.uri,
                "dial_uri": target.dial_uri,
                "display_name": target.display_name,
                "display_name_safe": target.display_name_safe,
                "q": target.q,
                "expires": target.expires,
                "kind": target.kind.value,
                "honor_headers": dict(target.honor_headers),
                "ignored_headers": list(target.ignored_headers),
            }
            for target in explanation.targets
        ],
        "alternatives": [
            {
                "kind": alternative.kind.value,
                "uri": alternative.uri,
                "label": alternative.label,
                "action": alternative.action,
            }
            for alternative in explanation.alternatives
        ],
        "info_links": list(explanation.info_links),
        "warnings": list(explanation.warnings),
        "rejected": [{"value": one.value, "why": one.why} for one in explanation.rejected],
        "ui_warnings": [point.value for point in explanation.ui_warnings],
        "request_uri": explanation.request_uri,
    }
