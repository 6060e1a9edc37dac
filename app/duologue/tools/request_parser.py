"""What to do about what the user said: the one hand-written stand-in until the interaction core writes its own calls.

It is given the words of a turn that the core took up and answers with tool calls, a sentence or a question for the
background model. It never decides when anything happens. The file goes away as a whole, and nothing may grow on it.

A text is read in four steps: tokens with numbers, durations and clock times (reading.py); self-corrections carried
out ("for five, no, ten minutes"); pieces, cut at "and", "then" and sentence ends where a request begins; and for each
piece the first pattern of the table INTENTS that fits it whole, politeness taken away.
"""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from duologue.core.events import Json
from duologue.tools.expressions import read_expression
from duologue.tools.reading import Kind, Token, read_times, tokenise
from duologue.tools.units import unit_name
from duologue.tools.utterances import (
    FILLERS,
    QUESTION,
    STRONG,
    View,
    correction,
    cuts,
    ends,
    leads,
    overlays,
    without_repeats,
)
from duologue.tools.wording import join_words, say_duration, sentence


@dataclass(frozen=True, slots=True)
class Call:
    """A tool call. quiet: success needs no words. focus: see Toolbox.call."""

    name: str
    arguments: dict[str, Json] = field(default_factory=dict)
    focus: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do: tools to call, a sentence to say, a question for the background model. Empty: nothing to do.

    unfinished: the request lacks something; the words should be parsed again together with those that follow.
    undoes: takes back what was asked for before.
    """

    calls: tuple[Call, ...] = ()
    say: str = ""
    ask: str = ""
    unfinished: bool = False
    undoes: bool = False


@dataclass(frozen=True, slots=True)
class ParseContext:
    """What the words alone do not tell.

    now_s, speech_start_s: session time, and when the user began to speak. wall: wall-clock time now, None if unknown.
    recent: the calls made so far, newest last.
    """

    now_s: float = 0.0
    speech_start_s: float = 0.0
    wall: datetime | None = None
    recent: tuple[Call, ...] = ()


def parse(text: str, context: ParseContext | None = None) -> Plan:
    """What to do about a turn of the user. text: the words as recognised or typed."""
    context = context or ParseContext()
    tokens = without_repeats([token for token in tokenise(text) if token.text not in FILLERS])
    pieces = _corrected(tokens, text, context) or _settled(_read_pieces(tokens, text, context))
    calls = tuple(call for piece in pieces if piece.plan for call in piece.plan.calls)
    says = [piece.plan.say for piece in pieces if piece.plan and piece.plan.say]
    asked = [piece for piece in pieces if piece.plan is None and (piece.question or not calls)]
    if not asked:
        unfinished = not calls and any(piece.plan.unfinished for piece in pieces if piece.plan)
        return Plan(calls, "" if calls else " ".join(says[-1:]), "", unfinished)
    if not calls and _dangles(asked[-1].tokens):
        return Plan(unfinished=True)
    return Plan(calls, "", _question(asked, text))


def _corrected(tokens: list[Token], text: str, context: ParseContext) -> list["_Piece"]:
    """The pieces after the user's self-correction; empty if there is none that makes a request."""
    readings: list[list[_Piece]] = []
    for left, right in correction(tokens):
        before, after = _read_pieces(left, text, context), _read_pieces(right, text, context)
        if _calls(after) and _family(before[-1:]) in ("", _family(after)):
            return [*before[:-1], *after]
        readings += [_read_pieces(tried, text, context) for tried in overlays(left, right)]
    readings = [reading for reading in readings if _calls(reading)]
    return min(readings, key=lambda reading: sum(max(piece.cost, 0) for piece in reading), default=[])


def _calls(pieces: list["_Piece"]) -> list[Call]:
    return [call for piece in pieces if piece.plan for call in piece.plan.calls]


def _family(pieces: list["_Piece"]) -> str:
    """The kind of tool that is called first: "timer", "list"; "" for none."""
    return next((call.name.split(".")[0] for call in _calls(pieces)), "")


def _settled(pieces: list["_Piece"]) -> list["_Piece"]:
    """Pieces whose requests stand: not taken back at once, and not a part of a story that goes on in the sentence."""
    if len(pieces) > 1 and pieces[-1].plan is not None and pieces[-1].plan.undoes and _calls(pieces[:-1]):
        return [*pieces[:-2], _Piece(pieces[-1].tokens, Plan(say="Okay."), False, True)]
    for piece, following in zip(pieces, pieces[1:], strict=False):
        told = following.plan is None and not following.question and len(following.tokens) > 4
        if piece.plan is not None and piece.plan != Plan() and not piece.strong and told:
            return [_Piece([t for p in pieces for t in p.tokens], None, False, True)]
    return pieces


_DANGLING = frozenset(
    ("for", "to", "the", "a", "an", "and", "of", "in", "at", "my", "plus", "times", "minus", "by", "from", "or", "because",
     "with", "on", "every", "than", "divided", "if", "your", "into", "about", "between")
)  # fmt: skip


def _dangles(tokens: list[Token]) -> bool:
    """Whether the words break off: "set a timer for", "what is"."""
    words = [token.text for token in tokens if token.kind is not Kind.MARK]
    if len(words) < 4 and words[-1:] in (["is"], ["are"], ["what"], ["what's"], ["how"], ["tell"], ["set"], ["remind"]):
        return True
    asks = any(word in ("what", "who", "where", "which", "whom", "how", "what's") for word in words[:-1])
    after_question = ("for", "to", "in", "at", "from", "with", "on", "of", "about", "by")
    return bool(words) and words[-1] in _DANGLING and not (asks and words[-1] in after_question)


_IDLE = re.compile(
    r"^(?:(?:um+|uh+|er+m?|h?m+|okay|ok|so|well|hey|please|wait|stop(?: it| talking)?|thank you|thanks|sorry|hold on|no|"
    r"never mind|enough|excuse me|oh|yeah|yes|alright|all right)\b[\s,.;:!-]*)+",
    re.IGNORECASE,
)


def _question(pieces: list["_Piece"], text: str) -> str:
    """The user's words behind the pieces, without hesitations and idle words at the start."""
    spans = [text[piece.tokens[0].start : piece.tokens[-1].end] for piece in pieces if piece.tokens]
    words = re.sub(rf"\b(?:{'|'.join(FILLERS)})\b[,.]*\s*", "", " ".join(spans), flags=re.IGNORECASE)
    return _capital(_IDLE.sub("", words).strip(" ,-")) or _capital(" ".join(words.split()))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# ---- pieces ----------------------------------------------------------------------------------------------------------

_LONGEST = 60
"""Tokens in the longest piece that can be a request."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of tokens and what it asks for; plan is None where no pattern fits. strong: ends at a sentence end."""

    tokens: list[Token]
    plan: Plan | None
    question: bool
    strong: bool

    @property
    def cost(self) -> float:
        """How little is understood; many understood pieces are better than one."""
        words = sum(token.kind is not Kind.MARK for token in self.tokens)
        if self.plan is not None:
            return -0.1
        return 1 + words * (0.5 if self.question else 1.0)


def _read_pieces(tokens: list[Token], source: str, context: ParseContext) -> list[_Piece]:
    """The reading of the tokens that leaves the least not understood."""
    places = [0, *cuts(tokens), len(tokens)]
    best: list[tuple[float, list[_Piece]]] = [(0.0, [])]
    for end in range(1, len(places)):
        options = []
        for start in range(end):
            part = tokens[places[start] : places[end]]
            if len(part) > _LONGEST and start < end - 1:
                continue
            piece = _read_piece(part, source, context)
            options.append((best[start][0] + piece.cost, [*best[start][1], piece]))
        best.append(min(options, key=lambda option: option[0]))
    return best[-1][1]


def _read_piece(tokens: list[Token], source: str, context: ParseContext) -> _Piece:
    strong = bool(tokens) and tokens[-1].text in STRONG
    plain = View(tokens, source)
    if not plain.text:
        return _Piece(tokens, Plan(), False, strong)
    timed = View(read_times(tokens), source)
    plan = _match(plain, _PLAIN, context) or _match(timed, _TIMED, context)
    start = leads(plain.text)[-1]
    question = "?" in (token.text for token in tokens) or bool(QUESTION.match(plain.text, start))
    return _Piece(tokens, plan, question, strong)


def _match(view: View, intents: "_Intents", context: ParseContext) -> Plan | None:
    """The plan of the first intent that fits the whole view, with as little taken away from its start as possible."""
    for start in leads(view.text):
        for end in ends(view.text):
            for pattern, act in intents:
                found = pattern.fullmatch(view.text, start, end)
                plan = act(_Found(found, view, context)) if found is not None else None
                if plan is not None:
                    return plan
    return None


@dataclass(frozen=True, slots=True)
class _Found:
    """A match of an intent: what the handlers read."""

    match: re.Match[str]
    view: View
    context: ParseContext

    def text(self, *names: str) -> str:
        """The first of these groups that took part as matched, "" if none did."""
        return self.match[name] if (name := self._group(names)) else ""

    def slot(self, *names: str) -> str:
        """The user's own words behind the first of these groups that took part."""
        return self.view.slot(self.match, name) if (name := self._group(names)) else ""

    def _group(self, names: tuple[str, ...]) -> str:
        groups = self.match.groupdict()
        return next((g for name in names for g in groups if g.split("__")[0] == name and groups[g]), "")

    def number(self, name: str) -> float:
        """A group as a number, whole ones as int."""
        value = float(self.text(name))
        return int(value) if value == int(value) else value


_Act = Callable[[_Found], Plan | None]
_Intents = list[tuple[re.Pattern[str], _Act]]


# ---- what the intents do ---------------------------------------------------------------------------------------------


def _plan(name: str, focus: str = "", **arguments: Json) -> Plan:
    return Plan((Call(name, {key.rstrip("_"): value for key, value in arguments.items()}, focus),))


def _say(text: str) -> _Act:
    return lambda found: Plan(say=text)


def _call(name: str, focus: str = "") -> _Act:
    return lambda found: _plan(name, focus)


def _slots(name: str, **slots: str) -> _Act:
    """Calls a tool with the user's own words as arguments; groups that took no part are left out."""
    return lambda found: _plan(name, **{a: found.slot(g) for a, g in slots.items() if found.slot(g)})


def _arithmetic(found: _Found) -> Plan | None:
    expression = read_expression(found.text("expression"))
    return _plan("calculator.evaluate", expression=expression) if expression else None


def _units(found: _Found) -> Plan | None:
    source, target = unit_name(found.text("source")), unit_name(found.text("target"))
    if not source or not target:
        return None
    value = found.number("value") * (-1 if found.text("minus") else 1) if found.text("value") else 1
    return Plan((Call("units.convert", {"value": value, "from": source, "to": target}),))


def _talking(found: _Found) -> Plan:
    since_s = 0.0 if found.text("who") in ("we", "this") else found.context.speech_start_s
    seconds = max(round(found.context.now_s - since_s), 1)
    who = {"we": "We've been talking", "this": "This has been going on"}.get(found.text("who"), "You've been talking")
    return Plan(say=f"{who} for about {say_duration(seconds)}.")


def _timer(found: _Found) -> Plan | None:
    label = found.slot("label", "name")
    durations = [d for d in (found.text("d1"), found.text("d2")) if d]
    if len(durations) > 1 or len(label.split()) > 3:
        return None
    if not durations:
        return Plan(say="For how long?", unfinished=True) if found.text("verb") else None
    arguments: dict[str, Json] = {"seconds": _seconds(durations[0])} | ({"label": label} if label else {})
    return Plan((Call("timer.start", arguments),))


def _timers(found: _Found) -> Plan:
    return Plan(tuple(Call("timer.start", {"seconds": _seconds(d)}) for d in re.findall(r"#d([\d.]+)", found.match[0])))


def _passed(found: _Found) -> Plan:
    return _plan("timer.start", "passed", seconds=_seconds(found.text("d1")))


def _seconds(text: str) -> float:
    return int(text) if text.isdigit() else float(text)


def _cancel(name: str, argument: str) -> _Act:
    def act(found: _Found) -> Plan:
        which = found.slot("label", "name")
        count = 1
        if found.text("all"):
            count = max(1, len([c for c in _standing(found.context.recent) if _UNDO.get(c.name) == name]))
        call = Call(name, {argument: which} if which else {})
        return Plan((*(Call(name, quiet=True) for _ in range(count - 1)), call))

    return act


def _every(found: _Found) -> Plan | None:
    message = _message(found)
    return _plan("reminder.every", seconds=_seconds(found.text("d1")), message=message) if message else None


def _at(found: _Found) -> Plan | None:
    message = _message(found)
    when = _when(found)
    return _plan("reminder.at", **when, message=message) if message and when else None


def _alarm(found: _Found) -> Plan | None:
    when = _when(found)
    up = "It's time to wake up." if "wake" in found.match[0] else "It's time."
    return _plan("reminder.at", **when, message=_message(found) or up) if when else None


def _when(found: _Found) -> dict[str, Json]:
    """The arguments of reminder.at that say when; a time on another day is counted in seconds."""
    if found.text("d1"):
        return {"seconds": _seconds(found.text("d1"))}
    minutes, now = int(found.text("t")), found.context.wall
    if now is None:
        return {"time": f"{minutes // 60:02d}:{minutes % 60:02d}"}
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = "tomorrow" in found.match[0]
    times = [midnight + timedelta(minutes=minutes + half) for half in ((0, 720) if found.text("open") else (0,))]
    ahead = [time for time in times if time > now]
    if tomorrow and ahead:
        return {"seconds": ((times[0] + timedelta(days=1)) - now).total_seconds()}
    return {"time": f"{(ahead or times)[0]:%H:%M}"}


_MIRROR = {"i": "you", "me": "you", "my": "your", "mine": "yours", "i'm": "you're", "myself": "yourself", "am": "are"}


def _message(found: _Found) -> str:
    """A reminder's message: words after "to" as they are, anything else as the sentence to be said."""
    message = found.slot("msg")
    if not message or found.text("say"):
        return sentence(message)
    if found.text("how") == "that":
        return sentence(" ".join(_MIRROR.get(word.lower(), word) for word in message.split()))
    return f"Remember {message}." if found.text("how") in ("about", "of") else message


def _items(name: str) -> _Act:
    def act(found: _Found) -> Plan | None:
        parts = re.split(r"\s*(?:,\s*and\b|,|\band\b|\bplus\b|\bas well as\b)\s*", found.slot("items"), flags=re.I)
        items = [re.sub(r"^(?:an?|some|the|also|my)\s+", "", part, flags=re.I).strip(" .!?") for part in parts]
        items = [item for item in items if item]
        where = found.slot("list") or _newest_list(found.context.recent)
        if not items or not where:
            return None
        calls = [Call(name, {"list": where.lower(), "item": item}, quiet=True) for item in items]
        return Plan((*calls[:-1], Call(name, calls[-1].arguments, join_words(items))))

    return act


def _newest_list(recent: tuple[Call, ...]) -> str:
    return next((str(call.arguments["list"]) for call in reversed(recent) if call.name.startswith("list.")), "")


def _standing(recent: tuple[Call, ...]) -> list[Call]:
    """The calls that were not taken back, newest last."""
    standing: list[Call] = []
    for call in recent:
        undone = next((c for c in reversed(standing) if _UNDO.get(c.name) == call.name), None)
        standing = [c for c in standing if c is not undone] + ([call] if call.name in _UNDO else [])
    return standing


_UNDO = {
    "timer.start": "timer.cancel", "reminder.every": "reminder.cancel", "reminder.at": "reminder.cancel",
    "list.add": "list.remove",
}  # fmt: skip


def _undo(found: _Found) -> Plan:
    standing = _standing(found.context.recent)
    if not standing or not found.text("that"):
        return Plan(say="Okay.", undoes=True)
    newest = standing[-1]
    undo = Call(_UNDO[newest.name], newest.arguments if newest.name == "list.add" else {})
    return Plan((undo,), undoes=True)


def _change(found: _Found) -> Plan | None:
    """ "Actually, make it ten minutes": the newest timer, reminder or list item is taken back and made anew."""
    standing = _standing(found.context.recent)
    if not standing:
        return None
    newest, undo = standing[-1], _UNDO[standing[-1].name]
    if found.text("item"):
        if newest.name != "list.add":
            return None
        changed = {"list": newest.arguments["list"], "item": found.slot("item")}
    elif newest.name == "list.add" or (found.text("t") and newest.name != "reminder.at"):
        return None
    else:
        kept = {key: value for key, value in newest.arguments.items() if key not in ("seconds", "time")}
        changed = _when(found) | kept
    taken_back = Call(undo, newest.arguments if undo == "list.remove" else {}, quiet=True)
    return Plan((taken_back, Call(newest.name, changed, newest.focus)))


# ---- the intents -----------------------------------------------------------------------------------------------------

_D, _D2 = r"#d(?P<d1>[\d.]+)", r"#d(?P<d2>[\d.]+)"
_T = r"#t(?P<t>\d+)(?P<open>\?)?(?: (?:tomorrow|today|tonight|sharp))?(?: (?:morning|evening|afternoon|night))?"
_WHEN = (
    rf"(?:(?:in|after|within)(?: about| exactly| another)? {_D}(?: from now| time)?|{_D} from now|"
    rf"when {_D}(?: have| has| are| is)?(?: passed| up| over| gone by| past)|"
    rf"(?:(?:tomorrow|today|tonight)(?: morning| evening| afternoon| night)? )?(?:at|by|around|for|before)(?: about)? {_T})"
)
_HOW, _MSG = r"(?P<how>to|that|about|of)", r"(?P<msg>.+?)"
_REMIND = (
    r"(?:remind me|(?:give me|set(?: up)?|make|create|add|i need) (?:a |another )?reminder(?: for me)?|nudge me|prompt me|"
    r"tell me|ask me|don't let me forget|do not let me forget|reminder|notify me|warn me)"
)
_SAY_IT = r"(?P<say>say|tell me|announce|shout|repeat|greet me with)"
_UNTIL = r"(?: (?:until|till|from now on|as long as|while i|for the next|for #d).*)?"
_END = r"(?:cancel|stop|kill|delete|remove|turn off|clear|end|forget(?: about)?|scrap|abort|drop|dismiss|switch off)"
_THE = r"(?:(?:the|my|that|this|last|current|running|of|(?P<all>all|both|every)) )*"
_SET = r"(?P<verb>set(?: up)?|start|create|make|begin|run|give me|put on|add|do|i need|i want|need|have|setup)"
_ON = r"(?:on|onto|on to|to|in|into)"
_LIST = r"(?:my|the|our|a|your)? ?(?P<list>(?:[^\s#]+ ){0,3}?[^\s#]+) list"
_IS = r"(?:what(?:'s|s| is| are| was)?|how much(?: is| are| does|'s)?)"


def _table(*intents: tuple[str, _Act]) -> _Intents:
    """Intents with patterns in which a group name may stand more than once."""
    return [(re.compile(_numbered(pattern)), act) for pattern, act in intents]


def _numbered(pattern: str) -> str:
    count = itertools.count()
    return re.sub(r"\(\?P<(\w+)>", lambda found: f"(?P<{found[1]}__{next(count)}>", pattern)


_MATH_TAIL = r"(?: (?:is|are|equals?|make|makes|come to|give|=|be|together|in total|altogether|then|again))*"
_NUMBER = r"(?:(?P<minus>minus|negative|-) ?)?(?:(?P<value>\d+(?:\.\d+)?)|an?|1)"
_U = r"[a-z][a-z ]*?"
_NOW = r"(?: (?:right now|now|today|to day|here|currently|at the moment|exactly|please|again))*"

_PLAIN = _table(
    # nothing to do
    (
        r"(?:(?:stop|quit)(?: it| that| talking| speaking| please| now| there)*|(?:please )?be quiet|quiet|shut up|hush|shh+|"
        r"silence|pause|enough|that's enough|that(?:'s| is) all(?: for now)?|wait(?: up)?|no wait|"
        r"(?:wait|hold on|hang on|give me|just)(?: for)?(?: just)?(?: a| 1) (?:second|sec|minute|moment|bit)|1 (?:second|moment|sec)|"
        r"hold on|hang on|hold it|yes|yeah|yep|yup|ya|no|nope|nah|mm+ ?hm+|m+h+m+|uh huh|um hum|uh uh|uhhuh|okay|ok|right|sure|"
        r"of course|i see|got it|wow|really|interesting|cool|great|nice|oh|aha|exactly|true|good|fine|al+ ?right|go on|"
        r"continue|please continue|go ahead|keep going|that's (?:right|true|good|great|fine|nice|interesting|it)|makes sense|"
        r"absolutely|definitely|indeed|certainly|perfect|excellent|awesome|amazing|no way|i know|i agree|let me (?:think|see)|"
        r"so|well|hmm+|and|but|you know|like|sorry|excuse me|oops|please|never|yeah yeah|oh no|my bad|say|i mean|the)"
        r"(?: (?:yes|yeah|no|okay|right|sure|stop|wait|oh|well|so|please|hold on|great|good|nice|i see|wow|really|now|the))*",
        _say(""),
    ),
    # small talk
    (
        r"(?:hello|hi|hey|hi there|hello there|hey there|greetings|howdy|good (?:morning|afternoon|evening|day))"
        r"(?: (?:duologue|there|again|hello|hi|everyone|assistant))*",
        _say("Hello."),
    ),
    (r"(?:hello |hi |hey )?how(?: are|'re) (?:you|things)(?: doing| today| going)*", _say("I'm fine, thank you.")),
    (
        r"(?:(?:thanks|thank you|thank you so much|thank you very much|many thanks|cheers|much appreciated|i appreciate it)"
        r"(?: a lot| a bunch| again| for that| for (?:your|the) help| duologue| very much| so much)*)",
        _say("You're welcome."),
    ),
    (r"(?:good ?bye|bye|bye bye|see you(?: later| soon| tomorrow)?|good ?night|talk to you later|farewell)"
     r"(?: (?:now|then|duologue|bye|for now))*", _say("Goodbye.")),
    (r"(?:hello )?(?:can|do|could) you (?:still )?hear me(?: now| okay| all right| well)?", _say("Yes, I can hear you.")),
    (r"(?:hello )?are you (?:still )?(?:there|here|listening|with me|awake)", _say("Yes, I'm here.")),
    (r"(?:(?:this is a )?(?:test|testing|mic check|sound check))(?: (?:test|testing|\d))*", _say("I can hear you.")),
    (r"(?:who are you|what are you|what(?:'s| is) your name)", _say("I'm Duologue, your assistant.")),
    # arithmetic and units
    (
        rf"(?:{_IS}|calculate|compute|work out|figure out|evaluate|solve|what do you get if you|what do you get when you)?"
        rf" ?(?P<expression>.*?\S){_MATH_TAIL}",
        _arithmetic,
    ),
    (
        rf"how (?:many|much) (?P<target>{_U})(?: are| is| do| does| make| makes| there| fit| equal| i| we| you| have| get|'s)*"
        rf"(?: in| into| for)? {_NUMBER} (?P<source>{_U})(?: (?:have|has|make|equal|contain))?",
        _units,
    ),
    (
        rf"(?:convert|change|turn|{_IS}|how (?:far|long|heavy|hot|cold|warm|tall|much|big)(?: is| are)?|translate)? ?"
        rf"{_NUMBER} (?P<source>{_U}) (?:to|in|into|as|is how many|are how many|equals how many|in terms of|make how many) "
        rf"(?P<target>{_U})",
        _units,
    ),
    # conversation about the conversation
    (
        r"(?:for )?how (?:long|much time|many (?:seconds|minutes)) (?:have|has|had|did|was|were|am|are) (?P<who>i|we|this)"
        r"(?: conversation| call| chat| session)?(?: \w+){0,2}? (?:talking|talk|speaking|speak|spoken|talked|chatting|"
        r"rambling|going on|going|on|running|lasted)(?: (?:for|now|so far|already|to you|in total|until now|just now))*",
        _talking,
    ),
    (
        r"(?:never ?mind|forget (?:it|about it|about that|that)|(?P<that>cancel|undo|take back|delete|scratch|remove) "
        r"(?:that|it|this|the last 1|the last one)|take (?:that|it) back)(?: (?:please|again|now|forget it|never ?mind))*",
        _undo,
    ),
)

_TIMED = _table(
    # clock
    (
        r"(?:(?:what(?:'s|s| is| was)?|do you have|have|check|give me|say|got|and) )?(?:the |a )?(?:current |exact |local )?"
        rf"time(?: is it| it is| it's| do we have| do you have| have you got| is)?{_NOW}",
        _call("clock.now", "time"),
    ),
    (rf"how late is it{_NOW}|what (?:hour|o'clock) is it{_NOW}", _call("clock.now", "time")),
    (
        rf"(?:{_IS} )?(?:the |today's )?(?:current )?(?:time and (?:the |today's )?(?:date|day)|(?:date|day) and (?:the )?time)"
        rf"(?: is it| it is| is)?{_NOW}",
        _call("clock.now", "both"),
    ),
    (
        rf"(?:{_IS} )?(?:the |today's |to day's )?(?:current |full )?(?:date|day's date)(?: is it| it is| is| today)?{_NOW}",
        _call("clock.now", "date"),
    ),
    (
        rf"(?:what|which) (?:day|date|weekday)(?: of the (?:week|month|year))?(?: is it| it is| is today| today is| is| it's|"
        rf" do we have| are we| is this)?{_NOW}",
        _call("clock.now", "date"),
    ),
    (rf"{_IS} (?:today|to day)(?:'s date)?|today's date|what today is", _call("clock.now", "date")),
    (rf"what month (?:is it|it is|is this|are we in|do we have){_NOW}", _call("clock.now", "date")),
    (rf"(?:what|which) year (?:is it|it is|is this|are we in|do we have){_NOW}", _call("clock.now", "year")),
    (
        r"(?:what|which) (?:day|date)(?: of the week)? (?:is|will|it is|it will be)(?: it)?(?: be)? tomorrow|"
        r"(?:what(?:'s| is) )?tomorrow's date",
        _call("clock.now", "tomorrow"),
    ),
    # timers
    (rf"{_END} {_THE}(?P<label>[\w'’. #]+? )??(?:timers?|countdown)(?: (?:for|of|called|named) (?:the |my )?(?P<name>.+?))?",
     _cancel("timer.cancel", "label")),
    (r"(?:how (?:much|long|many) .*|when (?:is|does|will) .*|what(?:'s| is) .*|check |show (?:me )?)"
     r"(?<! new)(?:(?:on|in|of|for|until|till) )(?:the |my )?(?:#d[\d.]+ |\w+ )?timers?(?: .*)?|"
     r"(?:check|show(?: me)?) (?:the |my )timers?|how (?:much|long)(?: time| more time)?(?: is| do i have| have i)?(?: there)?"
     r"(?: still)? (?:left|remaining)(?: to go)?", _call("timer.show")),
    (
        rf"(?:{_SET} )?(?:(?:a|an|the|my|another|1|me|new|2nd|second|additional|quick) )*(?:{_D} )?"
        rf"(?:(?P<label>(?!for |called )[a-z][\w' ]*?) )?timer(?: (?:for|of|to|at|with|lasting))?(?: {_D2})?"
        r"(?: (?:for|called|named|labeled|labelled) (?:the |my |a )?(?P<name>.+))?",
        _timer,
    ),
    (
        rf"(?:{_SET} )?(?:(?:a|the) )?timer (?:called|named|labeled|labelled|for|to) (?:the |my |a )?(?P<name>.+?) "
        rf"(?:for|of|to|in|lasting) {_D}",
        _timer,
    ),
    (rf"(?:{_SET} )?(?:\d )?timers?(?: (?:1|for|of|a))*(?: (?:#d[\d.]+|and|1|another|for|of|a|an|the|other|timer|also|then|2nd))+",
     _timers),
    (rf"(?:time|count(?: ?down)?(?: from| of| for)?|(?:set )?(?:an )?alarm (?:in|for)) {_D}", _passed),
    (
        r"(?:tell me|let me know|alert me|notify me|warn me|remind me|ping me|say something|speak up|beep|call me|inform me|"
        rf"give me a (?:shout|sign|signal|nudge)) (?:when|once|after|as soon as|in|if|exactly|another|about|(?:it's|it has) been|"
        rf"every time)(?: (?:exactly|another|about|it's been|it has been))* ?{_D}"
        r"(?: (?:has|have|had|is|are|of|will|would|went|by|be|passed|past|pass|passes|gone|elapsed|over|up|done|expired|ended|"
        r"through|from now|later|pasta))*",
        _passed,
    ),
    (
        rf"(?:when|once|after|as soon as)(?: exactly| another| it's been| it has been)? {_D}(?: (?:has|have|had|is|are|of))*"
        r"(?: (?:passed|past|pass|passes|gone by|elapsed|over|up|done|gone|expired|went by|pasta))?",
        _passed,
    ),
    (rf"wait(?: for)?(?: exactly| about)? {_D}(?: from now)?", _passed),
    # reminders
    (rf"{_END} {_THE}(?:(?P<label>[\w' ]+?) )??(?:reminders?|alarms?)(?: (?:to|about|for|that|of) (?P<name>.+?))?",
     _cancel("reminder.cancel", "message")),
    (r"(?:stop|quit|no more|don't|do not)(?: keep)? (?:reminding|remind|reminders|nudging|telling)(?: me)?"
     r"(?: (?:to|about|of|that) (?P<name>.+?))?(?: any ?more| any longer)?", _cancel("reminder.cancel", "message")),
    (rf"{_REMIND}(?: {_HOW})? {_MSG} (?:every|each|once every|once|per) {_D}{_UNTIL}", _every),
    (rf"{_REMIND} (?:every|each|once every|once) {_D}(?: {_HOW})? {_MSG}", _every),
    (rf"(?:every|each|once every) {_D} (?:{_REMIND}(?: {_HOW})|{_SAY_IT}) {_MSG}", _every),
    (rf"{_SAY_IT} {_MSG} (?:every|each|once every) {_D}{_UNTIL}", _every),
    (rf"{_REMIND}(?: {_HOW})? {_MSG} {_WHEN}", _at),
    (rf"{_REMIND} {_WHEN}(?: {_HOW})? {_MSG}", _at),
    (rf"{_WHEN} {_REMIND}(?: {_HOW}) {_MSG}", _at),
    (rf"(?:wait|hold on|pause)(?: for)?(?: exactly| about)? {_D}(?: (?:and|then|before you|after that|before|please))* "
     rf"(?:{_SAY_IT}|saying) {_MSG}", _at),
    (rf"{_WHEN} (?:please )?{_SAY_IT} {_MSG}", _at),
    (rf"{_SAY_IT} {_MSG} {_WHEN}", _at),
    (rf"(?:{_SET} )?(?:an |the |my )?(?:alarm|wake up call)(?: clock)? (?:for|at|to) {_T}(?: (?:to|for) {_MSG})?", _alarm),
    (rf"wake me(?: up)? {_WHEN}", _alarm),
    (r"remind me(?: (?:to|about|that) .+)?", lambda found: Plan(say="When should I remind you?", unfinished=True)),
    # lists
    (rf"(?:add|put|write|include|throw|stick|get|place)(?: down)? (?P<items>.+?) {_ON} {_LIST}(?: (?:too|as well))?",
     _items("list.add")),
    (r"(?:add|put) (?P<items>.+?) (?:on|to|onto) (?:it|that|that list|the list|there)", _items("list.add")),
    (rf"add (?:on|to) {_LIST} (?P<items>.+)", _items("list.add")),
    (rf"(?:remove|delete|take|cross|strike|scratch|drop|erase|get)(?: off| out)? (?P<items>.+?)(?: off| out)? "
     rf"(?:off|from|of|off of|out of|on) {_LIST}", _items("list.remove")),
    (rf"(?:show|read|display|open|check|give|see|hear|list|repeat)(?: \w+){{0,4}}? {_LIST}(?: (?:out|aloud|to me|out loud|back))*",
     _slots("list.show", list_="list")),
    (rf"(?:what|anything|what's|is there anything)(?: \w+){{0,4}}? (?:on|in) {_LIST}", _slots("list.show", list_="list")),
    # notes
    (r"(?:search|look|check|find|browse|go)(?: in| through| for)*(?: my| the)? notes? (?:for|about|on|regarding|that mention) "
     r"(?P<query>.+)", _slots("notes.search", query="query")),
    (r"(?:search for|look for|look up|find|search) (?P<query>.+) in (?:my|the) notes", _slots("notes.search", query="query")),
    (r"what (?:do|did|does) (?:my notes?|i note|i write|i write down|i note down)(?: say)? (?:about|on|for) (?P<query>.+)",
     _slots("notes.search", query="query")),
    (r"(?:do i have|are there|have i got)(?: a| any)? notes? (?:about|on|for|with) (?P<query>.+)",
     _slots("notes.search", query="query")),
    (r"(?:(?:take|make|write|jot|add|save|create|record|leave)(?: down)? (?:a |the |this |me a )?(?:quick |new |short )?note|"
     r"note to self|note down|note|write down|jot down)(?: (?:that|saying|of|about|to self|which says|it says|down|to))? "
     r"(?P<text>.+)", _slots("notes.add", text="text")),
    (r"(?:please )?remember that (?P<text>.+)", _slots("notes.add", text="text")),
    # outside the machine, and not built yet
    (r"(?:search|look)(?: on| in| up| through)?(?: the)? (?:web|internet|online|net|google)(?: for| and find| to find| about)? "
     r"(?P<query>.+)", _slots("web.search", query="query")),
    (r"(?:do|run) a (?:web|google|internet|online) search (?:for|on|about) (?P<query>.+)", _slots("web.search", query="query")),
    (r"(?:search for|look up|search|google|find|look for) (?P<query>.+?)(?: (?:on the (?:web|internet|net)|online|on google))",
     _slots("web.search", query="query")),
    (r"(?:search for|google|look up|web search) (?P<query>.+)", _slots("web.search", query="query")),
    (r"(?:how(?:'s| is)|what(?:'s| is)|check|give me|show me)? ?(?:the )?(?:current )?(?:weather|temperature)(?: like| outside)*"
     rf"(?: (?:in|at|for) (?P<place>(?!the moment).+?))?{_NOW}", _slots("weather.now", place="place")),
    (r"(?:is it (?:raining|snowing|sunny|cloudy|windy)|how (?:warm|cold|hot) is it)(?: outside| out)?"
     rf"(?: in (?P<place>.+?))?{_NOW}", _slots("weather.now", place="place")),
    (r"(?P<say>say|call out|shout) (?P<what>.+?) (?:every time|each time|whenever|when) (?:i|you hear me|i happen to) (?:say|use|"
     r"mention)(?: the word)? (?P<for>.+)", _slots("listen.start", for_="for", say="what")),
    (r"(?:every time|each time|whenever) i (?:say|use|mention)(?: the word)? (?P<for>.+?) (?:you )?(?:say|call out|shout) "
     r"(?P<what>.+)", _slots("listen.start", for_="for", say="what")),
    # taking back
    (rf"(?:(?:no|nope|actually|sorry|wait|oh|rather|better|i mean|i meant|i said|or rather|make (?:it|that)|(?:let's )?change "
     rf"(?:it|that|the \w+)|change (?:it|that|the \w+) to|set it (?:to|for)|it should be|that should be|let's say|for|in|at|"
     rf"to|(?:it|that)'s) )+(?:{_D}|{_T})(?: (?:instead|rather))?", _change),
    (r"(?:(?:no|actually|sorry|wait|oh) )*(?:i meant|i said|make (?:it|that)) (?P<item>[a-z][\w' ]{0,30}?)(?: instead)?", _change),
)
