"""The measurement of frames, with a window without a screen."""

import pytest

from duologue.bench import frames


def test_all_that_moves_is_drawn_and_counted(application, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "SETTLE_S", 0.3)
    figures = frames.measure(1.0)
    assert figures["frames_a_second"] > 0
    assert figures["timeline_frames_a_second"] > 0, "the timeline rolls"
    assert figures["busy_ms_a_frame"] > 0


def test_both_sides_speak_without_end() -> None:
    turns = frames.talk()
    events = [event for _ in range(len(frames.WORDS) + 1) for event in next(turns)]
    assert {type(event).__name__ for event in events} == {"Heard", "Saying", "Meter", "Step", "Speech"}
    assert {event.id for event in events if event.TYPE == "heard"} == {"u0", "u1"}
