"""The whole window at twice the size, in a process of its own: Qt takes its scale when it starts."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

PROGRAM = """
import sys
from duologue.bridge.bridge import Bridge
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.ui.application import make_application
from duologue.ui.window import Window
from helpers import script_player as script

app = make_application([])
bridge = Bridge(SettingsStore(Settings(theme="dark")))
window = Window(bridge)
window.resize(360, 600)
window.show()
for event in script.conversation():
    bridge.on_event(event)
bridge.flush()
app.processEvents()
assert window.width() == 360, window.width()
assert window.devicePixelRatioF() == 2.0
column = window.captions.viewport().width()
assert all(window.captions.bubble(line.index).right() <= column + 1 for line in window.captions.lines if line.text)
window.grab().save(sys.argv[1])
window.close()
bridge.flush()
"""


def test_twice_the_size_in_the_narrowest_window(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    tests = Path(__file__).parents[1]
    path = os.pathsep.join([str(tests), *sys.path])
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "2", "PYTHONPATH": path}
    command = [sys.executable, "-W", "error", "-c", PROGRAM, str(picture)]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (720, 1200)
