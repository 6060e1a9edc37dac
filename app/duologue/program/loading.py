"""What is imported and opened behind the window: the model in one thread, the program's other halves in another."""

import asyncio
import gc
import importlib
from collections.abc import Callable
from functools import partial

from duologue.core.paths import Paths
from duologue.core.settings import Settings
from duologue.core.tasks import Tasks
from duologue.program import sessions
from duologue.session.worker import Worker
from duologue.ui.panels.strip import PanelStrip

LoadModel = Callable[[Settings, Paths], sessions.LoadedModel]


class Loading:
    """Loads the model once; meanwhile it imports what sessions need. What draws panels, which wait for it, is imported
    once nobody waits for a session any more: it would take a good part of the processor from what they wait for.

    load: see sessions.load_model(). worker: the thread in which it runs.
    """

    def __init__(self, load: LoadModel, worker: Worker, panels: PanelStrip, tasks: Tasks) -> None:
        self._load, self._worker, self._panels, self._tasks = load, worker, panels, tasks
        self._imports = Worker("imports")
        self._importing: asyncio.Task[None] | None = None
        self._imported, self._at_leisure = asyncio.Event(), asyncio.Event()
        self._loaded: sessions.LoadedModel | None = None

    async def model(self, settings: Settings, paths: Paths) -> sessions.LoadedModel:
        """The model, loaded now if it was not yet.

        Raises:
            DuologueError: the bundle or the voice cannot be used.
        """
        if self._importing is None:
            self._importing = self._tasks.spawn("start", self._import())
        if self._loaded is None:
            loaded, _ = await self._worker.run(partial(self._load, settings, paths))
            self._loaded = loaded
        await self._imported.wait()
        return self._loaded

    def over(self, _: object = None) -> None:
        """A session has begun, or nothing has come of it."""
        self._at_leisure.set()

    def close(self) -> None:
        """Waits for what is under way and ends the thread."""
        self._imports.close()

    async def _import(self) -> None:
        self._panels.hold()
        try:
            await self._imports.run(sessions.import_sessions)
        finally:
            self._imported.set()
        await self._at_leisure.wait()
        await self._imports.run(_import_panels)
        self._panels.go_on()
        _resume_collecting()


def _import_panels() -> None:
    """Imports what draws panels, and has it make its catalogues, which are kept: together they take two seconds."""
    importlib.import_module("duologue.ui.panels.card")
    importlib.import_module("duologue.ui.panels.surfaces").Surfaces()


def _resume_collecting() -> None:
    """Collects garbage again where the start went without it, and never looks again at what is there for good."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
