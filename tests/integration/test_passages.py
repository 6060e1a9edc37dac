"""The English ears a passage at a time, with the real graphs; the sound is that of test_ears.py."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES
from duologue.model.bundle import Bundle
from duologue.model.ears.passages import open_activity, open_english_passages
from duologue.model.languages.listening import PassageListener
from duologue.model.languages.stream import HeardPassage

SENTENCES = [
    "the train to the coast leaves at nine in the morning and it takes two hours",
    "how many people live in this town",
]


@pytest.fixture(scope="module")
def sound() -> Samples:
    samples, _ = soundfile.read(Path(__file__).parent / "data" / "two_sentences.flac", dtype="float32")
    return samples[: samples.size // MIC_SAMPLES * MIC_SAMPLES]


def listen(bundle: Bundle, sound: Samples, *, every: int = 1) -> list[HeardPassage]:
    """All that was heard. every: micro-turns between two passes."""
    listener = PassageListener(open_english_passages(bundle, "cpu"), open_activity(bundle), ("en",))
    silence = np.zeros(2 * MIC_RATE_HZ, np.float32)
    turns = np.concatenate([sound, silence]).reshape(-1, MIC_SAMPLES)
    pieces = [(turn, (at + 1) / 5) for at, turn in enumerate(turns)]
    heard = [listener.hear(pieces[at : at + every]) for at in range(0, len(pieces), every)]
    return [each for each in heard if each is not None]


def said(heard: list[HeardPassage]) -> list[str]:
    texts = [each.utterance.text for each in heard if each.utterance.final and each.utterance.words]
    return ["".join(letter for letter in text.lower() if letter.isalnum() or letter == " ") for text in texts]


@pytest.mark.parametrize("every", [1, 4])
def test_two_sentences_are_heard_however_often_there_is_time_for_it(bundle, sound, every):
    heard = listen(bundle, sound, every=every)
    assert said(heard) == SENTENCES
    assert {each.language for each in heard} == {"en"}
    assert {each.utterance.id[0] for each in heard} == {"c"}


def test_words_stand_before_the_sentence_is_over_and_at_their_times(bundle, sound):
    heard = listen(bundle, sound)
    early = [each.utterance for each in heard if not each.utterance.final][:4]
    assert any(word.stable for utterance in early for word in utterance.words)
    last = next(each.utterance for each in heard if each.utterance.final)
    assert abs(last.words[0].start_s - 0.68) < 0.3
    assert abs(last.words[-1].end_s - 5.23) < 0.4


def test_who_never_pauses_is_heard_in_windows_without_a_word_lost_or_doubled(bundle, sound):
    begin, end = round(0.68 * MIC_RATE_HZ), round(5.23 * MIC_RATE_HZ)
    talk = np.tile(sound[begin:end], 4)  # 18 s
    talk = talk[: talk.size // MIC_SAMPLES * MIC_SAMPLES]
    text = " ".join(said(listen(bundle, talk))).split()
    assert abs(len(text) - 4 * len(SENTENCES[0].split())) <= 3
    assert text.count("train") == 4
    assert text.count("hours") in (3, 4)


def test_tones_and_noise_are_no_words(bundle):
    t = np.arange(8 * MIC_RATE_HZ) / MIC_RATE_HZ
    chord = sum(np.sin(2 * np.pi * hz * t) * (1 + np.sin(2 * np.pi * 2 * t)) for hz in (220, 277, 330))
    noise = np.random.default_rng(0).normal(0, 0.05, t.size)
    for music in (0.05 * chord, noise, 0.05 * chord + noise):
        assert said(listen(bundle, music.astype(np.float32))) == []
