"""Which of the words heard belong to the user's current turn. Bookkeeping only: when a turn is over, the core says.

The rules, in one place:
- A turn is made of the words heard since the last one was taken up. Taking it up covers all sound up to that moment:
  words of it that are recognised or revised afterwards are not answered again.
- A pause inside a turn does not end it, up to FORGET_GAP_S; what was said before a longer one is dropped.
- Words said over the assistant's voice that the core did not act upon (acknowledgements, asides) are not glued to a
  later request: they are dropped after a gap of OVERLAP_GAP_S, or of DONE_GAP_S if the assistant has said its say in
  between. If it was stopped instead, the words stopped it, and they belong to the turn.
- Words before something that the assistant has said belong to a later request only if that follows within ANSWER_GAP_S:
  it asked for what was missing, and this is the answer.
- A turn that turns out to have been taken up too early can be given back; it is then joined with what follows.
"""

import re
from collections import deque
from dataclasses import dataclass
from itertools import pairwise

from duologue.core.microturn import Utterance, Word

FORGET_GAP_S = 8.0
"""Longest pause inside a turn, in seconds."""
OVERLAP_GAP_S = 1.5
"""The same, in seconds, after words that were said over the assistant's voice."""
DONE_GAP_S = 0.6
"""The same, in seconds, after such words if the assistant has said all it had to say."""
ANSWER_GAP_S = 3.0
"""How soon after the assistant's words, in seconds, those before them can still be part of the turn."""
KEEP_S = 300.0
"""Age of the oldest words that are kept, in seconds."""
KEEP_UTTERANCES = 200
"""Most utterances that are kept."""
KEEP_STRETCHES = 100
"""Most stretches of the assistant's voice that are kept."""
KEEP_TURNS = 8
"""Most turns that can be given back, one after the other."""
_SUM = re.compile(r"\(*\d[\d.,]*\)*(?:[-+*/\u00d7\u00f7^]\(*\d[\d.,]*\)*)+%?[?=]?(?<!\d{4}-\d\d-\d\d)")
"""Numbers with signs of arithmetic between them, and no day of the calendar."""
_CLEAR = re.compile(r"[+*\u00d7\u00f7^]")
_QUESTION = re.compile(
    r"(?!(?:how|what) about\b)(?:who|what|when|where|why|how|which)(?:['’](?:s|re))?\b"
    r"|(?:is|are|was|were|do|does|did) \w+ \w"
)
"""How a question begins; "how about six?" proposes something."""
_SIGN = re.compile(r"([-+*/\u00d7\u00f7^()])")


@dataclass(frozen=True, slots=True)
class OwnSpeech:
    """A stretch of the assistant's voice, in session time; end_s is None while it goes on."""

    start_s: float
    end_s: float | None
    completed: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """What the user said, and between when and when."""

    text: str
    start_s: float
    end_s: float


class TurnText:
    """Collects words and gives them out turn by turn. State is bounded by KEEP_S and KEEP_UTTERANCES."""

    def __init__(self) -> None:
        self._utterances: dict[str, Utterance] = {}
        self._own: deque[OwnSpeech] = deque(maxlen=KEEP_STRETCHES)
        self._taken_s = 0.0
        self._marks: deque[float] = deque(maxlen=KEEP_TURNS)  # what _taken_s was before each turn

    def hear(self, utterance: Utterance) -> None:
        """Takes in an utterance as heard so far."""
        self._utterances[utterance.id] = utterance
        if len(self._utterances) > KEEP_UTTERANCES:
            del self._utterances[next(iter(self._utterances))]

    def drop(self, id_: str) -> None:
        """Forgets an utterance that belongs to no turn."""
        self._utterances.pop(id_, None)

    def spoke(self, start_s: float, end_s: float, *, completed: bool) -> None:
        """A speech of the assistant has ended that the user would answer to, so no backchannel or interjection."""
        self._own.append(OwnSpeech(start_s, end_s, completed))

    def read(
        self, until_s: float, speaking_since_s: float | None, *, joined: bool = False, after_s: float = 0.0
    ) -> Turn | None:
        """The user's turn up to session time until_s, None if nothing was said. It stays as it is.

        speaking_since_s: when the assistant's present speech began, None if it is silent. joined: with the words of the
        turn that was taken last. after_s: without the words before this session time.
        """
        self._forget(until_s - KEEP_S)
        own = list(self._own)
        if speaking_since_s is not None:
            own.append(OwnSpeech(speaking_since_s, None, False))
        since_s = self._marks[-1] if joined and self._marks else self._taken_s
        since_s = max(since_s, after_s)
        words = _last_stretch([word for word in self._words() if since_s <= _middle(word) < until_s], own)
        return Turn(" ".join(word.text for word in words), words[0].start_s, words[-1].end_s) if words else None

    def take(self, until_s: float) -> None:
        """Takes the turn up to session time until_s: its words do not belong to the next one."""
        if until_s > self._taken_s:
            self._marks.append(self._taken_s)
            self._taken_s = until_s

    def give_back(self) -> None:
        """Makes the turn that was taken last part of the next one; called again, the one before it as well."""
        if self._marks:
            self._taken_s = self._marks.pop()

    def _words(self) -> list[Word]:
        words = [word for utterance in self._utterances.values() for word in utterance.words]
        return sorted(words, key=lambda word: word.start_s)

    def _forget(self, before_s: float) -> None:
        self._utterances = {i: u for i, u in self._utterances.items() if u.words and u.end_s >= before_s}


def words_of(text: str) -> tuple[str, ...]:
    """The words of a turn as the model is told them. Sums without spaces are taken apart, as they are said: "7*8".

    "5-7" and "3/4" may be a range, a date or a fraction; alone they are sums.
    """
    words = text.split()
    alone = len(words) == 1
    parts = (_SIGN.split(word) if _SUM.fullmatch(word) and (alone or _CLEAR.search(word)) else [word] for word in words)
    return tuple(part for split in parts for part in split if part)


def asks(text: str) -> bool:
    """Whether a text is a question by its form."""
    return text.rstrip().endswith("?") or _QUESTION.match(text.casefold().strip()) is not None


def bare_words(text: str) -> str:
    """A text without case and punctuation, for comparing."""
    return " ".join("".join(c for c in word if c.isalnum()) for word in text.casefold().split())


def _middle(word: Word) -> float:
    return (word.start_s + word.end_s) / 2


def _last_stretch(words: list[Word], own: list[OwnSpeech]) -> list[Word]:
    """The words after the last gap that is too long to belong to one turn."""
    first = 0
    for i, (word, following) in enumerate(pairwise(words)):
        if following.start_s - word.end_s > _longest_gap_s(word, following, own):
            first = i + 1
    return words[first:]


def _longest_gap_s(word: Word, following: Word, own: list[OwnSpeech]) -> float:
    between = [s.end_s for s in own if s.end_s is not None and word.end_s <= s.start_s and s.end_s <= following.start_s]
    if between and following.start_s - max(between) > ANSWER_GAP_S:
        return 0.0
    over = [s for s in own if s.start_s <= word.end_s and (s.end_s is None or word.start_s <= s.end_s)]
    if not over or any(s.end_s is not None and not s.completed for s in over):
        return FORGET_GAP_S
    done = all(s.end_s is not None and s.end_s <= following.start_s for s in over)
    return DONE_GAP_S if done else OVERLAP_GAP_S
