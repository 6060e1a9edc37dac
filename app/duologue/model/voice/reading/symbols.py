"""Signs of sums, arrows, and letters beside figures."""

import re
from collections.abc import Callable

from duologue.model.voice.reading.borders import Rule, any_of, rule
from duologue.model.voice.reading.language import Voicing

_LETTERS = r"[^\W\d_]"
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def sums(voicing: Voicing) -> tuple[Rule, ...]:
    """Operators between numbers, before the numbers are put into words."""
    words = voicing.words
    power = _power(voicing)
    operators = words.operators
    signs = "".join(map(re.escape, operators))
    return (
        rule(r"(?<=[\d)])[⁻⁺]?[⁰¹²³⁴-⁹]+", power),
        rule(r"(?<=\d)[-−–](?=\d+(?:[.,]\d+)? ?=)", f" {words.minus} "),
        rule(r"(?:(?<=GMT)|(?<=UTC))[-−–](?=\d)", f" {words.minus} "),
        rule(r"(?<=[A-Za-z°%])/(?=\d)", " "),
        rule(r"(?<=[\w)])\^2(?!\d)", f" {words.squared} "),
        rule(r"(?<=[\w)])\^3(?!\d)", f" {words.cubed} "),
        rule(r"(?<=\d)[x×](?=\d)", f" {words.by} "),
        rule(r"(?<=\d)[x×](?!\w)", f" {words.times} "),
        rule(rf"(?<=[\d)%°] )[{signs}x](?= [\d(+−$€£-]|$)", lambda found: operators.get(found[0], words.times)),
        rule(rf"(?<=[\w)] )[{signs}](?= [\d(+−$€£-])", lambda found: operators[found[0]]),
        rule(r"(?<=[\w)])[*×÷^=](?=[\d(])", lambda found: f" {operators[found[0]]} "),
        rule(r"(?<=[\d)])\+(?=[\d(])", f" {words.plus} "),
        rule(r"(?<=\d):(?=\d)(?!\d+:)", f" {words.to} "),
        rule(r"(?<![\w:;])#(?=\d)", f"{words.number} "),
    )


def _power(voicing: Voicing) -> Callable[[re.Match[str]], str]:
    """How raised figures are read behind what they are the power of."""
    words, figures = voicing.words, voicing.figures

    def read(found: re.Match[str]) -> str:
        if found[0] in "²³":
            return f" {words.squared if found[0] == '²' else words.cubed} "
        sign = f"{words.minus} " if found[0].startswith("⁻") else ""
        return f" {words.power} {sign}{figures.whole(int(found[0].strip('⁻⁺').translate(_RAISED)))} "

    return read


def letters_beside_figures() -> tuple[Rule, ...]:
    """A space where letters meet figures: MP3, GPT-4, 5G."""
    return (
        rule(rf"(?<={_LETTERS})[-–]?(?=\d)", " "),
        rule(rf"(?<=\d)-?(?={_LETTERS})", " "),
    )


def spoken_signs(voicing: Voicing) -> tuple[Rule, ...]:
    """Signs that are words, wherever they stand."""
    signs = voicing.words.signs
    power = _power(voicing)
    return (
        rule(r"(?<![^\s(])#(?=\w)", "hashtag "),
        rule(rf"(?<![^\s])--(?={_LETTERS})", f"{voicing.words.dash} {voicing.words.dash} "),
        rule(r"(?<=[\w)])[²³](?![⁰¹²³⁴-⁹])|(?<![^\W\d_]{2})(?<=[A-Za-z)])[⁻⁺]?[⁰¹²³⁴-⁹]+", power),
        rule(r"(?<=\w)[⁰¹²³⁴-⁹]+", ""),
        rule(any_of(signs), lambda found: f" {signs[found[0]]} "),
        rule(rf"(?<={_LETTERS})/(?={_LETTERS})", " "),
        rule(rf"(?<={_LETTERS})_+(?={_LETTERS})", " "),
        rule(r"(?<=[a-z]{2})([.!?])(?=[A-Z][a-z])", lambda found: f"{found[1]} "),
    )
