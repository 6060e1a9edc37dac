"""What stands in place of the captions while there are none: loading, what to try, or what went wrong."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from duologue.core.errors import DuologueError
from duologue.ui.colours import Theme
from duologue.ui.icons import pixmap
from duologue.ui.text_size import text_times
from duologue.ui.words import marked, tr, tr_told

EXAMPLES = (
    "What time is it?",
    "What is seventeen times twenty-three?",
    "Tell me when ten seconds have passed.",
)
"""Things to say that work without any background model."""
_TALK_HINT = marked("Pause to think, change your mind, break in: it listens while it speaks. Say or pick one of these:")
_TYPE_HINT = marked("There is no microphone. Type what you would say, or pick one of these:")
_WIDEST = 460
_MARK_SIZE, _PROBLEM_SIZE = 72, 56


class Page(QScrollArea):
    """A column in the middle, which scrolls where the window is too small for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QWidget(self)
        self.column = QVBoxLayout(self._inner)
        self.column.setSpacing(10)
        self.column.addStretch(2)
        self.setWidget(self._inner)
        self.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)

    def put(self, widget: QWidget, space_before: int = 0) -> None:
        """Adds a widget below the others, in the middle."""
        self.column.addSpacing(space_before)
        self.column.addWidget(widget)

    def done(self) -> None:
        """To be called after the last widget."""
        self.column.addStretch(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the column in the middle and no wider than is comfortable to read."""
        super().resizeEvent(event)
        widest = max(
            round(_WIDEST * text_times(self)),
            self.column.minimumSize().width() - 2 * self.column.contentsMargins().left(),
        )
        side = max(24, (self.viewport().width() - widest) // 2)
        self.column.setContentsMargins(side, 16, side, 16)
        self._inner.setMinimumHeight(self.column.heightForWidth(self.viewport().width()))


def _words(text: str, name: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def _picture(size: int, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setMinimumHeight(size)
    return label


def _app_mark(parent: QWidget) -> QLabel:
    label = _picture(_MARK_SIZE, parent)
    label.setPixmap(pixmap("duologue", "", _MARK_SIZE, parent.devicePixelRatioF()))
    return label


class WelcomePage(Page):
    """Tells a newcomer what to try. `chosen` carries an example that was clicked, `guide_wanted` asks to be led through
    the first steps."""

    chosen = Signal(str)
    guide_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.put(_app_mark(self))
        self.headline = _words("", "headline", self)
        self.put(self.headline, 8)
        self.hint = _words("", "secondary", self)
        self.put(self.hint)
        self.set_hearing(True)
        self.examples = [self._example(text) for text in EXAMPLES]
        self.column.addSpacing(10)
        for button in self.examples:
            self.put(button)
        self.guide = QPushButton(tr("Set up microphone, voice and keys"), self)
        self.guide.setObjectName("borderless")
        self.guide.setToolTip(tr("A minute, step by step; every step can be skipped"))
        self.guide.clicked.connect(self.guide_wanted)
        self.put(self.guide, 14)
        self.done()

    def offer_guide(self, offered: bool) -> None:
        """Whether the first steps are offered here; the menu offers them at any time."""
        self.guide.setVisible(offered)

    def set_hearing(self, possible: bool) -> None:
        """Whether there is a microphone to talk to."""
        self.headline.setText(tr("Just start talking") if possible else tr("Just start typing"))
        self.hint.setText(tr(_TALK_HINT) if possible else tr(_TYPE_HINT))

    def _example(self, text: str) -> QPushButton:
        button = QPushButton(f"“{text}”", self)
        button.setObjectName("example")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip(tr("Send this as if you had typed it"))
        button.clicked.connect(lambda: self.chosen.emit(text))
        return button


class LoadingPage(Page):
    """Shows what is being loaded, and how far it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.put(_app_mark(self))
        self.put(_words(tr("Waking up"), "headline", self), 8)
        self.what = _words("", "secondary", self)
        self.put(self.what)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName(tr("Loading"))
        self.put(self.bar, 6)
        self.done()

    def show_progress(self, text: str, fraction: float) -> None:
        """Shows what is being done and the part done, 0 to 1 (negative: unknown)."""
        self.what.setText(tr(text))
        self.bar.setRange(0, 0 if fraction < 0 else 100)
        self.bar.setValue(round(max(fraction, 0.0) * 100))


class ProblemPage(Page):
    """What keeps the session from starting, what to do about it, and a way to try again."""

    retry = Signal()
    sample_wanted = Signal()
    build_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = _picture(_PROBLEM_SIZE, self)
        self.put(self._mark)
        self.put(_words(tr("Duologue cannot start"), "headline", self), 4)
        self.message = _words("", "message", self)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.put(self.message, 2)
        self.advice = _words("", "command", self)
        self.advice.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.put(self.advice, 6)
        self.build = QPushButton(tr("Build the model now"), self)
        self.build.setObjectName("primary")
        self.build.setToolTip(tr("Fetches the parts of the model once and puts them together on this machine"))
        self.build.clicked.connect(self.build_wanted)
        self.put(self.build, 10)
        self.again = QPushButton(tr("Try again"), self)
        self.again.clicked.connect(self.retry)
        self.put(self.again)
        self.sample = QPushButton(tr("Play the sample session"), self)
        self.sample.clicked.connect(self.sample_wanted)
        self.put(self.sample)
        self.done()
        self.set_theme(theme)

    @property
    def can_build(self) -> bool:
        """Building the model would mend the error on display."""
        return bool(self.advice.text())

    def show_error(self, error: DuologueError) -> None:
        """Shows an error and, where there is one, the command that mends it."""
        self.message.setText(tr_told(error.message))
        advice = advice_for(error)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.build.setVisible(self.can_build)
        self.sample.setVisible(not self.can_build)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._mark.setPixmap(pixmap("warning", theme.amber.fore, _PROBLEM_SIZE, self.devicePixelRatioF()))


def advice_for(error: DuologueError) -> str:
    """The command that mends an error, "" if there is none."""
    broken = error.code.startswith("bundle.") and error.code != "bundle.builder"
    return "duologue models build duologue-1" if broken else ""
