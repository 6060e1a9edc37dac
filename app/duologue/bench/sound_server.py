"""A sound card for measuring: a PulseAudio server of its own with a speaker and a microphone on one clock.

Speaker and user are the two channels of one null sink, so that a single recording of it holds both without any offset:
what is heard on the left, the user on the right. The microphone hears the user and, as an echo, the speaker: its source
has both channels, which are mixed for a program that wants one. So the echo's delay stays the same, as in a room;
programs that carry sound from the speaker to the microphone let it grow by a second in an hour.
"""

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from duologue.core.errors import DeviceError

START_S = 10.0
RATE_HZ = 48000
PA_VOLUME_NORM = 65536
"""The volume that leaves a sound as it is (volumes are cubic)."""
MIXED = 2.0
"""Factor that makes up for the mean of two channels, which a program that wants one gets."""
PIECE_MS = 5
"""How many milliseconds a virtual card renders ahead: what its least patient client allows. One client that allows this
is always there, as with a real card, so that nothing changes when others come and go.
"""
HIDDEN = ("PULSE_SERVER", "PULSE_SINK", "PULSE_SOURCE", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM")
"""Environment variables that would lead to another sound server, or away from the screen."""


_LISTEN = (
    "parec", "--device=card.monitor", f"--rate={RATE_HZ}", "--channels=2", f"--latency-msec={PIECE_MS}",
)  # fmt: skip


class SoundServer:
    """A running server. environment: what programs need to use it."""

    def __init__(self, process: "subprocess.Popen[bytes]", environment: dict[str, str]) -> None:
        self.process, self.environment = process, environment

    def control(self, *arguments: str) -> str:
        """Asks the server something; its answer."""
        command = ["pactl", *arguments]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=20, env=self.environment)
        return done.stdout.strip()

    def hear_speaker(self, gain_db: float | None) -> None:
        """From now on the microphone hears the speaker so much louder than it plays; None: not at all."""
        echo = 0.0 if gain_db is None else 10 ** (gain_db / 20)
        user, speaker = (str(round(PA_VOLUME_NORM * (MIXED * gain) ** (1 / 3))) for gain in (1.0, echo))
        self.control("set-source-volume", "mic", user, speaker)

    @contextmanager
    def recording(self, path: Path) -> Iterator[None]:
        """Records both channels to a WAV file."""
        with _running([*_LISTEN, "--file-format=wav", "--format=s16le", str(path)], self.environment):
            yield

    @contextmanager
    def feeding(self, path: Path, sink: str = "mouth") -> "Iterator[subprocess.Popen[bytes]]":
        """Plays a sound file to the microphone, through the sink that leads there."""
        with _running(["paplay", f"--device={sink}", str(path)], self.environment) as player:
            yield player

    def stop(self) -> None:
        """Ends the server, as if the sound card were pulled out."""
        self.process.terminate()
        self.process.wait(timeout=20)


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> "Iterator[subprocess.Popen[bytes]]":
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
        process.kill()
        process.wait()


@contextmanager
def sound_server(folder: Path) -> Iterator[SoundServer]:
    """Starts a server with its files in `folder`, whose path must be short.

    Raises:
        DeviceError: PulseAudio is not installed, or does not start.
    """
    environment = {name: value for name, value in os.environ.items() if name not in HIDDEN}
    environment |= {"XDG_RUNTIME_DIR": str(folder), "XDG_CONFIG_HOME": str(folder), "PULSE_RUNTIME_PATH": str(folder)}
    part = "master=card channels=1 channel_map=mono remix=no master_channel_map="
    modules = (
        f"module-null-sink sink_name=card rate={RATE_HZ} channels=2 format=float32le",
        f"module-remap-sink sink_name=speaker {part}front-left",
        f"module-remap-sink sink_name=mouth {part}front-right",
        "module-remap-source source_name=mic master=card.monitor channels=2 channel_map=front-left,front-right "
        "master_channel_map=front-right,front-left remix=no",
    )
    with serving(environment, modules, speaker="speaker", microphone="mic") as server:
        server.hear_speaker(None)
        with _running([*_LISTEN, "--raw"], environment):
            yield server


@contextmanager
def serving(
    environment: dict[str, str], modules: Sequence[str], *, speaker: str, microphone: str
) -> Iterator[SoundServer]:
    """Starts a server with these modules, in this environment. speaker, microphone: its default sink and source.

    Raises:
        DeviceError: PulseAudio is not installed, or does not start.
    """
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--log-target=null"]
    for module in ("module-native-protocol-unix", *modules):
        command += ["-L", module]
    try:
        with _running(command, environment) as process:
            server = SoundServer(process, environment)
            _wait_until_ready(server, process)
            server.control("set-default-sink", speaker)
            server.control("set-default-source", microphone)
            yield server
    except FileNotFoundError as error:
        raise DeviceError(
            "bench.pulseaudio",
            f"Measuring needs {error.filename}; install it (Debian and Ubuntu: apt install pulseaudio "
            "pulseaudio-utils libasound2-plugins).",
        ) from error


def _wait_until_ready(server: SoundServer, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_S
    while True:
        try:
            server.control("info")
        except subprocess.CalledProcessError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise DeviceError("bench.server", "The sound server for measuring did not start.") from None
        else:
            return
