"""A session that translates: what is said when, what is shown, and what ends it. Model and translator are made up."""

from dataclasses import replace
from itertools import pairwise

from duologue.core.commands import ChangeSettings, TypeText
from duologue.core.events import Failure, Heard, SourceText, Speech, SpeechKind, ToolCall, Translation
from duologue.core.microturn import Act, FloorState, Utterance
from duologue.core.writing import Call, WriteResult
from duologue.session.translate.interpreter import HURRY
from helpers.interpreting import REVERSED, PacedTones, SlowEars, Talker, WordReverser, interpret, saying
from helpers.playbook import Cue, cue, heard, words


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


def test_what_was_translated_before_its_sentence_was_over_is_not_translated_again():
    translator = WordReverser()
    interpret(saying("one two three four five six."), 8.0, translator=translator)
    assert len(translator.asked) == len(set(translator.asked))


def test_words_that_may_still_change_tell_what_is_certain_where_settled_words_stay():
    settings, translator = {"source": "es", "target": "en"}, WordReverser()
    interpret({}, 6.0, ears=SlowEars(), decider=Talker(5.0), settings=settings, translator=translator)
    ahead, settled = translator.asked[:2]
    assert ahead.startswith(f"{settled} ")
    translator = WordReverser()
    said = words("one two three four five six", 0.4)
    unsure = tuple(replace(word, stable=number < 4) for number, word in enumerate(said))
    script = {15: Cue(Act.HOLD, (Utterance("u1", unsure, final=False),), FloorState.SPEAKING)}
    interpret(script, 6.0, translator=translator)
    assert translator.asked == ["one two three four"]


def test_it_hurries_while_it_is_behind_and_no_more_than_a_listener_follows():
    few, many = PacedTones(), PacedTones()
    interpret(saying("one two."), 8.0, voice=few)
    played = interpret(
        saying(" ".join(["one two three four five six seven eight nine ten"] * 3) + "."), 16.0, voice=many
    )
    assert set(few.rates) == {1.0}
    assert 1.2 < max(many.rates) <= HURRY
    assert spoken(played) == played.of(Translation)[-1].text


def test_who_talks_on_in_another_language_is_translated_meanwhile():
    settings = {"source": "es", "target": "en"}
    played = interpret({}, 9.0, ears=SlowEars(), decider=Talker(8.0), settings=settings)
    assert [event for event in played.of(Translation) if event.t < 7.5] != []


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


def typing(text: str, written: WriteResult | None = None, **settings):
    replies = None if written is None else {text.lower(): written}
    played = interpret({}, 8.0, settings=settings, replies=replies, inject=((1.0, TypeText(text)),))
    return played, [event for event in played.of(Translation) if event.final]


def test_a_line_that_is_typed_is_translated_shown_and_spoken():
    played, (first, second) = typing("One two three. Four five?")
    assert (first.source, first.target, first.source_text) == ("en", "es", "One two three.")
    assert second.source_text == "Four five?"
    assert spoken(played) == f"{first.text} {second.text}" == REVERSED("One two three. Four five?")
    assert {event.kind for event in played.of(Speech)} == {SpeechKind.TRANSLATION}


def test_a_typed_line_is_translated_whatever_it_would_ask_for_otherwise():
    played, made = typing("what time is it", WriteResult(calls=(Call("clock.now"),)))
    assert [event.source_text for event in made] == ["what time is it"]
    assert played.of(ToolCall) == []


def test_a_typed_line_about_the_translation_is_done():
    played, made = typing("stop translating", WriteResult(calls=(Call("translate.stop"),)))
    assert [event.name for event in played.of(ToolCall)] == ["translate.stop"]
    assert made == []


def test_a_typed_line_says_nothing_where_translations_are_shown_alone():
    played, made = typing("One two.", translate_aloud=False)
    assert played.of(Speech) == []
    assert len(made) == 1


def test_typed_and_said_are_both_translated_and_neither_is_lost():
    played = interpret(saying("One two three four."), 9.0, inject=((1.2, TypeText("Five six.")),))
    made = [event.source_text for event in played.of(Translation) if event.final]
    assert sorted(made) == ["Five six.", "One two three four."]


def test_what_is_heard_is_shown_before_it_is_translated():
    played = interpret(saying("one two three four five six seven."), 9.0)
    first = next(event for event in played.of(Translation))
    before = [event for event in played.of(SourceText) if event.t < first.t]
    assert before
    assert before[0].id == first.id
    assert "one two three four five six seven.".startswith(before[-1].text)
    assert all(one.settled <= len(one.text.split()) for one in before)


def test_what_turns_out_to_be_meant_for_the_assistant_is_shown_no_more():
    stop = heard("stop translating", 3.0, "u9", final=True)
    script = {20: cue(Act.RESPOND, stop, floor=FloorState.YIELDING)}
    played = interpret(script, 8.0, replies={"stop translating": WriteResult(calls=(Call("translate.stop"),))})
    assert [event.text for event in played.of(SourceText)][-1:] in ([], [""])


def test_translations_say_which_words_stand_and_when_their_source_was_said():
    script = saying("one two three four five six seven eight nine ten eleven twelve thirteen fourteen.")
    shown = interpret(script, 14.0).of(Translation)
    assert len(shown) > 2
    for before, after in pairwise(shown):
        assert before.text.split()[: before.stable] == after.text.split()[: before.stable]
        assert before.start <= before.end <= before.t
    assert shown[-1].stable == len(shown[-1].text.split())
