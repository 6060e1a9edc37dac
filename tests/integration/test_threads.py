"""Graphs that take in little at a time run on one thread: what is heard and decided is the same as on more."""

from functools import partial
from pathlib import Path

import numpy as np

from duologue.audio.files import read_sound
from duologue.core.microturn import Hearing, OwnVoice
from duologue.core.timing import MIC_SAMPLES
from duologue.model.bundle import Bundle
from duologue.model.ears.acoustics import level_db, pitch_hz
from duologue.model.ears.vad import VoiceActivity
from duologue.model.interaction_core import Decision, InteractionCore
from duologue.model.runtime import ALONE, Runtime


def lived_through(bundle: Bundle, threads: int) -> tuple[list[Hearing], list[Decision]]:
    """A recording of speech, felt but not understood, with so many threads."""
    open_small = partial(Runtime.choose("cpu", bundle.path("ears/vad.onnx")).open, threads=threads)
    vad = VoiceActivity(open_small(bundle.folder / "ears" / "vad.onnx"))
    core = InteractionCore.load(bundle.folder / "core", bundle.folder / "semantics", open_small)
    sound = read_sound(Path(__file__).parent / "data" / "two_sentences.flac")
    heard = []
    for start in range(0, len(sound) - MIC_SAMPLES + 1, MIC_SAMPLES):
        turn = sound[start : start + MIC_SAMPLES]
        heard.append(Hearing(vad.by_frame(vad.feed(turn)), level_db(turn), pitch_hz(turn)))
    return heard, [core.decide(hearing, OwnVoice()) for hearing in heard]


def test_one_thread_feels_and_decides_the_same_as_two(bundle: Bundle) -> None:
    (heard, decided), (heard_by_two, decided_by_two) = lived_through(bundle, ALONE), lived_through(bundle, 2)
    speech, speech_by_two = (np.concatenate([hearing.speech for hearing in each]) for each in (heard, heard_by_two))
    assert speech.max() > 0.9
    np.testing.assert_allclose(speech, speech_by_two, atol=1e-6)
    for alone, both in zip(decided, decided_by_two, strict=True):
        assert (alone.act, alone.floor) == (both.act, both.floor)
        np.testing.assert_allclose(list(alone.scores.values()), list(both.scores.values()), atol=1e-4)
