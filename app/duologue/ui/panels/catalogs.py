"""The catalogues that panels may be written in: A2UI's basic and minimal ones, and our own.

Two functions are not taken from a2ui-core: `regex`, because a pattern of a message could keep the window busy without
end, where Qt's regular expressions give up, and `formatDate`, which there knows nothing of quoted words ("'at' h:mm").
"""

from datetime import datetime
from functools import cache
from typing import Any

from a2ui.core import Catalog
from a2ui.core.basic_catalog import v0_9, v1_0
from a2ui.core.catalog import FunctionImplementation
from babel.dates import format_datetime
from PySide6.QtCore import QRegularExpression

from duologue.core.events import Json
from duologue.panels.catalogue import own_catalog

MINIMAL = "https://a2ui.org/specification/v0_9/catalogs/minimal/catalog.json"
_MINIMAL_COMPONENTS = frozenset(("Text", "Row", "Column", "Button", "TextField"))
LONGEST_PATTERN, LONGEST_MATCHED = 500, 10_000
"""Most characters of a pattern, and of a text that is matched with it."""


@cache
def catalogs() -> list[Any]:
    """All catalogues, made once: it takes the better part of a second.

    None refers to another one; a2ui-core would write each out in full to find that, which takes another second.
    """
    basic, newer = v0_9.BasicCatalog(), v1_0.BasicCatalog()
    components = [part for name, part in basic.components.items() if name in _MINIMAL_COMPONENTS]
    minimal = Catalog(MINIMAL, "v0.9", components, [_CAPITALIZE])
    made = [_guarded(basic), minimal, own_catalog(basic), _guarded(newer)]
    for catalog in made:
        catalog._cross_document_refs = False
    return made


def matches(pattern: str, text: str) -> bool:
    """Whether a text matches a pattern somewhere; not if the pattern is invalid, too long or takes too much time."""
    if len(pattern) > LONGEST_PATTERN or len(text) > LONGEST_MATCHED:
        return False
    expression = QRegularExpression(pattern)
    return expression.isValid() and expression.match(text).hasMatch()


def _guarded(catalog: Any) -> Any:
    """The catalogue with functions of ours."""
    for name, execute in (("regex", _regex), ("formatDate", _format_date)):
        given = catalog.functions[name]
        catalog.functions[name] = FunctionImplementation(
            name=name, return_type=given.return_type, schema=given.schema, execute=execute
        )
    return catalog


def _regex(args: dict[str, Json], _context: object = None, _abort: object = None) -> bool:
    return matches(str(args.get("pattern", "")), str(args.get("value") or ""))


def _format_date(args: dict[str, Json], _context: object = None, _abort: object = None) -> str:
    """A date by a pattern of Unicode's LDML; a text that is no date as it came, a pattern that is none as ISO 8601."""
    text, pattern = str(args.get("value") or ""), str(args.get("format") or "")[:LONGEST_PATTERN]
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    try:
        return (
            ""
            if not text
            else moment.isoformat()
            if pattern == "ISO"
            else format_datetime(moment, pattern, locale="en")
        )
    except (AttributeError, KeyError, ValueError):
        return moment.isoformat()


def _capitalize(args: dict[str, Json], _context: object = None, _abort: object = None) -> str:
    text = str(args.get("value") or "")
    return text[:1].upper() + text[1:]


_CAPITALIZE = FunctionImplementation(
    name="capitalize",
    return_type="string",
    schema={"type": "object", "properties": {"value": {}}, "required": ["value"], "additionalProperties": False},
    execute=_capitalize,
)
