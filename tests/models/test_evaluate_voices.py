"""How voices are compared with what a recogniser makes of them."""

import pytest

from duologue.core.errors import DuologueError
from duologue.model.voice.base import Voice
from duologue.model.voice.entry import VoiceEntry
from duologue_models.evaluate_stops import Compared
from duologue_models.evaluate_voices import LANGUAGES, chosen, compared, errors, sentences


def never() -> Voice:
    raise DuologueError("voice.file", "It is not opened.")


@pytest.mark.parametrize(
    ("wanted", "heard", "language", "wrong"),
    [
        ("It is half past nine.", "It is half past 9", "en", 0),
        ("Ma sœur dort l'après-midi.", "ma soeur dort lapres midi", "fr", 0),
        ("He said yes.", "He said no.", "en", 1),
        ("He said yes.", "He yes.", "en", 1),
        ("He said yes.", "", "en", 3),
        ("", "He said yes.", "en", 3),
    ],
)
def test_words_are_compared_as_they_sound(wanted: str, heard: str, language: str, wrong: int) -> None:
    assert errors(compared(wanted, language), compared(heard, language)) == wrong


def test_there_are_sentences_to_say() -> None:
    assert {language: len(sentences(language)) for language in LANGUAGES} == {
        "en": 100, "es": 20, "fr": 20, "it": 20, "pt": 20, "de": 20,
    }  # fmt: skip


def test_one_voice_of_each_network_is_taken_or_those_that_are_named() -> None:
    entries = {
        "joe": VoiceEntry(("en",), never),
        "heart": VoiceEntry(("en",), never, package="kokoro"),
        "emma": VoiceEntry(("en",), never, package="kokoro"),
        "dora": VoiceEntry(("es",), never, package="kokoro"),
        "half": VoiceEntry(("en",), never, problem="It is half."),
        "espeak-ng": VoiceEntry(("en", "es"), never),
        "espeak-ng-british": VoiceEntry(("en",), never),
    }
    assert chosen(entries, "en", ()) == ["joe", "heart", "espeak-ng"]
    assert chosen(entries, "es", ()) == ["dora", "espeak-ng"]
    assert chosen(entries, "es", ("joe", "dora")) == ["dora"]


@pytest.mark.parametrize(
    ("stop_s", "off_s"),
    [(0.5, 0.0), (0.95, 0.0), (1.02, 0.02), (1.15, 0.0), (1.97, 0.0), (1.99, 0.01), (2.5, 0.0)],
)
def test_a_stop_is_off_where_the_words_are_counted_otherwise(stop_s: float, off_s: float) -> None:
    """One word is told too late, one too soon."""
    sentence = Compared(told_s=(0.0, 1.1, 1.98), found_s=(0.0, 1.0, 2.0), length_s=3.0)
    assert sentence.off_s(stop_s) == pytest.approx(off_s)
