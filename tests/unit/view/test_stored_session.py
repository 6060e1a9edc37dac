"""The lines on screen are a fold of the session's events: one that was recorded shows the lines that it showed live."""

from dataclasses import replace
from pathlib import Path

import pytest

from duologue.core.commands import ChangeSettings, Mute, PanelAction, Silence, TypeText
from duologue.core.events import Event, Muted, Pressed, SettingsChanged, Silenced, Typed
from duologue.core.microturn import Act
from duologue.core.writing import WriteResult
from duologue.session.recorder import Recorder
from duologue.session.stream import EventStream
from duologue.session.timeline import read_events
from duologue.view.coalescing import Coalescer
from duologue.view.transcript import Line, Side, Transcript
from helpers.playbook import Played, calls, cue, heard, play, says, script

BUSY = {
    2: cue(Act.HOLD, heard("what time", 0.1)),
    4: cue(Act.RESPOND, heard("what time is it", 0.1, final=True)),
    9: cue(Act.HOLD, heard("mm-hm", 1.5, "u2", final=True)),
    14: cue(Act.RESPOND, heard("why", 2.6, "u3", final=True)),
    30: cue(Act.RESPOND, heard("tell me more", 5.2, "u4", final=True)),
    33: cue(Act.YIELD),
}
REPLIES = {
    "what time is it": calls(("clock.now", {}), say="That is late enough for today, I would say."),
    "why": WriteResult(ask="why"),
    "tell me more": says("One two three four five six seven eight nine ten."),
    "set a timer": calls(("timer.start", {"seconds": 600, "label": "tea"})),
}
DONE = (
    (0.9, TypeText("set a timer")),
    (2.1, Mute(True)),
    (2.3, Mute(False)),
    (3.3, Silence()),
    (3.5, ChangeSettings({"place": "Oslo"})),
    (3.7, PanelAction("timers", "stop-1")),
    (4.1, TypeText("set a timer")),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def shown() -> Coalescer:
    """What a window shows."""
    return Coalescer()


@pytest.fixture(scope="module")
def played(folder: Path, shown: Coalescer) -> Played:
    recorder = Recorder(folder, pytest.fail)
    stream = EventStream(recorder.note, shown.accept)
    background = script(("", 3.0, ["Because it is so. ", "And that is all."]))
    played = play(BUSY, 9.0, replies=REPLIES, background=background, inject=DONE, on_event=stream.send)
    recorder.close()
    return played


def folded(events: list[Event]) -> list[Line]:
    """The lines, their times in whole milliseconds as in a file."""
    transcript = Transcript()
    for event in events:
        transcript.apply(event)
    return [
        replace(line, t=round(line.t, 3), parts=tuple(replace(part, end_s=round(part.end_s, 3)) for part in line.parts))
        for line in transcript.lines
    ]


def test_a_stored_session_shows_the_lines_it_showed_live(played: Played, folder: Path, shown: Coalescer) -> None:
    stored = folded(read_events(folder / "timeline.jsonl"))
    assert stored == folded(played.events)
    assert [line.text for line in shown.lines] == [line.text for line in stored]
    kinds = {(line.side, line.kind) for line in stored}
    assert {(Side.USER, ""), (Side.USER, "typed"), (Side.ASSISTANT, "response"), (Side.NOTE, "delegate")} <= kinds
    assert any(line.interrupted for line in stored)
    assert any(line.text.startswith("Stopped: ") for line in stored)


def test_a_session_that_is_played_again_shows_the_same_lines(played: Played) -> None:
    background = script(("", 3.0, ["Because it is so. ", "And that is all."]))
    again = play(BUSY, 9.0, replies=REPLIES, background=background, inject=DONE)
    assert [(line.side, line.kind, line.text) for line in folded(again.events)] == [
        (line.side, line.kind, line.text) for line in folded(played.events)
    ]


def test_what_the_user_did_is_among_the_events_at_its_time(played: Played) -> None:
    did = [event for event in played.events if isinstance(event, Typed | Muted | Silenced | SettingsChanged | Pressed)]
    assert did == [
        Typed(0.9, "set a timer"),
        Muted(2.1, True),
        Muted(2.3, False),
        Silenced(3.3),
        SettingsChanged(3.5, {"place": "Oslo"}),
        Pressed(3.7, "timers", "stop-1", "", {}),
        Typed(4.1, "set a timer"),
    ]
    assert [event.t for event in played.events] == sorted(event.t for event in played.events)
