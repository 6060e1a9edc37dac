"""Keeps a live session in a folder: what happened, what was heard, what was said, all in session time.

timeline.jsonl as of a replay, and besides everything else that those who follow a session are told (what was typed,
pressed, muted and changed, captions, notices); mic.wav, what the microphone delivered (16 kHz); heard.wav, what was
left of it without the echo; assistant.wav, the line as played (24 kHz); figures.json, what only meters show, and how
long sound waited until it was handed over (mic_wait_ms, and heard_wait_ms with the echo taken out); settings.json, the
settings at the start that a replay goes by.
"""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

from duologue.audio.wav import WavWriter
from duologue.core.devices import Microphone, Speaker
from duologue.core.errors import OutputError
from duologue.core.events import Event
from duologue.core.meters import Echo, Meter
from duologue.core.microturn import Samples
from duologue.core.outline import Outlined
from duologue.core.settings import Settings
from duologue.core.timing import MIC_RATE_HZ, SPEAKER_RATE_HZ
from duologue.session.copied_case import SETTINGS_NAME
from duologue.session.figures import StepFigures
from duologue.session.timeline import TimelineFile, cannot_write

REPLAYED = ("mode", "source", "target", "two_way", "consent", "answers", "acknowledges", "gives_way", "web")
"""Settings that are kept with a recording: by these the conversation goes another way."""
SETTLED_S = 1.0
"""Session time, in seconds, until which underruns are counted apart."""


class Recorder:
    """Writes in a thread of its own, in the order in which things come. What waits there grows only while the disk does
    not keep up.

    on_error: is called once, on the event loop, with the sentence of an error; the rest of the session is not kept.
    settings: those at the start.

    Raises:
        OutputError: the folder cannot be used.
    """

    def __init__(self, folder: Path, on_error: Callable[[str], None], settings: Settings | None = None) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            kept = {name: getattr(settings, name) for name in REPLAYED} if settings is not None else {}
            (folder / SETTINGS_NAME).write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            raise cannot_write(folder, error) from error
        self._folder, self._on_error = folder, on_error
        self._thread = ThreadPoolExecutor(1, "recorder")
        self._timeline = TimelineFile(folder / "timeline.jsonl", whole=True)
        self._sounds = {
            name: WavWriter(folder / f"{name}.wav", rate_hz)
            for name, rate_hz in (("mic", MIC_RATE_HZ), ("heard", MIC_RATE_HZ), ("assistant", SPEAKER_RATE_HZ))
        }
        self._failed, self._problem = False, ""
        self._spoken = 0
        self._early_underruns = 0
        self._meter: Meter | None = None
        self._echo: Echo | None = None
        self._most_drift_ms = 0.0
        self._waits = {"mic": StepFigures(), "heard": StepFigures()}

    def note(self, event: Event) -> None:
        """Takes an event of the session."""
        if self._problem:
            problem, self._problem = self._problem, ""
            self._on_error(problem)
        if isinstance(event, Meter):
            self._meter = event
            if event.t <= SETTLED_S:
                self._early_underruns = event.underruns
            self._most_drift_ms = max(self._most_drift_ms, abs(event.drift_ms))
        elif isinstance(event, Echo):
            self._echo = event
        elif isinstance(event, Outlined):
            pass  # what the camera sees is in no recording
        else:
            self._submit(lambda: self._timeline.write(event))

    def hear(self, name: str, sound: Samples, waited_s: float = 0.0) -> None:
        """Takes sound [N] of "mic" or "heard". waited_s: how long ago the last of it was at the microphone."""
        self._waits[name].add(max(waited_s, 0.0) * 1000)
        self._submit(lambda: self._sounds[name].write(sound))

    def speak(self, speaker: Speaker, until_s: float) -> None:
        """Takes what a speaker has played up to a session time."""
        until = round(until_s * SPEAKER_RATE_HZ)
        line = speaker.played(self._spoken, until)
        self._spoken = until
        self._submit(lambda: self._sounds["assistant"].write(line))

    def close(self) -> None:
        """Writes the figures and closes the files."""
        self._submit(self._write_figures)
        self._thread.submit(self._close_files)
        self._thread.shutdown(wait=True)

    def _submit(self, work: Callable[[], None]) -> None:
        self._thread.submit(self._run, work)

    def _run(self, work: Callable[[], None]) -> None:
        if self._failed:
            return
        try:
            work()
        except OutputError as error:
            self._failed = True
            self._problem = f"The session is no longer recorded. {error.message}"

    def _write_figures(self) -> None:
        meter, echo = self._meter, self._echo
        figures = {
            "underruns": 0 if meter is None else meter.underruns,
            "early_underruns": self._early_underruns,
            "dropped": 0 if meter is None else meter.dropped,
            "most_drift_ms": round(self._most_drift_ms, 2),
            "mic_wait_ms": self._waits["mic"].summary(),
            "heard_wait_ms": self._waits["heard"].summary(),
            "echo": "unknown" if echo is None else echo.state,
            "echo_reduction_db": 0 if echo is None else echo.reduction_db,
        }
        path = self._folder / "figures.json"
        try:
            path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            raise cannot_write(path, error) from error

    def _close_files(self) -> None:
        self._timeline.close()
        for sound in self._sounds.values():
            sound.close()


class TakesSound(Protocol):
    """Whoever keeps sound."""

    def hear(self, name: str, sound: Samples, waited_s: float = 0.0) -> None:
        """Takes sound [N]. waited_s: how long ago the last of it was at the microphone."""


class RecordedMicrophone:
    """core.devices.Microphone: another one, of which everything is kept. on_read: is called after each piece."""

    def __init__(
        self, microphone: Microphone, name: str, recorder: TakesSound, on_read: Callable[[float], None] = lambda _: None
    ) -> None:
        self._microphone, self._name, self._recorder, self._on_read = microphone, name, recorder, on_read
        self._read = 0

    @property
    def overruns(self) -> int:
        """As of the microphone itself."""
        return self._microphone.overruns

    def now_s(self) -> float:
        """As of the microphone itself."""
        return self._microphone.now_s()

    async def read(self) -> Samples | None:
        """The next sound, [N] at 16 kHz; None after close().

        Raises:
            DeviceError: the microphone was lost.
        """
        sound = await self._microphone.read()
        if sound is not None:
            self._read += len(sound)
            now_s = self._read / MIC_RATE_HZ
            self._recorder.hear(self._name, sound, self._microphone.now_s() - now_s)
            self._on_read(now_s)
        return sound

    def close(self) -> None:
        """Releases the microphone."""
        self._microphone.close()
