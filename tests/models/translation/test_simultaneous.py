"""What is said while a sentence grows, and how far behind; with a translator that turns words to capitals."""

import pytest

from duologue.translate.base import Translated
from duologue_models.translation.simultaneous import Telling, main, ours, wait
from helpers.tiny_translator import PAIRS, write_tiny

WORDS = ["a", "b", "c", "d", "e", "f", "g", "h"]


def capitals(text: str, spoken: str) -> Translated:
    words = (*spoken.split(), *text.upper().split()[len(spoken.split()) :])
    return Translated(" ".join(words), words, (1.0,) * len(words))


@pytest.mark.parametrize("k", [1, 3])
def test_wait_k_is_k_words_behind(k: int) -> None:
    telling = wait(WORDS, capitals, k)
    assert telling.words == [word.upper() for word in WORDS]
    assert telling.read == [min(at + k, 8) for at in range(8)]
    assert telling.lagging(8) == pytest.approx(k)


def test_a_text_said_after_its_end_lags_by_all_of_it() -> None:
    telling = Telling()
    telling.say(["A", "B"], 8)
    assert telling.lagging(8) == 8.0
    assert Telling().lagging(8) == 0.0


def test_ours_says_all_of_it_and_most_before_its_end() -> None:
    telling = ours(WORDS, capitals)
    assert telling.words == [word.upper() for word in WORDS]
    assert telling.read == sorted(telling.read)
    assert telling.read[0] < 8


def test_sentences_without_an_end_are_not_needed() -> None:
    assert ours(["a"], capitals).words == ["A"]
    assert wait(["a"], capitals, 3).words == ["A"]


def test_each_policy_is_told(tmp_path, capsys, monkeypatch) -> None:
    write_tiny(tmp_path / "weights")
    pairs = type("Pairs", (), {"judged": PAIRS})
    monkeypatch.setattr("duologue_models.translation.simultaneous.read", lambda folder: {"es": pairs})
    main(["--data", "unused", "--weights", str(tmp_path / "weights"), "--pairs", "en-es", "--least", "4"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("en-es  7 sentences, chrF ")
    assert [line.split(":")[0].strip() for line in lines[1:]] == ["ours", "wait-1", "wait-3", "wait-5", "wait-7"]
