"""Getting started: one step after the other beside the running conversation, each of which can be skipped."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from duologue.bridge.bridge import Bridge
from duologue.core.events import SessionStarted
from duologue.ui.colours import Theme
from duologue.ui.columns import scrolling, usual_size
from duologue.ui.first_run.steps import (
    CameraStep,
    KeysStep,
    MicrophoneStep,
    ModelStep,
    StepPage,
    TryStep,
    VoiceStep,
)
from duologue.ui.settings.fields import Options
from duologue.ui.words import tr

_SIZE = QSize(480, 520)


class Guide(QDialog):
    """Shows the steps. camera_turned, keys_wanted and model_wanted: what is settled elsewhere. However it is closed, it
    is not offered by itself again."""

    camera_turned = Signal(bool)
    keys_wanted = Signal()
    model_wanted = Signal()

    def __init__(self, bridge: Bridge, theme: Theme, background: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Getting started"))
        self._bridge = bridge
        self.microphone = MicrophoneStep(bridge, theme, self)
        self.voice = VoiceStep(bridge, self)
        self.camera = CameraStep(bridge, self)
        self.keys = KeysStep(bridge, self)
        self.model = ModelStep(bridge, background, self)
        self.steps: tuple[StepPage, ...] = (
            self.microphone, self.voice, self.camera, self.keys, self.model, TryStep(bridge, self),
        )  # fmt: skip
        self.pages = QStackedWidget(self)
        for step in self.steps:
            step.column.addStretch(1)
            self.pages.addWidget(scrolling(step, self))
        self.place = QLabel(self)
        self.place.setObjectName("secondary")
        self.skip = QPushButton(tr("Skip all"), self)
        self.back = QPushButton(tr("Back"), self)
        self.next = QPushButton(tr("Next"), self)
        self.next.setObjectName("primary")
        self.next.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(self.place)
        row.addStretch(1)
        for button in (self.skip, self.back, self.next):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 24, 26, 18)
        column.setSpacing(14)
        column.addWidget(self.pages, 1)
        column.addLayout(row)
        self.skip.clicked.connect(self.accept)
        self.back.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(+1))
        self.camera.turned.connect(self.camera_turned)
        self.keys.wanted.connect(self.keys_wanted)
        self.model.wanted.connect(self.model_wanted)
        bridge.started.connect(self._started)
        self.resize(usual_size(self, _SIZE))
        self._go(0)

    @property
    def step(self) -> StepPage:
        """The step that is shown."""
        return self.steps[self.pages.currentIndex()]

    def show_options(self, name: str, options: Options) -> None:
        """Takes the values that a setting can have now: devices, voices."""
        for step in self.steps:
            step.show_options(name, options)

    def done(self, result: int) -> None:
        """Not offered again, however it is closed."""
        self._bridge.change_settings(welcomed=True)
        super().done(result)

    def _started(self, started: SessionStarted) -> None:
        self.model.show_background(started.background)

    def _go(self, by: int) -> None:
        at = self.pages.currentIndex() + by
        if at >= len(self.steps):
            self.accept()
            return
        self.pages.setCurrentIndex(max(0, at))
        at = self.pages.currentIndex()
        last = at == len(self.steps) - 1
        self.place.setText(tr("{number} of {count}", number=at + 1, count=len(self.steps)))
        self.back.setEnabled(at > 0)
        self.skip.setVisible(not last)
        self.next.setText(tr("Done") if last else tr("Next"))
        self.setAccessibleDescription(
            tr("Step {number} of {count}: {title}", number=at + 1, count=len(self.steps), title=self.step.title)
        )
        self.next.setFocus()
