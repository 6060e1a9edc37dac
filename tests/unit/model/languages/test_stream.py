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


def passage(text, language="es", p=0.99, *, no_speech=0.1, log_prob=-0.2, repeats=1.0, other="en", sure=0.9):
    words = tuple(PassageWord(word, 0.4 * i, 0.4 * i + 0.4, sure) for i, word in enumerate(text.split()))
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
    spanish = passage("Sí claro tenemos una habitación", sure=0.5)
    rig = Rig(*english, doubted, spanish, spanish, spanish, among=("en", "es"))
    rig.go(2.0, speech=0.0)
    while len(rig.heard) < 6:
        rig.go(0.2)
    assert list(dict.fromkeys(heard.language for heard in rig.heard)) == ["", "en", "es"]
    assert not any(stable for _, stable in words_of(rig.heard[-1]))


class Listener:
    """Hears a word each 0.4 s of sound that tells its own time, and places it wrongly by up to `jitter` seconds.

    A word of which half or more is in the sound is heard, unless the text is given to begin otherwise.
    """

    def __init__(self, jitter):
        self.jitter, self.lengths, self.begun = jitter, [], []

    def hear(self, sound, language="", *, into_english=False, prefix="", among=()):
        begin_s, length_s = float(sound[0]), len(sound) / 16000
        self.lengths.append(length_s)
        self.begun.append(prefix)
        first, last = round(begin_s / 0.4), round((begin_s + length_s) / 0.4)
        numbers = list(range(first, last))
        given = [int(word.removeprefix("palabra")) for word in prefix.split()]
        if given:
            numbers = given + [n for n in numbers if n > given[-1]]
        words = [
            PassageWord(
                f"palabra{n}",
                min(max(n * 0.4 - begin_s + self.jitter * (-1) ** n, 0.0), length_s),
                min(max(n * 0.4 + 0.4 - begin_s + self.jitter * (-1) ** n, 0.0), length_s),
                0.9,
            )
            for n in numbers
        ]
        return Passage("es", 0.99, 0.1, tuple(words), -0.2, 1.0, {"es": 0.99})


@pytest.mark.parametrize("jitter", [0.0, 0.15, 0.3])
def test_full_windows_are_cut_where_no_word_is_lost_or_heard_twice(jitter):
    listener = Listener(jitter)
    stream, final, newest = LanguageStream(listener, ("es",)), {}, None
    for turn in range(1, 200):
        sound = np.arange((turn - 1) * 3200, turn * 3200, dtype=np.float32) / 16000
        stream.feed(sound, [0.9] * 4, turn / 5)
        if (made := stream.due()) is not None:
            newest = stream.take(*made()).utterance
            if newest.final:
                final[newest.id] = [word.text for word in newest.words]
    said = [word for words in final.values() for word in words] + [word.text for word in newest.words]
    assert len(final) >= 3
    assert said == [f"palabra{n}" for n in range(len(said))]
    assert len(said) > 90
    assert max(listener.lengths) < FULL_S + 1.0


def test_what_was_said_stands_as_soon_as_the_speaker_rests():
    rig = Rig(passage("Me duele"), passage("Me duele la cabeza."), passage("unheard"))
    rig.go(1.0).go(0.4, speech=0.0)
    assert words_of(rig.heard[-1]) == [(w, True) for w in ("Me", "duele", "la", "cabeza.")]
    assert not rig.heard[-1].utterance.final


def test_silence_alone_is_not_heard_again():
    rig = Rig(passage("Buenos días."), passage("Buenos días."), passage("unheard"))
    rig.go(1.0).go(QUIET_S + 1.0, speech=0.0)
    assert len(rig.reader.asked) == 2
    assert rig.heard[-1].utterance.final


@pytest.mark.parametrize(("sure", "stands"), [(0.9, 2), (0.5, 0)])
def test_a_word_that_is_sure_and_long_past_needs_no_other_pass(sure, stands):
    rig = Rig(passage("uno dos tres cuatro cinco", sure=sure))
    rig.stream.feed(np.zeros(round(2.2 * 16000), np.float32), [0.9] * 44, 2.2)
    rig.heard.append(rig.stream.take(*rig.stream.due()()))
    assert [stable for _, stable in words_of(rig.heard[-1])] == [i < stands for i in range(5)]


def test_no_word_ends_in_the_silence_after_it():
    rig = Rig(passage("uno dos"), *[passage("uno dos tres cuatro cinco")] * 2)
    rig.go(1.2).go(0.4, speech=0.0)
    assert rig.heard[-1].utterance.words[-1].end_s == pytest.approx(1.2)


def test_english_is_asked_for_where_it_is_wanted():
    rig = Rig(passage("Me duele la cabeza"), passage("My head hurts", "es"))
    rig.go(0.8, english=lambda language: language == "es", spoken="My")
    assert rig.reader.asked[1][2:] == ("My", True)
    assert rig.heard[0].english.text == "My head hurts"
