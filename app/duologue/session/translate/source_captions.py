"""What is heard and about to be translated, for the window: sentences as they grow, before there is a translation."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from duologue.core.events import Event, SourceText
from duologue.session.translate.computer import NAME as COMPUTER_NAME
from duologue.translate.source import Sentence, SourceStream


class SourceCaptions:
    """Tells what of the sentences has changed. emit: takes events in order of time."""

    def __init__(self, emit: Callable[[Event], None]) -> None:
        self._emit = emit
        self._told: dict[str, SourceText] = {}

    def tell(self, t: float, boundary_s: float, streams: Iterable[tuple[SourceStream, str]]) -> None:
        """streams: each with the language that it is put into, "" for one that is left as it is. t: session time at
        which what is known at boundary_s is shown."""
        now = {
            sentence.id: _caption(t, sentence, target)
            for stream, target in streams
            if target
            for sentence in stream.sentences(boundary_s)
        }
        for name, before in self._told.items():
            if name not in now:
                self._emit(replace(before, t=t, text="", settled=0))
        for name, caption in now.items():
            if name not in self._told or _differs(self._told[name], caption):
                self._emit(caption)
        self._told = now


def _caption(t: float, sentence: Sentence, target: str) -> SourceText:
    first, last = sentence.words[0], sentence.words[-1]
    text, settled = sentence.text, sentence.settled
    played = sentence.id.startswith(COMPUTER_NAME)
    return SourceText(t, sentence.id, sentence.language, target, text, settled, first.start_s, last.end_s, played)


def _differs(before: SourceText, now: SourceText) -> bool:
    return (before.text, before.settled) != (now.text, now.settled)
