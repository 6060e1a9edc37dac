"""Which of a turn's words belong to what is asked of the eyes: all but those that ask for something else."""

from collections.abc import Mapping

from duologue.core.events import Json
from duologue.core.writing import Copied, Whole
from duologue.tools.watching.wordings import read_wish, stopped


def all_of(copied: Copied, arguments: Mapping[str, Json] | None = None) -> Whole:
    """All words, where nothing else is asked for. arguments: what they mean."""
    alone = not copied.taken and not copied.unplaced
    used = frozenset(range(len(copied.words))) if alone else frozenset[int]()
    return Whole(arguments or {}, used=used)


def whole_start(copied: Copied) -> Whole | None:
    """What watch.start means with all of the words; None where they do not say."""
    wish = read_wish(copied.words)
    return None if wish is None else all_of(copied, {"exercise": None, **wish.arguments})


def whole_stop(copied: Copied) -> Whole:
    """What watch.stop means with all of the words."""
    return all_of(copied, {"for": stopped(copied.words) or None})
