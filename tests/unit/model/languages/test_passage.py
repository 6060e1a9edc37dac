"""Writing the text of a passage, with a decoder that wants given tokens one after the other."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from duologue.core.timing import MIC_RATE_HZ
from duologue.model.languages.passage import PassageTranscriber

TOKENS = 40
BEGIN, TASK, END = 30, 31, 29


class Vocabulary:
    """Tokens below END are words of their own number."""

    begin, end, no_speech = BEGIN, END, 39
    suppressed, suppressed_first = [38], [37]
    languages: Mapping[str, int] = {"es": 32}

    def task(self, language: str, *, into_english: bool) -> list[int]:
        return [self.languages[language], TASK]

    def encode(self, text: str) -> list[int]:
        return [int(word) for word in text.split()]

    def words(self, tokens: list[int]) -> list[tuple[str, int, int]]:
        return [(str(token), at, at + 1) for at, token in enumerate(tokens)]


class Encoder:
    """Hears nothing."""

    outputs = ("cross_k_0",)

    def run(self, output_names: None, input_feed: Mapping[str, Any]) -> Sequence[Any]:
        return [np.zeros((1, 8, 64, input_feed["mel"].shape[2] // 2), np.float32)]


class Decoder:
    """Wants `text`, whatever stood before. calls: how many tokens it was given each time."""

    def __init__(self) -> None:
        self.text: list[int] = []
        self.calls: list[int] = []

    def run(self, output_names: Sequence[str], input_feed: Mapping[str, Any]) -> Sequence[Any]:
        tokens, past = input_feed["tokens"][0], input_feed["past_k"].shape[3]
        self.calls.append(len(tokens))
        logits = np.zeros((1, len(tokens), TOKENS), np.float32)
        for row in range(len(tokens)):
            place = past + row - 2  # after the beginning, the language and the task
            logits[0, row, self.text[place] if 0 <= place < len(self.text) else END] = 20.0
        cache = np.zeros((6, 1, 8, past + len(tokens), 64), np.float32)
        return [logits, cache, cache, np.ones((1, len(tokens), input_feed["cross_k_0"].shape[3]), np.float32)]


class Bench:
    def __init__(self) -> None:
        self.decoder = Decoder()
        self._ears = PassageTranscriber(Encoder(), self.decoder, Vocabulary())  # type: ignore[arg-type]

    def hear(self, text: Sequence[int], seconds: float = 4.0, prefix: str = "") -> list[int]:
        """What is written where the decoder wants a text; its calls are those of this passage."""
        self.decoder.text, self.decoder.calls = list(text), []
        passage = self._ears.hear(np.zeros(round(seconds * MIC_RATE_HZ), np.float32), "es", prefix=prefix)
        return [int(word) for word in passage.text.split()]


def test_what_was_written_before_is_read_at_once() -> None:
    bench = Bench()
    assert bench.hear(range(1, 9)) == list(range(1, 9))
    assert bench.decoder.calls == [1, 2, *[1] * 8]
    assert bench.hear(range(1, 11)) == list(range(1, 11))
    assert bench.decoder.calls == [1, 10, 1, 1]


@pytest.mark.parametrize("changed", [[1, 2, 9, 4, 5], [9], [1, 2, 3], []])
def test_another_text_is_written_as_if_there_had_been_none_before(changed: list[int]) -> None:
    bench = Bench()
    bench.hear(range(1, 9))
    assert bench.hear(changed) == changed


def test_a_window_that_begins_later_goes_on_with_what_was_written_there() -> None:
    bench = Bench()
    bench.hear(range(1, 9))
    assert bench.hear([5, 6, 7, 8, 9], prefix="5 6") == [5, 6, 7, 8, 9]
    assert bench.decoder.calls == [1, 6, 1]


def test_more_than_can_be_said_in_the_time_over_and_over_is_written_once() -> None:
    assert Bench().hear([1, 2, 3, 4] * 4, 1.0) == [1, 2, 3, 4]
    assert Bench().hear([1, 2, 3, 4] * 4, 4.0) == [1, 2, 3, 4] * 4
