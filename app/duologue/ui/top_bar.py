"""The row at the top: name, status, and the buttons of camera and menu."""

from PySide6.QtCore import QSize, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from duologue.core.devices import CameraState
from duologue.core.shortcuts import SCREEN_KEY
from duologue.ui.colours import Theme
from duologue.ui.icons import icon, pixmap
from duologue.ui.menu import MainMenu
from duologue.ui.restyle import restyle
from duologue.ui.status import StatusPill
from duologue.ui.words import tr
from duologue.view.status import Status

_ICON, _GAP, _SIDES = 22, 10, 30
"""Pixels of an icon, between the parts, and beside them on both sides together."""


class TopBar(QWidget):
    """Shows what the assistant is doing. camera_turned: emitted when the camera is to go on or off."""

    camera_turned = Signal(bool)
    recording_ended = Signal()
    private_ended = Signal()
    screen_ended = Signal()
    translation_wanted = Signal()

    def __init__(self, theme: Theme, menu: MainMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._filming = theme, False
        self.mark = QLabel(self)
        self.mark.setPixmap(pixmap("duologue", "", 28, self.devicePixelRatioF()))
        self.title = QLabel("Duologue", self)
        self.title.setObjectName("title")
        self.title.setMinimumWidth(1)  # it makes room altogether
        self.status = StatusPill(theme, self)
        self.camera = QToolButton(self)
        self.camera.setObjectName("camera")
        self.camera.setCheckable(True)
        self.camera.setAccessibleName(tr("Camera"))
        self.camera.clicked.connect(self.camera_turned)
        self.menu = QToolButton(self)
        self.menu.setMenu(menu)
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu.setToolTip(tr("Menu (F10)"))
        self.menu.setAccessibleName(tr("Menu"))
        self.recording = self._mark("recording", tr("Sound is recorded"), tr("Stop recording"), self.recording_ended)
        self.private = self._mark(
            "private", tr("Private: nothing is kept"), tr("Keep conversations again"), self.private_ended
        )
        self.translating = self._mark(
            "translating", tr("What you say is translated"), tr("See the translation"), self.translation_wanted
        )
        self.seen = self._mark("screen", tr("Your screen can be seen"), tr("Show it no more"), self.screen_ended)
        for button in (self.translating, self.recording, self.private, self.seen, self.camera, self.menu):
            button.setIconSize(QSize(_ICON, _ICON))
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDES - 12, 12, 12, 8)
        row.setSpacing(_GAP)
        row.addWidget(self.mark)
        row.addWidget(self.title)
        row.addStretch(1)
        for part in (
            self.status, self.translating, self.private, self.recording, self.seen, self.camera, self.menu,
        ):  # fmt: skip
            row.addWidget(part)
        self.show_camera(on=False)

    def set_status(self, status: Status) -> None:
        """Shows what the assistant is doing."""
        self.status.set_status(status)
        self.make_room()

    def show_camera(self, *, on: bool) -> None:
        """The camera is on, or off."""
        self.camera.setChecked(on)
        self.camera.setToolTip(
            tr("Turn the camera off (Ctrl+Shift+V)") if on else tr("Turn the camera on (Ctrl+Shift+V)")
        )
        self.show_camera_state(CameraState.OPENING)

    def show_camera_state(self, state: CameraState) -> None:
        """The button is red while a camera that is on delivers pictures, and only then."""
        self._filming = self.camera.isChecked() and state is CameraState.ON
        restyle(self.camera, "camera", "on" if self._filming else "off")
        self._draw_camera()

    def show_marks(self, private: bool, recording: bool) -> None:
        """Whether nothing is kept of the conversation, and whether its sound is recorded."""
        self.private.setVisible(private)
        self.recording.setVisible(recording)
        self.make_room()

    def show_screen(self, shared: str) -> None:
        """What of the screen can be seen, "" for nothing. A press on the mark ends it, as the key does."""
        self.seen.setVisible(bool(shared))
        self.seen.setToolTip(f"{tr('Your screen can be seen')}: {shared}\n{tr('Show it no more')} ({SCREEN_KEY})")
        self.make_room()

    def show_translating(self, on: bool, *, played: bool = False) -> None:
        """Whether what is said is translated, and not answered. played: what the computer plays is heard, too."""
        self.translating.setVisible(on)
        says = tr("What this computer plays is translated") if played else tr("What you say is translated")
        self.translating.setAccessibleName(f"{says}. {tr('See the translation')}")
        self.translating.setToolTip(f"{says}\n{tr('See the translation')}")
        restyle(self.translating, "played", "on" if played else "off")
        self._draw_translating(self._theme)
        self.make_room()

    def _mark(self, name: str, says: str, does: str, pressed: SignalInstance) -> QToolButton:
        """Something that the user must see as long as it holds. does: what a press does about it."""
        mark = QToolButton(self)
        mark.setObjectName(name)
        mark.setAccessibleName(f"{says}. {does}")
        mark.setToolTip(f"{says}\n{does}")
        mark.clicked.connect(lambda _: pressed.emit())
        mark.hide()
        return mark

    def make_room(self) -> None:
        """Where it is narrow the name makes room, then the mark, and then the word beside the status' icon."""
        marks = [mark for mark in (self.translating, self.private, self.recording, self.seen) if not mark.isHidden()]
        width = self.window().width()
        beside = _SIDES + sum(part.sizeHint().width() + _GAP for part in (self.camera, self.menu, *marks))
        self.status.set_brief(on=False)
        taken = beside + self.status.sizeHint().width()
        for part in (self.mark, self.title):
            taken += part.sizeHint().width() + _GAP
            part.setVisible(taken <= width)
        self.status.set_brief(on=beside + self.status.sizeHint().width() > width)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.status.set_theme(theme)
        self.menu.setIcon(icon("menu", theme.text, _ICON))
        self.recording.setIcon(icon("record", theme.on_danger, _ICON))
        self.seen.setIcon(icon("computer", theme.on_danger, _ICON))
        self.private.setIcon(icon("private", theme.text, _ICON))
        self._draw_translating(theme)
        self._draw_camera()

    def _draw_translating(self, theme: Theme) -> None:
        played = self.translating.property("played") == "on"
        self.translating.setIcon(icon("translate", theme.on_danger if played else theme.blue.fore, _ICON))

    def _draw_camera(self) -> None:
        on = self.camera.isChecked()
        colour = self._theme.on_danger if self._filming else self._theme.text
        self.camera.setIcon(icon("camera" if on else "camera-off", colour, _ICON))
