"""What of a tool's JSON schema can be made of the user's words.

References inside the schema are followed; of what may be one of several things, one that can be said is taken.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from duologue.core.display_text import plain_line, shortened
from duologue.core.events import Json
from duologue.core.writing import spoken_name
from duologue.tools.base import Argument, Reads

LONGEST_HELP = 160
"""Characters of a description that decides which tool is called, or what an argument is."""
MOST_SPOKEN = 10
"""Arguments of a tool that can be called by voice."""
MOST_OPTIONS = 24
"""Values of an argument that is one of several."""
DEEPEST_REFERENCE = 6
"""References and choices inside each other that are followed."""
_READS = {"string": Reads.PHRASE, "number": Reads.NUMBER, "integer": Reads.NUMBER}
_SAYABLE = ("enum", "string", "number", "integer", "boolean", "array")
"""Kinds of values that can be said; of several that an argument may be, the first of these."""
_AND = re.compile(r"\s*(?:,\s*and\s+|,\s*|\s+and\s+)\s*", re.IGNORECASE)
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[\s._/-]+")

Meaning = Callable[[str], Json]
"""What the words that were read for an argument are as the server takes it."""


def plain_name(name: str) -> str:
    """ "getUserInfo" -> "get user info", as it is said."""
    return " ".join(part for part in _WORDS.split(name) if part).lower()


class Arguments:
    """The arguments of a schema. speakable: those that can be said are all that the tool needs.

    meant: by argument, what the words read for it are. whole: names of arguments that are whole numbers.
    """

    def __init__(self, schema: Mapping[str, Json]) -> None:
        self.spoken: list[Argument] = []
        self.meant: dict[str, Meaning] = {}
        self.whole: set[str] = set()
        self._schema = schema
        known, self.needed = _outline(schema, self._followed(schema))
        for name in sorted(known, key=lambda name: name not in self.needed):  # what is needed comes first
            argument = self._argument(name, known[name], required=name in self.needed)
            if argument is not None and len(self.spoken) < MOST_SPOKEN:
                self.spoken.append(argument)
        self.speakable = {argument.name for argument in self.spoken} >= set(self.needed)

    def _argument(self, name: str, given: Json, *, required: bool) -> Argument | None:
        """None if its value cannot be said."""
        value = self._sayable(given)
        if value is None or len(name) > LONGEST_HELP:
            return None
        outer = given if isinstance(given, dict) else {}
        described = outer.get("description") or value.get("description") or value.get("title")
        about = shortened(plain_line(str(described or plain_name(name))), LONGEST_HELP)
        kind = _kind(value)
        if kind == "enum":
            return self._choice(name, about, _options(value), required=required)
        if kind == "boolean":
            self.meant[name] = {"true": True, "false": False}.get
            label = plain_name(name)
            meanings = (("true", f"yes, with {label}: {about}"), ("false", f"no, without {label}"))
            return Argument(name, Reads.OPTION, about, required, meanings)
        if kind == "array":
            if _kind(self._sayable(value.get("items", {"type": "string"})) or {}) != "string":
                return None
            self.meant[name] = several
            return Argument(name, Reads.PHRASE, about, required)
        if kind == "integer":
            self.whole.add(name)
        reads = Reads.URL if kind == "string" and value.get("format") in ("uri", "url") else _READS[kind]
        return Argument(name, reads, about, required)

    def _choice(self, name: str, about: str, options: list[tuple[str, Json]], *, required: bool) -> Argument | None:
        said = {plain_line(words, LONGEST_HELP): option for words, option in options}
        if not 0 < len(options) <= MOST_OPTIONS or len(said) < len(options) or "" in said:
            return None
        self.meant[name] = said.get
        meanings = tuple((option, f"{spoken_name(option)}: {about}") for option in said)
        return Argument(name, Reads.OPTION, about, required, meanings)

    # ---- what a schema comes to ----------------------------------------------------------------------------------

    def _sayable(self, value: Json) -> dict[str, Json] | None:
        """Of what a value may be, the kind that can be said best; None if none of them can be."""
        kinds = [each for each in self._followed(value) if _kind(each)]
        named = [each for each in kinds if each.get("const") is not None or each.get("enum")]
        if len(named) > 1 and len(named) == len(kinds):  # each of them is one value
            return {"enum": [option for each in named for _, option in _options(each)]}
        return min(kinds, key=lambda each: _SAYABLE.index(_kind(each)), default=None)

    def _followed(self, value: Json, depth: int = 0) -> list[dict[str, Json]]:
        """The plain things that a value may be; "nothing" is none of them."""
        if not isinstance(value, dict) or depth > DEEPEST_REFERENCE:
            return []
        if isinstance(value.get("$ref"), str):
            return self._followed(self._referred(value["$ref"]), depth + 1)
        for key in ("anyOf", "oneOf"):
            if isinstance(choices := value.get(key), list):
                return [each for choice in choices for each in self._followed(choice, depth + 1)]
        if isinstance(parts := value.get("allOf"), list):
            whole = {key: each for key, each in value.items() if key != "allOf"}
            merged = [each for part in parts for each in self._followed(part, depth + 1)]
            return [dict(item for part in (*merged, whole) for item in part.items())] if merged else [whole]
        if isinstance(kinds := value.get("type"), list):
            return [value | {"type": kind} for kind in kinds if kind != "null"]
        return [] if value.get("type") == "null" else [value]

    def _referred(self, reference: str) -> Json:
        """What a reference inside the schema stands for; others are not followed."""
        found: Json = self._schema
        for step in reference.removeprefix("#/").split("/") if reference.startswith("#/") else ("",):
            name = step.replace("~1", "/").replace("~0", "~")
            found = found.get(name) if isinstance(found, dict) else None
        return found


def _outline(schema: Mapping[str, Json], forms: list[dict[str, Json]]) -> tuple[dict[str, Json], list[str]]:
    """The properties of a schema and the names of those that are needed; of several forms, the least demanding one."""
    found = [form for form in (schema, *forms) if isinstance(form.get("properties"), dict)]
    if not found:
        return {}, _names(schema)
    best = min(found, key=lambda form: len(_names(form)) if form is not schema else -1)
    return dict(best["properties"]), list(dict.fromkeys((*_names(best), *_names(schema))))


def _names(schema: Mapping[str, Json]) -> list[str]:
    required = schema.get("required")
    return [name for name in required if isinstance(name, str)] if isinstance(required, list) else []


def _kind(value: Mapping[str, Json]) -> str:
    """Which of the sayable kinds a plain value is, "" if none."""
    if value.get("const") is not None or isinstance(value.get("enum"), list):
        return "enum" if _options(value) else ""
    kind = value.get("type")
    if kind is None and any(name in value for name in ("format", "pattern", "minLength", "maxLength")):
        kind = "string"
    return kind if isinstance(kind, str) and kind in _SAYABLE else ""


def _options(value: Mapping[str, Json]) -> list[tuple[str, Json]]:
    """The values of which it is one, in words; [] if one of them cannot be said."""
    given = [value["const"]] if value.get("const") is not None else value.get("enum")
    known = [each for each in given if each is not None] if isinstance(given, list) else []
    if not all(isinstance(each, str | int | float) for each in known):
        return []
    return [(str(each), each) for each in known]


def several(words: str) -> Json:
    """The things that words name one after the other: "milk, eggs and rice"."""
    return list(_parts(words))


def _parts(words: str) -> Iterator[str]:
    for part in _AND.split(words.strip()):
        if part:
            yield part
