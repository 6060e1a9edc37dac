"""Several things in one sentence."""

import pytest

from duologue.tools.whole.series import read_series


def things(text: str, *marked: str, taken: str = "") -> list[str]:
    words = text.split()
    plain = [word.strip(".,:").casefold() for word in words]
    spans = []
    for phrase in marked:
        parts = [word.strip(".,").casefold() for word in phrase.split()]
        at = next(i for i in range(len(words)) if plain[i : i + len(parts)] == parts)
        spans.append((at, at + len(parts) - 1))
    named = read_series(words, spans, {at for at, word in enumerate(plain) if taken and word == taken})
    return [" ".join(words[first : last + 1]).strip(".,") for first, last in named]


FIVE = ["tea", "rice", "salt", "oil", "soap"]


@pytest.mark.parametrize("marked", [("tea", "salt, oil", "soap"), ("tea",), ("soap",), ("salt, oil",), tuple(FIVE)])
def test_none_of_a_series_is_lost_whatever_was_marked(marked: tuple[str, ...]) -> None:
    text = "Add tea, rice, salt, oil and soap to my shopping list."
    assert things(text, *marked, taken="shopping") == FIVE


@pytest.mark.parametrize(
    ("text", "marked", "named"),
    [
        ("add milk, eggs and half a pound of butter", ("milk", "eggs and half a pound of butter"),
         ["milk", "eggs", "half a pound of butter"]),
        ("milk, eggs, and two loaves of bread", ("milk", "eggs"), ["milk", "eggs", "two loaves of bread"]),
        ("add mac and cheese to it", ("mac", "cheese"), ["mac and cheese"]),
        ("add mac and cheese to it", ("mac and cheese",), ["mac and cheese"]),
        ("add fish and chips and a lemon", ("fish", "chips and a lemon"), ["fish and chips", "a lemon"]),
        ("add peanut butter and jelly and bread", ("peanut butter", "jelly", "bread"),
         ["peanut butter and jelly", "bread"]),
        ("add half and half", ("half", "half"), ["half and half"]),
        ("add milk for 3 dollars and eggs for 5 dollars", ("milk", "3 dollars", "eggs for 5 dollars"),
         ["milk for 3 dollars", "eggs for 5 dollars"]),
        ("add rent for 900 euros, food for 300 euros and gas for 80", ("rent for 900 euros", "food"),
         ["rent for 900 euros", "food for 300 euros", "gas for 80"]),
        ("add tea rice and soap", ("tea", "rice", "soap"), ["tea", "rice", "soap"]),
        ("add bread and butter pickles", ("bread and butter pickles",), ["bread and butter pickles"]),
        ("add milk, the organic one, and bread", ("milk", "bread"), ["milk, the organic one", "bread"]),
        ("add milk please", ("milk please",), ["milk"]),
        ("add a lamp plus two bulbs", ("a lamp plus two bulbs",), ["a lamp", "two bulbs"]),
        ("i need milk, eggs", ("eggs",), ["milk", "eggs"]),
        ("put soap, shampoo, a towel, socks, a hat and sun cream on it", ("soap", "socks"),
         ["soap", "shampoo", "a towel", "socks", "a hat", "sun cream"]),
        ("add sugar and one and a half litres of milk", ("sugar", "one", "half litres of milk"),
         ["sugar", "one and a half litres of milk"]),
        ("add a hundred and fifty grams of flour and salt", ("a hundred", "fifty grams of flour", "salt"),
         ["a hundred and fifty grams of flour", "salt"]),
        ("add Ben and Jerry's and milk", ("Ben", "Jerry's", "milk"), ["Ben and Jerry's", "milk"]),
        ("add a card for Anna and Tom and a cake", ("a card for Anna", "Tom"), ["a card for Anna and Tom", "a cake"]),
        ("add dog food, cat food and, um, bird seed", ("dog food", "um, bird seed"),
         ["dog food", "cat food", "bird seed"]),
        ("add everything for pancakes: flour, milk and eggs", ("pancakes", "flour", "eggs"), ["flour", "milk", "eggs"]),
        ("add milk and set a timer for ten minutes", ("milk",), ["milk"]),
        ("add milk and remind me to call Anna", ("milk",), ["milk"]),
        ("add milk, what time is it", ("milk",), ["milk"]),
    ],
)  # fmt: skip
def test_commas_and_and_part_things(text: str, marked: tuple[str, ...], named: list[str]) -> None:
    assert things(text, *marked) == named


@pytest.mark.parametrize("text", ["add milk, no, eggs", "add milk sorry eggs", "add milk, not bread, eggs"])
def test_a_correction_is_left_to_the_model(text: str) -> None:
    assert not things(text, "milk", "eggs")
