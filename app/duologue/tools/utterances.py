"""How people wrap, join and correct their requests: politeness, stutters, "and then", "no, I mean".

Nothing here knows what can be requested; that is the matter of whoever reads the pieces.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from duologue.tools.reading import Kind, Token

FILLERS = frozenset(("um", "uh", "umm", "uhm", "uhh", "er", "erm", "hmm", "hm", "mm", "ah", "eh"))
_LEAD = re.compile(
    r"(?:o ?k(?:ay)?|so|well|hey|hi|hello|please|al+ ?right|right|yes|yeah|yep|now|and|then|also|oh|but|duologue|great|good|"
    r"perfect|cool|nice|wonderful|thanks(?: a lot)?|thank you(?: very much| so much)?|stop(?: it| talking)?|sorry|no|"
    r"excuse me|actually|listen|just|quick question|one more thing|by the way|hold on|wait(?: a (?:second|minute|moment))?|"
    r"(?:that's )?enough|never mind|good (?:morning|evening|afternoon)|let me see|let me think|let's see|i think|you know|"
    r"first|next|after that|finally|before i forget|maybe|perhaps|go ahead and|i see|that's (?:great|good|nice|interesting)|"
    r"got it|(?:can|could|would|will|won't) you(?: please| just| maybe| kindly| quickly| possibly)*|would you mind|"
    r"i(?:'d| would| will)(?: really)? (?:like|love)(?: for)?(?: you)?(?: to)?(?: know)?|do you(?: happen to)? know|"
    r"i(?: just| really)? (?:want|need|wanted)(?: you)?(?: to)?(?: know)?|i(?: am|'m| was) wondering(?: if you could)?|"
    r"(?:would|is) it(?: be)? possible to|(?:can|could) we|let's|let us|help me|do me a favor|tell me|"
    r"(?:can|may) i(?: please)?(?: get| have| ask)?|you (?:can|could|should|may)|any idea) "
)
_POLITE = re.compile(
    r" (?:please|thanks|thank you(?: very much| so much)?|for me|okay|right|(?:will|would|could|can) you|"
    r"if (?:you can|you could|you don't mind|possible)|that's all|yeah|duologue|you know)$"
)
_SOFT = re.compile(r" (?:now|right now|then|again|exactly|actually|really|quickly|as well|too|instead|there|and|so|a bit)$")


def without_repeats(tokens: list[Token]) -> list[Token]:
    """Tokens without stutters: "set a set a timer" -> "set a timer"."""
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        for size in (4, 3, 2, 1):
            run = [t.text for t in tokens[at : at + size]]
            wordy = any(t.kind is Kind.WORD for t in tokens[at : at + size])
            if wordy and len(run) == size and run == [t.text for t in tokens[at + size : at + 2 * size]]:
                at += size
                break
        else:
            out.append(tokens[at])
            at += 1
    return out


@dataclass(slots=True)
class View:
    """A piece of the user's words as one string to match patterns on, and the way back to what was really said."""

    tokens: list[Token]
    source: str
    text: str = ""
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tokens = [token for token in self.tokens if token.kind is not Kind.MARK or token.text in "+-*/^%="]
        for token in self.tokens:
            self.starts.append(len(self.text))
            self.text += _SHAPES[token.kind](token) + " "
        self.text = self.text[:-1]

    def slot(self, found: re.Match[str], name: str) -> str:
        """The user's own words behind a group of a match."""
        start, end = found.span(name)
        inside = [t for t, at in zip(self.tokens, self.starts, strict=True) if start <= at < end]
        return source_text(inside, self.source)


_SHAPES: Mapping[Kind, Callable[[Token], str]] = {
    Kind.WORD: lambda token: token.text,
    Kind.MARK: lambda token: token.text,
    Kind.NUMBER: lambda token: plain_number(float(token.value)),
    Kind.DURATION: lambda token: f"#d{plain_number(float(token.value))}",
    Kind.TIME: lambda token: f"#t{int(token.value)}{'' if token.certain else '?'}",
}


def plain_number(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:f}".rstrip("0")


def source_text(tokens: list[Token], source: str) -> str:
    """What was said at these tokens, without what was taken out between them, and without marks at the ends."""
    text = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        gap = source[before.end : token.start] if before is not None and before.end <= token.start else " "
        text += ("" if before is None else " " if re.search(r"[^\W_]", gap) else gap) + source[token.start : token.end]
    return " ".join(text.split()).strip(" ,;:.!?-")


# ---- politeness ------------------------------------------------------------------------------------------------------


def leads(text: str) -> list[int]:
    """Places where the request may begin, politeness before it left out step by step."""
    places = [0]
    while (found := _LEAD.match(text, places[-1])) is not None:
        places.append(found.end())
    return places


def ends(text: str) -> list[int]:
    """Places where the request may end: without politeness, as it stands, without other idle words."""
    end = len(text)
    while (found := _POLITE.search(text, 0, end)) is not None:
        end = found.start()
    places = [end, len(text)] if end < len(text) else [end]
    while (found := _SOFT.search(text, 0, end) or _POLITE.search(text, 0, end)) is not None:
        end = found.start()
        places.append(end)
    return places


# ---- pieces ----------------------------------------------------------------------------------------------------------

JOINERS = frozenset(("and", "then", "also", "but", "so", "plus", ",", "or", "after", "afterwards"))
_OPENERS = re.compile(
    r"(?:what|who|where|when|why|how|which|whose|is|are|was|do|does|did|can|could|would|will|please|set|start|create|make|"
    r"cancel|stop|remind|add|put|remove|delete|take|cross|show|read|tell|give|let|convert|calculate|compute|note|write|"
    r"search|look|find|wait|wake|say|every|in|at|after|when|don't|divide|multiply|subtract|translate|explain|describe|"
    r"i need|i want|i'd like|#[dt])"
)
QUESTION = re.compile(
    r"(?:what|who|where|when|why|how|which|whose|is|are|was|were|do|does|did|explain|describe|give me|define|compare|"
    r"about|write|recommend|suggest|teach|translate|spell|name)\b"
)
STRONG = frozenset(".?!;:")
"""Marks that end a sentence."""


def cuts(tokens: list[Token]) -> Iterator[int]:
    """Places where a new request may begin."""
    for at in range(1, len(tokens)):
        if tokens[at - 1].text in STRONG:
            yield at
        elif tokens[at].text in JOINERS and tokens[at - 1].text not in JOINERS:
            rest = [t for t in tokens[at:] if t.text not in JOINERS][:3]
            text = " ".join(_SHAPES[token.kind](token) for token in rest)
            if _OPENERS.match(text):
                yield at


# ---- self-corrections ------------------------------------------------------------------------------------------------

_GAP = r"(?: [,.;:!?-])* "
_CORE = (
    r"(?:no|nope|sorry|wait|actually|rather|oops|i mean|i meant(?: to say)?|(?:scratch|strike|forget) that|correction|"
    r"(?:let's )?make (?:it|that)|change (?:it|that) to|my (?:mistake|bad)|let's say|i said|pardon)"
)
_EXTRA = r"(?:oh|or|well|please|it's|that's|(?:it |that )?should be|just|hang on|hold on|excuse me|yeah)"
_MARKER = re.compile(
    rf"(?<!\S)(?:{_EXTRA}{_GAP})*(?P<core>{_CORE})(?:{_GAP}(?:{_CORE}|{_EXTRA}))*(?P<after>(?: [,.;:!?-])*)(?!\S)"
)
_SLOT_WORDS = frozenset(("in", "at", "every", "to", "on", "onto", "from", "for", "off", "until", "into", "about"))
_ARTICLES = frozenset(("a", "an", "half"))


def correction(tokens: list[Token]) -> list[tuple[list[Token], list[Token]]]:
    """What stands before and after a self-correction, likeliest first; empty if there is none."""
    text = " ".join(token.text for token in tokens)
    found = [m for m in _MARKER.finditer(text) if m.start() > 0 and _corrects(m, text)]
    if not found:
        return []
    lefts = {found[0].start(), found[-1].start()}
    right = tokens[_index(text, found[-1].end()) :]
    return [(_unmarked(tokens[: _index(text, left)]), right) for left in sorted(lefts)]


def _corrects(found: re.Match[str], text: str) -> bool:
    """A bare "no" corrects only if it is set apart by a mark or stands before a number."""
    if found[0].strip(" ,.;:!?-") != "no":
        return True
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    return before[-1:] in ",.;:!?-" or bool(found["after"]) or after[:1].isdigit() or after.split(" ")[0] in _SLOT_WORDS


def _index(text: str, offset: int) -> int:
    """Number of the token that begins at or after a place in the joined text."""
    return len(text[:offset].split())


def _unmarked(tokens: list[Token]) -> list[Token]:
    end = len(tokens)
    while end and tokens[end - 1].kind is Kind.MARK:
        end -= 1
    return tokens[:end]


def overlays(left: list[Token], right: list[Token]) -> Iterator[list[Token]]:
    """Ways to read `right` as taking the place of a part of `left`, likeliest first."""
    words = [token.text for token in right if token.kind is not Kind.MARK]
    for at in _anchors(left, right):
        same = 1
        while same < len(right) and at + same < len(left) and _alike(left[at + same], right[same]):
            same += 1
        slot = next((p for p in range(at + 1, len(left)) if left[p].text in _SLOT_WORDS), len(left))
        if slot < len(left) and left[slot].text not in words:
            yield [*left[:at], *_unmarked(right), *left[slot:]]
        if same == len(_unmarked(right)):
            yield [*left[:at], *_unmarked(right), *left[at + same :]]
        yield [*left[:at], *right]
        yield [*left[:at], *_unmarked(right), *left[at + len(_unmarked(right)) :]]


def _anchors(left: list[Token], right: list[Token]) -> Iterator[int]:
    """Places in `left` that `right` may take, likeliest first."""
    if not right:
        return
    quantities = [at for at in range(len(left)) if _is_quantity(left, at)]
    if _is_quantity(right, 0):
        unit = right[1:2]
        yield from (at for at in reversed(quantities) if unit and left[at + 1 : at + 2] and _alike(left[at + 1], unit[0]))
        yield from reversed(quantities)
    yield from (at for at in range(len(left) - 1, 0, -1) if left[at].text == right[0].text)
    prepositions = [at for at in range(2, len(left)) if left[at].text in _SLOT_WORDS]
    yield from (at - 1 for at in reversed(prepositions))
    if left:
        yield len(left) - 1


def _is_quantity(tokens: list[Token], at: int) -> bool:
    """A number, or "a minute", "half an hour"."""
    if tokens[at].kind in (Kind.NUMBER, Kind.TIME):
        return True
    return tokens[at].text in _ARTICLES and any(_TIME_UNIT.fullmatch(t.text) for t in tokens[at + 1 : at + 3])


_TIME_UNIT = re.compile(r"(?:second|minute|hour|day)s?")


def _alike(one: Token, other: Token) -> bool:
    return one.text.rstrip("s") == other.text.rstrip("s")
