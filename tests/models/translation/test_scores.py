"""chrF and BLEU against values of sacreBLEU 2.5."""

import pytest

from duologue_models.translation.scores import bleu, chrf

MADE = ["The cat sat on the mat, quietly.", "No!", "He paid $1,000.50 for 3-4 apples.", "Good"]
WANTED = [
    "A cat was sitting quietly on the mat.",
    "No.",
    "He paid $1,000.50 for 3-5 apples today.",
    "Good morning to you",
]


def test_as_sacrebleu_counts() -> None:
    assert chrf(MADE, WANTED) == pytest.approx(50.162181, abs=1e-5)
    assert bleu(MADE, WANTED) == pytest.approx(37.804409, abs=1e-5)


def test_nothing_in_common_and_all_in_common() -> None:
    assert chrf(["a b"], ["d e f"]) == 0
    assert chrf(WANTED, WANTED) == pytest.approx(100)
    assert bleu(WANTED, WANTED) == pytest.approx(100)
