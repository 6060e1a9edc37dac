"""The surfaces of the panels: takes A2UI messages, keeps surfaces, resolves what their components are bound to."""

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from a2ui.core import (
    A2uiError,
    DataContext,
    MessageProcessor,
    MessageProcessorOptions,
    SurfaceModel,
    ValidationConfig,
)
from a2ui.core.common import is_at_least_version
from a2ui.core.resolution.data_context import MissingDataBindingWarning
from a2ui.core.schema import ProtocolVersion

from duologue.core.display_text import shortened
from duologue.core.errors import DuologueError
from duologue.core.events import Json
from duologue.panels.judging import overlooked
from duologue.panels.messages import CATALOG, OPEN_ACTION
from duologue.ui.panels.catalogs import catalogs

_LONGEST_REASON = 200
MOST_ITEMS = 500
"""How many items a template is repeated for; the rest is left out."""
STREAMED = ValidationConfig(allow_orphan_components=True, allow_dangling_references=True, allow_missing_root=True)
"""How a message is checked by itself: what it refers to may come later."""


class PanelError(DuologueError):
    """A message is no valid message of a panel."""


class Surfaces:
    """The surfaces of a session. Components may come before what they refer to, as when a panel is streamed."""

    def __init__(self) -> None:
        self._processor = MessageProcessor(catalogs(), options=MessageProcessorOptions(STREAMED))
        _warm_up()

    def take(self, message: Mapping[str, Json]) -> None:
        """Takes in a message.

        Raises:
            PanelError: it is invalid; the surfaces stay as they were.
        """
        if fault := overlooked(message.get("updateComponents")):
            raise PanelError("panel.invalid", f"A panel could not be drawn: {fault}.")
        try:
            self._processor.process_messages([dict(message)])
        except (A2uiError, ValueError) as error:
            reason = shortened(" ".join(str(error).split()).rstrip("."), _LONGEST_REASON)
            raise PanelError("panel.invalid", f"A panel could not be drawn: {reason}.") from error

    def clear(self) -> None:
        """Forgets all surfaces."""
        for name in list(self._processor.model.surfaces_map):
            self._processor.model.delete_surface(name)

    def get(self, name: str) -> SurfaceModel | None:
        """A surface, None if it does not exist (any more)."""
        return self._processor.model.get_surface(name)


@cache
def _warm_up() -> None:
    """Once: the first message takes 0.1 s, which a running session does not have."""
    processor = MessageProcessor(catalogs(), options=MessageProcessorOptions(STREAMED))
    processor.process_messages([dict(message) for message in _FIRST])


_FIRST: tuple[dict[str, Json], ...] = (
    {
        "version": "v0.9",
        "createSurface": {
            "surfaceId": "warm-up",
            "catalogId": CATALOG,
        },
    },
    {
        "version": "v0.9",
        "updateComponents": {
            "surfaceId": "warm-up",
            "components": [{"id": "root", "component": "Text", "text": {"path": "/text"}}],
        },
    },
    {"version": "v0.9", "deleteSurface": {"surfaceId": "warm-up"}},
)


@dataclass(frozen=True, slots=True)
class Event:
    """An action that the assistant is told of, its context resolved."""

    name: str
    context: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class OpenUrl:
    """An action of the window itself: opens an address outside."""

    url: str


class Node:
    """A component of a surface in the scope of its data: `kind`, its values with bindings resolved, its children."""

    def __init__(self, surface: SurfaceModel, id_: str, scope: str = "/") -> None:
        self.id = id_
        self._surface, self._scope = surface, DataContext(surface, scope)
        self._component = surface.components_model.get(id_)
        self._newer = _is_newer(str(surface.protocol_version))

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others of its surface: its id and the scope of its data."""
        return self.id, str(self._scope.path)

    @property
    def kind(self) -> str:
        """Name of the component in its catalogue, "" if it has not arrived."""
        return "" if self._component is None else str(self._component.type)

    @property
    def names(self) -> list[str]:
        """Names of its properties."""
        return [] if self._component is None else list(self._component.properties)

    def raw(self, name: str) -> Any:
        """A property as it was written, None if there is none."""
        return None if self._component is None else self._component.properties.get(name)

    def value(self, name: str, default: Json = None) -> Json:
        """A value of the component; `default` if it is missing or bound to data that has not arrived."""
        found = self.resolve(self.raw(name))
        return default if found is None else found

    def text(self, name: str) -> str:
        """A value as text, "" if there is none."""
        found = self.value(name)
        return "" if found is None else _as_text(found)

    @property
    def spoken(self) -> str:
        """What it is called for those who do not see it, "" if the message does not say."""
        told = self.raw("accessibility")
        return str(self.resolve(told.get("label")) or "") if isinstance(told, dict) else ""

    def resolve(self, value: Any) -> Any:
        """A literal, or what is in the data or comes of a function; None if that has not arrived.

        For v0.9 done here: a2ui-core checks the arguments of a function against its schema each time, which takes it
        1.5 ms, although the message was checked as it came.
        """
        if isinstance(value, list):
            return [self.resolve(each) for each in value]
        if not isinstance(value, dict):
            return value
        if self._newer:
            with _unwarned():
                return self._scope.resolve_dynamic_value(value)
        return self._resolved(value)

    def _resolved(self, value: dict[str, Any]) -> Any:
        try:
            if isinstance(path := value.get("path"), str) and "componentId" not in value:
                return self._surface.data_model.get(self._scope.resolve_path(path))
            if isinstance(name := value.get("call"), str):
                return self._called(name, self.resolve(value.get("args") or {}))
        except (A2uiError, ArithmeticError, LookupError, TypeError, ValueError):
            return None  # as a2ui-core does: what cannot be worked out is not there
        return {name: self.resolve(each) for name, each in value.items()}

    def _called(self, name: str, arguments: Any) -> Any:
        """What a function of the catalogue makes of its arguments, None if there is none."""
        catalog = self._surface.default_catalog
        function = catalog.get_function(name) if catalog is not None else None
        execute = getattr(function, "execute", None)
        if execute is None:
            return None
        with _unwarned():
            return execute(arguments, self._scope, None)

    def write(self, name: str, value: Json) -> bool:
        """Puts what the user has entered into the data that a property is bound to; whether it is bound at all."""
        raw = self.raw(name)
        path = raw.get("@path" if self._newer else "path") if isinstance(raw, dict) else None
        if not isinstance(path, str):
            return False
        try:
            self._scope.set(path, value)
        except A2uiError:  # the message bound it to a place that cannot be
            return False
        return True

    @property
    def failures(self) -> list[str]:
        """What its checks have to say about what the user has entered; empty if all is well."""
        checks = self.raw("checks")
        rules = [rule for rule in checks if isinstance(rule, dict)] if isinstance(checks, list) else []
        return [str(rule.get("message", "")) for rule in rules if not _holds(self.resolve(rule.get("condition", rule)))]

    @property
    def action(self) -> Event | OpenUrl | None:
        """What pressing it means now."""
        raw = self.raw("action")
        if not isinstance(raw, dict):
            return None
        called = raw.get("functionCall", raw)
        if isinstance(called, dict) and "openUrl" in (called.get("call"), called.get("@call")):
            arguments = called.get("args")
            url = self.resolve(arguments.get("url")) if isinstance(arguments, dict) else None
            return OpenUrl(str(url or ""))
        event = raw.get("event")
        if not isinstance(event, dict):
            return None
        context = self.resolve(event.get("context") or {})
        if event.get("name") == OPEN_ACTION:
            return OpenUrl(str(context.get("url") or ""))
        return Event(str(event.get("name", "")), context if isinstance(context, dict) else {})

    def child(self, name: str = "child") -> "Node | None":
        """The component that a property names."""
        return self.at(self.raw(name))

    def at(self, id_: object) -> "Node | None":
        """Another component in the same scope."""
        return Node(self._surface, id_, self._scope.path) if isinstance(id_, str) else None

    def children(self) -> Iterator["Node"]:
        """The children in order; of a template, one for each item of the data, up to MOST_ITEMS."""
        wanted = self.raw("children")
        if isinstance(wanted, list):
            yield from (Node(self._surface, str(id_), self._scope.path) for id_ in wanted)
        elif isinstance(wanted, dict):
            path = str(self._scope.resolve_path(str(wanted.get("path", ""))))
            items = self._surface.data_model.get(path)
            for at in range(min(len(items), MOST_ITEMS) if isinstance(items, list) else 0):
                yield Node(self._surface, str(wanted.get("componentId", "")), f"{path.rstrip('/')}/{at}")


@contextmanager
def _unwarned() -> Iterator[None]:
    """Data that has not arrived is nothing to warn of: it is shown when it comes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MissingDataBindingWarning)
        yield


@cache
def _is_newer(version: str) -> bool:
    """Whether a surface speaks v1.0 or later."""
    return is_at_least_version(version, ProtocolVersion.V1_0)


def _as_text(value: Json) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)


def _holds(result: Any) -> bool:
    """Whether a check is met. Functions of v1.0 say so in an object."""
    if isinstance(result, dict):
        return bool(result.get("valid"))
    return bool(getattr(result, "valid", result))
