"""Who sounded when, and what was done meanwhile, as the events tell it."""

from pathlib import Path

import pytest

from duologue.core.decisions import Decided, Wrote
from duologue.core.errors import InputError
from duologue.core.events import (
    Background,
    Delegate,
    Event,
    Failure,
    Floor,
    Heard,
    Muted,
    Percept,
    Saying,
    SessionEnded,
    SessionStarted,
    Speech,
    Step,
    ToolCall,
    ToolResult,
    Translation,
    Typed,
)
from duologue.core.meters import Meter
from duologue.view.stored_tracks import read_tracks
from duologue.view.tracks import Span, Track, Tracks, why

STARTED = SessionStarted(0.0, "1", {}, "CPUExecutionProvider", 200, 0)


def fold(*events: Event, kept_s: float | None = None) -> Tracks:
    tracks = Tracks(kept_s)
    for event in (STARTED, *events):
        tracks.apply(event)
    return tracks


def found(tracks: Tracks, track: Track) -> list[tuple[str, str, float, float | None]]:
    return [(span.kind, span.text, span.start, span.end) for span in tracks.spans(track, 0.0, 1e9)]


def meter(t: float, db: float = -30.0, *, muted: bool = False) -> Meter:
    figures = {"step_ms": 9.0, "p50_ms": 9.0, "p95_ms": 9.0, "p99_ms": 9.0, "late": 0, "underruns": 0, "dropped": 0}
    return Meter(t, db, muted, speaking=False, awaiting=False, **figures)  # type: ignore[arg-type]


def test_an_utterance_grows_in_its_place() -> None:
    tracks = fold(
        Heard(1.0, "u1", "what", False, 0.6, 0.9),
        Heard(1.6, "u1", "what time is it", True, 0.6, 1.5),
        Heard(3.0, "u2", "yes", False, 2.6, 2.9),
    )
    assert found(tracks, Track.USER) == [("said", "what time is it", 0.6, 1.5), ("being said", "yes", 2.6, 2.9)]


def test_what_is_said_goes_on_until_its_end_is_known() -> None:
    tracks = fold(Saying(2.0, "s1", "response", "It"), Saying(2.4, "s1", "response", "It is"))
    assert found(tracks, Track.ASSISTANT) == [("response", "It is", 2.0, None)]
    assert tracks.sounding
    tracks.apply(Speech(3.0, "s1", "response", "It is nine.", 1.9, 2.8, False, 1.8))
    (span,) = tracks.spans(Track.ASSISTANT, 0.0, 9.0)
    assert (span.start, span.end, span.note) == (1.9, 2.8, "cut short")


@pytest.mark.parametrize(
    ("begins", "ends", "kind"),
    [
        (ToolCall(1.0, "c1", "web.search", {"query": "x"}), ToolResult(3.0, "c1", True, 1), "tool"),
        (ToolCall(1.0, "c1", "web.search", {}), ToolResult(3.0, "c1", False, None, "offline"), "failed"),
        (Delegate(1.0, "q1", "why"), Background(3.0, "q1", "", True), "background"),
        (Delegate(1.0, "q1", "why"), Background(3.0, "q1", "", True, cancelled=True), "cancelled"),
    ],
)
def test_work_lasts_until_it_comes_back(begins: Event, ends: Event, kind: str) -> None:
    tracks = fold(begins, Background(2.0, "q1", "because", False))
    assert tracks.sounding
    tracks.apply(ends)
    tracks.apply(meter(5.0))
    assert [(k, start, end) for k, _, start, end in found(tracks, Track.WORK)] == [(kind, 1.0, 3.0)]
    assert not tracks.sounding
    assert tracks.last_s == 3.0


def test_each_state_of_the_floor_ends_with_the_next() -> None:
    tracks = fold(Floor(1.0, "speaking", 0.9), Floor(2.0, "yielding", 0.8), Floor(3.0, "speaking", 0.7))
    assert [(text, start, end) for _, text, start, end in found(tracks, Track.FLOOR)] == [
        ("speaking", 1.0, 2.0),
        ("yielding", 2.0, 3.0),
        ("speaking", 3.0, None),
    ]


def test_muted_stretches_typed_lines_percepts_and_failures_have_their_places() -> None:
    tracks = fold(
        Muted(1.0, on=True),
        Typed(1.5, "hello"),
        Muted(2.0, on=False),
        Percept(2.2, "person", 2.0, {"present": True, "count": 1}),
        Failure(2.4, "voice", "The voice does not work."),
        Translation(2.5, "t1", "en", "es", "the", "el", False),
        Translation(2.9, "t1", "en", "es", "the cat", "el gato", True),
    )
    assert found(tracks, Track.USER) == [("muted", "microphone off", 1.0, 2.0), ("typed", "hello", 1.5, 1.5)]
    assert found(tracks, Track.SEEN) == [("person", "present True, count 1", 2.2, 2.2)]
    assert found(tracks, Track.WORK) == [("failed", "The voice does not work.", 2.4, 2.4)]
    assert found(tracks, Track.TRANSLATION) == [("final", "el gato", 2.5, 2.9)]


def test_only_what_touches_a_stretch_is_in_it() -> None:
    tracks = fold(*(Heard(i + 1.0, f"u{i}", str(i), True, float(i), i + 0.5) for i in range(10)))
    assert [span.text for span in tracks.spans(Track.USER, 3.2, 5.0)] == ["3", "4", "5"]
    assert tracks.at(Track.USER, 3.7) is None
    assert isinstance(tracks.at(Track.USER, 3.3), Span)


def test_a_running_session_forgets_what_is_old_and_a_stored_one_nothing() -> None:
    events: list[Event] = []
    for i in range(100):
        events += [
            Heard(i + 0.5, f"u{i}", str(i), True, i + 0.1, i + 0.4),
            meter(i + 0.9),
            Step(i + 1.0, i, 9, False, 1),
        ]
        events.append(Decided(i + 1.0, i, "hold", {}))
    running, stored = fold(*events, kept_s=10.0), fold(*events)
    assert [len(running.steps), len(running.levels), len(list(running.spans(Track.USER, 0, 1e9)))] == [11, 10, 10]
    assert len(running.decisions) <= 12
    assert [len(stored.steps), len(stored.levels), len(list(stored.spans(Track.USER, 0, 1e9)))] == [100, 100, 100]


def test_the_end_closes_what_is_open_and_the_next_session_begins_anew() -> None:
    tracks = fold(Floor(1.0, "speaking", 0.9), SessionEnded(4.0, 4.0, 20, 0, {}, 1.0))
    assert found(tracks, Track.FLOOR) == [("speaking", "speaking", 1.0, 4.0)]
    assert not tracks.running
    tracks.apply(STARTED)
    assert tracks.running
    assert not found(tracks, Track.FLOOR)
    assert tracks.now_s == 0.0


def test_why_tells_what_was_heard_decided_and_written() -> None:
    tracks = fold(
        Heard(1.0, "u1", "what time is it", True, 0.2, 1.0),
        Floor(1.0, "yielding", 0.93),
        Wrote(1.1, "what time is it", "calls clock.now"),
        Decided(1.1, 4, "respond", {"hold": -1.25, "respond": 3.5}),
        Step(1.1, 4, 61.2, False, 1.0),
    )
    told = why(tracks, 1.0)
    assert told["You"] == "what time is it (said)"
    assert told["Floor"] == "yielding, probability 0.93"
    assert told["Decided"] == "respond (respond +3.5, hold -1.2)"
    assert told["Wrote"] == "of “what time is it”: calls clock.now"
    assert told["Step"] == "61 ms of 200 ms"
    assert "Duologue" not in told
    assert why(fold(), 3.0) == {}


@pytest.mark.parametrize(
    ("text", "fault"),
    [(None, "cannot be read"), ("no json", "is no timeline"), ("", "holds nothing"), ("[1]", "is no")],
)
def test_what_is_no_session_is_one_sentence(tmp_path: Path, text: str | None, fault: str) -> None:
    if text is not None:
        (tmp_path / "timeline.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=fault):
        read_tracks(tmp_path)


def test_a_sound_file_is_no_session_and_what_to_open_is_said(tmp_path: Path) -> None:
    sound = tmp_path / "talk.wav"
    sound.write_bytes(b"RIFF\xff\xfe\x00\x80WAVEfmt \x9c")
    with pytest.raises(InputError, match=r"talk\.wav is no timeline of a session; open the folder"):
        read_tracks(sound)
