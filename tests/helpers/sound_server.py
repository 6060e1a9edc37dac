"""A sound card for tests: a PulseAudio server of their own with a speaker and a microphone that lead nowhere.

Needs pulseaudio, pactl (pulseaudio-utils) and the ALSA plugin for PulseAudio (libasound2-plugins).
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

START_S = 10.0


@dataclass(frozen=True)
class SoundServer:
    """A running server. The speaker is the sink `spk`; what is played to the sink `vmic` is heard by the microphone."""

    process: subprocess.Popen[bytes]
    rate_hz: int

    def pactl(self, *arguments: str) -> str:
        """Asks the server something."""
        return subprocess.run(["pactl", *arguments], check=True, capture_output=True, text=True, timeout=20).stdout

    def connect_speaker_to_microphone(self, latency_ms: int = 20) -> None:
        """From now on the microphone hears what the speaker plays."""
        self.pactl("load-module", "module-loopback", "source=spk.monitor", "sink=vmic", f"latency_msec={latency_ms}")

    @contextmanager
    def feeding(self, path: Path) -> Iterator[None]:
        """Plays a sound file to the microphone."""
        player = subprocess.Popen(["paplay", "--device=vmic", str(path)])
        try:
            yield
        finally:
            player.terminate()
            player.wait()

    def kill(self) -> None:
        """Ends the server without a word, as if it crashed."""
        self.process.kill()
        self.process.wait(timeout=20)

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """The server does nothing, as on a machine that sleeps."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """Ends the server, as if the sound card were pulled out."""
        self.process.terminate()
        self.process.wait(timeout=20)


@contextmanager
def running_sound_server(
    folder: Path, patch: pytest.MonkeyPatch, rate_hz: int = 48000, *, list_afresh: bool = True
) -> Iterator[SoundServer]:
    """Starts a server with its files in `folder` and makes it this process's sound system until the end.

    list_afresh: PortAudio lists its devices again, which ends its streams.
    """
    for name in ("PULSE_SERVER", "PULSE_SINK", "PULSE_SOURCE", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY"):
        patch.delenv(name, raising=False)
    patch.setenv("XDG_RUNTIME_DIR", str(folder))
    patch.setenv("XDG_CONFIG_HOME", str(folder))
    process = subprocess.Popen(
        [
            "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--log-target=null",
            "-L", "module-native-protocol-unix",
            "-L", f"module-null-sink sink_name=spk rate={rate_hz}",
            "-L", f"module-null-sink sink_name=vmic rate={rate_hz}",
            "-L", "module-remap-source source_name=mic master=vmic.monitor",
        ]
    )  # fmt: skip
    server = SoundServer(process, rate_hz)
    try:
        _wait_until_ready(process)
        server.pactl("set-default-sink", "spk")
        server.pactl("set-default-source", "mic")
        if list_afresh:
            _list_devices_afresh()
        yield server
    finally:
        with suppress(subprocess.TimeoutExpired):
            server.stop()
        process.kill()
        process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while subprocess.run(["pactl", "info"], capture_output=True, env=os.environ, check=False).returncode != 0:
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("pulseaudio did not start")


def _list_devices_afresh() -> None:
    """PortAudio lists devices once, when it starts; this starts it again."""
    import sounddevice

    sounddevice._terminate()
    sounddevice._initialize()
