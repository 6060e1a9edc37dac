"""What can be pressed on the panels that are shown, found by its id or by the text it shows (REPLAY.md).

Reads the messages themselves, as they are sent to the renderer. Functions are not run here: what they would say is not
found by its text, and a component with `checks` does not count as enabled.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from duologue.core.events import Json
from duologue.panels.messages import Message

DEEPEST = 24
"""How many components inside one another are looked at."""
MOST = 500
"""How many components of a surface are looked at."""
MOST_SURFACES = 200
"""How many surfaces are remembered; with one more, the oldest is forgotten."""


@dataclass(frozen=True, slots=True)
class SurfaceAction:
    """An action of a component, its context resolved."""

    surface: str
    component: str
    name: str
    context: dict[str, Json]


@dataclass(slots=True)
class _Surface:
    components: dict[str, dict[str, Json]] = field(default_factory=dict)
    data: Json = None


class PressableSurfaces:
    """The surfaces of a session as far as they can be pressed."""

    def __init__(self) -> None:
        self._surfaces: dict[str, _Surface] = {}

    def take(self, surface: str, message: Message) -> None:
        """Takes in a message for a surface, as it goes to the renderer."""
        if "createSurface" in message:
            self._surfaces[surface] = _Surface()
            if len(self._surfaces) > MOST_SURFACES:
                del self._surfaces[next(iter(self._surfaces))]
        elif "deleteSurface" in message:
            self._surfaces.pop(surface, None)
        elif (known := self._surfaces.get(surface)) is not None:
            if "updateComponents" in message:
                known.components |= {str(c.get("id")): c for c in message["updateComponents"]["components"]}
            elif "updateDataModel" in message:
                update = message["updateDataModel"]
                known.data = _put(known.data, _steps(str(update.get("path") or "/")), update.get("value"))

    def find(self, surface: str, component: str, text: str) -> SurfaceAction | None:
        """The action of a component by its id, or else of the first that shows this text. surface: "" for any.

        With neither, the surface itself, without an action.
        """
        if not component and not text:
            return SurfaceAction(surface, "", "", {}) if surface in self._surfaces else None
        names = [surface] if surface else list(self._surfaces)
        for name in names:
            if (known := self._surfaces.get(name)) is None:
                continue
            for id_, scope in _walk(known, "root", "/", 0):
                found = known.components[id_]
                event = _event(found)
                if id_ == component or (event and not component and _shows(known, found, scope, text)):
                    event = event or {}
                    context = {key: _resolved(known, value, scope) for key, value in event.get("context", {}).items()}
                    return SurfaceAction(name, id_, str(event.get("name", "")), context)
        return None


def _shows(surface: _Surface, component: Mapping[str, Json], scope: str, text: str) -> bool:
    """Whether a component is enabled and shows this text."""
    return not component.get("checks") and _text(surface, component, scope) == text


def _event(component: Mapping[str, Json]) -> dict[str, Json] | None:
    action = component.get("action")
    event = action.get("event") if isinstance(action, dict) else None
    return event if isinstance(event, dict) else None


def _walk(surface: _Surface, id_: str, scope: str, depth: int) -> Iterator[tuple[str, str]]:
    """A component and all inside it, in the order in which they are shown, each with the scope of its data."""
    left = [(id_, scope, depth)]
    for _ in range(MOST):
        if not left:
            return
        id_, scope, depth = left.pop()
        component = surface.components.get(id_)
        if component is None or depth > DEEPEST:
            continue
        yield id_, scope
        left += [(child, inner, depth + 1) for child, inner in reversed(list(_children(surface, component, scope)))]


def _children(surface: _Surface, component: Mapping[str, Json], scope: str) -> Iterator[tuple[str, str]]:
    for name in ("child", "trigger", "content"):
        if isinstance(component.get(name), str):
            yield component[name], scope
    children = component.get("children")
    if isinstance(children, list):
        yield from ((str(id_), scope) for id_ in children)
    elif isinstance(children, dict):
        path = _absolute(str(children.get("path", "")), scope)
        items = _get(surface.data, _steps(path))
        for at in range(min(len(items), MOST) if isinstance(items, list) else 0):
            yield str(children.get("componentId", "")), f"{path.rstrip('/')}/{at}"


def _text(surface: _Surface, component: Mapping[str, Json], scope: str) -> str | None:
    """What a component says: its own text or label, or that of its child."""
    for name in ("text", "label"):
        if name in component:
            value = _resolved(surface, component[name], scope)
            return value if isinstance(value, str) else None
    child = surface.components.get(str(component.get("child")))
    return None if child is None or "child" in child else _text(surface, child, scope)


def _resolved(surface: _Surface, value: Json, scope: str) -> Json:
    """A value, or what is in the data where it points."""
    if isinstance(value, dict) and isinstance(value.get("path"), str):
        return _get(surface.data, _steps(_absolute(value["path"], scope)))
    return value


def _absolute(path: str, scope: str) -> str:
    return path if path.startswith("/") else f"{scope.rstrip('/')}/{path}"


def _steps(path: str) -> list[str]:
    """A JSON pointer as its steps."""
    return [step.replace("~1", "/").replace("~0", "~") for step in path.split("/") if step]


def _get(data: Json, steps: list[str]) -> Json:
    for step in steps:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and step.isdecimal() and int(step) < len(data):
            data = data[int(step)]
        else:
            return None
    return data


def _put(data: Json, steps: list[str], value: Json) -> Json:
    """The data with a value at a place; where there is no such place, it stays as it is."""
    if not steps:
        return value
    first, *rest = steps
    if isinstance(data, list):
        if first.isdecimal() and int(first) < len(data):
            return [_put(item, rest, value) if at == int(first) else item for at, item in enumerate(data)]
        return [*data, value] if not rest and first.isdecimal() and int(first) == len(data) else data
    known = data if isinstance(data, dict) else {}
    return {**known, first: _put(known.get(first), rest, value)}
