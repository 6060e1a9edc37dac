"""Meanings are kept from start to start as they were made, and made anew where what is kept cannot be trusted."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from duologue.model.kept_meanings import KeptMeanings
from duologue.model.semantics import WIDTH, Embeddings


class Counting:
    """Embeds a text as a row of its length; counts how often."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def embed(self, text: str) -> Embeddings:
        self.texts.append(text)
        return np.full(WIDTH, len(text) / 7, np.float32)


def start(file: Path, *texts: str, maker: str = "one") -> tuple[list[str], list[Embeddings]]:
    """What a program that embeds these texts embeds itself, and what it gets."""
    counting = Counting()
    kept = KeptMeanings(counting.embed, file, maker)
    rows = [kept.embed(text) for text in texts]
    kept.save()
    return counting.texts, rows


def test_what_one_start_embedded_the_next_reads(tmp_path: Path) -> None:
    file = tmp_path / "new" / "meanings.npz"
    made, first = start(file, "sets a timer", "größer", "sets a timer")
    assert made == ["sets a timer", "größer"]
    made, second = start(file, "sets a timer", "größer", "adds to a list")
    assert made == ["adds to a list"]
    assert all(
        np.array_equal(a, b) and b.dtype == np.float32 for a, b in zip(first, [*second[:2], second[0]], strict=True)
    )
    assert start(file, "größer", "adds to a list")[0] == []


def test_what_is_no_longer_used_goes_with_the_next_that_is_new(tmp_path: Path) -> None:
    file = tmp_path / "meanings.npz"
    start(file, "a", "b")
    start(file, "b", "c")
    assert start(file, "a", "b", "c")[0] == ["a"]


def test_nothing_is_written_where_all_was_read(tmp_path: Path) -> None:
    file = tmp_path / "meanings.npz"
    start(file, "a", "b")
    before = file.stat().st_mtime_ns, file.stat().st_ino
    start(file, "a")
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before
    assert [each.name for each in tmp_path.iterdir()] == ["meanings.npz"]


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-40])


def other_words(file: Path) -> None:
    np.savez(file, maker="one", texts=["a"])


def other_shape(file: Path) -> None:
    np.savez(file, maker="one", texts=["a"], vectors=np.zeros((1, 3), np.float32))


def too_few(file: Path) -> None:
    np.savez(file, maker="one", texts=["a", "b"], vectors=np.zeros((1, WIDTH), np.float32))


def no_archive(file: Path) -> None:
    file.write_text("a", encoding="utf-8")


def objects(file: Path) -> None:
    np.savez(file, maker="one", texts=np.array(["a"], object), vectors=np.zeros((1, WIDTH), np.float32))


@pytest.mark.parametrize("damage", [cut, other_words, other_shape, too_few, no_archive, objects])
def test_what_is_damaged_is_made_anew(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    file = tmp_path / "meanings.npz"
    _, (right,) = start(file, "a")
    damage(file)
    made, (again,) = start(file, "a")
    assert made == ["a"]
    assert np.array_equal(right, again)
    assert start(file, "a")[0] == []


def test_what_another_model_made_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "meanings.npz"
    start(file, "a")
    assert start(file, "a", maker="two")[0] == ["a"]


def test_where_nothing_can_be_written_it_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert start(tmp_path / "file" / "meanings.npz", "a")[0] == ["a"]
