"""When words begin to be heard, by the durations of what a voice reads."""

from itertools import accumulate

import numpy as np
import pytest

from duologue.model.voice.espeak_library import PronouncedWord
from duologue.model.voice.reading import PronouncedText
from duologue.model.voice.spelling import LONGEST_LEAD_S, SpelledText, spell

FRAME_S = 0.01
BEGIN = 0


def spelled(*words: tuple[str, str]) -> SpelledText:
    """Words as they are written and their phonemes, a letter each; a sign is a number."""
    written = [word for word, _ in words]
    ends = list(accumulate(len(word) + 1 for word in written))
    ranges = tuple((end - len(word) - 1, end - 1) for word, end in zip(written, ends, strict=True))
    said = [
        PronouncedWord(first, tuple(phonemes))
        for (first, _), (_, phonemes) in zip(ranges, words, strict=True)
        if phonemes
    ]
    text = PronouncedText(" ".join(written), tuple(written), ranges)
    return spell(text, said, lambda sign: [ord(sign)], [BEGIN])


def heard(spelling: SpelledText, **longer: int) -> list[float]:
    """Each sign lasts 4 frames, of some more."""
    frames = [
        longer.get(chr(number), longer.get("space", 4) if number == ord(" ") else 4) for number in spelling.phonemes
    ]
    starts = np.array([0, *accumulate(frames)])
    return [round(start_s, 3) for start_s in spelling.heard_from(starts, FRAME_S)]


def test_a_word_begins_with_the_space_before_it() -> None:
    spelling = spelled(("go", "go"), ("on", "on"))
    assert spelling.leads == [1, 3]  # begin, g, o, space, o, n
    assert heard(spelling) == [pytest.approx(0.03), pytest.approx(0.11)]


def test_after_a_mark_it_begins_with_its_first_phoneme() -> None:
    spelling = spelled(("go,", "go"), ("on", "on"))
    assert spelling.leads == [1, 5]  # begin, g, o, comma, space, o, n
    assert heard(spelling)[1] == pytest.approx(0.19)


def test_a_long_space_is_a_pause() -> None:
    spelling = spelled(("go", "go"), ("on", "on"))
    assert heard(spelling, space=50)[1] == pytest.approx(0.12 + 0.5 - LONGEST_LEAD_S)


def test_a_word_of_which_nothing_is_said_begins_with_the_one_before() -> None:
    spelling = spelled(("go", "go"), ("—", ""), ("on", "on"))
    first, dash, _ = heard(spelling)
    assert dash == first
