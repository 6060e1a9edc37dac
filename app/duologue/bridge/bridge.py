"""Events of the engine become Qt signals; what the user wants becomes commands. Runs the session on the Qt loop."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from duologue.core.commands import (
    AskBackground,
    CallTool,
    Command,
    Mute,
    PanelAction,
    Silence,
    Stop,
    TypeText,
)
from duologue.core.errors import DuologueError, InputError
from duologue.core.events import Event, Json, SettingsWanted
from duologue.core.notices import Mend, Notice, NoticeWithdrawn
from duologue.core.settings_store import SettingsStore
from duologue.core.tasks import Tasks
from duologue.view.coalescing import Coalescer, FooterFigures, Update
from duologue.view.mute_bits import MuteBits
from duologue.view.status import Status
from duologue.view.tracks import Tracks
from duologue.view.transcript import Line
from duologue.view.translation import Translations

FRAME_MS = 33
"""The window is told of changes at most this often (30 times a second)."""
HOLD_MS, LOOK_AGAIN_MS = 100, 2
"""For how long at most what happened is not shown because it is not kept yet, and how often that is looked at."""
STOP_WITHIN_S = 5.0
"""How long a session may take to end by itself before it is cancelled."""


class RunnableSession(Protocol):
    """What the bridge asks of a session."""

    async def run(self) -> None:
        """Runs to the end of the session."""

    def command(self, command: Command) -> None:
        """Takes a command of the user."""


Progress = Callable[[str, float | None], None]
"""Called with what is being done and the part done, 0 to 1; None where that is unknown."""
Prepare = Callable[[Progress], Awaitable[RunnableSession]]
"""Loads everything and hands back a session that is ready to run."""


@dataclass(frozen=True, slots=True)
class Prelude:
    """A session that only shows something. `then` prepares the one that follows.

    A typed line ends it, and is answered by the one that follows.
    """

    shown: RunnableSession
    then: Prepare

    async def run(self) -> None:
        """Runs to the end of what is shown."""
        await self.shown.run()

    def command(self, command: Command) -> None:
        """Passes a command on."""
        self.shown.command(command)


class Bridge(QObject):
    """The one object the window knows of the engine. Lives, like the session's tasks, on the Qt thread.

    Signals carry immutable snapshots: `lines_changed` a tuple of Line, `status_changed` a Status, `hearing_changed`
    whether there is a microphone, `busy_changed` whether there is something that silence() stops, `level_changed` dBFS,
    `rang` a Rang, `figures_changed` FooterFigures, `panels_changed` a tuple of Panel, `noticed` a Notice, `withdrawn`
    the message of one, `loading` text and fraction (-1: unknown), `failed` a DuologueError, `started` a SessionStarted
    (from then on the session listens), `ended` a SessionEnded, `settings_changed` the Settings and the names of those
    that changed, `settings_wanted` what the user asked to set, in their words; `moved` the Tracks, which have changed;
    `cleared` when all lines so far have been removed; `translated` the Translations, which have changed.

    settings: who owns them; by default an owner without a file.
    """

    lines_changed = Signal(object)
    status_changed = Signal(object)
    muted_changed = Signal(bool)
    hearing_changed = Signal(bool)
    busy_changed = Signal(bool)
    level_changed = Signal(float)
    outlined = Signal(object)
    figures_changed = Signal(object)
    panels_changed = Signal(object)
    noticed = Signal(object)
    withdrawn = Signal(str)
    rang = Signal(object)
    loading = Signal(str, float)
    failed = Signal(object)
    started = Signal(object)
    ended = Signal(object)
    settings_changed = Signal(object, object)
    settings_wanted = Signal(str)
    moved = Signal(object)
    translated = Signal(object)
    cleared = Signal()

    def __init__(self, settings: SettingsStore | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings or SettingsStore()
        """The owner of the settings."""
        self.settings.subscribe(lambda now, changes: self.settings_changed.emit(now, frozenset(changes)))
        self._state = Coalescer()
        self._mute_bits = MuteBits()
        self._session: RunnableSession | None = None
        self._stopping = False
        self._tasks = Tasks(self._task_failed)
        self._run: asyncio.Task[None] | None = None
        self._since_flush, self._since_due = QElapsedTimer(), QElapsedTimer()
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setTimerType(Qt.TimerType.PreciseTimer)
        self._frame.timeout.connect(self._frame_due)
        self.holds: Callable[[], bool] = lambda: False
        """Whether what has happened must not be shown yet, because it is not kept yet."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines so far, as they stand now."""
        return self._state.lines

    @property
    def tracks(self) -> Tracks:
        """Who sounded when, and what was done meanwhile; to be read on the Qt thread."""
        return self._state.tracks

    @property
    def translations(self) -> Translations:
        """What has been translated so far. Read it on the Qt thread only."""
        return self._state.translations

    @property
    def status(self) -> Status:
        """The status now."""
        return self._state.tracker.status

    @property
    def muted(self) -> bool:
        """The microphone is off, or about to be."""
        return self._state.tracker.muted

    @property
    def hearing(self) -> bool:
        """There is a microphone."""
        return self._state.tracker.hearing

    @property
    def busy(self) -> bool:
        """The assistant speaks or works on an answer."""
        return self._state.tracker.busy

    @property
    def counting_down(self) -> tuple[str, ...]:
        """What the running timers are called."""
        return self._state.countdowns.names

    @property
    def expecting(self) -> bool:
        """A session runs or is being prepared: what is typed will reach one."""
        return self._session is not None or (self._run is not None and not self._run.done() and not self._stopping)

    @property
    def waiting(self) -> int:
        """Typed lines that no session has got yet."""
        return self._state.typed.waiting

    @property
    def figures(self) -> FooterFigures:
        """The figures of the footer now."""
        return self._state.figures

    def on_event(self, event: Event) -> None:
        """Takes an event of the session, on the Qt thread. The window hears of it with the next frame."""
        if isinstance(event, SettingsWanted):
            self.settings_wanted.emit(event.what)
        self._state.accept(event)
        self._schedule()

    def show_past(self, events: Iterable[Event]) -> None:
        """Shows what was said in another conversation in place of all lines so far; with no events, none."""
        self._state.show_past(events)
        self._schedule()

    def _frame_due(self) -> None:
        """What the disk is about to have is shown a moment later: what was shown is never lost. A disk that takes its
        time holds nothing up for longer than HOLD_MS."""
        if self.holds() and self._since_due_ms() < HOLD_MS:
            self._frame.start(LOOK_AGAIN_MS)
        else:
            self.flush()

    def _since_due_ms(self) -> int:
        if not self._since_due.isValid():
            self._since_due.start()
        return self._since_due.elapsed()

    def flush(self) -> None:
        """Tells the window everything that has changed since it was last told."""
        self._frame.stop()
        self._since_flush.start()
        self._since_due.invalidate()
        self._emit(self._state.take())

    def mute(self, on: bool) -> None:
        """Turns the switch of the microphone off or on."""
        self._mute_bits.switched_off = on
        self._apply_mute(tone=self.settings.now.sounds)
        self.muted_changed.emit(self.muted)  # a button that was pressed in vain goes back

    def toggle_mute(self) -> None:
        """Turns the switch of the microphone."""
        self.mute(not self._mute_bits.switched_off)

    def hold_mute(self) -> None:
        """The key went down that mutes while it is held, or opens the microphone if it is off."""
        self._mute_bits.hold()
        self._apply_mute()

    def release_mute(self) -> None:
        """The key came up."""
        self._mute_bits.release()
        self._apply_mute()

    def _apply_mute(self, *, tone: bool = False) -> None:
        muted = self._mute_bits.muted
        if muted != self.muted:
            self._state.tracker.mute(muted)
            self._send(Mute(muted, tone=tone))
            self._schedule()

    def change_settings(self, **changes: Json) -> None:
        """Has the owner of the settings change some; a session that runs follows them there."""
        try:
            self.settings.set(**changes)
        except InputError as error:
            self.notify("warning", error.message)

    def press_panel(self, surface: str, component: str, action: str, context: Mapping[str, Json]) -> None:
        """The user pressed something in a panel; action, context: what it means."""
        self._send(PanelAction(surface, component, action, context))

    def call_tool(self, name: str, arguments: Mapping[str, Json] | None = None) -> None:
        """Has a tool called without a word of the user."""
        self._send(CallTool(name, arguments or {}))

    def ask_background(self, text: str) -> bool:
        """Has the background model answer a text; False if no session runs that could ask it."""
        self._send(AskBackground(text))
        return self._session is not None

    def silence(self) -> None:
        """Has the assistant fall silent at once."""
        self._send(Silence())

    def type_text(self, text: str) -> bool:
        """Takes a typed line for the session that runs, or for the one that comes.

        False if there is nothing in it, if no session is coming, or if too many lines are on their way already.
        """
        text = " ".join(text.split())
        if not text or not self.expecting or self._state.typed.full:
            return False
        self._state.typed.add(text, self._state.now_s)
        if self._session is None or isinstance(self._session, Prelude):
            self._send(Stop())
        else:
            self._hand_over(self._session)
        self._schedule()
        return True

    def _hand_over(self, session: RunnableSession) -> None:
        self._state.typed.hand_over(lambda text: session.command(TypeText(text)), self._state.now_s)

    def start(self, prepare: Prepare) -> None:
        """Prepares a session and runs it, as a task of the running event loop. One that runs is ended first."""
        before = self._run if self._run is not None and not self._run.done() else None
        if before is not None:
            self.stop()
        self._stopping = False
        self._state.tracker.starting()
        self._schedule()
        self._run = self._tasks.spawn("session", self._prepare_and_run(prepare, before))

    async def finished(self) -> None:
        """Returns when the session that was started has ended or failed."""
        if self._run is not None:
            await asyncio.wait([self._run])

    def stop(self) -> None:
        """Asks the session to end; one that is still being prepared is given up."""
        self._stopping = True
        if self._session is not None:
            self._send(Stop())
        elif self._run is not None:
            self._run.cancel()

    async def close(self) -> None:
        """Ends the session: asks it to stop, and cancels it if it does not within STOP_WITHIN_S."""
        self.stop()
        if self._run is not None and self._session is not None:
            await asyncio.wait([self._run], timeout=STOP_WITHIN_S)
        await self._tasks.close()
        self._frame.stop()

    async def _prepare_and_run(self, prepare: Prepare, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait([before], timeout=STOP_WITHIN_S)
            before.cancel()
            await asyncio.wait([before])
        following: Prepare | None = prepare
        try:
            while following is not None and not self._stopping and self._run is asyncio.current_task():
                self._state.tracker.starting()
                self._schedule()
                session = await following(self._progress)
                following = session.then if isinstance(session, Prelude) else None
                await self._run_one(session, last=following is None)
        except DuologueError as error:
            self._failed(error)
        finally:
            self.flush()

    async def _run_one(self, session: RunnableSession, *, last: bool) -> None:
        self._session = session
        self._state.begin()
        if self.muted:
            session.command(Mute(on=True))
        if not isinstance(session, Prelude):
            self._hand_over(session)
        elif self.waiting:
            session.command(Stop())
        try:
            await session.run()
        except DuologueError as error:
            if last:
                raise
            self.notify("error", error.message)
        finally:
            self._session = None
            self._state.typed.session_ended()

    def _progress(self, text: str, fraction: float | None) -> None:
        self.loading.emit(text, -1.0 if fraction is None else fraction)

    def _send(self, command: Command) -> None:
        if self._session is not None:
            self._session.command(command)

    def _task_failed(self, name: str, error: BaseException) -> None:
        what = f"{type(error).__name__}: {error}"
        self._failed(DuologueError("internal", f"Something went wrong in the {name} ({what})."))

    def _failed(self, error: DuologueError) -> None:
        self._state.tracker.fail()
        self._schedule()
        self.failed.emit(error)

    def _schedule(self) -> None:
        if not self._frame.isActive():
            waited = self._since_flush.elapsed() if self._since_flush.isValid() else FRAME_MS
            self._frame.start(max(0, FRAME_MS - waited))

    def _emit(self, update: Update) -> None:
        if update.started is not None:
            self.started.emit(update.started)
        if update.cleared:
            self.cleared.emit()
        if update.lines:
            self.lines_changed.emit(update.lines)
        for value, signal in (
            (update.muted, self.muted_changed),
            (update.hearing, self.hearing_changed),
            (update.busy, self.busy_changed),
            (update.status, self.status_changed),
            (update.level_db, self.level_changed),
            (update.strokes, self.outlined),
            (update.figures, self.figures_changed),
        ):
            if value is not None:
                signal.emit(value)
        if update.panels:
            self.panels_changed.emit(update.panels)
        for message in update.withdrawn:
            self.withdrawn.emit(message)
        for rang in update.rang:
            self.rang.emit(rang)
        for notice in update.notices:
            self.noticed.emit(notice)
        if update.ended is not None:
            self.ended.emit(update.ended)
        if update.translated:
            self.translated.emit(self._state.translations)
        self.moved.emit(self._state.tracks)

    def notify(self, level: str, message: str, action: str = "", *, about: str = "", mend: Mend = Mend.NONE) -> None:
        """Shows a notice that does not come from the session."""
        self.on_event(Notice(self._state.now_s, level, message, action, about, mend))

    def withdraw(self, message: str) -> None:
        """Takes a notice back that holds no longer."""
        self.on_event(NoticeWithdrawn(self._state.now_s, message))
