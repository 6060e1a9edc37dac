"""Sentences out of what recognisers report: cut anew, changed, ended."""

import pytest

from duologue.core.microturn import Utterance, Word
from duologue.translate.source import MARKED_PAUSE_S, PAUSE_S, SETTLED_S, SourceStream


def said(text, start_s=0.0, name="u1", *, final=False, stable=True):
    starts_s = [round(start_s + 0.3 * i, 2) for i in range(len(text.split()))]
    words = tuple(Word(w, at_s, round(at_s + 0.3, 2), stable) for w, at_s in zip(text.split(), starts_s, strict=True))
    return Utterance(name, words, final)


def told(stream, t):
    return [(s.settled_text, s.complete) for s in stream.sentences(t)]


def test_words_settle_when_they_have_stood_for_a_while():
    stream = SourceStream("en")
    stream.hear([said("Good evening")], 1.0, rests=False)
    assert told(stream, 1.0) == [("", False)]
    stream.hear([said("Good morning every")], 1.4, rests=False)
    assert told(stream, 1.0 + SETTLED_S + 0.01) == [("Good", False)]
    assert told(stream, 1.4 + SETTLED_S + 0.01) == [("Good morning every", False)]


def test_words_that_their_recogniser_may_change_are_not_settled():
    stream = SourceStream("en")
    stream.hear([said("Good morning", stable=False)], 1.0, rests=True)
    assert told(stream, 9.0) == [("", False)]


def test_case_and_marks_change_no_word():
    stream = SourceStream("en")
    stream.hear([said("see you to-day")], 1.0, rests=False)
    stream.hear([said("See you today.")], 1.5, rests=False)
    assert told(stream, 1.0 + SETTLED_S + 0.01) == [("See you today.", False)]


def test_a_mark_ends_a_sentence_once_the_next_word_is_certain():
    stream = SourceStream("en")
    stream.hear([said("I am here. Where")], 1.0, rests=False)
    assert told(stream, 1.1) == [("", False)]
    assert told(stream, 1.0 + SETTLED_S + 0.01) == [("I am here.", True), ("Where", False)]


def test_no_title_and_no_word_in_the_middle_ends_a_sentence():
    stream = SourceStream("en")
    stream.hear([said("Ask Mr. Lopez. about it")], 1.0, rests=False)
    assert told(stream, 3.0) == [("Ask Mr. Lopez. about it", False)]


def test_the_last_sentence_is_over_when_the_speaker_rests():
    stream = SourceStream("en")
    stream.hear([said("I am here.", final=True)], 1.0, rests=False)
    assert told(stream, 1.3) == [("I am here.", False)]
    stream.hear([], 1.3, rests=True)
    assert told(stream, 1.3) == [("I am here.", True)]


def test_a_sentence_is_over_although_its_utterance_is_not():
    stream = SourceStream("en")
    stream.hear([said("I am here.")], 1.0, rests=True)
    assert told(stream, 1.0) == [("I am here.", False)]
    assert told(stream, 1.3) == [("I am here.", True)]


def test_a_sentence_with_a_mark_is_over_after_a_pause_whatever_the_floor():
    stream = SourceStream("en")
    stream.hear([said("We meet on Tuesday.", final=True)], 1.2, rests=False)
    assert told(stream, 1.2 + MARKED_PAUSE_S - 0.1) == [("We meet on Tuesday.", False)]
    assert told(stream, 1.3 + MARKED_PAUSE_S) == [("We meet on Tuesday.", True)]


def test_a_sentence_without_a_mark_is_over_after_a_pause():
    stream = SourceStream("en")
    stream.hear([said("ninety euros", final=True)], 1.0, rests=True)
    assert told(stream, 1.0) == [("ninety euros", False)]
    assert told(stream, 0.7 + PAUSE_S) == [("ninety euros", True)]


def test_what_is_done_does_not_come_back_when_speech_is_cut_anew():
    stream = SourceStream("en")
    stream.hear([said("I am here. Where are")], 1.0, rests=False)
    first = stream.sentences(2.0)[0]
    stream.done(first)
    assert told(stream, 2.0) == [("Where are", False)]
    cut = [said("I am here.", final=True), said("Where are you?", 0.9, "u2", final=True)]
    stream.hear(cut, 2.2, rests=True)
    (rest,) = stream.sentences(2.2)
    assert (rest.text, rest.complete, rest.id != first.id) == ("Where are you?", True, True)


def test_what_was_meant_for_the_assistant_is_left_out():
    stream = SourceStream("en")
    stream.hear([said("Yes. Stop translating.", final=True)], 1.0, rests=True)
    stream.withdraw(0.3, 1.0)
    assert told(stream, 1.0) == [("Yes.", True)]


def test_a_stream_that_ends_is_said_to_its_end():
    stream = SourceStream("en")
    stream.hear([said("and then we")], 1.0, rests=False)
    stream.end(1.0)
    (sentence,) = stream.sentences(1.0)
    assert (sentence.text, sentence.complete, stream.over) == ("and then we", True, False)
    stream.done(sentence)
    assert stream.over


def test_an_utterance_in_another_language_is_forgotten():
    stream = SourceStream("en")
    stream.hear([said("Sea claro")], 1.0, rests=False)
    stream.forget("u1")
    assert stream.sentences(2.0) == []


@pytest.mark.parametrize("final", [False, True])
def test_a_word_that_seems_to_begin_in_the_sentence_before_is_not_lost(final):
    stream = SourceStream("es", settled_s=0.0)
    stream.hear([Utterance("f1", (Word("Ya.", 0.0, 1.0, True),), False)], 2.0, rests=False)
    first = stream.sentences(2.0)[0]
    words = (Word("Ya.", 0.0, 0.6, True), Word("Eso", 0.6, 0.8, True), Word("es", 0.8, 1.4, True))
    stream.hear([Utterance("f1", words, final)], 2.2, rests=False)
    stream.done(first)
    assert told(stream, 2.2) == [("Eso es", False)]
    stream.hear([Utterance("f1", (*words, Word("todo", 1.4, 1.8, True)), True)] if not final else [], 2.4, rests=False)
    assert told(stream, 2.4) == [("Eso es" if final else "Eso es todo", False)]


def test_a_sentence_that_was_heard_otherwise_before_it_was_done_is_known_by_its_time():
    stream = SourceStream("es", settled_s=0.0)
    stream.hear([Utterance("f1", (Word("Ya.", 0.0, 1.0, True), Word("Eso", 1.1, 1.4, True)), False)], 2.0, rests=False)
    first = stream.sentences(2.0)[0]
    words = (Word("Allá.", 0.0, 1.0, True), Word("Eso", 0.9, 0.95, True), Word("es", 1.1, 1.4, True))
    stream.hear([Utterance("f1", words, False)], 2.2, rests=False)
    stream.done(first)
    assert told(stream, 2.2) == [("es", False)]


@pytest.mark.parametrize(
    ("start_s", "text", "left"),
    [
        (0.9, "dignity? And rights", "And rights"),  # its last word, a little later
        (0.8, "Dignity, and", "and"),
        (1.1, "of dignity? And", "And"),  # its last two
        (1.2, "dignity? And", "dignity? And"),  # people say a word twice
        (1.8, "of dignity? And", "of dignity? And"),  # and two
        (1.1, "dignified? And", "dignified? And"),
    ],
)
def test_the_end_of_what_is_done_is_not_said_again_when_it_is_read_again(start_s, text, left):
    stream = SourceStream("en")
    stream.hear([said("All full of dignity?", final=True)], 2.0, rests=True)  # until 1.2 s
    stream.done(stream.sentences(2.0)[0])
    stream.hear([said(text, start_s, "u2", final=True)], 4.0, rests=True)
    assert " ".join(sentence.text for sentence in stream.sentences(6.0)) == left


def test_a_reading_again_that_still_grows_leaves_the_rest_in_order():
    stream = SourceStream("es", settled_s=0.0)
    stream.hear([said("libres en dignidad. Y", final=True)], 2.0, rests=False)
    stream.done(stream.sentences(2.0)[0])
    assert told(stream, 2.0) == [("Y", False)]
    for many in range(1, 5):
        stream.hear([said(" ".join(["dignidad.", "Y", "en", "derechos"][:many]), 0.8, "f2")], 2.0 + many, rests=False)
        stream.forget("unknown")
        stream.sentences(2.0 + many)
    stream.forget("f2")
    assert told(stream, 9.0) == [("Y", False)]
