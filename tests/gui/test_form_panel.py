"""A form that another program wants filled in, in the real window: shown, filled in, sent."""

import pytest
from a2ui.core import STRICT_VALIDATION, MessageProcessor, MessageProcessorOptions
from a2ui.core.basic_catalog import BasicCatalog
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QRadioButton

from duologue.core.events import Panel
from duologue.core.sheets import FormField, FormKind
from duologue.panels.form_question import asking, entered
from duologue.ui.window import Window
from helpers import script_player as script

OPTIONS = (("red", "Red"), ("blue", "Deep blue"))
FIELDS = (
    FormField("Your name", about="as on the ticket"),
    FormField("Age", FormKind.WHOLE, required=False, value=36),
    FormField("Window seat", FormKind.YES_NO, value=True),
    FormField("Colour", FormKind.ONE, options=OPTIONS, value="blue"),
    FormField("Extras", FormKind.SOME, required=False, options=OPTIONS),
)


@pytest.mark.parametrize("fields", [FIELDS, (), FIELDS[:1] * 9])
def test_the_messages_are_valid(fields: tuple[FormField, ...]) -> None:
    engine = MessageProcessor([BasicCatalog("v0.9")], options=MessageProcessorOptions(STRICT_VALIDATION))
    messages = asking("q1", "The server post asks: who are you?", fields, "Send", "Your name is needed.")
    engine.process_messages([message for _, message in messages])
    assert engine.model.get_surface("consent-q1") is not None


def test_a_form_is_filled_in_and_sent(window: Window, show, qtbot) -> None:
    messages = asking("q1", "Who are you?", FIELDS, "Send", "Your name is needed.")
    show(script.started(), *(Panel(1.0, surface, message) for surface, message in messages))
    (card,) = window.panels.cards
    shown = [label.text() for label in card.findChildren(QLabel)]
    assert {"Who are you?", "Your name is needed.", "as on the ticket"} <= set(shown)
    name, age = card.findChildren(QLineEdit)[:2]
    assert age.text() == "36"
    qtbot.keyClicks(name, "Ada")
    (seat,) = [box for box in card.findChildren(QCheckBox) if box.text() == "Window seat"]
    assert seat.isChecked()
    seat.click()
    assert [button.text() for button in card.findChildren(QRadioButton) if button.isChecked()] == ["Deep blue"]
    (extra,) = [box for box in card.findChildren(QCheckBox) if box.text() == "Red"]
    extra.click()
    (send,) = [button for button in card.findChildren(QPushButton) if button.text() == "Send"]
    with qtbot.waitSignal(window.panels.pressed) as pressed:
        send.click()
    surface, component, action, context = pressed.args
    assert (surface, component, action) == ("consent-q1", "allow", "consent")
    assert (context["id"], context["answer"]) == ("q1", "allow")
    assert entered(context) == {0: "Ada", 1: "36", 2: False, 3: ["blue"], 4: ["red"]}
