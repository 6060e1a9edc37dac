"""units.convert: exact, from a table."""

from collections.abc import Sequence
from fractions import Fraction

from duologue.core.events import Json
from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import ToolFacts, Values
from duologue.tools.base import Answer, Argument, Reads, Request, Tool
from duologue.tools.unit_table import SINGULARS, convert, convert_into, plural
from duologue.tools.whole.amounts import WHAT_AMOUNT, whole_amount
from duologue.tools.wording import join_words, plain_decimal, say_number, sentence, show_number


def tools() -> list[Tool]:
    """The unit tools."""
    arguments = (
        Argument("value", Reads.NUMBER, "how many of the unit: twelve, a"),
        Argument("from", Reads.UNIT, "the unit that is known: miles, pounds, fahrenheit"),
        Argument("to", Reads.UNIT, "the unit that is wanted: kilometers, kilograms, celsius, feet and inches"),
        Argument("said", Reads.PHRASE, "an amount of several units, as it was said", required=False, pointed=False),
    )
    use = "converts units of measurement: how many centimeters are in two feet, change pounds into grams, degrees, cups"
    facts = ToolFacts("Converter", looks=True, shows=_sheet, lacks=WHAT_AMOUNT)
    return [Tool("units.convert", use, _convert, arguments, facts=facts, reads_whole=whole_amount)]


def _sheet(arguments: Values, result: Values) -> Sheet:
    given = arguments.get("said") or f"{show_number(arguments['value'])} {arguments['from']}"
    parts = result.get("parts") or [[result["value"], result["unit"]]]
    told = " ".join(f"{show_number(count)} {unit}" for count, unit in parts)
    return Sheet("conversion", "Conversion", (Line(f"{given} = {told}"),))


def _convert(request: Request) -> Answer:
    value, source, target = request.number("value"), request.text("from").casefold(), request.text("to").casefold()
    parts = convert_into(value, source, target)
    count, unit = parts[0] if len(parts) == 1 else (convert(value, source, parts[0][1]), parts[0][1])
    told: list[Json] = [[float(each), name] for each, name in parts]
    given = request.text("said")
    return Answer({"value": float(count), "unit": unit, "parts": told}, _said(value, source, parts, given))


def _said(value: float, source: str, parts: Sequence[tuple[Fraction, str]], given: str) -> str:
    """given: the amount in the user's own words, "" for one that is a number and a unit."""
    last = parts[-1][0]
    decimals = 2 if abs(last) >= Fraction(1, 10) or not last else 5
    exact = Fraction(plain_decimal(last, decimals).replace(",", "")) == last
    one = abs(Fraction(str(value))) == 1 and not given
    amount = given or f"{say_number(value, 4)} {SINGULARS.get(source, source) if one else plural(source)}"
    verb = ("is" if one else "are") + ("" if exact else " about")
    told = [f"{say_number(count, decimals)} {_named(count, unit)}" for count, unit in parts if count or len(parts) == 1]
    return sentence(f"{amount} {verb} {join_words(told or [f'zero {plural(parts[-1][1])}'])}")


def _named(count: Fraction, unit: str) -> str:
    return plural(unit) if count != 1 else SINGULARS.get(unit, unit)
