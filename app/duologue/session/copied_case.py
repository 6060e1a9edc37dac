"""A stretch of a stored session as a case of its own, which `duologue replay` plays: the best report of a fault.

Of a session that was recorded the case has the sound without the echo, what was typed, pressed, muted and changed, and
what the background model and the internet answered. Of a replay it has a part of what was played. What stood before the
stretch (timers, lists, what was said) is not in it.
"""

import json
import re
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from duologue.audio.files import read_sound
from duologue.audio.wav import WavWriter
from duologue.core.errors import InputError, OutputError
from duologue.core.events import (
    Background,
    Delegate,
    Event,
    Muted,
    Pressed,
    SessionStarted,
    SettingsChanged,
    ToolCall,
    ToolResult,
    Typed,
)
from duologue.core.settings import Settings
from duologue.core.timing import MIC_RATE_HZ, MICROTURN_S
from duologue.session.timeline import read_events
from duologue.tools.registry import builtin_facts
from duologue.video.cutting import cut_video

TIMELINE_NAME = "timeline.jsonl"
CASE_NAME = "case.json"
"""Beside the results of a replay: the case that was played, with whole paths."""
SETTINGS_NAME = "settings.json"
"""In the folder of a recording: the settings at its start that a replay goes by."""
HEARD_NAME = "heard.wav"
NO_SOUND = "There is no sound of this session to copy. Start Duologue with --record FOLDER, and open that folder here."
_DIGITS = 3

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stretch:
    """From start to end, in seconds of session time, in whole micro-turns."""

    start: float
    end: float

    @classmethod
    def around(cls, start: float, end: float) -> "Stretch":
        """The micro-turns that a stretch touches."""
        first, last = int(start / MICROTURN_S + 1e-6), int(end / MICROTURN_S + 1 - 1e-6)
        return cls(max(0, first) * MICROTURN_S, last * MICROTURN_S)

    def has(self, t: float) -> bool:
        """Whether a moment lies in it."""
        return self.start <= t < self.end

    def own(self, t: float) -> float:
        """A moment as time of its own case."""
        return round(t - self.start, _DIGITS)


def copy_case(stored: Path, case: Path, start_s: float, end_s: float) -> None:
    """Writes a case, its sound beside it (NAME.wav), and its video (NAME.mp4) if there is one.

    stored: the folder of a recording or of a replay, or the timeline in it. case: the file to write. start_s, end_s:
    the stretch, in seconds of session time.

    Raises:
        InputError: there is no sound of the session or of the stretch, or it cannot be read.
        OutputError: the case cannot be written.
    """
    folder = stored if stored.is_dir() else stored.parent
    stretch, given = Stretch.around(start_s, end_s), _given(folder)
    sound = read_sound(_sound_of(folder, given))
    heard = sound[round(stretch.start * MIC_RATE_HZ) : round(stretch.end * MIC_RATE_HZ)]
    if not len(heard):
        raise InputError("case.empty", f"There is no sound between {stretch.start:.1f} and {stretch.end:.1f} s.")
    values = _of_replay(given, stretch) if given else _of_recording(folder, stretch)
    until = min(stretch.end, given.get("duration", 0.0))  # longer than its sound, a replay ends in silence
    duration = round(max(len(heard) / MIC_RATE_HZ, until - stretch.start), _DIGITS)
    values = {"id": case.stem, "audio": f"{case.stem}.wav", "duration": duration} | values
    if "video" in given and cut_video(Path(given["video"]), case.with_suffix(".mp4"), stretch.start, stretch.end):
        values["video"] = f"{case.stem}.mp4"
    writer = WavWriter(case.with_suffix(".wav"), MIC_RATE_HZ)
    with writer:
        writer.write(heard)
    try:
        case.write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError("case.write", f"'{case}' cannot be written: {error.strerror or error}.") from error


def check_sound(stored: Path | None) -> None:
    """Looks whether there is any sound to copy. stored: as in copy_case(), None for a session that is not stored.

    Raises:
        InputError: there is no sound; its message says how to get some.
    """
    if stored is None:
        raise InputError("case.no_sound", NO_SOUND)
    folder = stored if stored.is_dir() else stored.parent
    _sound_of(folder, _given(folder))


def keep_case(given: Mapping[str, Any], out: Path) -> None:
    """Notes beside the results of a replay what was played. given: the fields of the case, with whole paths.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        (out / CASE_NAME).write_text(json.dumps(given, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError("out.case", f"'{out / CASE_NAME}' cannot be written: {error.strerror or error}.") from error


def _given(folder: Path) -> Fields:
    """The case that was played; nothing for a recording."""
    return _fields(folder / CASE_NAME)


def _fields(path: Path) -> Fields:
    if not path.is_file():
        return {}
    try:
        values = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise InputError("case.kept", f"'{path}' cannot be read: {error}.") from error
    return values if isinstance(values, dict) else {}


def _sound_of(folder: Path, given: Fields) -> Path:
    for path in (folder / HEARD_NAME, Path(given.get("audio", ""))):
        if path.is_file():
            return path
    raise InputError("case.no_sound", NO_SOUND)


# ---- of a replay -----------------------------------------------------------------------------------------------------


def _of_replay(given: Fields, stretch: Stretch) -> Fields:
    """What was given to the replay, as far as it concerns the stretch."""
    settings = dict(given.get("settings", {}))
    if settings.get("now"):
        began = datetime.fromisoformat(settings["now"]) + timedelta(seconds=stretch.start)
        settings["now"] = began.isoformat(timespec="seconds")
    acts = sorted(given.get("inject", ()), key=lambda act: float(act["t"]))
    rest = {name: given[name] for name in ("background", "tools") if name in given}
    return rest | _acted(acts, settings, stretch)


def _acted(acts: Sequence[Fields], settings: Fields, stretch: Stretch) -> Fields:
    """What the user did in a stretch, and the state in which it begins. acts: all they did, as a case injects it."""
    muted = False
    for act in acts:
        if act["t"] < stretch.start and act["type"] == "settings":
            settings |= {name: value for name, value in act.items() if name not in ("t", "type")}
        elif act["t"] < stretch.start and act["type"] == "mute":
            muted = bool(act["on"])
    inject = [act | {"t": stretch.own(act["t"])} for act in acts if stretch.has(act["t"])]
    before: list[Fields] = [{"t": 0.0, "type": "mute", "on": True}] if muted else []
    return {"settings": settings, "inject": [*before, *inject]}


# ---- of a recording --------------------------------------------------------------------------------------------------


def _of_recording(folder: Path, stretch: Stretch) -> Fields:
    """What the timeline tells of the stretch."""
    path = folder / TIMELINE_NAME
    try:
        events = read_events(path)
    except (OSError, ValueError) as error:
        raise InputError("case.timeline", f"'{path}' cannot be read: {error}.") from error
    settings = _fields(folder / SETTINGS_NAME)
    wall_s = next((event.wall_s for event in events if isinstance(event, SessionStarted)), 0.0)
    if wall_s:
        began = datetime.fromtimestamp(wall_s + stretch.start, UTC).astimezone()
        settings["now"] = began.isoformat(timespec="seconds")
    acts = [act for event in events if (act := _act(event)) is not None]
    values = _acted(acts, settings, stretch)
    within = [event for event in events if stretch.has(event.t)]
    if turns := list(_turns(within)):
        values["background"] = {"type": "script", "turns": turns}
    if tools := _canned(within):
        values["tools"] = tools
    return values


def _act(event: Event) -> Fields | None:
    """What the user did, as a case injects it; None for what they did not do."""
    match event:
        case Typed():
            return {"t": event.t, "type": "text", "text": event.text}
        case Muted():
            return {"t": event.t, "type": "mute", "on": event.on}
        case Pressed():
            component: Any = event.component or {"text": event.text}
            named = {"surface": event.surface, "component": component, "action": event.action}
            return {"t": event.t, "type": "panel_action", **named, "context": dict(event.context)}
        case SettingsChanged():
            schema = Settings.schema()
            known = {name: value for name, value in event.changes.items() if schema.get(name, {}).get("replay")}
            return {"t": event.t, "type": "settings", **known} if known else None
    return None


def _turns(events: Sequence[Event]) -> Iterator[Fields]:
    """What the background model answered, as a script: question by question, with its delays."""
    for asked in events:
        if not isinstance(asked, Delegate):
            continue
        answered = [each for each in events if isinstance(each, Background) and each.id == asked.id and each.text]
        if not answered:
            continue
        gaps = [after.t - before.t for before, after in pairwise(answered)]
        yield {
            "match": f"^{re.escape(asked.question)}$",
            "delay": round(answered[0].t - asked.t, _DIGITS),
            "chunks": [each.text for each in answered],
            "chunk_gap": round(statistics.mean(gaps), _DIGITS) if gaps else 0.0,
        }


def _canned(events: Sequence[Event]) -> Fields:
    """What tools answered that asked others, for the same arguments."""
    facts, answers = builtin_facts(), {event.id: event for event in events if isinstance(event, ToolResult)}
    canned: dict[str, list[Fields]] = {}
    for call in events:
        if not isinstance(call, ToolCall) or call.name not in facts or not facts[call.name].leaves:
            continue
        answer = answers.get(call.id)
        if answer is not None and answer.ok:
            compact = json.dumps(call.arguments, separators=(",", ":"), ensure_ascii=False)
            delay = round(answer.t - call.t, _DIGITS)
            canned.setdefault(call.name, []).append(
                {"match": f"^{re.escape(compact)}$", "delay": delay, "result": answer.result}
            )
    return dict(canned)
