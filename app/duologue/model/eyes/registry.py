"""The senses there are. A new one is one line in SENSES."""

from collections.abc import Callable, Sequence
from functools import partial

from duologue.core.microturn import Frame
from duologue.model.bundle import Bundle
from duologue.model.contents import CHARACTERS, EYES_GRAPHS, READING_GRAPHS
from duologue.model.eyes.base import Eyes, Sense
from duologue.model.eyes.landmarks import LandmarkLooker
from duologue.model.eyes.picture import PictureSense
from duologue.model.eyes.senses import FaceSense, HandSense, PersonSense, PoseSense
from duologue.model.eyes.sight import Network
from duologue.model.eyes.text_reader import TextReader
from duologue.model.eyes.watches import PostureSense, RepetitionSense
from duologue.model.eyes.watching import Watching
from duologue.model.runtime import Runtime, open_beside

SENSES: dict[str, Callable[[Bundle, Runtime], Sense | None]] = {
    "picture": lambda _bundle, _runtime: PictureSense(),
    "person": lambda _bundle, _runtime: PersonSense(),
    "pose": lambda _bundle, _runtime: PoseSense(),
    "hand": lambda _bundle, _runtime: HandSense(),
    "face": lambda _bundle, _runtime: FaceSense(),
    "repetition": lambda _bundle, _runtime: RepetitionSense(),
    "posture": lambda _bundle, _runtime: PostureSense(),
}
"""What opens each sense, by its name; it returns None if the bundle has no graphs for it."""


def open_eyes(bundle: Bundle, runtime: Runtime) -> Eyes:
    """The senses for which a bundle has what they need, and what looks at the frames for all of them."""
    watching = Watching(partial(open_looker, bundle, runtime)) if has_looker(bundle) else None
    return Eyes(open_senses(bundle, runtime), watching)


def open_senses(bundle: Bundle, runtime: Runtime) -> list[Sense]:
    """The senses alone."""
    opened = [open_(bundle, runtime) for open_ in SENSES.values()]
    return [sense for sense in opened if sense is not None]


def has_looker(bundle: Bundle) -> bool:
    """Whether the bundle has the graphs that see bodies, hands and faces."""
    return set(EYES_GRAPHS.values()) <= set(bundle.manifest.graphs)


def open_looker(bundle: Bundle, runtime: Runtime) -> LandmarkLooker:
    """What sees bodies, hands and faces.

    Raises:
        BundleError: a graph cannot be used.
    """
    kind = runtime.provider.kind
    return LandmarkLooker(
        {part: runtime.open(bundle.graph(graph, kind), threads=1) for part, graph in EYES_GRAPHS.items()}
    )


def open_reader(bundle: Bundle) -> TextReader | None:
    """What reads text in pictures, on one thread of the CPU; None if the bundle has no graphs for it.

    Raises:
        BundleError: the list of its characters is missing.
    """
    if not set(READING_GRAPHS.values()) <= set(bundle.manifest.graphs):
        return None
    paths = [bundle.graph(graph, "cpu") for graph in READING_GRAPHS.values()]

    def open_graphs() -> tuple[Network, Network]:
        lines, words = (open_beside(path, path.name, plan=True) for path in paths)
        return lines, words

    return TextReader(open_graphs, bundle.path(CHARACTERS).read_text(encoding="utf-8").split("\n"))


def open_line_reader(bundle: Bundle) -> Callable[[Frame], Sequence[str]] | None:
    """What reads the lines of text in a picture, top to bottom; None if the bundle has no graphs for it.

    Raises:
        BundleError: the list of its characters is missing.
    """
    reader = open_reader(bundle)
    return None if reader is None else lambda frame: [line.text for line in reader.read_text(frame)]
