"""How near translations are to those of people: chrF and BLEU, as sacreBLEU counts them.

Sources: Popovic, "chrF: character n-gram F-score for automatic MT evaluation", 2015; Papineni et al., "BLEU: a Method
for Automatic Evaluation of Machine Translation", 2002; Post, "A Call for Clarity in Reporting BLEU Scores", 2018.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

_CHARACTERS, _BETA = 6, 2
_WORDS = 4


def chrf(translations: Sequence[str], references: Sequence[str]) -> float:
    """chrF of a whole set, 0 to 100: characters up to six in a row, recall twice as heavy as precision."""
    same, ours, theirs = [0] * _CHARACTERS, [0] * _CHARACTERS, [0] * _CHARACTERS
    for translation, reference in zip(translations, references, strict=True):
        a, b = "".join(translation.split()), "".join(reference.split())
        for n in range(_CHARACTERS):
            found, wanted = _runs(a, n + 1), _runs(b, n + 1)
            same[n] += (found & wanted).total()
            ours[n] += found.total() if wanted else 0
            theirs[n] += wanted.total()
    values = []
    for hit, mine, given in zip(same, ours, theirs, strict=True):
        if mine and given:
            precision, recall = hit / mine, hit / given
            values.append((precision, recall))
    if not values:
        return 0.0
    precision, recall = (sum(pair[side] for pair in values) / len(values) for side in (0, 1))
    if precision + recall == 0:
        return 0.0
    return 100 * (1 + _BETA**2) * precision * recall / (_BETA**2 * precision + recall)


def bleu(translations: Sequence[str], references: Sequence[str]) -> float:
    """BLEU of a whole set, 0 to 100: words and marks up to four in a row (tokens "13a"), zeros smoothed ("exp")."""
    same, ours = [0] * _WORDS, [0] * _WORDS
    length = wanted_length = 0
    for translation, reference in zip(translations, references, strict=True):
        a, b = _words(translation), _words(reference)
        length, wanted_length = length + len(a), wanted_length + len(b)
        for n in range(_WORDS):
            found = Counter(tuple(a[at : at + n + 1]) for at in range(len(a) - n))
            wanted = Counter(tuple(b[at : at + n + 1]) for at in range(len(b) - n))
            same[n] += (found & wanted).total()
            ours[n] += found.total()
    logs, smooth = 0.0, 1.0
    for hit, mine in zip(same, ours, strict=True):
        if not mine:
            return 0.0
        if not hit:
            smooth *= 2
        logs += math.log(hit / mine if hit else 1 / (smooth * mine))
    brevity = min(1.0, math.exp(1 - wanted_length / length)) if length else 0.0
    return 100 * brevity * math.exp(logs / _WORDS)


def _runs(text: str, length: int) -> Counter[str]:
    return Counter(text[at : at + length] for at in range(len(text) - length + 1))


def _words(text: str) -> list[str]:
    text = f" {text} "
    text = re.sub(r"([\{-\~\[-\` -\&\(-\+\:-\@\/])", r" \1 ", text)
    text = re.sub(r"([^0-9])([\.,])", r"\1 \2 ", text)
    text = re.sub(r"([\.,])([^0-9])", r" \1 \2", text)
    text = re.sub(r"([0-9])(-)", r"\1 \2 ", text)
    return text.split()
