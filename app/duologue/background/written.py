"""Calls as models write them into their words: JSON, tags or Python, each in several spellings."""

import ast
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from duologue.core.events import Json

MOST_WRITTEN = 16
"""Most calls that are read out of one text."""


@dataclass(frozen=True, slots=True)
class WrittenCall:
    """name: of the function as the model wrote it, "" if it wrote none. arguments: JSON, or what stands there."""

    name: str
    arguments: str


_NAMES = ("name", "tool_name", "tool", "function", "action")
_ARGUMENTS = ("arguments", "parameters", "args", "input", "action_input", "params")
_AROUND = ("function", "function_call", "tool_call", "tool_calls", "calls")
"""What some models put around a call."""
IsName = Callable[[str], bool]
_NAME = re.compile(r"[\w./:-]{1,80}")
_DECODER = json.JSONDecoder()
_FUNCTION = re.compile(
    r"<(?:function=|invoke\s+name=[\"'])([\w.-]+)[\"']?\s*>(.*?)(?:</(?:function|invoke)>|\Z)", re.DOTALL
)
_PARAMETER = re.compile(
    r"<parameter(?:=|\s+name=[\"'])([\w.-]+)[\"']?[^<>\n]*>\n?(.*?)\n?(?:</parameter>|(?=<parameter)|\Z)", re.DOTALL
)
_ARG_KEY = re.compile(r"<arg_key>\s*(.*?)\s*</arg_key>\s*<arg_value>\s*(.*?)\s*</arg_value>", re.DOTALL)
_NAMED = re.compile(
    r"(?:\[TOOL_CALLS\]|<｜tool▁call▁begin｜>(?:function<｜tool▁sep｜>)?|<\|tool_call_begin\|>)?\s*([\w.-]+?)(?::\d+)?\s*"
    r"(?:\[CALL_ID\]\s*\w+\s*)?(?:\[ARGS\]|<｜tool▁sep｜>|<\|tool_call_argument_begin\|>|\n```(?:json)?)?\s*(?=\{)"
)
"""A name right before its arguments."""


def whole_value(text: str) -> int | None:
    """Where a JSON value or the call of a Python function at the beginning of a text ends; 0 if it cannot be one, None
    if it may go on.
    """
    if not text.lstrip():
        return None
    begin = len(text) - len(text.lstrip())
    if text[begin] == "{" or re.match(r"\[\s*\{|\[\s*\]", text[begin:]):
        if text[-1] not in "}]" and len(text) - begin < 2:
            return None
        try:
            return _DECODER.raw_decode(text, begin)[1]
        except json.JSONDecodeError as error:
            return None if _may_go_on(error, text) else _balanced(text, begin)
        except RecursionError:
            return 0
    return _balanced(text, begin)


def read_calls(text: str, names: Collection[str], to: str = "", *, marked: bool = False) -> list[WrittenCall]:
    """The calls that a text holds, none if they cannot be read.

    names: of the functions there are; a call must name one of them, unless it is marked as one. to: the function that
    all of it is for.
    """
    text = text.strip()
    if to:
        return [WrittenCall(to, text or "{}")]

    def is_name(name: str) -> bool:
        return bool(known(name, names)) or (marked and _NAME.fullmatch(name) is not None)

    for read in (_in_tags, _in_json, _before_json, _in_python):
        if calls := list(islice(read(text, is_name), MOST_WRITTEN)):
            return calls
    return []


def known(name: str, names: Collection[str]) -> str:
    """The function that a name means, "" if it means none: models change points, dashes and case, and prefix it."""
    if name in names:
        return name
    found = [each for each in names if _plain(each) == _plain(name)]
    found = found or [each for each in names if _plain(name.rpartition(".")[2] or name) == _plain(each)]
    return found[0] if len(found) == 1 else ""


def _plain(name: str) -> str:
    bare = re.sub(r"^(?:functions?|tools?|default_api)[.:/]", "", name.strip())
    return re.sub(r"[^a-z0-9]", "", bare.lower())


def _in_json(text: str, is_name: IsName) -> Iterator[WrittenCall]:
    at = 0
    while at < len(text):
        begin = min((n for n in (text.find("{", at), text.find("[", at)) if n >= 0), default=-1)
        if begin < 0 or text[at:begin].strip(" \n\t\r,;`") not in ("", "json"):
            return
        value, at = _value_at(text, begin)
        if at < 0:
            return
        yield from _calls_in(value, is_name)


def _value_at(text: str, begin: int) -> tuple[Any, int]:
    """The value that begins there and where it ends; -1 if there is none. Python's spelling counts as well."""
    try:
        return _DECODER.raw_decode(text, begin)
    except (json.JSONDecodeError, RecursionError):
        end = _balanced(text, begin)
        if not end:
            return None, -1
    try:
        return ast.literal_eval(text[begin:end]), end
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None, -1


def _calls_in(value: Json, is_name: IsName) -> Iterator[WrittenCall]:
    if isinstance(value, list):
        for each in value:
            yield from _calls_in(each, is_name)
    elif isinstance(value, dict):
        name = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), "")
        arguments = next((value[key] for key in _ARGUMENTS if key in value), None)
        if name and is_name(name):
            if arguments is None:
                arguments = {key: item for key, item in value.items() if key not in (*_NAMES, "type", "id")}
            yield WrittenCall(name, arguments if isinstance(arguments, str) else json.dumps(arguments))
        else:
            for key in _AROUND:
                yield from _calls_in(value.get(key), is_name)


def _in_tags(text: str, _is_name: IsName) -> Iterator[WrittenCall]:
    for name, inside in _FUNCTION.findall(text):
        if parameters := _PARAMETER.findall(inside):
            yield WrittenCall(name, json.dumps({key: _literal(value) for key, value in parameters}))
        else:
            yield WrittenCall(name, inside.strip() or "{}")
    if pairs := _ARG_KEY.findall(text):
        name = text.partition("<arg_key>")[0].strip()
        yield WrittenCall(name, json.dumps({key: _literal(value) for key, value in pairs}))


def _before_json(text: str, is_name: IsName) -> Iterator[WrittenCall]:
    for found in _NAMED.finditer(text):
        value, end = _value_at(text, found.end())
        if end >= 0 and isinstance(value, dict) and is_name(found[1]):
            yield WrittenCall(found[1], json.dumps(value))


def _in_python(text: str, is_name: IsName) -> Iterator[WrittenCall]:
    begun = re.search(r"[\w.]+\(", text)
    text = text[begun.start() :] if begun else ""
    text = re.sub(r"<\|tool_calls?_end\|>\Z", "", text).strip().removesuffix("]")
    if text.startswith("print("):
        text = text.removeprefix("print(").rstrip().removesuffix(")")
    try:
        tree = ast.parse(f"[{text}]", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for call in tree.elts if isinstance(tree, ast.List) else ():
        if not isinstance(call, ast.Call) or call.args or not is_name(ast.unparse(call.func)):
            return
        try:
            arguments = {str(key.arg): ast.literal_eval(key.value) for key in call.keywords}
            yield WrittenCall(ast.unparse(call.func), json.dumps(arguments))
        except (ValueError, TypeError):
            return


def _literal(text: str) -> Json:
    """A value that stands in a tag: JSON where it is that, else text."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _may_go_on(error: json.JSONDecodeError, text: str) -> bool:
    """Whether more text can make JSON of it."""
    rest = text[error.pos :].strip()
    if not rest or error.msg.startswith(("Unterminated", "Invalid \\")):
        return True
    return error.msg.startswith("Expecting value") and any(
        word.startswith(rest) for word in ("true", "false", "null", "-", "NaN", "Infinity")
    )


_CLOSES: Mapping[str, str] = {"{": "}", "[": "]", "(": ")"}


def _balanced(text: str, begin: int) -> int | None:
    """Where all brackets that open from there on are closed again, strings passed over. None if they are not yet."""
    open_: list[str] = []
    quote = ""
    at = begin
    while at < len(text):
        c = text[at]
        if quote:
            at += c == "\\"
            quote = "" if c == quote else quote
        elif c in "\"'":
            quote = c
        elif c in _CLOSES:
            open_.append(_CLOSES[c])
        elif open_ and c == open_[-1]:
            open_.pop()
            if not open_:
                return at + 1
        elif c in ")]}":
            return 0
        at += 1
    return None
