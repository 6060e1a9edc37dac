"""The command line: one clear line for each error, and its exit status."""

import subprocess
import sys
from pathlib import Path

import pytest
import soundfile
from numpy import zeros

from duologue import __version__, cli
from duologue.core.errors import InputError
from helpers.tiny_translator import write_tiny


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Exit status and what stood on stderr."""
    try:
        status = cli.main(arguments)
    except SystemExit as done:
        status = int(done.code or 0)
    return status, capsys.readouterr().err


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cli.HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        cli.main(["--version"])
    assert done.value.code == 0
    assert capsys.readouterr().out == f"duologue {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["replay"], "--out"),
        (["replay", "--out", "o", "--pace", "slow", "a.json"], "--pace"),
        (["replay", "--out", "o", "--provider", "tpu", "a.json"], "--provider"),
        (["replay", "--out", "o", "--seed", "x", "a.json"], "--seed"),
        (["replay", "--out", "o", "--charge", "-1", "a.json"], "--charge"),
        (["replay", "--out", "o", "--charge", "nan", "a.json"], "--charge"),
        (["replay", "--out", "o", "--charge", "fast", "a.json"], "from 0 to 10000"),
        (["replay", "--out", "o", "--loud", "a.json"], "--loud"),
        (["replay", "--out", "o"], "CASE.json"),
        (["replay", "--out", "o", "none.json"], "none.json"),
        (["replay", "--out", "o", "--audio", "none.wav", "--video", "none.mp4"], "none.mp4"),
        (["sing"], "sing"),
    ],
)
def test_what_cannot_be_used_is_one_line_that_names_it(
    capsys: pytest.CaptureFixture[str], arguments: list[str], named: str
) -> None:
    status, err = run(capsys, *arguments)
    assert status == 2
    assert err.count("\n") == 1
    assert named in err


def test_a_bundle_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    soundfile.write(tmp_path / "user.wav", zeros(1600), 16_000)
    status, err = run(
        capsys, "replay", "--audio", str(tmp_path / "user.wav"), "--out", str(tmp_path / "out"), "--bundle", "nobody-1"
    )
    assert status == 2
    assert "nobody-1" in err
    assert err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_errors_bring_their_own_status_and_an_interrupt_is_130(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(options: object) -> int:
        raise InputError("test", "No such thing.")

    monkeypatch.setattr(cli, "_run", refuse)
    assert run(capsys) == (2, "duologue: No such thing.\n")

    def interrupt(options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_run", interrupt)
    assert run(capsys) == (130, "")


def test_places_are_the_users_own_unless_a_home_is_given(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = cli.user_paths()
    assert paths.bundles == home / "bundles"
    assert paths.settings == home / "settings.json"
    monkeypatch.delenv(cli.HOME_VARIABLE)
    assert "duologue" in str(cli.user_paths().bundles)


def test_a_user_without_a_home_is_told_what_to_set(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless(*_names: str, **_options: bool) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.delenv(cli.HOME_VARIABLE)
    monkeypatch.setattr("platformdirs.user_data_path", homeless)
    assert run(capsys, "models", "list") == (
        2,
        "duologue: There is no home folder: set HOME, or DUOLOGUE_HOME to a folder for data and settings.\n",
    )


@pytest.mark.parametrize("arguments", [["tools"], ["completion", "bash"], ["translate", "--from", "en", "--to", "es"]])
def test_who_reads_only_the_beginning_gets_no_traceback(home: Path, arguments: list[str]) -> None:
    write_tiny(home / "bundles" / "duologue-1" / "translate")
    command = [sys.executable, "-m", "duologue", *arguments]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        program.stdin.write("The dog sleeps.\n" * 5)
        program.stdin.close()
        assert program.stderr.read() == ""
        assert program.wait() == cli.EXIT_UNREAD
