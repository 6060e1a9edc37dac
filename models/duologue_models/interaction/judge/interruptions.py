"""Whether a long answer is stopped by what wants to stop it and by nothing else, beside voice activity alone.

The situations are those of spoken.py. The program is played whole: an interruption counts if it falls silent within a
second and stays so; a false alarm is a gap of more than a second at an acknowledgement, an aside, somebody across the
room or a cough. Voice activity stops at any speech that lasts long enough.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import soundfile as sf

from duologue_models.interaction.judge.peers import Detector, Stretches, silero, webrtc
from duologue_models.interaction.judge.spoken import STOPPED_S, STOPS, Outcome, Situation

SPEECH_S = np.arange(0.05, 1.55, 0.05)
"""Seconds of speech after which a detector stops: the thresholds that are tried."""
FALSE_ALARMS = 0.10
"""Share of false alarms at which a detector's recall is given."""


def heard(detector: Detector, case: Path) -> Stretches:
    """Where a detector hears speech in the sound of a case."""
    return detector.speech(np.asarray(sf.read(case.with_suffix(".wav"), dtype="float32")[0], np.float32))


def after_speech(speech: Stretches, situation: Situation, lasting: float) -> float | None:
    """How long after the onset a detector stops that hears this, if speech must last so long, in seconds; None if it
    does not."""
    for start, end in speech:
        if end > situation.start and end - start >= lasting:
            return max(start, situation.start) + lasting - situation.start
    return None


def line(name: str, stopped: Sequence[tuple[bool, float | None]]) -> str:
    """stopped: of each situation, whether it is to stop, and after how many seconds it does (None: not)."""
    wanted = [seconds for stops, seconds in stopped if stops]
    within = [seconds for seconds in wanted if seconds is not None and seconds <= STOPPED_S]
    alarms = [seconds is not None for stops, seconds in stopped if not stops]
    p50, p90 = np.quantile(within, (0.5, 0.9)) if within else (np.nan, np.nan)
    return (
        f"{name:24} recall {len(within) / max(1, len(wanted)):.2f}, false alarms {np.mean(alarms):.2f}, "
        f"silent after p50 {p50:.2f} s, p90 {p90:.2f} s"
    )


def measure(found: Sequence[Outcome], bundle: Path) -> Iterator[str]:
    """A line for the program and one for each detector, at the threshold of the best recall with few false alarms."""
    stopped = []
    for _, situation, good, seconds, _ in found:
        stops = situation.kind in STOPS
        stopped.append((stops, seconds if good == stops else None))
    yield line("duologue", stopped)
    for detector in (silero(bundle), webrtc()):
        tried, speech = [], [heard(detector, case) for case, *_ in found]
        for lasting in map(float, SPEECH_S):
            each = [
                (situation.kind in STOPS, after_speech(here, situation, lasting))
                for here, (_, situation, *_) in zip(speech, found, strict=True)
            ]
            alarms = float(np.mean([seconds is not None for stops, seconds in each if not stops]))
            recall = float(np.mean([s is not None and s <= STOPPED_S for stops, s in each if stops]))
            tried.append((alarms <= FALSE_ALARMS, recall, -alarms, lasting, each))
        _, _, _, lasting, each = max(tried, key=lambda one: one[:3])
        yield line(f"{detector.name} ({lasting:.2f} s)", each)
