"""What shells complete: read from the parser, and in bash really completed."""

import shlex
import subprocess

import pytest

from duologue import cli
from duologue.commands.completion import SHELLS, levels


def completed(line: str) -> list[str]:
    """What bash offers at the end of a line."""
    script = SHELLS["bash"](tuple(levels(cli._parser())))
    words = [*line.split(" ")]
    ask = f"""{script}
COMP_WORDS=({" ".join(map(shlex.quote, words))}); COMP_CWORD={len(words) - 1}
_duologue; printf '%s\\n' "${{COMPREPLY[@]}}" """
    return subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("duologue re", ["replay"]),
        ("duologue --tog", ["--toggle-mute"]),
        ("duologue models ", ["build", "download", "list", "verify", "-h", "--help"]),
        ("duologue replay --pace ", ["fast", "realtime"]),
        ("duologue bench start --r", ["--runs"]),
        ("duologue completion f", ["fish"]),
        ("duologue --sample doctor --j", ["--json"]),
        ("duologue voices say --rate ", []),
        ("duologue --fill", []),
    ],
)
def test_bash_completes_commands_options_and_values(line: str, offered: list[str]) -> None:
    assert completed(line) == offered


def test_files_and_folders_are_offered_where_they_may_stand(tmp_path, monkeypatch) -> None:
    (tmp_path / "case.json").touch()
    (tmp_path / "kept").mkdir()
    monkeypatch.chdir(tmp_path)
    assert sorted(completed("duologue replay ca")) == ["case.json"]
    assert completed("duologue replay --out ") == ["kept"]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_option_is_known_to_every_shell(shell: str) -> None:
    shown = tuple(levels(cli._parser()))
    text = SHELLS[shell](shown)
    assert {"replay", "doctor", "models", "voices", "tools", "devices", "bench", "run"} <= set(shown[0].commands)
    long = {flag.lstrip("-") for level in shown for option in level.options for flag in option.flags}
    assert {name for name in long if name not in text} == set()
    assert [level.key for level in shown if f"{level.key}" not in text] == []
    assert "load-test" not in text
