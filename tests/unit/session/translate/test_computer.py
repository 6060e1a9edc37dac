"""A session that translates or captions what the computer plays. The film, its ears and the translator are made up."""

from collections.abc import Callable
from typing import Any

from duologue.core.commands import ChangeSettings
from duologue.core.errors import DeviceError
from duologue.core.events import Failure, SourceText, Speech, SpeechKind, ToolCall, Translation
from duologue.core.microturn import Act, FloorState
from duologue.core.writing import Call, WriteResult
from duologue.session.translate.computer import NOT_HERE
from duologue.session.translate.parts import ComputerParts
from helpers.interpreting import REVERSED, Film, FilmEars, Loud, interpret, saying
from helpers.playbook import Played, cue, heard

TEXT = "the ship sails at noon today."
SECONDS = 2.6
COMPUTER = {"translate_from": "computer"}


def playing(film: Film, text: str = TEXT) -> ComputerParts:
    return ComputerParts(lambda: film, Loud, lambda: FilmEars(text))


def finals(played: Played) -> list[Translation]:
    return [event for event in played.of(Translation) if event.final]


def test_a_film_is_translated_and_what_the_user_says_is_not():
    played = interpret(saying("Pass me the salt."), 8.0, computer=playing(Film(SECONDS)), settings=COMPUTER)
    (last,) = finals(played)
    assert (last.source, last.target, last.source_text, last.played) == ("en", "es", TEXT, True)
    assert last.text == REVERSED(TEXT)
    assert {event.played for event in played.of(SourceText)} == {True}
    said = [event.text for event in played.of(Speech) if event.kind == SpeechKind.TRANSLATION]
    assert " ".join(said) == last.text


def test_user_and_film_are_told_apart():
    script = saying("Pass me the salt.", from_s=4.0)
    played = interpret(script, 9.0, computer=playing(Film(SECONDS)), settings={"translate_from": "both"})
    assert {(event.source_text, event.played) for event in finals(played)} == {
        (TEXT, True), ("Pass me the salt.", False),
    }  # fmt: skip


def test_captions_are_the_words_themselves_and_are_not_spoken():
    captions = COMPUTER | {"source": "en", "target": "en"}
    played = interpret({}, 8.0, computer=playing(Film(SECONDS)), settings=captions)
    (last,) = finals(played)
    assert (last.source, last.target, last.text) == ("en", "en", TEXT)
    assert played.of(Speech) == []
    grew = [event.text for event in played.of(Translation) if not event.final]
    assert all(TEXT.startswith(text) for text in grew), "words that stand stay as they were written"


def test_captions_need_no_translator():
    def no_translators(*_: Any) -> Any:
        raise AssertionError("a translator was opened")

    class Unable:
        name, pairs = "none", frozenset[tuple[str, str]]()
        translate = no_translators

    captions = COMPUTER | {"source": "en", "target": "en"}
    played = interpret({}, 8.0, computer=playing(Film(SECONDS)), settings=captions, translator=Unable())
    assert [event.text for event in finals(played)] == [TEXT]


def test_what_the_user_says_can_be_captioned_as_well():
    played = interpret(saying("Pass me the salt."), 8.0, settings={"source": "en", "target": "en"})
    assert [(event.text, event.played) for event in finals(played)] == [("Pass me the salt.", False)]
    assert played.of(Speech) == []


def test_a_film_in_another_language_is_heard_by_the_other_ears():
    settings = COMPUTER | {"source": "es", "target": "en"}
    ears = FilmEars("uno dos tres cuatro cinco seis.", "es")
    played = interpret({}, 8.0, computer=playing(Film(SECONDS), "wrong ears."), ears=ears, settings=settings)
    assert [event.source_text for event in finals(played)] == ["uno dos tres cuatro cinco seis."]


def test_the_user_can_end_it_by_voice():
    film = Film(SECONDS)
    stop = heard("stop translating", 3.0, "u9", final=True)
    script = {20: cue(Act.RESPOND, stop, floor=FloorState.YIELDING)}
    replies = {"stop translating": WriteResult(calls=(Call("translate.stop"),))}
    played = interpret(script, 9.0, computer=playing(film), settings=COMPUTER, replies=replies)
    assert [event.name for event in played.of(ToolCall)] == ["translate.stop"]
    assert film.closed


def change(t: float, **changes: Any) -> tuple[float, ChangeSettings]:
    return t, ChangeSettings(changes)


def opening(films: list[Film], wanted: list[str]) -> Callable[[], Film]:
    def open_() -> Film:
        films.append(Film(30.0))
        wanted.append("opened")
        return films[-1]

    return open_


def test_the_sound_is_open_only_while_it_is_wanted():
    films, wanted = list[Film](), list[str]()
    parts = ComputerParts(opening(films, wanted), Loud, lambda: FilmEars(TEXT))
    inject = (change(2.0, translate_from="microphone"), change(4.0, translate_from="both"))
    interpret({}, 6.0, computer=parts, settings=COMPUTER, inject=inject)
    assert wanted == ["opened", "opened"]
    assert all(film.closed for film in films), "the last one at the end of the session"


def test_why_it_cannot_be_heard_is_said_once():
    def refuse() -> Film:
        raise DeviceError("computer.none", "There is no sound server.")

    parts = ComputerParts(refuse, Loud, lambda: FilmEars(TEXT))
    played = interpret({}, 4.0, computer=parts, settings=COMPUTER)
    assert [event.message for event in played.of(Failure)] == ["There is no sound server."]
    played = interpret({}, 4.0, settings=COMPUTER)
    assert [event.message for event in played.of(Failure)] == [NOT_HERE]


def test_a_sound_server_that_goes_away_is_told_of_once():
    film = Film(30.0, problem="The server does not answer.")
    played = interpret({}, 4.0, computer=playing(film), settings=COMPUTER)
    assert [event.message for event in played.of(Failure)] == ["The server does not answer."]
