"""Both voices of a live session as sound, kept while the user wants that."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from duologue.audio.wav import WavWriter
from duologue.core.devices import Speaker
from duologue.core.errors import OutputError
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ, SPEAKER_RATE_HZ

YOU, ASSISTANT = "you.wav", "duologue.wav"
"""Files of a recording: the user's voice without the echo (16 kHz), and the assistant's as it was played (24 kHz). Both
begin at the same moment."""


class SoundKeeper:
    """Writes in a thread of its own. What waits there grows only while the disk does not keep up.

    on_error: is called once a recording, on the event loop, with the sentence of an error; that recording ends there.
    """

    def __init__(self, on_error: Callable[[str], None]) -> None:
        self._on_error = on_error
        self._thread: ThreadPoolExecutor | None = None
        self._recording: _Recording | None = None
        self._spoken = 0

    @property
    def on(self) -> bool:
        """Sound is being kept."""
        return self._recording is not None

    def begin(self, folder: Path) -> None:
        """Keeps what is heard and said from now on in a folder of its own, for this user alone.

        Raises:
            OutputError: it cannot be written.
        """
        self.end()
        self._recording = _Recording(folder)

    def end(self) -> None:
        """Keeps nothing more."""
        recording, self._recording = self._recording, None
        if recording is not None:
            self._pool.submit(recording.close)

    def hear(self, name: str, sound: Samples, waited_s: float = 0.0) -> None:
        """Takes the user's voice [N] at 16 kHz."""
        self._write(YOU, sound)

    def speak(self, speaker: Speaker, until_s: float) -> None:
        """Takes what a speaker has played up to a session time."""
        until = round(until_s * SPEAKER_RATE_HZ)
        if self._recording is not None:
            self._write(ASSISTANT, speaker.played(self._spoken, until))
        self._spoken = until

    def close(self) -> None:
        """Ends the recording and waits until it is written."""
        self.end()
        if self._thread is not None:
            self._thread.shutdown(wait=True)
            self._thread = None

    @property
    def _pool(self) -> ThreadPoolExecutor:
        self._thread = self._thread or ThreadPoolExecutor(1, "sound keeper")
        return self._thread

    def _write(self, name: str, sound: Samples) -> None:
        recording = self._recording
        if recording is None:
            return
        if recording.problem:
            self.end()
            self._on_error(f"The sound is no longer recorded. {recording.problem}")
            return
        self._pool.submit(recording.write, name, sound)


class _Recording:
    """The files of one recording.

    Raises (on creation):
        OutputError: they cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        self.problem = ""
        try:
            folder.mkdir(parents=True, mode=0o700)
        except OSError as error:
            raise OutputError("sound.folder", f"'{folder}' cannot be made: {error.strerror or error}.") from error
        self._files = {
            name: WavWriter(folder / name, rate_hz)
            for name, rate_hz in ((YOU, MIC_RATE_HZ), (ASSISTANT, SPEAKER_RATE_HZ))
        }
        for name in self._files:
            (folder / name).chmod(0o600)

    def write(self, name: str, sound: Samples) -> None:
        """Appends sound [N] to a file, as long as all goes well."""
        if not self.problem:
            try:
                self._files[name].write(sound)
            except OutputError as error:
                self.problem = error.message

    def close(self) -> None:
        """Closes the files."""
        for file in self._files.values():
            file.close()
