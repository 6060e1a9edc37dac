"""A stream heard in passes: what two agree on settles, where nobody speaks it is cut, and noise is no text."""

import numpy as np
import pytest

from duologue.model.languages.passage import Passage, PassageWord
from duologue.model.languages.stream import FULL_S, QUIET_S, LanguageStream

TURN = np.zeros(3200, np.float32)


class Reader:
    """Hears what it is told; remembers how it was asked."""

    def __init__(self, *passages):
        self.passages, self.asked = list(passages), []

    def hear(self, sound, language="", *, into_english=False, prefix="", among=()):
        self.asked.append((round(len(sound) / 16000, 1), language, prefix, into_english))
        return self.passages.pop(0)


def passage(text, language="es", p=0.99, *, no_speech=0.1, log_prob=-0.2, repeats=1.0, other="en"):
    words = tuple(PassageWord(word, 0.4 * i, 0.4 * i + 0.4, 0.9) for i, word in enumerate(text.split()))
    return Passage(language, p, no_speech, words, log_prob, repeats, {language: p, other: 1 - p})


class Rig:
    def __init__(self, *passages, among=("es",)):
        self.reader = Reader(*passages)
        self.stream, self.turns, self.heard = LanguageStream(self.reader, among), 0, []

    def go(self, seconds, speech=0.9, **wanted):
        for _ in range(round(seconds * 5)):
            self.turns += 1
            self.stream.feed(TURN, [speech] * 4, self.turns / 5)
            if (made := self.stream.due(**wanted)) is not None:
                self.heard.append(self.stream.take(*made()))
        return self


def words_of(heard):
    return [(word.text, word.stable) for word in heard.utterance.words]


def test_what_two_passes_agree_on_is_settled_and_begins_the_next():
    rig = Rig(passage("Me duele la caja"), passage("Me duele la cabeza"), passage("Me duele la cabeza hoy")).go(1.8)
    assert words_of(rig.heard[0]) == [(w, False) for w in ("Me", "duele", "la", "caja")]
    assert words_of(rig.heard[1]) == [("Me", True), ("duele", True), ("la", True), ("cabeza", False)]
    assert rig.reader.asked[2][2] == "Me duele la"
    assert words_of(rig.heard[2])[3:] == [("cabeza", True), ("hoy", False)]


def test_silence_ends_an_utterance_with_all_of_its_words():
    rig = Rig(passage("Buenos días"), passage("Buenos días."), passage("Buenos días."))
    rig.go(1.0).go(QUIET_S + 0.3, speech=0.0)
    last = rig.heard[-1]
    assert last.utterance.final
    assert words_of(last) == [("Buenos", True), ("días.", True)]
    assert rig.go(2.0, speech=0.0).heard[-1] is last


def test_times_are_those_of_the_session():
    rig = Rig(passage("Hola amigo"))
    rig.go(2.0, speech=0.0).go(0.6)
    assert [word.start_s for word in rig.heard[0].utterance.words] == pytest.approx([1.6, 2.0])


@pytest.mark.parametrize(
    "invented",
    [
        passage("Subtítulos por la comunidad", no_speech=0.9, log_prob=-0.9),
        passage("la la la la la la la la", repeats=3.0),
        passage("Gracias", log_prob=-1.5),
        passage(""),
    ],
)
def test_what_a_recogniser_invents_is_refused(invented):
    rig = Rig(*[invented] * 9)
    rig.go(1.0).go(1.4, speech=0.0)
    assert set(rig.heard) == {None}


def test_silence_is_never_heard():
    assert Rig().go(600.0, speech=0.02).reader.asked == []


def test_a_knock_is_no_speech():
    rig = Rig(*[passage("Toc")] * 4)
    rig.turns = 1
    rig.stream.feed(TURN, [0.0, 0.9, 0.9, 0.0], 0.2)
    rig.go(2.0, speech=0.0)
    assert set(rig.heard) <= {None}


def test_the_language_is_found_and_found_to_be_another():
    english = [passage("Tic claro tenemos una", "en", 0.8, other="es")] * 5
    doubted = Passage("en", 0.2, 0.1, english[0].words, -0.2, 1.0, {"en": 0.2, "es": 0.8})
    spanish = passage("Sí claro tenemos una habitación")
    rig = Rig(*english, doubted, spanish, spanish, spanish, among=("en", "es"))
    rig.go(2.0, speech=0.0)
    while len(rig.heard) < 6:
        rig.go(0.2)
    assert list(dict.fromkeys(heard.language for heard in rig.heard)) == ["", "en", "es"]
    assert not any(stable for _, stable in words_of(rig.heard[-1]))


def test_a_full_window_is_cut_after_a_settled_word_and_goes_on():
    text = " ".join(f"palabra{i}" for i in range(30))
    rig = Rig(*[passage(text)] * 60).go(FULL_S + 1.0)
    ended = [heard for heard in rig.heard if heard.utterance.final]
    assert len(ended) == 1
    assert ended[0].utterance.id != rig.heard[-1].utterance.id
    assert rig.reader.asked[-1][0] < FULL_S / 2


def test_english_is_asked_for_where_it_is_wanted():
    rig = Rig(passage("Me duele la cabeza"), passage("My head hurts", "es"))
    rig.go(0.8, english=lambda language: language == "es", spoken="My")
    assert rig.reader.asked[1][2:] == ("My", True)
    assert rig.heard[0].english.text == "My head hurts"
