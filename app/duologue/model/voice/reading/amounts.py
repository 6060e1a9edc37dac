"""Numbers with what belongs to them: signs, ranges, fractions, units, money. The same in each language."""

import re
from collections.abc import Callable
from decimal import Decimal

from duologue.model.voice.reading.borders import BORDER, INNER, Rule, any_of, rule
from duologue.model.voice.reading.figures import MOST_DIGITS
from duologue.model.voice.reading.language import Coins, Voicing

GAP = rf"[ {INNER}]"
"""Pattern of white space between the parts of an amount."""
_DASH = "-−–—"
_START = r"(?<![\w.,/:^$€£−–—-])"
_NOUN = rf"(?=(?:{GAP}(?P<noun>[^\W\d_]+))?)"
_DOT = r"(?:\.(?=$| [a-z\d(]))?"
VULGAR = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8"}


class Amounts:
    """Reads amounts in one language."""

    def __init__(self, voicing: Voicing) -> None:
        self._words, self._figures, self._units = voicing.words, voicing.figures, voicing.units
        self._fraction, self._mixed = voicing.fraction, voicing.mixed
        number = voicing.figures.pattern
        part = r"\d{1,3}/\d{1,3}(?![/\d])"
        self._amount = rf"(?:\d+(?:{GAP}|-){part}|{part}|{number})"
        self._signs = {
            **dict.fromkeys(_DASH, voicing.words.minus),
            "+": voicing.words.plus, "+/-": voicing.words.plus_minus, "±": voicing.words.plus_minus,
            "~": voicing.words.about, "≈": voicing.words.about,
            **{sign: voicing.words.signs[sign] for sign in ("<", ">", "≤", "≥", "<=", ">=")},
        }  # fmt: skip
        sign = rf"(?P<sign>{any_of(self._signs)}){GAP}?"
        self._quantity = (
            rf"{_START}(?:{sign})?(?P<first>{self._amount})"
            rf"(?:(?:{GAP}?[–—]{GAP}?|-)(?P<second>{self._amount})(?![-/]\d))?"
        )

    def endless(self) -> Rule:
        """Rows of digits for which there are no words."""
        return rule(rf"\d{{{MOST_DIGITS + 1},}}", lambda found: f" {self._figures.digits(found[0])} ")

    def vulgar(self) -> tuple[Rule, ...]:
        """Fractions of one character become those of several."""
        one = f"[{''.join(VULGAR)}]"
        return (
            rule("⁄", "/"),
            rule(rf"(?<=\d){one}", lambda found: f" {VULGAR[found[0]]}"),
            rule(one, lambda found: VULGAR[found[0]]),
        )

    def measures(self) -> tuple[Rule, ...]:
        """Numbers with units, also "a unit", and shorthand for thousands and millions."""
        touching, apart = self._units.pattern(apart=False), self._units.pattern(apart=True)
        per = rf"(?:\.(?=/))?(?:{GAP}?/{GAP}?(?P<per>{touching}|[^\W\d_]+))?"
        end = rf"(?![\w²³°]|/[^\W\d]){_DOT}"
        scale = any_of(self._words.scales)
        return (
            rule(rf"{self._quantity}(?:(?P<unit>{touching})|{GAP}(?P<apart>{apart})){per}{end}", self._measure),
            rule(rf"{self._quantity}-(?P<joined>{apart})(?![\w²³]){_DOT}", self._joined_unit),
            rule(rf"{self._quantity}(?P<scale>{scale})(?!\w){_NOUN}", self._scaled),
        )

    def money(self) -> tuple[Rule, ...]:
        """Amounts of money, the sign before or behind them."""
        signs = sorted(self._words.currencies, key=len, reverse=True)
        currency = "|".join(rf"(?<!\w){re.escape(s)}" if s[0].isalpha() else re.escape(s) for s in signs)
        behind = "|".join(rf"{re.escape(s)}(?!\w)" if s[-1].isalpha() else re.escape(s) for s in signs)
        number = rf"(?:\d+,\d\d(?!\d)|{self._figures.pattern})"
        scales = "|".join(
            [*self._words.scale_words, *(rf"{re.escape(s)}(?!\w)" for s in ("bn", "mn", "k", "K", "m", "M", "B", "T"))]
        )
        scale = rf"(?:{GAP}?(?P<scale>{scales}))?"
        again = rf"(?:{GAP}?[-–—]{GAP}?(?:{currency})?(?P<second>{number}))?"
        sign = rf"(?P<sign>[{_DASH}+~≈<>]{GAP}?)?"
        per = rf"(?P<per>{GAP}?/{GAP}?[^\W\d_]+)?"
        return (
            rule(
                rf"(?<!\w){sign}(?P<currency>{currency}){GAP}?(?P<minus>[-−])?(?P<first>{number}){again}{scale}{per}(?!"
                r"[\d])",
                self._money,
            ),
            rule(
                rf"{_START}{sign}(?P<first>{number})(?:{GAP}?[-–—]{GAP}?(?P<second>{number}))?{scale}{GAP}?"
                rf"(?P<currency>{behind}){per}",
                self._money,
            ),
        )

    def bare(self) -> tuple[Rule, ...]:
        """Numbers alone, with signs and ranges."""
        return (
            rule(rf"{self._quantity}(?![\w%°]|[.,:/]\d){_NOUN}", self._plain),
            rule(
                rf"(?P<first>{self._figures.pattern}){_NOUN}",
                self._left,
            ),
        )

    def _left(self, found: re.Match[str]) -> str:
        return f" {self._figures.read(found['first'], found['noun'] or '')} "

    def _plain(self, found: re.Match[str]) -> str:
        noun = found["noun"] or ""
        return self._joined(found, lambda amount: self.read(amount, noun))

    def _joined(self, found: re.Match[str], read: Callable[[str], str]) -> str:
        """Sign, first amount, and the second one of a range."""
        sign = found["sign"]
        before = f"{self._signs[sign]} " if sign else ""
        if not found["second"]:
            return before + read(found["first"])
        to = f"{self._words.to} " if found["first"] != found["second"] else ""
        return f"{before}{read(found['first'])} {to}{read(found['second'])}"

    def read(self, amount: str, noun: str = "") -> str:
        """A figure, a fraction or a whole number with a fraction, before a noun."""
        parts = re.fullmatch(rf"(?:(\d+)(?:{GAP}|-))?(\d+)/(\d+)", amount)
        if parts is None:
            return self._figures.read(amount, noun)
        whole, top, bottom = parts.groups()
        if whole:
            return self._mixed(int(whole), int(top), int(bottom), noun)
        return self._fraction(int(top), int(bottom))

    def _value(self, amount: str) -> Decimal:
        parts = re.fullmatch(rf"(?:(\d+)(?:{GAP}|-))?(\d+)/(\d+)", amount)
        if parts is None:
            return self._figures.value(amount)
        whole, top, bottom = parts.groups()
        return Decimal(1) if not whole and int(top) < int(bottom or 1) else Decimal(2)

    def _measure(self, found: re.Match[str]) -> str | None:
        last = found["second"] or found["first"]
        noun = self._units.word(found["unit"] or found["apart"], self._value(last))
        spoken = self._joined(found, lambda amount: self.read(amount, noun))
        tail = ""
        if per := found.groupdict().get("per"):
            known = per in self._units.signs
            tail = f" {self._units.per} {self._units.word(per, Decimal(1)) if known else per}"
        return f"{spoken}{BORDER}{noun}{tail}"

    def _joined_unit(self, found: re.Match[str]) -> str:
        """A number and a unit that stand before a noun as one word: a ten-kilometer run."""
        noun = self._units.word(found["joined"], Decimal(1))
        return f"{self._joined(found, lambda amount: self.read(amount, noun))} {noun}"

    def _scaled(self, found: re.Match[str]) -> str:
        last = self._value(found["second"] or found["first"])
        one, many = self._words.scales[found["scale"]]
        spoken = self._joined(found, lambda amount: self.read(amount, one))
        return f"{spoken} {one if last == 1 else many}"

    def _money(self, found: re.Match[str]) -> str:
        coins = self._words.currencies[found["currency"]]
        sign = (found["sign"] or "").strip() or found.groupdict().get("minus") or ""
        before = f"{self._signs[sign]} " if sign else ""
        spoken = self._sum(found, coins)
        per = (found["per"] or "").strip(f"/ {INNER}")
        unit = self._units.word(per, Decimal(1)) if per in self._units.signs else per
        return before + spoken + (f" {self._units.per} {unit}" if per else "")

    def _sum(self, found: re.Match[str], coins: Coins) -> str:
        first, second, scale = found["first"], found["second"], found["scale"]
        if scale:
            one, many = self._words.scales.get(scale, (scale, scale))
            amounts = [self._figures.read(amount, one) for amount in (first, second) if amount]
            large = one if self._figures.value(second or first) == 1 else many
            return f"{f' {self._words.to} '.join(amounts)} {large} {self._words.of_millions(coins.many)}"
        if second:
            return f"{self._figures.read(first, coins.many)} {self._words.to} {self._coined(second, coins)}"
        return self._coined(first, coins)

    def _coined(self, amount: str, coins: Coins) -> str:
        whole, mark, fraction = self._figures.split(amount)
        if (mark and len(fraction) > 2) or len(whole) > MOST_DIGITS:
            return f"{self._figures.read(amount)} {coins.many}"
        value, small = int(whole or 0), int(fraction.ljust(2, "0")) if fraction else 0
        coin = coins.small_one if small == 1 else coins.small_many
        if value == 0 and small:
            return f"{self._figures.whole(small, coin)} {coin}"
        note = coins.one if value == 1 else coins.many
        if value and value % 1_000_000 == 0:
            note = self._words.of_millions(note)
        spoken = f"{self._figures.whole(value, coins.many)} {note}"
        if not small:
            return spoken
        named = f" {coin}" if self._words.coins_named else ""
        return f"{spoken} {self._words.and_coins}{self._figures.whole(small, coin if named else '')}{named}"
