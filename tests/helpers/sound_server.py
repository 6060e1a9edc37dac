"""A sound card for tests: a PulseAudio server of their own with a speaker and a microphone that lead nowhere.

Needs pulseaudio, pactl (pulseaudio-utils) and the ALSA plugin for PulseAudio (libasound2-plugins).
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from duologue.bench.sound_server import HIDDEN, serving
from duologue.bench.sound_server import SoundServer as Server


@dataclass(frozen=True)
class SoundServer:
    """A running server. The speaker is the sink `spk`; what is played to the sink `vmic` is heard by the microphone."""

    server: Server
    rate_hz: int

    def pactl(self, *arguments: str) -> str:
        """Asks the server something."""
        return self.server.control(*arguments)

    def connect_speaker_to_microphone(self, latency_ms: int = 20) -> None:
        """From now on the microphone hears what the speaker plays."""
        self.pactl("load-module", "module-loopback", "source=spk.monitor", "sink=vmic", f"latency_msec={latency_ms}")

    @contextmanager
    def feeding(self, path: Path) -> Iterator[None]:
        """Plays a sound file to the microphone."""
        with self.server.feeding(path, sink="vmic"):
            yield

    def kill(self) -> None:
        """Ends the server without a word, as if it crashed."""
        self.server.process.kill()
        self.server.process.wait(timeout=20)

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """The server does nothing, as on a machine that sleeps."""
        self.server.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.server.process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """Ends the server, as if the sound card were pulled out."""
        self.server.stop()


@contextmanager
def running_sound_server(
    folder: Path, patch: pytest.MonkeyPatch, rate_hz: int = 48000, *, list_afresh: bool = True
) -> Iterator[SoundServer]:
    """Starts a server with its files in `folder` and makes it this process's sound system until the end.

    list_afresh: PortAudio lists its devices again, which ends its streams.
    """
    for name in (*HIDDEN, "DISPLAY"):
        if name != "QT_QPA_PLATFORM":
            patch.delenv(name, raising=False)
    patch.setenv("XDG_RUNTIME_DIR", str(folder))
    patch.setenv("XDG_CONFIG_HOME", str(folder))
    modules = (
        f"module-null-sink sink_name=spk rate={rate_hz}",
        f"module-null-sink sink_name=vmic rate={rate_hz}",
        "module-remap-source source_name=mic master=vmic.monitor",
    )
    with serving(dict(os.environ), modules, speaker="spk", microphone="mic") as server:
        if list_afresh:
            list_devices_afresh()
        yield SoundServer(server, rate_hz)


def list_devices_afresh() -> None:
    """PortAudio lists devices once, when it starts; this starts it again, also where a test before took its server away
    while it started."""
    import sounddevice

    if sounddevice._initialized:
        sounddevice._terminate()
    sounddevice._initialize()
