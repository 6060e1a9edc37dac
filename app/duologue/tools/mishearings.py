"""Words that a small recogniser takes for others, put right where what follows leaves no doubt.

"Said a time or for five minutes" -> "set a timer for five minutes".
"""

import re

from duologue.tools.reading import Kind, Token

_UNIT = r"(?:seconds?|minutes?|hours?)\b"
_RULES: tuple[tuple[str, str, str], ...] = (
    ("time (?:or|of|are|her|before)", "timer", rf"(?:for |0 )*(?:0|an?|half an) {_UNIT}"),
    ("(?:said|sat|sad|sets|sit)", "set", r"(?:an?|the|another|in) (?:[^ ]+ ){0,3}?(?:timer|time or|time of|alarm|"
                                         r"reminder)\b"),
    ("(?:counsel|console|council|cancels|canceled|cancelled|cancele)", "cancel", r"(?:the|my|all|that|a)\b"),
    ("(?:red|bread|reed)", "read", r"(?:(?:me|out|my|the) ){1,2}(?:[^ ]+ ){0,3}list\b"),
    ("(?:at|had|ad)", "add", r"(?:[^ ]+ ){1,8}(?:to|on) (?:my|the) (?:[^ ]+ ){0,3}list\b"),
    ("(?:remain|remained|rewind|reminds|reminded) me", "remind me", r"(?:to|in|at|every|about|that)\b"),
    ("(?:weight|weighed)", "wait", rf"(?:for )?(?:0|an?) {_UNIT}"),
    ("(?:went|win|wend)", "when", rf"(?:0|an?) {_UNIT}"),
    ("0", "for", rf"0 {_UNIT}"),
    ("(?:free|tree)", "three", _UNIT),
)  # fmt: skip
"""What is heard, what is meant, what must follow. Numbers are written 0."""
_COMPILED = [(re.compile(rf"{heard}(?= )"), meant, re.compile(follows)) for heard, meant, follows in _RULES]


def put_right(tokens: list[Token]) -> list[Token]:
    """Tokens in which known mishearings are replaced; each keeps its place in the text."""
    tokens = list(tokens)
    for pattern, meant, follows in _COMPILED:
        for at in range(len(tokens)):
            if not pattern.match(_text(tokens[at : at + 2]) + " "):
                continue
            text = _text(tokens[at:])
            found = pattern.match(text)
            if found is not None and follows.match(text, found.end() + 1) and _may_be(tokens[at], meant):
                count = len(found[0].split())
                tokens[at : at + count] = _meant(tokens[at : at + count], meant)
    return tokens


def _text(tokens: list[Token]) -> str:
    return " ".join("0" if token.kind is Kind.NUMBER else token.text for token in tokens)


def _may_be(token: Token, meant: str) -> bool:
    """Only a four is taken for "for"."""
    return meant != "for" or token.value == 4


def _meant(heard: list[Token], meant: str) -> list[Token]:
    if meant == "three":
        return [Token(Kind.NUMBER, meant, heard[0].start, heard[-1].end, heard[0].value + 3)]
    words = meant.split()
    if len(words) == len(heard):
        return [Token(Kind.WORD, word, token.start, token.end) for word, token in zip(words, heard, strict=True)]
    return [Token(Kind.WORD, meant, heard[0].start, heard[-1].end)]
