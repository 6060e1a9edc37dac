"""What the simulated ears tell of how words sound."""

import numpy as np
import pytest

from duologue.core.timing import MICROTURN_S
from duologue_models.interaction.simulate.ending_sounds import log_odds
from duologue_models.interaction.simulate.speech import Ears, TimedWord, Vocabulary, ends_sentence, spoken

SESSIONS = 40


def told(said: list[TimedWord], seconds: float, seed: int = 1) -> list[float]:
    """The log odds of an end at each micro-turn."""
    ears = Ears(np.random.default_rng(seed), Vocabulary(["word"]))
    return [hearing.ending for hearing in ears.hear(said, round(seconds / MICROTURN_S))]


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("set a timer", [False, False, True]),
        ("Okay, thanks. Go on", [False, True, False, True]),
        ("Really? Yes!", [True, True]),
    ],
)
def test_sentences_end_at_their_marks_and_where_nothing_more_is_said(words: str, ends: list[bool]) -> None:
    assert [ends_sentence(words.split(), i) for i in range(len(words.split()))] == ends
    assert [word.ends for word in spoken(words.split(), 0.0, np.random.default_rng(1))] == ends


def test_ends_sound_more_like_ends_than_other_words_do() -> None:
    rng = np.random.default_rng(1)
    ends, others = ([log_odds(rng, ends=kind) for _ in range(400)] for kind in (True, False))
    assert np.median(ends) > 0 > np.median(others)
    assert min(ends) < 0 < max(others)
    assert 0.0 not in [*ends, *others]


def test_nothing_is_told_of_an_end_before_anybody_spoke_and_the_last_is_kept_in_silence() -> None:
    words = [TimedWord("stop", 1.0, 1.4, ends=True)]
    odds = told(words, 4.0)
    assert odds[:5] == [0.0] * 5
    assert odds[6] != 0.0
    assert len(set(odds[9:])) == 1


def test_a_pause_sounds_otherwise_than_an_end() -> None:
    def later(at: float) -> list[float]:
        said = [TimedWord("set", 0.4, 0.8), TimedWord("it", at, at + 0.2, ends=True)]
        return [told(said, 4.0, seed)[12] for seed in range(SESSIONS)]

    over, paused = later(0.8), later(3.0)
    assert np.median(over) > 0 > np.median(paused)


def test_transcripts_that_do_not_say_where_sentences_end_tell_nothing() -> None:
    assert set(told([TimedWord("set", 0.4, 0.8), TimedWord("it", 0.8, 1.0)], 2.0)) == {0.0}
