"""Roman numerals."""

from duologue.model.voice.reading.borders import Rule, any_of, behind, rule
from duologue.model.voice.reading.figures import cardinal

ROMAN = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
"""A numeral from 1 to 99."""
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def value(numeral: str) -> int:
    """The number that a Roman numeral stands for."""
    values = [_VALUES[letter] for letter in numeral.upper()]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def numbered(names: str, code: str) -> Rule:
    """Numerals behind any of these names, separated by spaces, as numbers."""
    return rule(
        rf"(?<![\w.@/’'&-])({any_of(names.split())})\.? ({ROMAN})(?![\w'’-]|\.\w)",
        lambda found: behind(found[1], cardinal(code, value(found[2]))),
    )
