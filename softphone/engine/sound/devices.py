"""The sound devices that Qt Multimedia knows, and which one a wish means now."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices

from softphone.calls.sound_events import AudioDevice


class Devices(QObject):
    """The list follows plugging, except that PulseAudio's removed devices can stay in it (Qt 6.12): see `cards`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._media = QMediaDevices(self)
        self._media.audioInputsChanged.connect(self.changed)
        self._media.audioOutputsChanged.connect(self.changed)

    def microphones(self) -> tuple[AudioDevice, ...]:
        return _described(QMediaDevices.audioInputs())

    def loudspeakers(self) -> tuple[AudioDevice, ...]:
        return _described(QMediaDevices.audioOutputs())

    def microphone(self, wanted: str, distrusted: frozenset[str]) -> QAudioDevice | None:
        """The device with the id `wanted`, else the default, else None. A distrusted one gave no sound lately."""
        return _pick(QMediaDevices.audioInputs(), QMediaDevices.defaultAudioInput(), wanted, distrusted)

    def loudspeaker(self, wanted: str, distrusted: frozenset[str]) -> QAudioDevice | None:
        return _pick(QMediaDevices.audioOutputs(), QMediaDevices.defaultAudioOutput(), wanted, distrusted)


def device_id(device: QAudioDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


def _described(devices: Sequence[QAudioDevice]) -> tuple[AudioDevice, ...]:
    return tuple(
        AudioDevice(id=device_id(device), name=device.description(), is_default=device.isDefault())
        for device in devices
    )


def _pick(
    devices: Sequence[QAudioDevice], default: QAudioDevice, wanted: str, distrusted: frozenset[str]
) -> QAudioDevice | None:
    for device in devices:
        if device_id(device) == wanted and wanted not in distrusted:
            return device
    return None if default.isNull() else default
