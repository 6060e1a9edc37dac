"""What to do about what the user said: the one hand-written stand-in until the interaction core writes its own calls.

It never decides when anything happens. The file goes away as a whole, and nothing may grow on it. A text is read in
four steps: tokens with numbers, durations and clock times (reading.py); self-corrections carried out ("for five, no,
ten minutes"); pieces, cut where a request begins (utterances.py); and for each piece the first pattern of the tables
below that fits it whole, politeness taken away.
"""

import itertools
import re
from collections.abc import Callable
from datetime import timedelta

from duologue.core.events import Json
from duologue.tools.clock import say_time
from duologue.tools.expressions import read_expression
from duologue.tools.patterns import Act, Found, first_fit, table
from duologue.tools.plan import UNDONE_BY, Call, ParseContext, Plan, standing
from duologue.tools.reading import Token, read_times
from duologue.tools.units import unit_name
from duologue.tools.utterances import (
    IDLE_TALK,
    Piece,
    View,
    correction,
    dangles,
    overlays,
    question_text,
    read_pieces,
    spoken_tokens,
)  # fmt: skip
from duologue.tools.wording import join_words, say_duration, sentence

__all__ = ["Call", "ParseContext", "Plan", "parse"]

_MAX_CORRECTED = 60  # tokens of the longest text in which self-corrections are looked for
_Read = Callable[[list[Token]], Plan | None]


def parse(text: str, context: ParseContext | None = None) -> Plan:
    """What to do about a turn of the user. text: the words as recognised or typed."""
    tokens, read = spoken_tokens(text), _reader(text, context or ParseContext())
    if dangles(tokens):
        return Plan(unfinished=True)
    pieces = _settled(_corrected(tokens, read) or read_pieces(tokens, read))
    calls = tuple(_calls(pieces))
    asked = [piece.tokens for piece in pieces if piece.plan is None and (piece.question or not calls)]
    if asked:
        return Plan(calls, ask=question_text(asked, text))
    if calls:
        return Plan(calls)
    return next((piece.plan for piece in reversed(pieces) if piece.plan and piece.plan.say), Plan())


def _corrected(tokens: list[Token], read: _Read) -> list[Piece[Plan]]:
    """The pieces after the user's self-correction; empty if there is none that makes a request."""
    readings: list[list[Piece[Plan]]] = []
    for left, right in correction(tokens) if len(tokens) <= _MAX_CORRECTED else ():
        before, after = read_pieces(left, read), read_pieces(right, read)
        if _family(before[-1:]) in ("", _family(after[:1])):
            readings.append([*before[:-1], *after])
        readings += [read_pieces(tried, read) for tried in overlays(left, right)]
    readings = [reading for reading in readings if _calls(reading)]
    return min(readings, key=lambda reading: sum(max(piece.cost, 0) for piece in reading), default=[])


def _calls(pieces: list[Piece[Plan]]) -> list[Call]:
    return [call for piece in pieces if piece.plan for call in piece.plan.calls]


def _family(pieces: list[Piece[Plan]]) -> str:
    """The kind of tool that is called first, timers and reminders being one kind; "" for none."""
    kind = next((call.name.split(".")[0] for call in _calls(pieces)), "")
    return "timer" if kind == "reminder" else kind


def _settled(pieces: list[Piece[Plan]]) -> list[Piece[Plan]]:
    """Pieces whose requests stand: not taken back at once, and not a part of a story that goes on in the sentence."""
    if len(pieces) > 1 and pieces[-1].plan is not None and pieces[-1].plan.undoes and _calls(pieces[:-1]):
        return [*pieces[:-2], Piece(pieces[-1].tokens, Plan(say="Okay."), question=False, strong=True)]
    for piece, following in itertools.pairwise(pieces):
        told = following.plan is None and not following.question and len(following.tokens) > 4
        if piece.plan is not None and piece.plan != Plan() and not piece.strong and told:
            return [Piece([t for p in pieces for t in p.tokens], None, question=False, strong=True)]
    return pieces


def _reader(text: str, context: ParseContext) -> _Read:
    """Reads a piece of a text: its plan, None if it is no request that is known."""

    def read(tokens: list[Token]) -> Plan | None:
        plain = View(tokens, text)
        if not plain.text:
            return Plan()
        return first_fit(plain, _PLAIN, context) or first_fit(View(read_times(tokens), text), _TIMED, context)

    return read


# ---- what the intents do ---------------------------------------------------------------------------------------------


def _say(text: str, *, unfinished: bool = False) -> Act:
    return lambda found: Plan(say=text, unfinished=unfinished)


def _call(name: str, focus: str = "", what: str = "", **slots: str) -> Act:
    """Calls a tool with the user's own words as arguments; groups that took no part are left out. what: for `for`."""

    def act(found: Found) -> Plan:
        given = ({"for": what} if what else {}) | {
            argument.rstrip("_"): found.slot(group) for argument, group in slots.items() if found.slot(group)
        }
        return Plan((Call(name, given, focus),))

    return act


def _arithmetic(found: Found) -> Plan | None:
    expression = read_expression(found.text("expression")) or read_expression(found.match[0])
    return Plan((Call("calculator.evaluate", {"expression": expression}),)) if expression else None


def _units(found: Found) -> Plan | None:
    source, target = unit_name(found.text("source")), unit_name(found.text("target"))
    value = found.number("value") * (-1 if found.text("minus") else 1) if found.text("value") else 1
    return Plan((Call("units.convert", {"value": value, "from": source, "to": target}),)) if source and target else None


def _talking(found: Found) -> Plan:
    """ "How long have I been talking?" """
    since_s = found.context.speech_start_s if found.text("who") == "i" else 0.0
    words = {"i": "You've been talking", "we": "We've been talking"}.get(found.text("who"), "This has been going on")
    return Plan(say=f"{words} for about {say_duration(max(round(found.context.now_s - since_s), 1))}.")


_NO_LABEL = frozenset(("set", "start", "create", "make", "and", "a", "the", "me", "you", "please", "for", "is", "what"))


def _timer(found: Found) -> Plan | None:
    label, durations = found.slot("label", "name"), re.findall(r"#d([\d.]+)", found.match[0])
    words = found.text("label", "name").split()
    if len(durations) > 1 or len(words) > 3 or "#d" in " ".join(words) or _NO_LABEL.intersection(words):
        return None
    if not durations:
        return Plan(say="For how long?", unfinished=True) if found.text("verb") else None
    return Plan((Call("timer.start", {"seconds": _seconds(durations[0])} | ({"label": label} if label else {})),))


def _timers(found: Found) -> Plan:
    return Plan(tuple(Call("timer.start", {"seconds": _seconds(d)}) for d in re.findall(r"#d([\d.]+)", found.match[0])))


def _passed(found: Found) -> Plan:
    return Plan((Call("timer.start", {"seconds": _seconds(found.text("d"))}, "passed"),))


def _seconds(text: str) -> float:
    return int(text) if text.isdigit() else float(text)


def _cancel(name: str, argument: str) -> Act:
    def act(found: Found) -> Plan:
        undos = [UNDONE_BY[call.name] for call in standing(found.context.recent) if call.name != "list.add"]
        tool = (undos or ["timer.cancel"])[-1] if "alarm" in found.match[0] else name
        which = found.slot("label", "name")
        again = max(undos.count(tool) - 1, 0) if found.text("all") else 0
        key = argument if tool == name else "label" if tool == "timer.cancel" else "message"
        return Plan((*[Call(tool, quiet=True)] * again, Call(tool, {key: which} if which else {})))

    return act


def _remind(name: str) -> Act:
    def act(found: Found) -> Plan | None:
        message, when = _message(found), _when(found)
        return Plan((Call(name, when | {"message": message}),)) if message and when else None

    return act


def _when(found: Found) -> dict[str, Json]:
    """The arguments that say when; a clock time on another day is counted in seconds."""
    if found.text("d"):
        return {"seconds": _seconds(found.text("d"))}
    minutes, now = int(found.text("t")), found.context.wall
    if now is None:
        return {"time": f"{minutes // 60:02d}:{minutes % 60:02d}"}
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    times = [midnight + timedelta(minutes=minutes + half) for half in ((0, 720) if found.text("open") else (0,))]
    ahead = [time for time in times if time > now] or times
    if "tomorrow" in found.match[0] and ahead[0] > now:
        return {"seconds": round((times[0] + timedelta(days=1) - now).total_seconds())}
    return {"time": f"{ahead[0]:%H:%M}"}


_MIRROR = {"i": "you", "me": "you", "my": "your", "mine": "yours", "i'm": "you're", "myself": "yourself", "am": "are"}


def _message(found: Found) -> str:
    """A reminder's message: words after "to" as they are, anything else as the sentence to be said."""
    message = found.slot("msg")
    if "wake" in found.match[0] and not message:
        return "It's time to wake up."
    if not message or found.text("say"):
        return sentence(message or "it's time")
    if found.text("how") == "that":
        return sentence(" ".join(_MIRROR.get(word.lower(), word) for word in message.split()))
    return f"Remember {message}." if found.text("how") in ("about", "of") else message


def _items(name: str) -> Act:
    def act(found: Found) -> Plan | None:
        parts = re.split(r"\s*(?:,\s*and\b|,|\band\b|\bplus\b|\bas well as\b)\s*", found.slot("items"), flags=re.I)
        items = [re.sub(r"^(?:an?|some|the|also|my)\s+", "", part, flags=re.I).strip(" .!?") for part in parts]
        items = [item for item in items if item]
        where = _list_name(found)
        calls = [Call(name, {"list": where, "item": item}, quiet=True) for item in items]
        return Plan((*calls[:-1], Call(name, calls[-1].arguments, join_words(items)))) if calls else None

    return act


def _show(found: Found) -> Plan:
    return Plan((Call("list.show", {"list": _list_name(found)}),))


def _list_name(found: Found) -> str:
    """The list that is meant: the one named, the one used last, or the shopping list."""
    used = [str(call.arguments["list"]) for call in found.context.recent if call.name.startswith("list.")] or [
        "shopping"
    ]
    return found.slot("list").lower() or used[-1]


def _undo(found: Found) -> Plan:
    calls = standing(found.context.recent)
    if not calls or not found.text("that"):
        return Plan(say="Okay.", undoes=True)
    undo = UNDONE_BY[calls[-1].name]
    return Plan((Call(undo, calls[-1].arguments if undo == "list.remove" else {}),), undoes=True)


def _change(found: Found) -> Plan | None:
    """ "Actually, make it ten minutes": the newest timer, reminder or list item is taken back and made anew."""
    newest = (standing(found.context.recent) or [Call("")])[-1]
    kept = {key: value for key, value in newest.arguments.items() if key not in ("seconds", "time", "item")}
    if newest.name == "list.add" and found.text("item"):
        changed = kept | {"item": found.slot("item")}
    elif newest.name.startswith(("timer", "reminder")) and found.text("d", "t"):
        changed = _when(found) | kept
    else:
        return None
    if newest.name != "reminder.at" and "time" in changed:
        return None
    undo = Call(UNDONE_BY[newest.name], newest.arguments if newest.name == "list.add" else {}, quiet=True)
    return Plan((undo, Call(newest.name, changed, str(changed.get("item", newest.focus)))))


def _later(found: Found) -> Plan | None:
    """ "What time will it be in half an hour?" """
    if found.context.wall is None:
        return None
    return Plan(say=sentence(f"it will be {say_time(found.context.wall + timedelta(seconds=found.number('d')))}"))


def _page(found: Found) -> Plan:
    spoken = found.text("url")
    url = spoken.replace(" dot ", ".").replace(" slash ", "/").replace(" ", "")
    return Plan((Call("web.read", {"url": url if url.startswith("http") else f"https://{url}"}),))


_LANGUAGES = {
    "spanish": "es", "english": "en", "french": "fr", "german": "de", "italian": "it", "portuguese": "pt",
    "dutch": "nl", "polish": "pl", "russian": "ru", "chinese": "zh", "japanese": "ja", "korean": "ko",
}  # fmt: skip


def _translate(found: Found) -> Plan | None:
    target, source = _LANGUAGES.get(found.text("target")), _LANGUAGES.get(found.text("source"))
    arguments = {"target": target} | ({"source": source} if source else {})
    return Plan((Call("translate.start", arguments),)) if target else None


# ---- the intents -----------------------------------------------------------------------------------------------------


_NOW = r"(?: (?:right now|now|today|to day|here|currently|at the moment|exactly|please|again))*"
_IS = r"(?:what(?:'s|s| is| are| was| does| do)?|how much(?: is| are| does|'s)?)"
_NUMBER, _UNIT = r"(?:(?P<minus>minus|negative|-) ?)?(?:(?P<value>\d+(?:\.\d+)?)|an?|1|the)", r"[a-z][a-z ]*?"
_D, _T = r"#d(?P<d>[\d.]+)", r"#t(?P<t>\d+)(?P<open>\?)?(?: (?:tomorrow|today|tonight|sharp|morning|evening|night))*"
_DAY = r"(?:(?:tomorrow|today|tonight)(?: morning| evening| afternoon| night)? )?"
_WHEN = (
    rf"(?:(?:in|after|within)(?: about| exactly| another)? {_D}(?: from now| time)?|{_D} from now|when {_D}(?: have|"
    rf" has| are| is)?(?: passed| up| over| gone by| past)|{_DAY}(?:at|by|around|for|before)(?: about)? {_T})"
)
_EVERY = r"(?:every|each|once every|once)"
_UNTIL = r"(?: (?:until|till|from now on|as long as|while i|for the next|for #d).*)?"
_HOW, _MSG, _SAYS = r"(?: (?P<how>to|that|about|of))", r"(?P<msg>.+?)", r"(?P<say>say|tell me|announce|shout|repeat)"
_REMIND = (
    r"(?:remind me|(?:give me|set(?: up)?|make|create|add|i need) (?:a |another )?reminder(?: for me)?|nudge me|"
    r"reminder|tell me|ask me|(?:don't|do not) let me forget|notify me|warn me|prompt me)"
)
_TELL = (
    r"(?:tell me|let me know|alert me|notify me|warn me|remind me|ping me|say something|speak up|beep|call me|inform"
    r" me|give me a (?:shout|sign|signal|nudge))"
)
_OVER = (
    r"(?: (?:has|have|had|is|are|of|will|would|went|by|be|past?|passed|passes|gone|elapsed|over|up|done|expired|"
    r"ended))*"
)
_END = r"(?:cancel|stop|kill|delete|remove|turn off|clear|end|forget(?: about)?|scrap|abort|drop|dismiss|switch off)"
_THE = r"(?:(?:the|my|that|this|last|current|running|of|(?P<all>all|both|every)) )*"
_SET = r"(?P<verb>set(?: up)?|start|create|make|begin|run|give me|put on|add|do|i need|i want|need|have|setup)"
_ON, _LIST = r"(?:on|onto|on to|to|in|into)", r"(?:my|the|our|your) (?:(?P<list>(?:\S+ ){0,2}?\S+) )?list"
_LABEL = r"(?P<label>(?!(?:for|called|and|set|start|what|the|a) )[a-z][\w' ]*?)"
_CUE = (
    r"(?:every time|each time|whenever|when|if|any time|as soon as)(?: that)? (?:i|you hear me|you hear)"
    r"(?: happen to)?(?: (?:say|use|mention|saying|using))?(?: the)?(?: words?| phrase)?"
)
_URL = r"(?:https?://)?\S+\.[a-z]+\S*|[a-z0-9-]+(?: dot [a-z0-9-]+)+(?: slash [\w-]+)*"
_MY_NOTES, _ABOUT = r"(?:my |the )?notes?", r"(?:for|about|on|regarding|that mention|with) (?P<query>.+)"

# fmt: off
_PLAIN = table(
    (IDLE_TALK, _say("")),
    (r"(?:hello|hi|hey|greetings|good (?:morning|afternoon|evening|day))(?: (?:duologue|there|again|hello|hi))*",
     _say("Hello.")),
    (r"(?:hello |hi |hey )?how(?: are|'re) (?:you|things)(?: doing| today| going)*", _say("I'm fine, thank you.")),
    (r"(?:thanks|thank you|many thanks|cheers|i appreciate it)(?: so much| very much| a lot| again| for (?:that|"
     r"everything)| for (?:your|the) help| that's all| thank you| thanks)*", _say("You're welcome.")),
    (r"(?:good ?bye|bye|see you|good ?night|talk to you)(?: (?:now|then|bye|for now|later|soon|tomorrow))*",
     _say("Goodbye.")),
    (r"(?:hello )?(?:can|do|could) you (?:still )?hear me(?: now| okay| all right| well)*",
     _say("Yes, I can hear you.")),
    (r"(?:hello )?are you (?:still )?(?:there|here|listening|with me|awake)(?: now)?", _say("Yes, I'm here.")),
    (r"(?:this is a )?(?:test|testing|mic check)(?: (?:test|testing|\d))*", _say("I can hear you.")),
    (r"(?:who are you|what are you|what(?:'s| is) your name)", _say("I'm Duologue, your assistant.")),
    (rf"(?:what do (?:you|i|we) get (?:if|when) (?:you|i|we)|{_IS}|calculate|compute|work out|figure out|evaluate|"
     r"solve)? ?(?P<expression>.*?\S)(?: (?:is|are|equals?|makes?|come to|give|=|be|together|in total|altogether|"
     r"then|again|what))*", _arithmetic),
    (rf"how (?:many|much) (?P<target>{_UNIT})(?: are| is| do| does| makes?| there| fit| equal| i| we| you| have|"
     rf" get|'s)*(?: in| into| for)? {_NUMBER} (?P<source>{_UNIT})(?: (?:have|has|make|equal|contain))?", _units),
    (rf"(?:convert|change|turn|{_IS}|how (?:far|long|heavy|hot|cold|warm|tall|much|big)(?: is| are)?|translate)?"
     rf" ?{_NUMBER} (?P<source>{_UNIT}) (?:to|in|into|as|(?:is|are|equals|makes?) how many|in terms of)"
     rf" (?P<target>{_UNIT})", _units),
    (r"(?:for )?how (?:long|much time|many (?:seconds|minutes)) (?:have|has|had|did|was|were|am|are) (?P<who>i|we|"
     r"this)(?: conversation| call| chat| session)?(?: \w+){0,2}? (?:talk|speak|talking|speaking|spoken|talked|"
     r"chatting|on|going|rambling|going on|running|lasted)(?: (?:for|now|so far|already|to you|in total|until now|"
     r"just now))*", _talking),
    (r"(?:never ?mind|forget (?:it|about it|about that|that)|(?P<that>(?:cancel|undo|take back|delete|scratch|"
     r"remove) (?:that|it|this|the last (?:1|one))|take (?:that|it) back))(?: (?:please|again|forget it|never"
     r" ?mind))*", _undo),
)

_TIMED = table(
    # clock
    (r"(?:(?:what(?:'s|s| is| was)?|do you(?: happen to)? have|have|check|give me|say|got) )?(?:the )?(?:current"
     rf" |exact |local )?time(?: is it| it is| it's| do we have| do you have| have you got| is)?{_NOW}|how late is"
     rf" it{_NOW}|what hour is it", _call("clock.now", "time")),
    (rf"(?:{_IS} )?(?:the |today's )?(?:current )?(?:time and (?:the |today's )?(?:date|day)|(?:date|day) and"
     rf" (?:the )?time)(?: is it| it is| is)?{_NOW}", _call("clock.now", "both")),
    (rf"(?:{_IS} )?(?:the |today's |to day's )?(?:current |full )?(?:date|day)(?: is it| it is| is)?{_NOW}|{_IS} to"
     r" ?day(?:'s date)?|(?:what|which) (?:day|date|month)(?: of the (?:week|month|year))?(?: is it| it is| is|"
     rf" it's| do we have| are we in| is this)?{_NOW}", _call("clock.now", "date")),
    (rf"(?:what|which) year (?:is it|it is|is this|are we in|do we have){_NOW}", _call("clock.now", "year")),
    (r"(?:what|which) (?:day|date)(?: of the week)?(?: is| will| it| be)* tomorrow|(?:what(?:'s| is) )?tomorrow's date",
     _call("clock.now", "tomorrow")),
    (rf"what time (?:will it be|is it|it will be) (?:in|after) {_D}(?: from now)?", _later),
    # timers
    (rf"{_END} {_THE}(?:(?P<label>[\w'. #]+?) )??(?:timers?|countdown)(?: (?:for|of|called|named) (?:the |my"
     r" )?(?P<name>.+?))?", _cancel("timer.cancel", "label")),
    (r"(?:how (?:much|long|many) .*|when (?:is|does|will) .*|what(?:'s| is) .*)(?:on|in|of|for|until|till|does|is|"
     r"will) (?:the |my )?(?:#d[\d.]+ |\w+ )?timers?(?: .*)?|(?:check|show(?: me)?) (?:the |my )timers?|how"
     r" (?:much|long)(?: more)?(?: time)?(?: is| do i have| have i)?(?: there)?(?: still)? (?:left|remaining)(?:"
     r" to go)?", _call("timer.show")),
    (rf"(?:{_SET} )?(?:(?:a|an|the|my|another|1|me|new|2nd|second|additional|quick|up) )*(?:{_D} )?(?:{_LABEL}"
     rf" )?timer(?: (?:for|of|to|at|with|lasting))?(?: {_D})?(?: (?:for|called|named|labell?ed) (?:the |my |a"
     r" )?(?P<name>.+))?", _timer),
    (rf"(?:{_SET} )?(?:an? |the )?timer (?:called|named|labell?ed|for|to) (?:the |my |a )?(?P<name>.+?) (?:for|of|"
     rf"in) {_D}", _timer),
    (rf"(?:{_SET} )?(?:\d |an? |the )?timers?(?: (?:1|for|of|a))*"
     r"(?: (?:#d[\d.]+|and|1|another|for|of|a|an|the|other|timer|also|then|2nd|second))+", _timers),
    (r"(?:time|count(?: ?down)?(?: from| of| for)?|(?:set )?(?:an )?alarm (?:in|for)|wait(?: for)?(?: exactly|"
     rf" about)?) {_D}|{_TELL} (?:when|once|after|as soon as|in|if)(?: (?:exactly|another|about|it's been|it has"
     rf" been))* {_D}{_OVER}|(?:when|once|after|as soon as)(?: exactly| another| it's been| it has been)?"
     rf" {_D}{_OVER}", _passed),
    # reminders
    (rf"{_END} {_THE}(?:(?P<label>[\w' ]+?) )??(?:reminders?|alarms?)(?: (?:to|about|for|that|of) (?P<name>.+?))?|"
     r"(?:stop|quit|no more|don't|do not)(?: keep)? (?:reminding|remind|reminders|nudging|telling)(?: me)?"
     r"(?: (?:to|about|of|that) (?P<name>.+?))?(?: any ?more| any longer)?", _cancel("reminder.cancel", "message")),
    (rf"{_REMIND}{_HOW}? {_MSG} (?:{_EVERY}|per) {_D}{_UNTIL}|{_REMIND} {_EVERY} {_D}{_HOW}? {_MSG}|{_EVERY} {_D}"
     rf" (?:{_REMIND}{_HOW}|{_SAYS}) {_MSG}|{_SAYS} {_MSG} {_EVERY} {_D}{_UNTIL}", _remind("reminder.every")),
    (rf"{_REMIND}{_HOW}? {_MSG} {_WHEN}|{_REMIND} {_WHEN}{_HOW}? {_MSG}|{_WHEN} {_REMIND}{_HOW} {_MSG}|(?:wait|hold"
     rf" on|pause)(?: for)?(?: exactly| about)? {_D}(?: (?:and|then|before you|after that|before|please))* {_SAYS}"
     rf" {_MSG}|{_WHEN} (?:please )?{_SAYS} {_MSG}|{_SAYS} {_MSG} {_WHEN}|wake me(?: up)? {_WHEN}|(?:{_SET} )?(?:an |"
     rf"in |the |my )?(?:alarm|wake up call)(?: clock)? (?:for|at|to) {_T}(?: (?:to|for) {_MSG})?",
     _remind("reminder.at")),
    (rf"{_REMIND} {_EVERY} {_D}", _say("What should I remind you of?", unfinished=True)),
    (r"remind me(?: (?:to|about|that) .+)?", _say("When should I remind you?", unfinished=True)),
    # lists
    (rf"(?:add|put|write|include|throw|stick|get|place)(?: down)? (?P<items>.+?) (?:{_ON} {_LIST}|(?:on|to|onto)"
     rf" (?:it|that|there)|{_ON} (?P<list>\S+) list)(?: (?:too|as well))?|add (?:on|to) {_LIST} (?P<items>.+)",
     _items("list.add")),
    (rf"(?:remove|delete|take|cross|strike|scratch|drop|erase|get)(?: off| out)? (?P<items>.+?)(?: off| out)? "
     rf"(?:off|from|off of|out of|on) (?:{_LIST}|(?P<list>\S+) list)", _items("list.remove")),
    (r"(?:show|read|display|open|check|give|see|hear|list|repeat|tell)(?: me| out| us)* (?:(?:what's|everything)"
     rf" (?:on|in) )?(?:{_LIST}|(?P<list>\S+) list)(?: (?:out|aloud|to me|out loud|back))*|(?:what|anything|what's|is"
     rf" there anything)(?: \w+){{0,4}}? (?:on|in) {_LIST}(?: so far)?", _show),
    # notes
    (rf"(?:search|look|check|find|browse|go)(?: in| through| for)* {_MY_NOTES} {_ABOUT}|(?:search for|look for|look"
     r" up|find|search) (?P<query>.+) in (?:my|the) notes|what (?:do|did|does) (?:my notes?|i) (?:say|note|write)(?:"
     rf" down)? {_ABOUT}|(?:do i have|are there|have i got)(?: a| any)? notes? {_ABOUT}",
     _call("notes.search", query="query")),
    (r"(?:(?:take|make|write|jot|add|save|create|record|leave)(?: down)? (?:a |the |this |me a )?(?:quick |new |"
     r"short )?note|note to self|note down|note|write down|jot down)(?: (?:that|saying|of|about|to self|which says|"
     r"it says|down|to))? (?P<text>.+)|remember that (?P<text>.+)", _call("notes.add", text="text")),
    # outside the machine
    (r"(?:search|look)(?: on| in| up| through)?(?: the)? (?:web|internet|online|net)(?: for| and find| to find|"
     r" about)? (?P<query>.+)|(?:do|run) a (?:web|google|internet|online) search (?:for|on|about) (?P<query>.+)|"
     r"(?:search for|look up|search|google|find|look for) (?P<query>.+?) (?:on the (?:web|internet|net)|online|on"
     r" google)|(?:search for|google|look up|web search) (?P<query>.+)", _call("web.search", query="query")),
    (r"(?:how(?:'s| is)|what(?:'s| is)|check|give me|show me)? ?(?:the )?(?:current )?(?:weather|temperature)(?:"
     rf" like| outside)*(?: (?:in|at|for) (?P<place>(?!the moment).+?))?{_NOW}|(?:is it (?:raining|snowing|sunny|"
     rf"cloudy|windy)|how (?:warm|cold|hot) is it)(?: outside| out)?(?: in (?P<place>.+?))?{_NOW}",
     _call("weather.now", place="place")),
    (rf"(?:(?:say|call out|shout|tell me|answer|reply with) (?P<say>.+?)|(?P<say>beep|buzz|ding)) {_CUE} (?P<for>.+)|"
     rf"{_CUE} (?P<for>.+?) (?:you )?(?:(?:should )?(?:say|call out|shout|answer) (?P<say>.+)|(?P<say>beep|buzz|ding))",
     _call("listen.start", for_="for", say="say")),
    (r"(?:read|open|get|fetch|look at|go to)(?: me| out)*(?: what's)?(?: the)?(?: web)? ?(?:page|site|address|"
     rf"website)?(?: at| from| on| called)? (?P<url>{_URL})", _page),
    (r"(?:start |begin )?translat(?:e|ing) (?:everything|what|whatever|all|live|simultaneously|me|for me|from now on|"
     r"this conversation)(?: that)?(?: i say| i'm saying| i am saying)?(?: from (?P<source>\w+))? (?:in)?to"
     r" (?P<target>\w+)",
     _translate),
    (r"(?:stop|end|quit) (?:translating|the translation)", _call("translate.stop")),
    (r"count (?:my )?(?P<exercise>[\w-]+(?: ups?| downs?| jacks)?)(?: with me| while i do them)?",
     _call("watch.start", what="repetitions", exercise="exercise")),
    (r"(?:watch|check|keep an eye on) my posture|(?:tell|warn|remind) me (?:when|if|whenever) i slouch",
     _call("watch.start", what="posture")),
    (r"stop (?:watching|counting)(?: me| my [\w ]+)?", _call("watch.stop")),
    (r"stop listening(?: for (?P<for>.+))?", _call("listen.stop", for_="for")),
    # changes of mind
    (r"(?:(?:no|nope|actually|sorry|wait|oh|rather|better|i mean|i meant|i said|or rather|make (?:it|that)|it"
     r" should be|for|in|at|to|(?:let's )?(?:change|set) (?:it|that|the \w+)|that should be|let's say|(?:it|that)'s)"
     rf" )+(?:every )?(?:{_D}|{_T})(?: (?:instead|rather))?|(?:(?:no|actually|sorry|wait|oh) )*(?:i meant|i said|make"
     rf" (?:it|that)) (?P<item>[a-z][\w' ]{{0,30}}?)(?: instead)?", _change),
)
# fmt: on
