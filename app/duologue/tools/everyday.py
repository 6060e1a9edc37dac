"""Small exact answers that everybody asks for: chance, jokes, spelling."""

import random
import re

from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import ToolFacts, Values
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError
from duologue.tools.wording import join_words, say_number

MOST_DICE = 20
MOST_SIDES = 1000
LARGEST = 10**12
"""Largest number that is drawn, either way from zero."""
LONGEST_SPELT = 40
"""Letters of a word, or of several, that are spelt."""
_WHAT = Argument(
    "what", Reads.OPTION, "what decides: a coin, dice, a number",
    options=(
        ("coin", "a coin: flip a coin, toss a coin, heads or tails"),
        ("dice", "dice: roll a die, roll the dice, throw two dice, a twenty sided die"),
        ("number", "a random number: pick a number, a number between one and ten"),
    ),
)  # fmt: skip
_COUNT = Argument("count", Reads.NUMBER, "how many dice or coins: two dice, three coins", required=False)
_SIDES = Argument("sides", Reads.NUMBER, "how many sides the dice have: twenty sided, six sides", required=False)
_LOW = Argument("low", Reads.NUMBER, "the smallest number that may come: between one and", required=False)
_HIGH = Argument("high", Reads.NUMBER, "the largest number that may come: up to ten, to a hundred", required=False)
_WORD = Argument("word", Reads.TEXT, "the word that is spelled: necessary, rhythm", parts=True)
_ABOUT = Argument("about", Reads.TEXT, "what the joke is about: cats, computers", required=False)

JOKES = (
    "I told my suitcase we're not going anywhere this year. Now it's dealing with emotional baggage.",
    "Why did the clock get sent to the principal? It kept tocking in class.",
    "I used to be afraid of hurdles, but I got over it.",
    "Why don't mountains ever get cold? They wear snow caps.",
    "My plants and I have an understanding. I forget to water them, and they pretend to be fine.",
    "Why did the computer go to bed early? It needed to crash.",
    "I asked the librarian for a book about patience. She said there's a waiting list.",
    "What do you call a cat that gets everything it wants? Purr-suasive.",
    "Why was the math book so tired? It had too many problems to sleep.",
    "I bought a boat because it was for sail.",
    "What did one wall say to the other? I'll meet you at the corner.",
    "Why did the dog sit in the shade? It didn't want to become a hot dog.",
    "I have a joke about timing. I'll tell it to you later.",
    "Why do cows never lose an argument? They always have the last moo.",
    "What does a baker say on a bad day? That's the way the cookie crumbles.",
    "I wanted to be a gardener, but I couldn't put down roots.",
    "Why did the coffee call the police? It got mugged.",
    "What is a keyboard's favorite meal? Anything with chips and a space bar.",
    "My alarm clock and I don't speak. It's always going off about something.",
    "Why are teachers good at sea? They know how to handle the currents and the classes.",
)
"""Own work, to be told aloud in under eight seconds each."""


class Everyday:
    """rng: draws coins, dice, numbers and the order of the jokes."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._jokes: list[str] = []

    def tools(self) -> list[Tool]:
        """The tools."""
        chance = "lets chance decide: flip a coin, roll the dice, pick a random number"
        joke = "tells a joke, says something funny, makes me laugh"
        spell = "spells a word letter by letter: how do you spell necessary, how is it written"
        drawn = ToolFacts("Chance", looks=True, shows=_drawn_sheet)
        spelt = ToolFacts("Spelling", looks=True, shows=_spelt_sheet, lacks="Which word should I spell?")
        return [
            Tool("chance.draw", chance, self._draw, (_WHAT, _COUNT, _SIDES, _LOW, _HIGH), facts=drawn),
            Tool("joke.tell", joke, self._joke, (_ABOUT,), facts=ToolFacts("Joke", looks=True), for_models=False),
            Tool("spelling.spell", spell, _spell, (_WORD,), facts=spelt, for_models=False),
        ]

    def _draw(self, request: Request) -> Answer:
        count = _whole(request, "count", 1)
        if not 1 <= count <= MOST_DICE:
            raise ToolError(f"I can throw up to {MOST_DICE} at once.")
        match request.text("what"):
            case "coin":
                sides = [self._rng.choice(("heads", "tails")) for _ in range(count)]
                return Answer({"what": "coin", "drawn": sides}, f"{join_words(sides).capitalize()}.")
            case "dice":
                return self._throw(count, _whole(request, "sides", 6))
            case _:
                return self._number(_whole(request, "low", 1), _whole(request, "high", 0))

    def _throw(self, count: int, sides: int) -> Answer:
        if not 2 <= sides <= MOST_SIDES:
            raise ToolError(f"A die needs two to {MOST_SIDES} sides.")
        rolls = [self._rng.randint(1, sides) for _ in range(count)]
        said = join_words([say_number(roll) for roll in rolls]).capitalize()
        total = f", {say_number(sum(rolls))} in all" if count > 1 else ""
        return Answer({"what": "dice", "drawn": rolls, "total": sum(rolls)}, f"{said}{total}.")

    def _number(self, low: int, high: int) -> Answer:
        if not high:  # "pick a number", or "up to twenty" that was read as the smaller one
            low, high = (1, 10) if low == 1 else (1, low)
        low, high = min(low, high), max(low, high)
        if max(-low, high) > LARGEST:
            raise ToolError("That number is too large for me.")
        drawn = self._rng.randint(low, high)
        return Answer(
            {"what": "number", "drawn": [drawn], "low": low, "high": high}, f"{say_number(drawn)}.".capitalize()
        )

    def _joke(self, request: Request) -> Answer:
        """Each of the jokes once before any comes again; of those about something, one that mentions it."""
        if not self._jokes:
            self._jokes = self._rng.sample(JOKES, len(JOKES))
        about = {word.rstrip("s") for word in re.findall(r"\w+", request.text("about").casefold())}
        fitting = (joke for joke in self._jokes if about & {w.rstrip("s") for w in re.findall(r"\w+", joke.casefold())})
        joke = next(fitting, self._jokes[-1])
        self._jokes.remove(joke)
        return Answer({"joke": joke}, joke)


def _spell(request: Request) -> Answer:
    word = request.text("word")
    letters = [character for character in word if not character.isspace()]
    if len(letters) > LONGEST_SPELT:
        raise ToolError("That is too long to spell.")
    said = [", ".join(_letter(character) for character in part) for part in word.split()]
    return Answer({"word": word, "letters": letters}, f"{word.capitalize()}: {'; then '.join(said)}.")


def _letter(character: str) -> str:
    return {"-": "hyphen", "'": "apostrophe", "’": "apostrophe"}.get(character, character.upper())


def _whole(request: Request, name: str, otherwise: int) -> int:
    return round(request.number(name)) if name in request.arguments else otherwise


def _drawn_sheet(_: Values, result: Values) -> Sheet:
    title = {"coin": "Coin", "dice": "Dice", "number": "Number"}[result["what"]]
    again = ("chance.draw", {"what": result["what"]})
    return Sheet("chance", title, (Line(", ".join(map(str, result["drawn"])), press="Again", call=again),))


def _spelt_sheet(_: Values, result: Values) -> Sheet:
    return Sheet("spelling", "Spelling", (Line(str(result["word"]), " ".join(result["letters"]).upper()),))
