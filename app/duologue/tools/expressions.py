"""Spoken arithmetic as an expression for the calculator: "15 percent of 80" -> "15%*80"."""

import re

from duologue.tools.calculator import MAX_LENGTH, is_expression

_N = r"(?:- ?)?\d+(?:\.\d+)?(?: ?%)?"
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SHARES = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}

_Rule = tuple[re.Pattern[str], str]


def _rules(*pairs: tuple[str, str]) -> list[_Rule]:
    return [(re.compile(rf"(?<!\S)(?:{pattern})(?!\S)".replace("N", _N)), new) for pattern, new in pairs]


_SYMBOLS = _rules(
    (r"percent|per cent", "%"),
    (r"negative", "-"),
    (r"dollars?|euros?|bucks", ""),
    (r"to the power(?: of)?|raised to(?: the power(?: of)?)?|to the power", "^"),
    (r"multiplied (?:by|with)|multiply by|times by|times|x", "*"),
    (r"divided by|divide by|over|÷", "/"),
    (r"plus|added to", "+"),
    (r"minus|less|take away|subtract", "-"),
)
_HOMOPHONES = _rules(
    *(
        (rf"(?<=[-+*/^] ){words}|{words}(?= [-+*/^])", digit)
        for words, digit in (("(?:to|too)", "2"), ("for", "4"), ("won", "1"), ("(?:free|tree)", "3"), ("ate", "8"))
    )
)
"""What numbers are taken for by a recogniser, next to an operator."""
_PHRASES = [
    *_rules(
        (r"(N) % of", r"\1% *"),
        (r"(N) % off(?: of)? (N)", r"\2 - \1%"),
        (r"(?:a )?(N) % (?:tip|tax)(?: on| of| for)?", r"\1% *"),
        (r"what % of (N) is (N)", r"\2 / \1 * 100"),
        (r"(N) is what % of (N)", r"\1 / \2 * 100"),
        (r"(?:the |a )?square root of (N)", r"(\1)^(1/2)"),
        (r"(?:the )?cube root of (N)", r"(\1)^(1/3)"),
        (r"(?:the )?square of (N)", r"(\1)^2"),
        (r"(N) square(?:d)?", r"(\1)^2"),
        (r"(N) cubed?", r"(\1)^3"),
        (r"(?:twice|double|2 times) (N)", r"2 * \1"),
        (r"add (N) (?:and|to|\+) (N)", r"\1 + \2"),
        (r"add (N) , (N) (?:, )?and (N)", r"\1 + \2 + \3"),
        (r"(?:-|take) (N) (?:away )?from (N)", r"\2 - \1"),
        (r"(N) (?:subtracted|taken away|taken) from (N)", r"\2 - \1"),
        (r"multiply (N) (?:by|with|and|\*) (N)", r"\1 * \2"),
        (r"divide (N) (?:by|/) (N)", r"\1 / \2"),
        (r"(?:the )?sum of (N) and (N)", r"\1 + \2"),
        (r"(?:the )?product of (N) and (N)", r"\1 * \2"),
        (r"(?:the )?difference (?:between|of) (N) and (N)", r"\1 - \2"),
        (r"(?:the )?quotient of (N) and (N)", r"\1 / \2"),
    ),
    *_rules(*((rf"(N) to the {name}(?: power)?", rf"(\1)^{i + 2}") for i, name in enumerate(_ORDINALS))),
    *_rules(*((rf"(?:a |1 )?{name} of (N)", rf"\1 / {share}") for name, share in _SHARES.items())),
]
_PLAIN_WORDS = """
    percent per cent negative dollar dollars euro euros bucks to the power of raised multiplied multiply by with
    times time x divided divide over ÷ plus added minus less take away subtract subtracted taken from too for
    won off a an tip tax on what is square squared root cube cubed twice double add and sum product difference
    between quotient one two free tree ate
"""
_WORDS = frozenset((*_PLAIN_WORDS.split(), *_ORDINALS, *_SHARES))
"""Every word that arithmetic is said with: anything else is none, and is told so at once."""
_OPERATION = re.compile(r"[\d)%][-+*/^]")


def read_expression(words: str) -> str:
    """The expression that the words say, "" if they are not arithmetic through and through.

    words: lower case, single spaces, numbers in digits, no commas.
    """
    text = words
    if len(words) > MAX_LENGTH or any(word not in _WORDS and word[0].isalpha() for word in words.split()):
        return ""
    for rules in (_SYMBOLS, _HOMOPHONES, _PHRASES):
        for pattern, new in rules:
            text = re.sub(r"\s+", " ", pattern.sub(new, text)).strip()
    if re.search(r"[\d.] [\d.]", text):
        return ""
    text = re.sub(r"\((\d+(?:\.\d+)?)\)", r"\1", text.replace(" ", ""))
    return text if _OPERATION.search(text) and is_expression(text) else ""
