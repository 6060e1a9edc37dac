"""What this is, which version and model run, and whose work it stands on."""

import platform

from PySide6.QtCore import QMargins, QSize, Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QWidget

from duologue import __version__
from duologue.core.events import SessionStarted
from duologue.ui.columns import lay_out, words
from duologue.ui.icons import pixmap
from duologue.ui.words import tr

_SIZE = QSize(470, 560)
LICENCES = (
    ("Duologue", "Apache-2.0"),
    ("Moonshine tiny-en, speech recognition", "MIT"),
    ("Silero VAD, voice activity", "MIT"),
    ("all-MiniLM-L6-v2, sentence meaning", "Apache-2.0"),
    ("eSpeak NG, voice", "GPL-3.0-or-later"),
    ("ONNX Runtime", "MIT"),
    ("Qt for Python", "LGPL-3.0"),
    ("a2ui-core, panels", "Apache-2.0"),
    ("pyqtgraph, charts", "MIT"),
    ("QtAwesome, icons", "MIT"),
    ("Material Design Icons", "Apache-2.0"),
    ("Babel, dates", "BSD-3-Clause"),
    ("MCP SDK, tools of servers", "MIT"),
    ("httpx2, web and servers", "BSD-3-Clause"),
    ("ddgs, web search", "MIT"),
    ("trafilatura, web pages", "Apache-2.0"),
    ("keyring, secrets", "MIT"),
    ("livekit (WebRTC), echo", "Apache-2.0, BSD-3-Clause"),
    ("OpenCV, camera", "Apache-2.0"),
    ("pulsectl, sound devices", "MIT"),
    ("SoundCard, sound of other programs on Windows", "BSD-3-Clause"),
    ("dbus-fast, keys on Wayland", "MIT"),
    ("python-xlib, keys on X11", "LGPL-2.1-or-later"),
    ("pynput, keys on Windows and macOS", "LGPL-3.0"),
)


class AboutDialog(QDialog):
    """Version, bundle and licences, as text that can be copied."""

    def __init__(self, started: SessionStarted | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Duologue"))
        mark = QLabel(self)
        mark.setPixmap(pixmap("duologue", "", 64, self.devicePixelRatioF()))
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text = words(about_text(started), self)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        lay_out(self, [mark, self.text], [buttons], _SIZE, margins=QMargins(28, 24, 28, 20), spacing=16)


def about_text(started: SessionStarted | None) -> str:
    """The text of the dialog."""
    if started is None:
        model = "Model: not loaded yet"
    else:
        bundle = started.bundle
        digest = bundle.get("sha256", "")[:12]
        model = f"Model: {bundle.get('name', '?')} {bundle.get('version', '')} ({digest}), {started.provider}"
        model += f"\nBackground model: {started.background or 'none'}"
    licences = "\n".join(f"    {name}: {licence}" for name, licence in LICENCES)
    return (
        f"Duologue {__version__}\n"
        "Listens and speaks at the same time, on your own machine.\n\n"
        f"{model}\n"
        f"Qt {qVersion()}, Python {platform.python_version()}\n\n"
        f"Built with:\n{licences}"
    )
