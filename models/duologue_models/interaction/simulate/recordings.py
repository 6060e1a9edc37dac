"""Sessions of real human voices as the real ears heard them: training material, kept on disk.

What is said when stands in tapes.py. `speech-ami` and `speech-pocketsphinx` are never read here, but measured with
(judge/takeovers.py): the yardstick of real meetings tests on the former.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from duologue.core.microturn import Utterance, Word
from duologue.core.timing import MIC_SAMPLES, MICROTURN_S
from duologue.core.writing import Move
from duologue_models.interaction.simulate.hearings import Hear, Recorded, listener, load, save
from duologue_models.interaction.simulate.requests import PlanStep
from duologue_models.interaction.simulate.speech import TimedWord
from duologue_models.interaction.simulate.tapes import tapes
from duologue_models.interaction.simulate.turns import boundary
from duologue_models.interaction.targets.script import WAITS, Interval, OwnSpeech, Script, WriteMoment

PIECE_S = 28.0
"""Longest piece of a session in seconds: the ears revise so often that more would not fit a row of training."""
WAITS_A_PIECE = 3
"""How many pauses of a piece teach the writer to wait."""
REMARKED = (PlanStep(Move.REMARK.value),)


def listened(data: Path, hear: Hear, seed: int) -> Iterator[Recorded]:
    """Each session as the ears hear it, with room, level and noise."""
    for tape in tapes(data, seed):
        wave = tape.studio.sound(tape.script.duration, tape.rng)
        yield tape.script, hear(wave[: round(tape.script.duration / MICROTURN_S) * MIC_SAMPLES])


def recorded(data: Path, bundle: Path, cache: Path, seed: int = 1) -> list[Recorded]:
    """Every session with what the ears of the bundle heard in it, in pieces; from `cache` if that file is there."""
    if not cache.exists():
        began, made = time.monotonic(), []
        for pair in listened(data, listener(bundle), seed):
            made.append(pair)
            print(f"{len(made)} sessions of human voices heard, {time.monotonic() - began:.0f} s", flush=True)
        save(made, cache)
    parts = [part for pair in load(cache) for part in pieces(pair, PIECE_S)]
    rng = np.random.default_rng([seed, 13])
    parts = [part for part in parts if part[0].user]
    for script, _ in parts:
        script.writes = writes(script, rng)
    return parts


def writes(script: Script, rng: np.random.Generator) -> list[WriteMoment]:
    """What is written: nothing yet in some of the pauses, a remark about what was told."""
    pauses = [p for p in script.thinking if p[1] - p[0] > 0.3]
    chosen = [pauses[i] for i in rng.permutation(len(pauses))[:WAITS_A_PIECE]]
    moments = [(boundary(a + rng.uniform(0.0, b - a - 0.2)), a, WAITS) for a, b in chosen]
    told = {end for _, end in script.ignored}
    moments += [(until, since, REMARKED) for since, until in script.respond if since in told]
    return [
        WriteMoment(at, ("",), plan, since=max((t for t in script.taken_up if t < at), default=0.0), ends=ends)
        for at, ends, plan in moments
    ]


def piece(pair: Recorded, start: float, end: float) -> Recorded:
    """A part of a session, which then begins at 0. start, end: ends of micro-turns at which nobody speaks."""
    script, hearings = pair

    def moved(intervals: list[Interval]) -> list[Interval]:
        return [(a - start, b - start) for a, b in intervals if start <= a < end]

    def said(words: Iterable[TimedWord]) -> list[TimedWord]:
        return [TimedWord(w.text, w.start - start, w.end - start) for w in words]

    def heard(utterance: Utterance) -> Utterance:
        words = (Word(w.text, w.start_s - start, w.end_s - start, w.stable) for w in utterance.words)
        return replace(utterance, words=tuple(words))

    part = Script(
        duration=end - start,
        user=said(w for w in script.user if start <= w.start < end),
        own=[
            OwnSpeech(s.start - start, s.end - start, s.planned_end - start, s.kind, said(s.words))
            for s in script.own
            if start <= s.start < end
        ],
        taken_up=[t - start for t in script.taken_up if start < t <= end],
        respond=moved(script.respond),
        yields=moved(script.yields),
        ignored=moved(script.ignored),
        thinking=moved(script.thinking),
    )
    inside = hearings[round(start / MICROTURN_S) : round(end / MICROTURN_S)]
    return part, [replace(h, utterances=tuple(heard(u) for u in h.utterances)) for h in inside]


def pieces(pair: Recorded, most_s: float) -> Iterator[Recorded]:
    """Cuts a session after remarks that were heard to their end, so that no piece with several lasts over `most_s`."""
    script, _ = pair
    rests = [boundary(s.end + 0.1) for s in script.own if s.end == s.planned_end]
    start, end = 0.0, 0.0
    for rest in [r for r in rests if r < script.duration] + [script.duration]:
        if rest - start > most_s and end > start:
            yield piece(pair, start, end)
            start = end
        end = rest
    if end > start:
        yield piece(pair, start, end)
