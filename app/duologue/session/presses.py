"""What the user presses: on a panel an answer about consent, a call, or something for the model that showed it."""

from collections.abc import Callable, Mapping

from duologue.core.commands import CallTool, PanelAction, Wordless
from duologue.core.display_text import plain_line
from duologue.core.events import Json
from duologue.core.microturn import TextEvent, TextRole
from duologue.core.writing import Call
from duologue.panels import consent_question, form_question
from duologue.panels.messages import CALL_ACTION
from duologue.session.calls import Calls
from duologue.session.showing import SessionPanels
from duologue.session.thinking import of_model, press_question
from duologue.tools.consent import ConsentReply
from duologue.tools.registry import Toolbox

AskWarily = Callable[[str, float], object]
"""Hands a question to the background model that is not in the user's words, at a session time."""


class Presses:
    """Brings each press to whom it concerns. ask: see AskWarily."""

    def __init__(self, toolbox: Toolbox, calls: Calls, panels: SessionPanels, ask: AskWarily) -> None:
        self._toolbox, self._calls, self._panels, self._ask = toolbox, calls, panels, ask

    def order(self, command: Wordless, t: float) -> None:
        """A tool is called, or the background model asked, at session time t without a word of the user.

        What comes of it is told by itself.
        """
        if isinstance(command, CallTool):
            self._calls.order(Call(command.name, dict(command.arguments)), t)
        else:
            self._ask(command.text, t)

    def press(self, action: PanelAction, t: float) -> TextEvent | None:
        """The user pressed something on a panel at session time t. What concerns nobody here is for the core."""
        pressed = self._panels.pressed(action, t)
        if pressed is None:
            return None
        name, context = action.action or pressed.name, {**pressed.context, **action.context}
        if of_model(pressed.surface):
            self._ask(press_question(pressed.surface, name, context), t)
        elif name == consent_question.ACTION:
            if (reply := _reply_to(pressed.surface, context)) is not None:
                self._decide(*reply, t)
        elif name == CALL_ACTION:
            self._calls.order(_called_by(context), t)
        else:
            return TextEvent(TextRole.PANEL, plain_line(" ".join([name, *(str(value) for value in context.values())])))
        return None

    def _decide(self, call: str, reply: ConsentReply, entered: Mapping[int, Json], t: float) -> None:
        """An answer to the question about a call; after the voice has stopped waiting, the call is made anew."""
        if self._toolbox.decide(call, reply, t, entered):
            return
        self._panels.take_away(call, t)
        if (late := self._toolbox.decide_late(call, reply)) is not None:
            self._calls.order(late, t, allowed=True)


def _reply_to(surface: str, context: dict[str, Json]) -> tuple[str, ConsentReply, dict[int, Json]] | None:
    """The call that a button of a question is about, the answer, and what was filled in; only what is pressed on the
    question's own panel counts."""
    call, reply = str(context.get("id")), str(context.get("answer"))
    return (
        (call, ConsentReply(reply), form_question.entered(context))
        if surface == consent_question.surface_of(call) and reply in list(ConsentReply)
        else None
    )


def _called_by(context: dict[str, Json]) -> Call:
    """The call that a button on one of our own panels makes; the id says what it takes back."""
    arguments, id_ = context.get("arguments"), context.get("id")
    known = dict(arguments) if isinstance(arguments, dict) else {}
    return Call(str(context.get("name")), known, target=id_ if isinstance(id_, str) else "")
