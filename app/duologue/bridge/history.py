"""The kept conversations in the window: found, opened, resumed, renamed, deleted with a while to undo it, exported."""

import asyncio
import shutil
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from duologue.bridge.bridge import Bridge
from duologue.core.errors import DuologueError, OutputError
from duologue.core.events import Event, SessionEnded, SessionStarted
from duologue.core.paths import Paths
from duologue.core.settings_store import SettingsStore
from duologue.history import changing
from duologue.history.export import FORMATS, export, file_name
from duologue.history.folding import dialogue
from duologue.history.keeper import HistoryKeeper
from duologue.history.plain import marks
from duologue.history.reading import ConversationRow, HistoryReader
from duologue.history.writing import HistoryWriter, Job
from duologue.session.timeline import from_json, to_json
from duologue.session.worker import Worker
from duologue.view.transcript import Line, Transcript

if TYPE_CHECKING:
    from duologue.session.sound_keeper import SoundKeeper

__all__ = ["FORMATS", "SOUND", "ConversationRow", "History", "file_name", "marks"]
SOUND = "wav"
"""The ending of an exported sound file."""
UNDO_S = 20.0
"""Seconds after which conversations that were deleted are gone for good, unless the program ends before."""
_DAY_S = 86_400
T = TypeVar("T")
Past = tuple[tuple[bool, str], ...]
"""What was said before: each with whether the user said it."""


class History(QObject):
    """Follows the sessions of the window and owns what is kept of them.

    changed: the list is other than before. marked: whether the conversation is private, and whether sound is recorded.
    resume_wanted: a session is to be started that goes on with a conversation. spawn: runs tasks, by name.
    """

    changed = Signal()
    marked = Signal(bool, bool)
    resume_wanted = Signal()

    def __init__(
        self,
        paths: Paths,
        settings: SettingsStore,
        bridge: Bridge,
        spawn: Callable[[str, Coroutine[Any, Any, None]], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._paths, self._settings, self._bridge, self._spawn = paths, settings, bridge, spawn
        self._loop: asyncio.AbstractEventLoop | None = None
        self._writer = HistoryWriter(paths.history, partial(to_json, whole=True), self._problem_in_thread)
        self._keeper = HistoryKeeper(self._writer, settings)
        self._reader = HistoryReader(paths.history, from_json)
        self._worker = Worker("history")
        self._problem = ""
        self._hidden: list[int] = []
        self._next: int | None = None
        self._clear = self._running = False
        self._sound: SoundKeeper | None = None
        bridge.holds = lambda: self._writer.behind
        settings.subscribe(lambda *_: self._follow_sound(), "record_sound", "history")

    # ---- the session -------------------------------------------------------------------------------------------

    def note(self, event: Event) -> None:
        """Takes an event of the session, before the window does."""
        self._keeper.note(event)
        if isinstance(event, SessionStarted | SessionEnded):
            self._running = isinstance(event, SessionStarted)
            self._follow_sound()

    def new_sound(self) -> "SoundKeeper":
        """What keeps both voices of the next session while that is wanted."""
        from duologue.session.sound_keeper import SoundKeeper  # noqa: PLC0415 - heavy to import

        self._sound = SoundKeeper(partial(self._bridge.notify, "warning"))
        return self._sound

    async def take_past(self) -> Past:
        """What the next session is told was said before; shows it, if another conversation is to go on."""
        wanted, self._next = self._next, None
        clear, self._clear = self._clear, False
        events: list[Event] = []
        if wanted is not None:
            try:
                events = await self._read(partial(self._reader.events, wanted))
            except DuologueError as error:
                self._bridge.notify("warning", error.message)
        self._keeper.go_on_with(wanted if events else None)
        if clear:
            self._bridge.show_past(events)
        return tuple(dialogue(events))

    def broke_off(self) -> None:
        """The session failed: the next one goes on with its conversation."""
        self._running = False
        self._next = self._keeper.conversation
        self._follow_sound()

    def resume(self, id_: int) -> None:
        """Has a session begin that goes on with a conversation, and shows what was said in it."""
        self._next, self._clear = id_, True
        self.resume_wanted.emit()

    def begin_anew(self) -> None:
        """Has a session begin with nothing said before."""
        self._next, self._clear = None, True
        self.resume_wanted.emit()

    @property
    def private(self) -> bool:
        """Nothing is kept of what happens from now on."""
        return self._keeper.private

    def keep_private(self, on: bool) -> None:
        """Keeps nothing of what happens from now on, or begins to keep it again."""
        self._keeper.private = on
        self._follow_sound(anew=True)
        self.changed.emit()

    @property
    def conversation(self) -> int | None:
        """The conversation that is being kept, None before its first words."""
        return self._keeper.conversation

    def _follow_sound(self, *, anew: bool = False) -> None:
        sound = self._sound
        wanted = self._settings.now.record_sound and self._keeper.keeping and self._running
        if sound is not None:
            if sound.on and (anew or not wanted):
                sound.end()
            if wanted and not sound.on:
                self._begin_sound(sound)
        recording = sound is not None and sound.on
        self.marked.emit(self.private, recording)

    def _begin_sound(self, sound: "SoundKeeper") -> None:
        name = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        try:
            sound.begin(self._paths.recordings / name)
        except OutputError as error:
            self._bridge.notify("warning", f"The sound is not recorded. {error.message}")
        else:
            self._keeper.recorded(name)

    # ---- what was kept -----------------------------------------------------------------------------------------

    async def begin(self) -> ConversationRow | None:
        """Tidies up at the start; the conversation that was not finished, None if there is none."""
        self._loop = asyncio.get_running_loop()
        if not self._paths.history.exists():
            return None
        try:
            unfinished = await self._change(changing.take_unfinished)
            old = await self._change(self._outdated)
            await self._purge(old)
            await self._change(self._delete_unused_sound)
            return None if unfinished is None else await self._read(partial(self._reader.conversation, unfinished))
        except DuologueError as error:
            self._bridge.notify("warning", error.message)
            return None

    async def find(self, query: str) -> list[ConversationRow]:
        """Conversations in which something was said, all for "".

        Raises:
            HistoryError: they cannot be read.
        """
        return await self._read(partial(self._reader.conversations, query))

    async def lines(self, id_: int) -> tuple[Line, ...]:
        """What a conversation showed.

        Raises:
            HistoryError: it cannot be read.
        """

        def fold() -> tuple[Line, ...]:
            transcript = Transcript()
            for event in self._reader.events(id_):
                transcript.apply(event)
            return transcript.lines

        return await self._read(fold)

    async def rename(self, id_: int, title: str) -> None:
        """Gives a conversation another title.

        Raises:
            HistoryError: it cannot be written.
        """
        await self._change(lambda file: changing.rename(file, id_, " ".join(title.split())))
        self.changed.emit()

    async def delete(self, ids: Sequence[int]) -> None:
        """Deletes conversations; undo() brings them back until UNDO_S later.

        Raises:
            HistoryError: it cannot be written.
        """
        if self.conversation in ids:
            self._keeper.begin_anew()
            self._follow_sound(anew=True)
        await self._change(lambda file: changing.hide(file, ids, datetime.now(UTC).timestamp()))
        self._hidden += ids
        self._spawn("deleting", self._purge_later(tuple(ids)))
        self.changed.emit()

    @property
    def deleted(self) -> int:
        """How many conversations undo() would bring back."""
        return len(self._hidden)

    async def undo(self) -> None:
        """Brings back what was deleted and is not gone yet.

        Raises:
            HistoryError: it cannot be written.
        """
        ids, self._hidden = self._hidden, []
        await self._change(lambda file: changing.bring_back(file, ids))
        self.changed.emit()

    async def export(self, row: ConversationRow, path: Path) -> None:
        """Writes a conversation to a file, in the format that its name ends with.

        Raises:
            DuologueError: it cannot be read, written, or has no sound.
        """
        ending = path.suffix.lstrip(".").lower()
        if ending == SOUND:
            from duologue.session.kept_sound import write_sound  # noqa: PLC0415 - heavy to import

            await self._read(lambda: write_sound(self._reader.recordings(row.id), self._paths.recordings, path))
            return

        def write() -> None:
            text = export(ending, row, self._reader.events(row.id), self._reader.bodies(row.id))
            try:
                path.write_text(text, encoding="utf-8")
            except OSError as error:
                raise OutputError(
                    "history.export", f"'{path}' cannot be written: {error.strerror or error}."
                ) from error

        await self._read(write)

    def close(self) -> None:
        """Writes what waits and deletes for good what was deleted."""
        self._keeper.close()
        if self._hidden:
            self._writer.do(partial(_purge, ids=tuple(self._hidden), paths=self._paths))
        self._writer.close()
        self._worker.close()

    # ---- below -------------------------------------------------------------------------------------------------

    async def _purge_later(self, ids: tuple[int, ...]) -> None:
        await asyncio.sleep(UNDO_S)
        gone = [id_ for id_ in ids if id_ in self._hidden]
        self._hidden = [id_ for id_ in self._hidden if id_ not in ids]
        try:
            await self._purge(gone)
        except DuologueError as error:
            self._bridge.notify("warning", error.message)
        self.changed.emit()

    async def _purge(self, ids: Sequence[int]) -> None:
        if ids:
            await self._change(partial(_purge, ids=tuple(ids), paths=self._paths))

    def _outdated(self, file: Any) -> list[int]:
        days = self._settings.now.history_days
        old = changing.older_than(file, datetime.now(UTC).timestamp() - days * _DAY_S) if days else []
        return [*old, *changing.hidden(file)]

    def _delete_unused_sound(self, file: Any) -> None:
        """Sound that belongs to no conversation: of one in which nothing was said, or that was not finished."""
        used = changing.recorded(file)
        folders = self._paths.recordings.iterdir() if self._paths.recordings.is_dir() else ()
        for folder in folders:
            if folder.name not in used:
                shutil.rmtree(folder, ignore_errors=True)

    async def _change(self, job: Job[T]) -> T:
        return await asyncio.wrap_future(self._writer.do(job))

    async def _read(self, work: Callable[[], T]) -> T:
        result, _ = await self._worker.run(work)
        return result

    def _problem_in_thread(self, problem: str) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._tell, problem)

    def _tell(self, problem: str) -> None:
        before, self._problem = self._problem, problem
        if before:
            self._bridge.withdraw(before)
        if problem:
            self._bridge.notify("warning", problem, about="history")


def _purge(file: Any, *, ids: Sequence[int], paths: Paths) -> None:
    for folder in changing.purge(file, ids, paths.history):
        shutil.rmtree(paths.recordings / folder, ignore_errors=True)
