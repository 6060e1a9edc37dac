"""What words may mean at a moment: nothing that could not be done, and nothing for good that they do not name."""

from datetime import UTC, datetime

import pytest

from duologue.tools.registry import Toolbox


def apt(box: Toolbox, tool: str, words: str) -> bool:
    return next(spec for spec in box.specs() if spec.name == tool).apt(words.split())


@pytest.fixture
def box() -> Toolbox:
    return Toolbox(datetime(2026, 11, 29, 12, 0, tzinfo=UTC))


GENERAL = ("go on", "Continue, please.", "resume", "okay, carry on", "pause", "hold on", "undo that")


@pytest.mark.parametrize("words", GENERAL)
def test_a_timer_goes_on_where_one_is_paused(box: Toolbox, words: str) -> None:
    assert not apt(box, "timer.resume", words)
    box.call("c1", "timer.start", {"seconds": 60}, 0.0)
    assert not apt(box, "timer.resume", words)
    box.call("c2", "timer.pause", {}, 0.0)
    assert apt(box, "timer.resume", words)
    assert not apt(box, "timer.pause", words)
    box.call("c3", "timer.resume", {}, 0.0)
    assert not apt(box, "timer.resume", words)
    assert apt(box, "timer.pause", words)


@pytest.mark.parametrize("words", ["resume the timer", "let my timers go on", "unpause the pasta", "Timer, go on!"])
def test_what_names_the_timer_gets_an_honest_answer(box: Toolbox, words: str) -> None:
    assert apt(box, "timer.resume", words)


@pytest.mark.parametrize(
    ("tool", "words", "may"),
    [
        ("microphone.mute", "pause", False), ("microphone.mute", "hush", False), ("microphone.mute", "mute", True),
        ("microphone.mute", "mute yourself", True), ("microphone.mute", "stop listening to me", True),
        ("conversation.restart", "resume", False), ("conversation.restart", "go on", False),
        ("conversation.restart", "restart", True), ("conversation.restart", "start over", True),
        ("task.cancel", "cancel that", True), ("task.cancel", "stop", True), ("speech.adjust", "louder", True),
        ("undo.last", "ok", False), ("undo.last", "got it", False), ("undo.last", "Right.", False),
        ("undo.last", "yes", False), ("undo.last", "put it back", True), ("undo.last", "undo", True),
        ("speech.repeat", "ok", False), ("speech.repeat", "great", False), ("speech.repeat", "say that again", True),
        ("speech.repeat", "what?", True), ("speech.repeat", "pardon", True), ("timer.cancel", "okay", False),
        ("timer.cancel", "stop it", True), ("list.clear", "fine", False), ("reminder.cancel", "drop that", True),
        ("undo.last", "oops", True),
    ],
)  # fmt: skip
def test_what_is_done_for_good_has_to_be_named(box: Toolbox, tool: str, words: str, *, may: bool) -> None:
    assert apt(box, tool, words) is may


def test_a_tool_that_the_model_was_not_trained_with_needs_something_to_work_on(box: Toolbox) -> None:
    assert not apt(box, "watch.show", "please count every time I say actually")
    box.call("c1", "watch.start", {"for": "repetitions", "exercise": "squat"}, 1.0)
    assert apt(box, "watch.show", "tell me the number that we have now")
