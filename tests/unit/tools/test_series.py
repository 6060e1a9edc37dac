"""Several things in one sentence, and what is dictated."""

import pytest

from duologue.tools.series import read_series, whole_dictation


def things(text: str, *marked: str, taken: str = "") -> list[str] | None:
    words = text.split()
    plain = [word.strip(".,").casefold() for word in words]
    spans = []
    for phrase in marked:
        parts = [word.strip(".,").casefold() for word in phrase.split()]
        at = next(i for i in range(len(words)) if plain[i : i + len(parts)] == parts)
        spans.append((at, at + len(parts) - 1))
    named = read_series(words, spans, {at for at, word in enumerate(plain) if taken and word == taken})
    return None if named is None else [name.strip(".,") for name in named]


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
        ("add milk and set a timer for ten minutes", ("milk",), ["milk"]),
        ("add milk and remind me to call Anna", ("milk",), ["milk"]),
        ("add milk, what time is it", ("milk",), ["milk"]),
    ],
)  # fmt: skip
def test_commas_and_and_part_things(text: str, marked: tuple[str, ...], named: list[str]) -> None:
    assert things(text, *marked) == named


@pytest.mark.parametrize("text", ["add milk, no, eggs", "add milk sorry eggs", "add milk, not bread, eggs"])
def test_a_correction_is_left_to_the_model(text: str) -> None:
    assert things(text, "milk", "eggs") is None


def dictated(text: str, marked: str) -> str:
    words = text.split()
    parts = marked.split()
    at = next(i for i in range(len(words)) if words[i : i + len(parts)] == parts)
    first, last = whole_dictation(words, at, at + len(parts) - 1)
    return " ".join(words[first : last + 1])


DOCTOR = "The doctor said two tablets in the morning and one at night, for ten days."


@pytest.mark.parametrize(
    ("text", "marked", "note"),
    [
        (f"Take a note. {DOCTOR}", "The doctor said two tablets", DOCTOR),
        (f"Take a note. {DOCTOR}", "two tablets in the morning", DOCTOR),
        (f"Okay, please make a note, {DOCTOR}", "one at night,", DOCTOR),
        (f"Write this down. {DOCTOR}", "The doctor", DOCTOR),
        (f"Can you note down that {DOCTOR}", "The doctor said", DOCTOR),
        (f"Remember this, {DOCTOR}", "two tablets", DOCTOR),
        (f"For my notes, {DOCTOR}", "ten days.", DOCTOR),
        (f"New note. {DOCTOR}", "The", DOCTOR),
        (f"i want you to make a note that {DOCTOR}", "The doctor", DOCTOR),
        ("note that the key is under the mat please", "the key", "the key is under the mat"),
        ("remember that the code is 4711, thank you", "the code", "the code is 4711,"),
        ("make a note to call Anna about the trip", "call Anna", "call Anna about the trip"),
        ("make a note saying the tap drips and the lamp flickers", "the tap", "the tap drips and the lamp flickers"),
        ("I parked on level 3. Remember that the car is there", "the car", "the car is there"),
        ("jot down bins go out on Wednesday", "bins go", "bins go out on Wednesday"),
        ("thanks, take another note: milk is in the cellar", "milk", "milk is in the cellar"),
    ],
)
def test_all_of_a_note_is_kept(text: str, marked: str, note: str) -> None:
    assert dictated(text, marked) == note
