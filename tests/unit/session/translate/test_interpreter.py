"""A session that translates: what is said when, what is shown, and what ends it. Model and translator are made up."""

from duologue.core.commands import ChangeSettings
from duologue.core.events import Failure, Heard, Speech, SpeechKind, ToolCall, Translation
from duologue.core.microturn import Act, FloorState
from duologue.core.writing import Call, WriteResult
from helpers.interpreting import REVERSED, WordReverser, interpret, saying
from helpers.playbook import cue, heard


def spoken(played):
    return " ".join(event.text for event in played.of(Speech) if event.kind == SpeechKind.TRANSLATION)


def test_a_sentence_is_translated_spoken_and_shown_for_good():
    played = interpret(saying("One two three four."), 8.0)
    (last,) = [event for event in played.of(Translation) if event.final]
    assert (last.source, last.target, last.source_text) == ("en", "es", "One two three four.")
    assert last.text == REVERSED("One two three four.") == spoken(played)


def test_it_begins_to_speak_before_the_speaker_ends_and_takes_nothing_back():
    script = saying("one two three four five six seven eight nine ten eleven twelve thirteen fourteen.")
    played = interpret(script, 14.0)
    first = next(event for event in played.of(Speech) if event.kind == SpeechKind.TRANSLATION)
    said_s = max(event.end for event in played.of(Heard))
    assert first.start < said_s
    (last,) = [event for event in played.of(Translation) if event.final]
    assert spoken(played) == last.text


def test_it_answers_nothing_while_it_translates():
    script = saying("What time is it?") | {20: cue(Act.RESPOND, floor=FloorState.YIELDING)}
    played = interpret(script, 8.0, replies={"what time is it": WriteResult(calls=(Call("clock.now"),))})
    assert played.of(ToolCall) == []
    assert {event.kind for event in played.of(Speech)} == {SpeechKind.TRANSLATION}


def test_told_to_stop_it_stops_and_answers_again():
    stop = heard("stop translating", 3.0, "u9", final=True)
    script = {20: cue(Act.RESPOND, stop, floor=FloorState.YIELDING)}
    written = {"stop translating": WriteResult(calls=(Call("translate.stop"),))}
    played = interpret(script, 8.0, replies=written)
    assert [event.name for event in played.of(ToolCall)] == ["translate.stop"]
    assert [event.text for event in played.of(Speech)] == ["I've stopped translating."]
    assert played.of(Translation) == []


def test_stopped_from_the_window_it_translates_what_was_said_to_its_end():
    script = saying("one two three four five six seven eight")
    played = interpret(script, 12.0, inject=((2.6, ChangeSettings({"mode": "conversation"})),))
    last = played.of(Translation)[-1]
    assert last.final
    assert spoken(played) == last.text != ""


def test_shown_alone_nothing_is_spoken():
    played = interpret(saying("One two three four."), 8.0, settings={"translate_aloud": False})
    assert played.of(Speech) == []
    assert played.of(Translation)[-1].final


def test_a_pair_that_nothing_translates_is_told_of_once():
    played = interpret(saying("One two. Three four."), 8.0, settings={"target": "eo"})
    assert [event.message for event in played.of(Failure)] == ["There is no translator from 'en' into 'eo' here."]


def test_a_translator_that_fails_ends_nothing():
    played = interpret(saying("One broken two."), 8.0, translator=WordReverser(failing="broken"))
    assert [event.message for event in played.of(Failure)] == ["The translator stumbled."]
    assert played.of(Translation) == []


def test_without_anything_to_translate_with_it_says_so():
    played = interpret(saying("One two."), 4.0, translator=None)
    assert [event.message for event in played.of(Failure)] == ["This installation cannot translate."]
