"""Feeds recorded users into the virtual microphone of the running program, and measures what comes of it.

The same track is replayed first; the replay's figures are the reference.
"""

import json
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import soundfile
import soxr

from duologue.audio.files import read_sound
from duologue.bench import analysis
from duologue.bench.analysis import OwnVoiceErrors, Spread, Stages, Steps
from duologue.bench.cases import SOUND_NAME, Source, write_case
from duologue.bench.screen import screen
from duologue.bench.sound_server import RATE_HZ, SoundServer, sound_server
from duologue.bench.stress import stressed
from duologue.bench.track import Stretch, Track, stretches, track_of
from duologue.core.errors import DuologueError, InputError, OutputError
from duologue.core.microturn import Samples
from duologue.core.paths import HOME_VARIABLE
from duologue.core.programs import own_program
from duologue.core.timing import MIC_RATE_HZ, SPEAKER_RATE_HZ

READY_S = 120.0
"""Seconds within which the program must listen."""
LEAD_S, TAIL_S = 2.0, 3.0
"""Seconds of silence before and after the track."""
END_S = 20.0
"""Seconds within which the program must end."""
SYNC_S, LATEST_S = 20, 12.0
"""How many seconds of a sound are used to find it in another, and the latest second it may begin there."""
FAINT_DB = -60.0
"""Level in dBFS above which the assistant is heard: nothing else comes out of a virtual speaker."""
KEPT, RECORDING = "kept", "card.wav"
"""Names of the folder with the program's own records, and of the recording of the sound card."""
FILLED_LINES = 10_000
"""How many lines stand in the transcript of a window under stress."""


class Progress(Protocol):
    """Is told how a measurement gets on."""

    def begin(self, what: str) -> None:
        """Something begins."""

    def at(self, seconds: float, of: float) -> None:
        """So much of it has passed."""


@dataclass(frozen=True)
class Figures:
    """What was measured in one pass; times in ms.

    mic_ms: from a sound at the microphone until the session is handed its micro-turn. echo_ms: more of it, for taking
    the echo out. device_ms: from the line to the recording, beyond what is accounted for. slower_ms: turn-taking at
    the end against the beginning. load: what the window did under load, empty without.
    """

    name: str
    turn_taking: Spread
    barge_in: Spread
    stages: Stages
    steps: Steps
    seconds: float
    words: int
    words_lost: int = 0
    mic_ms: float = 0.0
    echo_ms: float = 0.0
    device_ms: float = 0.0
    drift_ms: float = 0.0
    drift_ppm: float | None = None
    slower_ms: float | None = None
    underruns: int = 0
    overruns: int = 0
    echo: str = ""
    echo_reduction_db: int = 0
    own: OwnVoiceErrors = field(default_factory=OwnVoiceErrors)
    load: dict[str, Any] = field(default_factory=dict)


@dataclass
class Report:
    """All passes. beyond_replay_ms: turn-taking of each live pass, p50, minus that of the replay."""

    passes: list[Figures]
    beyond_replay_ms: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """For a file."""
        return asdict(self)


def measure(
    sources: list[Source],
    seconds: float,
    echoes: list[float | None],
    bundles: Path,
    progress: Progress,
    *,
    replay: bool = True,
    stress: bool = False,
    load: bool = False,
    keep: Path | None = None,
) -> Report:
    """A replay of what the sources say, over and over for so long, then a live pass for each echo path (dB or None).

    replay: without it nothing is compared. bundles: the user's; their settings are not used or changed. stress: the
    window is resized and a long transcript in it scrolled all the time. load: panels change and tools run in it.
    keep: where the recordings of all passes go.

    Raises:
        DuologueError: something that is needed is missing, or the program failed.
    """
    track = track_of([source.sound for source in sources], seconds)
    if not track.spoken:
        raise InputError("bench.silent", "Nobody speaks in these recordings.")
    with tempfile.TemporaryDirectory(prefix="duo-") as folder:
        home = Path(folder)
        case = write_case(track, sources, home)
        passes, reference = [], None
        if replay:
            progress.begin(f"Replaying the track ({track.seconds:.0f} s)")
            replayed = _replay(track, case, home / "replay")
            passes, reference = [_replayed(track, replayed)], analysis.words(replayed.timeline)
        for echo in echoes:
            name = "live" if echo is None else f"live, echo {echo:+.0f} dB"
            progress.begin(f"Running the program on the track: {name}")
            place = home / name.replace(" ", "")
            place.mkdir()
            (place / "bundles").symlink_to(bundles)
            kept = _live(track, case, place, echo, progress, stress=stress, load=load)
            if keep is not None:
                _keep(place, keep / place.name)
            passes.append(_analysed(name, track, kept, place, reference=reference))
    return Report(passes, _beyond(passes) if replay else {})


def _beyond(passes: list[Figures]) -> dict[str, float]:
    return {p.name: round(p.turn_taking.p50 - passes[0].turn_taking.p50, 1) for p in passes[1:]}


def _keep(place: Path, folder: Path) -> None:
    try:
        shutil.copytree(place / KEPT, folder, dirs_exist_ok=True)
        shutil.copy(place / RECORDING, folder)
    except OSError as error:
        raise OutputError("bench.keep", f"The recordings cannot be kept in '{folder}': {error}.") from error


@dataclass(frozen=True)
class _Recorded:
    timeline: list[dict[str, Any]]
    assistant: Samples
    figures: dict[str, Any] = field(default_factory=dict)
    load: dict[str, Any] = field(default_factory=dict)


def _read(folder: Path) -> _Recorded:
    lines = (folder / "timeline.jsonl").read_text(encoding="utf-8").splitlines()
    assistant = np.asarray(soundfile.read(folder / "assistant.wav", dtype="float32")[0], np.float32)
    known = [_figures_in(folder / name) for name in ("figures.json", "load.json")]
    return _Recorded([json.loads(line) for line in lines], assistant, *known)


def _figures_in(file: Path) -> dict[str, Any]:
    """What a pass has written, empty if it did not."""
    figures: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return figures


def _replay(track: Track, case: Path, out: Path) -> _Recorded:
    command = own_program("duologue", "replay", str(case), "--out", str(out))
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20 * track.seconds + READY_S)
    if done.returncode:
        raise DuologueError("bench.replay", f"The replay failed. {done.stderr.strip().removeprefix('duologue: ')}")
    return _read(out)


def _replayed(track: Track, replay: _Recorded) -> Figures:
    assistant = stretches(replay.assistant, SPEAKER_RATE_HZ, FAINT_DB)
    words = len(analysis.words(replay.timeline))
    return _figures("replay", track.spoken, assistant, replay, 0.0, seconds=track.seconds, words=words)


def _figures(
    name: str, user: tuple[Stretch, ...], assistant: tuple[Stretch, ...], kept: _Recorded, shift_s: float, **more: Any
) -> Figures:
    """shift_s: session time zero on the clock of `user` and `assistant`."""
    spoken = [event for event in kept.timeline if event["type"] == "speech"]
    cut = [event["end"] + shift_s for event in spoken if not event["completed"]]
    said, sounding = ([(start - shift_s, end - shift_s) for start, end in who] for who in (user, assistant))
    turns = analysis.turn_taking(user, assistant)
    return Figures(
        name=name,
        turn_taking=Spread.of(turns),
        barge_in=Spread.of(analysis.stops(user, assistant, cut)),
        stages=Stages.of(analysis.answers(said, kept.timeline)),
        steps=Steps.of(kept.timeline),
        slower_ms=analysis.slower_ms(turns),
        own=OwnVoiceErrors.of(said, sounding, kept.timeline),
        **more,
    )


def _live(
    track: Track, case: Path, place: Path, echo_db: float | None, progress: Progress, *, stress: bool, load: bool
) -> _Recorded:
    kept = place / KEPT
    with sound_server(place) as server, screen(own=stress or load) as shown, ExitStack() as around:
        server.hear_speaker(echo_db)
        if stress:
            around.enter_context(stressed(shown["DISPLAY"]))
        server.environment |= {**shown, HOME_VARIABLE: str(place)}
        more = ["--fill-transcript", str(FILLED_LINES)] if stress else []
        more += ["--load-test", str(kept)] if load else []
        with _program(server, kept, case, more), server.recording(place / RECORDING):
            _let_pass(LEAD_S)
            with server.feeding(case.with_name(SOUND_NAME)) as player:
                _wait_for(player, track.seconds, progress)
            _let_pass(TAIL_S)
    return _read(kept)


def _wait_for(player: "subprocess.Popen[bytes]", seconds: float, progress: Progress) -> None:
    began = time.monotonic()
    while player.poll() is None:
        passed = time.monotonic() - began
        if passed > seconds + END_S:
            raise DuologueError("bench.feeding", "The track was not played to its end: the sound server stands still.")
        progress.at(min(passed, seconds), seconds)
        _let_pass(1.0)


@contextmanager
def _program(server: SoundServer, kept: Path, case: Path, more: list[str]) -> Iterator[None]:
    """The program with its window, from when it listens until it has ended."""
    command = own_program("duologue", "--record", str(kept), "--stand-ins", str(case))
    command += more
    log = kept.with_suffix(".log")
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=server.environment, stdout=out, stderr=out)
        try:
            _wait_until_it_listens(process, kept / "mic.wav", log)
            yield
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=END_S)
        except subprocess.TimeoutExpired as error:
            raise DuologueError("bench.end", f"The program did not end within {END_S:.0f} s.") from error
        finally:
            process.kill()
            process.wait()


def _wait_until_it_listens(process: "subprocess.Popen[bytes]", sound: Path, log: Path) -> None:
    deadline = time.monotonic() + READY_S
    while not (sound.exists() and sound.stat().st_size > MIC_RATE_HZ):
        if process.poll() is not None or time.monotonic() > deadline:
            said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            raise DuologueError(
                "bench.start", f"The program did not come to listen. {said[-1] if said else ''}".strip()
            )
        _let_pass(0.1)


def _let_pass(seconds: float) -> None:
    threading.Event().wait(seconds)


def _channels(recording: Path) -> tuple[Samples, Samples]:
    """What the speaker played and what the microphone got, each [N] at 16 kHz."""
    streams = [soxr.ResampleStream(RATE_HZ, MIC_RATE_HZ, 1, dtype="float32") for _ in range(2)]
    parts: tuple[list[Samples], list[Samples]] = ([], [])
    with soundfile.SoundFile(recording) as file:
        while len(block := file.read(RATE_HZ * 10, dtype="float32", always_2d=True)):
            for channel, (stream, part) in enumerate(zip(streams, parts, strict=True)):
                part.append(stream.resample_chunk(np.ascontiguousarray(block[:, channel])))
    return np.concatenate(parts[0]), np.concatenate(parts[1])


def _begins(sound: Samples, whole: Samples) -> float | None:
    """At which second of `whole` a sound begins, both [N] at 16 kHz. It may come again: users repeat themselves."""
    part = sound[: SYNC_S * MIC_RATE_HZ]
    return analysis.offset_s(part, whole[: len(part) + round(LATEST_S * MIC_RATE_HZ)], MIC_RATE_HZ)


def _analysed(name: str, track: Track, kept: _Recorded, place: Path, *, reference: list[str] | None) -> Figures:
    speaker, mouth = _channels(place / RECORDING)
    session = read_sound(place / KEPT / "mic.wav")
    began_s, shift_s = _begins(track.sound, mouth), _begins(mouth, session)
    if began_s is None or shift_s is None:
        raise DuologueError("bench.lost", "The track was not found in what the microphone got.")
    user = tuple((start + began_s, end + began_s) for start, end in track.spoken)
    line = soxr.resample(kept.assistant, SPEAKER_RATE_HZ, MIC_RATE_HZ)
    line = np.pad(line, (0, max(0, len(session) - len(line))))
    spoken = stretches(line, MIC_RATE_HZ, FAINT_DB)
    heard = np.pad(speaker, (max(0, round(shift_s * MIC_RATE_HZ)), 0))  # on the session's clock
    found = analysis.offsets(line, heard, MIC_RATE_HZ, spoken)
    understood = analysis.words(kept.timeline)
    known = kept.figures
    return _figures(
        name,
        user,
        stretches(speaker, MIC_RATE_HZ, FAINT_DB),
        kept,
        -shift_s,
        seconds=track.seconds,
        words=len(understood),
        words_lost=0 if reference is None else analysis.words_lost(reference, understood),
        mic_ms=known["mic_wait_ms"]["p50"],
        echo_ms=round(known["heard_wait_ms"]["p50"] - known["mic_wait_ms"]["p50"], 1),
        device_ms=round(float(np.median([offset for _, offset in found])) * 1000, 1) if found else 0.0,
        drift_ms=analysis.drift_ms(found),
        drift_ppm=analysis.drift_ppm(found),
        underruns=known["underruns"] - known["early_underruns"],
        overruns=known["dropped"],
        echo=known["echo"],
        echo_reduction_db=known["echo_reduction_db"],
        load=kept.load,
    )
