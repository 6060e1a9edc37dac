"""The mini window: status, both voices, the newest line, mute and stop, small and above other windows."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from duologue.bridge.bridge import Bridge
from duologue.ui.colours import Theme
from duologue.ui.icons import icon
from duologue.ui.place import WindowPlace
from duologue.ui.restyle import restyle
from duologue.ui.status import StatusPill
from duologue.ui.tracks.strip import VoicesStrip
from duologue.ui.words import tr
from duologue.view.status import Status
from duologue.view.transcript import Line

SMALLEST, USUAL = QSize(280, 120), QSize(340, 124)
_ICON = QSize(18, 18)


class MiniWindow(QWidget):
    """Follows the bridge. opened: the whole window is wanted again."""

    opened = Signal()

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self._bridge, self._line = bridge, ""
        self.setObjectName("mini")
        self.setWindowTitle("Duologue")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.status = StatusPill(theme, self)
        self.mute = self._button("mute", tr("Mute microphone"), checkable=True)
        self.stop = self._button("stop", tr("Stop"))
        self.whole = self._button("whole", tr("Show the whole window"))
        self.voices = VoicesStrip(theme, self)
        self.line = QLabel(self)
        self.line.setObjectName("secondary")
        self.line.setTextFormat(Qt.TextFormat.PlainText)
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.status)
        row.addStretch(1)
        for button in (self.stop, self.mute, self.whole):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.voices)
        column.addWidget(self.line)
        self.mute.clicked.connect(bridge.mute)
        self.stop.clicked.connect(bridge.silence)
        self.whole.clicked.connect(self.opened)
        self.voices.pressed.connect(self.opened)
        self.status.pressed.connect(self.opened)
        QShortcut(QKeySequence("Esc"), self).activated.connect(bridge.silence)
        self.place = WindowPlace(self, SMALLEST, USUAL)
        bridge.status_changed.connect(self.show_status)
        bridge.muted_changed.connect(self.show_muted)
        bridge.busy_changed.connect(self.stop.setVisible)
        bridge.lines_changed.connect(self.show_lines)
        bridge.moved.connect(self.voices.show_tracks)
        self.set_theme(theme)
        self.show_status(bridge.status)
        self.show_muted(bridge.muted)
        self.stop.setVisible(bridge.busy)
        self.show_lines(bridge.lines)
        self.voices.show_tracks(bridge.tracks)

    def show_status(self, status: Status) -> None:
        """Shows what the assistant is doing."""
        self.status.set_status(status)

    def show_muted(self, muted: bool) -> None:
        """Shows whether the microphone is off."""
        self.mute.setChecked(muted)
        self.mute.setToolTip(tr("Turn the microphone on") if muted else tr("Mute the microphone"))
        restyle(self.mute, "muted", "true" if muted else "false")
        self._draw_icons()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Shows the newest line of the conversation."""
        if lines:
            self._line = lines[-1].text
            self._elide()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.status.set_theme(theme)
        self.voices.set_theme(theme)
        self._draw_icons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much of the line as there is room for."""
        super().resizeEvent(event)
        self._elide()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing it brings the whole window back: the session goes on."""
        super().closeEvent(event)
        self.opened.emit()

    def _elide(self) -> None:
        words = QFontMetrics(self.line.font()).elidedText(self._line, Qt.TextElideMode.ElideLeft, self.width() - 24)
        self.line.setText(words)
        self.line.setToolTip(self._line)

    def _button(self, name: str, says: str, *, checkable: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setCheckable(checkable)
        button.setIconSize(_ICON)
        button.setAccessibleName(says)
        button.setToolTip(says)
        return button

    def _draw_icons(self) -> None:
        muted, theme = self.mute.isChecked(), self._theme
        size = _ICON.width()
        self.mute.setIcon(
            icon("microphone-off", theme.on_danger, size) if muted else icon("microphone", theme.text, size)
        )
        self.stop.setIcon(icon("stop", theme.text, size))
        self.whole.setIcon(icon("unfold", theme.text, size))
