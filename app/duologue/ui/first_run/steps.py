"""The steps of getting started. Each shows what is, lets it be changed, and can be skipped."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from duologue.bridge.bridge import Bridge
from duologue.ui.colours import Theme
from duologue.ui.columns import words
from duologue.ui.meter import LevelMeter
from duologue.ui.settings.fields import Choice, Field, Options, field
from duologue.ui.words import marked, tr
from duologue.view.coalescing import FooterFigures
from duologue.view.transcript import Line, Side

SAY, HEARD = marked("Say something, for example: “Can you hear me?”"), marked("Heard: “{}”")
NO_MICROPHONE = marked("No microphone was found. Connect one, or type: everything works that way, too.")
HELLO = "Hello"
"""What is typed for the user, so that the assistant says something."""
ECHOES = {
    "headphones": marked("Nothing of its voice is heard in the microphone: you can break in at any time."),
    "cancelled": marked("Its voice is taken out of what the microphone hears ({} dB): you can break in at any time."),
    "too strong": marked("Its voice is too loud in the microphone. To break in, turn it down or use headphones."),
}
ECHO_UNKNOWN = marked("While it speaks, it is measured how loud its voice is in your microphone.")
NO_MODEL = marked(
    "None was found. Without one it keeps time, lists and notes, calculates, converts, searches and reads pages, and "
    "says so honestly where it cannot answer."
)
TRIES = (
    (marked("Break in"), marked("Ask for something long, “Tell me what you can do”, and say “stop” in the middle.")),
    (marked("Take your time"), marked("“Set a timer for …” – pause to think as long as you like – “… ten minutes.”")),
    (marked("Have it watch the time"), marked("“Tell me when twenty seconds have passed.” Then talk on.")),
)


class StepPage(QWidget):
    """A step: what it is about and what there is to do. chosen: settings chosen here, and what stands for none."""

    def __init__(
        self, bridge: Bridge, title: str, about: str, chosen: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.bridge, self.title = bridge, title
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(words(title, self, "headline"))
        self.column.addWidget(words(about, self, "secondary"))
        self.fields: dict[str, Field] = {}
        for name, none in chosen.items():
            part = field(name, chosen_from=none, parent=self)
            part.about.hide()
            part.show_value(getattr(bridge.settings.now, name))
            part.changed.connect(lambda setting, value: bridge.change_settings(**{setting: value}))
            self.fields[name] = part
            self.column.addWidget(part)

    def show_options(self, name: str, options: Options) -> None:
        """Takes the values that a setting can have now."""
        if isinstance(part := self.fields.get(name), Choice):
            part.show_options(options)

    def put(self, widget: QWidget) -> None:
        """Adds a widget below the others."""
        self.column.addWidget(widget)

    def button(self, text: str, do: Callable[[], object]) -> QPushButton:
        """Adds a button."""
        made = QPushButton(text, self)
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        made.clicked.connect(lambda _: do())
        self.put(made)
        return made


class MicrophoneStep(StepPage):
    """A live level, and a sentence that is heard back."""

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        about = tr("Duologue listens on this machine alone: nothing you say leaves it.")
        super().__init__(bridge, tr("Can it hear you?"), about, {"microphone": tr("The system's default")}, parent)
        self.meter = LevelMeter(theme, self)
        self.heard = words(tr(SAY if bridge.hearing else NO_MICROPHONE), self)
        self.put(self.meter)
        self.put(self.heard)
        bridge.level_changed.connect(self.meter.set_level)
        bridge.lines_changed.connect(self._show_lines)
        bridge.hearing_changed.connect(self._show_hearing)

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        said = [line.text for line in lines if line.side is Side.USER]
        if said and said[-1]:
            self.heard.setText(tr(HEARD, said[-1]))

    def _show_hearing(self, possible: bool) -> None:
        self.heard.setText(tr(SAY if possible else NO_MICROPHONE))


class VoiceStep(StepPage):
    """Speaker and voice, heard at once, and how its echo is dealt with."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        chosen = {"speaker": tr("The system's default"), "voice": tr("The best there is"), "voice_rate": ""}
        super().__init__(
            bridge, tr("Can you hear it?"), tr("Choose a speaker and a voice, and listen."), chosen, parent
        )
        self.listen = self.button(tr("Say hello"), lambda: bridge.type_text(HELLO))
        self.echo = words(tr(ECHO_UNKNOWN), self, "secondary")
        self.put(self.echo)
        bridge.figures_changed.connect(self.show_figures)
        self.show_figures(bridge.figures)

    def show_figures(self, figures: FooterFigures) -> None:
        """Says how microphone and speaker get on."""
        self.echo.setText(tr(ECHOES.get(figures.echo, ECHO_UNKNOWN), figures.reduction_db))


class CameraStep(StepPage):
    """The camera, which is off until it is turned on. turned: it is to go on or off."""

    turned = Signal(bool)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        about = tr(
            "It is off until you turn it on, and a red mark stands in the window while it is on. Pictures are never "
            "kept and never leave this machine unless you allow it."
        )
        super().__init__(bridge, tr("A camera, if you like"), about, {"camera": tr("The first camera")}, parent)
        self.button(tr("Turn it on"), lambda: self.turned.emit(True))
        self.button(tr("Turn it off"), lambda: self.turned.emit(False))


class KeysStep(StepPage):
    """The keys of the microphone. wanted: they are to be changed."""

    wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        about = tr("Mute it with a key, or hold one. A global key works while another program has the keyboard.")
        super().__init__(bridge, tr("Your keys"), about, {}, parent)
        self.told = words("", self)
        self.put(self.told)
        self.button(tr("Change keys…"), self.wanted.emit)
        bridge.settings_changed.connect(self._tell)
        self._tell()

    def _tell(self, *_: object) -> None:
        keys = self.bridge.settings.now.keys
        rows = ((tr("Mute"), keys.mute), (tr("Hold to mute"), keys.hold), (tr("Global mute"), keys.global_mute))
        self.told.setText("\n".join(f"{name}: {key or tr('none')}" for name, key in rows))


class ModelStep(StepPage):
    """The background model. wanted: another is to be chosen."""

    wanted = Signal()

    def __init__(self, bridge: Bridge, background: str, parent: QWidget | None = None) -> None:
        about = tr(
            "Open questions are answered by a language model on your machine: Ollama, LM Studio, llama.cpp or vLLM is "
            "found by itself when it runs."
        )
        super().__init__(bridge, tr("A model that knows a lot"), about, {}, parent)
        self.told = words("", self)
        self.put(self.told)
        self.button(tr("Choose one…"), self.wanted.emit)
        self.show_background(background)

    def show_background(self, name: str) -> None:
        """Says which one is there."""
        self.told.setText(tr("Found: {name}", name=name) if name else tr(NO_MODEL))


class TryStep(StepPage):
    """Three things that show what is special."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        about = tr("It listens while it speaks. “What can you do?” gets an answer at any time.")
        super().__init__(bridge, tr("Three things to try"), about, {}, parent)
        for title, text in TRIES:
            self.put(words(tr(title), self, "keyName"))
            self.put(words(tr(text), self))
