"""From counts of words to a table of log probabilities of pieces."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from duologue.model.ears.language import BACKOFF, CONTEXT, START, UNSEEN, WORD_END, Place, key, piece_of
from duologue.model.ears.tokenizer import Tokenizer
from duologue_models.language.spelling import Spelling

LEAST = (1, 2, 2)
"""How often a word must have come after 0, 1, 2 words for the table to keep it there."""
_SAYS_NOTHING = 0.35
"""Nats by which a longer context must differ from the shorter one somewhere to be kept."""
Context = tuple[str, ...]


class Counts:
    """How often each word came after the words before it, for 0 to CONTEXT of those."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        self.orders: list[dict[Context, Counter[str]]] = [defaultdict(Counter) for _ in range(CONTEXT + 1)]
        for words in texts:
            line = [START] * CONTEXT + list(words)
            for at in range(CONTEXT, len(line)):
                for order, counts in enumerate(self.orders):
                    counts[tuple(line[at - order : at])][line[at]] += 1


class Table:
    """Log probabilities of the pieces of words, each context interpolated with the shorter one.

    Source of the method: Witten and Bell, "The Zero-Frequency Problem", 1991, as in Chen and Goodman, "An Empirical
    Study of Smoothing Techniques for Language Modeling", 1998. What is too rare to be kept is left to the shorter
    context.
    """

    def __init__(self, counts: Counts, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._spelling = Spelling(tokenizer)
        self.values: dict[int, float] = {}
        for order, contexts in enumerate(counts.orders):
            for context, following in contexts.items():
                self._add(context, following, LEAST[order], capital=False)
                if order < CONTEXT or context[-1] == START:  # in mid-sentence capitals are for names
                    self._add(context, following, LEAST[order], capital=True)

    def arrays(self) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float16]]:
        """Keys in rising order and their values, each [N]."""
        keys = np.fromiter(self.values, np.uint32, len(self.values))
        values = np.fromiter(self.values.values(), np.float16, len(self.values))
        order = np.argsort(keys)
        return keys[order], values[order]

    def _add(self, context: Context, following: Counter[str], least: int, *, capital: bool) -> None:
        if max(following.values()) < least:
            return
        kept: dict[str, Counter[int]] = defaultdict(Counter)
        rare: Counter[str] = Counter()
        kinds: dict[str, set[int]] = defaultdict(set)
        for word, count in following.items():
            for prefix, piece in self._events(word, capital=capital):
                kinds[prefix].add(piece)
                if count >= least:
                    kept[prefix][piece] += count
                else:
                    rare[prefix] += count
        for prefix, pieces in kept.items():
            self._node(context, prefix, pieces, rare[prefix] + len(kinds[prefix]), capital=capital)

    def _node(self, context: Context, prefix: str, pieces: Counter[int], left: int, *, capital: bool) -> None:
        """One place. left: count that goes to the shorter context."""
        whole = pieces.total() + left
        shorter = (
            {piece: self._log_prob(context[1:], prefix, piece, capital=capital) for piece in pieces} if context else {}
        )
        values = {
            piece: math.log((count + left * math.exp(shorter.get(piece, UNSEEN))) / whole)
            for piece, count in pieces.items()
        }
        if context and all(abs(value - shorter[piece]) < _SAYS_NOTHING for piece, value in values.items()):
            return
        for piece, value in ((BACKOFF, math.log(left / whole)), *values.items()):
            self.values[key(context, prefix, piece, capital=capital)] = value

    def _log_prob(self, context: Context, prefix: str, piece: int, *, capital: bool) -> float:
        """As at run time (Language.log_prob)."""
        total = 0.0
        for dropped in range(len(context) + 1):
            shorter = context[dropped:]
            if (found := self.values.get(key(shorter, prefix, piece, capital=capital))) is not None:
                return total + found
            total += self.values.get(key(shorter, prefix, BACKOFF, capital=capital), 0.0)
        return total + UNSEEN

    def _events(self, word: str, *, capital: bool) -> Iterator[tuple[str, int]]:
        """Letters so far and the piece that follows, for each piece of a word and its end."""
        place = Place()
        tokens = self._spelling.spell(word[:1].upper() + word[1:] if capital else word)
        for token in tokens:
            piece = piece_of(self._tokenizer.piece(token))
            if piece.letters:  # the space before a figure is a piece of its own
                yield place.prefix, token
            place = place.after(piece)
        if tokens:
            yield place.prefix, WORD_END
