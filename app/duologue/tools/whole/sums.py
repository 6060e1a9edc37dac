"""The whole of a sum, around the words that the model copied."""

import re
from collections.abc import Sequence
from datetime import datetime

from duologue.core.writing import Copied, Whole
from duologue.tools.placed import PlacedTokens, pointed_at
from duologue.tools.reading import tokenise
from duologue.tools.spoken.sum_terms import OPERATORS, SumTerm, sum_terms
from duologue.tools.spoken.sums import read_sum, read_terms

_SIGN = re.compile(r"[-+*/^%]")
CANNOT_SAY = "Sorry, I can't work that out."
WHICH_NUMBER = "Which number comes next?"


def whole_sum(copied: Copied, _: datetime | None) -> Whole | None:
    """Reads the whole of the sum that was copied from; what was put right in part is read as it was copied."""
    stretches = copied.stretches.get("expression", ())
    if not stretches:
        return _mere_sum(copied.words)
    pointed = pointed_at(stretches)
    text = PlacedTokens(copied.words)
    runs = [run for run in _runs(sum_terms(text.tokens)) if text.words(run[0].first, run[-1].last) & pointed]
    if len(stretches) > 1 or len(runs) != 1:
        expression = read_sum(tokenise(" ".join(copied.words[at] for a, b in stretches for at in range(a, b + 1))))
        return Whole({"expression": expression}, pointed) if expression else Whole(cannot=CANNOT_SAY)
    run = runs[0]
    expression = read_terms(run)
    used = text.words(run[0].first, run[-1].last)
    if not expression and run[-1].token.type in OPERATORS and len(copied.words) - 1 in used:
        return Whole(lacks=WHICH_NUMBER)
    return Whole({"expression": expression}, used) if expression else Whole(cannot=CANNOT_SAY)


def _mere_sum(words: Sequence[str]) -> Whole | None:
    """Reads a turn that is a sum and nothing else: "20% off 45"; a number alone is none."""
    expression = read_sum(tokenise(" ".join(words)))
    if expression is None or not _SIGN.search(expression, 1):
        return None
    return Whole({"expression": expression}, frozenset(range(len(words))))


def _runs(found: Sequence[SumTerm | None]) -> list[list[SumTerm]]:
    """Terminals that follow one another."""
    runs: list[list[SumTerm]] = [[]]
    for term in found:
        if term is not None:
            runs[-1].append(term)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]
