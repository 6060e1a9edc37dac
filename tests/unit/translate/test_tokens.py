"""Texts to words and marks and back."""

import pytest

from duologue.translate.tokens import contracted, contraction, figures, number, text_of, tokens


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Don't worry, Tom's at 8:30.", ["Do", "n't", "worry", ",", "Tom", "'s", "at", "8:30", "."]),
        ("en", "twenty five dogs", ["twenty-five", "dogs"]),
        ("fr", "Qu'est-ce que c’est ?", ["Qu'", "est", "-ce", "que", "c'", "est", "?"]),
        ("fr", "Y a-t-il rendez-vous aujourd'hui ?", ["Y", "a", "-t-il", "rendez-vous", "aujourd'hui", "?"]),
        ("es", "¿Dónde está? ¡Hola!", ["Dónde", "está", "?", "Hola", "!"]),
        ("de", "Geht's dir gut?", ["Geht", "'s", "dir", "gut", "?"]),
    ],
)
def test_a_text_becomes_words_and_marks(language: str, text: str, words: list[str]) -> None:
    assert tokens(text, language) == words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Don't worry, Tom's at 8:30."),
        ("fr", "Qu'est-ce que l'eau a-t-il?"),
        ("es", "¿Dónde está? ¡Hola, Tom!"),
        ("de", 'Er sagte: "Ja, geht\'s?" Gut (sehr).'),
    ],
)
def test_words_become_the_text_again(language: str, text: str) -> None:
    assert text_of(tokens(text, language), language) == text


def test_words_that_are_always_written_as_one() -> None:
    words = ["A", "el", "perro", "de", "el", "señor", "de", "El", "Cairo"]
    assert contracted(words, "es") == [1, 4]
    assert contracted(words, "es", 1) == [4]
    assert contracted(words, "en") == []
    assert [contraction(("A", "el"), "es"), contraction(("de", "el"), "es")] == ["Al", "del"]


def test_a_text_that_goes_on_has_no_capital() -> None:
    assert text_of(["el", "perro"], "es", begins=False) == "el perro"


def test_figures_change_points_and_commas_beside_english() -> None:
    assert [figures(n, "en", "de") for n in ("1,250.5", "8:30", "2026")] == ["1.250,5", "8:30", "2026"]
    assert [figures(n, "fr", "en") for n in ("1.250,5", "3,5")] == ["1,250.5", "3.5"]
    assert figures("1.5", "es", "fr") == "1.5"
    assert [number(word) for word in ("8:30", "25", "five")] == [True, True, False]
