"""What is imported behind the window: first what a session waits for, then what draws panels."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from duologue.core.paths import Paths
from duologue.core.settings import Settings
from duologue.core.tasks import Tasks
from duologue.program import loading
from duologue.session.worker import Worker


class Panels:
    def __init__(self) -> None:
        self.held = False
        self.drawn = asyncio.Event()

    def hold(self) -> None:
        self.held = True

    def go_on(self) -> None:
        self.drawn.set()


def test_panels_are_imported_once_nobody_waits_for_a_session(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    done: list[str] = []
    monkeypatch.setattr(loading.sessions, "import_sessions", lambda: done.append("sessions"))
    monkeypatch.setattr(loading, "_import_panels", lambda: done.append("panels"))
    raised: list[BaseException] = []

    def load(settings: Settings, paths: Paths) -> Any:
        return "model"

    async def start() -> None:
        panels, worker, tasks = Panels(), Worker(), Tasks(lambda _, error: raised.append(error))
        whole = loading.Loading(load, worker, panels, tasks)  # type: ignore[arg-type]
        assert await whole.model(Settings(), Paths(tmp_path, tmp_path)) == "model"
        assert panels.held
        whole._imports._pool.submit(lambda: None).result()  # whatever was begun there is over
        assert done == ["sessions"]
        whole.over()
        await panels.drawn.wait()
        assert done == ["sessions", "panels"]
        whole.close()
        worker.close()
        await tasks.close()

    asyncio.run(start())
    assert not raised
