"""What a tool of an MCP server answers: a short line is said, more is shown, pictures and links with it."""

import base64
import binascii
import itertools
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from duologue.core.display_text import plain_line, shortened
from duologue.core.events import Json
from duologue.core.sheets import Line, Picture
from duologue.tools.base import Answer, ToolError
from duologue.tools.mcp.arguments import plain_name
from duologue.tools.mcp.calling import FAILED_SAY
from duologue.tools.mcp.mending import LEFT_OUT
from duologue.tools.wording import join_words, sentence

if TYPE_CHECKING:
    import mcp_types as types

LONGEST_SAID = 200
"""Characters of an answer of one line that is said as it is."""
LONGEST_TEXT = 20_000
"""Characters of an answer that are kept."""
LARGEST_JSON = 1 << 16
"""Bytes of a structured answer."""
LARGEST_PICTURE = 6_000_000
"""Bytes of a picture that is shown."""
MOST_VALUES = 200
"""Lines that a structured answer is told in."""
DEEPEST = 4
"""Values inside values that are told apart; what lies deeper is told in one line."""
_NOTHING_SAID, _SHOWN = "Done.", "Here it is."
_BEGINS = {"png": b"\x89PNG", "jpeg": b"\xff\xd8\xff", "gif": b"GIF8", "webp": b"RIFF", "bmp": b"BM"}
"""What the data of each kind of picture begins with."""
_KINDS = {"jpg": "jpeg", "pjpeg": "jpeg", "x-png": "png", "x-ms-bmp": "bmp"}


def answer_of(name: str, result: "types.CallToolResult") -> Answer:
    """What a tool answered.

    Raises:
        ToolError: it failed.
    """
    parts = _Parts(result)
    structured = result.structured_content
    text = shortened("\n".join(parts.texts), LONGEST_TEXT)
    if result.is_error:
        why = (plain_line(text) or plain_line(_flat(structured or "")) or "it does not say why").rstrip(".")
        raise ToolError(f"{name} failed: {why}.", FAILED_SAY)
    read = shortened("\n".join((*parts.texts, *parts.links)), LONGEST_TEXT)
    values = _value(text) if text.lstrip()[:1] in ("{", "[") else None if text.strip() else structured
    lines = list(_lines(values)) if values is not None else []
    told = shortened("\n".join(lines), LONGEST_TEXT) if lines else text
    line = _sayable(told, lines, values)
    said = sentence(line) if line else ""
    shown = "\n".join(part for part in ("" if said else told, parts.note) if part.strip())
    nothing = _SHOWN if shown or parts.beside else _NOTHING_SAID
    return Answer(
        _result(read or told, structured, parts.note), said or nothing, text=shown, beside=tuple(parts.beside)
    )


def _sayable(told: str, lines: list[str], values: Json) -> str:
    """An answer in one sentence or a few, "" if it is too long for that."""
    if values is not None:
        flat = isinstance(values, Mapping) and not any(isinstance(value, Mapping | list) for value in values.values())
        told = " ".join(sentence(line) for line in lines) if flat and len(lines) > 1 else told
    if "\n" in told.strip() or len(line := plain_line(told, LONGEST_TEXT)) > LONGEST_SAID:
        return ""
    return line


class _Parts:
    """The blocks of an answer, sorted. links: in words. beside: pictures, and links that can be opened."""

    def __init__(self, result: "types.CallToolResult") -> None:
        self.texts: list[str] = []
        self.links: list[str] = []
        self.beside: list[Line | Picture] = []
        self._left_out: dict[str, int] = {}
        for block in result.content:
            self._take(block)

    @property
    def note(self) -> str:
        """What is left out, "" for nothing."""
        counted = [f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in self._left_out.items()]
        one = sum(self._left_out.values()) == 1
        return f"{join_words(counted)} {'is' if one else 'are'} not shown." if counted else ""

    def _take(self, block: "types.ContentBlock") -> None:
        match block.type:
            case "text":
                if (block.meta or {}).get(LEFT_OUT) is not None:
                    self._leave_out("part")
                else:
                    self.texts.append(block.text)
            case "image":
                self._picture(block.data, block.mime_type, "Picture")
            case "audio":
                self._leave_out("sound")
            case "resource":
                self._resource(block.resource)
            case "resource_link":
                name = plain_line(block.title or block.name)
                uri = str(block.uri)
                self.links.append(f"{name}: {uri}")
                self.beside.append(Line(name, plain_line(block.description or uri), link=uri if _opens(uri) else ""))

    def _resource(self, resource: "types.TextResourceContents | types.BlobResourceContents") -> None:
        if isinstance(text := getattr(resource, "text", None), str):
            self.texts.append(text)
        elif (resource.mime_type or "").startswith("image/"):
            self._picture(getattr(resource, "blob", ""), resource.mime_type or "", plain_line(str(resource.uri)))
        else:
            self._leave_out("file")

    def _picture(self, data: str, mime: str, about: str) -> None:
        address = picture_address(data, mime)
        if address:
            self.beside.append(Picture(address, about))
        else:
            self._leave_out("picture")

    def _leave_out(self, kind: str) -> None:
        self._left_out[kind] = self._left_out.get(kind, 0) + 1


def picture_address(data: str, mime: str) -> str:
    """A picture as an address that holds it; "" if it is broken, too large, or of a kind that cannot be shown."""
    kind = mime.casefold().removeprefix("image/").split(";")[0].strip()
    kind = _KINDS.get(kind, kind)
    if kind not in _BEGINS or len(data) > LARGEST_PICTURE * 4 // 3 + 4:
        return ""
    try:
        content = base64.b64decode(data, validate=False)
    except (binascii.Error, ValueError):
        return ""
    real = next((each for each, begins in _BEGINS.items() if content.startswith(begins)), "")
    return f"data:image/{real};base64,{base64.b64encode(content).decode()}" if real else ""


def _opens(address: str) -> bool:
    return address.startswith(("http://", "https://"))


# ---- structured answers --------------------------------------------------------------------------------------------


def _value(text: str) -> Json:
    """What a text means that is JSON, None for any other."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _lines(value: Json, label: str = "", depth: int = 0) -> Iterator[str]:
    """A structured value in lines for people: "Leaves: 18:42"."""
    lines = _told(value, label, depth)
    yield from itertools.islice(lines, MOST_VALUES)
    if next(lines, None) is not None:
        yield "and more"


def _told(value: Json, label: str, depth: int) -> Iterator[str]:
    inner = value if isinstance(value, Mapping) else {}
    if isinstance(value, Mapping) and len(value) == 1 and not label and depth == 0:
        (only,) = value.values()
        name = next(iter(value))
        yield from _told(only, "" if name in ("result", "content", "text", "value") else _label(name), 1)
    elif isinstance(value, Mapping) and depth < DEEPEST:
        for name, each in inner.items():
            yield from _told(each, f"{label}, {plain_name(str(name))}" if label else _label(str(name)), depth + 1)
    elif isinstance(value, list) and depth < DEEPEST and any(isinstance(each, Mapping | list) for each in value):
        for each in value:
            flat = _flat(each)
            yield f"{label}: {flat}" if label and flat else flat
    else:
        flat = _flat(value)
        yield f"{label}: {flat}" if label else flat


def _flat(value: Json) -> str:
    """A value in one line."""
    match value:
        case bool():
            return "yes" if value else "no"
        case None:
            return "nothing"
        case Mapping():
            return ", ".join(
                f"{plain_name(str(name))} {_flat(each)}" for name, each in value.items() if each not in (None, "")
            )
        case list():
            return ", ".join(_flat(each) for each in value) or "none"
        case float():
            return f"{value:.10g}"
        case _:
            return str(value)


def _label(name: str) -> str:
    return plain_name(name).capitalize()


def _result(text: str, structured: Json, note: str) -> Json:
    if structured is not None:
        try:
            if len(json.dumps(structured)) <= LARGEST_JSON:
                return structured
        except (ValueError, RecursionError):
            pass  # what cannot be written is told as text alone
        note = "The structured answer is too large."
    return {"text": text} | ({"note": note} if note else {})
