"""The recognisers there are, by the language they know. A new one is one line in RECOGNISERS."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Protocol

from duologue.core.errors import BundleError
from duologue.core.languages import ENGLISH
from duologue.core.microturn import Hearing, Samples
from duologue.model.bundle import Bundle
from duologue.model.core_manifest import NAME, CoreManifest
from duologue.model.ears.hearing import Ears
from duologue.model.position import ENDING_GROUP
from duologue.model.runtime import ALONE, Runtime


class Listener(Protocol):
    """Streaming recognition of one language, with the acoustic features of what is heard."""

    def hear(self, mic: Samples, expected: Iterable[str] = ()) -> Hearing:
        """Takes in the sound of the next micro-turn, [3200] at 16 kHz. expected: phrases to be preferred."""

    def sense(self, mic: Samples) -> Hearing:
        """Takes in a micro-turn whose words others hear: no more than the acoustic features, and the end of an
        utterance that was open."""

    def warm_up(self) -> None:
        """Runs every graph once."""

    def reset(self) -> None:
        """Forgets the session."""


def _open_english(bundle: Bundle, runtime: Runtime) -> Listener:
    encoder, decoder = (bundle.precision(graph, runtime.provider.kind) for graph in ("ears.encoder", "ears.decoder"))
    core = bundle.folder / "core" / NAME
    endings = not core.exists() or ENDING_GROUP in (CoreManifest.read(core).groups or {})
    open_small = partial(runtime.open, threads=ALONE)
    return Ears.load(bundle.folder / "ears", runtime.open, encoder, decoder, open_small=open_small, endings=endings)


RECOGNISERS: dict[str, Callable[[Bundle, Runtime], Listener]] = {ENGLISH: _open_english}
"""What opens the ears of a bundle, by language (ISO 639-1)."""


def open_ears(bundle: Bundle, runtime: Runtime, language: str) -> Listener:
    """The ears of a bundle for a language.

    Raises:
        BundleError: nothing here recognises the language, or the bundle's graphs for it cannot be used.
    """
    if language not in RECOGNISERS:
        known = ", ".join(sorted(RECOGNISERS))
        raise BundleError("bundle.language", f"There is no recogniser for '{language}', only for: {known}.")
    return RECOGNISERS[language](bundle, runtime)
