"""What the user can enter: Button, TextField, CheckBox, ChoicePicker, Slider, DateTimeInput."""

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QSignalBlocker, QSize, Qt, QTime
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QDateTimeEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from duologue.core.events import Json
from duologue.ui.flow import FlowLayout
from duologue.ui.panels.catalogs import matches
from duologue.ui.panels.components.base import Children, Screen, View
from duologue.ui.panels.components.texts import Label
from duologue.ui.panels.surfaces import Node
from duologue.ui.words import tr

LONGEST_TEXT = 10_000
"""Most characters that can be typed into a field."""
MOST_OPTIONS = 100
_LARGEST = 1e9
"""Largest number of a slider."""
STEPS = 100
"""How many steps a slider has over a range that is more than a few whole numbers."""
_MISMATCH = "This isn't in the expected format."


class ButtonView(View):
    """Does something when it is pressed. It may show anything; what it shows takes no presses of its own."""

    kind = "Button"

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.widget: _Button = _Button()
        self.widget.clicked.connect(self._press)
        self._children = Children(screen)
        self._inside: View | None = None

    @property
    def empty(self) -> bool:
        """A text that is not there yet, or never will be, is no button."""
        child = None if self.node is None else self.node.child()
        return child is not None and child.kind == "Text" and not child.text("text")

    def _press(self) -> None:
        if self.node is not None:
            self.screen.do(self.node)

    def update(self, node: Node, depth: int) -> None:
        """A text is the button's own; anything else is laid into it."""
        child = node.child()
        text = child.text("text") if child is not None and child.kind == "Text" else ""
        if child is None or child.kind == "Text":
            self._children.show([], depth + 1)
            self._inside = None
            said = tr(text)  # the words on buttons of our own panels are known
            self.widget.setText(said.replace("&", "&&"))
            self.widget.setAccessibleName(node.spoken or said)
        else:
            self.widget.setText("")
            view = self._children.show_one(child, depth + 1)
            if view is not None and view is not self._inside:
                self._inside = view
                self.widget.hold(view.widget)
            self.widget.setAccessibleName(node.spoken or _said(self.widget) or node.id)
        variant = str(node.value("variant", "default"))
        name = {"primary": "primary", "borderless": "borderless"}.get(variant, "")
        if self.widget.objectName() != name:
            self.widget.setObjectName(name)
            self.widget.style().unpolish(self.widget)
            self.widget.style().polish(self.widget)
        failures = node.failures
        self.widget.setEnabled(not failures)
        self.widget.setToolTip("\n".join(failures))


class _Button(QPushButton):
    """A button that can hold something."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoDefault(True)

    def hold(self, widget: QWidget) -> None:
        """Shows a widget instead of a text."""
        layout = self.layout()
        if layout is None:
            layout = QHBoxLayout(self)
            layout.setContentsMargins(10, 6, 10, 6)
        while layout.count():
            layout.takeAt(0)
        layout.addWidget(widget)
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        widget.show()

    def sizeHint(self) -> QSize:
        """As large as what it holds."""
        layout = self.layout()
        return super().sizeHint() if layout is None or not layout.count() else layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As small as what it holds."""
        layout = self.layout()
        return super().minimumSizeHint() if layout is None or not layout.count() else layout.minimumSize()


def _said(widget: QWidget) -> str:
    """What the texts and icons in a widget say."""
    return " ".join(label.accessibleName() for label in widget.findChildren(QLabel) if label.accessibleName())


class FieldView(View):
    """A label, something to enter, and below it what is wrong with it.

    labelled: the label stands above. bound: the property that is entered.
    """

    labelled = True
    bound = "value"

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.widget: QWidget = QWidget()
        self.column = QVBoxLayout(self.widget)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(3)
        self.label = Label("", "fieldLabel")
        self.label.hide()
        self.column.addWidget(self.label)
        self._wrong = Label("", "error")
        self._wrong.hide()
        self._touched = False

    def update(self, node: Node, depth: int) -> None:
        """Label and faults; what is entered is for each kind."""
        text = node.text("label") if self.labelled else ""
        self.label.say(text)
        _appear(self.label, bool(text))
        if self._wrong.parent() is None:
            self.column.addWidget(self._wrong)
        self.put(node)
        failures = self.failures(node) if self._touched or node.value(self.bound) not in (None, "", []) else []
        self._wrong.say("\n".join(failures))
        _appear(self._wrong, bool(failures))

    def put(self, node: Node) -> None:
        """Shows the value."""
        raise NotImplementedError

    def failures(self, node: Node) -> list[str]:
        """What is wrong with the value."""
        return node.failures

    def enter(self, value: Json) -> None:
        """The user has entered a value."""
        self._touched = True
        if self.node is not None:
            self.node.write(self.bound, value)
            self.screen.edited()


class TextFieldView(FieldView):
    """A line of text, or several."""

    kind = "TextField"

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._field: QLineEdit | QPlainTextEdit | None = None
        self._literal: str | None = None

    def put(self, node: Node) -> None:
        """Shows the text; the cursor stays where it is."""
        variant = str(node.value("variant", "shortText"))
        field = self._made(variant == "longText")
        if isinstance(field, QLineEdit):
            mode = QLineEdit.EchoMode.Password if variant == "obscured" else QLineEdit.EchoMode.Normal
            field.setEchoMode(mode)
            hints = Qt.InputMethodHint.ImhFormattedNumbersOnly if variant == "number" else Qt.InputMethodHint.ImhNone
            field.setInputMethodHints(hints)
        field.setAccessibleName(node.text("label"))
        text = node.text("value")[:LONGEST_TEXT]
        if isinstance(node.raw("value"), dict):
            self._say(field, text)
        elif text != self._literal:  # bound to nothing: it begins with this and is the user's from then on
            self._literal = text
            self._say(field, text)

    def failures(self, node: Node) -> list[str]:
        """The checks, and the form that the text must have."""
        pattern, text = node.raw("validationRegexp"), _text_of(self._field)
        formed = not isinstance(pattern, str) or not pattern or not text or matches(pattern, text)
        return node.failures if formed else [*node.failures, _MISMATCH]

    def _made(self, many: bool) -> QLineEdit | QPlainTextEdit:
        wanted = QPlainTextEdit if many else QLineEdit
        if isinstance(self._field, wanted):
            return self._field
        if self._field is not None:
            self._field.deleteLater()
        field: QLineEdit | QPlainTextEdit
        if many:
            field = area = QPlainTextEdit()
            area.setTabChangesFocus(True)
            area.setFixedHeight(90)
            area.textChanged.connect(lambda: self.enter(area.toPlainText()[:LONGEST_TEXT]))
        else:
            field = line = QLineEdit()
            line.setMaxLength(LONGEST_TEXT)
            line.textEdited.connect(self.enter)
        self._field = field
        self.column.insertWidget(1, field)
        return field

    @staticmethod
    def _say(field: QLineEdit | QPlainTextEdit, text: str) -> None:
        if _text_of(field) == text:
            return
        with QSignalBlocker(field):
            if isinstance(field, QLineEdit):
                at = field.cursorPosition()
                field.setText(text)
                field.setCursorPosition(at if field.hasFocus() else 0)
            else:
                field.setPlainText(text)


def _appear(widget: QWidget, shown: bool) -> None:
    """Shows or hides a widget; telling it what it knows would have everything laid out anew."""
    if widget.isHidden() == shown:
        widget.setVisible(shown)


def _text_of(field: QLineEdit | QPlainTextEdit | None) -> str:
    if field is None:
        return ""
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


class CheckBoxView(FieldView):
    """Yes or no."""

    kind = "CheckBox"
    labelled = False

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._box = QCheckBox()
        self._box.toggled.connect(self.enter)
        self.column.addWidget(self._box)

    def put(self, node: Node) -> None:
        """Its label stands beside it."""
        text = node.text("label")
        if text != self._box.accessibleName():
            self._box.setText(text.replace("&", "&&"))
            self._box.setAccessibleName(text)
        with QSignalBlocker(self._box):
            self._box.setChecked(node.value("value") is True)


class ChoicePickerView(FieldView):
    """One of several, or some of them."""

    kind = "ChoicePicker"

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(tr("Filter"))
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._sift)
        self._filter.hide()
        self.column.addWidget(self._filter)
        self._holder = QWidget()
        self.column.addWidget(self._holder)
        self._group = QButtonGroup(self.widget)
        self._group.buttonClicked.connect(self._chosen)
        self._values: dict[QAbstractButton, str] = {}
        self._made: object = None

    def put(self, node: Node) -> None:
        """Makes the options anew only if others are there."""
        raw = node.raw("options")
        options = [option for option in raw or () if isinstance(option, dict)][:MOST_OPTIONS]
        single = node.value("variant", "mutuallyExclusive") == "mutuallyExclusive"
        chips = node.value("displayStyle") == "chips"
        made = (single, chips, [str(option.get("value", "")) for option in options])
        if made != self._made:
            self._made = made
            self._make(single, chips, made[2])
        _appear(self._filter, node.value("filterable") is True)
        for button, option in zip(self._values, options, strict=True):
            text = str(node.resolve(option.get("label")) or "").replace("&", "&&")
            if text != button.text():
                button.setText(text)
        chosen = node.value("value")
        wanted = set(map(str, chosen)) if isinstance(chosen, list) else {str(chosen)}
        for button, value in self._values.items():
            with QSignalBlocker(button):
                self._group.setExclusive(False)
                button.setChecked(value in wanted)
        self._group.setExclusive(single)

    def _make(self, single: bool, chips: bool, values: list[str]) -> None:
        for button in self._values:
            self._group.removeButton(button)
        holder = QWidget()
        layout = FlowLayout(holder) if chips else QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        self._values = {}
        for value in values:
            option: QAbstractButton = QPushButton() if chips else QRadioButton() if single else QCheckBox()
            if chips:
                option.setCheckable(True)
                option.setObjectName("chip")
            self._group.addButton(option)
            self._values[option] = value
            layout.addWidget(option)
        self.column.replaceWidget(self._holder, holder)
        self._holder.deleteLater()
        self._holder = holder

    def _chosen(self, _: QAbstractButton) -> None:
        self.enter([value for button, value in self._values.items() if button.isChecked()])

    def _sift(self, text: str) -> None:
        for button in self._values:
            button.setVisible(text.casefold() in button.text().casefold())


class SliderView(FieldView):
    """A number in a range."""

    kind = "Slider"

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        row = QHBoxLayout()
        self._slider, self._number = QSlider(Qt.Orientation.Horizontal), QLabel()
        self._slider.valueChanged.connect(self._moved)
        row.addWidget(self._slider, 1)
        row.addWidget(self._number)
        self.column.addLayout(row)
        self._least, self._step = 0.0, 1.0

    def put(self, node: Node) -> None:
        """Whole numbers step by one, other ranges in hundredths."""
        least, most = _number(node.value("min"), 0.0), _number(node.value("max"), 100.0)
        span = max(most - least, 0.0)
        whole = span == round(span) and least == round(least) and span >= 1
        self._least, self._step = least, 1.0 if whole and span <= 10 * STEPS else (span or 1.0) / STEPS
        value = min(max(_number(node.value("value"), least), least), most)
        with QSignalBlocker(self._slider):
            self._slider.setRange(0, round(span / self._step))
            if not self._slider.isSliderDown():
                self._slider.setValue(round((value - least) / self._step))
        self._slider.setAccessibleName(node.text("label"))
        self._number.setText(f"{value:.6g}")

    def _moved(self, at: int) -> None:
        value = self._least + at * self._step
        self._number.setText(f"{value:.6g}")
        self.enter(int(value) if value == int(value) else round(value, 6))


def _number(value: Json, default: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -_LARGEST <= value <= _LARGEST:
        return default
    return float(value)


class DateTimeInputView(FieldView):
    """A date, a time of day, or both."""

    kind = "DateTimeInput"

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._field = QDateTimeEdit()
        self._field.setSpecialValueText(" ")
        self._field.dateTimeChanged.connect(self._changed)
        self.column.addWidget(self._field)
        self._date = self._time = False

    def put(self, node: Node) -> None:
        """Without a value it is blank."""
        date, time = node.value("enableDate") is True, node.value("enableTime") is True
        self._date, self._time = date or not time, time
        with QSignalBlocker(self._field):
            self._field.setCalendarPopup(self._date)
            self._field.setDisplayFormat(" ".join(["yyyy-MM-dd"] * self._date + ["HH:mm"] * self._time))
            earliest = _moment(node.text("min"))
            self._field.setMinimumDateTime((earliest or _BLANK).addSecs(-60) if earliest else _BLANK)
            if (latest := _moment(node.text("max"))) is not None:
                self._field.setMaximumDateTime(latest)
            self._field.setDateTime(_moment(node.text("value")) or self._field.minimumDateTime())
        self._field.setAccessibleName(node.text("label"))

    def _changed(self, moment: QDateTime) -> None:
        if moment == self._field.minimumDateTime():
            self.enter("")
            return
        form = "yyyy-MM-ddTHH:mm:ss" if self._date and self._time else "yyyy-MM-dd" if self._date else "HH:mm:ss"
        self.enter(moment.toString(form))


_BLANK = QDateTime(QDate(1900, 1, 1), QTime(0, 0))
_ANY_DAY = "1900-01-01T"


def _moment(text: str) -> QDateTime | None:
    """An ISO date, time or both; None for anything else."""
    try:
        found = datetime.fromisoformat(text if "-" in text else _ANY_DAY + text)
    except ValueError:
        return None
    return QDateTime(QDate(found.year, found.month, found.day), QTime(found.hour, found.minute, found.second))
