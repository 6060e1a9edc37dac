"""Which terminal of the grammar of sums a word is."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lark.lexer import Token as LarkToken

from duologue.tools.reading import Kind, Token
from duologue.tools.spoken.terms import FILLERS, ORDINALS

_SHARES = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "twelfth": 12, "twelfths": 12, "hundredth": 100,
    "hundredths": 100,
}  # fmt: skip
_PHRASES: dict[str, tuple[str, object]] = {
    **dict.fromkeys(("plus", "added to", "+"), ("PLUS", None)),
    **dict.fromkeys(("minus", "less", "take away", "negative", "-"), ("MINUS", None)),
    **dict.fromkeys(
        ("times", "multiplied by", "multiplied with", "times by", "x", "*", "multiply by"), ("TIMES", None)
    ),
    **dict.fromkeys(("divided by", "divide by", "over", "/"), ("OVER", None)),
    **dict.fromkeys(
        ("to power of", "to power", "raised to power of", "raised to power", "raised to", "^"),
        ("POWER", None),
    ),
    "less than": ("LESSTHAN", None), "fewer than": ("LESSTHAN", None), "more than": ("MORETHAN", None),
    "add": ("ADD", None), "subtract": ("SUBTRACT", None), "deduct": ("SUBTRACT", None), "take": ("TAKE", None),
    "away": ("AWAY", None), "multiply": ("MULTIPLY", None), "divide": ("DIVIDE", None),
    **dict.fromkeys(("subtracted", "taken away", "taken", "deducted"), ("TAKEN", None)),
    "by": ("BY", None), "with": ("BY", None), "from": ("FROM", None), "to": ("TO", None), "of": ("OF", None),
    "off": ("OFF", None), "off of": ("OFF", None), "and": ("AND", None), ",": ("COMMA", None),
    "then": ("THEN", None), "and then": ("THEN", None),
    "it": ("IT", None), "that": ("IT", None), "result": ("IT", None), "all that": ("IT", None),
    "(": ("OPEN", None), ")": ("CLOSE", None), "open parenthesis": ("OPEN", None), "close parenthesis": ("CLOSE", None),
    "open bracket": ("OPEN", None), "close bracket": ("CLOSE", None),
    **dict.fromkeys(("twice", "double", "two times"), ("TWICE", 2)),
    **dict.fromkeys(("triple", "thrice"), ("TWICE", 3)),
    "squared": ("SQUARED", 2), "square": ("SQUARED", 2), "cubed": ("SQUARED", 3), "cube": ("SQUARED", 3),
    "square root of": ("ROOT", 2), "square root": ("ROOT", 2), "root of": ("ROOT", 2), "cube root of": ("ROOT", 3),
    "cubic root of": ("ROOT", 3), "square of": ("SQUAREOF", 2), "cube of": ("SQUAREOF", 3),
    **dict.fromkeys(("sum of", "total of"), ("SUMOF", None)), "product of": ("PRODUCTOF", None),
    **dict.fromkeys(("average of", "mean of"), ("AVERAGEOF", None)),
    **dict.fromkeys(("difference between", "difference of"), ("DIFFERENCEOF", None)),
    "quotient of": ("QUOTIENTOF", None),
    **dict.fromkeys(
        ("tip on", "tip of", "tip for", "tip", "tax on", "tax of", "tax", "vat on", "interest on", "discount on"),
        ("TIP", None),
    ),
    **dict.fromkeys(("what percent", "what percentage", "how many percent", "what %"), ("WHATPERCENT", None)),
    "out of": ("OUTOF", None),
    **dict.fromkeys(
        ("as a percentage", "as a percent", "in percent", "as percentage", "as a %", "in %"), ("ASPERCENT", None)
    ),
    **dict.fromkeys(
        ("what is", "what's", "whats", "what are", "how much is", "how much are", "is", "equals", "equal", "=",
         "calculate", "compute", "evaluate", "work out", "solve", "tell me", "are", "makes", "make", "what does"),
        ("IS", None),
    ),
}  # fmt: skip
_POWERS: dict[str, tuple[str, object]] = {
    f"to {word}{end}": ("SQUARED", n) for n, word in enumerate(ORDINALS, 1) for end in ("", " power")
}
_STARTS: dict[str, list[tuple[tuple[str, ...], tuple[str, object]]]] = {}
for _phrase, _meant in sorted((_PHRASES | _POWERS).items(), key=lambda item: -len(item[0].split())):
    _STARTS.setdefault(_phrase.split()[0], []).append((tuple(_phrase.split()), _meant))
OPERATORS = frozenset(("PLUS", "MINUS", "TIMES", "OVER", "POWER"))
"""Terminals that stand between two numbers."""
_VERBS = frozenset(("ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "TAKE", "TAKEAWAY", *OPERATORS))
_HOMOPHONES = {"to": 2, "too": 2, "for": 4, "won": 1, "free": 3, "tree": 3, "ate": 8}
"""What numbers are taken for by a recogniser, next to an operator."""
_CURRENCIES = {
    "dollar": "$", "dollars": "$", "bucks": "$", "$": "$", "euro": "€", "euros": "€", "€": "€", "pounds": "£", "£": "£",
    "cents": "c",
}  # fmt: skip
_SKIPPED = frozenset(("the", "please", "?", ".", "!", ":", ";", '"'))
"""Left out of a sum; the phrases above are written without them."""


@dataclass(frozen=True, slots=True)
class SumTerm:
    """A terminal. first, last: the tokens that it is made of."""

    token: LarkToken
    first: int
    last: int


def sum_terms(tokens: Sequence[Token]) -> list[SumTerm | None]:
    """The terminals that tokens are, None where one belongs to no sum."""
    kept = [at for at, t in enumerate(tokens) if t.text not in FILLERS and t.text not in _SKIPPED]
    money = {_CURRENCIES[tokens[at].text] for at in kept if tokens[at].text in _CURRENCIES}
    if len(money) == 1:
        kept = [at for at in kept if tokens[at].text not in _CURRENCIES]
    found: list[SumTerm | None] = []
    place = 0
    while place < len(kept):
        name, value, count = _term([tokens[at] for at in kept[place : place + 6]])
        first, last = kept[place], kept[place + count - 1]
        found.append(SumTerm(LarkToken(name, value), first, last) if name else None)
        place += count
    return _in_order(_heard_right(found, tokens))


def _term(ahead: Sequence[Token]) -> tuple[str, object, int]:
    token = ahead[0]
    for words, (name, value) in _STARTS.get(token.text, ()):
        if len(words) <= len(ahead) and all(t.text == w for t, w in zip(ahead, words, strict=False)):
            return name, value, len(words)
    if token.kind is Kind.NUMBER:
        return _number(ahead)
    article = token.text in ("a", "an")
    share = ahead[1] if article and len(ahead) > 1 else token
    if share.text in _SHARES:
        return "SHARE", Fraction(1, _SHARES[share.text]), 1 + article
    if article and len(ahead) > 1:  # "a 15 percent tip"
        name, value, count = _term(ahead[1:])
        return name, value, count + 1
    return "", None, 1


def _number(ahead: Sequence[Token]) -> tuple[str, object, int]:
    """A number with a fraction behind it, a share, or a percentage."""
    value, texts = ahead[0].value, [token.text for token in ahead]
    if texts[1:2] and texts[1] in _SHARES and value.denominator == 1:
        return "SHARE", Fraction(value, _SHARES[texts[1]]), 2
    count = 1
    if texts[1:3] in (["and", "a"], ["and", "an"]) and texts[3:4] and texts[3] in _SHARES:
        value, count = value + Fraction(1, _SHARES[texts[3]]), 4
    elif texts[1:2] == ["and"] and texts[2:3] and texts[2] in _SHARES:
        value, count = value + Fraction(1, _SHARES[texts[2]]), 3
    elif texts[1:2] == ["and"] and len(ahead) > 3 and ahead[2].kind is Kind.NUMBER and texts[3] in _SHARES:
        value, count = value + Fraction(ahead[2].value, _SHARES[texts[3]]), 4
    if texts[count : count + 1] in (["percent"], ["%"]):
        return "PERCENTAGE", value, count + 1
    if texts[count : count + 2] == ["per", "cent"]:
        return "PERCENTAGE", value, count + 2
    return "NUMBER", value, count


_NO_COMMA = OPERATORS | {"THEN", "COMMA"}
"""Terminals before which a comma says nothing."""


def _is(term: SumTerm | None, kinds: frozenset[str]) -> bool:
    return term is not None and term.token.type in kinds


def _heard_right(found: Sequence[SumTerm | None], tokens: Sequence[Token]) -> list[SumTerm | None]:
    """Next to an operator, "to" and "for" are the numbers that they sound like."""
    right: list[SumTerm | None] = list(found)
    at = 0
    for place, term in enumerate(found):
        at = term.first if term is not None else at + 1 if place else 0
        text = tokens[at].text if at < len(tokens) else ""
        beside = (found[place - 1] if place else None, found[place + 1] if place + 1 < len(found) else None)
        operator = any(_is(other, OPERATORS) for other in beside)
        if text in _HOMOPHONES and operator and not any(_is(other, frozenset(("NUMBER",))) for other in beside):
            right[place] = SumTerm(LarkToken("NUMBER", Fraction(_HOMOPHONES[text])), at, at)
        if term is not None:
            at = term.last
    return right


def _in_order(found: Sequence[SumTerm | None]) -> list[SumTerm | None]:
    """ "And add" and ", then divided by" are a further step; a comma before an operator is none."""
    ordered: list[SumTerm | None] = []
    for place, term in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        if term is not None and term.token.type == "AND" and _is(following, _VERBS - frozenset(("MINUS",))):
            ordered.append(SumTerm(LarkToken("THEN", None), term.first, term.last))
        elif term is not None and term.token.type == "COMMA" and _is(following, _NO_COMMA):
            continue
        else:
            ordered.append(term)
    return ordered
