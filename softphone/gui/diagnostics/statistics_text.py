"""The media statistics of a call as lines that a person reads and sends on. English: they are for whoever helps."""

from softphone.calls.views import CallView


def statistics_text(view: CallView) -> str:
    """Everything that is known of a call's sound; times in milliseconds, losses in percent."""
    lines = [
        f"Call {view.attempt} ({view.direction}): {view.party_uri}",
        f"  phase: {view.phase}, status: {view.status or '-'} {view.reason}".rstrip(),
        f"  signalling: {view.signalling_transport or '-'}",
    ]
    media = view.media
    if media is not None:
        encrypted = f"SRTP {media.cipher}".strip() if media.encrypted else "not encrypted"
        lines.append(f"  sound: {'on' if media.active else 'off'}, codec {media.codec or '-'}, {encrypted}")
        if media.held or media.held_by_peer:
            lines.append(f"  held by us: {media.held}, by the other side: {media.held_by_peer}")
    quality = view.quality
    if quality is not None:
        mos = f"{view.mos:.2f}" if view.mos is not None else "-"
        lines.append(
            f"  loss received: {_known(quality.loss_received)} %, sent: {_known(quality.loss_sent)} %,"
            f" late: {_known(quality.late_percent)} %"
        )
        lines.append(
            f"  jitter received: {_known(quality.jitter_received_ms)} ms, sent: {_known(quality.jitter_sent_ms)} ms,"
            f" buffer: {_known(quality.buffer_ms)} ms"
        )
        lines.append(f"  round trip: {_known(quality.round_trip_ms)} ms, MOS: {mos}")
        lines.append(f"  packets received: {quality.packets_received}, sent: {quality.packets_sent}")
    summary = view.quality_summary
    if summary is not None:
        lines.append(
            f"  whole call: MOS {summary.mos:.2f} (worst {summary.worst_mos:.2f}),"
            f" loss {_known(summary.loss_received)} / {_known(summary.loss_sent)} %,"
            f" jitter {_known(summary.jitter_ms)} ms, round trip {_known(summary.round_trip_ms)} ms"
        )
    return "\n".join(lines)


def _known(value: float) -> str:
    return "?" if value < 0 else f"{value:.1f}"
