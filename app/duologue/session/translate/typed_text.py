"""What was typed, as sentences to be translated."""

from duologue.core.microturn import Utterance, Word
from duologue.translate.source import SourceStream

_WORD_S = 0.25
"""Length in seconds for which a typed word stands among words that were said, whose times tell them apart."""


def typed_sentence(text: str, language: str, name: str, t: float) -> SourceStream:
    """A stream that is over: the sentences of a line that was typed at session time t. language: ISO 639-1. name:
    begins their ids."""
    words = tuple(
        Word(word, t + at * _WORD_S, t + (at + 1) * _WORD_S, stable=True) for at, word in enumerate(text.split())
    )
    stream = SourceStream(language, name, 0.0)
    stream.hear([Utterance(f"{name}typed", words, final=True)], t, rests=True)
    stream.end(t)
    return stream
