"""Families of model bundles: what a bundle of each must hold, and what loads it. A new family is one line in FAMILIES.

What is heavy to import is imported when a bundle is loaded, so that this module can be used before a window is there.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from duologue.core.errors import BundleError
from duologue.core.languages import ENGLISH
from duologue.model.contents import (
    FAMILY,
    FILES,
    GRAPHS,
    KOKORO_ALPHABET,
    KOKORO_GRAPH,
    LANGUAGES_FAMILY,
    LANGUAGES_GRAPHS,
    LANGUAGES_TOKENIZER,
    LANGUAGES_TOKENS,
    VOICES_FAMILY,
)

if TYPE_CHECKING:
    from duologue.core.microturn import Frame, InteractionModel
    from duologue.model.bundle import Bundle
    from duologue.model.voice.base import Voice


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How a bundle is to run.

    provider: "auto", "cuda" or "cpu". language: what is spoken with it, ISO 639-1. voice: name of the voice that is
    preferred, "" for the best. voices: folder with further voices. bundles: folder of the bundles, for those of voices.
    meanings: file that keeps what descriptions of tools mean until the next start; None for none.
    """

    provider: str = "auto"
    language: str = ENGLISH
    voice: str = ""
    voices: Path | None = None
    bundles: Path | None = None
    meanings: Path | None = None


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A loaded model with its voice.

    bundle: name, version and sha256. read_text: reads the lines in a picture, None where the bundle has no graphs for
    it. fallback: why it runs where it does, or speaks with the voice it does, if that is not what was wished for; else
    "". bundles: folder of the bundles, None where no others are to be opened.
    """

    model: "InteractionModel"
    voice: "Voice"
    bundle: dict[str, str]
    fallback: str = ""
    read_text: "Callable[[Frame], Sequence[str]] | None" = None
    bundles: Path | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of bundle.

    load: opens the graphs; returns the model, and why it does not run where it was wished to ("" if it does).
    graphs, files: what a complete bundle lists in its manifest.
    """

    load: "Callable[[Bundle, LoadOptions], tuple[InteractionModel, str]]"
    graphs: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def _load_duologue(bundle: "Bundle", wish: LoadOptions) -> "tuple[InteractionModel, str]":
    from duologue.model.interaction import BundleModel  # noqa: PLC0415 - see the head of this file

    model = BundleModel.load(bundle, wish.provider, wish.language, wish.meanings)
    return model, model.fallback


def _refuse_voices(bundle: "Bundle", wish: LoadOptions) -> "tuple[InteractionModel, str]":
    raise BundleError("bundle.family", f"The bundle '{bundle.name}' holds voices and no model to talk with.")


def _refuse_languages(bundle: "Bundle", wish: LoadOptions) -> "tuple[InteractionModel, str]":
    raise BundleError("bundle.family", f"The bundle '{bundle.name}' only hears other languages.")


FAMILIES: dict[str, Family] = {
    FAMILY: Family(_load_duologue, GRAPHS, FILES),
    VOICES_FAMILY: Family(_refuse_voices, (KOKORO_GRAPH,), (KOKORO_ALPHABET,)),
    LANGUAGES_FAMILY: Family(_refuse_languages, LANGUAGES_GRAPHS, (LANGUAGES_TOKENIZER, LANGUAGES_TOKENS)),
}
"""The families of bundles that this program runs, by the name in their manifests."""


def open_model(bundle: "Bundle", wish: LoadOptions) -> LoadedModel:
    """Opens the graphs of a bundle, and the voice. Takes seconds: not for the event loop.

    Raises:
        DuologueError: the bundle or the voice cannot be used.
    """
    from duologue.model.eyes.registry import open_line_reader  # noqa: PLC0415 - see the head of this file
    from duologue.model.voice.registry import Voices, find_entries  # noqa: PLC0415 - see the head of this file

    entries = find_entries(bundle, wish.voices, wish.bundles)
    with ThreadPoolExecutor(1, "duologue-opening") as pool:  # a core each
        opening = pool.submit(Voices, wish.language, wish.voice, entries)
        model, fallback = FAMILIES[bundle.family].load(bundle, wish)
        voices = opening.result()
    names = {"name": bundle.name, "version": bundle.version, "sha256": bundle.sha256}
    fallbacks = " ".join((*filter(None, [fallback]), *voices.take_faults()))
    return LoadedModel(model, voices, names, fallbacks, open_line_reader(bundle))
