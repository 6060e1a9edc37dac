"""The models dialog and what it has done: bundles built, checked, removed and brought back, beside the conversation."""

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from duologue.core.errors import DuologueError
from duologue.core.paths import Paths
from duologue.core.settings_store import SettingsStore
from duologue.core.tasks import Tasks
from duologue.program import sessions
from duologue.program.background_models import BackgroundModels
from duologue.program.fetching import Fetch, Fetching
from duologue.session.worker import Worker
from duologue.ui.models_dialog import ModelsDialog
from duologue.ui.window import Window
from duologue.ui.words import marked, tr

_MB = 1_000_000


class Models(QObject):
    """Opens the dialog from the menu. A build goes on when it is closed, in a thread of its own.

    progressed: the name of a bundle that is being built, what is being done and the part done, 0 to 1 (negative:
    unknown). built: its name, and one sentence on why it could not be built, "" if it was.
    """

    progressed = Signal(str, str, float)
    built = Signal(str, str)
    _told = Signal(str, float)

    def __init__(self, window: Window, settings: SettingsStore, paths: Paths, *, tasks: Tasks) -> None:
        super().__init__(window)
        self._window, self._settings, self._paths, self._tasks = window, settings, paths, tasks
        self._worker = Worker("models")
        self._dialog: ModelsDialog | None = None
        self._progress: tuple[str, float] | None = None
        self._building = ""
        self.background = BackgroundModels(self, paths, tasks=tasks)
        self._fetching = Fetching(self, tasks=tasks)
        self._fetching.whole.connect(self._refresh)
        self._told.connect(self._show_progress)  # crosses from the worker's thread to this one
        window.menu.models.connect(self.show)

    def close(self) -> None:
        """Pauses the download, and waits for what else is under way."""
        self._fetching.close()
        self.background.close()
        self._worker.close()

    def show(self) -> ModelsDialog:
        """Opens the dialog. What is removed in it can come back until it is closed."""
        dialog = self._dialog = ModelsDialog(self._window)
        dialog.build_wanted.connect(self.build)
        dialog.check_wanted.connect(
            partial(self._do, marked("Checking {}…"), sessions.check_bundle, marked("{} is whole."))
        )
        dialog.remove_wanted.connect(self._remove)
        dialog.undo_wanted.connect(
            partial(self._do, marked("Bringing {} back…"), sessions.restore_bundle, marked("{} is back."))
        )
        dialog.download_wanted.connect(self._download)
        self._fetching.attach(dialog.download)
        dialog.finished.connect(lambda _: sessions.forget_removed_bundles(self._paths))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._refresh()
        self._offer_unfinished()
        if self._progress is not None:
            dialog.show_progress(*self._progress)
        dialog.open()
        return dialog

    def build(self, name: str) -> None:
        """Builds a bundle, unless something else is under way."""
        if self._progress is not None:
            return
        self._building = name
        in_use = name == self._settings.now.bundle
        use = marked("{} is ready.") if in_use else marked("{} is ready and used from the next start on.")
        self._do(marked("Building {}…"), partial(sessions.build_named, on_progress=self._tell), use, name)

    def _download(self, repo: str) -> None:
        self._fetching.start(self._fetch(repo.partition("/")[2] or repo, repo, ""))

    def _fetch(self, name: str, repo: str, revision: str) -> Fetch:
        opened = partial(sessions.bundle_download, repo, self._paths, revision=revision, name=name)
        return Fetch(name, opened, partial(sessions.forget_download, self._paths.bundles / name))

    def _offer_unfinished(self) -> None:
        """Offers to go on with a download that was not whole when the program was closed."""
        for left in sessions.unfinished_downloads(self._paths.bundles)[:1]:
            text = tr("{name} is not yet whole: {mb} MB are here.", name=left.name, mb=f"{left.bytes_there / _MB:.0f}")
            self._fetching.offer(self._fetch(left.name, left.wanted.repo, left.wanted.revision), text)

    def _remove(self, name: str) -> None:
        if name == self._settings.now.bundle and self._dialog is not None:
            self._dialog.show_end(tr("{name} is in use, so it stays.", name=name))
            return
        self._do(marked("Removing {}…"), sessions.remove_bundle, marked("{} is removed."), name, removed=name)

    def _do(self, doing: str, work: Callable[[str, Paths], object], done: str, name: str, *, removed: str = "") -> None:
        if self._progress is None:
            self._show_progress(tr(doing, name), -1.0)
            self._tasks.spawn("models", self._run(partial(work, name, self._paths), tr(done, name), removed))

    async def _run(self, work: Callable[[], object], done: str, removed: str) -> None:
        problem = ""
        try:
            await self._worker.run(work)
        except DuologueError as error:
            done, removed, problem = error.message, "", error.message
        finally:
            self._progress = None
        building, self._building = self._building, ""
        if building:
            self.built.emit(building, problem)
        if (dialog := self._shown) is not None:
            self._refresh()
            dialog.show_end(done, removed=removed)

    @property
    def _shown(self) -> ModelsDialog | None:
        """The dialog, while it is open."""
        return self._dialog if self._dialog is not None and shiboken6.isValid(self._dialog) else None

    def _refresh(self) -> None:
        if (dialog := self._shown) is not None:
            dialog.show_rows(sessions.bundles_there(self._paths))

    def _tell(self, text: str, fraction: float | None) -> None:
        """From the worker's thread."""
        self._told.emit(text, -1.0 if fraction is None else fraction)

    def _show_progress(self, text: str, fraction: float) -> None:
        self._progress = (text, fraction)
        if self._building:
            self.progressed.emit(self._building, text, fraction)
        if (dialog := self._shown) is not None:
            dialog.show_progress(text, fraction)
