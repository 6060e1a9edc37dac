"""The translators there are. A new one is one line in TRANSLATORS."""

from collections.abc import Callable, Sequence
from pathlib import Path

from duologue.core.errors import BundleError, InputError
from duologue.translate.base import Translator
from duologue.translate.phrase_translator import open_phrases

TRANSLATORS: Sequence[Callable[[Path], Translator | None]] = (open_phrases,)
"""What opens each translator from the folder of bundles, None where it is not there; the better come first."""


def open_translators(bundles: Path) -> Sequence[Translator]:
    """The translators on this machine, the better before the others.

    bundles: folder of the bundles.

    Raises:
        DuologueError: one is there and broken.
    """
    return [opened for open_one in TRANSLATORS if (opened := open_one(bundles)) is not None]


def choose(translators: Sequence[Translator], source: str, target: str, preferred: str = "") -> Translator:
    """The best translator of a pair of languages. preferred: name of the one that is taken if it knows the pair.

    Raises:
        BundleError: there is no translator at all.
        InputError: none translates this pair, or none is called as asked for.
    """
    if not translators:
        raise BundleError(
            "translate.none", "There is no translator on this machine; build it with: duologue models build duologue-1"
        )
    names = [translator.name for translator in translators]
    if preferred and preferred not in names:
        raise InputError("translate.name", f"There is no translator '{preferred}'; there is: {', '.join(names)}.")
    able = [translator for translator in translators if (source, target) in translator.pairs]
    if not able:
        known = sorted({f"{a} to {b}" for translator in translators for a, b in translator.pairs})
        raise InputError(
            "translate.pair", f"'{source}' cannot be translated into '{target}'; what can is: {', '.join(known)}."
        )
    return next((translator for translator in able if translator.name == preferred), able[0])
