"""What is on a real screen (Xvfb) is seen and read: a window of another program with a text that is known."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from duologue.desktop.windows import other_windows
from helpers.desktops import running_x_server
from helpers.waiting import wait_until

HELPERS = Path(__file__).parents[1] / "helpers"
TITLE, TEXT = "Timetable", "The train to Lisbon leaves at 9:40"
pytestmark = pytest.mark.xdist_group("screen")


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with running_x_server() as display:
        yield display


def surroundings(display: str) -> dict[str, str]:
    path = os.pathsep.join(each for each in sys.path if each)
    return {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": path}


@contextmanager
def sign(display: str) -> "Iterator[subprocess.Popen[str]]":
    """The window of another program, while it is there."""
    command = [sys.executable, str(HELPERS / "sign.py"), TITLE, TEXT]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, env=surroundings(display), text=True, **pipes) as program:
        try:
            assert program.stdout is not None
            assert program.stdout.readline() == "there\n"
            yield program
        finally:
            assert program.stdin is not None
            program.stdin.close()


def test_a_window_of_another_program_is_found_by_its_title_and_gone_when_it_is_closed(display, monkeypatch):
    def there() -> bool:
        return TITLE in [window.title for window in other_windows(display)]

    with sign(display):
        wait_until(there)
    wait_until(lambda: not there())
    monkeypatch.delenv("DISPLAY", raising=False)
    assert other_windows() == [], "where there is no screen"


def test_what_is_written_in_a_window_is_read_from_the_screen(display):
    with sign(display):
        command = [sys.executable, "-P", str(HELPERS / "looker.py"), TITLE]
        done = subprocess.run(
            command, env=surroundings(display), capture_output=True, text=True, check=False, timeout=280
        )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["names"][0] == "the whole screen"
    assert " ".join(found["own"]) == TEXT
    assert TEXT in " ".join(found["whole"])
    assert found["own size"] == [220, 560, 3]
    assert found["whole size"] == [480, 640, 3]
