"""listen.start, listen.stop: words that the user wants to be told of when they are said."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from duologue.core.events import SpeechKind
from duologue.core.microturn import Utterance
from duologue.core.tool_facts import ToolFacts, Undo, named_by
from duologue.tools.base import Alarm, Answer, Argument, Ended, Kind, Reads, Request, Tool, ToolError
from duologue.tools.undoing import OverError, Undoing
from duologue.tools.wording import join_words, number_words, sentence, singular

MAX_CUES = 20
AFTER_REQUEST_S = 0.15
"""How long after the end of the request, in seconds, words may still belong to it, because their times are refined."""
CONFIRMED_S = 0.2
"""How long, in seconds, a word that may still be revised must have stood to count."""
FLICKER_S = 1.5
"""How long, in seconds, a word may have been revised away and still count when it is heard again at the same place."""
SAME_S = 0.6
"""How close, in seconds, a word must be to one that was reported to be that one with refined times."""
KEEP_REPORTED = 64

_FOR = Argument("for", Reads.PHRASE, "the word or phrase to listen for: um, honestly, football")
_SAY = Argument("say", Reads.PHRASE, "what to say when the word falls: beep, careful, watch out", required=False)
_COUNT = Argument(
    "count", Reads.OPTION, "whether the word is counted", required=False,
    options=(("yes", "counting: count how often, count every time I say the word"),),
)  # fmt: skip
_WHICH = Argument("for", Reads.PHRASE, "which word is meant", required=False)
_STOP_HELP = "stops listening for a word, no longer interrupts or beeps"
_LISTENS = ToolFacts("Listen for", Undo("listen.stop", named_by("for")), lacks="What should I listen for?")
_STOPS = ToolFacts("Stop listening for", takes_back=True)


@dataclass(frozen=True, slots=True)
class _CueOccurrence:
    """The cue at one place of an utterance: session time at which it begins, and whether it may still be revised."""

    start_s: float
    stable: bool


@dataclass(slots=True)
class _Cue:
    """A word or phrase to listen for. seen: when its occurrences that are not reported yet were first heard."""

    id: str
    phrase: str
    words: tuple[str, ...]
    say: str
    counts: bool
    since_s: float
    found: dict[str, list[_CueOccurrence]] = field(default_factory=dict)
    seen: dict[float, float] = field(default_factory=dict)
    reported: deque[float] = field(default_factory=lambda: deque(maxlen=KEEP_REPORTED))
    times: int = 0


class Listening:
    """The words that are listened for, newest last."""

    def __init__(self, undoing: Undoing) -> None:
        self._undoing = undoing
        self._cues: list[_Cue] = []

    def tools(self) -> list[Tool]:
        """The tools of listening."""
        start = (
            "listens for a word and interrupts: say beep each time I say um, tell me when I mention it, "
            "count how often I say a word"
        )
        kind = Kind("for", frozenset(("listening", "interrupting", "beeping")), self._listens_for, self._end_all)
        return [
            Tool("listen.start", start, self._start, (_FOR, _SAY, _COUNT), facts=_LISTENS),
            Tool("listen.stop", _STOP_HELP, self._stop, (_WHICH,), facts=_STOPS, kind=kind),
        ]

    def phrases(self) -> tuple[str, ...]:
        """What is listened for, as the user said it."""
        return tuple(cue.phrase for cue in self._cues)

    def hear(self, utterances: Sequence[Utterance], t: float) -> list[Alarm]:
        """What is to be said about the words heard up to session time t. utterances: those that have changed."""
        return [alarm for cue in self._cues for alarm in _reports(cue, utterances, t)]

    def _start(self, request: Request) -> Answer:
        phrase, say, counts = request.text("for"), request.text("say"), bool(request.text("count"))
        if len(self._cues) >= MAX_CUES:
            raise ToolError("I am listening for too many words already.")
        if not (words := _plain(phrase)):
            raise ToolError(f"'{phrase}' has no word to listen for.", "Sorry, I didn't get the word.")
        since_s = request.asked_t + AFTER_REQUEST_S
        cue = _Cue(request.id, phrase, words, say, counts, since_s)
        self._cues.append(cue)
        self._undoing.note(request, "I've stopped listening for {}.", lambda _: self._unlisten(cue), item=phrase)
        doing = f"I'm counting {phrase}" if counts and not say else f"I'm listening for {phrase}"
        return Answer({"for": phrase, "say": say, "count": counts}, sentence(f"okay, {doing}"))

    def _stop(self, request: Request) -> Answer:
        cue = next((cue for cue in reversed(self._cues) if _is_meant(cue, request)), None)
        if cue is None:
            raise ToolError(f"I'm not listening for {request.text('for') or 'anything'}.")
        self._cues.remove(cue)
        self._note_gone(request, cue)
        result = {"cancelled": cue.id, "for": cue.phrase, "count": cue.times}
        return Answer(result, sentence(f"I've stopped listening for {cue.phrase}"))

    def _listens_for(self, phrase: str) -> bool:
        return any(cue.words == _plain(phrase) for cue in self._cues)

    def _end_all(self, request: Request) -> Ended | None:
        gone, self._cues = self._cues, []
        for cue in gone:
            self._note_gone(request, cue)
        told = f"listening for {join_words([cue.phrase for cue in gone])}"
        return Ended(tuple(cue.id for cue in gone), told) if gone else None

    def _note_gone(self, request: Request, cue: _Cue) -> None:
        """What is not listened for any more can be listened for again."""
        wording = "I'm listening for {} again."
        self._undoing.note(request, wording, lambda t: self._listen_again(cue, t), item=cue.phrase)

    def _unlisten(self, cue: _Cue) -> None:
        if all(cue is not each for each in self._cues):
            raise OverError(f"I'm not listening for {cue.phrase} any more.")
        self._cues.remove(cue)

    def _listen_again(self, cue: _Cue, t: float) -> None:
        """From session time t on; what was said meanwhile does not count."""
        cue.since_s = t
        self._cues.append(cue)


def _is_meant(cue: _Cue, request: Request) -> bool:
    """Whether a request may be about a cue: by its id, else by its words; one without words is about any."""
    if request.target:
        return cue.id == request.target
    return _plain(request.text("for")) in ((), cue.words)


def _reports(cue: _Cue, utterances: Sequence[Utterance], t: float) -> list[Alarm]:
    """The cue's occurrences that are new and certain enough."""
    for utterance in utterances:
        cue.found[utterance.id] = _occurrences(cue, utterance)
    alarms, seen = [], {}
    reported = list(cue.reported)
    for found in sorted((f for founds in cue.found.values() for f in founds), key=lambda f: f.start_s):
        if (known := _nearest(reported, found.start_s)) is not None:
            reported.remove(known)
            continue
        before = _nearest(list(cue.seen), found.start_s)
        first_s = t if before is None else cue.seen.pop(before)
        if found.stable or t - first_s >= CONFIRMED_S:
            cue.reported.append(found.start_s)
            cue.times += 1
            alarms.append(Alarm(cue.id, t, SpeechKind.INTERJECTION, _text(cue), cue.phrase))
        else:
            seen[found.start_s] = first_s
    vanished = {start_s: first_s for start_s, first_s in cue.seen.items() if t - first_s <= FLICKER_S}
    cue.seen = {**vanished, **seen}
    cue.found = {i: founds for i, founds in cue.found.items() if any(f.start_s in seen for f in founds)}
    return alarms


def _occurrences(cue: _Cue, utterance: Utterance) -> list[_CueOccurrence]:
    """Where the cue stands in an utterance, after the request itself."""
    heard = [(plain, word) for word in utterance.words for plain in _plain(word.text)]
    size, at, founds = len(cue.words), 0, []
    while at + size <= len(heard):
        run = heard[at : at + size]
        if tuple(plain for plain, _ in run) == cue.words and run[0][1].start_s >= cue.since_s:
            founds.append(_CueOccurrence(run[0][1].start_s, utterance.final or all(word.stable for _, word in run)))
            at += size
        else:
            at += 1
    return founds


def _nearest(times: list[float], t: float) -> float | None:
    """The one of the times that is nearest to t, None if none is the same occurrence."""
    return min((s for s in times if abs(s - t) <= SAME_S), key=lambda s: abs(s - t), default=None)


def _text(cue: _Cue) -> str:
    if cue.say:
        return sentence(cue.say)
    return sentence(number_words(cue.times) if cue.counts else f"you mentioned {cue.phrase}")


def _plain(text: str) -> tuple[str, ...]:
    """The words of a text without case, marks and number."""
    return tuple(singular(word) for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.casefold()))
