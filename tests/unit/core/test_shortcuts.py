import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.core.settings import Settings
from duologue.core.shortcuts import Chord, Shortcuts, shortcut_problems, usable

TAKEN = {"Ctrl+S": "saving the transcript", "Ctrl+Q": "quitting", "F10": "the menu"}


def why(field: str, text: str) -> str:
    return shortcut_problems(Shortcuts(**{"mute": "", "hold": "", field: text}), TAKEN).get(field, "")


def test_the_defaults_have_no_problem_and_are_those_of_the_settings() -> None:
    assert shortcut_problems(Shortcuts(), TAKEN) == {}
    assert Settings().keys == Shortcuts()


@pytest.mark.parametrize("field", ["mute", "hold", "global_mute"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ctrl+S", "Ctrl+S is for saving the transcript."),
        ("F10", "F10 is for the menu."),
        ("Ctrl+K, Ctrl+S", "Ctrl+K, Ctrl+S is more than one key press; choose a single one."),
        ("Shift", "Shift is only a modifier; add a key to it."),
        ("Ctrl+Shift", "Ctrl+Shift is only a modifier; add a key to it."),
        ("Ctrl+C", "Ctrl+C copies in the line you type in."),
        ("Alt+F4", "Alt+F4 is used by the desktop."),
        ("Ctrl+Alt+F2", "Ctrl+Alt+F2 is used by the desktop."),
        ("Return", "Return is needed for moving around and typing."),
        ("Ctrl+foo", "Ctrl+foo is not a known key."),
        ("Hyper+M", "Hyper+M is not a known key."),
    ],
)
def test_what_no_key_may_be_is_explained(field: str, text: str, said: str) -> None:
    assert why(field, text) == said


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("mute", "M", "M types a character; add Ctrl or Alt to it."),
        ("mute", "Space", "Space types"),
        ("mute", "CapsLock", "also switches"),
        ("hold", "M", "M types a character; hold the space bar"),
        ("hold", "Shift+M", "types"),
        ("hold", "CapsLock", "CapsLock cannot be held: it switches with each press."),
        ("hold", "Media Play", "cannot be held: keyboards don't tell"),
        ("global_mute", "M", "taken from all other programs"),
        ("global_mute", "Ctrl+Alt+é", "cannot be a global shortcut"),
        ("global_mute", "Media Play", "cannot be a global shortcut"),
    ],
)
def test_what_one_of_them_may_not_be_is_explained(field: str, text: str, said: str) -> None:
    assert said in why(field, text)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("mute", "Ctrl+M"),
        ("mute", "F9"),
        ("mute", "Microphone Mute"),
        ("mute", "Ctrl++"),
        ("mute", ""),
        ("hold", "F9"),
        ("hold", "Ctrl+Space"),
        ("hold", "Pause"),
        ("global_mute", "Ctrl+Alt+M"),
        ("global_mute", "F13"),
        ("global_mute", "Meta+Space"),
    ],
)
def test_what_can_be_used_has_no_problem(field: str, text: str) -> None:
    assert why(field, text) == ""


def test_two_that_are_the_same_are_both_explained() -> None:
    problems = shortcut_problems(Shortcuts("Ctrl+Alt+M", "Space", "Ctrl+Alt+M"), {})
    assert problems == {
        "mute": "Ctrl+Alt+M already turns the microphone off and on from any program.",
        "global_mute": "Ctrl+Alt+M already turns the microphone off and on.",
    }


def test_only_what_cannot_be_used_is_replaced() -> None:
    assert usable(Shortcuts("M", "F9", "Ctrl+Alt+M"), TAKEN) == Shortcuts("Ctrl+Shift+M", "F9", "Ctrl+Alt+M")
    assert usable(Shortcuts("M", "Ctrl+Shift+M", ""), TAKEN) == Shortcuts()


@given(st.builds(Shortcuts, st.text(), st.text(), st.text()))
def test_whatever_stands_in_the_file_there_are_keys_to_use(keys: Shortcuts) -> None:
    assert shortcut_problems(usable(keys, TAKEN), TAKEN) == {}


@pytest.mark.parametrize(
    ("text", "modifiers", "key"),
    [("M", set(), "M"), ("Ctrl+Shift+M", {"Ctrl", "Shift"}, "M"), ("Ctrl++", {"Ctrl"}, "+"), ("+", set(), "+")],
)
def test_a_chord_is_read_as_qt_writes_it(text: str, modifiers: set[str], key: str) -> None:
    assert Chord.parse(text) == Chord(frozenset(modifiers), key)
