"""How the engine is to be, and the first command that tells it so."""

from dataclasses import dataclass, field

from softphone.calls.engine_events import EngineReady
from softphone.calls.settings import AudioSettings
from softphone.engine.protocol import SoundMode, Start

_IDS_PER_PROCESS = 1_000_000


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """How the engine is to be. Ports: 0 is any; UDP and TCP share `local_port`. `bind_address` "" is every interface.

    `name_server` is the "address" or "address:port" that is asked for SIP servers, "" the system's.
    `tls_ca_file` "" is the system's list of authorities. `play` and `record` are WAV files for SoundMode.FILES.
    """

    local_port: int = 0
    tls_port: int = 0
    bind_address: str = ""
    tls_ca_file: str = ""
    name_server: str = ""
    sound: SoundMode = SoundMode.DEVICES
    play: str = ""
    record: str = ""
    audio: AudioSettings = field(default_factory=AudioSettings)
    native_log_level: int = 2


def start_command(
    config: EngineConfig, ready: EngineReady | None, audio: AudioSettings, generation: int
) -> Start:
    """What a process is started with. `ready` is what the one before it said, `generation` counts them from 1."""
    return Start(
        bind_address=config.bind_address,
        # The same ports again after a restart: peers know them from our Contact.
        local_port=config.local_port or (ready.udp_port if ready is not None else 0),
        tls_port=config.tls_port or (ready.tls_port if ready is not None else 0),
        tls_ca_file=config.tls_ca_file,
        name_server=config.name_server,
        sound=config.sound,
        play=config.play,
        record=config.record,
        audio=audio,
        native_log_level=config.native_log_level,
        first_incoming_id=-1 - (generation - 1) * _IDS_PER_PROCESS,
    )
