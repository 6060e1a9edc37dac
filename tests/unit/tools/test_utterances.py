"""Politeness, stutters, pieces and self-corrections, apart from what is requested."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.tools.plan import Call, standing
from duologue.tools.reading import Token, tokenise
from duologue.tools.utterances import (
    correction,
    dangles,
    ends,
    leads,
    overlays,
    question_text,
    read_pieces,
    spoken_tokens,
    without_repeats,
)


def text(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens)


@pytest.mark.parametrize(
    ("heard", "kept"),
    [
        ("Um, set a, uh, timer, please", "set a , timer"),
        ("set a set a timer", "set a timer"),
        ("I I I think", "i think"),
        ("what's the what's the time", "what's the time"),
        ("five five", "five five"),
        ("every time I say um", "every time i say um"),
        ("to-day", "today"),
    ],
)
def test_hesitations_and_stutters_are_left_out(heard: str, kept: str) -> None:
    assert text(spoken_tokens(heard)).replace(", ,", ",").strip(" ,") == kept


@given(st.lists(st.sampled_from(["a", "b", "c", ","]), max_size=12))
def test_without_repeats_keeps_the_order_and_settles(words: list[str]) -> None:
    once = without_repeats(tokenise(" ".join(words)))
    assert [token.start for token in once] == sorted(token.start for token in once)
    assert {token.text for token in once} == {word for word in words if words}


def test_politeness_is_taken_away_step_by_step() -> None:
    assert [("okay could you tell me the time")[at:] for at in leads("okay could you tell me the time")] == [
        "okay could you tell me the time", "could you tell me the time", "tell me the time", "the time",
    ]  # fmt: skip
    assert [("the time now thanks")[:at] for at in ends("the time now thanks")] == [
        "the time now thanks", "the time now", "the time",
    ]  # fmt: skip


def test_pieces_are_cut_where_something_is_understood() -> None:
    def read(tokens: list[Token]) -> str | None:
        words = [token.text for token in tokens if token.text not in (",", ".", "and")]
        return words[1] if len(words) == 2 and words[0] == "set" else None

    pieces = read_pieces(tokenise("We talk. Set one, and set two and then go"), read)
    assert [piece.plan for piece in pieces] == [None, "one", None]
    assert [piece.strong for piece in pieces] == [True, False, False]
    assert [piece.plan for piece in read_pieces(tokenise("set one and set two"), read)] == ["one", "two"]


@pytest.mark.parametrize(
    ("heard", "before", "after"),
    [
        ("for five, no, ten minutes", "for five", "ten minutes"),
        ("for five no ten minutes", "for five", "ten minutes"),
        ("three, sorry, I mean four", "three", "four"),
        ("a timer. Actually, make it ten", "a timer", "ten"),
        ("five, scratch that, six", "five", "six"),
    ],
)
def test_a_correction_has_two_sides(heard: str, before: str, after: str) -> None:
    (left, right), *_ = correction(tokenise(heard))
    assert (text(left), text(right)) == (before, after)


@pytest.mark.parametrize("heard", ["no", "there is no milk", "no, thanks", "I know", "sorry", ""])
def test_what_is_no_correction(heard: str) -> None:
    assert correction(tokenise(heard)) == []


@pytest.mark.parametrize(
    ("left", "right", "result"),
    [
        ("set a timer for five", "ten minutes", "set a timer for ten minutes"),
        ("set a five minute timer", "ten minute", "set a ten minute timer"),
        ("convert five miles to feet", "six miles", "convert six miles to feet"),
        ("add milk", "oat milk to my list", "add oat milk to my list"),
        ("call mom at six", "at seven", "call mom at seven"),
        ("add milk to my list", "butter", "add butter to my list"),
    ],
)
def test_the_correction_takes_the_place_of_its_like(left: str, right: str, result: str) -> None:
    assert result in [text(tokens) for tokens in overlays(tokenise(left), tokenise(right))]


@given(st.text(max_size=60), st.text(max_size=40))
def test_overlays_make_no_words_up(left: str, right: str) -> None:
    before, after = tokenise(left), tokenise(right)
    for tokens in overlays(before, after):
        assert all(any(token is other for other in (*before, *after)) for token in tokens)


@pytest.mark.parametrize("heard", ["set a timer for", "what is", "twelve plus", "say it and then", "six divided by"])
def test_what_breaks_off(heard: str) -> None:
    assert dangles(tokenise(heard))


@pytest.mark.parametrize("heard", ["", "no", "go on", "hold on", "what is it for?", "they have gone by", "I love you"])
def test_what_is_complete(heard: str) -> None:
    assert not dangles(tokenise(heard))


@pytest.mark.parametrize(
    ("heard", "asked"),
    [
        ("Um, why is, uh, the sky blue?", "Why is the sky blue?"),
        ("Okay, thank you. tell me more.", "Tell me more."),
        ("Stop.", "Stop."),
    ],
)
def test_a_question_is_handed_on_without_idle_words(heard: str, asked: str) -> None:
    assert question_text([tokenise(heard)], heard) == asked


def test_calls_stand_until_they_are_taken_back() -> None:
    tea, eggs, milk = Call("timer.start", {"label": "tea"}), Call("timer.start"), Call("list.add", {"item": "milk"})
    assert standing((tea, eggs, Call("clock.now"), milk)) == [tea, eggs, milk]
    assert standing((tea, eggs, milk, Call("timer.cancel"))) == [tea, milk]
    assert standing((tea, Call("timer.cancel"), Call("timer.cancel"))) == []
