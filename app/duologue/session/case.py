"""CASE.json, read and checked to the last field (REPLAY.md)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from duologue.audio.echo.path import EchoPath
from duologue.background.base import BackgroundModel
from duologue.background.opening import described, open_background
from duologue.checked.reading import NotJson, check, parsed
from duologue.core.commands import ChangeSettings, Mute, PanelAction, TypeText
from duologue.core.errors import InputError
from duologue.core.events import Failure, Json
from duologue.core.settings import Settings
from duologue.session.case_file import CaseEvent, CaseFile, EchoFields, SettingsEvent
from duologue.tools.canned import Canned, read_canned
from duologue.tools.machine import local_zone
from duologue.tools.registry import tool_names

_SOUND_MARKS = (b"RIFF", b"RF64", b"fLaC", b"OggS", b"ID3", b"FORM", b"caff")
"""What sound files begin with."""
_SOUND_NAMES = frozenset((".wav", ".flac", ".ogg", ".opus", ".mp3", ".aif", ".aiff", ".m4a", ".caf"))


@dataclass(frozen=True, slots=True)
class Injected:
    """A command that takes effect at session time t."""

    t: float
    command: Mute | TypeText | PanelAction | ChangeSettings


@dataclass(frozen=True, slots=True)
class Case:
    """A recorded session. duration_s is None if the audio's length decides. background is a fresh model.

    not_built: what the case asks for and this version cannot do.
    """

    id: str
    audio: Path
    background: BackgroundModel
    video: Path | None = None
    duration_s: float | None = None
    inject: tuple[Injected, ...] = ()
    settings: Settings = field(default_factory=Settings)
    echo: EchoPath | None = None
    canned: Canned | None = None
    not_built: tuple[Failure, ...] = ()
    given: Mapping[str, Json] = field(default_factory=dict)
    """Its fields as they were written, with whole paths."""

    def now(self) -> datetime:
        """Wall-clock time at session time 0."""
        return datetime.fromisoformat(self.settings.now) if self.settings.now else datetime.now(local_zone())


def load_case(path: Path) -> Case:
    """Reads a case file.

    Raises:
        InputError: it cannot be read, is no case, or has a field, setting, event or tool that is unknown or unusable.
    """
    try:
        data = path.read_bytes()
        values = parsed(data)
    except FileNotFoundError as error:
        raise InputError("case.missing", f"There is no case '{path}'.") from error
    except OSError as error:
        raise InputError("case.unreadable", f"'{path}' cannot be read: {error.strerror or error}.") from error
    except NotJson as error:
        if data.startswith(_SOUND_MARKS) or path.suffix.casefold() in _SOUND_NAMES:
            raise InputError("case.sound", f"'{path}' is a sound file; play it with --audio {path}.") from error
        raise InputError("case.format", f"'{path}' is not a case: it is not valid JSON ({error}).") from error
    if not isinstance(values, dict):
        raise InputError("case.format", f"'{path}' is not a case: it is not a JSON object.")
    return read_case(values, str(path), path.parent)


def case_of_options(case: Path | None, audio: Path | None, video: Path | None, background: str | None) -> Case:
    """The case that the command line describes: a file, or the values of --audio, --video and --background.

    Raises:
        InputError: neither or both are given, or the case cannot be used.
    """
    if (case is None) == (audio is None):
        raise InputError("case.options", "Give what is to be replayed: either a CASE.json or --audio FILE.")
    if case is not None:
        if video is not None:
            raise InputError("case.options", "--video goes with --audio; a case names its own video.")
        loaded = load_case(case)
    else:
        assert audio is not None
        values = {"id": audio.stem or "session", "audio": str(audio)} | ({"video": str(video)} if video else {})
        loaded = read_case(values, str(audio), Path())
    if background is None:
        return loaded
    given = dict(loaded.given) | {"background": described(background)}
    return replace(loaded, background=open_background(described(background), "--background"), given=given)


def read_case(values: Mapping[str, Json], where: str, folder: Path) -> Case:
    """Checks the fields of a case. where: what to call it in messages. folder: what its paths are relative to.

    Raises:
        InputError: a field, setting, event or tool is unknown or unusable.
    """
    fields = check(CaseFile, dict(values), where, "case")
    problems: list[Failure] = []
    if fields.video is not None:
        _check_video(folder / fields.video)
    settings, echo = _settings(fields.settings, where, problems)
    inject = _inject(fields.inject, values.get("inject", ()), where, problems)
    audio, video = folder / fields.audio, None if fields.video is None else folder / fields.video
    paths = {"audio": str(audio.resolve())} | ({} if video is None else {"video": str(video.resolve())})
    return Case(
        id=fields.id,
        audio=audio,
        video=video,
        given=dict(values) | paths,
        background=open_background(fields.background, where),
        duration_s=fields.duration_s,
        inject=inject,
        settings=settings,
        echo=echo,
        canned=read_canned(fields.tools, where, tool_names()),
        not_built=tuple(sorted(problems, key=lambda problem: problem.t)),
    )


def _check_video(path: Path) -> None:
    if not path.is_file():
        raise InputError("video.missing", f"There is no video file '{path}'.")


def _settings(values: Mapping[str, Json], where: str, problems: list[Failure]) -> tuple[Settings, EchoPath | None]:
    echo = check(EchoFields, values["echo"], where, "settings", ("settings", "echo")) if "echo" in values else None
    settings = Settings.from_mapping({k: v for k, v in values.items() if k != "echo"}, where=where, replay_only=True)
    _check_now(settings.now, where)
    return settings, EchoPath(echo.gain_db, echo.delay_ms) if echo else None


def _check_now(now: str, where: str) -> None:
    try:
        if now:
            datetime.fromisoformat(now)
    except ValueError as error:
        raise InputError("settings.value", f"{where}: setting 'now' must be an ISO 8601 time, not '{now}'.") from error


def _inject(
    events: Iterable[CaseEvent], written: Iterable[Json], where: str, problems: list[Failure]
) -> tuple[Injected, ...]:
    """The events as commands, in order of time; those that are not built yet are named in `problems`.

    written: the same events as they stand in the case.
    """
    commands = []
    for i, (event, fields) in enumerate(zip(events, written, strict=True)):
        if isinstance(event, SettingsEvent):
            changed = {name: value for name, value in fields.items() if name not in ("t", "type")}
            _settings(changed, f"{where}: item {i + 1} of 'inject'", [])
            live = {name: value for name, value in changed.items() if name in Settings.names(live=True)}
            if fixed := [name for name in changed if name not in live]:
                names = " and ".join(f"'{name}'" for name in fixed)
                problem = f"Changing {names} during a session is not built yet."
                problems.append(Failure(event.t, "inject.settings", problem))
            if live:
                commands.append(Injected(event.t, ChangeSettings(live)))
        else:
            commands.append(Injected(event.t, event.command))
    return tuple(sorted(commands, key=lambda item: item.t))
