import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from duologue.cli import RUNNING
from duologue.core.errors import DuologueError
from duologue.core.paths import Paths
from duologue.desktop import remote
from duologue.desktop.remote import AlreadyRunningError, RemoteServer, server_name, show_running, toggle_mute


class Switch:
    def __init__(self) -> None:
        self.off = False
        self.shown = 0

    def show(self) -> None:
        self.shown += 1

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
    server = RemoteServer(switch.turn, switch.show)
    assert server.listen(server_name(paths)) == ""
    yield server
    server.close()


def ask(home: Path, qtbot: QtBot, *options: str) -> tuple[int, str]:
    """Runs the program beside the window, as a hotkey of the desktop or a second click on its icon would."""
    environment = {
        "DUOLOGUE_HOME": str(home), "PYTHONPATH": ":".join(sys.path), "DISPLAY": ":99", "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "duologue", *options], env=environment, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=60_000)
    return process.returncode, process.communicate()[0]


def test_the_command_turns_the_microphone_off_and_on(
    server: RemoteServer, switch: Switch, tmp_path: Path, qtbot: QtBot
) -> None:
    assert ask(tmp_path, qtbot, "--toggle-mute") == (0, "The microphone is off.\n")
    assert switch.off
    assert ask(tmp_path, qtbot, "--toggle-mute") == (0, "The microphone is on.\n")
    assert not switch.off


def test_without_a_window_the_command_says_so(paths: Paths) -> None:
    with pytest.raises(DuologueError, match="not running"):
        toggle_mute(paths)


def test_a_second_window_leaves_the_commands_to_the_first(server: RemoteServer, switch: Switch, paths: Paths) -> None:
    second = RemoteServer(switch.turn, switch.show)
    with pytest.raises(AlreadyRunningError, match="already running"):
        second.listen(server_name(paths))


def test_what_one_that_was_killed_left_behind_is_no_hindrance(switch: Switch, paths: Paths) -> None:
    left = QLocalServer()
    left.listen(server_name(paths))
    path = Path(left.fullServerName())
    left.close()
    path.touch()
    server = RemoteServer(switch.turn, switch.show)
    assert server.listen(server_name(paths)) == ""
    server.close()


def test_other_requests_do_nothing(server: RemoteServer, switch: Switch, paths: Paths, qtbot: QtBot) -> None:
    socket = QLocalSocket()
    socket.connectToServer(server_name(paths))
    socket.write(b"open the pod bay doors\n")
    qtbot.waitUntil(socket.canReadLine)
    assert bytes(socket.readLine().data()) == b"unknown request\n"
    assert not switch.off


@pytest.mark.parametrize("options", [(), ("--sample",), ("--record", "there")], ids=["plain", "sample", "record"])
def test_a_second_start_shows_the_first_window_and_ends(
    server: RemoteServer, switch: Switch, tmp_path: Path, qtbot: QtBot, options: tuple[str, ...]
) -> None:
    assert ask(tmp_path, qtbot, *options) == (0, RUNNING)
    assert switch.shown == 1
    assert not switch.off


def test_where_none_runs_none_is_shown(paths: Paths) -> None:
    assert not show_running(paths)


def test_other_settings_are_another_program(server: RemoteServer, switch: Switch, tmp_path: Path) -> None:
    assert not show_running(Paths(tmp_path / "other", tmp_path / "other"))
    assert switch.shown == 0


def test_one_that_does_not_answer_in_time_runs_all_the_same(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody turns the event loop here, as while it starts."""
    monkeypatch.setattr(remote, "WITHIN_MS", 50)
    starting = QLocalServer()
    starting.listen(server_name(paths))
    assert show_running(paths)
    starting.close()


def test_of_two_that_start_at_once_one_listens(switch: Switch, paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither sees the other listen when it looks."""
    first, second = (RemoteServer(switch.turn, switch.show) for _ in range(2))
    monkeypatch.setattr(remote, "_connected_to", lambda _: None)
    assert first.listen(server_name(paths)) == ""
    with pytest.raises(AlreadyRunningError):
        second.listen(server_name(paths))
    first.close()
    assert second.listen(server_name(paths)) == "", "after it, another may"
    second.close()


def test_where_nothing_can_be_locked_it_listens_all_the_same(
    switch: Switch, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote.QDir, "tempPath", lambda: "/nowhere")
    server = RemoteServer(switch.turn, switch.show)
    assert server.listen(server_name(paths)) == ""
    server.close()
