"""Conversations are found by what was said in them and by their titles."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from duologue.history.changing import bring_back, hide, rename
from duologue.history.opening import HistoryError
from duologue.history.reading import MOST_FOUND
from helpers.kept_talk import NINE, History, asked, history, started, talk

DAYS = [
    talk("When does the train to Lisbon leave?", "At seven.", NINE),
    talk("Is the Café in Zürich open?", "It is.", NINE + 100),
    talk("100% of it_was c:\\here", "Yes.", NINE + 200),
]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    with history(tmp_path_factory.mktemp("history") / "history.db") as kept:
        kept.keep_all(DAYS)
        yield kept


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lisbon", [1]),
        ("cafe zurich", [2]),
        ("CAFÉ", [2]),
        ("at", [1]),
        ("train seven", []),  # both, but in two utterances
        ('"is the"', [2]),
        ("is", [2, 1]),
        ("0%", [3]),
        ("t_w", [3]),
        ("%", [3]),
        ("\\h", [3]),
        ("c:\\here", [3]),
        ('" OR 1', []),
        ("*", []),
        ("NEAR(train lisbon)", []),
        ("", [3, 2, 1]),
        ("   ", [3, 2, 1]),
    ],
)
def test_all_words_of_a_search_are_found_in_one_utterance(kept: History, query: str, found: list[int]) -> None:
    assert [row.id for row in kept.reader.conversations(query)] == found


def test_a_hit_tells_what_was_found(kept: History) -> None:
    (row,) = kept.reader.conversations("seven")
    assert (row.found, row.hits, row.title) == ("At seven.", 1, "When does the train to Lisbon leave?")


def test_titles_are_searched_as_well_and_deleted_ones_are_not(tmp_path: Path) -> None:
    with history(tmp_path / "history.db") as kept:
        kept.keep_all(DAYS)
        kept.writer.do(lambda file: rename(file, 1, "Holiday")).result(30)
        assert [(row.id, row.title, row.hits) for row in kept.reader.conversations("holi")] == [(1, "Holiday", 0)]
        kept.writer.do(lambda file: hide(file, [1], NINE)).result(30)
        assert kept.reader.conversations("holi") == kept.reader.conversations("lisbon") == []
        with pytest.raises(HistoryError, match=r"There is no conversation 1 in the history\."):
            kept.reader.conversation(1)
        kept.writer.do(lambda file: bring_back(file, [1])).result(30)
        assert [row.id for row in kept.reader.conversations("lisbon")] == [1]


def test_a_given_title_stays_when_the_conversation_goes_on(tmp_path: Path) -> None:
    with history(tmp_path / "history.db") as kept:
        kept.keep(*talk("one"))
        kept.writer.do(lambda file: rename(file, 1, "Mine")).result(30)
        kept.keeper.go_on_with(1)
        kept.keep(*talk("two"))
        assert kept.titles == ["Mine"]


def test_of_many_hits_the_newest_are_shown(tmp_path: Path) -> None:
    with history(tmp_path / "history.db") as kept:
        kept.keep(started(), *(asked(n, f"again number {n}", f"u{n}") for n in range(MOST_FOUND + 50)))
        (row,) = kept.reader.conversations("again")
        assert (row.hits, row.found) == (MOST_FOUND, f"again number {MOST_FOUND + 49}")


def test_where_nothing_was_ever_kept_nothing_is_found(tmp_path: Path) -> None:
    kept = History(tmp_path / "none" / "history.db")
    assert kept.reader.conversations() == kept.reader.conversations("word") == []
    assert not (tmp_path / "none").exists()
