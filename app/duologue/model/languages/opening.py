"""Opens the recogniser of other languages from its bundle."""

from pathlib import Path

from duologue.model.bundle import load_bundle
from duologue.model.contents import LANGUAGES_BUNDLE, LANGUAGES_GRAPHS, LANGUAGES_TOKENIZER, LANGUAGES_TOKENS
from duologue.model.languages.passage import PassageTranscriber
from duologue.model.languages.vocabulary import Vocabulary
from duologue.model.runtime import Runtime

_THREADS = 1
"""It runs beside the micro-turns, which need the other core."""


def open_languages(bundles: Path, provider: str) -> PassageTranscriber:
    """The recogniser, warmed up. bundles: folder of the bundles. provider: "auto", "cuda" or "cpu".

    Raises:
        BundleError: the bundle is not there, incomplete or altered; the sentence says what to do.
    """
    bundle = load_bundle(LANGUAGES_BUNDLE, bundles)
    runtime = Runtime.choose(provider, bundle.graph(LANGUAGES_GRAPHS[1], "cpu"), _THREADS)
    kind = runtime.provider.kind
    vocabulary = Vocabulary.load(bundle.path(LANGUAGES_TOKENIZER), bundle.path(LANGUAGES_TOKENS))
    encoder, decoder = (runtime.open(bundle.graph(graph, kind)) for graph in LANGUAGES_GRAPHS)
    transcriber = PassageTranscriber(encoder, decoder, vocabulary)
    transcriber.warm_up()
    return transcriber
