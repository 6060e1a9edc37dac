"""Texts to words and marks, and back: what the phrase tables are made of.

A word that ends or begins with an apostrophe or begins with a hyphen is written onto its neighbour. The opening marks
of Spanish questions are no words: they are put where the closing ones ask for them.
"""

import re
from collections.abc import Sequence

_QUOTES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
                         "–": "-", "—": "-", "‐": "-", "…": ".", "\u00a0": " ", "\u202f": " ",
                         "¿": " ", "¡": " "})  # fmt: skip
_WORDS = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['-]?[^\W_]+)*'?|[^\w\s]")
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ENGLISH_NUMBER = re.compile(
    rf"\b({_TENS}) (one|two|three|four|five|six|seven|eight|nine|first|second|third|fifth)\b", re.I
)
_SPLIT = {
    "en": re.compile(r"(.+?)(n't|'(?:s|ll|re|ve|m|d))$", re.I),
    "de": re.compile(r"(.+?)('s)$", re.I),
    "fr": re.compile(
        r"(.+?)((?:-t)?-(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|moi|toi|le|la|les|lui|leur|y|en|là|ci))$", re.I
    ),
}
_ELISION = re.compile(r"((?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu|quoiqu)')(.+)$", re.I)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*$")
_CONTRACTED = {"es": {("a", "el"): "al", ("de", "el"): "del"}}
"""Words that are always written as one."""
ENDS = frozenset(".?!")
_TITLES = frozenset(("mr", "mrs", "ms", "dr", "prof", "st", "sr", "sra"))
"""What may stand before a point that ends no sentence."""
_CLOSING = frozenset(".,?!:;%)]}")
_LEFT_ONLY = frozenset("([{")


def tokens(text: str, language: str) -> list[str]:
    """The words and marks of a text, in the case they are written in."""
    text = text.translate(_QUOTES)
    if language == "en":
        text = _ENGLISH_NUMBER.sub(r"\1-\2", text)
    found: list[str] = []
    for word in _WORDS.findall(text):
        if word.endswith("'") and language != "fr":
            word = word[:-1]  # a closing quotation mark  # noqa: PLW2901
        _divide(word, language, found)
    return found


def contracted(words: Sequence[str], language: str, begin: int = 0) -> list[int]:
    """Places of the words, none before begin, that are written as one with the word before them."""
    known = _CONTRACTED.get(language, {})
    pairs = ((words[at - 1].lower(), words[at]) for at in range(begin + 1, len(words)))
    return [at for at, pair in enumerate(pairs, begin + 1) if pair in known]


def contraction(words: tuple[str, str], language: str) -> str:
    """What `contracted` words are written as, in the case of the first."""
    one = _CONTRACTED[language][words[0].lower(), words[1]]
    return words[0][0] + one[1:]


def number(token: str) -> bool:
    """Whether a token is written in figures."""
    return _NUMBER.match(token) is not None


def ends_sentence(before: str, word: str) -> bool:
    """Whether a mark ends a sentence. before: the word before it, "" for none."""
    return word in ENDS and not (word == "." and before.lower() in _TITLES)


def text_of(words: Sequence[str], language: str, *, begins: bool = True) -> str:
    """Words and marks as a text. begins: whether they begin a sentence, which then has a capital letter."""
    out = ""
    glue, capital, quoted, start = True, begins, False, 0
    for before, word in zip(["", *words], words, strict=False):
        if capital and word[0].isalpha():
            word, capital = word[:1].upper() + word[1:], False  # noqa: PLW2901
        attached = word in _CLOSING or (len(word) > 1 and word[0] in "'-") or word.lower() == "n't"
        if word == '"':
            attached, quoted = quoted, not quoted
        if not glue and not attached:
            out += " "
        if not out or out[-1:] in [".", "!", "?"]:
            start = len(out)
        out += word
        glue = (word == '"' and quoted) or word in _LEFT_ONLY or (len(word) > 1 and word.endswith("'"))
        if ends_sentence(before, word):
            if language == "es" and word in "?!":
                out = out[:start] + _opened(out[start:], word)
            capital, start = True, len(out)
    return out


def figures(token: str, source: str, target: str) -> str:
    """A number in figures as the target language writes it: points and commas change places beside English."""
    if (source == "en") == (target == "en"):
        return token
    thousands, point = (",", ".") if source == "en" else (".", ",")
    if not re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})*(?:\{point}\d+)?", token):
        return token
    return token.translate(str.maketrans(thousands + point, point + thousands))


def _opened(sentence: str, mark: str) -> str:
    space = len(sentence) - len(sentence.lstrip())
    return sentence[:space] + ("¿" if mark == "?" else "¡") + sentence[space:]


def _divide(word: str, language: str, found: list[str]) -> None:
    if language == "fr" and (elided := _ELISION.match(word)) and word.lower() != "aujourd'hui":
        found.append(elided[1])
        _divide(elided[2], language, found)
        return
    rule = _SPLIT.get(language)
    if rule is not None and (parts := rule.match(word)) and word.lower() != "rendez-vous":
        found.extend(parts.groups())
        return
    found.append(word)
