"""From a case's, an option's or a setting's value to a background model."""

from pathlib import Path

from duologue.background.address import read_address
from duologue.background.base import BackgroundModel
from duologue.background.discovery import FoundBackground
from duologue.background.genai import GenaiBackground, unusable
from duologue.background.none import NoBackground
from duologue.background.openai import OpenAIBackground
from duologue.background.scripted import ScriptedBackground, read_script
from duologue.core.errors import InputError
from duologue.core.events import Json

_FIELDS = {"none": set[str](), "script": {"turns"}, "openai": {"base_url", "model"}, "genai": {"folder"}}
NONE = "none"
"""What is entered as address by who wants no background model."""
ENTERED = "Background model"
"""What the setting is called in messages."""


def open_background(value: Json, where: str) -> BackgroundModel:
    """The background model that `value` describes (REPLAY.md); None means none.

    where: what to call the source in messages.

    Raises:
        InputError: an unknown type or field, an address that is not taken, or a script that cannot be used.
    """
    if value is None:
        return NoBackground()
    if not isinstance(value, dict):
        raise InputError("background.value", f"{where}: 'background' must be an object.")
    kind = value.get("type", "none")
    if not isinstance(kind, str) or kind not in _FIELDS:
        raise InputError("background.type", f"{where}: unknown background type '{kind}'.")
    if unknown := sorted(set(value) - _FIELDS[kind] - {"type"}):
        raise InputError("background.unknown", f"{where}: background '{kind}' has the unknown field '{unknown[0]}'.")
    if kind == "script":
        return ScriptedBackground(read_script(value.get("turns"), where))
    if kind == "openai":
        return OpenAIBackground(read_address(_text(value, "base_url", where), where), _text(value, "model", where))
    return _in_folder(Path(_text(value, "folder", where))) if kind == "genai" else NoBackground()


def entered_background(entered: str, model: str = "") -> BackgroundModel:
    """The background model of the settings: found on this machine if nothing was entered, none for "none", else at an
    address or in a folder. What was entered and cannot be used becomes a problem that the session tells.
    """
    entered = entered.strip()
    if not entered:
        return FoundBackground(model)
    if entered.casefold() == NONE:
        return NoBackground()
    try:
        return open_background(described(entered, model), ENTERED)
    except InputError as error:
        return NoBackground(error.message)


def described(entered: str, model: str = "") -> Json:
    """An address, or the folder of a model, as the `background` value of a case."""
    if "://" not in entered and Path(entered).expanduser().is_dir():
        return {"type": "genai", "folder": str(Path(entered).expanduser())}
    return {"type": "openai", "base_url": entered, "model": model}


def _in_folder(folder: Path) -> BackgroundModel:
    problem = unusable(folder)
    return NoBackground(problem) if problem else GenaiBackground(folder)


def _text(value: Json, name: str, where: str) -> str:
    text = value.get(name, "")
    if not isinstance(text, str):
        raise InputError("background.field", f"{where}: background '{name}' must be a text.")
    return text
