import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from duologue.core.errors import DuologueError
from duologue.core.paths import Paths
from duologue.desktop.remote import RemoteServer, server_name, toggle_mute


class Switch:
    def __init__(self) -> None:
        self.off = False

    def turn(self) -> bool:
        self.off = not self.off
        return self.off


@pytest.fixture
def switch() -> Switch:
    return Switch()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path, tmp_path)


@pytest.fixture
def server(switch: Switch, paths: Paths) -> Iterator[RemoteServer]:
    server = RemoteServer(switch.turn)
    assert server.listen(server_name(paths)) == ""
    yield server
    server.close()


def ask(home: Path, qtbot: QtBot) -> tuple[int, str]:
    """Runs the command beside the window, as a hotkey of the desktop would."""
    command = [sys.executable, "-m", "duologue", "--toggle-mute"]
    process = subprocess.Popen(
        command, env={"DUOLOGUE_HOME": str(home), "PYTHONPATH": ":".join(sys.path)}, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
    return process.returncode, process.communicate()[0]


def test_the_command_turns_the_microphone_off_and_on(
    server: RemoteServer, switch: Switch, tmp_path: Path, qtbot: QtBot
) -> None:
    assert ask(tmp_path, qtbot) == (0, "The microphone is off.\n")
    assert switch.off
    assert ask(tmp_path, qtbot) == (0, "The microphone is on.\n")
    assert not switch.off


def test_without_a_window_the_command_says_so(paths: Paths) -> None:
    with pytest.raises(DuologueError, match="not running"):
        toggle_mute(paths)


def test_a_second_window_leaves_the_commands_to_the_first(server: RemoteServer, switch: Switch, paths: Paths) -> None:
    second = RemoteServer(switch.turn)
    assert "Another Duologue" in second.listen(server_name(paths))


def test_what_one_that_was_killed_left_behind_is_no_hindrance(switch: Switch, paths: Paths) -> None:
    left = QLocalServer()
    left.listen(server_name(paths))
    path = Path(left.fullServerName())
    left.close()
    path.touch()
    server = RemoteServer(switch.turn)
    assert server.listen(server_name(paths)) == ""
    server.close()


def test_other_requests_do_nothing(server: RemoteServer, switch: Switch, paths: Paths, qtbot: QtBot) -> None:
    socket = QLocalSocket()
    socket.connectToServer(server_name(paths))
    socket.write(b"open the pod bay doors\n")
    qtbot.waitUntil(socket.canReadLine)
    assert bytes(socket.readLine().data()) == b"unknown request\n"
    assert not switch.off
