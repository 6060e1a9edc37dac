"""The espeak-ng voice: what it says, how loud, how clean at the edges, and that it can be shared."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import espeakng_loader
import numpy as np
import pyloudnorm
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from duologue.core.errors import DuologueError
from duologue.model.voice import edges
from duologue.model.voice.espeak import EspeakVoice
from duologue.model.voice.espeak_library import EspeakLibrary, EspeakStyle, espeak_library

SENTENCES = [
    "The moon is about a quarter as wide as the earth.",
    "It is 9:26 a.m., and the tea costs $3.50.",
    "Good bread needs only flour, water, salt and time!",
    "Shall I go on?",
    "Fifteen seconds have passed.",
]


@pytest.fixture(scope="module")
def voice() -> EspeakVoice:
    return EspeakVoice()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_loudness_meets_the_target(voice, sentence):
    clause = voice.synthesise(sentence)
    assert clause.samples.dtype == np.float32
    assert abs(pyloudnorm.Meter(24000).integrated_loudness(clause.samples) + 20) < 1.5
    assert np.abs(clause.samples).max() <= 10 ** (-1 / 20) + 1e-6


@pytest.mark.parametrize("sentence", [*SENTENCES, "Yes.", "Mm-hm."])
def test_padding_is_trimmed_and_edges_are_ramped(voice, sentence):
    samples = voice.synthesise(sentence).samples
    level = 10 ** (-55 / 20)
    assert np.sqrt(np.mean(samples[:360] ** 2)) > level
    assert np.sqrt(np.mean(samples[-360:] ** 2)) > level
    assert abs(samples[0]) < 1e-3
    assert abs(samples[-1]) < 1e-3


@pytest.mark.parametrize("sentence", SENTENCES)
def test_words_are_those_of_the_text_in_time_order(voice, sentence):
    clause = voice.synthesise(sentence)
    assert clause.text == sentence
    starts = [word.start_s for word in clause.words]
    assert starts == sorted(starts)
    assert starts[0] < 0.05
    assert starts[-1] < clause.duration_s
    assert len(set(starts)) == len(starts)


def test_words_by_a_time_are_those_that_began(voice):
    clause = voice.synthesise("One, two, three, four.")
    assert clause.words_by(0) == ()
    assert clause.words_by(clause.words[2].start_s) == ("One,", "two,")
    assert clause.words_by(clause.duration_s) == ("One,", "two,", "three,", "four.")


def test_pauses_follow_the_marks(voice):
    assert voice.synthesise("Yes.").pause_s == edges.PAUSE_SENTENCE_S
    assert voice.synthesise('He said "stop!"').pause_s == edges.PAUSE_SENTENCE_S
    assert voice.synthesise("well,").pause_s == edges.PAUSE_COMMA_S
    assert voice.synthesise("the early earth").pause_s == edges.PAUSE_NONE_S


@pytest.mark.parametrize("text", ["", "  ", "...", "— ?!", "\u200b"])
def test_nothing_to_pronounce_is_no_sound(voice, text):
    clause = voice.synthesise(text)
    assert len(clause.samples) == 0
    assert clause.text == " ".join(text.split())


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_any_text_gives_its_words_and_clean_sound(text):
    try:
        clause = EspeakVoice().synthesise(text)
    except DuologueError as error:
        assume(error.code != "voice.silent")  # signs for which espeak-ng has no name
        raise
    assert clause.text.split() == text.split()
    assert np.all(np.isfinite(clause.samples))
    assert np.max(np.abs(clause.samples), initial=0) <= 0.9


def test_the_same_text_gives_the_same_sound_from_any_thread(voice):
    expected = {sentence: voice.synthesise(sentence).samples for sentence in SENTENCES}
    other = EspeakVoice(EspeakStyle(rate_wpm=250, pitch=80))
    with ThreadPoolExecutor(4) as pool:
        mine = list(pool.map(voice.synthesise, SENTENCES * 4))
        list(pool.map(other.synthesise, SENTENCES))
    for sentence, clause in zip(SENTENCES * 4, mine, strict=True):
        assert np.array_equal(clause.samples, expected[sentence])


def test_a_voice_that_cannot_be_used_is_one_clear_sentence():
    with pytest.raises(DuologueError, match="no sound"):
        EspeakVoice(EspeakStyle(name="Nobody", definition="language xx-none\n"))


def test_a_voice_that_cannot_be_set_up_is_one_clear_sentence(voice, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(espeak_library(), "_data", tmp_path)
        with pytest.raises(DuologueError, match="'Other' cannot be set up"):
            EspeakVoice(EspeakStyle(name="Other"))
    assert voice.synthesise("Hello.").duration_s > 0.2


def test_a_missing_library_is_one_clear_sentence(tmp_path):
    with pytest.raises(DuologueError, match="could not be loaded"):
        EspeakLibrary(tmp_path / "none.so", Path(espeakng_loader.get_data_path()))


def test_missing_data_are_one_clear_sentence(tmp_path):
    with pytest.raises(DuologueError, match="cannot be copied"):
        EspeakLibrary(Path(espeakng_loader.get_library_path()), tmp_path)


def test_a_failing_synthesiser_is_one_clear_sentence(voice, monkeypatch):
    class Failing:
        rate_hz = 22050

        def speak(self, text, style):
            return np.zeros(100, np.int16), []

    broken = EspeakVoice()
    monkeypatch.setattr(broken, "_library", Failing())
    with pytest.raises(DuologueError, match=r"made no sound of 'Hello\.'"):
        broken.synthesise("Hello.")
