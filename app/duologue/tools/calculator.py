"""calculator.evaluate: exact arithmetic by a recursive-descent parser; nothing is ever evaluated as code."""

import re
from fractions import Fraction

from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import ToolFacts, Values
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError
from duologue.tools.whole.sums import CANNOT_SAY, whole_sum
from duologue.tools.wording import plain_decimal, show_number

MAX_LENGTH = 500
MAX_DEPTH = 50
MAX_BITS = 4096
"""Most bits of a numerator or denominator while calculating, so that every step is quick."""
SAY_LIMIT = 10**15
_TOKEN = re.compile(r"\s*(\d+\.?\d*|\.\d+|[-+*/^()%])")


class NotAnExpressionError(ToolError):
    """The text is not an expression."""


def evaluate(expression: str) -> Fraction:
    """The exact value of an expression in + - * / ^ ( ) % and digits.

    `^` binds tighter than a sign and to the right, as in writing: -2^2 is -4, 2^3^2 is 512. A `%` after a value
    divides it by a hundred, and after + or - it means that share of what stands before: 50 + 10% is 55.

    Raises:
        ToolError: not an expression, a division by zero, a root of a negative number or a result beyond bounds.
    """
    if len(expression) > MAX_LENGTH:
        raise ToolError("The expression is too long.", "Sorry, that is too long for me to work out.")
    parser = _Parser(_tokens(expression))
    value = parser.sum()
    parser.expect_end()
    return value


def is_expression(text: str) -> bool:
    """Whether a text is an expression, even one without a value."""
    try:
        evaluate(text)
    except NotAnExpressionError:
        return False
    except ToolError:
        return True
    return True


def _tokens(expression: str) -> list[str]:
    tokens, at = [], 0
    expression = expression.strip()
    while at < len(expression):
        found = _TOKEN.match(expression, at)
        if found is None:
            raise NotAnExpressionError(f"'{expression[at]}' does not belong in an expression.", CANNOT_SAY)
        tokens.append(found[1])
        at = found.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._peek()
        self._at += 1
        return token

    def expect_end(self) -> None:
        if self._peek():
            raise _malformed()

    def sum(self) -> Fraction:
        value = self._product()
        while self._peek() in ("+", "-"):
            sign = 1 if self._take() == "+" else -1
            start = self._at
            part = self._product()
            if self._is_share(start):
                part *= value
            value = _bounded(value + sign * part)
        return value

    def _is_share(self, start: int) -> bool:
        """Whether the tokens read since `start` are just a number and a percent sign."""
        return self._at - start == 2 and self._tokens[self._at - 1] == "%"

    def _product(self) -> Fraction:
        value = self._signed()
        while self._peek() in ("*", "/"):
            if self._take() == "*":
                value = _bounded(value * self._signed())
                continue
            divisor = self._signed()
            if divisor == 0:
                raise ToolError("Division by zero.", "You can't divide by zero.")
            value = _bounded(value / divisor)
        return value

    def _signed(self) -> Fraction:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ToolError("The expression is nested too deeply.", "Sorry, that is too long for me to work out.")
        if self._peek() in ("+", "-"):
            value = self._signed() if self._take() == "+" else -self._signed()
        else:
            value = self._power()
        self._depth -= 1
        return value

    def _power(self) -> Fraction:
        base = self._percent()
        if self._peek() != "^":
            return base
        self._take()
        return _power(base, self._signed())

    def _percent(self) -> Fraction:
        value = self._value()
        while self._peek() == "%":
            self._take()
            value /= 100
        return value

    def _value(self) -> Fraction:
        symbol = self._take()
        if symbol == "(":
            value = self.sum()
            if self._take() != ")":
                raise _malformed()
            return value
        if not symbol or symbol in "+-*/^)%":
            raise _malformed()
        return _bounded(Fraction(symbol))


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if base == 0 and exponent < 0:
        raise ToolError("Division by zero.", "You can't divide by zero.")
    if exponent.denominator != 1:
        return _root_power(base, exponent)
    bits = max(base.numerator.bit_length(), base.denominator.bit_length()) - 1
    if bits * abs(exponent) > MAX_BITS:
        raise _too_large()
    return Fraction(base ** int(exponent))


def _root_power(base: Fraction, exponent: Fraction) -> Fraction:
    """A power with a fractional exponent, in floating point, for nothing else is exact."""
    if base < 0:
        raise ToolError("A root of a negative number.", "That has no real answer.")
    try:
        value = float(base) ** float(exponent)
    except OverflowError as error:
        raise _too_large() from error
    nearest = round(value)
    return Fraction(nearest) if abs(value - nearest) < 1e-12 * max(1, nearest) else Fraction(value)


def _bounded(value: Fraction) -> Fraction:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise _too_large()
    return value


def _too_large() -> ToolError:
    return ToolError("The numbers get too large.", "Sorry, those numbers get too large for me.")


def _malformed() -> NotAnExpressionError:
    return NotAnExpressionError("That is not an expression.", CANNOT_SAY)


def say_value(value: Fraction) -> str:
    """A result as a sentence: "That's 102.", "That's about 0.333.", "That's 10 to the power of 30."."""
    exact = plain_decimal(value, 6)
    if abs(value) >= SAY_LIMIT or (value and abs(value) < Fraction(1, 1000)):
        return f"That's {_scientific(value)}."
    if Fraction(exact.replace(",", "")) == value:
        return f"That's {exact.replace('-', 'minus ')}."
    return f"That's about {plain_decimal(value, 3).replace('-', 'minus ')}."


def _scientific(value: Fraction) -> str:
    sign = "minus " if value < 0 else ""
    value = abs(value)
    exponent = len(str(value.numerator)) - len(str(value.denominator))
    exponent -= value < Fraction(10) ** exponent
    exponent += round(value / Fraction(10) ** exponent, 2) == 10  # 9.999 is said as 10 of the next power
    mantissa = value / Fraction(10) ** exponent
    about = "" if mantissa * 100 == round(mantissa * 100) else "about "
    power = f"10 to the power of {'minus ' if exponent < 0 else ''}{abs(exponent)}"
    digits = plain_decimal(mantissa, 2)
    return f"{about}{sign}{power}" if digits == "1" else f"{about}{sign}{digits} times {power}"


def tools() -> list[Tool]:
    """The calculator's tools."""
    what = "numbers and what is done with them: 20 percent of 60, 14 plus 9, 36 divided by 4"
    expression = Argument("expression", Reads.EXPRESSION, what, parts=True)
    facts = ToolFacts("Calculator", looks=True, shows=_sheet)
    use = "calculates arithmetic: how much is eight times eleven, plus, minus, divided by, percent, square root"
    return [Tool("calculator.evaluate", use, _evaluate, (expression,), facts=facts, reads_whole=whole_sum)]


def _evaluate(request: Request) -> Answer:
    value = evaluate(request.text("expression"))
    whole = value.denominator == 1 and abs(value) < 2**53
    return Answer({"value": int(value) if whole else _as_float(value)}, say_value(value))


def _sheet(arguments: Values, result: Values) -> Sheet:
    shown = f"{arguments['expression']} = {show_number(result['value'])}"
    return Sheet("calculation", "Calculation", (Line(shown),))


def _as_float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError as error:
        raise _too_large() from error
