"""A model's stream as it may be said: without thoughts, markdown and code, whatever the borders of its pieces."""

import re
from collections.abc import Iterable
from enum import Enum, auto

import regex  # type: ignore[import-untyped]

from duologue.background.marks import Found, Mark, Marks
from duologue.background.written import WrittenCall

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


class HalfThoughts(Enum):
    """Whether a model's answers begin inside a thought, whose opening mark was part of the prompt."""

    UNKNOWN = auto()
    YES = auto()
    NO = auto()


_THINKS_ALOUD = regex.compile(
    r"\s*(?:(?:okay|ok|alright|all right|right|so|well|now|got it|first|ah|oh|yes|yeah)[\s,.!:;—–-]+){0,4}"
    r"(?:the user|user\b|(?:the|this) (?:question|query|request|prompt|task|problem|message|person|system|instruction)"
    r"|they(?:'re| are| want| ask|'ve)|this (?:is a|seems)|we(?:'re| need| have to| are| should| must| want)"
    r"|i (?:need|should|have to|must|want to|am (?:asked|supposed)|recall|remember|can recall|know that)"
    r"|i'm (?:asked|supposed|being)|i'll (?:need|have|start|think|recall|try)"
    r"|let(?:'s| us| me) (?!explain|tell|put|give|help|know|walk|share)\w|(?:need|have) to |think|analy[sz]|thoughts?\b"
    r"|reasoning|step \d|considering|looking at|what do i|how (?:do|should|would|can) i|h+m+|wait\b)",
    regex.IGNORECASE,
)
"""How thoughts begin. It only decides how long the first words of a model that is not known yet are held back."""


class SpokenText:
    """Cleans an answer for the voice. Pieces in, pieces out.

    names: the functions that it may call. half: whether it begins inside a thought. While that is unknown, first words
    that read like a thought are held back; if others prove to be one, taken_back says so, and what was given out until
    then is void.

    calls: those that stood among the words. over: the model goes on for somebody else, so nothing more is to come.
    half_thought: it began inside a thought.
    """

    def __init__(self, names: Iterable[str] = (), half: HalfThoughts = HalfThoughts.UNKNOWN) -> None:
        self._marks = Marks(names)
        self._half = half
        self._opening: str | None = ""  # the first words, as long as they may be a thought
        self._held = ""
        self._inside = False  # something of the present line was given out
        self._fence = ""
        self._begun = False
        self.calls: list[WrittenCall] = []
        self.over = False
        self.half_thought = False
        self.taken_back = False

    def prepare(self) -> None:
        """Makes ready what the first piece needs; for a worker thread, while the model has not begun."""
        self._marks.prepare()

    def feed(self, piece: str) -> str:
        """What can be said of the stream so far and was not given out before."""
        return self._found(self._marks.feed(piece))

    def close(self, *, cut: bool = False) -> str:
        """What is left. cut: the answer had no more room, so a thought that has not ended stays one."""
        found = self._found(self._marks.close())
        opening, self._opening = self._opening or "", None
        if not (cut and (self._half is HalfThoughts.YES or _THINKS_ALOUD.match(opening))):
            found += self._take(opening)
        rest, self._held = self._held, ""
        return found + ("" if self._fence else self._clean(rest, ended=True))

    def _found(self, found: Iterable[Found]) -> str:
        said = ""
        for each in found:
            if isinstance(each, WrittenCall):
                self.calls.append(each)
            elif each is Mark.OVER:
                self.over = True
            elif isinstance(each, str):
                said += self._words(each)
            elif not self.half_thought:
                said = self._was_thought()
        return said

    def _was_thought(self) -> str:
        """All until now was one."""
        self.half_thought, self.taken_back = True, self._begun
        self._opening, self._held, self._fence = None, "", ""
        self._inside = self._begun = False
        return ""

    def _words(self, words: str) -> str:
        if self._opening is None:
            return self._take(words)
        self._opening += words
        if self._half is HalfThoughts.YES:
            return ""
        if self._half is HalfThoughts.UNKNOWN and _THINKS_ALOUD.match(self._opening, partial=True):
            return ""
        opening, self._opening = self._opening, None
        return self._take(opening)

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
