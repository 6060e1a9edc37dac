"""`duologue replay`: a recorded session instead of live devices, the same engine (REPLAY.md)."""

import asyncio
import random
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from duologue.audio.echo.canceller import EchoCanceller
from duologue.audio.echo.gauge import EchoReport
from duologue.audio.echo.microphone import EchoFreeMicrophone
from duologue.audio.echo.path import HISTORY_SAMPLES, EchoingMicrophone
from duologue.audio.files import read_sound
from duologue.audio.playout import Playout
from duologue.audio.wav import WavWriter
from duologue.core.clock import Clock
from duologue.core.commands import Command
from duologue.core.devices import Microphone
from duologue.core.errors import InputError, OutputError
from duologue.core.events import Event, Failure, Step
from duologue.core.meters import Echo
from duologue.core.microturn import InteractionModel, Samples
from duologue.core.settings_store import SettingsStore
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES, PIECE_SAMPLES, SPEAKER_RATE_HZ, SPEAKER_SAMPLES
from duologue.model.voice.base import Voice
from duologue.session.case import Case
from duologue.session.copied_case import keep_case
from duologue.session.engine import Session
from duologue.session.parts import ReadText, SessionParts
from duologue.session.stream import EventStream, Follower
from duologue.session.timekeeping import SlotTime
from duologue.session.timeline import TimelineFile
from duologue.session.tool_settings import open_toolbox
from duologue.session.translate.parts import InterpretingParts, lacking
from duologue.session.voicing import offered_by
from duologue.session.worker import Worker
from duologue.tools.mcp.hub import Hub
from duologue.video.files import FileCamera

SOUND_NAME = "assistant.wav"
TIMELINE_NAME = "timeline.jsonl"


class RunningClock:
    """Session time that runs with the machine's clock from the first wait on."""

    def __init__(self) -> None:
        self._zero_s: float | None = None

    def now_s(self) -> float:
        """Seconds since the first wait."""
        if self._zero_s is None:
            self._zero_s = time.monotonic()
        return time.monotonic() - self._zero_s

    async def wait_until(self, t_s: float) -> None:
        """Returns at session time t_s, at once if it has passed."""
        if (left_s := t_s - self.now_s()) > 0:
            await asyncio.sleep(left_s)


class FileMicrophone:
    """Hears a recording.

    sound: [N] at 16 kHz. samples: length of the session; the sound is cut or padded with silence to it, and the last
    micro-turn is padded as well. clock: paces the reading, None for as fast as it goes.
    """

    def __init__(self, sound: Samples, samples: int, clock: Clock | None = None) -> None:
        self._sound = sound[:samples]
        self._samples = -(-samples // MIC_SAMPLES) * MIC_SAMPLES
        self._clock = clock
        self._read = 0

    async def read(self) -> Samples | None:
        """The next piece of sound, [PIECE_SAMPLES]; None at the end."""
        if self._read >= self._samples:
            return None
        piece = self._sound[self._read : self._read + PIECE_SAMPLES]
        self._read += PIECE_SAMPLES
        if self._clock is not None:
            await self._clock.wait_until(self._read / MIC_RATE_HZ)
        return np.pad(piece, (0, PIECE_SAMPLES - len(piece)))

    def now_s(self) -> float:
        """What the clock says; without one, the end of what was read."""
        return self._read / MIC_RATE_HZ if self._clock is None else self._clock.now_s()

    @property
    def overruns(self) -> int:
        """Always 0: a file waits."""
        return 0

    def close(self) -> None:
        """Nothing to release."""


class Replay:
    """A recorded session: its files are opened on creation, use() gives it a model, run() plays it.

    It can be watched and commanded like a live session. clock: paces it, None for as fast as it goes. follower: is told
    what happens, after the files have it. charged_ms: milliseconds that each piece of a model's work is charged with,
    so that runs on different machines agree; None for the wall time that it took.

    Raises (on creation):
        InputError: the audio, the video or the out folder cannot be used.
    """

    def __init__(
        self,
        case: Case,
        out: Path,
        *,
        clock: Clock | None = None,
        seed: int = 0,
        follower: Follower | None = None,
        charged_ms: float | None = None,
    ) -> None:
        self._sound = read_sound(case.audio)
        self._duration_s = len(self._sound) / MIC_RATE_HZ if case.duration_s is None else case.duration_s
        self._samples = round(self._duration_s * SPEAKER_RATE_HZ)
        self._case = case
        self._out = out
        self._clock = clock
        self._seed = seed
        self._line = Playout()
        self._camera = FileCamera(case.video) if case.video is not None else None
        self._worker, self._voice_worker = Worker(charged_ms=charged_ms), Worker("voice", charged_ms)
        self._interpreting: InterpretingParts | None = None
        self._session: Session | None = None
        self._settings = SettingsStore(case.settings)
        self._open_files()
        self._events = EventStream(self._write_sound, self._timeline.write, *([follower] if follower else []))

    def use(
        self,
        model: InteractionModel,
        voice: Voice,
        bundle: Mapping[str, str],
        fallback: str = "",
        *,
        hub: Hub | None = None,
        read_text: ReadText | None = None,
        interpreting: InterpretingParts | None = None,
    ) -> None:
        """Says who plays. hub: brings the tools of MCP servers. read_text: reads what the camera sees. interpreting:
        what speech is translated with.

        bundle: name, version and sha256 of the model's bundle. fallback: why the model does not run where it was
        wished to, "" if it does.
        """
        settings = self._settings
        toolbox, _ = open_toolbox(settings, self._case.now(), self._case.canned, rng=random.Random(self._seed))
        toolbox.controls.lacks = lacking(interpreting)
        toolbox.controls.voices = offered_by(voice)
        if hub is not None:
            hub.attach(toolbox)
        self._microphone, self._interpreting = self._open_microphone(), interpreting
        parts = SessionParts(
            model=model,
            voice=voice,
            microphone=self._microphone,
            speaker=self._line,
            time=SlotTime(self._line, self._samples),
            toolbox=toolbox,
            background=self._case.background,
            worker=self._worker,
            voice_worker=self._voice_worker,
            camera=self._camera,
            bundle=bundle,
            read_text=read_text,
            settings=settings,
            interpreting=interpreting,
            outruns=self._clock is None,
        )
        self._session = Session(parts, self._events.send, seed=self._seed, duration_s=self._duration_s)
        if fallback:
            self._session.schedule(0.0, Failure(0.0, "provider", fallback))
        for failure in self._case.not_built:
            self._session.schedule(failure.t, failure)
        for injected in self._case.inject:
            self._session.schedule(injected.t, injected.command)

    def _open_microphone(self) -> Microphone:
        """With an echo, and what takes it out, if the case asks for it."""
        heard = FileMicrophone(self._sound, round(self._duration_s * MIC_RATE_HZ), self._clock)
        if self._case.echo is None:
            return heard
        echoing = EchoingMicrophone(heard, self._line.known, self._case.echo)
        return EchoFreeMicrophone(echoing, self._line.known, EchoCanceller(), self._tell_echo)

    def _tell_echo(self, t: float, report: EchoReport) -> None:
        self._events.send(Echo(t, report.state.value, report.reduction_db))

    @property
    def theme(self) -> str:
        """The appearance that is set just now."""
        return self._settings.now.theme

    def command(self, command: Command) -> None:
        """Passes a command on to the session."""
        if self._session is not None:
            self._session.command(command)

    async def run(self) -> None:
        """Plays to the end and closes the files. use() came before.

        Raises:
            DuologueError: the engine failed, or the results could not be written; what there is so far is kept.
        """
        assert self._session is not None
        with self._files:
            try:
                await self._session.run()
                self._write_until(self._line.position())
                self._wav.finish(self._samples)
            finally:
                self._microphone.close()
                if self._camera is not None:
                    self._camera.close()
                self._worker.close()
                self._voice_worker.close()
                if self._interpreting is not None:
                    self._interpreting.worker.close()

    def close(self) -> None:
        """Closes the files of a replay that is not run."""
        if self._camera is not None:
            self._camera.close()
        self._files.close()

    def _open_files(self) -> None:
        try:
            self._out.mkdir(parents=True, exist_ok=True)
            with ExitStack() as files:
                self._wav = files.enter_context(WavWriter(self._out / SOUND_NAME))
                self._timeline = files.enter_context(TimelineFile(self._out / TIMELINE_NAME))
                keep_case(self._case.given, self._out)
                self._files = files.pop_all()
        except (OSError, OutputError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise InputError("out.unwritable", f"The folder '{self._out}' cannot be written to: {reason}") from error

    def _write_sound(self, event: Event) -> None:
        """After a step, writes what was played while the microphone was heard, for that tells how loud it was; keeps of
        it what is still to be heard as an echo, however late the steps are.
        """
        if not isinstance(event, Step):
            return
        heard = min(self._line.position(), (event.index + 1) * SPEAKER_SAMPLES)
        self._write_until(heard)
        self._line.trim(heard - HISTORY_SAMPLES)

    def _write_until(self, end: int) -> None:
        if self._wav.samples < end:
            self._wav.write(self._line.played(self._wav.samples, end))
