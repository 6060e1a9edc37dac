"""What is waited for longer than "mm-hm" before a stopped answer goes on."""

import pytest

from duologue_models.interaction.simulate.answers import _closes
from duologue_models.interaction.simulate.speech import TimedWord


@pytest.mark.parametrize(
    ("words", "closes"),
    [
        ("okay", True),
        ("Ok, thanks.", True),
        ("all right", True),
        ("Thank you.", True),
        ("got it, and then", True),
        ("mm-hm", False),
        ("yeah", False),
        ("all of it", False),
        ("thank goodness", False),
        ("I see", False),
    ],
)
def test_words_that_close_a_topic_are_told_from_those_that_only_acknowledge(words: str, closes: bool) -> None:
    assert _closes([TimedWord(word, i, i + 0.5) for i, word in enumerate(words.split())]) is closes
