"""The A2UI engine behind the panels: takes messages, keeps surfaces, resolves what their components are bound to."""

import warnings
from collections.abc import Iterator, Mapping

from a2ui.core import (
    RELAXED_VALIDATION,
    A2uiError,
    DataContext,
    MessageProcessor,
    MessageProcessorOptions,
    SurfaceModel,
)
from a2ui.core.basic_catalog import BasicCatalog
from a2ui.core.resolution.data_context import MissingDataBindingWarning

from duologue.core.errors import DuologueError
from duologue.core.events import Json
from duologue.core.wording import shortened
from duologue.panels.messages import CATALOG

_LONGEST_REASON = 200


class PanelError(DuologueError):
    """A message is no valid message of a panel."""


class Surfaces:
    """The surfaces of a session. Components may come before what they refer to, as when a panel is streamed."""

    def __init__(self) -> None:
        self._processor = MessageProcessor([BasicCatalog("v0.9")], options=MessageProcessorOptions(RELAXED_VALIDATION))
        for message in _FIRST:  # the first message takes 0.1 s, which a running session does not have
            self.take(message)

    def take(self, message: Mapping[str, Json]) -> None:
        """Takes in a message.

        Raises:
            PanelError: it is invalid; the surfaces stay as they were.
        """
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


class Node:
    """A component of a surface in the scope of its data: `kind`, its values with bindings resolved, its children."""

    def __init__(self, surface: SurfaceModel, id_: str, scope: str = "/") -> None:
        self.id = id_
        self._surface, self._scope = surface, DataContext(surface, scope)
        self._component = surface.components_model.get(id_)

    @property
    def kind(self) -> str:
        """Name of the component in its catalogue, "" if it has not arrived."""
        return "" if self._component is None else str(self._component.type)

    def value(self, name: str, default: Json = None) -> Json:
        """A value of the component; `default` if it is missing or bound to data that has not arrived."""
        if self._component is None or name not in self._component.properties:
            return default
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", MissingDataBindingWarning)
            found = self._scope.resolve_dynamic_value(self._component.properties[name])
        return default if found is None else found

    def child(self) -> "Node | None":
        """The only child of a container for one."""
        id_ = None if self._component is None else self._component.properties.get("child")
        return Node(self._surface, id_, self._scope.path) if isinstance(id_, str) else None

    def children(self) -> Iterator["Node"]:
        """The children in order; of a template, one for each item of the data."""
        wanted = None if self._component is None else self._component.properties.get("children")
        if isinstance(wanted, list):
            yield from (Node(self._surface, str(id_), self._scope.path) for id_ in wanted)
        elif isinstance(wanted, dict):
            path = str(self._scope.resolve_path(str(wanted.get("path", ""))))
            items = self._surface.data_model.get(path)
            for at in range(len(items) if isinstance(items, list) else 0):
                yield Node(self._surface, str(wanted.get("componentId", "")), f"{path.rstrip('/')}/{at}")
