"""The grammar of sums as people say and type them, and the expression for the calculator that they mean."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

from lark import Lark, Transformer, v_args
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer
from lark.lexer import Token as LarkToken

from duologue.tools.reading import Token
from duologue.tools.spoken.sum_terms import SumTerm, sum_terms

MAX_TERMS = 150
_GRAMMAR = r"""
start: sum                                      -> same
     | steps                                    -> same
     | WHATPERCENT OF product IS product        -> share_of
     | WHATPERCENT IS product OF product        -> share_in
     | product IS WHATPERCENT OF product        -> share_is
     | product OUTOF product ASPERCENT          -> out_of
     | product ASPERCENT OF product             -> out_of_share

steps: sum THEN step                            -> step
     | steps THEN step                          -> step
step: ADD product                               -> then_plus
    | PLUS product                              -> then_plus
    | SUBTRACT product                          -> then_minus
    | TAKE product AWAY                         -> then_minus
    | TAKEAWAY product                          -> then_minus
    | MINUS product                             -> then_minus
    | MULTIPLY by product                       -> then_times
    | MULTIPLY IT by product                    -> then_times_it
    | TIMES product                             -> then_times
    | DIVIDE by product                         -> then_over
    | DIVIDE IT by product                      -> then_over_it
    | OVER product                              -> then_over
by: BY |

?sum: product
    | sum PLUS product                          -> plus
    | sum MINUS product                         -> minus
    | product LESSTHAN sum                      -> less_than
    | product MORETHAN sum                      -> more_than
    | ADD listed                                -> added
    | ADD product TO product                    -> add_to
    | SUBTRACT product FROM product             -> take_from
    | TAKE product FROM product                 -> take_from
    | TAKE product AWAY FROM product            -> take_from
    | TAKEAWAY product FROM product             -> take_from
    | MINUS factor FROM product                 -> take_from
    | product TAKEN FROM product                -> taken_from
    | MULTIPLY product BY product               -> multiply
    | MULTIPLY listed                           -> multiplied
    | DIVIDE product BY product                 -> divide
listed: product AND product                     -> pair
      | product COMMA listed                    -> listing
      | product COMMA AND product               -> pair_last
?product: factor
        | product TIMES factor                  -> times
        | product OVER factor                   -> over
?factor: power
       | SHARE OF factor                        -> share
       | PERCENTAGE OF factor                   -> percent_of
       | PERCENTAGE OFF factor                  -> percent_off
       | PERCENTAGE TIP factor                  -> percent_tip
       | TWICE factor                           -> twice
       | ROOT factor                            -> root
       | SQUAREOF factor                        -> power_of
       | SUMOF listed                           -> sum_of
       | PRODUCTOF listed                       -> product_of
       | AVERAGEOF listed                       -> average_of
       | DIFFERENCEOF product AND product       -> difference_of
       | QUOTIENTOF product AND product         -> quotient_of
       | MINUS factor                           -> negative
       | PLUS factor                            -> positive
?power: atom
      | atom POWER atom                         -> power
      | atom POWER MINUS atom                   -> power_negative
      | atom SQUARED                            -> powered
?atom: NUMBER                                   -> number
     | SHARE                                    -> mere_share
     | PERCENTAGE                               -> percentage
     | OPEN sum CLOSE                           -> group
%declare ADD AND ASPERCENT AVERAGEOF AWAY BY CLOSE COMMA DIFFERENCEOF DIVIDE FROM IS IT LESSTHAN MINUS MORETHAN MULTIPLY
%declare NUMBER OF OFF OPEN OUTOF OVER PERCENTAGE PLUS POWER PRODUCTOF QUOTIENTOF ROOT SHARE SQUARED SQUAREOF SUBTRACT
%declare SUMOF TAKE TAKEAWAY TAKEN THEN TIMES TIP TO TWICE WHATPERCENT
"""
_SUM, _PRODUCT, _POWER, _ATOM = range(4)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of an expression. binds: how tightly its loosest operation does."""

    text: str
    binds: int = _ATOM

    def within(self, binds: int) -> str:
        """As an operand of what binds so tightly."""
        return self.text if self.binds >= binds else f"({self.text})"


def _binary(left: _Part, sign: str, right: _Part, binds: int) -> _Part:
    return _Part(left.within(binds) + sign + right.within(binds + 1), binds)


def _plus(left: _Part, right: _Part) -> _Part:
    return _binary(left, "+", right, _SUM)


def _minus(left: _Part, right: _Part) -> _Part:
    return _binary(left, "-", right, _SUM)


def _times(left: _Part, right: _Part) -> _Part:
    return _binary(left, "*", right, _PRODUCT)


def _over(left: _Part, right: _Part) -> _Part:
    return _binary(left, "/", right, _PRODUCT)


def _number(value: Fraction) -> _Part:
    """A number in plain digits; one without an end as a fraction."""
    scaled = value * 10**12
    if scaled.denominator != 1:
        return _Part(f"{value.numerator}/{value.denominator}", _PRODUCT)
    whole, part = divmod(int(scaled), 10**12)
    return _Part(f"{whole}.{part:012d}".rstrip("0").rstrip("."))


@v_args(inline=True)
class _Sums(Transformer[LarkToken, _Part]):
    """One method for each rule."""

    def same(self, part: _Part) -> _Part:
        return part

    def by(self, *_: LarkToken) -> None:
        return None

    # ---- one after the other -----------------------------------------------------------------------------------

    def step(self, before: _Part, _: LarkToken, step: tuple[str, _Part]) -> _Part:
        sign, part = step
        return _binary(before, sign, part, _SUM if sign in "+-" else _PRODUCT)

    def then_plus(self, *given: _Part) -> tuple[str, _Part]:
        return "+", given[1]

    def then_minus(self, *given: _Part) -> tuple[str, _Part]:
        return "-", given[1]

    def then_times(self, *given: _Part) -> tuple[str, _Part]:
        return "*", given[-1]

    def then_over(self, *given: _Part) -> tuple[str, _Part]:
        return "/", given[-1]

    then_times_it, then_over_it = then_times, then_over

    # ---- operations --------------------------------------------------------------------------------------------

    def plus(self, left: _Part, _: LarkToken, right: _Part) -> _Part:
        return _plus(left, right)

    def minus(self, left: _Part, _: LarkToken, right: _Part) -> _Part:
        return _minus(left, right)

    def times(self, left: _Part, _: LarkToken, right: _Part) -> _Part:
        return _times(left, right)

    def over(self, left: _Part, _: LarkToken, right: _Part) -> _Part:
        return _over(left, right)

    def less_than(self, part: _Part, _: LarkToken, whole: _Part) -> _Part:
        return _minus(whole, part)

    def more_than(self, part: _Part, _: LarkToken, whole: _Part) -> _Part:
        return _plus(whole, part)

    def added(self, _: LarkToken, parts: list[_Part]) -> _Part:
        return functools.reduce(_plus, parts)

    def add_to(self, _: LarkToken, part: _Part, _to: LarkToken, whole: _Part) -> _Part:
        return _plus(part, whole)

    def take_from(self, _: LarkToken, part: _Part, *rest: _Part) -> _Part:
        return _minus(rest[-1], part)

    def taken_from(self, part: _Part, _taken: LarkToken, _: LarkToken, whole: _Part) -> _Part:
        return _minus(whole, part)

    def multiply(self, _: LarkToken, left: _Part, _by: LarkToken, right: _Part) -> _Part:
        return _times(left, right)

    def multiplied(self, _: LarkToken, parts: list[_Part]) -> _Part:
        return functools.reduce(_times, parts)

    def divide(self, _: LarkToken, left: _Part, _by: LarkToken, right: _Part) -> _Part:
        return _over(left, right)

    def pair(self, left: _Part, _: LarkToken, right: _Part) -> list[_Part]:
        return [left, right]

    def listing(self, first: _Part, _: LarkToken, rest: list[_Part]) -> list[_Part]:
        return [first, *rest]

    def pair_last(self, left: _Part, _comma: LarkToken, _: LarkToken, right: _Part) -> list[_Part]:
        return [left, right]

    def sum_of(self, _: LarkToken, parts: list[_Part]) -> _Part:
        return functools.reduce(_plus, parts)

    def product_of(self, _: LarkToken, parts: list[_Part]) -> _Part:
        return functools.reduce(_times, parts)

    def average_of(self, _: LarkToken, parts: list[_Part]) -> _Part:
        return _over(functools.reduce(_plus, parts), _Part(str(len(parts))))

    def difference_of(self, _: LarkToken, left: _Part, _and: LarkToken, right: _Part) -> _Part:
        return _minus(left, right)

    def quotient_of(self, _: LarkToken, left: _Part, _and: LarkToken, right: _Part) -> _Part:
        return _over(left, right)

    def negative(self, _: LarkToken, part: _Part) -> _Part:
        return _Part(f"-{part.within(_POWER)}", _SUM if part.binds < _POWER else _PRODUCT)

    def positive(self, _: LarkToken, part: _Part) -> _Part:
        return part

    # ---- shares ------------------------------------------------------------------------------------------------

    def share(self, share: LarkToken, _: LarkToken, of: _Part) -> _Part:
        value: Fraction = share.value
        if value.numerator == 1:
            return _over(of, _Part(str(value.denominator)))
        return _times(_Part(f"{value.numerator}/{value.denominator}", _PRODUCT), of)

    def mere_share(self, share: LarkToken) -> _Part:
        value: Fraction = share.value
        return _Part(f"{value.numerator}/{value.denominator}", _PRODUCT)

    def percentage(self, share: LarkToken) -> _Part:
        return _Part(f"{_number(share.value).within(_ATOM)}%")

    def percent_of(self, share: LarkToken, _: LarkToken, of: _Part) -> _Part:
        return _times(self.percentage(share), of)

    def percent_tip(self, share: LarkToken, _: LarkToken, of: _Part) -> _Part:
        return _times(self.percentage(share), of)

    def percent_off(self, share: LarkToken, _: LarkToken, of: _Part) -> _Part:
        return _minus(of, self.percentage(share))

    def share_of(self, _what: LarkToken, _of: LarkToken, whole: _Part, _is: LarkToken, part: _Part) -> _Part:
        return self._in_percent(part, whole)

    def share_in(self, _what: LarkToken, _is: LarkToken, part: _Part, _of: LarkToken, whole: _Part) -> _Part:
        return self._in_percent(part, whole)

    def share_is(self, part: _Part, _is: LarkToken, _what: LarkToken, _of: LarkToken, whole: _Part) -> _Part:
        return self._in_percent(part, whole)

    def out_of(self, part: _Part, _: LarkToken, whole: _Part, _as: LarkToken) -> _Part:
        return self._in_percent(part, whole)

    def out_of_share(self, part: _Part, _as: LarkToken, _: LarkToken, whole: _Part) -> _Part:
        return self._in_percent(part, whole)

    def _in_percent(self, part: _Part, whole: _Part) -> _Part:
        return _times(_over(part, whole), _Part("100"))

    # ---- powers ------------------------------------------------------------------------------------------------

    def twice(self, times: LarkToken, part: _Part) -> _Part:
        return _times(_Part(str(times.value)), part)

    def root(self, root: LarkToken, part: _Part) -> _Part:
        return _Part(f"{part.within(_ATOM)}^(1/{root.value})", _POWER)

    def power_of(self, power: LarkToken, part: _Part) -> _Part:
        return _Part(f"{part.within(_ATOM)}^{power.value}", _POWER)

    def power(self, base: _Part, _: LarkToken, exponent: _Part) -> _Part:
        return _Part(f"{base.within(_ATOM)}^{exponent.within(_ATOM)}", _POWER)

    def power_negative(self, base: _Part, _: LarkToken, _minus: LarkToken, exponent: _Part) -> _Part:
        return _Part(f"{base.within(_ATOM)}^-{exponent.within(_ATOM)}", _POWER)

    def powered(self, base: _Part, power: LarkToken) -> _Part:
        return _Part(f"{base.within(_ATOM)}^{power.value}", _POWER)

    def number(self, number: LarkToken) -> _Part:
        return _number(number.value)

    def group(self, _open: LarkToken, part: _Part, _close: LarkToken) -> _Part:
        return _Part(f"({part.text})") if part.binds < _ATOM else part


class _Terms(Lexer):
    """Hands on terminals that are known already."""

    def __init__(self, _: object) -> None:
        """Without a vocabulary: sum_terms() has it."""

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[LarkToken]:
        """The terminals, which are handed in where others hand in a text."""
        return cast(Iterator[LarkToken], lexer_state)


@functools.cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", lexer=_Terms, transformer=_Sums(), maybe_placeholders=False)


def read_sum(tokens: Sequence[Token]) -> str:
    """The expression that tokens mean, "" if they are no sum through and through, or a mere number."""
    found = sum_terms(tokens)
    known = [term for term in found if term is not None]
    return read_terms(known) if len(known) == len(found) else ""


def read_terms(found: Sequence[SumTerm]) -> str:
    """The expression that terminals mean, "" for none."""
    found = _trimmed(found)
    if not found or len(found) > MAX_TERMS:
        return ""
    try:
        part = cast(_Part, _parser().parse(term.token for term in found))
    except UnexpectedInput:
        return ""
    return part.text if any(sign in part.text[1:] for sign in "+-*/^") else ""


def _trimmed(found: Sequence[SumTerm]) -> Sequence[SumTerm]:
    """Without what leads to a sum, "what is", and what follows on it, "please"."""
    first, last = 0, len(found)
    while first < last and found[first].token.type in _BEFORE:
        first += 1
    while last > first and found[last - 1].token.type in _AFTER:
        last -= 1
    return found[first:last]


_BEFORE = frozenset(("IS", "AND", "OF", "COMMA", "TO", "BY", "FROM", "THEN", "IT"))
_AFTER = frozenset(("IS", "AND", "OF", "COMMA", "TO", "BY", "FROM", "THEN", "IT", "AWAY"))
