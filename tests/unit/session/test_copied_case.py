"""A stretch of a stored session is copied as a case that plays again what the user said, typed and pressed in it."""

import asyncio
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from duologue.core.errors import InputError
from duologue.core.events import (
    Background,
    Delegate,
    Event,
    Muted,
    Pressed,
    SessionStarted,
    SettingsChanged,
    ToolCall,
    ToolResult,
    Typed,
)
from duologue.core.settings import Settings
from duologue.session.case import load_case
from duologue.session.copied_case import NO_SOUND, Stretch, check_sound, copy_case
from duologue.session.recorder import Recorder
from duologue.session.replay import Replay
from duologue.video.files import FileCamera
from helpers.contract import Run
from helpers.kept_talk import NINE
from helpers.playbook import BUNDLE, FakeModel, FakeVoice
from helpers.videos import write_video

RATE = 16_000
SEARCH = {"query": "bees (all of them)"}
HAPPENED: list[Event] = [
    SessionStarted(0.0, "1", {}, "CPU", 200, 0, NINE),
    SettingsChanged(0.4, {"mode": "translate", "window": "AAAA"}),
    Muted(0.6, on=True),
    Typed(0.8, "too early"),
    Typed(1.3, "how do bees find home"),
    Delegate(1.4, "d1", "How do bees find home? (really)"),
    ToolCall(1.5, "c1", "web.search", SEARCH),
    ToolCall(1.5, "c2", "timer.start", {"seconds": 5}),
    ToolResult(1.9, "c1", True, {"results": []}),
    ToolResult(1.6, "c2", True, {"id": "t1"}),
    Background(2.0, "d1", "By the sun, ", False),
    Background(2.4, "d1", "and by landmarks.", True),
    Muted(2.2, on=False),
    Pressed(2.5, "consent-c1", "", "consent", {"answer": "allow"}, "Allow"),
    Typed(3.1, "too late"),
]


def ramp(seconds: float) -> Any:
    """Sound that is another at every moment."""
    return np.linspace(-0.5, 0.5, round(seconds * RATE), dtype=np.float32)


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    folder = tmp_path / "recorded"
    recorder = Recorder(folder, pytest.fail, Settings(target="de", place="Lisbon"))
    for event in HAPPENED:
        recorder.note(event)
    recorder.hear("heard", ramp(4.0))
    recorder.close()
    return folder


def copied(stored: Path, case: Path, start: float, end: float) -> dict[str, Any]:
    copy_case(stored, case, start, end)
    load_case(case)  # what replay refuses is no case
    return json.loads(case.read_text(encoding="utf-8"))


def test_a_stretch_of_a_recording_has_what_was_heard_and_done_in_it(recording: Path, tmp_path: Path) -> None:
    case = copied(recording / "timeline.jsonl", tmp_path / "bees.json", 1.1, 2.95)
    sound, rate = soundfile.read(tmp_path / "bees.wav", dtype="float32")
    assert (case["id"], case["audio"], case["duration"], rate) == ("bees", "bees.wav", 2.0, RATE)
    np.testing.assert_allclose(sound, ramp(4.0)[RATE : 3 * RATE], atol=1e-4)
    assert case["inject"] == [
        {"t": 0.0, "type": "mute", "on": True},
        {"t": 0.3, "type": "text", "text": "how do bees find home"},
        {"t": 1.2, "type": "mute", "on": False},
        {"t": 1.5, "type": "panel_action", "surface": "consent-c1", "component": {"text": "Allow"},
         "action": "consent", "context": {"answer": "allow"}},
    ]  # fmt: skip
    assert case["settings"]["target"] == "de"
    assert case["settings"]["mode"] == "translate", "it was changed before"
    assert "place" not in case["settings"]
    assert load_case(tmp_path / "bees.json").now().timestamp() == NINE + 1.0


def test_what_others_answered_is_played_again(recording: Path, tmp_path: Path) -> None:
    case = copied(recording, tmp_path / "bees.json", 1.0, 3.0)
    (turn,) = case["background"]["turns"]
    assert (turn["delay"], turn["chunks"], turn["chunk_gap"]) == (0.6, ["By the sun, ", "and by landmarks."], 0.4)
    assert list(case["tools"]) == ["web.search"]
    played = load_case(tmp_path / "bees.json")
    assert played.canned is not None
    (canned,) = played.canned["web.search"]
    assert (canned.delay_s, canned.result) == (0.4, {"results": []})
    assert canned.match.search(json.dumps(SEARCH, separators=(",", ":")))


def test_a_stretch_of_a_replay_is_played_like_the_whole(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "user.wav", ramp(3.0), RATE)
    write_video(tmp_path / "cam.mp4", [0] * 5 + [200] * 10)
    whole = {
        "id": "whole", "audio": "user.wav", "video": "cam.mp4",
        "settings": {"now": "2026-03-14T09:26:00", "mode": "translate"},
        "inject": [{"t": 0.2, "type": "settings", "target": "fr"}, {"t": 1.5, "type": "text", "text": "hello"}],
        "background": {"type": "script", "turns": [{"chunks": ["Hi."]}]},
    }  # fmt: skip
    (tmp_path / "whole.json").write_text(json.dumps(whole))
    replayed(tmp_path / "whole.json", tmp_path / "out")
    (tmp_path / "part").mkdir()
    case = copied(tmp_path / "out", tmp_path / "part" / "part.json", 1.0, 2.4)
    assert case["settings"] == {"now": "2026-03-14T09:26:01", "mode": "translate", "target": "fr"}
    assert case["background"] == whole["background"]
    camera = FileCamera(tmp_path / "part" / case["video"])
    picture = camera.newest(0.5)
    camera.close()
    assert picture is not None
    assert picture.rgb.mean() > 150
    model = replayed(tmp_path / "part" / "part.json", tmp_path / "again")
    heard = np.concatenate([turn.mic for turn in model.turns])
    np.testing.assert_allclose(heard, ramp(3.0)[RATE : round(2.4 * RATE)], atol=1e-4)
    assert [event.text for turn in model.turns for event in turn.events] == ["hello"]
    assert Run(tmp_path / "again").events[-1]["duration"] == pytest.approx(1.4)


def replayed(case: Path, out: Path) -> FakeModel:
    replay, model = Replay(load_case(case), out), FakeModel({})
    replay.use(model, FakeVoice(), BUNDLE)
    asyncio.run(replay.run())
    return model


def test_without_sound_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "timeline.jsonl").write_text("")
    for stored in (tmp_path, tmp_path / "timeline.jsonl"):
        with pytest.raises(InputError) as caught:
            copy_case(stored, tmp_path / "case.json", 0.0, 1.0)
        assert caught.value.message == NO_SOUND
    with pytest.raises(InputError):
        check_sound(None)
    assert not (tmp_path / "case.json").exists()


def test_a_stretch_after_the_sound_is_refused(recording: Path, tmp_path: Path) -> None:
    check_sound(recording)
    with pytest.raises(InputError, match=r"no sound between 6\.0 and 7\.0 s"):
        copy_case(recording, tmp_path / "case.json", 6.0, 7.0)


@pytest.mark.parametrize(
    ("start", "end", "whole"), [(0.0, 1.0, (0.0, 1.0)), (0.31, 0.59, (0.2, 0.6)), (-1.0, 0.01, (0.0, 0.2))]
)
def test_a_stretch_is_of_whole_micro_turns(start: float, end: float, whole: tuple[float, float]) -> None:
    stretch = Stretch.around(start, end)
    assert (stretch.start, stretch.end) == pytest.approx(whole)
