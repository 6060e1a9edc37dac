"""English words that are written alike and spoken differently, told apart by the words around them.

espeak-ng knows many of them by itself; here stand those that it gets wrong, as phonemes of espeak-ng.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BARE = re.compile(r"^[^\w]+|[^\w]+$")
_DETERMINERS = _words("the a an this that these those my your his her its our their no some any every each")
_OBJECTS = _DETERMINERS | _words("it them him her us me you two three all up down back")
_SUBJECTS = _words("i you we they who people")
_MODALS = _words(
    "to will would can could shall should may might must do does did don't doesn't didn't won't can't cannot couldn't "
    "shouldn't wouldn't let's please i'll you'll we'll they'll he'll she'll it'll not never always"
)
_BE = _words("am is are was were be been being i'm you're we're they're he's she's it's isn't aren't wasn't weren't")
_HAVE = _words("have has had having i've you've we've they've i'd haven't hasn't hadn't")
_ADVERBS = _words("already just never ever often also only really always recently even finally then")
_PAST = _words("yesterday ago last earlier once twice before then when")
_PERSONS = _words("i you we they he she it who")
_PREPOSITIONS = _words("in on at by from near with off over under for every until after before")
_PLURAL = re.compile(r"[a-z]+[^s'’]s")
_METAL = _words("pipe pipes paint pencil poisoning acid bullet bullets weight weights glass roof mine ore battery shot")
_HOLDS_METAL = _words("pencil pencils paint petrol gasoline water pipe pipes blood soil glass battery")
_SMALL = _words(
    "amount amounts quantity quantities detail details difference differences particle particles trace traces fraction "
    "crack cracks change changes bits pieces"
)
_FISH = _words("fish fishing caught catch lake river pond sea grilled striped fried")
_CLOTH = _words("jeans shirt coat fabric paper cloth sail net tent dress trousers jacket bag page sock")


@dataclass(frozen=True, slots=True)
class _Place:
    """A word among others, all in lower case and without marks; "" stands before the first and after the last."""

    words: Sequence[str]
    at: int

    def __getitem__(self, offset: int) -> str:
        index = self.at + offset
        return self.words[index] if 0 <= index < len(self.words) else ""

    @property
    def before(self) -> str:
        """The word before it that is no adverb."""
        return next((word for word in reversed(self.words[: self.at]) if word not in _ADVERBS), "")

    @property
    def is_verb(self) -> bool:
        """It says what somebody does, did not or is to do."""
        if self[-1] in _MODALS or self.before in _SUBJECTS or self.before in _MODALS:
            return True
        return not self[-1] and self[1] in _OBJECTS

    @property
    def is_done_by_several(self) -> bool:
        """It says what the things or people before it do."""
        return bool(_PLURAL.fullmatch(self[-1])) and (self[1] in _PREPOSITIONS or not self[1])

    @property
    def is_named(self) -> bool:
        """It is a thing: an article or the like stands before it, at most one more word between."""
        return self[-1] in _DETERMINERS or (self[-2] in _DETERMINERS and not self.is_verb and self[-1] not in _BE)


Rule = Callable[[_Place], bool]


def _verb(place: _Place) -> bool:
    return place.is_verb or place.is_done_by_several


def _named(place: _Place) -> bool:
    return place.is_named


def _was_read(place: _Place) -> bool:
    if place.before in _HAVE | _BE:
        return True
    if place.is_named or not _MODALS.isdisjoint((place[-1], place[-2], place.before)):
        return False
    return place.before in ("he", "she") or (place.before in _PERSONS and not _PAST.isdisjoint(place.words))


def _metal(place: _Place) -> bool:
    holds = place[1] == "in" and not _HOLDS_METAL.isdisjoint(place.words[place.at :])
    made = place[-1] in ("of", "as", "contain", "contains", "containing", "contained", "molten", "melted", "with")
    return place[1] in _METAL or holds or (made and place[1] in ("", "or", "and"))


def _habit(place: _Place) -> bool:
    """ "Used to" as in "we used to" and "I am used to it", not as in "it is used to cut"."""
    accustomed = place[2] in _OBJECTS or place[2].endswith("ing") or place[2] == ""
    return place[1] == "to" and (place.before not in _BE or accustomed)


_SOUNDS: Mapping[str, tuple[tuple[Rule, str], ...]] = {
    "read": ((_was_read, "r'Ed"),),
    "lead": ((_metal, "l'Ed"),),
    "live": ((lambda p: p[-1] == "people" or p.is_verb or p.is_done_by_several, "l'Iv"),),
    "close": ((_verb, "kl'oUz"),),
    "used": ((_habit, "j'u:st"),),
    "contract": ((_verb, "k@ntr'akt"),),
    "conflict": ((_verb, "k@nfl'Ikt"),),
    "increase": ((_verb, "Inkr'i:s"),),
    "decrease": ((_verb, "dI2kr'i:s"),),
    "insult": ((_verb, "Ins'Vlt"),),
    "subject": ((lambda p: p.is_verb and p[1] in _OBJECTS, "s@bdZ'Ekt"),),
    "excuse": ((_verb, "Ekskj'u:z"),),
    "separate": ((_verb, "s'Ep@r,eIt"),),
    "polish": ((lambda p: p.is_verb or p[-1] in ("nail", "shoe", "floor"), "p'0lIS"),),
    "wind": ((lambda p: p.is_verb and p[1] in _OBJECTS | {"around", "through"}, "w'aInd"),),
    "wound": ((lambda p: p.before in _PERSONS | _HAVE and p[1] in _OBJECTS | {"around", "through"}, "w'aUnd"),),
    "row": ((lambda p: p[1] in ("about", "over", "with") and p[-1] in ("a", "another", "big", "terrible"), "r'aU"),),
    "bass": ((lambda p: not _FISH.isdisjoint(p.words), "b'as"),),
    "dove": ((lambda p: p.before in _PERSONS and p[1] in ("into", "in", "down", "under", "off", "from"), "d'oUv"),),
    "content": ((lambda p: p[1] in ("with", "to", "") and p.before in _BE | {"very", "quite"}, "k@nt'Ent"),),
    "minute": ((lambda p: p[1] in _SMALL or p[-1] in ("very", "so", "too"), "maIn'u:t"),),
    "tear": ((lambda p: p[1] == "in" and not _CLOTH.isdisjoint(p.words[p.at :]), "t'e@"),),
    "resume": ((_named, "r'Ez@m,eI"),),
    "advocate": ((_named, "'adv@k@t"),),
    "associate": ((_named, "@s'oUsI2@t"),),
    "duplicate": ((_named, "d'u:plI2k@t"),),
    "delegate": ((_named, "d'ElI2g@t"),),
    "attribute": ((_named, "'atrI2bj,u:t"),),
    "alternate": ((lambda p: not p.is_verb, "'O:lt3n@t"),),
}
"""By word: when it sounds how; otherwise it is as espeak-ng says it."""


def heteronym_sounds(words: Sequence[str]) -> list[str | None]:
    """For each written word of a clause its phonemes in double brackets, None where espeak-ng knows by itself."""
    bare = [_BARE.sub("", word).lower().replace("’", "'") for word in words]
    return [
        next((f"[[{sound}]]" for rule, sound in _SOUNDS.get(word, ()) if rule(_Place(bare, at))), None)
        for at, word in enumerate(bare)
    ]
