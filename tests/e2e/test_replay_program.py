"""The real program on recorded sessions: `duologue replay` as a user starts it, with the built bundle.

What is asked of the runs leaves room: the point is that the whole path works, not how well the core judges.
"""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import soundfile

from helpers.contract import Run, faults
from helpers.model_server import Asked, Reply, says, serving_aside, wants
from helpers.program import CHARGED_MS, replay

CASES = Path(__file__).parent / "cases"


def play(name: str, out: Path, *options: str, charged: bool = True) -> Run:
    """Plays a case; the run must end well and keep the contract."""
    done = replay(CASES / f"{name}.json", "--out", out, *options, charged=charged)
    assert (done.returncode, done.stderr) == (0, "")
    run = Run(out)
    assert faults(run, json.loads((CASES / f"{name}.json").read_text())["duration"]) == []
    return run


def spoken(run: Run, after_s: float = 0.0) -> str:
    return " ".join(event["text"] for event in run.of("speech") if event["start"] >= after_s)


def standing_timers(run: Run) -> list[float]:
    """Seconds of the timers that were started and not cancelled; a cancel takes the newest."""
    timers: list[float] = []
    for call in run.of("tool_call"):
        if call["name"] == "timer.start":
            timers.append(call["arguments"]["seconds"])
        elif call["name"] == "timer.cancel":
            timers.pop()
    return timers


@pytest.fixture(scope="module")
def turn(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return play("turn", tmp_path_factory.mktemp("turn"), "--seed", "3")


def test_a_question_is_heard_and_answered(turn: Run) -> None:
    assert "plus" in turn.transcript()
    assert [(c["name"], c["arguments"]["expression"].replace(" ", "")) for c in turn.of("tool_call")] == [
        ("calculator.evaluate", "12+30")
    ]
    assert "42" in spoken(turn, after_s=1.8)


def test_the_first_line_says_what_ran(turn: Run) -> None:
    first = turn.events[0]
    assert first["bundle"]["name"] == "duologue-1"
    assert len(first["bundle"]["sha256"]) == 64
    assert first["provider"].endswith("ExecutionProvider")
    assert (first["chunk_ms"], first["seed"]) == (200, 3)


def test_two_runs_with_one_seed_agree(turn: Run, tmp_path: Path) -> None:
    again = play("turn", tmp_path, "--seed", "3")
    assert turn.story() == again.story()
    assert np.array_equal(turn.sound, again.sound)


def test_steps_are_charged_what_they_took_unless_it_is_said_otherwise(turn: Run, tmp_path: Path) -> None:
    assert turn.of("step")[0]["ms"] == CHARGED_MS
    measured = play("turn", tmp_path, charged=False)
    assert len({step["ms"] for step in measured.of("step")}) > 5
    assert "42" in spoken(measured)


def test_a_pause_inside_a_request_is_waited_for(tmp_path: Path) -> None:
    run = play("pause", tmp_path)
    assert standing_timers(run) == [600]
    assert {event["surface"] for event in run.of("panel")} == {"timers"}
    assert (tmp_path / "panels" / "timers.png").read_bytes().startswith(b"\x89PNG")
    assert all(event["start"] > 4.5 for event in run.of("speech") if event["kind"] != "backchannel")


def test_an_answer_is_cut_short_and_the_new_request_is_served(tmp_path: Path) -> None:
    run = play("interruption", tmp_path)
    assert run.of("delegate")
    relays = [event for event in run.of("speech") if event["kind"] == "relay"]
    assert relays
    assert not relays[-1]["completed"]
    assert "Black Sea" not in spoken(run)
    assert "Friday" in spoken(run, after_s=relays[-1]["end"])


def test_a_background_model_behind_an_address_answers_with_words_a_call_and_a_panel(tmp_path: Path) -> None:
    def answer(asked: Asked) -> Reply:
        results = [message["content"] for message in asked.messages if message["role"] == "tool"]
        if not results:
            created = {"createSurface": {"surfaceId": "river"}}
            root = {"id": "root", "component": "Text", "text": "Danube: 2,850 km"}
            drawn = {"updateComponents": {"surfaceId": "river", "components": [root]}}
            return wants(
                ("list_show", json.dumps({"list": "rivers"})),
                ("panel_show", json.dumps({"messages": [created, drawn]})),
            )
        return says("The **Danube** rises ", "in the Black Forest. ", "It flows east.")

    with serving_aside(answer) as server:
        run = play("interruption", tmp_path, "--background", server.url)
    assert "river" in server.asked[0].question.casefold()
    assert server.asked[0].body["model"] == "talker-1"
    assert [call["name"] for call in run.of("tool_call")][:1] == ["list.show"]
    assert {event["surface"] for event in run.of("panel")} >= {"model-river"}
    assert (tmp_path / "panels" / "model-river.png").read_bytes().startswith(b"\x89PNG")
    assert "The Danube rises in the Black Forest." in "".join(event["text"] for event in run.of("background"))
    assert any(event["kind"] == "relay" and "Danube rises" in event["text"] for event in run.of("speech"))


def test_a_background_model_that_is_not_there_is_said_and_the_session_goes_on(tmp_path: Path) -> None:
    run = play("interruption", tmp_path, "--background", "http://127.0.0.1:9/v1")
    assert [event["where"] for event in run.of("error")] == ["background"]
    told = "".join(event["text"] for event in run.of("background"))
    assert "Sorry, I can't reach the" in told  # the user interrupts it somewhere there
    assert "Friday" in spoken(run)


@pytest.mark.parametrize(
    ("echo", "later_s", "seed"),
    [
        ({"gain_db": -6, "delay_ms": 60}, 0.0, 0),
        ({"gain_db": -6, "delay_ms": 60}, 0.0, 1),
        ({"gain_db": -10, "delay_ms": 25}, 1.37, 2),
    ],
)
def test_over_its_own_echo_it_hears_the_user_and_not_itself(
    echo: dict[str, float], later_s: float, seed: int, tmp_path: Path
) -> None:
    """later_s: how much later than in the recording the user breaks in."""
    case = json.loads((CASES / "echo.json").read_text())
    sound, rate_hz = soundfile.read(CASES / case["audio"], dtype="float32")
    at, more = 6 * rate_hz, round(later_s * rate_hz)
    soundfile.write(tmp_path / "later.wav", np.concatenate([sound[:at], sound[at - more : at], sound[at:]]), rate_hz)
    case |= {
        "audio": "later.wav",
        "duration": case["duration"] + later_s,
        "settings": case["settings"] | {"echo": echo},
    }
    (tmp_path / "case.json").write_text(json.dumps(case))
    done = replay(tmp_path / "case.json", "--out", tmp_path / "out", "--seed", str(seed))
    assert (done.returncode, done.stderr) == (0, "")
    run = Run(tmp_path / "out")
    assert faults(run, case["duration"]) == []
    relays = [event for event in run.of("speech") if event["kind"] == "relay"]
    assert "Friday" in spoken(run, after_s=relays[-1]["end"])
    users = {"tell", "me", "about", "the", "river", "danube", "stop", "what", "day", "is", "it", "today"}
    heard, own = words(run.transcript()), words(" ".join(event["text"] for event in run.of("speech")))
    assert {"tell", "what", "today"} <= heard, "the word it breaks in with may be misheard over the voice"
    assert not heard & (own - users)


def words(text: str) -> set[str]:
    """The words of a text, without capitals and marks."""
    return set("".join(c if c.isalpha() else " " for c in text.casefold()).split())


def test_a_muted_microphone_hears_nothing(tmp_path: Path) -> None:
    run = play("mute", tmp_path)
    assert all(event["start"] > 4.7 for event in run.of("heard"))
    assert all(event["start"] > 4.7 for event in run.of("speech"))
    assert "9:05" in spoken(run)


def test_a_reminder_speaks_when_its_time_has_come(tmp_path: Path) -> None:
    run = play("timer", tmp_path)
    assert [(call["name"], call["arguments"]["seconds"]) for call in run.of("tool_call")] == [("reminder.at", 5)]
    last = run.of("speech")[-1]
    assert "5 seconds" in last["text"] or "five seconds" in last["text"].casefold()
    assert last["start"] == pytest.approx(2.9 + 5, abs=1.5)


def test_panels_that_cannot_be_drawn_are_one_sentence_and_the_replay_stands(tmp_path: Path, monkeypatch) -> None:
    broken = tmp_path / "modules" / "PySide6" / "__init__.py"
    broken.parent.mkdir(parents=True)
    broken.write_text('raise ImportError("libEGL.so.1: cannot open shared object file")')
    monkeypatch.setenv("PYTHONPATH", str(broken.parents[1]))
    done = replay(CASES / "pause.json", "--out", tmp_path / "out")
    assert done.returncode == 0
    assert done.stderr == (
        "duologue: the pictures of the panels could not be drawn: "
        "ImportError: libEGL.so.1: cannot open shared object file\n"
    )
    assert Run(tmp_path / "out").of("panel")
    assert not (tmp_path / "out" / "panels").exists()


def test_noise_is_nothing_to_answer(tmp_path: Path) -> None:
    run = play("noise", tmp_path)
    assert run.of("heard") == run.of("speech") == run.of("tool_call") == []
    assert not run.sound.any()


def test_any_rate_width_and_channels_are_heard(tmp_path: Path) -> None:
    sound, rate_hz = soundfile.read(CASES / "turn.flac")
    coarse = np.interp(np.arange(0, len(sound), rate_hz / 11_025), np.arange(len(sound)), sound)
    soundfile.write(tmp_path / "old.wav", np.stack([coarse, coarse], axis=1), 11_025, subtype="PCM_U8")
    done = replay("--audio", tmp_path / "old.wav", "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    run = Run(tmp_path / "out")
    assert faults(run, len(coarse) / 11_025) == []
    assert run.of("heard")


def refused(*arguments: str | Path) -> str:
    """The one line that a refused replay writes."""
    done = replay(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.mark.parametrize(
    ("name", "content"), [("none.wav", None), ("text.wav", b"this is no sound\n" * 9), ("empty.wav", b"")]
)
def test_audio_that_is_no_sound_is_refused_by_name(tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert name in refused("--audio", tmp_path / name, "--out", tmp_path / "out")


def test_a_background_model_on_the_internet_without_encryption_is_refused(tmp_path: Path) -> None:
    line = refused(CASES / "noise.json", "--out", tmp_path, "--background", "http://models.test/v1")
    assert "must begin with https://" in line


def test_an_unknown_field_is_refused_by_name(tmp_path: Path) -> None:
    case = json.loads((CASES / "turn.json").read_text()) | {"moood": "good"}
    (tmp_path / "case.json").write_text(json.dumps(case))
    assert "'moood'" in refused(tmp_path / "case.json", "--out", tmp_path / "out")


def test_a_folder_that_cannot_be_written_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert str(tmp_path / "file") in refused(CASES / "noise.json", "--out", tmp_path / "file" / "out")


def test_a_bundle_with_an_empty_file_is_refused_by_its_name(turn: Run, tmp_path: Path) -> None:
    from duologue.cli import user_paths
    from duologue.model.contents import DEFAULT_BUNDLE

    torn = tmp_path / "torn"
    shutil.copytree(user_paths().bundles / DEFAULT_BUNDLE, torn)
    (torn / "ears" / "vad.onnx").write_bytes(b"")
    line = refused(CASES / "noise.json", "--out", tmp_path / "out", "--bundle", torn)
    assert "vad.onnx" in line
    assert not (tmp_path / "out").exists()


def test_a_full_disk_ends_a_replay_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "timeline.jsonl").symlink_to("/dev/full")
    done = replay(CASES / "noise.json", "--out", tmp_path / "out")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "No space left on device" in done.stderr
