"""The sound of several texts as that of one clause."""

import numpy as np
import pytest

from duologue.model.voice.base import SpokenPiece, SpokenWord
from duologue.model.voice.joining import one_after_another

RATE = 24_000


def piece(seconds: float, *words: tuple[str, float], pause_s: float = 0.0) -> SpokenPiece:
    spoken = tuple(SpokenWord(word, start_s) for word, start_s in words)
    return SpokenPiece(np.ones(round(seconds * RATE), np.float32), spoken, pause_s)


def test_words_keep_their_times_over_the_pause_between_parts() -> None:
    first = [piece(0.5, ("one", 0.1)), piece(0.5, ("two", 0.7), pause_s=0.25)]
    made = list(one_after_another([first, [piece(0.4, ("three", 0.0), pause_s=0.12)]]))
    assert [(word.text, round(word.start_s, 3)) for each in made for word in each.words] == [
        ("one", 0.1), ("two", 0.7), ("three", 1.25),
    ]  # fmt: skip
    assert [each.pause_s for each in made] == [0.0, 0.0, 0.12]
    assert sum(each.duration_s for each in made) == pytest.approx(1.65)
    sound = np.concatenate([each.samples for each in made])
    assert np.all(sound[RATE : RATE + RATE // 4] == 0)


def test_each_piece_is_given_as_soon_as_it_is_made() -> None:
    asked: list[str] = []

    def part(name: str):  # type: ignore[no-untyped-def]
        asked.append(name)
        yield piece(0.1, (name, 0.0), pause_s=0.1)

    made = one_after_another([part("a"), part("b")])
    assert next(made).text == "a"
    assert asked == ["a"]
