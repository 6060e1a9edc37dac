"""A model's stream as it may be said: without thoughts, markdown and code, whatever the borders of its pieces."""

import re

_THOUGHTS = {"<think>": "</think>", "<thinking>": "</thinking>", "<reasoning>": "</reasoning>"}
"""Marks around what a model says to itself, each with the one that ends it."""
LONGEST_HELD = 2_000
"""Most characters of a line that are held back until it is clear what they are; then they count as text."""
_FENCE = re.compile(r"\s*(```|~~~)")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}|\s*\|?[\s:|-]*---[\s:|-]*")
"""Pattern of a line across the page, or below the head of a table."""
_HEAD = re.compile(r"^\s*(?:(?:#{1,6}|>|[-*+•])\s+(?:\[[ xX]\]\s+)?)+")
"""Pattern of the marks of headings, quotes and lists."""
_UNCLEAR_HEAD = re.compile(r"[\s#>*+•`~=_-]*(?:\[[ xX]?\]?\s*)?")
"""Pattern of the start of a line that may still become one of them, or a rule or fence."""
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_OPEN_LINK = re.compile(r"!?\[[^\]\n]*(?:\](?:\([^)\n]*)?)?$")
_ADDRESS = re.compile(r"<?\bhttps?://[^\s>]+>?")
_MARKS = re.compile(r"\*+(?=\S)|(?<=\S)\*+|`+|~~|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)")
CODE_SAID = "Here is some code, which I leave out."


class ThoughtFilter:
    """Takes out what stands between marks of thinking. Pieces in, pieces out; close() gives what was held back."""

    def __init__(self) -> None:
        self._held = ""
        self._until = ""

    def feed(self, piece: str) -> str:
        """The piece without thoughts, as far as it is clear."""
        self._held += piece
        found: list[str] = []
        while self._held:
            if self._until:
                before, mark, after = self._held.partition(self._until)
                if not mark:
                    self._held = before[-len(self._until) + 1 :]
                    break
                self._held, self._until = after, ""
                continue
            found_marks = ((self._held.find(mark), mark) for mark in _THOUGHTS if mark in self._held)
            at, opened = min(found_marks, default=(-1, ""))
            if at < 0:
                keep = _begun(self._held)
                found.append(self._held[: len(self._held) - keep])
                self._held = self._held[len(self._held) - keep :]
                break
            found.append(self._held[:at])
            self._held, self._until = self._held[at + len(opened) :], _THOUGHTS[opened]
        return "".join(found)

    def close(self) -> str:
        """What was held back; a thought that never ended is none of it."""
        rest, self._held = "" if self._until else self._held, ""
        return rest


def _begun(text: str) -> int:
    """How many characters at the end may be the beginning of a mark."""
    return max((n for mark in _THOUGHTS for n in range(1, len(mark)) if text.endswith(mark[:n])), default=0)


class SpokenText:
    """Cleans an answer for the voice. Pieces in, pieces out; what is given out is never taken back."""

    def __init__(self) -> None:
        self._thoughts = ThoughtFilter()
        self._held = ""
        self._inside = False  # something of the present line was given out
        self._fence = ""
        self._begun = False

    def feed(self, piece: str) -> str:
        """What can be said of the stream so far and was not given out before."""
        return self._take(self._thoughts.feed(piece))

    def close(self) -> str:
        """What is left."""
        found = self._take(self._thoughts.close())
        rest, self._held = self._held, ""
        return found + ("" if self._fence else self._clean(rest, ended=True))

    def _take(self, text: str) -> str:
        self._held += text
        found: list[str] = []
        while "\n" in self._held:
            line, _, self._held = self._held.partition("\n")
            found.append(self._line(line))
        if self._fence:
            self._held = self._held[-LONGEST_HELD:]
        else:
            ready = self._ready()
            found.append(self._clean(self._held[:ready], ended=False))
            self._held = self._held[ready:]
        return "".join(found)

    def _line(self, line: str) -> str:
        """The rest of a line that has ended."""
        fence = None if self._inside else _FENCE.match(line)
        if fence is not None and not self._fence:
            self._fence = fence[1]
            return self._give(f"{CODE_SAID}\n")
        if self._fence:
            self._fence = "" if fence is not None and fence[1] == self._fence else self._fence
            return ""
        said = self._clean(line, ended=True)
        ended, self._inside = self._inside, False
        return self._give(f"{said}\n") if ended else said

    def _ready(self) -> int:
        """How much of the unfinished line is clear: all up to a space that stands outside links and marks."""
        held = self._held
        if len(held) > LONGEST_HELD:
            return len(held)
        if not self._inside and (_UNCLEAR_HEAD.fullmatch(held) or held.lstrip().startswith("|")):
            return 0
        masked = _LINK.sub(lambda link: "-" * len(link[0]), held)
        link = _OPEN_LINK.search(masked)
        space = masked.rfind(" ", 0, link.start() if link else len(held))
        return 0 if space < 0 or (not self._inside and _UNCLEAR_HEAD.fullmatch(held[: space + 1])) else space + 1

    def _clean(self, text: str, *, ended: bool) -> str:
        if not self._inside:
            if ended and _RULE.fullmatch(text):
                return ""
            if text.lstrip().startswith("|"):
                text = ", ".join(cell.strip() for cell in text.split("|") if cell.strip())
            text = _HEAD.sub("", text, count=1)
        text = _MARKS.sub("", _ADDRESS.sub("a link", _LINK.sub(r"\1", text)))
        self._inside = self._inside or bool(text.strip())
        return self._give(text)

    def _give(self, text: str) -> str:
        """No blank is given out before the first word."""
        text = text if self._begun else text.lstrip()
        self._begun = self._begun or bool(text)
        return text
