"""Where a translation goes on after what was spoken: nothing twice, nothing left out, and no work for what is done."""

from pathlib import Path

import pytest

from duologue.translate import phrase_translator
from duologue.translate.phrase_translator import PhraseTranslator
from duologue.translate.search import Part
from duologue.translate.spoken_part import Cut, Made, cut
from helpers.tiny_translator import write_tiny


def made(source: str, *parts: tuple[int, int, str]) -> Made:
    """A translation of parts: first source word, the one after the last, target words (numbered by their length)."""
    found = []
    for begin, end, text in parts:
        texts = tuple(text.split())
        found.append(Part(begin, end, tuple(map(len, texts)), texts, 0.0))
    return Made(source.split(), found)


STRAIGHT = made("the dog sleeps in the house", (0, 2, "el perro"), (2, 3, "duerme"), (3, 6, "en la casa"))
TURNED = made("the big dog sleeps", (0, 1, "el"), (2, 3, "perro"), (1, 2, "grande"), (3, 4, "duerme"))
JOINED = made("go to the sea now", (0, 1, "ve"), (1, 2, "a"), (2, 4, "el mar"), (4, 5, "ahora"))


@pytest.mark.parametrize(
    ("known", "spoken", "found"),
    [
        (STRAIGHT, "El perro", (2, 2)),
        (STRAIGHT, "El perro duerme", (3, 3)),
        (STRAIGHT, "El perro duerme en", (3, 3)),  # a part is said whole or is still to be said
        (STRAIGHT, "El perro duerme en la casa", (6, 6)),
        (STRAIGHT, "El", None),
        (STRAIGHT, "Un perro", None),  # another translation was spoken
        (TURNED, "El perro", (1, 1)),  # "big" is still to come
        (TURNED, "El perro grande", (3, 3)),
        (JOINED, "Ve al", (1, 1)),
        (JOINED, "Ve al mar", (4, 3)),
    ],
)
def test_it_goes_on_after_the_last_part_that_was_spoken(
    known: Made, spoken: str, found: tuple[int, int] | None
) -> None:
    place = cut(known, known.source, spoken.split(), "es")
    assert (None if place is None else (place.source, place.target)) == found


@pytest.mark.parametrize(
    ("reads", "place"),
    [
        ("the dog sleeps in the house", 3),
        ("The dog sleeps , in the house", 3),
        ("the cat sleeps in the house", 3),  # heard otherwise after it was spoken: too late, and no reason to repeat it
        ("oh the dog sleeps in the house", 4),
        ("dog sleeps in the house", 2),
        ("the dog slept in the house", 3),
        ("the dog", 2),
    ],
)
def test_what_was_spoken_may_read_otherwise_now(reads: str, place: int) -> None:
    assert cut(STRAIGHT, reads.split(), ["El", "perro", "duerme"], "es") == Cut(place, 3, (2, 5, 6))


@pytest.fixture
def translator(tmp_path: Path) -> PhraseTranslator:
    write_tiny(tmp_path / "translate")
    return PhraseTranslator(tmp_path / "translate")


def test_words_that_changed_after_they_were_spoken_are_not_said_again(translator: PhraseTranslator) -> None:
    spoken = translator.translate("The dog sleeps", "en", "es").text
    now = translator.translate("The cat sleeps. Where is the house?", "en", "es", prefix=spoken)
    assert now.text == "El perro duerme. ¿Dónde está la casa?"


def test_a_sentence_that_grows_costs_no_more_for_what_was_spoken(
    translator: PhraseTranslator, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = []

    class Counting(phrase_translator.Search):
        def __init__(self, length: int, *rest: object, **more: object) -> None:
            searched.append(length)
            super().__init__(length, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(phrase_translator, "Search", Counting)
    text = spoken = ""
    for _ in range(8):
        text = f"{text} and the dog sleeps".strip()
        spoken = translator.translate(text, "en", "es", prefix=spoken).text
    assert searched == [4] * 8
    assert spoken.lower().count("perro duerme") == 8
