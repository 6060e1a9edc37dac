"""A session on the devices of this machine, ready to be run by a window."""

import random
from collections.abc import Callable, Mapping
from datetime import datetime

from duologue.background.base import BackgroundModel
from duologue.background.none import NoBackground
from duologue.core.commands import Command, Mute
from duologue.core.devices import Camera, Microphone, SharedScreen, Speaker
from duologue.core.microturn import InteractionModel
from duologue.core.notices import Notice
from duologue.core.settings_store import SettingsStore
from duologue.model.voice.base import Voice
from duologue.session.engine import Session
from duologue.session.parts import ReadText, SessionParts
from duologue.session.stream import EventStream
from duologue.session.timekeeping import LiveTime
from duologue.session.tool_settings import open_toolbox
from duologue.session.translate.parts import InterpretingParts, lacking
from duologue.session.voicing import offered_by
from duologue.session.worker import Worker
from duologue.tools.base import Tool
from duologue.tools.canned import Canned
from duologue.tools.machine import local_zone, this_machine
from duologue.tools.mcp.hub import Hub
from duologue.tools.store import Store

MAX_SEED = 2**31

Chime = Callable[[bool], None]
"""Plays the tone of a microphone that goes off (True) or on."""


def _silent(_off: bool) -> None:
    """No tone."""


class LiveSession:
    """Owns its devices: run() closes them when it ends.

    events: is told what happens. settings: are followed while it runs.
    on_begin: is called before it listens, on_end when everything else has ended.
    notices: what the user should know from the beginning. canned: results that stand in for running a tool.
    store: keeps lists, notes and timers; it is closed at the end.
    more: tools beside the built-in ones.
    hub: brings the tools of MCP servers, also while it runs. read_text: reads what the camera sees.
    past: what was said before in the conversation that goes on.
    """

    def __init__(
        self,
        *,
        model: InteractionModel,
        voice: Voice,
        bundle: Mapping[str, str],
        microphone: Microphone,
        speaker: Speaker,
        events: EventStream,
        settings: SettingsStore,
        camera: Camera | None = None,
        screen: SharedScreen | None = None,
        background: BackgroundModel | None = None,
        canned: Canned | None = None,
        store: Store | None = None,
        hub: Hub | None = None,
        read_text: ReadText | None = None,
        interpreting: InterpretingParts | None = None,
        more: tuple[Tool, ...] = (),
        chime: Chime = _silent,
        on_begin: Callable[[], None] = lambda: None,
        on_end: Callable[[], None] = lambda: None,
        notices: tuple[Notice, ...] = (),
        past: tuple[tuple[bool, str], ...] = (),
        seed: int | None = None,
    ) -> None:
        now = datetime.now(local_zone())
        toolbox, self._leave_settings = open_toolbox(settings, now, canned, more, store, machine=this_machine())
        toolbox.controls.lacks = lacking(interpreting)
        toolbox.controls.voices = offered_by(voice)
        self._toolbox, self._hub, self._store = toolbox, hub, store
        if hub is not None:
            hub.attach(toolbox)
        self._worker, self._voice_worker = Worker(), Worker("voice")
        self._devices = [each for each in (microphone, speaker, camera, screen) if each is not None]
        self._chime, self._on_begin, self._on_end = chime, on_begin, on_end
        parts = SessionParts(
            model=model,
            voice=voice,
            microphone=microphone,
            speaker=speaker,
            time=LiveTime(speaker),
            toolbox=toolbox,
            background=background or NoBackground(),
            worker=self._worker,
            voice_worker=self._voice_worker,
            camera=camera,
            screen=screen,
            bundle=bundle,
            read_text=read_text,
            notices=notices,
            past=past,
            settings=settings,
            interpreting=interpreting,
        )
        self._interpreting = interpreting
        self._session = Session(parts, events.send, seed=random.randrange(MAX_SEED) if seed is None else seed)

    async def prepare(self) -> None:
        """Warms the model up, so that the session is ready when the window says so; failing, closes the devices.

        Raises:
            DuologueError: the model or the voice does not work.
        """
        try:
            await self._session.prepare()
        except BaseException:  # given up, too
            self._close()
            raise

    def command(self, command: Command) -> None:
        """Passes a command on to the session."""
        if isinstance(command, Mute) and command.tone:
            self._chime(command.on)
        self._session.command(command)

    async def run(self) -> None:
        """Runs until a Stop command comes or a device is lost, then closes the devices.

        Raises:
            DuologueError: a device was lost, or the engine failed.
        """
        try:
            self._on_begin()
            await self._session.run()
        finally:
            self._close()

    def _close(self) -> None:
        self._leave_settings()
        if self._hub is not None:
            self._hub.detach(self._toolbox)
        for device in self._devices:
            device.close()
        self._worker.close()
        self._voice_worker.close()
        if self._interpreting is not None:
            self._interpreting.worker.close()
        if self._store is not None:
            self._store.close()
        self._on_end()
