"""What all components have in common: a view keeps its widget and is told again and again what to show."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from duologue.core.events import Json
from duologue.ui.colours import LIGHT, Theme
from duologue.ui.panels.surfaces import Event, Node, OpenUrl

DEEPEST = 24
"""How many components may be inside one another; deeper ones are left out."""
MOST = 500
"""How many components of a panel are drawn; one that stands in several places counts in each."""

Acted = Callable[[str, str, Mapping[str, Json]], None]
"""Called with the id of the component, and the name and context of the action."""


def _unheard(*_: object) -> None:
    """Nobody presses anything in a picture."""


def _no_picture(_address: str) -> QPixmap | None:
    """Pictures of strangers are not fetched: asking for them would tell who looks at the panel."""
    return None


@dataclass(slots=True)
class Screen:
    """Where the views of a surface are. acted, opened: are told what was pressed. edited: is called when the user has
    entered something. picture: the picture at an address that may be asked. left: components that may still be drawn.
    """

    acted: Acted = _unheard
    opened: Callable[[str], None] = _unheard
    edited: Callable[[], None] = _unheard
    picture: Callable[[str], QPixmap | None] = _no_picture
    theme: Theme = LIGHT
    left: int = MOST
    views: "dict[str, type[View]]" = field(default_factory=dict)

    def do(self, node: Node) -> None:
        """What pressing a component means."""
        match node.action:
            case Event(name, context):
                self.acted(node.id, name, context)
            case OpenUrl(url):
                self.opened(url)


class View:
    """A component on the screen. kind: name of the component."""

    kind: ClassVar[str] = ""
    widget: QWidget

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.node: Node | None = None

    def show(self, node: Node, depth: int) -> None:
        """Shows what the component says now; what has not changed is not touched."""
        self.node = node
        self.update(node, depth)

    def update(self, node: Node, depth: int) -> None:
        """To be told by each kind."""
        raise NotImplementedError

    @property
    def empty(self) -> bool:
        """There is nothing to see; the component takes no room."""
        return False


class Children:
    """The views inside a view, kept as long as they stand for the same component."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._views: dict[tuple[object, ...], View] = {}

    def show(self, nodes: Iterable[Node], depth: int) -> list[tuple[Node, View]]:
        """Shows the nodes, in order; widgets of those that are gone are deleted."""
        kept, shown = self._views, list[tuple[Node, View]]()
        self._views = {}
        for node in nodes:
            if self._screen.left <= 0 or depth > DEEPEST:
                break
            self._screen.left -= 1
            key: tuple[object, ...] = (*node.key, node.kind)
            while key in self._views:  # the same component twice
                key = (*key, "again")
            view = kept.pop(key, None) or self._screen.views.get(node.kind, self._screen.views[""])(self._screen)
            self._views[key] = view
            view.show(node, depth)
            shown.append((node, view))
        for view in kept.values():
            view.widget.hide()
            view.widget.setParent(None)
            view.widget.deleteLater()
        return shown

    def show_one(self, node: Node | None, depth: int) -> View | None:
        """Shows a single node."""
        shown = self.show([node] if node is not None else [], depth)
        return shown[0][1] if shown else None
