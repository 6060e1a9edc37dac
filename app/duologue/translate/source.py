"""What is said, as sentences to be translated: words that grow, change, and settle.

Recognisers cut speech where there is a pause, and cut anew when they hear more; a translator wants sentences. What of
an utterance is done is known by its first words as long as it begins with them, and otherwise by times alone: the times
of a word change from one reading to the next, by as much as a short word lasts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from duologue.core.microturn import Utterance, Word

SETTLED_S = 0.19
"""How long, in seconds, a word must have stood unchanged to count as said, where its recogniser often changes its mind.
"""
PAUSE_S = 1.5
"""Silence, in seconds, after which a speaker who rests has ended a sentence that has no mark at its end."""
MOST_WORDS = 32
"""Words of a sentence, after which it is cut: nobody waits for the end of one that has none."""
REST_S = 0.3
"""Silence, in seconds, after which a speaker who rests has ended a sentence with a mark at its end."""
MARKED_PAUSE_S = 0.9
"""Silence, in seconds, after which a sentence with a mark at its end is over, whatever the speaker goes on to say."""
_SAME_S = 0.1
"""How far before the end of what is done, in seconds, a further word may seem to begin."""
ENDS = (".", "?", "!", "。", "？", "！")
"""Marks at the end of a sentence."""
_TAIL_WORDS = 6
"""Last words of what is done by which another reading of them is known."""
_REPEAT_S, _REPEATS_S = 0.1, 0.5
"""How far behind the end of what is done, in seconds, the middle of the last word of such a reading may lie: for one
word, which people do say twice, and for several."""
_NO_ENDS = frozenset(("mr.", "mrs.", "ms.", "dr.", "st.", "sr.", "sra.", "etc."))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or what is known of it. id: stays the same while it grows.

    settled: how many of its first words are not expected to change. complete: it is over, and all of it is settled.
    """

    id: str
    language: str
    words: tuple[Word, ...]
    settled: int
    complete: bool

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(word.text for word in self.words)

    @property
    def settled_text(self) -> str:
        """The words that are not expected to change."""
        return " ".join(word.text for word in self.words[: self.settled])


class SourceStream:
    """The sentences of one speaker's stream of words.

    language: ISO 639-1. name: begins their ids. settled_s: how long, in seconds, a word that its recogniser does not
    expect to change must have stood to count as said.
    """

    def __init__(self, language: str, name: str = "x", settled_s: float = SETTLED_S) -> None:
        self.language = language
        self._settled_s = settled_s
        self.name = name
        self._open: dict[str, Utterance] = {}
        self._said: list[Word] = []  # of utterances that are final
        self._done: dict[str, list[str]] = {}  # the first words of those that are open, if they are done
        self._ages: list[tuple[str, float]] = []  # of each word: how it reads, and since when
        self._done_s = -1.0
        self._tail: tuple[Word, ...] = ()  # the last words that are done
        self._withdrawn = (0.0, 0.0)
        self._count = 1
        self._rests = self._ended = False

    def hear(self, utterances: Sequence[Utterance], t: float, *, rests: bool) -> None:
        """What was heard up to session time t. utterances: those that have changed. rests: the speaker does not go on
        with what they were saying, as the interaction core sees it."""
        for utterance in utterances:
            if utterance.final:
                self._open.pop(utterance.id, None)
                self._said += [replace(word, stable=True) for word in self._left_of(utterance)]
                self._done.pop(utterance.id, None)
            else:
                self._open[utterance.id] = utterance
        self._rests = rests
        self._age(t)

    def skip(self, until_s: float) -> None:
        """What was said up to a session time is not to be translated."""
        self._done_s = max(self._done_s, until_s)
        self._said = [word for word in self._said if self._is_new(word)]
        self._ages = [(bare(word.text), until_s) for word in self._words()]

    def withdraw(self, since_s: float, until_s: float) -> None:
        """What was said between two session times is not to be translated: it was meant for the assistant."""
        self._withdrawn = since_s, until_s
        self._said = [word for word in self._said if self._is_new(word)]
        self._ages = [(bare(word.text), until_s) for word in self._words()]

    def forget(self, utterance: str) -> None:
        """An utterance that is still open turned out to be in another language."""
        self._done.pop(utterance, None)
        if self._open.pop(utterance, None) is not None:
            self._ages = self._ages[: len(self._words())]

    def end(self, t: float) -> None:
        """Nothing is to be added any more: what there is is said, and its sentences are over."""
        self._ended = True
        self.hear([replace(utterance, final=True) for utterance in self._open.values()], t, rests=True)

    @property
    def firm(self) -> bool:
        """Words settle when readings of more and more sound agree on them, and are not heard otherwise afterwards."""
        return self._settled_s == 0.0

    @property
    def over(self) -> bool:
        """It has ended, and all of it is done."""
        return self._ended and not self._words()

    def sentences(self, t: float) -> list[Sentence]:
        """The sentences that are not done, in order; all but the last are complete."""
        words, settled = self._words(), self._settled(t)
        found: list[Sentence] = []
        first = 0
        for at in range(len(words)):
            if at + 1 < len(words) and self._ends(words, first, at, settled):
                found.append(self._sentence(len(found), words[first : at + 1], at + 1 - first, complete=True))
                first = at + 1
        if first < len(words):
            rest = words[first:]
            last = settled >= len(words) and (self._ended or self._paused(rest[-1], t))
            full = settled - first >= MOST_WORDS
            count = max(0, min(settled - first, len(rest)))
            kept = rest[:MOST_WORDS] if full else rest
            found.append(self._sentence(len(found), kept, count, complete=last or full))
        return found

    def done(self, sentence: Sentence) -> None:
        """A complete sentence is translated: it is the first, and is forgotten."""
        reads = [bare(word.text) for word in sentence.words]
        words = self._words()[: len(reads)]
        self._count += 1
        if [bare(word.text) for word in words] == reads:
            self._pass_over(self._repeated(self._all()) + len(reads))
            self._done_s = words[-1].end_s
        else:  # it was heard otherwise in the meantime
            self._done_s = sentence.words[-1].end_s
            self._said = [word for word in self._said if self._is_new(word)]
        self._tail = (*self._tail, *sentence.words)[-_TAIL_WORDS:]
        left = len(self._words())
        self._ages = self._ages[len(self._ages) - left :]  # a word that overlaps the end is gone with the sentence

    def _pass_over(self, many: int) -> None:
        """So many of the first words are done."""
        self._said, many = self._said[many:], max(many - len(self._said), 0)
        for utterance in self._open.values():
            left = self._left_of(utterance)
            before = len(utterance.words) - len(left)
            if many and utterance.words[before:] == tuple(left):
                self._done[utterance.id] = [bare(word.text) for word in utterance.words[: before + many]]
            many = max(many - len(left), 0)

    def _sentence(self, number: int, words: Sequence[Word], settled: int, *, complete: bool) -> Sentence:
        count = len(words) if complete else settled
        return Sentence(f"{self.name}{self._count + number}", self.language, tuple(words), count, complete)

    def _words(self) -> list[Word]:
        """All words that are not done, in order of time."""
        words = self._all()
        return words[self._repeated(words) :]

    def _all(self) -> list[Word]:
        """The words after the end of what is done, other readings of its last words among them."""
        heard = [word for utterance in self._open.values() for word in self._left_of(utterance)]
        return [*self._said, *heard]

    def _left_of(self, utterance: Utterance) -> list[Word]:
        """The words of an utterance that are not done."""
        done = self._done.get(utterance.id, [])
        if done and [bare(word.text) for word in utterance.words[: len(done)]] == done:
            return [word for word in utterance.words[len(done) :] if not self._is_withdrawn(word)]
        return [word for word in utterance.words if self._is_new(word)]

    def _repeated(self, words: Sequence[Word]) -> int:
        """How many of the first words are what is done, read once more and placed a little later."""
        for many in range(min(len(self._tail), len(words)), 0, -1):
            pairs = zip(self._tail[-many:], words, strict=False)
            middle_s = (words[many - 1].start_s + words[many - 1].end_s) / 2
            late_s = middle_s - self._tail[-1].end_s
            if late_s <= (_REPEAT_S if many == 1 else _REPEATS_S) and all(
                bare(a.text) == bare(b.text) for a, b in pairs
            ):
                return many
        return 0

    def _is_new(self, word: Word) -> bool:
        middle_s = (word.start_s + word.end_s) / 2
        past = middle_s > self._done_s and word.end_s > self._done_s + _SAME_S
        return past and not self._is_withdrawn(word)

    def _is_withdrawn(self, word: Word) -> bool:
        since_s, until_s = self._withdrawn
        return since_s <= (word.start_s + word.end_s) / 2 < until_s

    def _age(self, t: float) -> None:
        kept = True
        ages: list[tuple[str, float]] = []
        for at, word in enumerate(self._words()):
            reads = bare(word.text)
            kept = kept and at < len(self._ages) and self._ages[at][0] == reads
            ages.append(self._ages[at] if kept else (reads, t))
        self._ages = ages

    def _settled(self, t: float) -> int:
        """How many words from the first are not expected to change."""
        said = len(self._said) - self._repeated(self._all())
        for at, (word, (_, since_s)) in enumerate(zip(self._words(), self._ages, strict=True)):
            if at >= said and not (word.stable and (t - since_s >= self._settled_s or self._rests)):
                return at
        return len(self._ages)

    def _paused(self, last: Word, t: float) -> bool:
        """Whether the speaker has made a pause after the last word of a sentence that nothing is added to."""
        silent_s, marked = t - last.end_s, last.text.endswith(ENDS)
        if self._rests:
            return silent_s > (REST_S if marked else PAUSE_S)
        return marked and silent_s > MARKED_PAUSE_S

    def _ends(self, words: Sequence[Word], first: int, at: int, settled: int) -> bool:
        """Whether a sentence ends with a word that others follow."""
        text, following = words[at].text, words[at + 1].text
        if settled <= at + 1 or not text.endswith(ENDS) or text.casefold() in _NO_ENDS:
            return at + 1 - first >= MOST_WORDS and settled > at
        return not following[:1].islower()


def bare(word: str) -> str:
    """A word without case and marks, by which two readings of it are compared."""
    return "".join(letter for letter in word.casefold() if letter.isalnum())
