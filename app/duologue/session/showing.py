"""What is shown on panels: results, what stands, and the questions whether a call may run."""

from collections import deque
from collections.abc import Callable, Sequence

from duologue.core.commands import PanelAction
from duologue.core.display_text import plain_line
from duologue.core.events import ConsentAsked, ConsentOver, Event, Failure, Panel, SpeechKind
from duologue.core.sheets import Sheet
from duologue.model.voice.base import split_clauses
from duologue.panels import consent_question, form_question
from duologue.panels.actions import PressableSurfaces, SurfaceAction
from duologue.panels.messages import Message, opening
from duologue.panels.results import ResultPanels, ShapeError, text_panel
from duologue.session.calls import ToolCallRecord
from duologue.session.statements import Statement, Urgency
from duologue.tools.base import ToolOutcome
from duologue.tools.consent import ConsentSettled, ConsentWanted


class SessionPanels:
    """The panels of one session. emit: takes what is drawn and what cannot be."""

    def __init__(self, emit: Callable[[Event], None]) -> None:
        self._emit = emit
        self._panels = ResultPanels()
        self._shown = PressableSurfaces()
        self._asked: dict[str, Statement] = {}  # questions whether a call may run, by its id

    def draw(self, messages: Sequence[tuple[str, Message]], t: float) -> None:
        """Draws panels of our own, whose actions may call tools."""
        for surface, message in messages:
            self._shown.take(surface, message)
            self._emit(Panel(t, surface, message))

    def offer(self, sheet: Sheet, t: float) -> None:
        """Shows a sheet that no call has come to."""
        self.draw([(sheet.surface, message) for message in opening(sheet)], t)

    def show(self, made: ToolCallRecord, outcome: ToolOutcome) -> None:
        """Shows what a call has come to."""
        call = made.call
        for id_ in made.took_back:
            self.draw(self._panels.end(id_), outcome.t)
        if outcome.text or outcome.beside:
            title = made.facts.label or call.name
            self.draw(text_panel(made.id, title, outcome.text, outcome.beside), outcome.t)
            return
        try:
            shown = self._panels.show(
                made.id, call.name, made.facts, call.arguments, outcome.result, unasked=made.silent
            )
        except ShapeError as error:
            self._emit(Failure(outcome.t, "panels", error.message))
        else:
            self.draw(shown, outcome.t)

    def put(self, sheet: Sheet, t: float) -> None:
        """Shows what a sheet holds by now, in the place of what it held before."""
        self.draw(self._panels.put(sheet), t)

    def rang(self, id_: str, t: float) -> None:
        """A timer or reminder came due."""
        self.draw(self._panels.rang(id_), t)

    def pressed(self, action: PanelAction, t: float) -> SurfaceAction | None:
        """What a press at session time t was on, None if nothing of the kind is shown."""
        pressed = self._shown.find(action.surface, action.component, action.text)
        if pressed is None:
            what = action.component or f"'{action.text}'"
            self._emit(Failure(t, "panel_action", f"Nothing to press was found on the panels for {plain_line(what)}."))
        return pressed

    # ---- questions whether a call may run ----------------------------------------------------------------------

    def ask(self, wanted: ConsentWanted) -> Statement:
        """Shows a question; returns it as it is to be said."""
        if wanted.fields is None:
            self.draw(consent_question.asking(wanted.id, wanted.heading, wanted.details), wanted.t)
        else:
            shown = form_question.asking(wanted.id, wanted.heading, wanted.fields, wanted.send, wanted.problem)
            self.draw(shown, wanted.t)
        self._emit(ConsentAsked(wanted.t, wanted.id, wanted.heading))
        clauses, source = deque(split_clauses(wanted.question)), consent_question.surface_of(wanted.id)
        statement = Statement(SpeechKind.RESPONSE, clauses, wanted.t, Urgency.ALARM, source, whole=True)
        self._asked[wanted.id] = statement
        return statement

    def settle(self, settled: ConsentSettled) -> Statement:
        """The question is not asked any more; returns what was said of it. One without an answer stays on its panel."""
        over = consent_question.late if settled.late else consent_question.settled
        self.draw(over(settled.id), settled.t)
        self._emit(ConsentOver(settled.t, settled.id, settled.allowed))
        return self._asked.pop(settled.id)

    def take_away(self, call: str, t: float) -> None:
        """Takes the panel of a question away that was answered late."""
        self.draw(consent_question.settled(call), t)

    def asking(self, statement: Statement) -> str | None:
        """The call that a statement asks about, None if it asks about none."""
        return next((id_ for id_, asked in self._asked.items() if asked is statement), None)
