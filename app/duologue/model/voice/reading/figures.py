"""Figures in words, by num2words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from num2words import num2words

MOST_DIGITS = 24
"""Digits of the longest figure that is read as one number: there are words for no more in every language."""
MOST_DIGITS_IN_A_ROW = 15
"""Digits of the longest figure without groups that is read as one number."""

Agree = Callable[[int, str, str], str]
"""The words of a number as they stand before a noun ("" for none): value, words, noun."""


def _plain(code: str, words: str) -> str:
    """Words without marks; in French the hyphens stay, for they bind the sounds."""
    words = words.replace(",", "")
    return words.replace("-", " ") if code == "en" else words


@lru_cache(maxsize=4096)
def cardinal(code: str, value: int) -> str:
    """A whole number in words."""
    return _plain(code, str(num2words(value, lang=code)))


@lru_cache(maxsize=1024)
def ordinal(code: str, value: int) -> str:
    """A rank in words, as it stands alone, in the masculine."""
    return _plain(code, str(num2words(value, lang=code, to="ordinal")))


@dataclass(frozen=True, slots=True)
class Figures:
    """How a language writes and says numbers.

    groups: what stands between thousands. decimal: the mark before the fraction. points: the words for such marks.
    by_digit: the fraction is read digit by digit, otherwise as a number.
    """

    code: str
    groups: str
    decimal: str
    points: Mapping[str, str]
    by_digit: bool
    agree: Agree

    @property
    def pattern(self) -> str:
        """A figure without a sign; no groups of the pattern are kept."""
        groups, decimal = re.escape(self.groups), re.escape(self.decimal)
        foreign = ",." if self.groups == "," else ".,"
        marks = decimal if self.groups == "," else re.escape(foreign)
        return (
            rf"(?:\d{{1,3}}(?:[{groups}]\d{{3}})+(?!\d)(?:[{decimal}]\d+)?|\d+(?:[{marks}]\d+)?|(?<!\w)[{decimal}]\d+)"
        )

    def split(self, written: str) -> tuple[str, str, str]:
        """The digits before the mark, the mark, and those behind it, "" where there are none."""
        found = re.fullmatch(r"(?P<whole>.*?)(?:(?P<mark>[.,])(?P<fraction>\d+))?", written)
        assert found is not None
        mark, fraction = found["mark"] or "", found["fraction"] or ""
        if mark and mark != self.decimal and len(fraction) == 3 and found["whole"] not in {"", "0"}:
            return re.sub(r"\D", "", written), "", ""
        return re.sub(r"\D", "", found["whole"]), mark, fraction

    def value(self, written: str) -> Decimal:
        """The number that is written."""
        whole, _, fraction = self.split(written)
        return Decimal(f"{whole or 0}.{fraction or 0}")

    def whole(self, value: int, noun: str = "") -> str:
        """A whole number before a noun."""
        return self.agree(value, cardinal(self.code, value), noun)

    def rank(self, value: int) -> str:
        """An ordinal number, as it stands alone."""
        return ordinal(self.code, value)

    def digits(self, written: str) -> str:
        """Each digit for itself."""
        return " ".join(cardinal(self.code, int(digit)) for digit in written if digit.isdigit())

    def read(self, written: str, noun: str = "") -> str:
        """A figure in words, as it stands before a noun."""
        whole, mark, fraction = self.split(written)
        longest = MOST_DIGITS_IN_A_ROW if whole in written else MOST_DIGITS
        if len(whole) > longest or (len(whole) > 1 and whole[0] == "0"):
            first = self.digits(whole)
        elif mark:
            first = cardinal(self.code, int(whole or 0))
        else:
            first = self.whole(int(whole), noun)
        if not mark:
            return first
        return f"{first} {self.points[mark]} {self._fraction(fraction)}"

    def _fraction(self, fraction: str) -> str:
        led = len(fraction) - len(fraction.lstrip("0"))
        if self.by_digit or len(fraction) > 3 or led == len(fraction):
            return self.digits(fraction)
        return f"{self.digits('0' * led)} {cardinal(self.code, int(fraction))}".strip()
