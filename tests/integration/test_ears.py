"""The ears with the real graphs.

data/two_sentences.flac: "The train to the coast leaves at nine in the morning and it takes two hours." from 0.68 to
5.23 s and "How many people live in this town?" from 6.76 to 8.93 s, rendered with flite's voice rms.
"""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from duologue.core.microturn import Hearing, Samples, Utterance
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES
from duologue.model.bundle import Bundle
from duologue.model.ears import Ears
from duologue.model.runtime import Runtime

SENTENCES = [
    "the train to the coast leaves at nine in the morning and it takes two hours",
    "how many people live in this town",
]
SECONDS = MIC_RATE_HZ


@pytest.fixture(scope="module")
def ears(bundle: Bundle) -> Ears:
    runtime = Runtime.choose("cpu", bundle.path("ears/vad.onnx"))
    variants = (bundle.precision(graph, "cpu") for graph in ("ears.encoder", "ears.decoder"))
    ears = Ears.load(bundle.folder / "ears", runtime.open, *variants)
    ears.warm_up()
    return ears


@pytest.fixture(scope="module")
def sound() -> Samples:
    samples, rate_hz = soundfile.read(Path(__file__).parent / "data" / "two_sentences.flac", dtype="float32")
    assert rate_hz == MIC_RATE_HZ
    return samples[: samples.size // MIC_SAMPLES * MIC_SAMPLES]


@pytest.fixture(scope="module")
def hearings(ears: Ears, sound: Samples) -> list[Hearing]:
    return hear_all(ears, sound)


def hear_all(ears: Ears, sound: Samples) -> list[Hearing]:
    ears.reset()
    return [ears.hear(mic) for mic in sound.reshape(-1, MIC_SAMPLES)]


def reports(hearings: list[Hearing]) -> list[Utterance]:
    return [utterance for hearing in hearings for utterance in hearing.utterances]


def plain(utterance: Utterance) -> str:
    return "".join(letter for letter in utterance.text.lower() if letter.isalnum() or letter == " ")


def test_two_sentences_are_heard(hearings: list[Hearing]) -> None:
    assert [plain(utterance) for utterance in reports(hearings) if utterance.final] == SENTENCES


def test_all_words_are_there_soon_after_the_last(hearings: list[Hearing]) -> None:
    soon = reports(hearings[: round((5.2 + 0.4) * 5)])  # within two micro-turns
    assert plain(soon[-1]) == SENTENCES[0]


def test_words_come_while_they_are_spoken(hearings: list[Hearing]) -> None:
    at_3_s = plain(reports(hearings[:15])[-1])
    assert "train to the coast leaves" in at_3_s


def test_word_times(hearings: list[Hearing]) -> None:
    first, second = (utterance for utterance in reports(hearings) if utterance.final)
    assert (first.start_s, first.end_s) == (pytest.approx(0.68, abs=0.1), pytest.approx(5.23, abs=0.12))
    assert (second.start_s, second.end_s) == (pytest.approx(6.76, abs=0.1), pytest.approx(8.93, abs=0.12))
    nine = next(word for word in first.words if word.text == "nine")
    assert nine.start_s == pytest.approx(2.6, abs=0.15)


def test_features_follow_the_voice(hearings: list[Hearing]) -> None:
    speaking, pausing = hearings[10:20], hearings[31:33]
    assert np.mean([hearing.speech for hearing in speaking]) > 0.9
    assert np.max([hearing.speech for hearing in pausing]) < 0.1
    voiced = np.concatenate([hearing.pitch_hz for hearing in speaking])
    assert 70 < np.median(voiced[voiced > 0]) < 180  # a man's voice
    assert not any(hearing.pitch_hz.any() for hearing in pausing)


def test_what_comes_later_changes_nothing_before(ears: Ears, sound: Samples, hearings: list[Hearing]) -> None:
    until = 22  # in the middle of a word
    other = np.concatenate([sound[: until * MIC_SAMPLES], np.zeros(2 * SECONDS, np.float32)])
    instead = hear_all(ears, other)[:until]
    assert [hearing.utterances for hearing in instead] == [hearing.utterances for hearing in hearings[:until]]


@pytest.mark.parametrize("kind", ["nothing", "hiss", "hum", "knocks", "keys"])
def test_noise_has_no_words(ears: Ears, kind: str) -> None:
    random = np.random.default_rng(6)
    time_s = np.arange(6 * SECONDS) / SECONDS
    strokes = np.exp(-60 * (time_s % 0.7)) * (time_s % 2.8 < 1.4)
    noise = random.normal(0, 0.1, time_s.size)
    made = {
        "nothing": np.zeros(time_s.size),
        "hiss": noise,
        "hum": sum(0.1 / k * np.sin(2 * np.pi * 50 * k * time_s) for k in (1, 2, 3, 5)) + noise / 30,
        "knocks": strokes * np.sin(2 * np.pi * 150 * time_s) * 0.5,
        "keys": np.exp(-900 * (time_s % 0.17)) * noise * 4,
    }[kind]
    assert reports(hear_all(ears, made.astype(np.float32))) == []
