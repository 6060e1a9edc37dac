"""The background models that need no network: scripted, none, and how they are chosen."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.background.base import BackgroundChunk, BackgroundModel
from duologue.background.none import NO_MODEL_TEXTS, NoBackground
from duologue.background.openai import OpenAIBackground
from duologue.background.opening import open_background
from duologue.background.scripted import ScriptedBackground
from duologue.core.errors import InputError

MOON = {"match": "moon", "delay": 0.8, "chunks": ["One. ", "Two. ", "Three."], "chunk_gap": 0.15}
ANYTHING = {"match": "", "delay": 0.3, "chunks": ["I see."]}


def scripted(*turns: dict[str, Any]) -> BackgroundModel:
    return open_background({"type": "script", "turns": list(turns)}, "case.json")


def test_chunks_come_at_their_times_and_the_last_is_final() -> None:
    model = scripted(MOON)
    model.ask("q1", "Tell me about the Moon.", 10.0)
    assert model.due(10.79) == []
    assert model.awaiting == {"q1"}
    assert model.due(10.8) == [BackgroundChunk("q1", "One. ", False, 10.8)]
    later = model.due(60.0)
    assert [(chunk.text, chunk.final, chunk.t) for chunk in later] == [
        ("Two. ", False, pytest.approx(10.95)), ("Three.", True, pytest.approx(11.1)),
    ]  # fmt: skip
    assert model.due(100.0) == []
    assert model.awaiting == frozenset()


def test_turns_are_tried_in_order_and_used_again() -> None:
    model = scripted(MOON, ANYTHING)
    for i, question in enumerate(["the moon", "soup", "the moon again", "tea"]):
        model.ask(f"q{i}", question, 0.0)
    first = {chunk.id: chunk.text for chunk in reversed(model.due(60.0))}
    assert first == {"q0": "One. ", "q1": "I see.", "q2": "One. ", "q3": "I see."}


def test_what_nothing_fits_is_not_known() -> None:
    model = scripted(MOON)
    model.ask("q1", "soup", 2.0)
    assert model.due(10.0) == [BackgroundChunk("q1", "I don't know.", True, 2.5)]


def test_several_questions_are_streamed_side_by_side() -> None:
    model = scripted(MOON, {"match": "", "delay": 0.85, "chunks": ["a", "b"], "chunk_gap": 0.2})
    model.ask("q1", "moon", 0.0)
    model.ask("q2", "tea", 0.0)
    assert [chunk.id for chunk in model.due(5.0)] == ["q1", "q2", "q1", "q2", "q1"]


def test_a_cancelled_answer_stops_and_others_go_on() -> None:
    model = scripted(MOON)
    model.ask("q1", "moon", 0.0)
    model.ask("q2", "moon", 0.0)
    model.due(0.8)
    model.cancel("q1")
    model.cancel("q9")
    assert {chunk.id for chunk in model.due(60.0)} == {"q2"}
    model.ask("q1", "moon", 70.0)
    assert len(model.due(90.0)) == 3


def test_a_question_is_asked_once() -> None:
    model = scripted(MOON)
    model.ask("q1", "moon", 0.0)
    with pytest.raises(ValueError, match="q1"):
        model.ask("q1", "moon", 0.1)


@given(
    st.lists(st.tuples(st.floats(0, 5), st.floats(0, 2), st.integers(1, 5)), min_size=1, max_size=5),
    st.lists(st.floats(0.01, 2), max_size=20),
)
def test_every_answer_is_closed_once_and_in_order(
    questions: list[tuple[float, float, int]], steps: list[float]
) -> None:
    turns = [
        {"match": f"^{i}$", "delay": d, "chunk_gap": g, "chunks": ["x"] * n} for i, (d, g, n) in enumerate(questions)
    ]
    model, t, got = scripted(*turns), 0.0, []
    for i in range(len(questions)):
        model.ask(f"q{i}", str(i), 0.0)
    for step in (*steps, 100.0):
        t += step
        chunks = model.due(t)
        assert [chunk.t for chunk in chunks] == sorted(chunk.t for chunk in chunks)
        assert all(t - step < chunk.t <= t or chunk.t == 0 for chunk in chunks)
        got += chunks
    for i, (_, _, count) in enumerate(questions):
        assert [chunk.final for chunk in got if chunk.id == f"q{i}"] == [False] * (count - 1) + [True]


def test_without_a_model_there_is_one_short_sentence_each_time() -> None:
    model = NoBackground()
    for i in range(len(NO_MODEL_TEXTS) + 2):
        model.ask(f"q{i}", "why", float(i))
    chunks = model.due(10.0)
    texts = [chunk.text for chunk in chunks]
    assert sorted({*texts}) == sorted(NO_MODEL_TEXTS)
    assert all(len(text.split()) <= 8 for text in texts)
    assert all(one != following for one, following in pairwise(texts))
    assert all(chunk.final for chunk in chunks)
    assert not model.available
    assert len(set(NO_MODEL_TEXTS)) == len(NO_MODEL_TEXTS)


def test_a_sentence_that_was_not_heard_can_be_dropped() -> None:
    model = NoBackground()
    model.ask("q1", "why", 0.0)
    assert model.awaiting == {"q1"}
    model.cancel("q1")
    assert model.due(1.0) == []


@pytest.mark.parametrize(
    ("value", "kind", "available", "problem"),
    [
        (None, NoBackground, False, ""),
        ({}, NoBackground, False, ""),
        ({"type": "none"}, NoBackground, False, ""),
        ({"type": "openai", "base_url": "http://localhost:1", "model": "m"}, OpenAIBackground, True, ""),
        ({"type": "openai", "base_url": "https://models.test/api/v1"}, OpenAIBackground, True, ""),
        ({"type": "script", "turns": []}, ScriptedBackground, True, ""),
    ],
)
def test_the_model_is_chosen_by_its_type(value: Any, kind: type, available: bool, problem: str) -> None:
    model = open_background(value, "case.json")
    assert isinstance(model, kind)
    assert (model.available, model.problem) == (available, problem)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], "case.json: 'background' must be an object."),
        ({"type": "oracle"}, "case.json: 'background' has the unknown type 'oracle'."),
        ({"type": []}, "case.json: 'background' has the unknown type '[]'."),
        ({"type": "none", "turns": []}, "case.json: 'background' has the unknown field 'turns'."),
        ({"type": "openai", "base_url": 1}, "case.json: 'background.base_url' must be a text."),
        ({"type": "openai", "base_url": "http://models.test/v1"}, "must begin with https://"),
        ({"type": "script"}, "case.json: 'background' lacks the field 'turns'."),
        ({"type": "script", "turns": {}}, "case.json: 'background.turns' must be a list."),
        ({"type": "script", "turns": ["x"]}, "case.json: item 1 of 'background.turns' must be an object."),
        (
            {"type": "script", "turns": [MOON | {"pace": 1}]},
            "item 1 of 'background.turns' has the unknown field 'pace'.",
        ),
        (
            {"type": "script", "turns": [MOON, MOON | {"match": "("}]},
            "'match' in item 2 of 'background.turns' is not a regular",
        ),
        (
            {"type": "script", "turns": [MOON | {"chunks": []}]},
            "'chunks' in item 1 of 'background.turns' must be a list of one",
        ),
        (
            {"type": "script", "turns": [MOON | {"chunks": [1]}]},
            "'chunks' in item 1 of 'background.turns' must be a list of one",
        ),
        (
            {"type": "script", "turns": [MOON | {"delay": -1}]},
            "'delay' in item 1 of 'background.turns' must be a number",
        ),
        (
            {"type": "script", "turns": [MOON | {"chunk_gap": "1"}]},
            "'chunk_gap' in item 1 of 'background.turns' must be a number of seconds",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(value: Any, message: str) -> None:
    with pytest.raises(InputError) as caught:
        open_background(value, "case.json")
    assert message in caught.value.message
