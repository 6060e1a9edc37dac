"""A download beside the conversation: in a thread of its own, paused, gone on with and given up from a dialog."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from duologue.core.errors import PAUSED, DuologueError
from duologue.core.fetch_state import FetchState
from duologue.core.helper_program import Progress
from duologue.core.tasks import Tasks
from duologue.session.worker import Worker
from duologue.ui.download_bar import DownloadBar
from duologue.ui.words import tr

_MB = 1_000_000


class Job(Protocol):
    """What is downloaded: run() in a worker thread, pause() from any."""

    def run(self, on_progress: Callable[[Progress], None]) -> None:
        """Downloads until all is there; raises a DuologueError if it fails or is paused."""

    def pause(self) -> None:
        """Ends run() soon, and keeps what is there."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """A download that can be begun. name: for people. open_job: in a worker thread. forget: deletes what is there."""

    name: str
    open_job: Callable[[], Job]
    forget: Callable[[], None]


class Fetching(QObject):
    """One download at a time. changed: a FetchState. whole: what is there now."""

    changed = Signal(object)
    whole = Signal(str)
    _progressed = Signal(object)

    def __init__(self, parent: QObject, *, tasks: Tasks) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._worker = Worker("downloads")
        self.state = FetchState()
        self._fetch: Fetch | None = None
        self._job: Job | None = None
        self._stopping = self._giving_up = False
        self._progressed.connect(self._show_progress)  # crosses from the worker's thread to this one

    def attach(self, bar: DownloadBar) -> None:
        """Shows how the download stands in a dialog, and obeys its buttons."""
        bar.pause_wanted.connect(self.pause)
        bar.go_on_wanted.connect(self.go_on)
        bar.give_up_wanted.connect(self.give_up)
        self.changed.connect(bar.show_state)
        bar.show_state(self.state)

    def close(self) -> None:
        """Pauses what is under way, and waits until it has ended."""
        self.pause()
        self._worker.close()

    def offer(self, fetch: Fetch, text: str) -> None:
        """Offers to go on with a download of before, unless there is one already."""
        if not self.state.running and not self.state.waiting:
            self._fetch = fetch
            self._show(FetchState(text, waiting=True))

    def start(self, fetch: Fetch) -> None:
        """Begins a download or goes on with it, unless one is under way."""
        if not self.state.running:
            self._fetch, self._job = fetch, None
            self._stopping = self._giving_up = False
            self._show(FetchState(tr("Downloading {}…", fetch.name), running=True))
            self._tasks.spawn("download", self._run(fetch))

    def go_on(self) -> None:
        """Goes on with what waits."""
        if self.state.waiting and self._fetch is not None:
            self.start(self._fetch)

    def pause(self) -> None:
        """Stops what is under way, and keeps what is there."""
        self._stopping = True
        if self._job is not None:
            self._job.pause()

    def give_up(self) -> None:
        """Stops what is under way or waits, and deletes what is there."""
        if self.state.running:
            self._giving_up = True
            self.pause()
        elif self.state.waiting and self._fetch is not None:
            self._tasks.spawn("download", self._forget(self._fetch))

    async def _run(self, fetch: Fetch) -> None:
        try:
            await self._worker.run(lambda: self._work(fetch))
        except DuologueError as error:
            if self._giving_up:
                await self._forget(fetch)
            elif error.code == PAUSED:
                self._show(replace(self.state, text=tr("{} is paused.", fetch.name), running=False, waiting=True))
            else:
                self._show(FetchState(error.message, waiting=self._job is not None))
        else:
            self._show(FetchState(tr("{} is downloaded.", fetch.name)))
            self.whole.emit(fetch.name)

    def _work(self, fetch: Fetch) -> None:
        """In the worker's thread."""
        self._job = job = fetch.open_job()
        if self._stopping:
            job.pause()
        job.run(self._progressed.emit)

    async def _forget(self, fetch: Fetch) -> None:
        await self._worker.run(fetch.forget)
        self._show(FetchState(tr("The download of {} is given up.", fetch.name)))

    def _show_progress(self, progress: Progress) -> None:
        if self.state.running and self._fetch is not None and progress.total > 0:
            done, total = (f"{count / _MB:.0f}" for count in (progress.done, progress.total))
            text = tr("Downloading {name}: {done} of {total} MB", name=self._fetch.name, done=done, total=total)
            self._show(FetchState(text, progress.done / progress.total, running=True))

    def _show(self, state: FetchState) -> None:
        self.state = state
        self.changed.emit(state)
