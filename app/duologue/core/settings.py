"""Settings as one typed schema: type, default, allowed values, label and help of each, one line a setting.

The schema feeds validation, the window's texts and the table in README. Unknown names and values that are not allowed
are refused. SettingsStore (settings_store.py) owns the settings of a running program and their file.
"""

import dataclasses
import json
import re
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from duologue.core.errors import InputError
from duologue.core.languages import BOTH, COMPUTER, MICROPHONE, language_code, no_language
from duologue.core.shortcuts import Shortcuts

_TOOL_NAME = re.compile(r"[\w-]+(\.[\w-]+)*")
_TYPE_NAMES = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}

Choices = Mapping[str, str]
"""Allowed values of a setting, each with the words that the window has for it."""


class Page(StrEnum):
    """The pages of the window's settings, in their order. A setting without a page is not shown there."""

    GENERAL = "General"
    SOUND = "Microphone and speaker"
    VOICE = "Voice"
    CAMERA = "Camera"
    CONVERSATION = "Conversation"
    TRANSLATION = "Translation"
    BACKGROUND = "Background model"
    TOOLS = "Tools and internet"
    KEYS = "Keys"
    PRIVACY = "Privacy"
    APPEARANCE = "Appearance"
    ADVANCED = "Advanced"
    NONE = ""


def setting(
    default: Any,
    label: str,
    help_text: str,
    choices: Choices | None = None,
    *,
    low: float | None = None,
    high: float | None = None,
    check: Callable[[Any], str] = lambda _: "",
    clean: Callable[[Any], Any] = lambda value: value,
    replay: bool = False,
    live: bool = False,
    layout: bool = False,
    page: Page = Page.NONE,
) -> Any:
    """One line of the schema.

    low, high: the range of a number. check: why a value of the right type is not allowed, to follow the setting's name,
    "" if it is. clean: makes one value of the ways to write it. replay: it may stand in a case's `settings`
    (REPLAY.md). live: a session that runs follows a change; others hold from the next session or the next start on.
    layout: how the window stands, and no choice that a session hears of. page: where the window shows it.
    """
    metadata = {
        "label": label, "help": help_text, "choices": dict(choices or {}), "low": low, "high": high, "check": check,
        "clean": clean, "replay": replay, "live": live, "layout": layout, "page": page,
    }  # fmt: skip
    return field(default=default, metadata=metadata)


def tools_in(names: str) -> frozenset[str]:
    """The names in a text that has commas between them."""
    return frozenset(name for name in (part.strip() for part in names.split(",")) if name)


def _no_tool(names: str) -> str:
    wrong = sorted(name for name in tools_in(names) if not _TOOL_NAME.fullmatch(name))
    return f": '{wrong[0]}' is not the name of a tool." if wrong else ""


_MODES = {"conversation": "Conversation", "translate": "Translate"}
_CONSENT = {"ask": "Ask first", "allow": "Allow", "deny": "Never"}
_INTERNET = {"ask": "Ask first", "on": "Allow", "off": "Never"}
_PROVIDERS = {"auto": "The fastest there is", "cuda": "NVIDIA GPU", "cpu": "Processor"}
_ANSWERS = {"patient": "Patiently", "usual": "As usual", "quick": "Quickly"}
_ACKNOWLEDGES = {"never": "Never", "usual": "As usual", "often": "Often"}
_GIVES_WAY = {"sure": "When it is sure", "usual": "As usual", "at_once": "At once"}
SYSTEM_LANGUAGE = "system"
_LANGUAGES = {
    SYSTEM_LANGUAGE: "System",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "de": "Deutsch",
}
_THEMES = {"system": "System", "light": "Light", "dark": "Dark", "contrast": "High contrast"}

_LAYOUTS = {
    "above": "One above the other", "beside": "Side by side", "source": "What is said alone",
    "target": "The translation alone",
}  # fmt: skip
_HEARD = {MICROPHONE: "What the microphone hears", COMPUTER: "What the computer plays", BOTH: "Both"}
_LINES = {"all": "As many as fit", "1": "One", "2": "Two", "3": "Three", "4": "Four", "6": "Six"}
_COLOURS = {
    "theme": "As the window", "white": "White on black", "yellow": "Yellow on black", "cyan": "Cyan on blue",
    "black": "Black on white", "contrast": "High contrast",
}  # fmt: skip

VOICE_RATES = (0.6, 1.6)
"""Slowest and fastest voice, in times its usual speed."""
VOLUMES = (0.2, 2.0)
"""Quietest and loudest voice, in times its usual sound pressure."""
TEXT_SIZES = (0.6, 5.0)
"""Smallest and largest text of a translation, in times the usual size."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of the application; a subclass adds further ones."""

    mode: str = setting(
        "conversation",
        "Mode",
        "Talk with the assistant, or let it translate.",
        _MODES,
        replay=True,
        live=True,
        page=Page.TRANSLATION,
    )
    source: str = setting(
        "en", "Spoken language", "ISO 639-1 code of the language you speak; any for whichever it is.",
        check=no_language, clean=language_code, replay=True, live=True,
        page=Page.TRANSLATION,
    )  # fmt: skip
    target: str = setting(
        "es", "Target language", "ISO 639-1 code of the language to translate into.",
        check=no_language, clean=language_code, replay=True, live=True,
        page=Page.TRANSLATION,
    )  # fmt: skip
    translate_from: str = setting(
        "microphone", "Translates", "Whose words are translated: yours, or those of what this computer plays.", _HEARD,
        live=True, page=Page.TRANSLATION,
    )  # fmt: skip
    two_way: bool = setting(
        False, "Both ways", "What is said in the target language is translated, too.",
        replay=True, live=True, page=Page.TRANSLATION,
    )  # fmt: skip
    translate_aloud: bool = setting(
        True, "Speak translations", "Whether translations are spoken, or shown alone.",
        live=True, page=Page.TRANSLATION,
    )  # fmt: skip
    translation_layout: str = setting(
        "above", "Languages shown", "Where the two languages of a translation stand in its window.", _LAYOUTS,
        layout=True, page=Page.TRANSLATION,
    )  # fmt: skip
    translation_reading: bool = setting(
        False, "Whole sentences", "Sentences are shown when they are complete: a little later, and nothing changes.",
        layout=True, page=Page.TRANSLATION,
    )  # fmt: skip
    translation_times: bool = setting(
        True, "Times", "The time stands beside each sentence.", layout=True, page=Page.TRANSLATION
    )
    translation_source_size: float = setting(
        1.0, "Size of what is said", "In times the usual size of text.", low=TEXT_SIZES[0], high=TEXT_SIZES[1],
        layout=True, page=Page.TRANSLATION,
    )  # fmt: skip
    translation_target_size: float = setting(
        1.4, "Size of the translation", "In times the usual size of text.", low=TEXT_SIZES[0], high=TEXT_SIZES[1],
        layout=True, page=Page.TRANSLATION,
    )  # fmt: skip
    translation_lines: str = setting(
        "all", "Lines", "How many lines of text of each language the window shows.", _LINES,
        layout=True, page=Page.TRANSLATION,
    )  # fmt: skip
    translation_colours: str = setting(
        "theme", "Colours", "Colours of text and background.", _COLOURS, layout=True, page=Page.TRANSLATION
    )
    translation_opacity: float = setting(
        1.0, "Background", "How much of what is behind the window its background hides; the text stays solid.",
        low=0.0, high=1.0, layout=True, page=Page.TRANSLATION,
    )  # fmt: skip
    translation_on_top: bool = setting(
        False, "Always on top", "The window of the translation stays above others, where the system allows it.",
        layout=True, page=Page.TRANSLATION,
    )  # fmt: skip
    translation_window: str = setting(
        "", "Window of the translation", "Its size and place, as Qt keeps them.", layout=True
    )
    consent: str = setting(
        "ask", "Consent", "What happens if a tool needs consent.", _CONSENT, replay=True, live=True, page=Page.PRIVACY
    )
    answers: str = setting(
        "usual",
        "Answers",
        "How soon it answers where a pause might be the end: patiently leaves you more time to think.",
        _ANSWERS,
        replay=True,
        live=True,
        page=Page.CONVERSATION,
    )
    acknowledges: str = setting(
        "usual",
        'Says "mm-hm"',
        "Whether it shows that it follows while you tell something long.",
        _ACKNOWLEDGES,
        replay=True,
        live=True,
        page=Page.CONVERSATION,
    )
    gives_way: str = setting(
        "usual",
        "Gives way",
        "How soon it stops when you talk while it speaks: at once also at a word that was not meant for it.",
        _GIVES_WAY,
        replay=True,
        live=True,
        page=Page.CONVERSATION,
    )
    always_allowed: str = setting(
        "", "Always allowed", "Tools that may act without asking, separated by commas.", check=_no_tool, live=True
    )
    now: str = setting("", "Clock at start", "ISO 8601 time at session start; empty for the real time.", replay=True)
    web: str = setting(
        "ask",
        "Internet",
        "Whether search, pages and weather may use the internet.",
        _INTERNET,
        replay=True,
        live=True,
        page=Page.PRIVACY,
    )
    place: str = setting(
        "", "Your place", "City for the weather when you name none.", replay=True, live=True, page=Page.TOOLS
    )
    searxng: str = setting(
        "",
        "Search server",
        "Address of your SearXNG server; empty for public search engines.",
        live=True,
        page=Page.TOOLS,
    )
    background_url: str = setting(
        "",
        "Background model",
        "Address of an OpenAI-compatible server, or folder of a model; empty to look for one here, none for no model.",
    )
    background_model: str = setting("", "Model there", "Name of the model; empty for the first one offered.")
    background_pictures: bool = setting(
        False,
        "Show it pictures",
        "The background model takes pictures; you are asked before the camera's goes there with a question.",
        live=True,
        page=Page.PRIVACY,
    )
    bundle: str = setting("duologue-1", "Model", "Name or folder of the model bundle.", page=Page.ADVANCED)
    provider: str = setting("auto", "Compute", "Where the model runs.", _PROVIDERS, page=Page.ADVANCED)
    theme: str = setting(
        "system",
        "Appearance",
        "Light, dark, in high contrast, or the same as the system.",
        _THEMES,
        replay=True,
        live=True,
        page=Page.APPEARANCE,
    )
    language: str = setting(
        SYSTEM_LANGUAGE,
        "Language",
        "Of this window, from the next start on. What the assistant says stays English.",
        _LANGUAGES,
        page=Page.GENERAL,
    )
    microphone: str = setting(
        "", "Microphone", "Identity of the input device; empty for the system's default.", live=True, page=Page.SOUND
    )
    camera: str = setting("", "Camera", "Identity or address of the camera; empty for the first.", page=Page.CAMERA)
    window: str = setting("", "Window", "Size and place of the window, as Qt keeps them.", layout=True)
    welcomed: bool = setting(False, "Welcomed", "Whether getting started was offered already.", layout=True)
    mini_window: str = setting("", "Mini window", "Size and place of the mini window, as Qt keeps them.", layout=True)
    speaker: str = setting(
        "", "Speaker", "Identity of the output device; empty for the system's default.", live=True, page=Page.SOUND
    )
    mute_key: str = setting("Ctrl+Shift+M", "Mute", "Turns the microphone off and on in the window; empty for no key.")
    hold_key: str = setting("Space", "Hold", "Mutes while you hold it; turns the microphone on meanwhile if it is off.")
    global_mute_key: str = setting("", "Global mute shortcut", "Works while another program has the keyboard.")
    panels_aside: bool = setting(False, "Panels aside", "Whether panels are folded to their heading.", layout=True)
    details: bool = setting(
        False, "Figures", "Whether the model's times are shown at the bottom.", layout=True, page=Page.ADVANCED
    )
    voice: str = setting(
        "",
        "Voice",
        "Name of the voice, as `duologue voices list` shows it; empty for the best there is.",
        live=True,
        page=Page.VOICE,
    )
    voice_rate: float = setting(
        1.0, "Speed of the voice", "How fast it speaks, in times its usual speed.",
        low=VOICE_RATES[0], high=VOICE_RATES[1], live=True, page=Page.VOICE
    )  # fmt: skip
    volume: float = setting(
        1.0, "Volume of the voice", "How loud it is, in times its usual sound pressure.",
        low=VOLUMES[0], high=VOLUMES[1], live=True, page=Page.VOICE
    )  # fmt: skip
    history: bool = setting(
        True,
        "Keep conversations",
        "Whether they are kept on this machine, to be found again.",
        live=True,
        page=Page.PRIVACY,
    )
    history_days: int = setting(
        0, "Delete after days", "Days after which a conversation is deleted, at the next start; 0 for never.",
        low=0, high=36500, page=Page.PRIVACY,
    )  # fmt: skip
    history_percepts: bool = setting(
        True,
        "Keep what the camera saw",
        "Whether what the eyes reported is kept with a conversation.",
        live=True,
        page=Page.PRIVACY,
    )
    record_sound: bool = setting(
        False,
        "Record sound",
        "Whether both voices are kept as sound with a conversation.",
        live=True,
        page=Page.PRIVACY,
    )
    overlay: bool = setting(
        False,
        "Show what is seen",
        "The camera's small picture shows body, hands and face as they are recognised.",
        live=True,
        page=Page.PRIVACY,
    )
    sounds: bool = setting(
        True, "Soft sounds", "At the start, to measure the echo, and when muting.", live=True, page=Page.SOUND
    )
    in_tray: bool = setting(
        False,
        "Stay in the tray",
        "Closing the window leaves it listening in the tray, where there is one; Quit ends it.",
        page=Page.GENERAL,
    )
    autostart: bool = setting(
        False, "Start at login", "It starts when you log in, in the tray where there is one.", page=Page.GENERAL
    )

    @property
    def keys(self) -> Shortcuts:
        """The keys of the microphone, as they were chosen."""
        return Shortcuts(self.mute_key, self.hold_key, self.global_mute_key)

    @property
    def always_allowed_tools(self) -> frozenset[str]:
        """Names of the tools that act without asking."""
        return tools_in(self.always_allowed)

    def asking_again(self, name: str) -> Self:
        """The settings with one tool less that acts without asking."""
        return dataclasses.replace(self, always_allowed=", ".join(sorted(self.always_allowed_tools - {name})))

    def allowing(self, name: str) -> Self:
        """The settings with one more tool that acts without asking."""
        return dataclasses.replace(self, always_allowed=", ".join(sorted(self.always_allowed_tools | {name})))

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any], *, where: str, replay_only: bool = False) -> Self:
        """The settings with these values, defaults otherwise.

        where: what to call the source in messages, for example a file name.

        Raises:
            InputError: an unknown name, a wrong type or a value that is not allowed.
        """
        return cls().changed(values, where=where, replay_only=replay_only)

    def changed(self, changes: Mapping[str, Any], *, where: str, replay_only: bool = False) -> Self:
        """The settings with these changes; otherwise as from_mapping()."""
        schema = self.schema()
        cleaned = {
            name: schema[name]["clean"](value) if name in schema and isinstance(value, str) else value
            for name, value in changes.items()
        }
        for name, value in cleaned.items():
            self.check(name, value, where=where, replay_only=replay_only)
        return dataclasses.replace(self, **cleaned)

    @classmethod
    def check(cls, name: str, value: Any, *, where: str, replay_only: bool = False) -> None:
        """Checks one value; raises as from_mapping() does."""
        described = cls.schema().get(name)
        if described is None or (replay_only and not described["replay"]):
            raise InputError("settings.unknown", f"{where}: unknown setting '{name}'.")
        wanted = typing.get_type_hints(cls)[name]
        if type(value) is not wanted and not (wanted is float and type(value) is int):
            raise InputError("settings.type", f"{where}: setting '{name}' must be {_TYPE_NAMES[wanted]}.")
        if described["choices"] and value not in described["choices"]:
            allowed = ", ".join(described["choices"])
            raise InputError("settings.value", f"{where}: setting '{name}' must be one of {allowed}.")
        low, high = described["low"], described["high"]
        if not (low is None or low <= value) or not (high is None or value <= high):
            raise InputError("settings.value", f"{where}: setting '{name}' must be {_range(low, high)}.")
        if why := described["check"](value):
            raise InputError("settings.value", f"{where}: setting '{name}'{why}")

    @classmethod
    def schema(cls) -> dict[str, Mapping[str, Any]]:
        """Name of each setting -> its line: default, and what setting() was given."""
        return {f.name: {"default": f.default, **f.metadata} for f in dataclasses.fields(cls)}

    @classmethod
    def names(cls, **what: object) -> frozenset[str]:
        """Names of the settings that are marked so, for example live=True or page=Page.NONE."""
        return frozenset(
            name for name, line in cls.schema().items() if all(line[mark] is on for mark, on in what.items())
        )


def label(name: str) -> str:
    """What the window calls a setting."""
    return str(Settings.schema()[name]["label"])


def choices(name: str) -> Choices:
    """The allowed values of a setting, each with the window's words for it."""
    return dict(Settings.schema()[name]["choices"])


def as_table(schema: type[Settings] = Settings) -> str:
    """The settings that a person may edit in the file, as a Markdown table."""
    rows = ["| setting | default | meaning |", "| --- | --- | --- |"]
    for name, line in schema.schema().items():
        if not line["layout"]:
            allowed = ", ".join(f"`{value}`" for value in line["choices"]) or _range(line["low"], line["high"])
            default = json.dumps(line["default"])
            meaning = f"{line['label']}: {line['help']}" + (f" Allowed: {allowed}." if allowed else "")
            rows.append(f"| `{name}` | `{default}` | {meaning} |")
    return "\n".join(rows) + "\n"


def _range(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"from {low:g} to {high:g}"
    return f"at least {low:g}" if low is not None else f"at most {high:g}" if high is not None else ""
