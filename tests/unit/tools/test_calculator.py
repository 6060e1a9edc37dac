"""Exact arithmetic: against Fraction, at its bounds, and never as code."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.tools.base import ToolError
from duologue.tools.calculator import NotAnExpressionError, evaluate, is_expression, say_value

decimals = st.decimals(min_value=0, max_value=10**6, places=3).map(lambda d: format(d, "f"))


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3) -> tuple[str, Fraction]:
    """An expression with its value, built up together."""
    kind = draw(st.sampled_from(["number", "group", "sign", "+", "-", "*", "/"] if depth else ["number"]))
    if kind == "number":
        text = draw(decimals)
        return text, Fraction(text)
    left, a = draw(expressions(depth=depth - 1))
    if kind == "group":
        return f"({left})", a
    if kind == "sign":
        return f"-({left})", -a
    right, b = draw(expressions(depth=depth - 1))
    if kind == "/" and b == 0:
        return f"({left})", a
    value = {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b}[kind]()
    return f"({left}){kind}({right})", value


@given(expressions())
def test_agrees_with_exact_fractions(pair: tuple[str, Fraction]) -> None:
    text, value = pair
    assert evaluate(text) == value


@given(st.text(alphabet="0123456789+-*/^()%. ", max_size=30))
def test_any_text_gives_a_bounded_value_or_a_clear_sentence(text: str) -> None:
    try:
        say = say_value(evaluate(text))
    except ToolError as error:
        say = error.say
    assert say.endswith(".")
    assert len(say) < 100


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("17*6", 102), ("2+3*4", 14), ("(2+3)*4", 20), ("2^10", 1024), ("2^3^2", 512), ("-2^2", -4), ("2^-2", "1/4"),
        ("15%*80", 12), ("50+10%", 55), ("50-20%", 40), ("200*10%", 20), ("0.1+0.2", "3/10"), ("81^(1/2)", 9),
        ("27^(1/3)", 3), (" 7 - -3 ", 10), (".5*4", 2), ("10/4", "5/2"), ("--3", 3), ("5%", "1/20"), ("1-1", 0),
    ],
)  # fmt: skip
def test_known_values(text: str, value: int | str) -> None:
    assert evaluate(text) == Fraction(value)


@pytest.mark.parametrize(
    "text",
    ["", "(", "1+", "*3", "2 3", "()", "1)", "((1)", "abs(1)", "__import__('os')", "1e5", "1,000", "0x10", "1;2", "."],
)
def test_what_is_no_expression_is_refused(text: str) -> None:
    with pytest.raises(NotAnExpressionError):
        evaluate(text)
    assert not is_expression(text)


@pytest.mark.parametrize(
    ("text", "say"),
    [
        ("1/0", "You can't divide by zero."),
        ("5/(3-3)", "You can't divide by zero."),
        ("0^-1", "You can't divide by zero."),
        ("9^9^9", "Sorry, those numbers get too large for me."),
        ("(9^999)^9", "Sorry, those numbers get too large for me."),
        ("2.5^0.5*9^3000", "Sorry, those numbers get too large for me."),
        ("(0-4)^0.5", "That has no real answer."),
        ("(" * 60 + "1" + ")" * 60, "Sorry, that is too long for me to work out."),
        ("1+" * 300 + "1", "Sorry, that is too long for me to work out."),
    ],
)
def test_what_has_no_value_says_why(text: str, say: str) -> None:
    with pytest.raises(ToolError) as caught:
        evaluate(text)
    assert caught.value.say == say
    assert is_expression(text)


@pytest.mark.parametrize(
    ("value", "say"),
    [
        ("102", "That's 102."), ("-5", "That's minus 5."), ("1234567", "That's 1,234,567."), ("5/2", "That's 2.5."),
        ("1/3", "That's about 0.333."), ("-2/3", "That's about minus 0.667."), ("0", "That's 0."),
        ("1000000000000000", "That's 10 to the power of 15."),
        ("1267650600228229401496703205376", "That's about 1.27 times 10 to the power of 30."),
        ("1/7000", "That's about 1.43 times 10 to the power of minus 4."),
        ("9999999999999999999", "That's about 10 to the power of 19."),
    ],
)  # fmt: skip
def test_results_are_said_as_people_say_them(value: str, say: str) -> None:
    assert say_value(Fraction(value)) == say
