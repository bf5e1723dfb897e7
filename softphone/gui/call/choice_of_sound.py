"""What the call page needs to let devices be chosen in a call."""

from collections.abc import Callable
from dataclasses import dataclass

from softphone.calls.notices import DevicesNotice
from softphone.calls.settings import AudioSettings
from softphone.gui.settings.settings_model import SettingsModel


@dataclass(frozen=True, slots=True)
class CallSound:
    """`set_audio` hands the devices to the engine at once; `devices` tells which there are, None when not known."""

    settings: SettingsModel
    set_audio: Callable[[AudioSettings], None]
    devices: Callable[[], DevicesNotice | None]
