"""Spoken requests that the corpora lack: time, arithmetic, timers, reminders, lists; and what is said over an answer.

Written for training from scratch; the evaluation's own sentences are never used.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path

import numpy as np

_FILE = Path(__file__).with_name("phrases.toml")
_NOTHING = "~"


def _phrase(text: str) -> str:
    return "" if text.strip() == _NOTHING else " ".join(text.split())


def _phrases() -> dict[str, list[str]]:
    lists = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        name: ["" if p.strip() == _NOTHING else " ".join(p.split()) for p in text.split("|")]
        for name, text in lists.items()
    }


PHRASES = _phrases()
"""Phrases by list, see phrases.toml."""
ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
UNITS = ["seconds", "minutes", "hours"]


def number(n: int) -> str:
    """0..99999 in words."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (f" {ONES[n % 10]}" if n % 10 else "")
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if n >= size:
            return f"{number(n // size)} {name}" + (f" {number(n % size)}" if n % size else "")
    raise AssertionError(n)


class Grammar:
    """Draws sentences. One instance per process; all randomness from the generator it is given."""

    def __init__(self, rng: np.random.Generator, *, digits: bool = True) -> None:
        """With digits, half the numbers are written "17", as the recogniser often does; without, all in words."""
        self._rng = rng
        self.digits = digits
        self._makers: list[Callable[[], str]] = [
            self._time,
            self._arithmetic,
            self._timer,
            self._tell_when,
            self._remind,
            self._list,
            self._question,
            self._convert,
            self._note,
            self._greeting,
            self._language,
            self._question,
            self._arithmetic,
        ]

    def pick(self, options: list[str]) -> str:
        """One of the options."""
        return options[int(self._rng.integers(len(options)))]

    def request(self) -> list[str]:
        """One request, sometimes two joined by "and", as words."""
        text = (
            self._makers[int(self._rng.integers(len(self._makers)))]()
            if self._rng.random() > 0.06
            else f"{self._timer()} and {self._list()}"
        )
        return text.split()

    def interruption(self) -> list[str]:
        """What somebody says to break into an answer: a stop, a new request, or both."""
        kind = self._rng.random()
        if kind < 0.3:
            return self.pick(PHRASES["stops"]).split()
        if kind < 0.75:
            return [*self.pick(PHRASES["stops"]).split(), *self.request()]
        return ["actually", *self.request()] if self._rng.random() < 0.3 else self.request()

    def _polite(self, text: str) -> str:
        tail = self.pick(["", "", "", "", "please", "thank you"])
        return f"{self.pick(PHRASES['polite'])} {text} {tail}"

    def _number(self, top: int = 60) -> str:
        n = int(self._rng.integers(1, top))
        return str(n) if self.digits and self._rng.random() < 0.5 else number(n)

    def _duration(self) -> str:
        if self._rng.random() < 0.1:
            return self.pick(["half an hour", "a minute", "an hour", "a minute and a half", "half a minute"])
        return f"{self._number()} {self.pick(UNITS)}"

    def _time(self) -> str:
        return f"{self.pick(PHRASES['openers'])} " + self.pick(
            [
                "what time is it",
                "what time it is",
                "what is the time",
                "what day is it",
                "what's the date",
                "what is today's date",
                "what day of the week is it today",
                "the time",
                "how late is it",
                "what year it is",
            ]
        )

    def _arithmetic(self) -> str:
        op = self.pick(["plus", "minus", "times", "divided by", "and", "multiplied by"])
        a, b = self._number(999), self._number(99)
        form = self.pick(
            [
                "what is {a} {op} {b}",
                "how much is {a} {op} {b}",
                "what's {a} {op} {b}",
                "calculate {a} {op} {b}",
                "what {a} {op} {b} is",
                "{a} {op} {b}",
                "what is {b} percent of {a}",
                "what do you get for {a} {op} {b}",
                "add {a} and {b}",
                "the square root of {a}",
            ]
        )
        return f"{self.pick(PHRASES['openers'])} {form.format(a=a, b=b, op=op)}"

    def _timer(self) -> str:
        return self._polite(
            self.pick(
                [
                    "set a timer for {d}",
                    "start a timer for {d}",
                    "set a {d} timer",
                    "wake me in {d}",
                    "set an alarm for {d} from now",
                    "give me {d}",
                    "start the timer",
                    "cancel the timer",
                    "stop the timer",
                    "how much time is left",
                ]
            ).format(d=self._duration())
        )

    def _tell_when(self) -> str:
        return self._polite(
            self.pick(
                [
                    "let me know when {d} are over",
                    "tell me when {d} are up",
                    "say something after {d}",
                    "in {d} say {t}",
                    "wait {d} and then tell me to {t}",
                    "how long did i talk",
                    "how long have we been talking",
                    "count to {n}",
                ]
            ).format(d=self._duration(), t=self.pick(PHRASES["tasks"]), n=self._number())
        )

    def _remind(self) -> str:
        return self._polite(
            self.pick(
                [
                    "remind me to {t} in {d}",
                    "in {d} remind me to {t}",
                    "remind me to {t} every {d}",
                    "every {d} remind me to {t}",
                    "remind me at {n} to {t}",
                    "don't let me forget to {t}",
                    "cancel the reminder",
                    "remind me to {t} at half past {n}",
                ]
            ).format(t=self.pick(PHRASES["tasks"]), d=self._duration(), n=self._number(13))
        )

    def _list(self) -> str:
        a, b, c = (self.pick(PHRASES["things"]) for _ in range(3))
        return self._polite(
            self.pick(
                [
                    "add {a} to my {l} list",
                    "put {a} and {b} on the {l} list",
                    "put {a} on my list",
                    "add {a} {b} and {c} to the {l} list",
                    "remove {a} from my {l} list",
                    "take {a} off the {l} list",
                    "what is on my {l} list",
                    "read me the {l} list",
                    "show me my {l} list",
                    "write {a} on the {l} list",
                ]
            ).format(a=a, b=b, c=c, l=self.pick(PHRASES["lists"]))
        )

    def _question(self) -> str:
        text = self.pick(PHRASES["questions"]).format(
            a=self.pick(PHRASES["topics"]), t=self.pick(PHRASES["things"] + PHRASES["topics"])
        )
        return f"{self.pick(PHRASES['openers'])} {text}" if self._rng.random() < 0.3 else text

    def _convert(self) -> str:
        a, b = (
            self.pick(["miles", "feet", "pounds", "cups", "gallons", "inches"]),
            self.pick(["kilometers", "meters", "kilos", "grams", "liters", "centimeters"]),
        )
        return f"{self.pick(PHRASES['openers'])} " + self.pick(
            ["convert {n} {a} to {b}", "how many {b} are {n} {a}", "how many {b} are in a {a}", "{n} {a} in {b}"]
        ).format(n=self._number(), a=a, b=b)

    def _note(self) -> str:
        return self._polite(
            self.pick(
                [
                    "take a note {t}",
                    "note that i have to {t}",
                    "write down that the code is {n}",
                    "search my notes for {w}",
                    "look up {p} on the web",
                    "search for {p}",
                    "what is the weather in {c}",
                    "will it rain tomorrow",
                ]
            ).format(
                t=self.pick(PHRASES["tasks"]),
                n=self._number(9999),
                w=self.pick(PHRASES["things"]),
                p=self.pick(PHRASES["topics"]),
                c=self.pick(["london", "rome", "oslo", "boston", "cairo", "tokyo"]),
            )
        )

    def _language(self) -> str:
        form = self.pick(
            ["how do you say {x} in {l}", "what is {x} in {l}", "translate {x} into {l}", "say {x} in {l}"]
        )
        return f"{self.pick(PHRASES['openers'])} " + form.format(
            x=self.pick(PHRASES["sayings"]), l=self.pick(PHRASES["languages"])
        )

    def _greeting(self) -> str:
        return self.pick(PHRASES["greetings"])
