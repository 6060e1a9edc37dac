"""The sessions that the window runs: live on the devices of this machine, or the sample session. Knows nothing of Qt.

What is heavy to import (the model runtime, the sound libraries) is imported in the worker thread, while the window is
already there.
"""

import dataclasses
import importlib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from duologue.core.errors import BundleError, DeviceError, InputError
from duologue.core.languages import ENGLISH
from duologue.core.meters import Echo, Hearing
from duologue.core.notices import Mend, Notice, NoticeWithdrawn
from duologue.core.paths import Paths, assets_folder
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.core.tool_facts import NO_FACTS
from duologue.core.translatable import Translatable
from duologue.core.writing import spoken_name
from duologue.model import families
from duologue.program.ringer import Ringer
from duologue.session.stream import EventStream

if TYPE_CHECKING:
    from duologue.audio.echo.gauge import EchoReport
    from duologue.audio.recovery import LastingSpeaker
    from duologue.core.bundle_rows import BundleRow
    from duologue.core.devices import Camera, Microphone, SharedScreen
    from duologue.hub.download import Download, Unfinished
    from duologue.model.voice.entry import VoiceEntry
    from duologue.session.live import LiveSession
    from duologue.session.replay import Replay
    from duologue.session.sound_keeper import SoundKeeper
    from duologue.session.translate.parts import InterpretingParts
    from duologue.tools.base import Tool
    from duologue.tools.mcp.hub import Hub

SAMPLE_NAME = "session.json"
NO_MICROPHONE = frozenset({"device.none", "device.portaudio", "device.list"})
"""Codes of errors that mean: there is no microphone at all, so the sample session is played first."""

TOO_STRONG = "The speaker is too loud in the microphone: while the assistant speaks, you are not heard."
TOO_STRONG_HINT = "Turn the speaker down, move the microphone away from it, or use headphones."

OWN_VOICE_S = 1.5
"""For how long, in seconds, the assistant's own voice may still be in what the computer has played."""

_ABOUT = {"input": ("microphone", Mend.MICROPHONE), "output": ("speaker", Mend.SPEAKER)}
"""What a notice of a direction of sound is about, and what mends it."""

LoadedModel = families.LoadedModel


def load_model(settings: Settings, paths: Paths) -> LoadedModel:
    """Loads the bundle and opens its graphs. Takes seconds: to be called in a worker thread.

    Raises:
        DuologueError: the bundle or the voice cannot be used.
    """
    from duologue.model.bundle import load_bundle  # noqa: PLC0415 - see the head of this file

    wish = families.LoadOptions(
        settings.provider, voice=settings.voice, voices=paths.voices, bundles=paths.bundles, meanings=paths.meanings
    )
    loaded = families.open_model(load_bundle(settings.bundle, paths.bundles), wish)
    return dataclasses.replace(loaded, bundles=paths.bundles)


def build_bundle(settings: Settings, paths: Paths, on_progress: Callable[[str, float | None], None]) -> None:
    """Builds the model bundle of the settings; otherwise as build_named()."""
    build_named(settings.bundle, paths, on_progress)


def build_named(name: str, paths: Paths, on_progress: Callable[[str, float | None], None]) -> None:
    """Builds a bundle. Takes minutes: to be called in a worker thread.

    on_progress: is called in that thread with what is being done and the part done, 0 to 1.

    Raises:
        DuologueError: it cannot be built; the sentence says why.
    """
    from duologue.core.helper_program import Progress  # noqa: PLC0415 - see the head of this file
    from duologue.model.building import build_bundle as build  # noqa: PLC0415
    from duologue.model.contents import VOICES_BUNDLE  # noqa: PLC0415
    from duologue.model.voice.speed import measure_voices  # noqa: PLC0415

    def tell(progress: Progress) -> None:
        on_progress(progress.stage, progress.done / progress.total if progress.total else None)

    build(name, paths.bundles, tell)
    if name == VOICES_BUNDLE:
        measure_voices(paths.bundles)


def bundles_there(paths: Paths) -> "list[BundleRow]":
    """The bundles that there are or could be, as people see them."""
    from duologue.model.catalogue import bundle_rows  # noqa: PLC0415 - see the head of this file

    return bundle_rows(paths.bundles)


def bundle_download(repo: str, paths: Paths, *, revision: str = "", name: str = "") -> "Download":
    """A download of a published bundle. For a worker thread. Raises as downloading.bundle_download() does."""
    from duologue.model.downloading import bundle_download as opened  # noqa: PLC0415 - see the head of this file

    return opened(repo, paths.bundles, revision=revision, name=name)


def unfinished_downloads(folder: Path) -> "list[Unfinished]":
    """The downloads into a folder that are not whole."""
    from duologue.hub.download import unfinished  # noqa: PLC0415 - see the head of this file

    return unfinished(folder)


def forget_download(target: Path) -> None:
    """Deletes what is there of a download. For a worker thread."""
    from duologue.hub.download import forget  # noqa: PLC0415 - see the head of this file

    forget(target)


def translatable(paths: Paths) -> Translatable:
    """What can be translated on this machine. For a worker thread."""
    from duologue.session.translate.opening import translatable as able  # noqa: PLC0415 - see the head of this file

    return able(paths.bundles)


def check_bundle(name: str, paths: Paths) -> None:
    """Reads every file of a bundle again. For a worker thread.

    Raises:
        BundleError: something is missing or altered; the sentence names it.
    """
    from duologue.model.bundle import load_bundle, verify_bundle  # noqa: PLC0415 - see the head of this file

    verify_bundle(load_bundle(name, paths.bundles, needs_core=False))


def remove_bundle(name: str, paths: Paths) -> None:
    """Removes a bundle; restore_bundle() brings it back until forget_removed_bundles(). Raises as catalogue does."""
    from duologue.model.catalogue import put_aside  # noqa: PLC0415 - see the head of this file

    put_aside(name, paths.bundles)


def restore_bundle(name: str, paths: Paths) -> None:
    """Undoes remove_bundle()."""
    from duologue.model.catalogue import bring_back  # noqa: PLC0415 - see the head of this file

    bring_back(name, paths.bundles)


def forget_removed_bundles(paths: Paths) -> None:
    """Deletes what remove_bundle() put aside."""
    from duologue.model.catalogue import forget_removed  # noqa: PLC0415 - see the head of this file

    forget_removed(paths.bundles)


def import_sessions() -> None:
    """Imports what open_live() and open_sample() need, so that they are quick on the event loop."""
    modules = (
        "duologue.session.live",
        "duologue.session.replay",
        "duologue.session.sound_keeper",
        "duologue.audio.recovery",
        "duologue.tools.mcp.hub",
        "livekit.rtc",
    )
    for module in modules:
        importlib.import_module(module)


def why_no_microphone(settings: Settings) -> str:
    """One sentence if this machine has no microphone at all, "" if it has one (whether it works or not)."""
    from duologue.audio.devices import list_devices, load_portaudio  # noqa: PLC0415 - see the head of this file

    try:
        found = list_devices("input", load_portaudio())
    except DeviceError as error:
        return error.message if error.code in NO_MICROPHONE else ""
    return "" if found or settings.microphone else "No microphone was found."


def found_devices() -> dict[str, list[tuple[str, str]]]:
    """Identity and name of the devices there are, the default first, for "input" and "output". For a worker thread.

    Raises:
        DeviceError: PortAudio is missing or fails.
    """
    from duologue.audio.devices import list_devices, load_portaudio  # noqa: PLC0415 - see the head of this file

    backend = load_portaudio()
    return {
        "input": [(device.identity, device.name) for device in list_devices("input", backend)],
        "output": [(device.identity, device.name) for device in list_devices("output", backend)],
    }


def found_voices(settings: Settings, paths: Paths) -> list[tuple[str, str]]:
    """Name of each voice that can be used, and the same with its languages, the best of each language first. For a
    worker thread."""
    from duologue.model.bundle import load_bundle  # noqa: PLC0415 - see the head of this file
    from duologue.model.voice.registry import find_entries  # noqa: PLC0415

    try:
        bundle = load_bundle(settings.bundle, paths.bundles, needs_core=False)
    except BundleError:
        bundle = None  # what is wrong with it is said where it is needed
    entries = find_entries(bundle, paths.voices, paths.bundles)
    return [(name, f"{name} ({_languages(entry)})") for name, entry in entries.items() if not entry.problem]


def _languages(entry: "VoiceEntry") -> str:
    from babel import Locale  # noqa: PLC0415 - see the head of this file

    names = Locale(ENGLISH).languages
    known = [names.get(code, code) for code in entry.languages[:3]]
    if len(known) == 1 and (region := entry.accent.upper().partition("-")[2]):
        known.append(region)
    return ", ".join(known) + (" and more" if len(entry.languages) > len(known) else "")


def check_background(address: str, model: str, key: str) -> None:
    """Looks whether a background model that was entered can be used, and keeps its key. For a worker thread.

    Raises:
        DuologueError: it cannot be used, or there is no keyring for the key.
    """
    from duologue.background.address import read_address  # noqa: PLC0415 - see the head of this file
    from duologue.background.api_keys import save_api_key  # noqa: PLC0415
    from duologue.background.opening import ENTERED, entered_background  # noqa: PLC0415

    if problem := entered_background(address, model).problem:
        raise InputError("background.address", problem)
    if key:
        save_api_key(read_address(address, ENTERED).origin, key)


def tool_label(name: str) -> str:
    """What people call a tool."""
    from duologue.tools.registry import builtin_facts  # noqa: PLC0415 - see the head of this file

    return builtin_facts().get(name, NO_FACTS).label or spoken_name(name)


def open_servers(paths: Paths, notify: Callable[[str, str, str], None]) -> "Hub":
    """Starts the MCP servers of the user, on the event loop. notify: takes level, message and what to do."""
    from duologue.tools.mcp.config import load_servers  # noqa: PLC0415 - see the head of this file
    from duologue.tools.mcp.hub import Hub  # noqa: PLC0415

    hub = Hub(notify)
    servers, problems = load_servers(paths.servers)
    for problem in problems:
        notify("warning", problem, "")
    hub.use(servers)
    return hub


def open_live(
    loaded: LoadedModel,
    settings: SettingsStore,
    events: EventStream,
    record: Path | None = None,
    stand_ins: Path | None = None,
    *,
    hub: "Hub | None" = None,
    kept: Path | None = None,
    more: "tuple[Tool, ...]" = (),
    camera: "Camera | None" = None,
    screen: "SharedScreen | None" = None,
    past: tuple[tuple[bool, str], ...] = (),
    sound: "SoundKeeper | None" = None,
) -> "LiveSession":
    """A session on the microphone and the speaker of the settings, which it follows. events: is told what happens.

    record: a folder in which it is kept. stand_ins: a case whose background model and tools stand in for real ones.
    hub: brings the tools of MCP servers. kept: the file of lists, notes and timers; without one they last as long as
    the session. more: further tools. camera, screen: are what the session sees; they are closed with it. past: what was
    said before in the conversation that goes on. sound: keeps both voices while it is on; it is closed with it, too.

    Where there is no microphone it hears silence, and where there is no speaker it is read; both are told.

    Raises:
        InputError: the case cannot be used.
        OutputError: the folder cannot be used.
    """
    from duologue.audio.echo.canceller import EchoCanceller  # noqa: PLC0415 - see the head of this file
    from duologue.audio.echo.microphone import EchoFreeMicrophone  # noqa: PLC0415
    from duologue.audio.recovery import LastingMicrophone, open_devices  # noqa: PLC0415
    from duologue.audio.tones import mute_tone, ring_sound, start_sound  # noqa: PLC0415
    from duologue.background.opening import entered_background  # noqa: PLC0415
    from duologue.session.case import load_case  # noqa: PLC0415
    from duologue.session.live import LiveSession  # noqa: PLC0415
    from duologue.session.recorder import RecordedMicrophone, Recorder  # noqa: PLC0415
    from duologue.tools.store import open_store  # noqa: PLC0415

    case = None if stand_ins is None else load_case(stand_ins)
    recorder = None
    if record is not None:
        recorder = Recorder(record, lambda message: events.send(Notice(0.0, "error", message)), settings.now)
        events.send(Notice(0.0, "info", f"This session is recorded in {record.resolve()}."))
        events.follow(recorder.note)
    opened: list[LastingMicrophone] = []

    def notify(direction: str, level: str, message: str, action: str) -> None:
        t, (about, mend) = opened[0].now_s() if opened else 0.0, _ABOUT[direction]
        events.send(Notice(t, level, message, action, about, mend, brief=level == "info"))

    def withdraw(message: str) -> None:
        events.send(NoticeWithdrawn(opened[0].now_s(), message))

    def tell_hearing(possible: bool) -> None:
        events.send(Hearing(opened[0].now_s(), possible))

    microphone, speaker = open_devices(settings.now.microphone, settings.now.speaker, notify, withdraw)
    opened.append(microphone)
    events.send(Hearing(0.0, microphone.there))
    microphone.on_change = tell_hearing

    ears: Microphone = microphone
    if recorder is not None:
        ears = RecordedMicrophone(ears, "mic", recorder, partial(recorder.speak, speaker))
    ears = EchoFreeMicrophone(
        ears, speaker.sounding, EchoCanceller(), _EchoReporter(events).tell, lambda: speaker.underruns
    )
    if recorder is not None:
        ears = RecordedMicrophone(ears, "heard", recorder)
    if sound is not None:
        ears = RecordedMicrophone(ears, "you", sound, partial(sound.speak, speaker))

    def begin() -> None:
        if settings.now.sounds:
            speaker.overlay(start_sound())

    events.follow(Ringer(lambda: speaker.overlay(ring_sound())).follow)
    ends = ExitStack()
    if recorder is not None:
        ends.callback(recorder.close)
    if sound is not None:
        ends.callback(sound.close)
    ends.callback(settings.subscribe(lambda now, _: microphone.use(now.microphone), "microphone"))
    ends.callback(settings.subscribe(lambda now, _: speaker.use(now.speaker), "speaker"))
    store, problem = open_store(kept) if kept is not None else (None, "")
    notices = tuple(Notice(0.0, "warning", told) for told in (loaded.fallback, problem) if told)
    return LiveSession(
        model=loaded.model,
        voice=loaded.voice,
        bundle=loaded.bundle,
        read_text=loaded.read_text,
        interpreting=None if loaded.bundles is None else _interpreting(loaded.bundles, settings.now, speaker),
        microphone=ears,
        speaker=speaker,
        background=entered_background(settings.now.background_url, settings.now.background_model)
        if case is None
        else case.background,
        canned=None if case is None else case.canned,
        settings=settings,
        events=events,
        hub=hub,
        more=more,
        camera=camera,
        screen=screen,
        on_begin=begin,
        on_end=ends.close,
        chime=lambda off: speaker.overlay(mute_tone(off=off)),
        notices=notices,
        store=store,
        past=past,
    )


def _interpreting(bundles: Path, settings: Settings, speaker: "LastingSpeaker") -> "InterpretingParts":
    """What speech is translated with, the user's and that of what the computer plays."""
    from duologue.audio.computer.opening import open_computer_sound  # noqa: PLC0415 - see the head of this file
    from duologue.session.translate.opening import open_interpreting  # noqa: PLC0415

    def sounds() -> bool:
        at = speaker.position()
        return bool(speaker.sounding(at - round(OWN_VOICE_S * SPEAKER_RATE_HZ), at).any())

    return open_interpreting(bundles, settings.provider, settings.bundle, partial(open_computer_sound, sounds))


class _EchoReporter:
    """Tells how microphone and speaker get on, and has a notice stand while the user is not heard."""

    def __init__(self, events: EventStream) -> None:
        self._events, self._too_strong = events, False

    def tell(self, t: float, report: "EchoReport") -> None:
        self._events.send(Echo(t, report.state.value, report.reduction_db))
        before, self._too_strong = self._too_strong, report.state.value == "too strong"
        if self._too_strong and not before:
            self._events.send(Notice(t, "warning", TOO_STRONG, TOO_STRONG_HINT, mend=Mend.MICROPHONE))
        elif before and not self._too_strong:
            self._events.send(NoticeWithdrawn(t, TOO_STRONG))


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample session, ready to run in real time."""

    replay: "Replay"
    duration_s: float


def open_sample(
    loaded: LoadedModel, out: Path, events: EventStream, *, folder: Path | None = None, live: bool = True
) -> Sample:
    """The sample session with its sound as microphone; sound and timeline go to `out`.

    folder: where it lies, by default in the assets. live: at the pace of a real microphone.

    Raises:
        InputError: the sample or the out folder cannot be used.
    """
    from duologue.session.case import load_case  # noqa: PLC0415 - see the head of this file
    from duologue.session.replay import Replay, RunningClock  # noqa: PLC0415

    case = load_case((folder or assets_folder() / "sample") / SAMPLE_NAME)
    replay = Replay(case, out, clock=RunningClock() if live else None, follower=events.send)
    replay.use(loaded.model, loaded.voice, loaded.bundle, read_text=loaded.read_text)
    return Sample(replay, case.duration_s or 0.0)
