"""What is said at once about a turn: the answers of tools, a question's "let me think", a short reply."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from duologue.core.events import SpeechKind
from duologue.core.writing import Move, WriteResult
from duologue.model.voice.base import split_clauses
from duologue.session.calls import ToolCallRecord
from duologue.session.questions import Questions
from duologue.session.replies import Replies
from duologue.session.statements import Statement, Telling
from duologue.session.thinking import BackgroundLiaison
from duologue.session.turn_taking import Inquiry
from duologue.tools.base import ToldTogether, say_together
from duologue.tools.registry import Toolbox


@dataclass(frozen=True, slots=True)
class Reply:
    """said: each with the calls that it tells of. filler: after that, "One moment". question: id of what the background
    model was asked. only_begun: there is nothing but the filler."""

    said: tuple[ToldTogether, ...]
    filler: str
    question: str
    only_begun: bool

    def statements(self, t: float, *, whole: bool) -> list[Statement]:
        """As statements, those without words left out. whole: a line that is typed meanwhile does not end them."""
        parts = [(each.calls, split_clauses(each.text)) for each in self.said]
        clauses = deque(clause for _, part in parts for clause in part)
        tells = tuple(Telling(calls, len(part)) for calls, part in parts)
        statements = [
            Statement(SpeechKind.RESPONSE, clauses, t, whole=whole, tells=tells),
            Statement(SpeechKind.RESPONSE, deque(split_clauses(self.filler)), t, whole=whole, filler=True),
        ]
        return [statement for statement in statements if statement.clauses]


class TurnReplies:
    """Says what is to be said at once about turns."""

    def __init__(self, forms: Replies, questions: Questions, thinking: BackgroundLiaison, toolbox: Toolbox) -> None:
        self._forms, self._questions, self._thinking, self._toolbox = forms, questions, thinking, toolbox

    def reply(
        self, inquiry: Inquiry, written: WriteResult, made: Sequence[ToolCallRecord], t: float, *, silenced: bool
    ) -> Reply:
        """What is said about a turn; what it asks the background model is asked. made: its calls. silenced: what the
        user wanted ended has ended, and that is answer enough."""
        unfinished = written.say is Move.MORE
        told = [outcome for call in made if (outcome := call.told) is not None]
        beyond = self._thinking.available and any(outcome.ask for outcome in told)
        says = [] if unfinished else say_together([outcome for outcome in told if not (beyond and outcome.ask)])
        question, filler, only_begun = "", "", not says
        if asked := _question(inquiry, written, beyond=beyond, available=self._thinking.available):
            question, refused = self._questions.ask(asked, t, named=written.ask)
            filler = self._forms.reply(Move.ASK) if question else ""
            says += [] if question else [ToldTogether(refused)]
            only_begun = only_begun and bool(question)
        elif written.say is not None:
            quiet = silenced or (written.say is Move.STOP and inquiry.line is None)
            asks = self._toolbox.facts(written.lacking).question(written.lack.arguments) if unfinished else ""
            says += [] if quiet else [ToldTogether(written.words or asks or self._forms.reply(written.say))]
            only_begun = False
        if not says and any(call.outcome is None and call.id not in self._toolbox.unconsented for call in made):
            filler = self._forms.looking()
        return Reply(tuple(says), filler, question, only_begun)


def _question(inquiry: Inquiry, written: WriteResult, *, beyond: bool, available: bool) -> str:
    """What the background model is asked: the whole turn, as the premise of a question often stands beside it. Where
    the turn asks for calls as well, what is left of it. What cannot be done is asked where there is such a model and
    no other call was made, which it would make again. beyond: a call turned out to need such a model."""
    refused = written.say is Move.UNABLE and written.words
    if refused and not beyond and (written.calls or not available):
        return ""
    if written.say is Move.UNABLE or beyond or (written.ask and not written.calls):
        return inquiry.turn.text
    return written.ask
