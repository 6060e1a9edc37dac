"""Words are found whatever their case, accents and spaces."""

import pytest

from duologue.history.plain import marks, plain, terms


@pytest.mark.parametrize(
    ("text", "found"),
    [("Café  Größe", "cafe grosse"), ("ﬁne\nÅngström", "fine angstrom"), ("日本 語", "日本 語"), ("ÀÉÎ", "aei")],
)
def test_case_accents_and_spaces_make_no_difference(text: str, found: str) -> None:
    assert plain(text) == found


def test_a_query_is_its_words_and_what_is_quoted() -> None:
    assert terms('Train "to  Lisbon" train') == ["train", "to lisbon"]
    assert terms('  "" ') == []
    assert terms('unclosed "two words') == ["unclosed", "two words"]


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Where is the Café?", "cafe", ["Café"]),
        ("Straße und Strasse", "strasse", ["Straße", "Strasse"]),
        ("banana", "ana nan", ["anana"]),
        ("nothing", "zebra", []),
    ],
)
def test_what_was_found_is_marked_as_it_was_written(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in marks(text, query)] == marked
