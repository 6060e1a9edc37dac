"""All of what was dictated is kept."""

import pytest

from duologue.tools.whole.dictation import read_dictation


def dictated(text: str, marked: str) -> str:
    words = text.split()
    parts = marked.split()
    at = next(i for i in range(len(words)) if words[i : i + len(parts)] == parts)
    first, last = read_dictation(words, at, at + len(parts) - 1)
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
        (f"Here's a note for you. {DOCTOR}", "one at", DOCTOR),
        (f"Take this down: {DOCTOR}", "one at", DOCTOR),
        (f"make a note of this: {DOCTOR}", "one at", DOCTOR),
        (f"Could you write down the following: {DOCTOR}", "one at", DOCTOR),
        (f"Let me dictate a note. {DOCTOR}", "ten days.", DOCTOR),
        (f"{DOCTOR} I have 3 left.", "at night,", f"{DOCTOR} I have 3 left."),
        ("for the record save what he said: two tablets", "two", "two tablets"),
        ("jot down bins go out on Wednesday", "bins go", "bins go out on Wednesday"),
        ("thanks, take another note: milk is in the cellar", "milk", "milk is in the cellar"),
    ],
)
def test_all_of_a_note_is_kept(text: str, marked: str, note: str) -> None:
    assert dictated(text, marked) == note
