"""Copies a stretch of a session, as the inspector shows it, as a case that can be played again."""

from functools import partial
from pathlib import Path

import shiboken6

from duologue.core.errors import DuologueError
from duologue.core.tasks import Tasks
from duologue.session.worker import Worker
from duologue.ui.tracks.inspector import Inspector
from duologue.ui.words import tr


class Copying:
    """Follows an inspector. recorded: the folder in which the running session is recorded, None for none.

    worker, tasks: run what takes its time.
    """

    def __init__(self, inspector: Inspector, recorded: Path | None, *, worker: Worker, tasks: Tasks) -> None:
        self._inspector, self._recorded, self._worker, self._tasks = inspector, recorded, worker, tasks
        inspector.case_wanted.connect(self._begin)

    def _begin(self, stored: Path | None, start_s: float, end_s: float) -> None:
        from duologue.session.copied_case import check_sound  # noqa: PLC0415 - it imports the tools

        folder = stored or self._recorded
        try:
            check_sound(folder)
        except DuologueError as error:
            self._inspector.tell(tr(error.message))
            return
        if folder is not None and (case := self._inspector.ask_where()) is not None:
            self._tasks.spawn("case", self._copy(folder, case, start_s, end_s))

    async def _copy(self, folder: Path, case: Path, start_s: float, end_s: float) -> None:
        from duologue.session.copied_case import copy_case  # noqa: PLC0415

        try:
            await self._worker.run(partial(copy_case, folder, case, start_s, end_s))
        except DuologueError as error:
            told = error.message
        else:
            told = tr("Saved. It is played with: duologue replay {case} --out DIR", case=case)
        if shiboken6.isValid(self._inspector):
            self._inspector.tell(told)
