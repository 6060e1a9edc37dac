"""CASE.json, read and checked to the last field (REPLAY.md)."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from duologue.audio.echo.path import LONGEST_DELAY_MS, EchoPath
from duologue.background.base import BackgroundModel
from duologue.background.opening import described, open_background
from duologue.core.commands import Mute, PanelAction, TypeText
from duologue.core.errors import InputError
from duologue.core.events import Failure, Json
from duologue.core.settings import Settings
from duologue.tools.canned import Canned, read_canned
from duologue.tools.registry import tool_names

FIELDS = ("id", "audio", "video", "duration", "inject", "settings", "background", "tools")
ECHO_FIELDS = ("gain_db", "delay_ms")
MAX_GAIN_DB = 40.0
MAX_DURATION_S = 86_400.0
MAX_INJECTED = 256


@dataclass(frozen=True, slots=True)
class Injected:
    """A command that takes effect at session time t."""

    t: float
    command: Mute | TypeText | PanelAction


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

    def now(self) -> datetime:
        """Wall-clock time at session time 0."""
        return datetime.fromisoformat(self.settings.now) if self.settings.now else datetime.now().astimezone()


def load_case(path: Path) -> Case:
    """Reads a case file.

    Raises:
        InputError: it cannot be read, is no case, or has a field, setting, event or tool that is unknown or unusable.
    """
    try:
        values = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise InputError("case.missing", f"There is no case '{path}'.") from error
    except OSError as error:
        raise InputError("case.unreadable", f"'{path}' cannot be read: {error.strerror or error}.") from error
    except ValueError as error:  # neither JSON nor text
        raise InputError("case.format", f"'{path}' is not a case: it is no valid JSON ({error}).") from error
    if not isinstance(values, dict):
        raise InputError("case.format", f"'{path}' is not a case: it is no JSON object.")
    return read_case(values, str(path), path.parent)


def case_of_options(case: Path | None, audio: Path | None, video: Path | None, background: str | None) -> Case:
    """The case that the command line describes: a file, or the values of --audio, --video and --background.

    Raises:
        InputError: neither or both are given, or the case cannot be used.
    """
    if (case is None) == (audio is None):
        raise InputError("case.options", "Give either a CASE.json or --audio FILE.")
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
    return replace(loaded, background=open_background(described(background), "--background"))


def read_case(values: Mapping[str, Json], where: str, folder: Path) -> Case:
    """Checks the fields of a case. where: what to call it in messages. folder: what its paths are relative to.

    Raises:
        InputError: a field, setting, event or tool is unknown or unusable.
    """
    for name in values:
        if name not in FIELDS:
            raise InputError("case.unknown", f"{where}: unknown field '{name}'.")
    problems: list[Failure] = []
    id_, audio = (_text(values, name, where) for name in ("id", "audio"))
    if "video" in values:
        _check_video(folder / _text(values, "video", where))
        problems.append(Failure(0.0, "video", "Seeing is not built yet; only the state of the picture is reported."))
    settings, echo = _settings(values.get("settings", {}), where, problems)
    inject = _inject(values.get("inject", []), where, problems)
    return Case(
        id=id_,
        audio=folder / audio,
        video=folder / values["video"] if "video" in values else None,
        background=open_background(values.get("background"), where),
        duration_s=_duration(values["duration"], where) if "duration" in values else None,
        inject=inject,
        settings=settings,
        echo=echo,
        canned=read_canned(values.get("tools", {}), where, tool_names()),
        not_built=tuple(sorted(problems, key=lambda problem: problem.t)),
    )


def _text(values: Mapping[str, Json], name: str, where: str) -> str:
    if name not in values:
        raise InputError("case.field", f"{where}: the field '{name}' is missing.")
    if not isinstance(value := values[name], str) or not value:
        raise InputError("case.field", f"{where}: '{name}' must be a text.")
    return value


def _number(value: Json) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def _duration(value: Json, where: str) -> float:
    duration_s = _number(value)
    if duration_s is None or not 0 < duration_s <= MAX_DURATION_S:
        raise InputError("case.duration", f"{where}: 'duration' must be a number of seconds above 0, at most a day.")
    return duration_s


def _check_video(path: Path) -> None:
    if not path.is_file():
        raise InputError("video.missing", f"There is no video file '{path}'.")


def _settings(value: Json, where: str, problems: list[Failure]) -> tuple[Settings, EchoPath | None]:
    if not isinstance(value, dict):
        raise InputError("case.settings", f"{where}: 'settings' must be an object.")
    echo = _echo(value["echo"], where) if "echo" in value else None
    settings = Settings.from_mapping({k: v for k, v in value.items() if k != "echo"}, where=where, replay_only=True)
    _check_now(settings.now, where)
    if settings.mode == "translate":
        problems.append(Failure(0.0, "settings.mode", "Translate mode is not built yet; this is a conversation."))
    return settings, echo


def _check_now(now: str, where: str) -> None:
    try:
        if now:
            datetime.fromisoformat(now)
    except ValueError as error:
        raise InputError("settings.value", f"{where}: setting 'now' must be an ISO 8601 time, not '{now}'.") from error


def _echo(value: Json, where: str) -> EchoPath:
    if not isinstance(value, dict):
        raise InputError("settings.type", f"{where}: setting 'echo' must be an object.")
    for name, number in value.items():
        if name not in ECHO_FIELDS:
            raise InputError("settings.unknown", f"{where}: setting 'echo' has the unknown field '{name}'.")
        if _number(number) is None:
            raise InputError("settings.type", f"{where}: '{name}' of setting 'echo' must be a number.")
    path = EchoPath(**{name: float(number) for name, number in value.items()})
    if not 0 <= path.delay_ms <= LONGEST_DELAY_MS or path.gain_db > MAX_GAIN_DB:
        raise InputError(
            "settings.value",
            f"{where}: of setting 'echo', 'delay_ms' must be 0 to {LONGEST_DELAY_MS:.0f} and 'gain_db' at most "
            f"{MAX_GAIN_DB:.0f}.",
        )
    return path


def _inject(value: Json, where: str, problems: list[Failure]) -> tuple[Injected, ...]:
    if not isinstance(value, list) or len(value) > MAX_INJECTED:
        raise InputError("case.inject", f"{where}: 'inject' must be a list of at most {MAX_INJECTED} events.")
    commands = [_event(event, f"{where}: inject event {i + 1}", problems) for i, event in enumerate(value)]
    return tuple(sorted((command for command in commands if command is not None), key=lambda item: item.t))


_EVENT_FIELDS: dict[str, dict[str, type]] = {
    "text": {"text": str},
    "mute": {"on": bool},
    "panel_action": {"surface": str, "component": object, "action": str, "context": dict},
}


def _event(value: Json, where: str, problems: list[Failure]) -> Injected | None:
    """The event as a command; None if it is well-formed, but not built yet."""
    if not isinstance(value, dict):
        raise InputError("inject.event", f"{where} must be an object.")
    kind, t = value.get("type"), _number(value.get("t"))
    if t is None or t < 0:
        raise InputError("inject.time", f"{where}: 't' must be a number of seconds, 0 or more.")
    rest = {name: item for name, item in value.items() if name not in ("t", "type")}
    if kind == "settings":
        _settings(rest, where, [])
        problems.append(Failure(t, "inject.settings", "Changing settings during a session is not built yet."))
        return None
    if not isinstance(kind, str) or kind not in _EVENT_FIELDS:
        raise InputError("inject.type", f"{where}: unknown type '{kind}'.")
    _check_fields(rest, _EVENT_FIELDS[kind], where)
    if kind == "panel_action":
        return Injected(t, _panel_action(rest, where))
    _require(rest, _EVENT_FIELDS[kind], where)
    return Injected(t, Mute(rest["on"]) if kind == "mute" else TypeText(rest["text"]))


def _panel_action(values: Mapping[str, Json], where: str) -> PanelAction:
    """What was pressed: a component by its id, or by {"text": ...} the first that shows it."""
    component: Json = values.get("component", "")
    text: Json = ""
    if isinstance(component, dict) and set(component) == {"text"}:
        component, text = "", component["text"]
    if not isinstance(component, str) or not isinstance(text, str) or not (component or text or values.get("action")):
        raise InputError("inject.field", f"{where}: 'component' must be an id or {{\"text\": ...}}.")
    surface, action, context = values.get("surface", ""), values.get("action", ""), values.get("context", {})
    return PanelAction(surface, component, action, context, text)


def _check_fields(values: Mapping[str, Json], fields: Mapping[str, type], where: str) -> None:
    for name, item in values.items():
        if name not in fields:
            raise InputError("inject.unknown", f"{where}: unknown field '{name}'.")
        if not isinstance(item, fields[name]):
            wanted = {str: "a text", bool: "true or false"}.get(fields[name], "an object")
            raise InputError("inject.field", f"{where}: '{name}' must be {wanted}.")


def _require(values: Mapping[str, Json], fields: Mapping[str, type], where: str) -> None:
    for name in fields:
        if name not in values:
            raise InputError("inject.field", f"{where}: the field '{name}' is missing.")
