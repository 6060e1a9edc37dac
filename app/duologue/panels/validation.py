"""Panels that a language model sends: judged strictly, by the A2UI engine, before anything of them is shown.

A panel is judged as a whole: all components that a surface would then have, with all that they refer to. Each surface
gets a name that none of our own can have, so that nothing of ours is drawn over.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from duologue.core.display_text import plain_line
from duologue.core.events import Json
from duologue.panels.catalogue import OWN_CATALOG, own_catalog
from duologue.panels.judging import overlooked
from duologue.panels.messages import Message, closing

if TYPE_CHECKING:
    from a2ui.core import MessageProcessor

PREFIX = "model-"
"""Beginning of the names of such surfaces."""
VERSION = "v0.9"
MOST_MESSAGES = 50
"""Most messages at once."""
MOST_SURFACES = 24
"""How many surfaces are open; with one more, the oldest is closed."""
MOST_CHARACTERS = 1 << 16
"""Most characters of all messages at once, as JSON."""
_LONGEST_FAULT = 300


class PanelFaultError(Exception):
    """What is wrong with the messages, for the model."""


@dataclass(frozen=True, slots=True)
class _Surface:
    create: Message
    components: dict[str, Json] = field(default_factory=dict)


class ModelPanels:
    """The surfaces that a model has made in a session."""

    def __init__(self) -> None:
        self._surfaces: dict[str, _Surface] = {}

    def take(self, messages: Json) -> list[tuple[str, Message]]:
        """The messages as they are to be shown, each with its surface. Either all are taken, or none.

        Raises:
            PanelFaultError: they are no valid messages, or do not make a whole panel.
        """
        surfaces, taken = dict(self._surfaces), list[tuple[str, Message]]()
        judged: list[Message] = []
        for message in _listed(messages):
            kind, name, body = _read(message)
            known = surfaces.get(name)
            shown: Message = {"version": VERSION, kind: body}
            if kind == "createSurface":
                if known is not None:
                    taken.append((name, closing(name)))
                body.setdefault("catalogId", OWN_CATALOG)
                surfaces.pop(name, None)
                surfaces[name] = _Surface(shown)
            elif known is None:
                raise PanelFaultError(f"There is no surface '{_own(name)}': send createSurface first.")
            elif kind == "deleteSurface":
                del surfaces[name]
            elif kind == "updateComponents":
                surfaces[name] = replace(known, components=known.components | _by_id(body))
            else:
                judged.append(shown)
            taken.append((name, shown))
        touched = dict.fromkeys(name for name, _ in taken)
        _judge([(surfaces[name], name) for name in touched if name in surfaces], judged, surfaces)
        for oldest in list(surfaces)[: max(0, len(surfaces) - MOST_SURFACES)]:
            del surfaces[oldest]
            taken.append((oldest, closing(oldest)))
        self._surfaces = surfaces
        return taken


def warm_up() -> None:
    """Imports the engine and uses it once, which takes a second: for a worker thread, before the first panel."""
    text = {"id": "root", "component": "Text", "text": "ready"}
    ModelPanels().take([
        {"createSurface": {"surfaceId": "ready"}}, {"updateComponents": {"surfaceId": "ready", "components": [text]}},
    ])  # fmt: skip


def _listed(messages: Json) -> list[Json]:
    if not isinstance(messages, list) or not 0 < len(messages) <= MOST_MESSAGES:
        raise PanelFaultError(f"'messages' must be a list of 1 to {MOST_MESSAGES} A2UI messages.")
    try:
        text = json.dumps(messages)
    except RecursionError as error:
        raise PanelFaultError("The messages are nested too deeply.") from error
    if len(text) > MOST_CHARACTERS:
        raise PanelFaultError(f"The messages are too large: at most {MOST_CHARACTERS} characters together.")
    copied: list[Json] = json.loads(text)
    return copied


_KINDS = ("createSurface", "updateComponents", "updateDataModel", "deleteSurface")


def _read(message: Json) -> tuple[str, str, Message]:
    """Kind, surface under our name, and body of a message, which is changed to bear that name."""
    kinds = [kind for kind in _KINDS if isinstance(message, dict) and kind in message]
    if len(kinds) != 1 or not isinstance(body := message[kinds[0]], dict):
        raise PanelFaultError(f"Each message must be an object with one of {', '.join(_KINDS)}.")
    name = body.get("surfaceId")
    if not isinstance(name, str) or not name or len(name) > 64 or not name.replace("-", "").replace("_", "").isalnum():
        raise PanelFaultError("'surfaceId' must be a short name of letters, digits and hyphens.")
    body["surfaceId"] = PREFIX + _own(name)
    return kinds[0], body["surfaceId"], body


def _own(name: str) -> str:
    """A name as the model knows it."""
    return name.removeprefix(PREFIX)


def _by_id(body: Message) -> dict[str, Json]:
    components = body.get("components")
    if not isinstance(components, list) or not all(
        isinstance(component, dict) and isinstance(component.get("id"), str) for component in components
    ):
        raise PanelFaultError("'components' must be a list of objects that each have an 'id'.")
    return {component["id"]: component for component in components}


def _judge(whole: Iterable[tuple[_Surface, str]], others: list[Message], surfaces: dict[str, _Surface]) -> None:
    """Has the engine judge surfaces as they would be, and messages to them."""
    from a2ui.core import A2uiError  # noqa: PLC0415 - see _engine()

    messages: list[Message] = []
    for surface, name in whole:
        if not surface.components:
            raise PanelFaultError(f"The surface '{_own(name)}' has no components: send updateComponents, too.")
        components = {"surfaceId": name, "components": list(surface.components.values())}
        messages += [surface.create, {"version": VERSION, "updateComponents": components}]
    messages += [message for message in others if message["updateDataModel"]["surfaceId"] in surfaces]
    if fault := overlooked(messages):
        raise PanelFaultError(fault)
    try:
        _engine().process_messages(messages)
    except (A2uiError, ValueError, TypeError, RecursionError) as error:
        raise PanelFaultError(plain_line(str(error), _LONGEST_FAULT).replace(PREFIX, "")) from error


def _engine() -> "MessageProcessor":
    """A processor without surfaces. To take another catalogue, add it to the list."""
    from a2ui.core import MessageProcessor, MessageProcessorOptions, ValidationConfig  # noqa: PLC0415 - takes a second

    strict = ValidationConfig(allow_orphan_components=True)
    return MessageProcessor(_catalogs(), options=MessageProcessorOptions(strict))


@cache
def _catalogs() -> list[Json]:
    from a2ui.core.basic_catalog import BasicCatalog  # noqa: PLC0415 - see _engine()

    basic = BasicCatalog(VERSION)
    return [basic, own_catalog(basic)]
