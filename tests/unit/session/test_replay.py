"""A replay with a made-up model: what lies in the out folder, and what happens when it cannot."""

import asyncio
import ctypes
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
import soundfile

from duologue.core.commands import Stop
from duologue.core.errors import DuologueError, InputError, OutputError
from duologue.core.events import Event, SettingsChanged, Step
from duologue.core.meters import Meter
from duologue.core.microturn import Act
from duologue.session.case import Case, read_case
from duologue.session.replay import FileMicrophone, Replay, RunningClock
from duologue.tools.web.settings import OFF_ERROR
from helpers.contract import Run, faults
from helpers.playbook import BUNDLE, Cue, FakeModel, FakeVoice, calls, cue, heard

TIME = {6: cue(Act.RESPOND, heard("what time is it", 0.0)), 20: cue(Act.RESPOND, heard("who are you", 3.0, "u2"))}


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "user.wav"
    soundfile.write(path, np.full(16_000 * 5 + 1234, 0.1, np.float32), 16_000)
    return path


def a_case(sound: Path, **fields: object) -> Case:
    return read_case({"id": "test", "audio": str(sound), **fields}, "test", Path("/"))


def replayed(case: Case, out: Path, script: Mapping[int, Cue] = TIME, **options: object) -> FakeModel:
    replay = Replay(case, out, **options)  # type: ignore[arg-type]
    model = FakeModel(script, {"what time is it": calls(("clock.now", {}))})
    replay.use(model, FakeVoice(), BUNDLE)
    asyncio.run(replay.run())
    return model


@pytest.mark.parametrize("duration_s", [None, 3.0, 4.123, 7.05])
def test_a_run_keeps_the_contract(sound: Path, tmp_path: Path, duration_s: float | None) -> None:
    fields = {} if duration_s is None else {"duration": duration_s}
    replayed(a_case(sound, settings={"now": "2026-03-14T09:26:00"}, **fields), tmp_path / "out", seed=3)
    run = Run(tmp_path / "out")
    assert faults(run, duration_s or 81_234 / 16_000) == []
    first = run.events[0]
    assert first["bundle"] == BUNDLE
    assert (first["provider"], first["chunk_ms"], first["seed"]) == ("FakeProvider", 200, 3)
    assert run.of("speech")[0]["text"] == "It's 9:26 a.m."


@pytest.mark.parametrize(("charged_ms", "slots"), [(0.0, 1), (40.0, 1), (101.0, 2), (180.0, 2)])
def test_work_is_charged_what_was_asked_for_and_not_what_it_took(
    sound: Path, tmp_path: Path, charged_ms: float, slots: int
) -> None:
    replayed(a_case(sound), tmp_path / "out", {6: cue(Act.HOLD)}, charged_ms=charged_ms)
    steps = Run(tmp_path / "out").of("step")
    assert {step["ms"] for step in steps} == {charged_ms}
    assert [step["t"] for step in steps[:3]] == pytest.approx([0.2 * (k + 1) + 0.1 * slots for k in range(3)])


def test_the_last_micro_turn_is_padded_and_longer_sound_is_cut(sound: Path, tmp_path: Path) -> None:
    model = replayed(a_case(sound, duration=1.05), tmp_path / "out", {})
    mic = np.concatenate([turn.mic for turn in model.turns])
    assert len(mic) == 6 * 3200
    assert np.count_nonzero(mic) == round(1.05 * 16_000)


def test_two_runs_agree_but_for_what_is_measured(sound: Path, tmp_path: Path) -> None:
    case = {"settings": {"now": "2026-03-14T09:26:00"}}
    for name in ("a", "b"):
        replayed(a_case(sound, **case), tmp_path / name, seed=5)
    a, b = Run(tmp_path / "a"), Run(tmp_path / "b")
    assert a.story() == b.story()
    assert np.array_equal(a.sound, b.sound)


def test_a_session_that_falls_seconds_behind_keeps_its_contract(sound: Path, tmp_path: Path) -> None:
    script = {**TIME, 5: cue(spends_s=1.6)}
    replayed(a_case(sound), tmp_path / "out", script)
    run = Run(tmp_path / "out")
    assert faults(run, 81_234 / 16_000) == []
    assert run.events[-1]["late"] == 1
    assert run.of("step")[6]["t"] == pytest.approx(run.of("step")[5]["t"] + 0.1)


def test_what_is_not_built_is_said_in_the_timeline_at_its_time(sound: Path, tmp_path: Path) -> None:
    case = a_case(
        sound,
        inject=[{"t": 2.1, "type": "settings", "now": "2026-03-14T09:26:00"}],
    )
    replayed(case, tmp_path / "out", {})
    run = Run(tmp_path / "out")
    assert [(e["t"], e["where"]) for e in run.of("error")] == [
        (2.1, "inject.settings"),
    ]
    assert run.events[0]["type"] == "session"


def test_a_model_that_runs_elsewhere_than_wished_says_why(sound: Path, tmp_path: Path) -> None:
    replay = Replay(a_case(sound, duration=1.0), tmp_path / "out")
    replay.use(FakeModel({}), FakeVoice(), BUNDLE, fallback="There is no GPU.")
    asyncio.run(replay.run())
    (error,) = Run(tmp_path / "out").of("error")
    assert (error["t"], error["where"], error["message"]) == (0.0, "provider", "There is no GPU.")


def test_it_can_be_watched_and_stopped(sound: Path, tmp_path: Path) -> None:
    seen: list[Event] = []

    def watch(event: Event) -> None:
        seen.append(event)
        if isinstance(event, Step) and event.index == 9:
            replay.command(Stop())

    replay = Replay(a_case(sound), tmp_path / "out", follower=watch)
    replay.command(Stop())  # before there is a session: nothing to stop
    replay.use(FakeModel(TIME), FakeVoice(), BUNDLE)
    asyncio.run(replay.run())
    assert sum(isinstance(event, Meter) for event in seen) == 10
    assert Run(tmp_path / "out").of("end")


def test_realtime_waits_for_each_micro_turn_and_changes_nothing_else(sound: Path, tmp_path: Path) -> None:
    waits: list[float] = []

    class Clock(RunningClock):
        async def wait_until(self, t_s: float) -> None:
            waits.append(round(t_s, 3))

    case = {"duration": 1.0, "settings": {"now": "2026-03-14T09:26:00"}}
    replayed(a_case(sound, **case), tmp_path / "real", clock=Clock())
    replayed(a_case(sound, **case), tmp_path / "fast")
    assert waits == [round(0.04 * n, 3) for n in range(1, 26)]
    assert Run(tmp_path / "real").story() == Run(tmp_path / "fast").story()


def test_the_running_clock_runs() -> None:
    async def wait() -> float:
        clock = RunningClock()
        await clock.wait_until(0.05)
        await clock.wait_until(0.01)
        return clock.now_s()

    assert asyncio.run(wait()) >= 0.05


def test_a_file_microphone_ends() -> None:
    async def read() -> list[int]:
        microphone = FileMicrophone(np.ones(4000, np.float32), 4000)
        pieces = [await microphone.read() for _ in range(11)]
        microphone.close()
        return [-1 if piece is None else int(piece.sum()) for piece in pieces]

    assert asyncio.run(read()) == [*[640] * 6, 160, 0, 0, 0, -1]


def test_an_out_folder_that_cannot_be_is_refused_by_name(sound: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"user\.wav/out"):
        Replay(a_case(sound), sound / "out")
    (tmp_path / "taken" / "assistant.wav").mkdir(parents=True)
    with pytest.raises(InputError, match="taken"):
        Replay(a_case(sound), tmp_path / "taken")


def test_audio_that_cannot_be_read_leaves_no_out_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.wav"):
        Replay(a_case(tmp_path / "none.wav"), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_model_that_fails_part_way_leaves_what_there_is(sound: Path, tmp_path: Path) -> None:
    with pytest.raises(DuologueError) as failure:
        replayed(a_case(sound), tmp_path / "out", {**TIME, 12: cue(error=RuntimeError("out of memory"))})
    assert failure.value.exit_status == 3
    run = Run(tmp_path / "out")
    assert run.events[-1]["type"] == "error"
    assert "out of memory" in run.events[-1]["message"]
    assert len(run.of("step")) == 12
    assert len(run.sound) == pytest.approx(2.4 * 24_000)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB where this user may mount one, else a folder in which the timeline is a full device."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], check=False, capture_output=True
        ).returncode
    )
    if not mounted:
        (folder / "timeline.jsonl").symlink_to("/dev/full")
    yield folder
    if mounted:
        assert ctypes.CDLL(None).umount(os.fsencode(folder)) == 0


def test_a_disk_that_fills_up_is_one_clear_sentence_and_keeps_what_there_is(sound: Path, tiny_disk: Path) -> None:
    with pytest.raises(OutputError) as failure:
        replayed(a_case(sound), tiny_disk)
    assert "No space left on device" in failure.value.message
    assert failure.value.exit_status == 3
    assert len(soundfile.read(tiny_disk / "assistant.wav")[0]) < 5 * 24_000


def test_what_a_case_settles_about_the_internet_holds(sound: Path, tmp_path: Path) -> None:
    replay = Replay(a_case(sound, settings={"web": "off", "place": "Oslo"}), tmp_path / "out")
    replay.use(FakeModel(TIME, {"what time is it": calls(("weather.now", {}))}), FakeVoice(), BUNDLE)
    asyncio.run(replay.run())
    (result,) = Run(tmp_path / "out").of("tool_result")
    assert result["error"] == OFF_ERROR


def test_a_case_does_not_choose_servers_in_this_network(sound: Path) -> None:
    with pytest.raises(InputError, match="unknown setting 'searxng'"):
        a_case(sound, settings={"searxng": "http://192.168.1.1"})


def test_settings_that_change_during_a_session_hold_from_then_on(sound: Path, tmp_path: Path) -> None:
    ask = {n: cue(Act.RESPOND, heard("what time is it", n * 0.2 - 1.2, f"u{n}", final=True)) for n in (6, 16)}
    case = a_case(sound, inject=[{"t": 2.1, "type": "settings", "web": "off", "now": "2026-03-14T09:26:00"}])
    seen: list[Event] = []
    replay = Replay(case, tmp_path / "out", follower=seen.append)
    replay.use(FakeModel(ask, {"what time is it": calls(("weather.now", {}))}), FakeVoice(), BUNDLE)
    asyncio.run(replay.run())
    run = Run(tmp_path / "out")
    assert len(run.of("tool_call")) == 2
    assert [result["error"] for result in run.of("tool_result")] == [OFF_ERROR], "the first call is asked about"
    assert [event for event in seen if isinstance(event, SettingsChanged)] == [SettingsChanged(2.1, {"web": "off"})]
    assert [(error["t"], "'now'" in error["message"]) for error in run.of("error")] == [(2.1, True)]
    assert not run.of("settings")
    assert faults(run, 81_234 / 16_000) == []
