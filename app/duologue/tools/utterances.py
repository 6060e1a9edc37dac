"""How people wrap, join and correct their requests: politeness, stutters, "and then", "no, I mean".

Nothing here knows what can be requested; that is the matter of whoever reads the pieces.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Generic, TypeVar

from duologue.tools.mishearings import put_right
from duologue.tools.reading import Kind, Token, tokenise
from duologue.tools.wording import plain_decimal

FILLERS = frozenset(("um", "uh", "umm", "uhm", "uhh", "er", "erm", "hmm", "hm", "mm", "ah", "eh"))
_LEAD = re.compile(
    r"(?:o ?k(?:ay)?|so|well|hey|hi|hello|please|al+ ?right|right|yes|yeah|yep|now|and|then|also|oh|but|duologue|"
    r"great|good|perfect|cool|nice|wonderful|thanks(?: a lot)?|thank you(?: very much| so much)?|stop(?: it|"
    r" talking)?|sorry|no|excuse me|actually|listen|just|quick question|one more thing|by the way|hold on|wait(?: a"
    r" (?:second|minute|moment))?|(?:that's )?enough|never ?mind|good (?:morning|evening|afternoon)|let me see|let"
    r" me think|let's see|i think|you know|first|next|after that|finally|before i forget|maybe|perhaps|go ahead and|"
    r"i see|got it|let's|let us|help me|that's (?:great|good|nice|interesting)|(?:can|could|would|will|won't) you(?:"
    r" please| just| maybe| kindly| quickly)*|would you mind|i(?:'d| would| will)(?: really)? (?:like|love)(?:"
    r" for)?(?: you)?(?: to)?(?: know)?|do me a favor|do you(?: happen to)? know|i(?: just| really)? (?:want|need|"
    r"wanted)(?: you)?(?: to)?(?: know)?|any idea|tell me|(?:what|how) about|i(?: am|'m| was) wondering(?: if you"
    r" could)?|(?:would|is) it(?: be)? possible to|(?:can|could) we|(?:can|may|could) i(?: please)?(?: get| have|"
    r" ask)?|you (?:can|could|should|may)) "
)
_POLITE = re.compile(
    r" (?:please|thanks|thank you(?: very much| so much)?|for me|okay|right|(?:will|would|could|can) you|"
    r"if (?:you can|you could|you don't mind|possible)|that's all|yeah|duologue|you know)$"
)
_THANKS = re.compile(r"(?:[\s,]+(?:thanks|thank you|for me|if you can))+$", re.IGNORECASE)
_SOFT = re.compile(
    r" (?:now|right now|then|sorry|again|exactly|actually|really|quickly|as well|too|instead|there|and|so|a bit)$"
)


def spoken_tokens(text: str) -> list[Token]:
    """The tokens of a text without hesitations, stutters and "please", but with those that are quoted."""
    tokens = tokenise(text)
    kept = [
        token
        for before, token in zip([None, *tokens], tokens, strict=False)
        if token.text not in (*FILLERS, "please")
        or (before is not None and before.text in ("say", "word", "saying", "mention"))
    ]
    return put_right(without_repeats(kept))


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
        self.tokens = [token for token in self.tokens if token.kind is not Kind.MARK or token.text in "+-*/^%=()"]
        for token in self.tokens:
            self.starts.append(len(self.text))
            self.text += _SHAPES[token.kind](token) + " "
        self.text = self.text[:-1]

    def slot(self, found: re.Match[str], name: str) -> str:
        """The user's own words behind a group of a match."""
        start, end = found.span(name)
        inside = [t for t, at in zip(self.tokens, self.starts, strict=True) if start <= at < end]
        return _THANKS.sub("", source_text(inside, self.source))


_SHAPES: Mapping[Kind, Callable[[Token], str]] = {
    Kind.WORD: lambda token: token.text,
    Kind.MARK: lambda token: token.text,
    Kind.NUMBER: lambda token: plain_number(token.value),
    Kind.DURATION: lambda token: f"#d{plain_number(token.value)}",
    Kind.TIME: lambda token: f"#t{int(token.value)}{'' if token.certain else '?'}",
}


def plain_number(number: Fraction) -> str:
    """Digits without separators."""
    return plain_decimal(number, 12).replace(",", "")


def source_text(tokens: list[Token], source: str) -> str:
    """What was said at these tokens, without what was taken out between them, and without marks at the ends."""
    text = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        gap = source[before.end : token.start] if before is not None and before.end <= token.start else " "
        text += ("" if before is None else " " if re.search(r"[^\W_]", gap) else gap) + source[token.start : token.end]
    return " ".join(text.split()).strip(" ,;:.!?-")


_YES = (
    r"(?:y[ea]s|yeah|yep|yup|ya|no|nope|nah|m+ ?h+m+|mhm|u?h?uh|huh|hum|okay|ok|right|sure|of course|i see|got it|"
    r"wow|cool|really|interesting|great|nice|oh|aha|exactly|true|good|fine|al+ ?right|go on|continue|go ahead|keep"
    r" going|and|so|well|that's (?:right|true|good|great|fine|nice|interesting|it|funny)|makes sense|absolutely|"
    r"definitely|indeed|certainly|perfect|excellent|awesome|amazing|no way|i know|i agree|let me (?:think|see)|you"
    r" know|like|but|you|the|a|i|it|please)"
)
_HUSH = (
    r"(?:(?:stop|quit)(?: it| that| talking| speaking| there)*|be quiet|quiet|shut up|hush|shh+|silence|pause|enough|"
    r"wait|that's enough|that(?:'s| is) all(?: for now)?|hold (?:on|it)|hang on|sorry|excuse me|oops|my bad|"
    r"(?:(?:wait|hold on|hang on|give me|just)(?: for)? )?(?:just )?(?:a|1) (?:second|sec|minute|moment|bit))"
)
IDLE_TALK = rf"(?:{_YES}|{_HUSH})(?: (?:{_YES}|{_HUSH}|now|then))*"
"""A pattern of words that ask for nothing: "yeah, right", "stop", "wait a second"."""


# ---- politeness ------------------------------------------------------------------------------------------------------


def leads(text: str) -> list[int]:
    """Places where the request may begin, politeness before it left out step by step."""
    places = [0]
    while (found := _LEAD.match(text, places[-1])) is not None:
        places.append(found.end())
    return places


def ends(text: str) -> list[int]:
    """Places where the request may end, idle words after it left out step by step."""
    places = [end := len(text)]
    while (found := _SOFT.search(text, 0, end) or _POLITE.search(text, 0, end)) is not None:
        end = found.start()
        places.append(end)
    return places


# ---- pieces ----------------------------------------------------------------------------------------------------------

STRONG = frozenset(".?!;:")
"""Marks that end a sentence."""
_JOINERS = frozenset(("and", "then", "also", "but", "so", "plus", ",", "or", "after", "afterwards"))
_OPENERS = re.compile(
    r"(?:what|who|where|when|why|how|which|whose|is|are|was|do|does|did|can|could|would|will|please|set|start|create|"
    r"make|cancel|stop|remind|add|put|remove|delete|take|cross|show|read|tell|give|let|convert|calculate|compute|note|"
    r"write|search|look|find|wait|wake|say|every|in|at|after|when|don't|divide|multiply|subtract|translate|explain|"
    r"describe|i|#d|#t)"
)
_QUESTION = re.compile(
    r"(?:what|who|where|when|why|how|which|whose|is|are|was|were|do|does|did|explain|describe|give me|define|compare|"
    r"about|write|recommend|suggest|teach|translate|spell|name)\b"
)
_TAKEN_BACK = (["never", "mind"], ["forget", "it"], ["forget", "that"], ["cancel", "that"])
_LONGEST = 45
"""Tokens in the longest piece that can be a request."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """A stretch of tokens and what it asks for, None where nothing fits. strong: it ends where a sentence ends."""

    tokens: list[Token]
    plan: T | None
    question: bool
    strong: bool

    @property
    def cost(self) -> float:
        """How little is understood; many understood pieces are better than one."""
        return -0.1 if self.plan is not None else 1 + sum(token.kind is not Kind.MARK for token in self.tokens)


def read_pieces(tokens: list[Token], read: Callable[[list[Token]], T | None]) -> list[Piece[T]]:
    """Cuts the tokens where requests may begin, so that `read` leaves the least not understood."""
    places = [0, *_cuts(tokens), len(tokens)]
    best: list[tuple[float, list[Piece[T]]]] = [(0.0, [])]
    for end in range(1, len(places)):
        options = []
        for start in range(end):
            part = tokens[places[start] : places[end]]
            if len(part) <= _LONGEST or start == end - 1:
                piece = Piece(part, read(part), _asks(part), bool(part) and part[-1].text in STRONG)
                options.append((best[start][0] + piece.cost, [*best[start][1], piece]))
        best.append(min(options, key=lambda option: option[0]))
    return best[-1][1]


def _cuts(tokens: list[Token]) -> Iterator[int]:
    """Places where a new request may begin."""
    for at in range(1, len(tokens)):
        if tokens[at - 1].text in STRONG or [token.text for token in tokens[at : at + 2]] in _TAKEN_BACK:
            yield at
        elif tokens[at].text in _JOINERS and tokens[at - 1].text not in _JOINERS:
            rest = [token for token in tokens[at:] if token.text not in _JOINERS][:3]
            if _OPENERS.match(" ".join(_SHAPES[token.kind](token) for token in rest)):
                yield at


def _asks(tokens: list[Token]) -> bool:
    """Whether the words look like a question to somebody who does not know the answer."""
    text = " ".join(token.text for token in tokens if token.kind is not Kind.MARK)
    return any(token.text == "?" for token in tokens) or bool(_QUESTION.match(text, leads(text)[-1]))


_DANGLING = frozenset((
    "for", "to", "the", "a", "an", "and", "of", "in", "at", "my", "plus", "times", "minus", "by", "from", "or",
    "because", "with", "on", "every", "than", "divided", "if", "your", "into", "about", "between", "no",
))  # fmt: skip
_AFTER_QUESTION = frozenset(("for", "to", "in", "at", "from", "with", "on", "of", "about", "by"))
_BARE = frozenset(("is", "are", "what", "what's", "how", "tell", "set", "remind", "when", "many", "much"))
_BARE_PAIRS = frozenset(
    ("and then", "i mean", "can you", "could you", "i want", "i need", "tell me", "give me", "show me", "ask you")
)


def dangles(tokens: list[Token]) -> bool:
    """Whether the words break off: "set a timer for", "what is"."""
    words = [token.text for token in tokens if token.kind is not Kind.MARK]
    if len(words) < 2 or re.fullmatch(IDLE_TALK, " ".join(words)):
        return False
    if (len(words) < 4 and words[-1] in _BARE) or (len(words) < 6 and " ".join(words[-2:]) in _BARE_PAIRS):
        return True
    asks = any(word.removesuffix("'s") in ("what", "who", "where", "which", "whom", "how") for word in words[:-1])
    if words[-2:] in (["and", "then"], ["i", "mean"]):
        return True
    if words[-1] == "by":
        return words[-2] in ("divided", "multiplied", "divide", "multiply")
    return words[-1] in _DANGLING and not (asks and words[-1] in _AFTER_QUESTION)


_HESITATION = re.compile(rf",?\s*\b(?:{'|'.join(sorted(FILLERS))})\b(?:,|\.\.\.)?", re.IGNORECASE)
_IDLE = re.compile(
    r"^(?:(?:um+|uh+|er+m?|h?m+|okay|ok|so|well|hey|please|wait|stop(?: it| talking)?|thank you|thanks|sorry|hold on|"
    r"no|and|then|never mind|enough|excuse me|oh|yeah|yes|alright|all right)\b[\s,.;:!-]*)+",
    re.IGNORECASE,
)


def question_text(stretches: list[list[Token]], source: str) -> str:
    """The user's words at these tokens, without hesitations and without idle words at the start."""
    spans = [source[tokens[0].start : tokens[-1].end] for tokens in stretches if tokens]
    words = re.sub(rf",?\s*\b(?:{'|'.join(FILLERS)})\b(?:,|\.\.\.)?", "", " ".join(spans), flags=re.IGNORECASE).lstrip(
        " .,"
    )
    words = _IDLE.sub("", words).strip(" ,-") or " ".join(words.split())
    return words[:1].upper() + words[1:]


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
    text = " ".join("0" if token.kind is Kind.NUMBER else token.text for token in tokens)
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
        yield from (
            at for at in reversed(quantities) if unit and left[at + 1 : at + 2] and _alike(left[at + 1], unit[0])
        )
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
