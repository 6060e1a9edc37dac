"""Composition root of the window: settings -> model -> session -> bridge -> window."""

import argparse
import asyncio
import os
import sys
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qasync import QEventLoop

from duologue.bridge.bridge import Bridge, Prelude, Progress, RunnableSession
from duologue.bridge.camera import CameraBridge
from duologue.bridge.global_key import GlobalKey
from duologue.bridge.history import History
from duologue.bridge.servers import Servers
from duologue.core.errors import DuologueError
from duologue.core.events import Event, Heard, Rang, Speech
from duologue.core.meters import Hearing
from duologue.core.notices import Mend
from duologue.core.paths import Paths
from duologue.core.settings_store import SettingsStore
from duologue.core.tasks import Tasks
from duologue.desktop.autostart import Autostart, this_autostart
from duologue.desktop.notifications import notify
from duologue.desktop.remote import AlreadyRunningError, RemoteServer, server_name, show_running
from duologue.program import sessions
from duologue.program.conversations import Conversations
from duologue.program.crash_reports import CrashReports
from duologue.program.dialogs import Dialogs
from duologue.program.diary import Diary
from duologue.program.loading import Loading, LoadModel
from duologue.program.measures import MakeMeasure, measure_asked_for
from duologue.program.models import Models
from duologue.program.prompts import Prompts
from duologue.program.sample_report import EndNotifier, SampleReport
from duologue.program.screen import ScreenRoom
from duologue.program.staying import Staying
from duologue.session.stream import EventStream
from duologue.session.worker import Worker
from duologue.ui.application import choose_platform, make_application
from duologue.ui.language import use_language
from duologue.ui.log_dialog import show_log
from duologue.ui.outside import closing_on_signals, telling_errors
from duologue.ui.tray import Tray
from duologue.ui.window import Window
from duologue.video.switched import SwitchedCamera

if TYPE_CHECKING:
    from duologue.program.load_test import LoadTest
    from duologue.tools.mcp.hub import Hub

SAMPLE_VARIABLE = "DUOLOGUE_SAMPLE"
"""Environment variable: "1" plays the sample session although there is a microphone."""
IS_SAMPLE = "This is the sample session."
SAMPLE_HINT = "Type to start your own conversation, or connect a microphone to talk."
SWITCH_S = 0.001
"""After so long a thread lets others have the interpreter: the sound devices' callbacks cannot wait."""


def run_window(options: argparse.Namespace, paths: Paths) -> int:
    """Opens the window and runs until it is closed; returns the exit status.

    Without a screen it plays the sample session unseen and ends by itself.
    """
    sys.setswitchinterval(SWITCH_S)
    shown = choose_platform()
    app = make_application([])
    wants_sample = options.sample or not shown or os.environ.get(SAMPLE_VARIABLE) == "1"
    program = Program(
        paths,
        sample=wants_sample,
        stay=shown,
        out=options.results,
        record=options.record,
        stand_ins=options.stand_ins,
        lines=options.fill_transcript,
        load_test=options.load_test,
        measure=measure_asked_for(options.start_times, options.idle_times, options.idle_seconds),
        hidden=options.hidden,
    )
    crashes = CrashReports(paths.crashes) if shown else None
    if crashes is not None and (report := crashes.take_last()) is not None:
        program.conversations.offer_report(report)
    watching = crashes.watching() if crashes is not None else nullcontext()
    with QEventLoop(app) as loop, program.interruptible(), program.reporting(), watching:
        status: int = loop.run_until_complete(program.run())
        return status


class Program:
    """The window with its session, from the first show to the last setting saved.

    sample: plays the sample session and nothing else. stay: keeps the window open after it. out: where its results go.
    record: a folder in which live sessions are kept. stand_ins: a case that stands in for the background model and
    tools of live sessions. lines: so many stand in the transcript from the beginning, for measuring. load_test: the
    window is kept busy, and what that did to it written to this folder. measure: makes what measures it. hidden: the
    window is not shown where there is a tray. load, autostart: stand for loading the real model and for the system, in
    tests.
    """

    def __init__(
        self,
        paths: Paths,
        *,
        sample: bool,
        stay: bool,
        out: Path,
        record: Path | None = None,
        stand_ins: Path | None = None,
        lines: int = 0,
        load_test: Path | None = None,
        measure: MakeMeasure | None = None,
        hidden: bool = False,
        load: LoadModel = sessions.load_model,
        autostart: Autostart | None = None,
    ) -> None:
        self._paths = paths
        self._record, self._stand_ins, self._lines = record, stand_ins, lines
        self._sample = self._only_sample = sample
        self._sample_over, self._sample_notice = False, ""
        self._stay, self._hidden = stay, hidden
        self._report = SampleReport(out)
        self._settings = SettingsStore.open(paths.settings)
        self._settings.on_problem = self._settings_not_saved
        self._hub: Hub | None = None
        self._worker = Worker()
        self._error: DuologueError | None = None
        use_language(self._settings.now.language)
        self.bridge = Bridge(self._settings)
        self.window = Window(self.bridge)
        self.diary = Diary(paths.log, self.bridge)
        self.servers = Servers(paths.servers, self._open_hub, self.window)
        self.bridge.rang.connect(self._tell_outside)
        self._tasks = Tasks(self._task_failed)
        self.window.menu.log.connect(lambda: show_log("Duologue", self.diary.read, self.window))
        self.loading = Loading(load, self._worker, self.window.panels, self._tasks)
        self.models = Models(self.window, self._settings, self._paths, tasks=self._tasks)
        self.dialogs = Dialogs(
            self.window, self.bridge, self._settings, self.servers, self._paths,
            models=self.models, worker=self._worker, tasks=self._tasks, recorded=record,
        )  # fmt: skip
        self.history = History(paths, self._settings, self.bridge, self._tasks.spawn, self.window)
        self.conversations = Conversations(self.window, self.bridge, self.history, self._tasks)
        self.history.resume_wanted.connect(self._start_talk)
        self.prompts = Prompts(self.window, self.servers, self.bridge, self._tasks)
        self.window.menu.devices_wanted.connect(lambda: self._tasks.spawn("devices", self._show_devices()))
        self.camera = self._make_camera()
        self.screen = ScreenRoom(self.window, self.bridge)
        self.tray = self._make_tray()
        self.staying = Staying(self.window, self.tray, self.bridge, self._settings, autostart or this_autostart())
        self._remote = RemoteServer(self._toggle_mute, self.window.come_to_front, self.window)
        self.global_key, self._key_problem = GlobalKey(), ""
        self.global_key.pressed.connect(self.bridge.toggle_mute)
        self.global_key.problem.connect(self.window.keys.show_global_problem)
        self.global_key.problem.connect(self._tell_key_problem)
        self._closed = asyncio.Event()
        self.window.closed.connect(self._closed.set)
        self.window.closed.connect(self.bridge.stop)
        self.window.retry.connect(self._start)
        self.window.talk_wanted.connect(self._start_talk)
        self.window.sample_wanted.connect(self._start_sample)
        self.window.build_wanted.connect(self._start_build)
        self.bridge.failed.connect(self._failed)
        for begun_or_not in (self.bridge.started, self.bridge.failed):
            begun_or_not.connect(self.loading.over)
        self._load_test = None if load_test is None else self._make_load_test(load_test)
        self._measure = None if measure is None else measure(self.window, self.bridge)

    async def run(self) -> int:
        """Shows the window and runs the session; the exit status.

        Where another window with the same settings has been opened meanwhile, that one is shown instead.
        """
        try:
            why = self._remote.listen(server_name(self._paths))
        except AlreadyRunningError as error:
            if self._stay:
                show_running(self._paths)
                self.window.close_now()
                return 0
            why = error.message
        self.diary.begin()
        if self._stay:
            self.staying.begin()
        if self._stay and self._hidden:
            self._tasks.spawn("tray", self.staying.show_later())
        else:
            self.window.show()
        if self._settings.problem:
            self.bridge.notify("warning", self._settings.problem)
        if problem := self.window.keys.problem:
            self.bridge.notify("warning", f"{problem} The default key is used instead.", mend=Mend.KEYS)
        if why:
            self.bridge.notify("info", why)
        if self._stay:
            self.window.keys.keep(self.window.keys.now)
            self.window.place.keep_with(lambda place: self.bridge.change_settings(window=place))
            self._settings.follow(lambda now: self.global_key.use(now.global_mute_key), "global_mute_key")
            self._go_on()
        self._fill_transcript()
        self._start()
        try:
            await (self._closed.wait() if self._stay else self.bridge.finished())
        finally:
            self.tray.hide()
            self.camera.close()
            self._remote.close()
            await self._tasks.close()
            await self.global_key.close()
            await self.bridge.close()
            self.history.close()
            self._end_load_test()
            if self._measure is not None:
                self._measure.close()
            if self._hub is not None:
                await self._hub.close()
            self._worker.close()
            self.loading.close()
            self.models.close()
            self.diary.close()
            self.window.close_now()
            self._settings.flush()
        return 0 if self._stay or self._error is None else self._error.exit_status

    def _go_on(self) -> None:
        """What was under way when the program was closed is offered, or goes on."""
        self._tasks.spawn("history", self.conversations.begin())
        self.dialogs.translation.begin()

    def _fill_transcript(self) -> None:
        for number in range(0, self._lines, 2):
            asked, answered = f"This is line {number} of what was said.", f"And line {number + 1} is the answer to it."
            self.bridge.on_event(Heard(0.0, f"asked{number}", asked, True, 0.0, 0.0))
            self.bridge.on_event(Speech(0.0, f"answered{number}", "response", answered, 0.0, 0.0, True, 0.0))

    def _make_load_test(self, folder: Path) -> "LoadTest":
        from duologue.program.load_test import LoadTest  # noqa: PLC0415 - for measuring alone

        test = LoadTest(self.window, folder, self.bridge.on_event, self.bridge.call_tool)
        self.bridge.started.connect(test.begin)
        return test

    def _end_load_test(self) -> None:
        if self._load_test is None:
            return
        try:
            self._load_test.end()
        except OSError as error:
            sys.stderr.write(f"duologue: the figures of the load test could not be written: {error.strerror}\n")

    def interruptible(self) -> AbstractContextManager[None]:
        """Ctrl+C in the terminal and a request to terminate close the window."""
        return closing_on_signals(self.window.close_now)

    def reporting(self) -> AbstractContextManager[None]:
        """What goes wrong in the window itself is told there as well as in the terminal."""
        return telling_errors(self.bridge.notify)

    def _make_camera(self) -> CameraBridge:
        camera, window = CameraBridge(SwitchedCamera(self._settings.now.camera)), self.window
        camera.turned.connect(window.show_camera)
        camera.pictured.connect(window.camera.show_picture)
        camera.reported.connect(window.show_camera_report)
        self.bridge.outlined.connect(window.camera.show_outline)
        self._settings.subscribe(lambda *_: window.camera.show_outline(()), "overlay")
        camera.noticed.connect(partial(self.bridge.notify, about="camera", mend=Mend.CAMERA))
        camera.withdrawn.connect(self.bridge.withdraw)
        window.camera_turned.connect(camera.turn)
        window.camera_chosen.connect(self._choose_camera)
        self._settings.subscribe(lambda now, _: camera.use(now.camera), "camera")
        window.shown.connect(camera.show)
        return camera

    def _make_tray(self) -> Tray:
        tray = Tray(self.window)
        self.bridge.status_changed.connect(tray.set_status)
        self.bridge.muted_changed.connect(tray.set_muted)
        tray.mute_toggled.connect(self.bridge.mute)
        return tray

    async def _show_devices(self) -> None:
        try:
            found, _ = await self._worker.run(sessions.found_devices)
        except DuologueError as error:
            self.bridge.notify("warning", error.message)
            return
        now, menu = self._settings.now, self.window.menu
        menu.cameras.show_devices(self.camera.cameras(), now.camera)
        menu.devices["input"].show_devices(found["input"], now.microphone)
        menu.devices["output"].show_devices(found["output"], now.speaker)

    def _choose_camera(self, identity: str) -> None:
        self.bridge.change_settings(camera=identity)
        self.camera.turn(on=True)

    def _tell_outside(self, rang: Rang) -> None:
        """Has the desktop tell what came due to who has another window in front of them."""
        if self.window.isActiveWindow() or not self._stay:
            return
        if sys.platform.startswith("linux"):
            self._tasks.spawn("notification", notify("Duologue", rang.text))
        else:
            self.tray.tell(rang.text)

    def _open_hub(self) -> "Hub":
        self._hub = self._hub or sessions.open_servers(self._paths, partial(self.bridge.notify, mend=Mend.SERVERS))
        return self._hub

    def _task_failed(self, name: str, error: BaseException) -> None:
        self.bridge.notify("error", f"Something went wrong with the {name} ({type(error).__name__}: {error}).")

    def _tell_key_problem(self, problem: str) -> None:
        before, self._key_problem = self._key_problem, problem
        if before and before != problem:
            self.bridge.withdraw(before)
        if problem:
            self.bridge.notify("warning", problem, about="global key", mend=Mend.KEYS)

    def _toggle_mute(self) -> bool:
        self.bridge.toggle_mute()
        return self.bridge.muted

    def _start(self) -> None:
        self._error = None
        self.bridge.start(self._prepare)

    def _start_build(self) -> None:
        self._error = None
        self.bridge.start(self._build_and_prepare)

    def _start_sample(self) -> None:
        self._sample = True
        self._start()

    def _start_talk(self) -> None:
        self._sample = self._only_sample = False
        self._sample_over = True
        self._start()

    async def _prepare(self, progress: Progress) -> RunnableSession:
        """Loads what is not loaded yet and opens a session; where there is no microphone, the sample comes first.

        Raises:
            DuologueError: the model or the sample cannot be used.
        """
        progress("Loading the model", 0.1)
        loaded = await self.loading.model(self._settings.now, self._paths)
        progress("Getting ready to listen", 0.7)
        if self._only_sample:
            return self._open_sample(loaded)
        why, _ = await self._worker.run(partial(sessions.why_no_microphone, self._settings.now))
        wanted, self._sample = self._sample or (bool(why) and not self._sample_over), False
        if why and not self._stay:
            self.bridge.notify("info", f"{why} {IS_SAMPLE}", "Connect a microphone and start again.")
            return self._open_sample(loaded)
        if wanted and not self.bridge.waiting:
            try:
                prelude = Prelude(self._open_sample(loaded), self._prepare_talk)
            except DuologueError as error:
                self.bridge.notify("error", error.message)
            else:
                self._sample_notice = f"{why} {IS_SAMPLE}".strip()
                self.bridge.notify("info", self._sample_notice, SAMPLE_HINT)
                return prelude
        return await self._prepare_talk(progress)

    async def _prepare_talk(self, progress: Progress) -> RunnableSession:
        """Opens a session on the devices there are, or on none.

        Raises:
            DuologueError: the model does not work, or the folder of a recording cannot be used.
        """
        self._sample_over = True
        if self._sample_notice:
            self.bridge.withdraw(self._sample_notice)
        loaded = await self.loading.model(self._settings.now, self._paths)
        past = await self.history.take_past()
        session = sessions.open_live(
            loaded,
            self._settings,
            EventStream(self.history.note, self.bridge.on_event),
            record=self._record,
            stand_ins=self._stand_ins,
            hub=self._open_hub(),
            kept=self._paths.kept,
            more=() if self._load_test is None else self._load_test.tools,
            camera=self.camera.device,
            screen=self.screen.device,
            past=past,
            sound=self.history.new_sound(),
        )
        progress("Warming up", 0.9)
        await session.prepare()
        return session

    async def _build_and_prepare(self, progress: Progress) -> RunnableSession:
        """Builds the model first.

        Raises:
            DuologueError: it cannot be built; or as _prepare().
        """
        loop = asyncio.get_running_loop()

        def tell(what: str, part: float | None) -> None:
            if self._closed.is_set():
                raise DuologueError("bundle.stopped", "Building the model was stopped.")
            loop.call_soon_threadsafe(progress, what, part)

        await self._worker.run(partial(sessions.build_bundle, self._settings.now, self._paths, tell))
        return await self._prepare(progress)

    def _open_sample(self, loaded: sessions.LoadedModel) -> RunnableSession:
        if loaded.fallback:
            self.bridge.notify("warning", loaded.fallback)
        events = EventStream(self.bridge.on_event, self._report_sample)
        sample = sessions.open_sample(loaded, self._report.out, events)
        self._report.begin(sample.duration_s)
        self.bridge.on_event(Hearing(0.0, possible=False))
        return EndNotifier(sample.replay, self._offer_results)

    def _report_sample(self, event: Event) -> None:
        if self._report.wants_picture(event):
            self.bridge.flush()
            self._report.save_picture(self.window)

    def _offer_results(self) -> None:
        self.bridge.flush()
        self._report.end()
        if not self.bridge.waiting:  # otherwise a typed line has ended it, and that is what matters now
            self.window.offer_results(self._report.out.resolve())
        if self._report.problem:
            self.bridge.notify("error", self._report.problem)

    def _failed(self, error: DuologueError) -> None:
        self._error = error
        self.history.broke_off()
        if not self._stay:
            sys.stderr.write(f"duologue: {error.message}\n")

    def _settings_not_saved(self, problem: str) -> None:
        self.bridge.notify("warning", problem)
        sys.stderr.write(f"duologue: {problem}\n")
