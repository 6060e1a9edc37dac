"""What takes a tenth of a second or more to import is not imported before the window is there."""

import os
import subprocess
import sys

import pytest

HEAVY = ("a2ui", "cv2", "jsonschema", "livekit", "mcp", "numpy", "onnxruntime", "pydantic", "pyqtgraph", "sounddevice")
OURS = ("duologue.session.engine", "duologue.tools.registry", "duologue.ui.panels.rendering")
PROGRAM = """
import sys
from duologue import cli
from duologue.bridge.bridge import Bridge
from duologue.program import window
from duologue.ui.application import make_application

cli._parser()
app = make_application([])
shown = window.Window(Bridge())
shown.show()
app.processEvents()
print(*sorted(sys.modules))
shown.close_now()
"""


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """All modules that are there once the window is."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, timeout=300, check=True
    )
    return set(ran.stdout.split())


@pytest.mark.parametrize("name", [*HEAVY, *OURS])
def test_the_window_is_shown_before_it_is_imported(imported: set[str], name: str) -> None:
    assert name not in imported


def test_the_window_itself_is(imported: set[str]) -> None:
    assert {"duologue.ui.window", "PySide6.QtWidgets"} <= imported
