"""One panel on the screen, for filling in and pressing."""

from typing import Any

from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QWidget,
)

from duologue.panels.catalogue import OWN_CATALOG
from duologue.ui.colours import LIGHT
from duologue.ui.panels.rendering import SurfaceView
from duologue.ui.panels.surfaces import Surfaces
from duologue.ui.theme import apply_theme


class Bench:
    """One surface on the screen, 400 pixels wide. acted: what was pressed."""

    def __init__(self, qtbot: Any, catalog: str = OWN_CATALOG) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_theme(application, LIGHT)
        self.surfaces = Surfaces()
        self.surfaces.take({"version": "v0.9", "createSurface": {"surfaceId": "s", "catalogId": catalog}})
        surface = self.surfaces.get("s")
        assert surface is not None
        self.surface = surface
        self.view = SurfaceView(surface)
        self.view.resize(400, 300)
        qtbot.addWidget(self.view)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.acted: list[tuple[str, str, dict[str, Any]]] = []
        self.view.acted.connect(lambda *action: self.acted.append(action))

    def put(self, *components: dict[str, Any]) -> None:
        self._take(updateComponents={"surfaceId": "s", "components": list(components)})

    def data(self, value: Any, path: str = "/") -> None:
        self._take(updateDataModel={"surfaceId": "s", "path": path, "value": value})

    def _take(self, **message: Any) -> None:
        self.surfaces.take({"version": "v0.9"} | message)
        self.view.refresh()

    def find(self, kind: type[QWidget]) -> Any:
        (found,) = self.view.findChildren(kind)
        return found

    def stored(self, path: str) -> Any:
        return self.surface.data_model.get(path)

    def texts(self) -> set[str]:
        return {each.text() for each in self.view.findChildren(QLabel) if each.isVisible() and each.text()}


def text(id_: str, words: Any, **more: Any) -> dict[str, Any]:
    return {"id": id_, "component": "Text", "text": words} | more
