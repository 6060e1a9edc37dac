"""Spoken requests that the corpora lack: time, arithmetic, timers, reminders, lists; and what people say over an answer.

Written for training from scratch; the evaluation's own sentences are never used.
"""

from collections.abc import Callable

import numpy as np

ONES = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen").split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()

POLITE = ["", "", "", "", "please", "can you please", "could you", "can you", "would you please", "hey", "okay now",
          "i would like you to", "now please", "so", "alright", "i want you to", "um", "well"]
OPENERS = ["", "", "", "can you tell me", "i would like to know", "tell me", "please tell me", "do you know", "i wonder",
           "could you tell me", "i need to know", "i was asking myself", "quick question"]
UNITS = ["seconds", "minutes", "hours"]
THINGS = ("milk bread eggs apples cheese rice soap tea flour pasta tomatoes onions batteries napkins paper sugar salt "
          "lemons chicken yogurt carrots cereal juice shampoo stamps nails paint screws potatoes garlic").split()
TASKS = ["call my brother", "take out the laundry", "drink some water", "stand up", "check the oven", "feed the fish",
         "send the letter", "pay the rent", "stretch my back", "turn off the heater", "move the car", "book the tickets",
         "take my medicine", "close the window", "look at the soup", "pick up the kids", "say goodbye", "blink"]
LISTS = ["shopping", "grocery", "to do", "packing", "party", "work"]
TOPICS = ["the history of glass", "how engines work", "black holes", "why cats purr", "the roman empire", "volcanoes",
          "how bees make honey", "the invention of paper", "photosynthesis", "the great wall", "whales", "chess",
          "how rainbows form", "the ocean floor", "jazz music", "growing tomatoes", "making cheese", "the planets",
          "how airplanes fly", "penguins", "earthquakes", "the internet", "painting a wall", "learning a language"]
QUESTIONS = ["why is {a}", "how does {a} work", "where does {t} come from", "who invented {t}", "what causes {a}",
             "how do i fix {t}", "what is the best way to cook {t}", "why do people like {t}", "how do you make {t}",
             "tell me something about {t}", "explain {a} to me", "what should i do with {t}", "tell me about {a}",
             "what do you think about {a}", "how can i learn more about {a}", "give me some advice on {a}"]
BACKCHANNELS = ("yeah|yes|mhm|mm hmm|uh huh|right|okay|i see|oh|wow|really|sure|got it|interesting|ah|oh okay|oh wow|"
                "yeah yeah|yep|hmm|oh really|right right|okay okay|nice|cool|exactly|true|makes sense|aha|oh i see|good|"
                "great|no way|mm|uh|ah okay|yeah right|of course").split("|")
STOPS = ("stop|wait|stop it|okay stop|that's enough|enough|hold on|no no|no stop|wait wait|please stop|be quiet|"
         "stop talking|okay that's enough|never mind|hang on|no|wait a moment|hey stop|quiet please|thank you that's enough|"
         "okay thanks|sorry stop|hold on a second|just a moment|shut up|cancel that|no wait").split("|")
GREETINGS = ("hello|good evening|hi there|hey|how are you|thanks|thank you so much|are you there|goodbye|see you later|"
             "good afternoon|hello again|nice to meet you|are you listening|bye|what's up|can you hear what i say|"
             "good night|thanks a lot|that was helpful|well done").split("|")
FILLERS = ["um", "uh", "er", "well", "you know", "like", "let me think", "hmm"]


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
            self._time, self._arithmetic, self._timer, self._tell_when, self._remind, self._list, self._question,
            self._convert, self._note, self._greeting, self._question, self._arithmetic,
        ]

    def pick(self, options: list[str]) -> str:
        """One of the options."""
        return options[int(self._rng.integers(len(options)))]

    def request(self) -> list[str]:
        """One request, sometimes two joined by "and", as words."""
        text = self._makers[int(self._rng.integers(len(self._makers)))]() if self._rng.random() > 0.06 else f"{self._timer()} and {self._list()}"
        return text.split()

    def interruption(self) -> list[str]:
        """What somebody says to break into an answer: a stop, a new request, or both."""
        kind = self._rng.random()
        if kind < 0.3:
            return self.pick(STOPS).split()
        if kind < 0.75:
            return [*self.pick(STOPS).split(), *self.request()]
        return ["actually", *self.request()] if self._rng.random() < 0.3 else self.request()

    def _polite(self, text: str) -> str:
        tail = self.pick(["", "", "", "", "please", "thank you"])
        return f"{self.pick(POLITE)} {text} {tail}"

    def _number(self, top: int = 60) -> str:
        n = int(self._rng.integers(1, top))
        return str(n) if self.digits and self._rng.random() < 0.5 else number(n)

    def _duration(self) -> str:
        if self._rng.random() < 0.1:
            return self.pick(["half an hour", "a minute", "an hour", "a minute and a half", "half a minute"])
        return f"{self._number()} {self.pick(UNITS)}"

    def _time(self) -> str:
        return f"{self.pick(OPENERS)} " + self.pick(
            ["what time is it", "what time it is", "what is the time", "what day is it", "what's the date",
             "what is today's date", "what day of the week is it today", "the time", "how late is it", "what year it is"])

    def _arithmetic(self) -> str:
        op = self.pick(["plus", "minus", "times", "divided by", "and", "multiplied by"])
        a, b = self._number(999), self._number(99)
        form = self.pick(["what is {a} {op} {b}", "how much is {a} {op} {b}", "what's {a} {op} {b}", "calculate {a} {op} {b}",
                          "what {a} {op} {b} is", "{a} {op} {b}", "what is {b} percent of {a}", "what do you get for {a} {op} {b}",
                          "add {a} and {b}", "the square root of {a}"])
        return f"{self.pick(OPENERS)} {form.format(a=a, b=b, op=op)}"

    def _timer(self) -> str:
        return self._polite(self.pick(["set a timer for {d}", "start a timer for {d}", "set a {d} timer", "wake me in {d}",
                                       "set an alarm for {d} from now", "give me {d}", "start the timer", "cancel the timer",
                                       "stop the timer", "how much time is left"]).format(d=self._duration()))

    def _tell_when(self) -> str:
        return self._polite(self.pick(["let me know when {d} are over", "tell me when {d} are up", "say something after {d}",
                                       "in {d} say {t}", "wait {d} and then tell me to {t}", "how long did i talk",
                                       "how long have we been talking", "count to {n}"]).format(
                                           d=self._duration(), t=self.pick(TASKS), n=self._number()))

    def _remind(self) -> str:
        return self._polite(self.pick(["remind me to {t} in {d}", "in {d} remind me to {t}", "remind me to {t} every {d}",
                                       "every {d} remind me to {t}", "remind me at {n} to {t}", "don't let me forget to {t}",
                                       "cancel the reminder", "remind me to {t} at half past {n}", "remind me to {t}"]).format(
                                           t=self.pick(TASKS), d=self._duration(), n=self._number(13)))

    def _list(self) -> str:
        a, b, c = (self.pick(THINGS) for _ in range(3))
        return self._polite(self.pick(["add {a} to my {l} list", "put {a} and {b} on the {l} list", "put {a} on my list",
                                       "add {a} {b} and {c} to the {l} list", "remove {a} from my {l} list",
                                       "take {a} off the {l} list", "what is on my {l} list", "read me the {l} list",
                                       "show me my {l} list", "write {a} on the {l} list"]).format(
                                           a=a, b=b, c=c, l=self.pick(LISTS)))

    def _question(self) -> str:
        text = self.pick(QUESTIONS).format(a=self.pick(TOPICS), t=self.pick(THINGS + TOPICS))
        return f"{self.pick(OPENERS)} {text}" if self._rng.random() < 0.3 else text

    def _convert(self) -> str:
        a, b = self.pick(["miles", "feet", "pounds", "cups", "gallons", "inches"]), self.pick(
            ["kilometers", "meters", "kilos", "grams", "liters", "centimeters"])
        return f"{self.pick(OPENERS)} " + self.pick(["convert {n} {a} to {b}", "how many {b} are {n} {a}", "how many {b} are in a {a}",
                                                     "{n} {a} in {b}"]).format(n=self._number(), a=a, b=b)

    def _note(self) -> str:
        return self._polite(self.pick(["take a note {t}", "note that i have to {t}", "write down that the code is {n}",
                                       "search my notes for {w}", "look up {p} on the web", "search for {p}",
                                       "what is the weather in {c}", "will it rain tomorrow"]).format(
                                           t=self.pick(TASKS), n=self._number(9999), w=self.pick(THINGS), p=self.pick(TOPICS),
                                           c=self.pick(["london", "rome", "oslo", "boston", "cairo", "tokyo"])))

    def _greeting(self) -> str:
        return self.pick(GREETINGS)
