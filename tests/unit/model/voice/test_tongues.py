"""Words in another script are handed to a voice of a language that is written so."""

import pytest

from duologue.model.voice.tongues import parts_by_language

KNOWN = frozenset(("en", "ru", "el", "hi", "ja"))


@pytest.mark.parametrize(
    ("clause", "language", "parts"),
    [
        ("Hello there.", "en", [("Hello there.", "en")]),
        ("I met Иван Петров in Moscow.", "en", [("I met", "en"), ("Иван Петров", "ru"), ("in Moscow.", "en")]),
        ("«Война и мир», 1869.", "en", [("«Война и мир»,", "ru"), ("1869.", "en")]),
        ("Он сказал да.", "uk", [("Он сказал да.", "uk")]),
        ("The angle α is small.", "en", [("The angle α is small.", "en")]),
        ("안녕 means hello.", "en", [("안녕 means hello.", "en")]),
        ("5 नमस्ते 6", "en", [("5", "en"), ("नमस्ते", "hi"), ("6", "en")]),
        ("— Да.", "en", [("—", "en"), ("Да.", "ru")]),
    ],
)
def test_the_parts_of_a_clause(clause: str, language: str, parts: list[tuple[str, str]]) -> None:
    made = parts_by_language(clause, language, KNOWN.__contains__)
    assert made == parts
    assert " ".join(text for text, _ in made) == clause
