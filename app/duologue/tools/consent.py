"""Consent: what acts or goes online is asked about before it runs, one question after the other.

Sans I/O in session time. What is allowed is decided by the user alone: by a button, by typing or by saying it. The
reader of answers is exact and takes nothing for an answer that could mean something else.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from duologue.core.display_text import plain_line, shortened
from duologue.core.events import Json
from duologue.core.microturn import Utterance
from duologue.core.sheets import FormField
from duologue.core.writing import spoken_name
from duologue.tools.base import CANCELLED_ERROR, Request, Tool, ToolError
from duologue.tools.forms import Form, Taken
from duologue.tools.spoken.terms import FILLERS
from duologue.tools.wording import sentence

ANSWER_WITHIN_S = 20.0
"""How long the user has to answer, in seconds; no answer by then counts as no."""
FILLED_WITHIN_S = 180.0
"""The same for a form, which is to be filled in."""
NOTHING_ENTERED: Mapping[int, Json] = MappingProxyType({})
MOST_SPOKEN = 4
"""Most arguments that are read out; of further ones only the number is said. All of them are shown."""
LONGEST_SPOKEN = 120
"""Most characters of an argument that are read out."""
LONGEST_TITLE = 80
MOST_SHOWN = 50
DEEPEST_SHOWN = 3
"""Arguments that are shown, and how deep inside others; what lies deeper is shown as it is written."""
MOST_QUESTIONS = 16
"""Most calls that may wait for an answer; one more is refused."""

DENIED_SAY = "Sorry, your settings don't allow that."
REFUSED_SAY = "Okay, I won't."
UNANSWERED_SAY = "No answer, so I didn't go ahead."
CROWDED_SAY = "Please answer my other questions first."


class Policy(StrEnum):
    """What a tool that needs consent gets (the setting `consent`)."""

    ASK = "ask"
    ALLOW = "allow"
    DENY = "deny"


class ConsentReply(StrEnum):
    """An answer of the user."""

    ALLOW = "allow"
    ALWAYS = "always"
    """For every call of this tool from now on."""
    DENY = "deny"


@dataclass(frozen=True, slots=True)
class ConsentWanted:
    """At session time t a call began to wait for the user's answer.

    id: the call. name: its tool. question: what is said. heading, details: what is shown, the question alone and every
    argument by its name, as plain text. fields: what is to be filled in, None where yes or no is all. send: what stands
    on the button that says yes. problem: what was wrong with what was filled in, "" for nothing.
    """

    id: str
    t: float
    name: str
    question: str
    heading: str = ""
    details: tuple[tuple[str, str], ...] = ()
    fields: tuple[FormField, ...] | None = None
    send: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ConsentSettled:
    """At session time t a question that was asked has been answered, was given up or has run out.

    allowed: the call may run. late: nobody has answered in time; the question can still be answered.
    """

    id: str
    t: float
    allowed: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class ConsentDecision:
    """What is to become of a call that waited.

    asked: there was a question. error: why it may not run, None if it may. late: as in ConsentSettled. then: takes
    the decision where it is not about a call. again: nothing is decided yet, the question is asked anew.
    """

    tool: Tool
    request: Request
    t: float
    asked: bool
    error: ToolError | None = None
    late: bool = False
    then: "Then | None" = None
    again: bool = False


Then = Callable[[ConsentDecision], None]
"""Takes what was decided about something that is no call."""


@dataclass(slots=True, eq=False)
class _Question:
    """A call that waits, or something else that is asked. asked_s, voiced_s: when the question was shown, and when the
    voice began with it. form: what is to be filled in."""

    tool: Tool
    request: Request
    heading: str
    details: tuple[tuple[str, str], ...]
    asked_s: float | None = None
    voiced_s: float | None = None
    form: Form | None = None
    then: Then | None = None

    @property
    def within_s(self) -> float:
        """So long it is waited for an answer."""
        return ANSWER_WITHIN_S if self.form is None else FILLED_WITHIN_S

    def wanted(self, t: float) -> ConsentWanted:
        if (form := self.form) is not None:
            return ConsentWanted(
                self.request.id, t, self.tool.name, form.question, form.heading, self.details,
                form.shown, form.send, form.problem,
            )  # fmt: skip
        plain = self.tool.facts.asks is not None or not self.details
        question = self.heading if plain else " ".join([self.heading, *_spoken(self.details)])
        return ConsentWanted(self.request.id, t, self.tool.name, question, self.heading, self.details)

    def decision(
        self, t: float, error: ToolError | None = None, *, late: bool = False, again: bool = False
    ) -> ConsentDecision:
        asked = self.asked_s is not None
        return ConsentDecision(self.tool, self.request, t, asked, error, late, self.then, again)


class Consent:
    """Which calls may run, and the questions to the user about the others.

    always: names of the tools that the user allowed for good. on_always: is told of each that joins them. Both fields
    `policy` and `always` may change while a session runs.
    """

    def __init__(
        self, policy: str = Policy.ASK, always: Iterable[str] = (), on_always: Callable[[str], None] = lambda _: None
    ) -> None:
        self.policy = Policy(policy)
        self.always = set(always)
        self._on_always = on_always
        self._questions: list[_Question] = []  # the first one is asked, the others follow
        self._late: dict[str, _Question] = {}  # not answered in time, by the id of the call, newest last
        self._free_s = 0.0  # when the question before was settled

    @property
    def waiting(self) -> frozenset[str]:
        """Ids of the calls that wait for an answer."""
        return frozenset(question.request.id for question in self._questions)

    def asks(self, tool: Tool, request: Request, *, canned: bool, wary: bool = False) -> bool:
        """Whether the user is to be asked before this call runs. canned: its result is given, so it stays here.
        wary: it is asked about whatever it is.

        Raises:
            ToolError: the settings do not allow it.
        """
        if not wary and not tool.acts and (canned or not tool.online):
            sure = tool.confirm is not None and not canned and bool(tool.confirm(request))
            return sure and self.policy is Policy.ASK and tool.name not in self.always
        if self.policy is Policy.DENY:
            raise ToolError(f"The settings do not allow {tool.name}.", DENIED_SAY)
        return self.policy is Policy.ASK and tool.name not in self.always

    def ask(self, tool: Tool, request: Request, *, form: Form | None = None, then: Then | None = None) -> None:
        """Has a call wait for the user's answer; the question comes from due().

        form: is to be filled in, so that it is asked about whatever the settings allow. then: takes the decision about
        what is no call.

        Raises:
            ToolError: too many wait already.
        """
        if len(self._questions) >= MOST_QUESTIONS:
            raise ToolError(f"Too many calls wait for an answer; {tool.name} is not asked about.", CROWDED_SAY)
        sure = "" if tool.confirm is None else tool.confirm(request)
        heading = sure or heading_of(tool, request.arguments)
        told = (each for each in _details(request.arguments) if tool.facts.asks is None or each[1] not in heading)
        details = () if sure else tuple(itertools.islice(told, MOST_SHOWN))
        self._questions.append(_Question(tool, request, heading, details, form=form, then=then))

    def due(self, t: float) -> tuple[list[ConsentWanted], list[ConsentDecision]]:
        """The question that is to be asked by session time t, and what the passing of time has decided."""
        wanted: list[ConsentWanted] = []
        decided: list[ConsentDecision] = []
        while self._questions:
            question = self._questions[0]
            if question.asked_s is None:
                asked_s = max(self._free_s, question.request.t)
                if asked_s > t:
                    break
                asks = question.tool.name not in self.always if question.form is None else True
                if asks and (self.policy is Policy.ASK or (question.form is not None and self.policy is Policy.ALLOW)):
                    question.asked_s = asked_s
                    wanted.append(question.wanted(asked_s))
                else:
                    decided.append(self._settle(question, asked_s, self._barred(question.tool)))
            elif t - question.asked_s >= question.within_s:
                error = ToolError(f"Nobody allowed {question.tool.name} in time.", UNANSWERED_SAY)
                late = question.then is None
                decided.append(self._settle(question, question.asked_s + question.within_s, error, late=late))
            else:
                break
        return wanted, decided

    def voiced(self, id_: str, t: float) -> None:
        """The voice begins with the question about a call; spoken answers count from here."""
        if (question := self._open()) is not None and question.request.id == id_ and question.voiced_s is None:
            question.voiced_s = t

    def hear(self, utterance: Utterance, t: float) -> ConsentDecision | None:
        """Takes a final utterance for the answer if it is one that began after the voice began to ask."""
        question = self._open()
        if question is None or question.voiced_s is None or not utterance.final or not utterance.words:
            return None
        return self._said(question, utterance.text, t) if utterance.start_s >= question.voiced_s else None

    def typed(self, text: str, t: float) -> ConsentDecision | None:
        """Takes what was typed for the answer, if it is one."""
        question = self._open()
        return self._said(question, text, t) if question is not None else None

    def decide(
        self, id_: str, reply: ConsentReply, t: float, entered: Mapping[int, Json] = NOTHING_ENTERED
    ) -> ConsentDecision | None:
        """Answers the question about a call, None if it is not open (any more). entered: in a form, by field."""
        question = self._open()
        if question is None or question.request.id != id_:
            return None
        if question.form is not None and reply is not ConsentReply.DENY:
            return self._filled(question, question.form.fill(entered), t)
        return self._answered(question, reply, t)

    def decide_late(self, id_: str, reply: ConsentReply) -> tuple[Tool, Request] | None:
        """Answers a question that nobody has answered in time; the call to be made now, None if there is none."""
        question = self._late.pop(id_, None)
        if question is None or reply is ConsentReply.DENY:
            return None
        if reply is ConsentReply.ALWAYS:
            self._allow_always(question.tool.name)
        return question.tool, question.request

    def cancel(self, id_: str, t: float) -> ConsentDecision | None:
        """Gives a waiting call up, None if it does not wait."""
        question = next((q for q in self._questions if q.request.id == id_), None)
        return self._settle(question, t, ToolError(CANCELLED_ERROR, "")) if question else None

    def close(self) -> list[ConsentDecision]:
        """Gives all up; returns what becomes of those that were about no call."""
        given_up = [question for question in self._questions if question.then is not None]
        self._questions.clear()
        self._late.clear()
        return [question.decision(self._free_s, ToolError(CANCELLED_ERROR, "")) for question in given_up]

    def _open(self) -> _Question | None:
        """The question that has been asked."""
        return next((q for q in self._questions if q.asked_s is not None), None)

    def _barred(self, tool: Tool) -> ToolError | None:
        if self.policy is Policy.DENY:
            return ToolError(f"The settings do not allow {tool.name}.", DENIED_SAY)
        return None

    def _said(self, question: _Question, text: str, t: float) -> ConsentDecision | None:
        """Takes words for the answer, if they are one."""
        if question.form is not None:
            return self._filled(question, question.form.take(text), t)
        reply = read_reply(text)
        return self._answered(question, reply, t) if reply is not None else None

    def _filled(self, question: _Question, taken: Taken, t: float) -> ConsentDecision | None:
        match taken:
            case Taken.DONE:
                return self._settle(question, t, None)
            case Taken.REFUSED:
                return self._settle(question, t, ToolError(f"You did not fill in {question.tool.name}.", REFUSED_SAY))
            case Taken.MORE:
                decision = question.decision(t, again=True)
                question.asked_s = question.voiced_s = None
                self._free_s = t
                return decision
        return None

    def _answered(self, question: _Question, reply: ConsentReply, t: float) -> ConsentDecision:
        name = question.tool.name
        if reply is ConsentReply.ALWAYS:
            self._allow_always(name)
        error = ToolError(f"You did not allow {name}.", REFUSED_SAY) if reply is ConsentReply.DENY else None
        return self._settle(question, t, error)

    def _allow_always(self, name: str) -> None:
        self.always.add(name)
        self._on_always(name)

    def _settle(self, question: _Question, t: float, error: ToolError | None, *, late: bool = False) -> ConsentDecision:
        self._questions.remove(question)
        if question.asked_s is not None:
            self._free_s = t
        if late:
            self._late[question.request.id] = question
            if len(self._late) > MOST_QUESTIONS:
                del self._late[next(iter(self._late))]
        return question.decision(t, error, late=late)


# ---- questions -----------------------------------------------------------------------------------------------------


def heading_of(tool: Tool, arguments: Mapping[str, Json]) -> str:
    """The question in plain words: that of the tool, or else one without the arguments, "May I use send mail?"."""
    if tool.facts.asks is not None:
        return tool.facts.asks(arguments)
    named = plain_line(tool.title) or tool.facts.label or spoken_name(tool.name)
    title = shortened(named, LONGEST_TITLE).rstrip(".!?…: ")
    return f"May I go online for {title}?" if tool.online and not tool.acts else f"May I use {title}?"


def _spoken(details: Sequence[tuple[str, str]]) -> list[str]:
    """The arguments as they are read out: "To: Anna.", "And 3 more."."""
    spoken = [sentence(f"{name}: {shortened(value, LONGEST_SPOKEN)}") for name, value in details[:MOST_SPOKEN]]
    if (more := len(details) - MOST_SPOKEN) > 0:
        spoken.append(f"And {more} more.")
    return spoken


def _details(arguments: Mapping[str, Json], depth: int = 0) -> Iterator[tuple[str, str]]:
    """Every argument as plain text, what is inside others by its path: "to", "to name"."""
    for name, value in arguments.items():
        label = spoken_name(plain_line(name))
        if isinstance(value, Mapping) and value and depth < DEEPEST_SHOWN:
            yield from ((f"{label} {inner}", text) for inner, text in _details(value, depth + 1))
        elif isinstance(value, list):
            yield label, plain_line(", ".join(str(item) for item in value))
        else:
            yield label, plain_line(_as_text(value))


def _as_text(value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value is None else str(value)


# ---- answers -------------------------------------------------------------------------------------------------------

_YES = (
    "yes", "yeah", "yep", "yup", "sure", "sure thing", "of course", "okay", "ok", "all right", "alright", "fine",
    "go ahead", "go for it", "do it", "do that", "do so", "please do", "allow", "allow it", "allow this",
    "allow that", "i allow it", "you may", "absolutely", "definitely", "certainly", "sounds good", "send it", "confirm",
    "confirmed", "i confirm", "proceed", "by all means", "yes you may", "you have my permission",
)  # fmt: skip
_NO = (
    "no", "nope", "nah", "no no", "no thanks", "no thank you", "no way", "don't", "do not", "don't do it",
    "do not do it", "don't do that", "do not do that", "please don't", "don't send it", "do not send it",
    "don't allow it", "not now", "not yet", "not this time", "never", "never mind", "nevermind", "forget it",
    "leave it", "cancel", "cancel it", "cancel that", "deny", "i'd rather not", "rather not", "better not",
    "of course not", "absolutely not", "certainly not", "definitely not", "you may not",
    "undo", "undo it", "undo that", "take it back", "take that back", "i take it back", "i take that back",
)  # fmt: skip
_ALWAYS = (
    "always", "always allow", "always allow it", "always allow this", "always allow that", "allow always",
    "always do it", "always do that", "every time", "yes always", "you may always",
)  # fmt: skip
_NO_MORE = ("don't ask again", "do not ask again", "don't ask me again", "do not ask me again", "from now on")
"""Means always if a yes goes with it; alone it could mean both."""
_NEUTRAL = ("please", "thanks", "thank you", "now", "and", "well", "oh", "just", *FILLERS)
_MEANING = {
    tuple(phrase.split()): kind
    for kind, phrases in (("no", _NO), ("always", _ALWAYS), ("no more", _NO_MORE), ("neutral", _NEUTRAL), ("yes", _YES))
    for phrase in phrases
}
_LONGEST_PHRASE = max(len(phrase) for phrase in _MEANING)
MOST_WORDS = 12
"""Most words of an answer; more words say more than yes or no."""


def read_reply(text: str) -> ConsentReply | None:
    """What a whole utterance answers to a question, None if that is not plain: each of its words must be part of a yes,
    or each of a no."""
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.casefold().replace("’", "'"))
    if len(words) > MOST_WORDS:
        return None
    meant: set[str] = set()
    while words:
        size = next((n for n in range(_LONGEST_PHRASE, 0, -1) if tuple(words[:n]) in _MEANING and n <= len(words)), 0)
        if not size:
            return None
        meant.add(_MEANING[tuple(words[:size])])
        words = words[size:]
    meant.discard("neutral")
    if meant == {"no"}:
        return ConsentReply.DENY
    if "no" in meant or meant <= {"no more"}:
        return None
    return ConsentReply.ALLOW if meant == {"yes"} else ConsentReply.ALWAYS
