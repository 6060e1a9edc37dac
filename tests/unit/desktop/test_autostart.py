"""Starting at login: what is written for each system, and that it goes again."""

import plistlib
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from duologue.core.errors import OutputError
from duologue.desktop.autostart import DesktopFile, LaunchAgent, RunKey, login_command

COMMAND = ["/opt/my apps/duologue", "--hidden", "100%"]


def test_on_linux_a_desktop_file_comes_and_goes(tmp_path: Path) -> None:
    folder = tmp_path / "autostart"
    autostart = DesktopFile(folder)
    assert not autostart.is_on()
    autostart.turn(on=True, command=COMMAND)
    assert autostart.is_on()
    lines = (folder / "duologue.desktop").read_text().splitlines()
    assert lines[0] == "[Desktop Entry]"
    assert 'Exec="/opt/my apps/duologue" --hidden 100%%' in lines
    autostart.turn(on=False, command=COMMAND)
    autostart.turn(on=False, command=COMMAND)
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"^Starting at login cannot be changed: .*\.$"):
        DesktopFile(tmp_path / "file" / "autostart").turn(on=True, command=COMMAND)


def test_on_macos_a_launch_agent_runs_the_command(tmp_path: Path) -> None:
    autostart = LaunchAgent(tmp_path)
    autostart.turn(on=True, command=COMMAND)
    (file,) = tmp_path.iterdir()
    assert plistlib.loads(file.read_bytes())["ProgramArguments"] == COMMAND
    autostart.turn(on=False, command=COMMAND)
    assert not autostart.is_on()


class Registry:
    """winreg with one key."""

    KEY_READ, KEY_SET_VALUE, REG_SZ, HKEY_CURRENT_USER = range(4)

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    @contextmanager
    def CreateKeyEx(self, *_: object):  # noqa: N802
        yield self

    def QueryValueEx(self, _: object, name: str) -> str:  # noqa: N802
        if name not in self.values:
            raise FileNotFoundError
        return self.values[name]

    def SetValueEx(self, _: object, name: str, *value: object) -> None:  # noqa: N802
        self.values[name] = str(value[-1])

    def DeleteValue(self, _: object, name: str) -> None:  # noqa: N802
        self.QueryValueEx(None, name)
        del self.values[name]


def test_on_windows_a_value_of_the_run_key_holds_the_command() -> None:
    registry = Registry()
    autostart = RunKey(registry)
    assert not autostart.is_on()
    autostart.turn(on=True, command=COMMAND)
    assert autostart.is_on()
    assert registry.values == {"duologue": '"/opt/my apps/duologue" "--hidden" "100%"'}
    autostart.turn(on=False, command=COMMAND)
    autostart.turn(on=False, command=COMMAND)
    assert registry.values == {}


def test_an_installed_program_is_started_by_the_command_that_stays_when_it_is_upgraded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, command = tmp_path / "opt" / "duologue", tmp_path / "bin" / "duologue"
    for folder in (program.parent, command.parent):
        folder.mkdir()
    program.touch(0o755)
    command.symlink_to(program)
    monkeypatch.setenv("PATH", str(command.parent))
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert login_command() == [str(command), "--hidden"]
    monkeypatch.setenv("PATH", "")
    assert login_command() == [str(program), "--hidden"]
