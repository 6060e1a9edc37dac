"""From a case's, an option's or a setting's value to a background model."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from duologue.background.address import read_address
from duologue.background.base import BackgroundModel
from duologue.background.discovery import FoundBackground
from duologue.background.genai import GenaiBackground, unusable
from duologue.background.none import NoBackground
from duologue.background.openai import OpenAIBackground
from duologue.background.scripted import ScriptedBackground, ScriptedTurn
from duologue.checked.fields import AnyText, by_type, closed
from duologue.checked.reading import check
from duologue.core.errors import InputError
from duologue.core.events import Json

NONE = "none"
"""The address that stands for no background model."""
ENTERED = "Background model"
"""The setting's name in messages."""


@closed
@dataclass(frozen=True, slots=True)
class _None:
    pass


@closed
@dataclass(frozen=True, slots=True)
class _Scripted:
    turns: tuple[ScriptedTurn, ...]


@closed
@dataclass(frozen=True, slots=True)
class _OpenAI:
    base_url: AnyText = ""
    model: AnyText = ""


@closed
@dataclass(frozen=True, slots=True)
class _Genai:
    folder: AnyText = ""


_TYPES = by_type({NONE: _None, "script": _Scripted, "openai": _OpenAI, "genai": _Genai}, default=NONE)


@dataclass(frozen=True, slots=True)
class _Case:
    """What of a case is read here."""

    background: Annotated[_None | _Scripted | _OpenAI | _Genai | None, _TYPES]


def open_background(value: Json, where: str) -> BackgroundModel:
    """The background model that `value` describes (REPLAY.md); None means none.

    where: what to call the source in messages.

    Raises:
        InputError: an unknown type or field, an address that is not taken, or a script that cannot be used.
    """
    if value is None:
        return NoBackground()
    match check(_Case, {"background": value}, where, "background").background:
        case _Scripted(turns):
            return ScriptedBackground(turns)
        case _OpenAI(base_url, model):
            return OpenAIBackground(read_address(base_url, where), model)
        case _Genai(folder):
            return _in_folder(Path(folder))
        case _:
            return NoBackground()


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
