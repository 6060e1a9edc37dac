"""A field for each kind of setting, made from its line of the schema: a switch, a choice, a number or a text."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from duologue.core.errors import InputError
from duologue.core.settings import Settings, choices, label
from duologue.ui.settings.synonyms import OF_SETTINGS, means
from duologue.ui.words import marked, tr

Options = Iterable[tuple[str, str]]
"""Values of a setting that are known only while the program runs, each with its words: devices, voices."""
_STEPS = 100
"""Places of the slider from the least to the greatest value of a number."""


_SAID = {"history_days": (marked("Never"), marked("days"))}
"""Whole numbers: what is said for the least of them, and the unit of the others."""


class Field(QWidget):
    """A setting that is changed here. changed: with its name and the new value, when it is valid; what is not valid is
    explained below it and changes nothing."""

    changed = Signal(str, object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        line = Settings.schema()[name]
        self.help = tr(str(line["help"]))
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.hide()
        self.about = QLabel(self.help, self)
        self.about.setObjectName("secondary")
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.title = QLabel(tr(label(name)), self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.title)

    def show_value(self, value: Any) -> None:
        """Shows what the setting is now."""
        raise NotImplementedError

    def keep(self) -> None:
        """Takes in what was typed and not yet taken in."""

    def matches(self, words: str) -> bool:
        """What is looked for stands in its name, its help or its choices, or is what it is called as well."""
        mine = " ".join((tr(label(self.name)), self.help, self.name, *map(tr, choices(self.name).values()))).casefold()
        return all(word in mine for word in words.casefold().split()) or means(words, OF_SETTINGS.get(self.name, ""))

    def _put(self, widget: QWidget) -> None:
        widget.setAccessibleName(tr(label(self.name)))
        widget.setAccessibleDescription(self.help)
        self.title.setBuddy(widget)
        self.setFocusProxy(widget)
        for part in (widget, self.problem, self.about):
            self._column.addWidget(part)

    def _want(self, value: Any) -> None:
        """Hands on a value if it is allowed, and says otherwise why it is not."""
        try:
            Settings.check(self.name, value, where="settings")
        except InputError as error:
            self._explain(error.message.removeprefix("settings: ").capitalize())
            return
        self._explain("")
        self.changed.emit(self.name, value)

    def _explain(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))


class Switch(Field):
    """True or false."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.title.hide()
        self.box = QCheckBox(tr(label(name)), self)
        self._put(self.box)
        self.box.clicked.connect(self._want)

    def show_value(self, value: Any) -> None:
        """Shows what the setting is now."""
        self.box.setChecked(bool(value))


class Choice(Field):
    """One of several. options: those that are known only now; what was chosen and is not there stays in the list."""

    def __init__(self, name: str, parent: QWidget | None = None, *, none: str = "") -> None:
        super().__init__(name, parent)
        self._none = none
        self._value: Any = ""
        self.box = QComboBox(self)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(18)
        self._put(self.box)
        self.show_options((value, tr(words)) for value, words in choices(name).items())
        self.box.activated.connect(lambda _: self._want(self.box.currentData()))

    def show_options(self, options: Options) -> None:
        """Takes the values that there are now."""
        with QSignalBlocker(self.box):
            self.box.clear()
            if self._none:
                self.box.addItem(self._none, "")
            for value, words in options:
                self.box.addItem(words, value)
        self.show_value(self._value)

    def show_value(self, value: Any) -> None:
        """Shows what the setting is now."""
        self._value = value
        if self.box.findData(value) < 0 and value != "":
            self.box.addItem(tr("{value} (not there now)", value=value), value)
        self.box.setCurrentIndex(max(0, self.box.findData(value)))


class Number(Field):
    """A number between two bounds, as a slider that says what it stands at."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        line = Settings.schema()[name]
        self._low, self._high = float(line["low"]), float(line["high"])
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(_STEPS // 10)
        self.said = QLabel(self)
        self.said.setMinimumWidth(52)
        row = QWidget(self)
        line_up = QHBoxLayout(row)
        line_up.setContentsMargins(0, 0, 0, 0)
        line_up.addWidget(self.slider, 1)
        line_up.addWidget(self.said)
        self._put(row)
        self.slider.setAccessibleName(tr(label(name)))
        self.setFocusProxy(self.slider)
        self.slider.valueChanged.connect(self._slid)

    def show_value(self, value: Any) -> None:
        """Shows what the setting is now."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(round((float(value) - self._low) / (self._high - self._low) * _STEPS))
        self._say(float(value))

    def _slid(self, place: int) -> None:
        value = round(self._low + (self._high - self._low) * place / _STEPS, 2)
        self._say(value)
        self._want(value)

    def _say(self, value: float) -> None:
        share = (self._low, self._high) == (0.0, 1.0)
        self.said.setText(f"{value:.0%}" if share else f"{value:.2f} ×")
        times = f"{value:.0%}" if share else tr("{value:.2f} times", value=value)
        self.slider.setAccessibleDescription(f"{times}. {self.help}")


class Whole(Field):
    """A whole number between two bounds. The least may have a word of its own, and the others a unit."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        line = Settings.schema()[name]
        least, unit = _SAID.get(name, ("", ""))
        self.box = QSpinBox(self)
        self.box.setRange(int(line["low"]), int(line["high"]))
        self.box.setSpecialValueText(tr(least))
        self.box.setSuffix(f" {tr(unit)}" if unit else "")
        self.box.lineEdit().setTextMargins(8, 0, 0, 0)
        self.box.setKeyboardTracking(False)
        self._put(self.box)
        self.box.valueChanged.connect(self._want)

    def show_value(self, value: Any) -> None:
        """Shows what the setting is now."""
        with QSignalBlocker(self.box):
            self.box.setValue(int(value))

    def keep(self) -> None:
        """Takes in what was typed and not yet taken in."""
        self.box.interpretText()


class Text(Field):
    """A text that is typed. It is taken in with Enter, on leaving the field, and on closing the dialog."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.line = QLineEdit(self)
        self.line.setObjectName("setting")
        self.line.setToolTip(self.help)
        self._put(self.line)
        self.line.editingFinished.connect(self.keep)

    def show_value(self, value: Any) -> None:
        """Shows what the setting is now; a draft stays."""
        if not self.line.isModified():
            self.line.setText(str(value))
            self._explain("")

    def keep(self) -> None:
        """Takes in what was typed and not yet taken in."""
        if self.line.isModified():
            self.line.setModified(False)
            self._want(self.line.text().strip())


def field(name: str, *, chosen_from: str = "", parent: QWidget | None = None) -> Field:
    """The field for a setting. chosen_from: for a text that is one of several which are known only while the program
    runs, what stands there for none."""
    line = Settings.schema()[name]
    kinds: tuple[tuple[bool, Callable[[], Field]], ...] = (
        (isinstance(line["default"], bool), lambda: Switch(name, parent)),
        (bool(line["choices"]), lambda: Choice(name, parent)),
        (bool(chosen_from), lambda: Choice(name, parent, none=chosen_from)),
        (isinstance(line["default"], int), lambda: Whole(name, parent)),
        (line["low"] is not None, lambda: Number(name, parent)),
    )
    return next((make for fits, make in kinds if fits), lambda: Text(name, parent))()
