"""The senses there are. A new one is one line in SENSES."""

from collections.abc import Callable

from duologue.model.bundle import Bundle
from duologue.model.eyes.base import Eyes, Sense
from duologue.model.eyes.picture import PictureSense
from duologue.model.runtime import Runtime

SENSES: dict[str, Callable[[Bundle, Runtime], Sense | None]] = {"picture": lambda _bundle, _runtime: PictureSense()}
"""What opens each sense, by its name; it returns None if the bundle has no graphs for it."""


def open_eyes(bundle: Bundle, runtime: Runtime) -> Eyes:
    """The senses for which a bundle has what they need.

    Raises:
        BundleError: a graph cannot be used.
    """
    opened = [open_(bundle, runtime) for open_ in SENSES.values()]
    return Eyes([sense for sense in opened if sense is not None])
