"""units.convert: exact, from a table."""

from fractions import Fraction

from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import ToolFacts, Values, no_numbers
from duologue.tools.base import Answer, Argument, Reads, Request, Tool
from duologue.tools.unit_table import SINGULARS, convert, plural
from duologue.tools.whole.amounts import whole_amount
from duologue.tools.wording import plain_decimal, say_number, sentence, show_number


def tools() -> list[Tool]:
    """The unit tools."""
    arguments = (
        Argument("value", Reads.NUMBER, "how many of the unit: twelve, a"),
        Argument("from", Reads.UNIT, "the unit that is known: miles, pounds, fahrenheit"),
        Argument("to", Reads.UNIT, "the unit that is wanted: kilometers, kilograms, celsius"),
    )
    use = "converts units of measurement: how many centimeters are in two feet, change pounds into grams, degrees, cups"
    facts = ToolFacts("Converter", looks=True, shows=_sheet, numbers=no_numbers)
    return [Tool("units.convert", use, _convert, arguments, facts=facts, reads_whole=whole_amount)]


def _sheet(arguments: Values, result: Values) -> Sheet:
    given = f"{show_number(arguments['value'])} {arguments['from']}"
    return Sheet("conversion", "Conversion", (Line(f"{given} = {show_number(result['value'])} {result['unit']}"),))


def _convert(request: Request) -> Answer:
    value, source, target = request.number("value"), request.text("from").casefold(), request.text("to").casefold()
    result = convert(value, source, target)
    return Answer({"value": float(result), "unit": target}, _said(value, source, result, target))


def _said(value: float, source: str, result: Fraction, target: str) -> str:
    decimals = 2 if abs(result) >= Fraction(1, 10) or not result else 5
    exact = Fraction(plain_decimal(result, decimals).replace(",", "")) == result
    one, many = abs(Fraction(str(value))) == 1, result != 1
    from_unit = SINGULARS.get(source, source) if one else plural(source)
    to_unit = plural(target) if many else SINGULARS.get(target, target)
    verb = ("is" if one else "are") + ("" if exact else " about")
    return sentence(f"{say_number(value, 4)} {from_unit} {verb} {say_number(result, decimals)} {to_unit}")
