"""A sound card for measuring: a PulseAudio server of its own with a speaker and a microphone on one clock.

Speaker and microphone are the two channels of one null sink, so that a single recording of it holds both without any
offset: what is heard on the left and what the microphone gets on the right.
"""

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from duologue.core.errors import DeviceError

START_S = 10.0
RATE_HZ = 48000
ECHO_MS = 10
PA_VOLUME_NORM = 65536
PIECE_MS = 5
"""A virtual card renders ahead by what its least patient user allows: its recorder allows so much, as a real card
does."""
HIDDEN = ("PULSE_SERVER", "PULSE_SINK", "PULSE_SOURCE", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM")
"""Environment variables that would lead to another sound server, or away from the screen."""


class SoundServer:
    """A running server. environment: what programs need to use it."""

    def __init__(self, process: "subprocess.Popen[bytes]", environment: dict[str, str]) -> None:
        self.process, self.environment = process, environment

    def control(self, *arguments: str) -> str:
        """Asks the server something; its answer."""
        command = ["pactl", *arguments]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=20, env=self.environment)
        return done.stdout.strip()

    @contextmanager
    def echo(self, gain_db: float) -> Iterator[None]:
        """Meanwhile the microphone hears the speaker, this much quieter or louder.

        By two programs with a pipe between them: module-loopback makes a virtual card's clock run some percent too
        fast, and changes the delay all the time.
        """
        form = ("--raw", "--format=s16le", f"--rate={RATE_HZ}", "--channels=1", f"--latency-msec={ECHO_MS}")
        volume = round(PA_VOLUME_NORM * 10 ** (gain_db / 60))  # PulseAudio's volumes are cubic
        listening = _running(["parec", "--device=ear", *form], self.environment, stdout=subprocess.PIPE)
        with listening as ear:
            command = ["pacat", "--device=mouth", f"--volume={volume}", *form]
            with _running(command, self.environment, stdin=ear.stdout):
                yield

    @contextmanager
    def recording(self, path: Path) -> Iterator[None]:
        """Records both channels to a WAV file."""
        command = ["parec", "--device=card.monitor", "--file-format=wav", f"--rate={RATE_HZ}", "--channels=2"]
        command += ["--format=s16le", f"--latency-msec={PIECE_MS}", str(path)]
        with _running(command, self.environment):
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
def _running(
    command: list[str],
    environment: dict[str, str],
    *,
    stdin: IO[bytes] | None = None,
    stdout: int = subprocess.DEVNULL,
) -> "Iterator[subprocess.Popen[bytes]]":
    process = subprocess.Popen(command, env=environment, stdin=stdin, stdout=stdout)
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
        f"module-null-sink sink_name=card rate={RATE_HZ} channels=2",
        f"module-remap-sink sink_name=speaker {part}front-left",
        f"module-remap-sink sink_name=mouth {part}front-right",
        f"module-remap-source source_name=mic {part.replace('=card', '=card.monitor')}front-right",
        f"module-remap-source source_name=ear {part.replace('=card', '=card.monitor')}front-left",
    )
    with serving(environment, modules, speaker="speaker", microphone="mic") as server:
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
