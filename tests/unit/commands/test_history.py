"""`duologue history`: one line for each conversation, and one for each error."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from duologue import cli
from duologue.commands.history import snippet
from duologue.history.changing import note_recording
from helpers.kept_talk import NINE, history, talk


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cli.HOME_VARIABLE, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with history(tmp_path / "history.db") as kept:
        kept.keep_all([talk("Where is Lisbon?", "In Portugal."), talk("And Oslo?", "In Norway.", NINE + 100)])
        kept.writer.do(lambda file: note_recording(file, 1, "sound", NINE)).result(30)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    status = cli.main(["history", *arguments])
    out, err = capsys.readouterr()
    return status, out.splitlines(), err


def test_conversations_are_listed_found_and_shown(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "list")
    assert status == 0
    assert [line.split("  ", 2)[-1] for line in (each.strip() for each in out)] == [
        "And Oslo?  (2 utterances)",
        "Where is Lisbon?  (2 utterances, with sound)",
    ]
    assert [line.strip() for line in run(capsys, "search", "portugal")[1]][1:] == ["In Portugal."]
    assert run(capsys, "search", "paris")[1] == ["Nothing was found."]
    assert [line[7:] for line in run(capsys, "show", "2")[1]][1:] == ["You: And Oslo?", "Duologue: In Norway."]


def test_an_empty_history_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(cli.HOME_VARIABLE, str(tmp_path))
    assert run(capsys, "list") == (0, ["No conversation is kept yet."], "")


def test_a_conversation_is_exported(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "export", "1")
    assert (status, out) == (0, ["2026-03-14-where-is-lisbon.md"])
    assert "In Portugal." in (home / out[0]).read_text(encoding="utf-8")
    run(capsys, "export", "1", "--format", "srt", "--out", "x.srt")
    assert (home / "x.srt").read_text(encoding="utf-8").startswith("1\n00:00:01,000 --> ")


def test_the_sound_of_both_sides_becomes_one_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = home / "recordings" / "sound"
    folder.mkdir(parents=True)
    soundfile.write(folder / "you.wav", np.full(32_000, 0.5, np.float32), 16_000)
    soundfile.write(folder / "duologue.wav", np.full(36_000, -0.25, np.float32), 24_000)
    assert run(capsys, "export", "1", "--format", "wav", "--out", "both.wav")[0] == 0
    sound, rate = soundfile.read(home / "both.wav")
    assert (rate, len(sound)) == (24_000, 48_000)
    assert sound[12_000] == pytest.approx([0.5, -0.25], abs=0.01)
    assert sound[40_000] == pytest.approx([0.5, 0.0], abs=0.01)


def test_deleting_asks_or_is_told_not_to(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "recordings" / "sound").mkdir(parents=True)
    assert run(capsys, "delete", "1") == (
        2,
        [],
        "duologue: This cannot be undone: give --yes to delete without being asked.\n",
    )
    assert run(capsys, "delete", "1", "--yes")[1] == ["1 conversation deleted."]
    assert not (home / "recordings" / "sound").exists()
    assert b"Lisbon" not in (home / "history.db").read_bytes()
    assert run(capsys, "delete", "--all", "--yes")[1] == ["1 conversation deleted."]
    assert run(capsys, "list")[1] == ["No conversation is kept yet."]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "9"], "There is no conversation 9 in the history."),
        (["export", "9"], "There is no conversation 9 in the history."),
        (["export", "2", "--format", "wav"], "No sound was recorded of this conversation."),
        (["export", "1", "--out", "no/such/x.md"], "'no/such/x.md' cannot be written: No such file or directory."),
        (["search", '""'], "There is nothing to look for."),
        (["delete"], "Name the conversations to delete, or give --all."),
        (["delete", "1", "--all"], "Name the conversations to delete, or give --all."),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    status, _, err = run(capsys, *arguments)
    assert status in {2, 3}
    assert err == f"duologue: {said}\n"


def test_of_a_long_text_the_place_is_shown() -> None:
    text = "before " * 20 + "Café and " + "after " * 20
    shown = snippet(text, "cafe")
    assert (shown[0], shown[-1], "Café" in shown) == ("…", "…", True)
    assert snippet("short", "cafe") == "short"
