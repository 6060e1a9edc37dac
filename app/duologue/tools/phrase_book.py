"""phrase.translate: common phrases in a few languages, by hand. Anything else is for the background model.

The table is assets/phrases.tsv, a phrase a line: its English forms with "/" between them, then each language.
"""

import functools
import re

from duologue.core.paths import assets_folder
from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import ToolFacts, Values
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError
from duologue.tools.readers import LANGUAGES

_PHRASE = Argument(
    "phrase", Reads.PHRASE, "the words that are put into another language: hello, good morning", parts=True
)
_TARGET = Argument("target", Reads.LANGUAGE, "the language they are put into: French, German, Spanish")
TABLE = "phrases.tsv"
_ARTICLE = re.compile(r"^(?:the|a|an|my)\s+")
_NAMES = {code: name.capitalize() for name, code in reversed(LANGUAGES.items())}


def _key(phrase: str) -> str:
    return " ".join(re.findall(r"[\w']+", phrase.casefold().replace("’", "'")))


@functools.cache
def _phrases() -> dict[str, dict[str, str]]:
    """Each phrase by its key, in each language of the table."""
    lines = (assets_folder() / TABLE).read_text(encoding="utf-8").splitlines()
    _, *targets = lines[0].split("\t")
    found: dict[str, dict[str, str]] = {}
    for line in lines[1:]:
        english, *others = line.split("\t")
        found |= {_key(form): dict(zip(targets, others, strict=True)) for form in english.split("/")}
    return found


def tools() -> list[Tool]:
    """The tool."""
    use = "says a phrase in another language: translate hello into French, how do I say good morning in German"
    facts = ToolFacts("Phrase book", looks=True, shows=_sheet, lacks="What should I say, and in which language?")
    return [Tool("phrase.translate", use, _translate, (_PHRASE, _TARGET), facts=facts, for_models=False)]


def _translate(request: Request) -> Answer:
    phrase, target = request.text("phrase"), request.text("target")
    language, key = _NAMES.get(target, target), _key(request.text("phrase"))
    known = _phrases().get(key) or _phrases().get(_ARTICLE.sub("", key), {})
    if target not in known:
        what = f"My phrase book has no {language}." if known else "My phrase book doesn't have that."
        raise ToolError(f"{phrase}: {what}", what, ask=True)
    text = known[target]
    return Answer({"phrase": phrase, "target": target, "text": text}, f"In {language}: {text.rstrip('?! ')}.")


def _sheet(_: Values, result: Values) -> Sheet:
    language = _NAMES[str(result["target"])]
    return Sheet("phrase", language, (Line(str(result["text"]), str(result["phrase"])),))
