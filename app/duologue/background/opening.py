"""From a case's or a setting's `background` value to a background model."""

from duologue.background.base import BackgroundModel
from duologue.background.none import NoBackground
from duologue.background.scripted import ScriptedBackground, read_script
from duologue.core.errors import InputError
from duologue.core.events import Json

_FIELDS = {"none": set[str](), "script": {"turns"}, "openai": {"base_url", "model"}}
OPENAI_PROBLEM = "Background models of type 'openai' are not built yet."


def open_background(value: Json, where: str) -> BackgroundModel:
    """The background model that `value` describes (REPLAY.md); None means none.

    where: what to call the source in messages.

    Raises:
        InputError: an unknown type or field, or a script that cannot be used.
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
    return NoBackground(OPENAI_PROBLEM if kind == "openai" else "")
