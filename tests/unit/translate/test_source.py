"""Sentences out of what recognisers report: cut anew, changed, ended."""

from duologue.core.microturn import Utterance, Word
from duologue.translate.source import PAUSE_S, SETTLED_S, SourceStream


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
    assert told(stream, 1.0 + SETTLED_S) == [("Good", False)]
    assert told(stream, 1.4 + SETTLED_S) == [("Good morning every", False)]


def test_words_that_their_recogniser_may_change_are_not_settled():
    stream = SourceStream("en")
    stream.hear([said("Good morning", stable=False)], 1.0, rests=True)
    assert told(stream, 9.0) == [("", False)]


def test_case_and_marks_change_no_word():
    stream = SourceStream("en")
    stream.hear([said("see you to-day")], 1.0, rests=False)
    stream.hear([said("See you today.")], 1.5, rests=False)
    assert told(stream, 1.0 + SETTLED_S) == [("See you today.", False)]


def test_a_mark_ends_a_sentence_once_the_next_word_is_certain():
    stream = SourceStream("en")
    stream.hear([said("I am here. Where")], 1.0, rests=False)
    assert told(stream, 1.2) == [("", False)]
    assert told(stream, 1.0 + SETTLED_S) == [("I am here.", True), ("Where", False)]


def test_no_title_and_no_word_in_the_middle_ends_a_sentence():
    stream = SourceStream("en")
    stream.hear([said("Ask Mr. Lopez. about it")], 1.0, rests=False)
    assert told(stream, 3.0) == [("Ask Mr. Lopez. about it", False)]


def test_the_last_sentence_is_over_when_the_speaker_rests():
    stream = SourceStream("en")
    stream.hear([said("I am here.", final=True)], 1.0, rests=False)
    assert told(stream, 1.2) == [("I am here.", False)]
    stream.hear([], 1.2, rests=True)
    assert told(stream, 1.2) == [("I am here.", True)]


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


def test_a_word_that_begins_in_the_sentence_before_is_gone_with_it():
    stream = SourceStream("es", settled_s=0.0)
    words = (Word("Ya.", 0.0, 1.0, True), Word("Eso", 0.9, 0.95, True), Word("es", 1.1, 1.4, True))
    stream.hear([Utterance("f1", words, False)], 2.0, rests=False)
    stream.done(stream.sentences(2.0)[0])
    assert told(stream, 2.0) == [("es", False)]
