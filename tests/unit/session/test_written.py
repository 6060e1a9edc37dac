"""Answers to typed lines are shown at once; what is said of older ones makes way for the newest, and what a line breaks
off is shown as broken off and can be asked for."""

import pytest

from duologue.core.commands import TypeText
from duologue.core.events import BrokenOff, Delegate, Speech, Written
from duologue.core.microturn import Act
from duologue.core.writing import Move, WriteResult
from duologue.session.replies import REPLIES
from helpers.playbook import cue, heard, play, says, script

LONG = "This is a rather long answer that takes its time to be said, with a good many words about line {}."
STORY = [f"Part {i} of the story is told. " for i in range(6)]
ASKED = {2: cue(Act.RESPOND, heard("a story", 0.1, final=True)), **{k: cue(Act.RELAY) for k in range(6, 190, 3)}}
GOES_ON = WriteResult(say=Move.RESUME)


def test_every_answer_is_shown_at_once_and_the_newest_is_said_before_long() -> None:
    lines = [f"line {i}" for i in range(6)]
    played = play(
        {},
        30.0,
        replies={line: says(LONG.format(i)) for i, line in enumerate(lines)},
        inject=tuple((1.0 + 0.4 * i, TypeText(line)) for i, line in enumerate(lines)),
    )
    shown = played.of(Written)
    assert [each.text for each in shown] == [LONG.format(i) for i in range(6)]
    assert all(each.t < 1.7 + 0.4 * i for i, each in enumerate(shown))
    spoken = [speech for speech in played.of(Speech) if speech.text]
    assert spoken[0].text.startswith("This is a rather long answer")
    assert spoken[-1].text == LONG.format(5)
    assert len(spoken) < 6, "what is read already is left out"
    assert {speech.written for speech in spoken} <= {each.id for each in shown}


def test_short_answers_are_all_said() -> None:
    played = play(
        {},
        12.0,
        replies={str(i): says(f"Answer {i}.") for i in range(5)},
        inject=tuple((1.0, TypeText(str(i))) for i in range(5)),
    )
    assert [speech.text for speech in played.of(Speech)] == [f"Answer {i}." for i in range(5)]


def test_go_on_over_a_short_answer_brings_back_the_rest_of_the_story() -> None:
    played = play(
        {k: cue for k, cue in ASKED.items() if k < 14},
        24.0,
        replies={"a story": WriteResult(ask="a story"), "time": says("It is nine o'clock."), "go on": GOES_ON},
        background=script(("", 0.6, STORY), gap_s=0.05),
        inject=((4.1, TypeText("time")), (4.7, TypeText("go on"))),
    )
    said = " ".join(speech.text for speech in played.of(Speech))
    assert "It is nine o'clock." in said
    assert said.endswith("Part 5 of the story is told.")


def test_go_on_over_a_short_answer_with_nothing_more_to_tell_is_answered() -> None:
    played = play(
        {},
        6.0,
        replies={"time": says("It is nine o'clock now."), "go on": GOES_ON},
        inject=((0.5, TypeText("time")), (1.2, TypeText("go on"))),
    )
    assert played.of(Written)[-1].text in REPLIES[Move.RESUME]


@pytest.mark.parametrize("at", [4.4, 5.9])
def test_a_line_breaks_a_slow_story_off_between_its_sentences_too_and_go_on_tells_the_rest(at: float) -> None:
    played = play(
        ASKED,
        40.0,
        replies={"a story": WriteResult(ask="a story"), "time": says("It is nine."), "go on": GOES_ON},
        background=script(("", 0.4, STORY), gap_s=4.0),
        inject=((at, TypeText("time")), (12.0, TypeText("go on"))),
    )
    (broken_off,) = played.of(BrokenOff)
    told = played.of(Speech)
    before = next(speech for speech in told if speech.id == broken_off.id)
    assert before.completed is (at < 5.0), "it had sounded to its end between two sentences"
    assert "Part" in before.text
    nine = next(speech for speech in told if speech.text == "It is nine.")
    assert not any("story" in speech.text and nine.start < speech.start < 12.0 for speech in told)
    assert told[-1].text.endswith("Part 5 of the story is told.")
    assert [question.id for question in played.of(Delegate)] == ["q1"]
