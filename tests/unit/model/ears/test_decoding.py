"""A decoder over letters: after any beginning it wants the next letter of the text, or the end."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.model.ears.decoding import decode
from duologue.model.ears.tokenizer import BEGIN, END

VOCABULARY = 12


class Wanting:
    """Wants `text` from the place reached so far; counts what it is asked. The cache is the tokens themselves."""

    def __init__(self, text: Sequence[int]) -> None:
        self._text = text
        self.passes: list[int] = []

    def run(
        self, tokens: Sequence[int], cache: tuple[int, ...] | None
    ) -> tuple[np.ndarray, np.ndarray, tuple[int, ...]]:
        self.passes.append(len(tokens))
        before = cache or ()
        places = [len(before) + index for index in range(len(tokens))]
        logits = np.zeros((len(tokens), VOCABULARY), np.float32)
        for row, place in enumerate(places):
            logits[row, self._text[place] if place < len(self._text) else END] = 5.0
        attention = np.zeros((len(tokens), 100), np.float32)
        attention[range(len(tokens)), places] = 1.0
        return logits, attention, (*before, *tokens)

    def cut(self, cache: tuple[int, ...], length: int) -> tuple[int, ...]:
        return cache[:length]


letters = st.lists(st.integers(3, VOCABULARY - 1), max_size=8).filter(lambda text: len(set(text)) == len(text))


@given(text=letters, previous=letters)
def test_the_previous_hypothesis_never_changes_the_outcome(text: list[int], previous: list[int]) -> None:
    fresh = decode(Wanting(text), (), limit=20)
    taken_up = decode(Wanting(text), previous, limit=20)
    assert taken_up.tokens == fresh.tokens == tuple(text)
    assert taken_up.log_probs == pytest.approx(fresh.log_probs)
    assert np.array_equal(taken_up.attention, fresh.attention)


def test_what_still_holds_costs_one_pass() -> None:
    decoder = Wanting([3, 4, 5, 6])
    decode(decoder, [3, 4, 5, 6], limit=20)
    assert decoder.passes == [5]


def test_only_what_follows_the_first_difference_is_decoded_anew() -> None:
    decoder = Wanting([3, 4, 7, 8])
    assert decode(decoder, [3, 4, 5, 6], limit=20).tokens == (3, 4, 7, 8)
    assert decoder.passes == [5, 1, 1]


def test_given_words_are_not_up_for_choice() -> None:
    decoder = Wanting([3, 4, 5, 6])
    hypothesis = decode(decoder, [5, 9], forced=[10, 11], limit=20)
    assert hypothesis.tokens == (10, 11, 5, 6)
    assert decoder.passes == [5, 1]


def test_attention_has_a_row_for_each_token_and_the_end() -> None:
    hypothesis = decode(Wanting([3, 4, 5]), [3], limit=20)
    assert hypothesis.attention.argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_log_probs_are_those_of_the_choices() -> None:
    certain = 5.0 - np.log(np.exp(5.0) + VOCABULARY - 1)
    assert decode(Wanting([3, 4, 5]), [3], limit=20).log_probs == pytest.approx([certain] * 3)


def test_silence_is_no_tokens() -> None:
    hypothesis = decode(Wanting([]), [3, 4], limit=20)
    assert hypothesis.tokens == ()
    assert hypothesis.attention.shape[0] == 1


@pytest.mark.parametrize("previous", [[], [3, 4, 5, 6, 7, 8, 9]])
def test_no_more_tokens_than_the_limit(previous: list[int]) -> None:
    assert decode(Wanting([3, 4, 5, 6, 7, 8, 9]), previous, limit=4).tokens == (3, 4, 5, 6)


@pytest.mark.parametrize("block", [[5], [5, 6, 7]])
def test_a_loop_is_said_once(block: list[int]) -> None:
    hypothesis = decode(Wanting([3, *block * 20]), (), limit=50)
    assert hypothesis.tokens == (3, *block)
    assert hypothesis.attention.shape[0] == len(hypothesis.log_probs) + 1


@pytest.mark.parametrize("said", [[5] * 8, [5, 6] * 5, [5, 6, 7, 8] * 3])
def test_what_people_do_repeat_is_no_loop(said: list[int]) -> None:
    assert decode(Wanting(said), (), limit=50).tokens == tuple(said)


def test_words_given_are_no_part_of_a_loop() -> None:
    given = [5] * 10
    assert decode(Wanting([5] * 15), (), forced=given, limit=50).tokens == (5,) * 15


def test_begin_opens_every_pass() -> None:
    class Recording(Wanting):
        first: int | None = None

        def run(self, tokens, cache):  # type: ignore[no-untyped-def]
            if cache is None:
                self.first = tokens[0]
            return super().run(tokens, cache)

    decoder = Recording([3])
    decode(decoder, (), limit=5)
    assert decoder.first == BEGIN


class Branching(Wanting):
    """Wants one of several texts: after any beginning a letter of each that begins so, with given logits."""

    def __init__(self, texts: Mapping[tuple[int, ...], Sequence[float]]) -> None:
        super().__init__(())
        self._texts = texts

    def run(
        self, tokens: Sequence[int], cache: tuple[int, ...] | None
    ) -> tuple[np.ndarray, np.ndarray, tuple[int, ...]]:
        self.passes.append(len(tokens))
        said = (*(cache or ()), *tokens)
        logits = np.full((len(tokens), VOCABULARY), -30.0, np.float32)
        for row in range(len(tokens)):
            before = said[1 : len(said) - len(tokens) + row + 1]
            for text, chances in self._texts.items():
                if text[: len(before)] == before:
                    token = text[len(before)] if len(before) < len(text) else END
                    logits[row, token] = max(logits[row, token], chances[len(before)])
        return logits, np.zeros((len(tokens), 100), np.float32), said


class Liking:
    """Adds something to one token."""

    def __init__(self, token: int = 3, gain: float = 0.0) -> None:
        self._token, self._gain = token, gain

    def scores(self, tokens: Sequence[int], candidates: Sequence[int]) -> np.ndarray:
        return np.array([self._gain * (token == self._token) for token in candidates], np.float32)


LIKE_SOUNDS = {(3, 5, 6): (0.0, -0.1, 0.0, 0.0), (4, 7, 6): (-1.0, 0.0, 0.0, 0.0)}


def test_without_a_scorer_the_likelier_token_is_taken() -> None:
    assert decode(Branching(LIKE_SOUNDS), (), limit=9).tokens == (3, 5, 6)


def test_the_scorer_decides_between_like_sounds() -> None:
    assert decode(Branching(LIKE_SOUNDS), (), limit=9, scorer=Liking(4, 2.0)).tokens == (4, 7, 6)
    assert decode(Branching(LIKE_SOUNDS), (), limit=9, scorer=Liking(4, 0.5)).tokens == (3, 5, 6)


def test_a_token_is_given_up_when_what_follows_does_not_fit() -> None:
    unsure = {(4, 7): (-1.0, 0.0, 0.0), **{(3, last): (0.0, 0.0, 0.0) for last in (5, 8, 9, 10)}}
    assert decode(Branching(unsure), (), limit=9).tokens == (3, 5)
    assert decode(Branching(unsure), (), limit=9, scorer=Liking()).tokens == (4, 7)


def test_what_the_decoder_excludes_is_not_taken_however_much_it_is_liked() -> None:
    assert decode(Branching({(3, 4): (0.0, 0.0, 0.0)}), (), limit=9, scorer=Liking(9, 50.0)).tokens == (3, 4)


@pytest.mark.parametrize("previous", [(), (3, 5, 6), (4, 7, 6), (4, 7), (3, 9, 9, 9)])
def test_with_a_scorer_too_the_previous_hypothesis_changes_nothing(previous: tuple[int, ...]) -> None:
    fresh = decode(Branching(LIKE_SOUNDS), (), limit=9, scorer=Liking(4, 2.0))
    taken_up = decode(Branching(LIKE_SOUNDS), previous, limit=9, scorer=Liking(4, 2.0))
    assert taken_up.tokens == fresh.tokens
    assert taken_up.log_probs == pytest.approx(fresh.log_probs)
    assert taken_up.attention.shape == fresh.attention.shape == (4, 100)


def test_log_probs_are_the_decoders_own() -> None:
    hypothesis = decode(Branching(LIKE_SOUNDS), (), limit=9, scorer=Liking(4, 2.0))
    assert hypothesis.log_probs[0] == pytest.approx(-1.0 - np.log(1 + np.exp(-1.0)), abs=1e-4)


def test_settled_tokens_stay_and_cost_no_second_path() -> None:
    decoder = Branching(LIKE_SOUNDS)
    assert decode(decoder, (3, 5, 6), settled=1, limit=9, scorer=Liking(4, 2.0)).tokens == (3, 5, 6)
    assert decoder.passes == [4]


def test_settled_tokens_go_when_the_decoder_excludes_them() -> None:
    assert decode(Branching(LIKE_SOUNDS), (9, 5, 6), settled=2, limit=9, scorer=Liking()).tokens == (3, 5, 6)


@pytest.mark.parametrize("limit", [1, 2])
def test_no_more_tokens_than_the_limit_with_a_scorer(limit: int) -> None:
    assert len(decode(Branching(LIKE_SOUNDS), (), limit=limit, scorer=Liking()).tokens) == limit
