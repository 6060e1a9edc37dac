"""The real window, offscreen. A failing test leaves a picture of it; a timer or thread left behind fails the test."""

import gc
import json
import os
import threading
from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from duologue.bridge.bridge import Bridge
from duologue.core.events import Event
from duologue.core.paths import Paths
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.program import sessions
from duologue.ui.application import make_application
from duologue.ui.window import Window
from helpers.panel_bench import Bench

PICTURES = Path("build/screenshots")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call" and report.failed and isinstance(QApplication.instance(), QApplication):
        PICTURES.mkdir(parents=True, exist_ok=True)
        for i, widget in enumerate(QApplication.topLevelWidgets()):
            if widget.isVisible():
                widget.grab().save(str(PICTURES / f"{item.name.replace('/', '_')}-{i}.png"))
    return report


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    return make_application([])


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in set(threading.enumerate()) - before]
    assert not left, f"threads left behind: {left}"


@pytest.fixture(autouse=True)
def _no_window_left(application: QApplication) -> Iterator[None]:
    """What a program under test leaves behind is deleted here: every change of the style reaches all windows there are,
    and what Python finds to be garbage in a worker thread later would take its timers down from there.
    """
    yield
    for widget in application.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


@pytest.fixture(autouse=True, scope="session")
def _little_to_collect() -> None:
    """What is imported before the first test is no garbage and need not be looked at after each."""
    gc.collect()
    gc.freeze()


def active_timers(owner: QObject) -> list[str]:
    return [timer.parent().__class__.__name__ for timer in owner.findChildren(QTimer) if timer.isActive()]


@pytest.fixture
def bridge(application: QApplication) -> Iterator[Bridge]:
    bridge = Bridge(SettingsStore(Settings(theme="light")))
    yield bridge
    bridge.flush()
    assert active_timers(bridge) == []


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


@pytest.fixture
def window(bridge: Bridge, qtbot: QtBot) -> Iterator[Window]:
    window = Window(bridge)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    timers = active_timers(window)
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert timers == []


class Show:
    """Gives events to the bridge and has the window take them in."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge

    def __call__(self, *events: Event) -> None:
        for event in events:
            self._bridge.on_event(event)
        self._bridge.flush()
        QApplication.processEvents()


@pytest.fixture
def run(application: QApplication) -> Callable[[Coroutine[Any, Any, Any]], Any]:
    """Runs a coroutine on a Qt event loop of its own, with tasks and sessions as in the program."""

    def run(work: Coroutine[Any, Any, Any]) -> Any:
        with QEventLoop(application) as loop:
            return loop.run_until_complete(work)

    return run


@pytest.fixture
def show(bridge: Bridge) -> Show:
    return Show(bridge)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data", tmp_path / "config")


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sample session of 5 s that is played as fast as it goes."""
    folder = tmp_path / "sample"
    folder.mkdir()
    soundfile.write(folder / "session.wav", np.zeros(5 * 16000, np.float32), 16000)
    case = {"id": "short", "audio": "session.wav", "duration": 5}
    (folder / "session.json").write_text(json.dumps(case), encoding="utf-8")
    monkeypatch.setattr(sessions, "open_sample", partial(sessions.open_sample, folder=folder, live=False))
    return folder
