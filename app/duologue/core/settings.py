"""Settings as one typed schema: type, default, allowed values, label and help of each.

The schema feeds validation, the settings page and the docs. Unknown keys and values of the wrong type are refused.
"""

import dataclasses
import json
import os
import re
import tempfile
import typing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from duologue.core.errors import InputError
from duologue.core.keys import Keys

_TOOL_NAME = re.compile(r"[\w-]+(\.[\w-]+)*")


def _setting(default: Any, label: str, help_text: str, choices: tuple[str, ...] = (), *, replay: bool = False) -> Any:
    metadata = {"label": label, "help": help_text, "choices": choices, "replay": replay}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of the application. `replay` ones may stand in a case's `settings` (REPLAY.md)."""

    mode: str = _setting(
        "conversation",
        "Mode",
        "Talk with the assistant, or let it translate.",
        ("conversation", "translate"),
        replay=True,
    )
    source: str = _setting("en", "Spoken language", "ISO 639-1 code of the language you speak.", replay=True)
    target: str = _setting("es", "Target language", "ISO 639-1 code of the language to translate into.", replay=True)
    consent: str = _setting(
        "ask", "Consent", "What a tool that needs consent gets.", ("ask", "allow", "deny"), replay=True
    )
    always_allowed: str = _setting("", "Always allowed", "Names of tools that act without asking, with commas between.")
    now: str = _setting("", "Clock at start", "ISO 8601 time at session start; empty for the real time.", replay=True)
    web: str = _setting(
        "ask",
        "Internet",
        "Whether search, pages and weather may use the internet: ask before, always, or never.",
        ("ask", "on", "off"),
        replay=True,
    )
    place: str = _setting("", "Your place", "City whose weather is told when none is named.", replay=True)
    searxng: str = _setting("", "Search server", "Address of your SearXNG server; empty for public search engines.")
    background_url: str = _setting(
        "",
        "Background model",
        "Address of an OpenAI-compatible server, or folder of a model; empty for one found here, none for none.",
    )
    background_model: str = _setting("", "Model there", "Name of the model; empty for the first there is.")
    bundle: str = _setting("duologue-1", "Model", "Name or folder of the model bundle.")
    provider: str = _setting("auto", "Compute", "Where the model runs.", ("auto", "cuda", "cpu"))
    theme: str = _setting("system", "Appearance", "Light, dark, or as the system is set.", ("system", "light", "dark"))
    microphone: str = _setting("", "Microphone", "Name of the input device; empty for the system's default.")
    camera: str = _setting("", "Camera", "Identity or address of the camera; empty for the first.")
    window: str = _setting("", "Window", "Size and place of the window when it was last closed, as Qt keeps it.")
    speaker: str = _setting("", "Speaker", "Name of the output device; empty for the system's default.")
    mute_key: str = _setting("Ctrl+Shift+M", "Mute", "Turns the microphone off and on in the window; empty for none.")
    hold_key: str = _setting("Space", "Hold", "Mutes while it is held, or opens a microphone that is off.")
    global_mute_key: str = _setting("", "Mute from everywhere", "Works while another program has the keyboard.")
    panels_aside: bool = _setting(False, "Panels aside", "Whether panels are folded to their heading.")
    sounds: bool = _setting(True, "Soft sounds", "At the start, by which the echo is measured, and when muting.")

    @property
    def keys(self) -> Keys:
        """The keys of the microphone, as they were chosen."""
        return Keys(self.mute_key, self.hold_key, self.global_mute_key)

    @property
    def always_allowed_tools(self) -> frozenset[str]:
        """Names of the tools that act without asking."""
        return frozenset(name for name in (part.strip() for part in self.always_allowed.split(",")) if name)

    def allowing(self, name: str) -> Self:
        """The settings with one more tool that acts without asking."""
        return dataclasses.replace(self, always_allowed=", ".join(sorted(self.always_allowed_tools | {name})))

    @classmethod
    def from_mapping(cls, values: dict[str, Any], *, where: str, replay_only: bool = False) -> Self:
        """Checks values against the schema.

        where: what to call the source in messages, for example a file name.

        Raises:
            InputError: an unknown key, a wrong type or a value that is not allowed.
        """
        schema = {f.name: f for f in dataclasses.fields(cls) if f.metadata["replay"] or not replay_only}
        types = typing.get_type_hints(cls)
        for name, value in values.items():
            if name not in schema:
                raise InputError("settings.unknown", f"{where}: unknown setting '{name}'.")
            if not isinstance(value, types[name]):
                raise InputError("settings.type", f"{where}: setting '{name}' must be {types[name].__name__}.")
            choices = schema[name].metadata["choices"]
            if choices and value not in choices:
                raise InputError("settings.value", f"{where}: setting '{name}' must be one of {', '.join(choices)}.")
        settings = cls(**values)
        for name in settings.always_allowed_tools:
            if not _TOOL_NAME.fullmatch(name):
                raise InputError("settings.value", f"{where}: setting 'always_allowed': '{name}' is no name of a tool.")
        return settings


def load_settings(path: Path) -> tuple[Settings, str]:
    """The settings in a file, and "" or one sentence saying why the defaults are used instead."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(values, dict):
            raise InputError("settings.file", f"{path.name}: not a settings file.")
        return Settings.from_mapping(values, where=path.name), ""
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError, InputError) as error:
        return Settings(), f"The settings could not be read ({error}); the defaults are used and the file is kept."


def save_settings(path: Path, settings: Settings) -> None:
    """Writes what differs from the defaults, atomically.

    Raises:
        OSError: the file cannot be written.
    """
    changed = {k: v for k, v in dataclasses.asdict(settings).items() if v != getattr(Settings(), k)}
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(changed, out, indent=1)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
