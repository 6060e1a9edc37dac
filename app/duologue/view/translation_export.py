"""Translated lines as a file for other programs: text, or subtitles in two formats. Also while more is being said."""

import html
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from duologue.view.translation import TranslatedLine

FORMATS = {"txt": "Text", "srt": "Subtitles, SubRip", "vtt": "Subtitles, WebVTT"}
"""Formats by the ending of their files."""
READING_CHARACTERS = 17
"""Characters that a viewer reads in a second (the usual rule for subtitles)."""
SHORTEST_S = 1.0
"""Shortest time in seconds for which a subtitle is shown where the next one leaves it so much."""
LEAST_S = 0.4
"""Shortest time in seconds for which a subtitle is shown whatever follows."""


class Languages(StrEnum):
    """Which of the two are wanted."""

    BOTH = "both"
    SOURCE = "source"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class _Cue:
    """start_s, end_s: seconds from the beginning of the first session. texts: each with its language."""

    start_s: float
    end_s: float
    texts: tuple[tuple[str, str], ...]


def export(ending: str, lines: Iterable[TranslatedLine], languages: Languages = Languages.BOTH) -> str:
    """Lines in one of FORMATS, in the order in which they were said. Of a line that still grows, what is there."""
    ordered = sorted((line for line in lines if line.text), key=_said_at)
    return _WRITERS[ending](ordered, languages)


def text(lines: Sequence[TranslatedLine], languages: Languages) -> str:
    """Plain text: the time, and each language on a line of its own."""
    parts = []
    for line in lines:
        first, *more = [words for _, words in _texts(line, languages)]
        parts.append(f"{line.when:>7}  {first}\n" + "".join(f"{'':>7}  {words}\n" for words in more))
    return ("\n" if languages is Languages.BOTH else "").join(parts)


def subrip(lines: Sequence[TranslatedLine], languages: Languages) -> str:
    """SubRip (SRT)."""
    blocks = []
    for number, cue in enumerate(_cues(lines, languages), 1):
        words = "\n".join(each for _, each in cue.texts)
        blocks.append(f"{number}\n{_stamp(cue.start_s, ',')} --> {_stamp(cue.end_s, ',')}\n{words}\n")
    return "\n".join(blocks)


def webvtt(lines: Sequence[TranslatedLine], languages: Languages) -> str:
    """WebVTT, with the language of each text."""
    blocks = ["WEBVTT\n"]
    for cue in _cues(lines, languages):
        words = "\n".join(f"<lang {language}>{html.escape(each, quote=False)}</lang>" for language, each in cue.texts)
        blocks.append(f"{_stamp(cue.start_s, '.')} --> {_stamp(cue.end_s, '.')}\n{words}\n")
    return "\n".join(blocks)


_WRITERS: dict[str, Callable[[Sequence[TranslatedLine], Languages], str]] = {
    "txt": text, "srt": subrip, "vtt": webvtt
}  # fmt: skip


def _texts(line: TranslatedLine, languages: Languages) -> tuple[tuple[str, str], ...]:
    more = "" if line.final else " …"
    source, target = (line.source, line.source_text + more), (line.target, line.text + more)
    if line.captions:
        return (target,)
    return {Languages.SOURCE: (source,), Languages.TARGET: (target,), Languages.BOTH: (source, target)}[languages]


def _cues(lines: Sequence[TranslatedLine], languages: Languages) -> list[_Cue]:
    if not lines:
        return []
    zero = lines[0].began_s
    starts = [_said_at(line) - zero for line in lines]
    cues = []
    for line, start, following in zip(lines, starts, chain(starts[1:], (float("inf"),)), strict=False):
        texts = _texts(line, languages)
        reading_s = max(SHORTEST_S, max(len(words) for _, words in texts) / READING_CHARACTERS)
        end = max(line.end_s + line.began_s - zero, start + reading_s)
        cues.append(_Cue(start, max(min(end, following), start + LEAST_S), texts))
    return cues


def _said_at(line: TranslatedLine) -> float:
    return line.began_s + line.start_s


def _stamp(seconds: float, point: str) -> str:
    milliseconds = round(max(seconds, 0.0) * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{milliseconds // 1000:02d}{point}{milliseconds % 1000:03d}"
