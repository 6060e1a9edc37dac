"""Figures from what was recorded. Pure: sound and events in, numbers out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import numpy as np

from duologue.bench.track import Stretch
from duologue.core.microturn import Samples
from duologue.core.timing import MICROTURN_S

ANSWER_S = 4.0
"""Seconds after the user's words within which speech counts as an answer to them."""
DRIFT_OVER_S = 20.0
"""Shortest stretch in seconds that a drift can be measured over; in less, single pieces jitter as much."""
SURE = 0.2
"""Correlation below which one sound was not found in another."""
NEAR_S = 1.0
"""Seconds around the user's speech in which what is heard, or stops the assistant, may come from them."""
PIECE_S, AROUND_S = 1.0, 0.3
"""Seconds of the shortest piece whose offset is measured, and how far off it is looked for."""


@dataclass(frozen=True)
class Spread:
    """Quantiles of some times (ms). count: how many there are."""

    count: int = 0
    p50: float = 0.0
    p90: float = 0.0
    most: float = 0.0

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Spread":
        """From times in seconds."""
        if not seconds:
            return cls()
        p50, p90 = np.quantile(seconds, (0.5, 0.9)) * 1000
        return cls(len(seconds), round(float(p50), 1), round(float(p90), 1), round(max(seconds) * 1000, 1))


def _answered(user: Sequence[Stretch], assistant: Sequence[Stretch]) -> list[Stretch]:
    """Ends of what the user said, each with the first sound of the answer to it."""
    found = []
    for i, (_, end) in enumerate(user):
        until = min(end + ANSWER_S, user[i + 1][0] if i + 1 < len(user) else np.inf)
        onset = next((start for start, _ in assistant if end - 0.05 < start < until), None)
        if onset is not None:
            found.append((end, onset))
    return found


def turn_taking(user: Sequence[Stretch], assistant: Sequence[Stretch]) -> list[float]:
    """Seconds from the end of what the user said to the first sound of an answer, for each that was answered."""
    return [onset - end for end, onset in _answered(user, assistant)]


def stops(user: Sequence[Stretch], assistant: Sequence[Stretch], cut: Sequence[float]) -> list[float]:
    """Seconds from a user's first sound over the assistant's to silence. cut: when speech was broken off."""
    found = []
    for start, _ in user:
        over = next(((a, b) for a, b in assistant if a < start < b), None)
        if over is not None and any(abs(over[1] - at) < 0.5 for at in cut):
            found.append(over[1] - start)
    return found


def offset_s(part: Samples, whole: Samples, rate_hz: int) -> float | None:
    """At which second of `whole` `part` begins, both [N]; None if it is not in it. May be negative."""
    size = 1 << (len(part) + len(whole)).bit_length()
    spectrum = np.fft.rfft(whole, size) * np.conj(np.fft.rfft(part, size))
    likely = np.fft.irfft(spectrum, size)
    peak = int(np.argmax(likely))
    at = peak if peak < len(whole) else peak - size
    first, last = max(at, 0), min(at + len(part), len(whole))
    energy = np.linalg.norm(whole[first:last]) * np.linalg.norm(part[first - at : last - at])
    return at / rate_hz if energy > 0 and likely[peak] / energy > SURE else None


@dataclass(frozen=True)
class Answer:
    """What the time from the end of the user's words to an answer on the line is made of, in seconds.

    decide: until the micro-turn that decided was complete, tools and background model included. work: its step, with
    writing and voice. place: everything else, until the sound is due.
    """

    decide: float
    work: float
    place: float


def answers(user: Sequence[Stretch], timeline: Sequence[Mapping[str, Any]]) -> list[Answer]:
    """How each answered stretch of the user, in session time, came to its answer."""
    spoken = [event for event in timeline if event["type"] == "speech"]
    work = {event["index"]: event["ms"] / 1000 for event in timeline if event["type"] == "step"}
    found = []
    for end, onset in _answered(user, [(event["start"], event["end"]) for event in spoken]):
        speech = next(event for event in spoken if event["start"] == onset)
        cause = speech["cause"]
        step_s = work.get(round(cause / MICROTURN_S) - 1, 0.0)
        found.append(Answer(cause - end, step_s, onset - cause - step_s))
    return found


@dataclass(frozen=True)
class Stages:
    """The parts of the answers (see Answer)."""

    decide: Spread = Spread()
    work: Spread = Spread()
    place: Spread = Spread()

    @classmethod
    def of(cls, found: Sequence[Answer]) -> "Stages":
        """From single answers."""
        return cls(*(Spread.of([getattr(one, name) for one in found]) for name in ("decide", "work", "place")))


def slower_ms(seconds: Sequence[float]) -> float | None:
    """By how much the last quarter of some times is slower than the first, in ms; None where there are too few."""
    quarter = len(seconds) // 4
    if quarter < 2:
        return None
    return round(float(np.median(seconds[-quarter:]) - np.median(seconds[:quarter])) * 1000, 1)


def offsets(line: Samples, heard: Samples, rate_hz: int, pieces: Iterable[Stretch]) -> list[tuple[float, float]]:
    """When each piece of a line begins, and how much later it is heard in a recording, in seconds; both [N].

    A piece that is short or not found is left out.
    """
    found = []
    for start, end in pieces:
        if end - start < PIECE_S:
            continue
        part = line[round(start * rate_hz) : round(end * rate_hz)]
        first = max(round((start - AROUND_S) * rate_hz), 0)
        at = offset_s(part, heard[first : round((end + AROUND_S) * rate_hz)], rate_hz)
        if at is not None:
            found.append((start, at + first / rate_hz - start))
    return found


def drift_ms(found: Sequence[tuple[float, float]]) -> float:
    """The largest change of the offset since the first piece, in ms."""
    return round(max((abs(offset - found[0][1]) for _, offset in found), default=0.0) * 1000, 2)


def drift_ppm(found: Sequence[tuple[float, float]]) -> float | None:
    """How the offset changes with time, a straight line through all pieces; None where they span too little."""
    if len(found) < 3 or found[-1][0] - found[0][0] < DRIFT_OVER_S:
        return None
    times, values = np.array(found).T
    return round(float(np.polyfit(times, values, 1)[0]) * 1e6, 1)


def words(timeline: Iterable[Mapping[str, Any]]) -> list[str]:
    """What was understood, without punctuation."""
    texts = [event["text"] for event in timeline if event["type"] == "heard" and event["final"]]
    cleaned = "".join(c if c.isalnum() or c in "' " else " " for c in " ".join(texts).lower())
    return cleaned.split()


@dataclass(frozen=True)
class OwnVoiceErrors:
    """What the assistant took for the user in its own voice.

    seconds: how long it spoke while nobody else did. words: heard far from the user's speech. stops: answers that it
    broke off far from it, and not because the session ended.
    """

    seconds: float = 0.0
    words: int = 0
    stops: int = 0

    @classmethod
    def of(
        cls, user: Sequence[Stretch], assistant: Sequence[Stretch], timeline: Sequence[Mapping[str, Any]]
    ) -> "OwnVoiceErrors":
        """user, assistant: when they sound, on the timeline's clock."""
        alone = sum(end - start for start, end in assistant) - _common(user, assistant)
        heard = [e for e in timeline if e["type"] == "heard" and e["final"] and not _near(user, e["start"], e["end"])]
        over_s = max((e["t"] for e in timeline), default=0.0) - NEAR_S
        broken = [e["end"] for e in timeline if e["type"] == "speech" and not e["completed"] and e["end"] < over_s]
        return cls(round(alone, 1), len(words(heard)), sum(not _near(user, at, at) for at in broken))


def _common(some: Sequence[Stretch], others: Sequence[Stretch]) -> float:
    return sum(max(min(b, d) - max(a, c), 0.0) for a, b in some for c, d in others)


def _near(user: Sequence[Stretch], start: float, end: float) -> bool:
    return any(start < b + NEAR_S and a - NEAR_S < end for a, b in user)


def words_lost(reference: Sequence[str], heard: Sequence[str]) -> int:
    """How many of the words of a reference were not heard."""
    matcher = SequenceMatcher(None, reference, heard, autojunk=False)
    return len(reference) - sum(block.size for block in matcher.get_matching_blocks())


@dataclass(frozen=True)
class Steps:
    """Steps of the model: times in ms, how many were late, and how memory and times grew from the first quarter."""

    count: int = 0
    p50_ms: float = 0.0
    p95_ms: float = 0.0
    p99_ms: float = 0.0
    late: int = 0
    peak_mb: float = 0.0
    grown_mb: float = 0.0
    slower_ms: float = 0.0

    @classmethod
    def of(cls, timeline: Iterable[Mapping[str, Any]]) -> "Steps":
        """From a timeline."""
        steps = [event for event in timeline if event["type"] == "step"]
        if len(steps) < 4:
            return cls(len(steps))
        ms, mb = (np.array([step[name] for step in steps]) for name in ("ms", "rss_mb"))
        quarter = len(steps) // 4
        p50, p95, p99 = (round(float(q), 1) for q in np.quantile(ms, (0.5, 0.95, 0.99)))
        return cls(
            len(steps),
            p50,
            p95,
            p99,
            sum(step["late"] for step in steps),
            round(float(mb.max()), 1),
            round(float(np.median(mb[-quarter:]) - np.median(mb[quarter : 2 * quarter])), 1),
            round(float(np.median(ms[-quarter:]) - np.median(ms[:quarter])), 1),
        )
