"""Which of several things a spoken name means."""

import pytest

from duologue.tools.naming import closeness, named


@pytest.mark.parametrize(
    ("name", "label", "fits"),
    [
        ("tea", "tea", 2),
        ("Tea.", "tea", 2),
        ("the tea timer", "tea", 2),
        ("tea", "green tea", 1),
        ("green tea", "tea", 0),
        ("drink water", "Drink water.", 2),
        ("are you awake", "Are you awake?", 2),
        ("wake", "Wake up!", 1),
        ("the reminder", "the reminder", 2),
        ("the reminder", "call Tom", 0),
        ("...", "call Tom", 0),
        ("", "", 0),
    ],
)
def test_a_label_that_is_the_name_fits_better_than_one_that_contains_it(name: str, label: str, fits: int) -> None:
    assert closeness(name, label) == fits


@pytest.mark.parametrize(
    ("name", "found"),
    [("tea", "tea"), ("green tea", "green tea"), ("green", "green light"), ("light", "green light"), ("milk", None)],
)
def test_the_exact_one_comes_first_and_then_the_newest(name: str, found: str | None) -> None:
    assert named(["tea", "green tea", "green light"], lambda label: closeness(name, label)) == found
