"""The language model is a probability, and knows what it has seen."""

from pathlib import Path

import numpy as np
import pytest

from duologue.translate.ngrams import NOWHERE, START, Ngrams
from duologue_models.translation import order

WORDS = ["<unknown>", "<begin>", "<end>", "a", "b", "c", "d"]
LINES = [[3, 4, 5], [3, 4, 5], [3, 4, 6], [4, 5], [6, 3, 4], [5, 6, 3, 4, 5]]


@pytest.fixture(scope="module")
def ngrams(tmp_path_factory: pytest.TempPathFactory) -> Ngrams:
    path: Path = tmp_path_factory.mktemp("language") / "xx.npz"
    assert order.save(path, WORDS, LINES) > 20
    return Ngrams.load(path)


@pytest.mark.parametrize("before", [(NOWHERE, NOWHERE, START), (START, 3, 4), (3, 4, 5), (6, 6, 6), (5, 3, 3)])
def test_what_may_follow_sums_to_one(ngrams: Ngrams, before: tuple[int, int, int]) -> None:
    words = np.array([0, 2, 3, 4, 5, 6])
    probs = np.exp(ngrams.log_probs(np.array([before] * len(words)), words))
    assert 0.85 < probs[1:].sum() < 1.1


def test_what_was_seen_is_likelier(ngrams: Ngrams) -> None:
    before = np.array([(NOWHERE, START, 3)] * 2)
    often, never = ngrams.log_probs(before, np.array([4, 5]))
    assert often > never + 1
