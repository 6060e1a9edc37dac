"""What is gone again before it could be told is not told any more; what has begun may finish."""

import pytest

from duologue.core.commands import TypeText
from duologue.core.events import Speech
from duologue.core.writing import WriteResult
from helpers.playbook import calls, play, says

LONG = " ".join(["word"] * 20)
"""Said in 5 s."""
TIMER = calls(("timer.start", {"seconds": 300}))
CANCEL = calls(("timer.cancel", {}))
MILK, EGGS = {"list": "shopping", "item": "milk"}, {"list": "shopping", "item": "eggs"}


def typed(*lines: WriteResult, first: WriteResult | None = None) -> str:
    """What is told where lines are typed while something long is said."""
    replies = {f"line {at}": line for at, line in enumerate(lines)} | {"first": first or says(LONG)}
    inject = [(0.5, TypeText("first")), *((1.5 + 0.5 * at, TypeText(f"line {at}")) for at in range(len(lines)))]
    played = play({}, 16.0, replies=replies, inject=tuple(inject))
    return " ".join(speech.text for speech in played.of(Speech))


@pytest.mark.parametrize(
    ("lines", "gone", "kept"),
    [
        ((TIMER, CANCEL), "set for", "cancelled"),
        ((TIMER, calls(("timer.cancel", {"label": "all"}))), "set for", "cancelled"),
        (
            (calls(("reminder.at", {"time": "10:30", "message": "tea"})), calls(("reminder.cancel", {}))),
            "10:30",
            "cancel",
        ),
        ((calls(("list.add", MILK)), calls(("list.remove", MILK))), "added", "removed milk"),
        ((calls(("list.add", MILK)), calls(("undo.last", {}))), "I've added", "milk"),
        ((calls(("list.add", MILK), ("list.add", EGGS)), calls(("undo.last", {}))), "I've added", "milk and eggs"),
        ((calls(("timer.start", {"seconds": 300}), say="And more."), CANCEL), "set for", "And more."),
    ],
)
def test_what_is_gone_is_not_told(lines: tuple[WriteResult, ...], gone: str, kept: str) -> None:
    said = typed(*lines)
    assert said.startswith(LONG)
    assert gone not in said.partition(kept)[0]
    assert kept in said


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ((calls(("list.add", MILK), ("list.add", EGGS)), calls(("list.remove", MILK))), "added milk and eggs"),
        ((TIMER, calls(("list.remove", MILK))), "five minutes"),
        ((TIMER, calls(("timer.start", {"seconds": 600})), CANCEL), "five minutes"),
    ],
)
def test_what_stands_is_told(lines: tuple[WriteResult, ...], kept: str) -> None:
    assert kept in typed(*lines)


def test_what_has_begun_is_said_to_its_end() -> None:
    said = typed(CANCEL, first=TIMER)
    assert "five minutes" in said
    assert "cancelled" in said
