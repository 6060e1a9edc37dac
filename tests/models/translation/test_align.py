"""Words that go together are found, and the phrases around them."""

import numpy as np

from duologue_models.translation.align import Aligner, grown
from duologue_models.translation.casing import Casing
from duologue_models.translation.phrases import extracted

LEFT = ["the dog sleeps", "the cat sleeps", "the cat eats", "the red dog", "the red house", "a house"]
RIGHT = ["der Hund schläft", "die Katze schläft", "die Katze isst", "der rote Hund", "das rote Haus", "ein Haus"]


def links_of(at: int) -> set[tuple[str, str]]:
    left, right = [text.split() for text in LEFT] * 3, [text.split() for text in RIGHT] * 3
    ids: tuple[dict[str, int], dict[str, int]] = {}, {}
    numbers = [
        [[own.setdefault(w, len(own)) for w in s] for s in side] for side, own in zip((left, right), ids, strict=True)
    ]
    aligner = Aligner(*numbers)
    forward, backward = aligner.learn()
    part = slice(aligner.first[at], aligner.first[at + 1])
    shape = len(left[at]), len(right[at])
    return {(left[at][i], right[at][j]) for i, j in grown(forward[part].reshape(shape), backward[part].reshape(shape))}


def test_words_find_each_other() -> None:
    assert links_of(1) == {("the", "die"), ("cat", "Katze"), ("sleeps", "schläft")}
    assert {("red", "rote"), ("dog", "Hund")} <= links_of(3)


def test_links_grow_from_what_both_directions_choose() -> None:
    forward = np.array([[0.9, 0.0, 0.0], [0.0, 0.9, 0.8]], np.float32)
    backward = np.array([[0.9, 0.0, 0.0], [0.0, 0.9, 0.1]], np.float32)
    assert grown(forward, backward) == [(0, 0), (1, 1), (1, 2)]


def test_phrases_hold_no_word_that_is_linked_outside() -> None:
    found = set(extracted(["a", "b", "c"], ["x", "y", "z"], [(0, 1), (1, 0), (2, 2)]))
    assert found == {
        (("a",), ("y",)), (("b",), ("x",)), (("c",), ("z",)), (("a", "b"), ("x", "y")),
        (("a", "b", "c"), ("x", "y", "z")),
    }  # fmt: skip


def test_a_word_without_link_goes_with_its_neighbours() -> None:
    found = set(extracted(["a", "b"], ["x", "y", "z"], [(0, 0), (1, 2)]))
    assert (("a",), ("x", "y")) in found
    assert (("b",), ("y", "z")) in found
    assert not any(right == ("y",) for _, right in found)


def test_a_sentence_begins_in_the_usual_case() -> None:
    casing = Casing([["Der", "Hund"], ["Hier", "ist", "der", "Hund"], ["Hund", "!"]])
    assert casing(["Der", "Hund"]) == ["der", "Hund"]
    assert casing(["Hund", "!", "Der"]) == ["Hund", "!", "der"]
