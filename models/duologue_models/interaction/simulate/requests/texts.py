"""Sentences of the openly licensed corpora: questions, tasks, what people tell each other, slot values.

Sources and licences stand in models/CARD.md.
"""

import lzma
import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from duologue_models.interaction.simulate.corpora import rows

PAIRS = ("en-de", "en-es", "en-fr")
Dialog = dict[str, Any]
DIALOGS = 3000
"""How many dialogs of schema-guided-dialogue are read."""
LONGEST_QUESTION, LONGEST_REPLY = 18, 7
"""Most words of a question that an assistant asks back, and of the reply."""
_TASK = re.compile(
    r"(?:I want to|I have to|I need to|You should|You have to|I'd like to|We have to|Don't forget to|You need to"
    r"|We need to|I must|I'd better|You'd better|I forgot to|Remember to) ([a-z][^,?!;:\"]{3,38})\."
)
_NOT_A_TASK = re.compile(
    r"\b(?:not|never|be|have|know|Tom|Mary|you|your|see|stop|she|he|every|once|minutes?|hours?|days?|weeks?|months?|years?"
    r"|seconds?|o'clock|tomorrow|today|tonight|now|soon|again|any ?more|longer|at \w+|in \d.*|because|if|that|when)\b"
)
_NO_THING = re.compile(
    r"\b(?:bit|lot|example|time|way|few|more|other|different|same|new|good|little|something|great|idea|one|ones|kind|day|night)\b"
)
_THING = re.compile(
    r"(?:I need|I bought|I want|We need|I like|I'd like|I love|Bring me|Give me|I ate|He bought|She bought)"
    r" ((?:a|an|some|the|two|three) [a-z]{3,12}(?: [a-z]{3,12})?)(?: .{0,20})?\."
)
_QUESTION = re.compile(r"(?:What|Why|How|Who|Where|When|Which|Do|Does|Is|Are|Can|Did|Was|Were)\b[^\"()]{8,70}\?")
_KNOWLEDGE = re.compile(r"(?:What|Why|How|Who|Where|When|Which|Does|Is|Are|Did)\b[^\"()]{8,70}\?")
_OWN = re.compile(
    r"\b(?:time is it|what day|what date|today's date|weather|temperature|forecast|rain(?:ing|y)?|snow(?:ing)?|timer"
    r"|alarm|remind(?:er)?|translate|square root|plus|minus|multiplied|divided|percent|(?:shopping|to-?do|my) list"
    r"|joke|flip a coin|roll (?:a|the) di(?:e|ce)|spell|volume|louder|dark mode|repeat that|what can you do|your name"
    r"|notes?|listening|how many (?:\w+ )?(?:are|is|in)|can you hear|how are you|how long have)\b",
    re.IGNORECASE,
)
"""Pattern of what a built-in tool or a short reply answers."""
_NO_REPLY = re.compile(r"\?|\b(?:thanks?|that's all|that is all|that will be all|nothing|all set|no more|bye)\b")
"""Pattern of a reply that asks something else, or ends the talk."""
_PERSONAL = re.compile(r"\b(?:Tom|Mary|he|she|him|her|his|they|them|you|your|we|us|this|that|these|those)\b", re.I)
_TOLD = re.compile(r"(?:I|We|He|She|They|My|Our|Tom|Mary|The)\b[^\"?!()]{14,80}\.")
_TO_PEOPLE = re.compile(
    r"(?:Come|Go|Give|Put|Take|Look|Wait|Get|Let|Don't|Bring|Close|Open|Turn|Pass|Leave|Sit|Hurry|Help|Be|Watch)\b"
    r"[^\"?()]{6,50}[.!]"
)
_SAYING = re.compile(r"[A-Z][a-z' ]{5,28}[.!?]")


def plain(text: str) -> str:
    """One line without quotes."""
    return " ".join(re.sub(r"[\"“”()\[\]*_#<>]", " ", text.replace("’", "'")).split())


def english(data: Path) -> list[str]:
    """The English sentences of the pairs of Tatoeba, each once."""
    found: set[str] = set()
    for pair in PAIRS:
        with lzma.open(data / f"tatoeba-pairs/{pair}.tsv.xz", "rt", encoding="utf-8") as lines:
            found.update(line.split("\t", 1)[0] for line in lines)
    return sorted(plain(text) for text in found if text.isascii())


def _captured(pattern: re.Pattern[str], texts: Iterable[str]) -> list[str]:
    return sorted({m[1] for text in texts if (m := pattern.fullmatch(text))})


def _matching(pattern: re.Pattern[str], texts: Iterable[str], words: tuple[int, int] = (3, 14)) -> list[str]:
    return [t for t in texts if pattern.fullmatch(t) and words[0] <= len(t.split()) <= words[1]]


class Texts:
    """What the corpora hold, by what it is good for. data: the folder of the corpora."""

    def __init__(self, data: Path) -> None:
        pairs = english(data)
        self.tasks = [t for t in _captured(_TASK, pairs) if not _NOT_A_TASK.search(t) and len(t.split()) <= 7]
        self.things = [t.lower() for t in _captured(_THING, pairs) if not _NO_THING.search(t)]
        self.told = _matching(_TOLD, pairs, (5, 14))
        self.to_people = _matching(_TO_PEOPLE, pairs, (3, 10))
        self.between = _matching(_QUESTION, pairs, (4, 12))
        self.sayings = [t.lower().rstrip(".") for t in _matching(_SAYING, pairs, (2, 6))]
        knowledge = _matching(_KNOWLEDGE, pairs, (4, 14))
        self.questions = [
            t.rstrip("?") for t in knowledge if not _PERSONAL.search(t) and "?" not in t[:-1] and not _OWN.search(t)
        ]
        dialogs = list(islice(rows(data / "schema-guided-dialogue/train.jsonl.xz"), DIALOGS))
        self.asked = sorted(
            {plain(t).rstrip(".?! ") for t in _asked(data, dialogs) if 3 <= len(t.split()) <= 26 and not _OWN.search(t)}
        )
        self.exchanges = sorted(set(_exchanges(dialogs)))
        self.answers = sorted({plain(t) for t in _answers(dialogs) if 3 <= len(t.split()) <= 30})

    def phrases(self) -> dict[str, list[str]]:
        """What is added to the own lists of words."""
        notes = [t.rstrip(".").lower() for t in self.told if t.startswith(("My ", "The ", "Our "))]
        topics = sorted({t.split(" ", 1)[1] for t in self.things})
        return {
            "tasks": self.tasks,
            "things": self.things,
            "notes": notes,
            "sayings": self.sayings,
            "topics": topics,
            "questions": [t.lower() for t in self.questions],
            "declarative": notes,
        }


_OPEN_CLINC = frozenset(
    "oos fun_fact definition meaning_of_life travel_suggestion recipe nutrition_info food_last ingredient_substitution "
    "cook_time plug_type international_visa exchange_rate distance directions restaurant_suggestion "
    "meal_suggestion vaccines tire_change oil_change_how jump_start improve_credit_score calories carry_on "
    "how_busy taxes interest_rate gas_type ingredients_list restaurant_reviews timezone next_holiday "
    "what_song mpg apr rollover_401k w2 insurance book_flight book_hotel car_rental order "
    "flight_status how_old_are_you "
    "what_are_your_hobbies where_are_you_from who_do_you_work_for do_you_have_pets".split()
)
_OPEN_NLU = frozenset(
    "qa_factoid qa_definition qa_currency qa_stock general_quirky cooking_recipe news_query "
    "recommendation_events recommendation_locations recommendation_movies transport_query transport_traffic".split()
)


def _asked(data: Path, dialogs: Iterable[Dialog]) -> Iterator[str]:
    """What people ask an assistant that needs knowledge or a service."""
    for row in rows(data / "clinc150/clinc150.jsonl.xz"):
        if row["intent"] in _OPEN_CLINC and row["split"] in {"train", "oos_train", "oos_val"}:
            yield row["t"]
    for row in rows(data / "nlu-evaluation/home_nlu.jsonl.xz"):
        if row["intent"] in _OPEN_NLU and len(row["t"].split()) >= 4:
            yield row["t"]
    for row in rows(data / "snips-nlu/snips_custom_intents.jsonl.xz"):
        if row["intent"] in {"SearchCreativeWork", "SearchScreeningEvent"} and row["split"] == "train":
            yield row["t"]
    for dialog in dialogs:
        yield dialog["turns"][0]["t"]
    for dialog in rows(data / "taskmaster/tm3_fragment.jsonl.xz"):
        first = dialog["turns"][0]
        if first["s"] == "user" and len(first["t"].split()) > 5:
            yield first["t"]


def _exchanges(dialogs: Iterable[Dialog]) -> Iterator[tuple[str, str]]:
    """Questions of an assistant and short replies to them."""
    for dialog in dialogs:
        for asked, replied in pairwise(dialog["turns"]):
            question, reply = plain(asked["t"]), plain(replied["t"]).lower().rstrip(".!")
            asks = asked["s"] == "assistant" and question.endswith("?") and len(question.split()) <= LONGEST_QUESTION
            replies = 1 <= len(reply.split()) <= LONGEST_REPLY and not _NO_REPLY.search(reply)
            if asks and replies and not _OWN.search(reply):
                yield question, reply


def _answers(dialogs: Iterable[Dialog]) -> Iterator[str]:
    for dialog in dialogs:
        yield from (turn["t"] for turn in dialog["turns"] if turn["s"] == "assistant")
