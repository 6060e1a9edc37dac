"""What a model's stream holds beside words: thoughts, marks of templates, channels and calls. Pieces in, pieces out.

Servers mean to take all of that out and often do not: a template has opened the thought already, special tokens come
as text, a small model writes its call as JSON. None of that may be said, and a word that is not part of it is held back
only until that is clear.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

import regex  # type: ignore[import-untyped]

from duologue.background.written import WrittenCall, read_calls, whole_value

LONGEST_CALL = 1 << 17
"""Most characters of a call that is written among the words; panels are long. A longer one is left out."""
LOOKED_AT_EACH = 2_000
"""Characters of such a call up to which each piece is tried for its end; beyond, only pieces with a closing bracket."""


class Mark(Enum):
    """What is found between words."""

    THOUGHT_BEFORE = auto()
    """A thought ended that never began: all before it was one, for the opening mark was part of the prompt."""
    OVER = auto()
    """The model goes on for somebody else; nothing that follows is meant for the user."""


Found = str | Mark | WrittenCall
"""Words, a mark that matters, or a call."""

_THOUGHT = r"(?:\w{1,8}:)?(?:think(?:ing)?|thoughts?|reason(?:ing)?|reflection|scratchpad|analysis|inner_monologue)"
_CLOSED = rf"</(?i:{_THOUGHT})>|\[/THINK\]|◁/think▷|<\|end_of_thought\|>|<\|END_THINKING\|>|\bassistantfinal(?=[A-Z])"
_OPENED = rf"<(?i:{_THOUGHT})(?:\s[^<>\n]{{0,40}})?>|\[THINK\]|◁think▷|<\|begin_of_thought\|>|<\|START_THINKING\|>"
_ENDED = (
    r"<\|(?:im_end|eot_id|eom_id|end|return|call|endoftext|end_of_text|end_of_turn|END_OF_TURN_TOKEN)\|>"
    r"|</s>|<end_of_turn>|<eos>|<｜end▁of▁sentence｜>"
)
"""How templates end what one side says."""
_TURN = (
    r"<\|im_start\|>(?P<role1>\w{1,12})(?:\n|(?=\W))|<\|start\|>(?P<role2>\w{1,12})(?:\ to=(?P<to1>[\w.-]{1,80}))?(?=<)"
    r"|<\|start_header_id\|>(?P<role3>\w{1,12})<\|end_header_id\|>|<start_of_turn>(?P<role4>\w{1,12})(?:\n|(?=\W))"
    r"|<\|(?P<role5>user|assistant|system|tool|observation)\|>|<｜(?P<role6>User|Assistant)｜>"
)
_ROLES = tuple(f"role{n}" for n in range(1, 7))
_OWN = frozenset({"assistant", "model"})
"""What templates call the side that answers."""
_CHANNEL = (
    r"<\|channel\|>(?P<channel_name>\w{1,20})(?:\s{0,2}to=(?P<to2>[\w.-]{1,80}))?[^<>\n]{0,60}"
    r"(?:<\|constrain\|>\w{1,12})?\s{0,2}<\|message\|>"
)
_TAGS = r"(?:tool_calls?|toolcall|function_calls?|functioncall|tool_code|invoke)"
_BLOCK = (
    r"<\|tool_calls?_(?:start|begin)\|>|<\|tool_calls?_section_begin\|>|<｜tool▁calls▁begin｜>|\[TOOL_CALLS\]"
    r"|<\|python_tag\|>|<\|tool_calls?\|>|functools(?=\[)"
)
"""What stands before calls that end with another mark or with the answer."""
_OTHER = (
    r"<\|(?!(?:im_start|start|start_header_id|channel|constrain|message)\|)[^|<>\s]{1,48}\|>|<｜[^｜<>\s]{1,48}｜>"
    r"|(?<!<\|channel\|>[^\n]{0,160})<\|(?:constrain|message)\|>"
    rf"|<\|(?:im_start|start|start_header_id|channel)\|>(?=\s|[^\w\s]|\w{{21}}|LAST)|</{_TAGS}>"
    r"|</?(?:answer|final|response|output|s|bos|pad|unk)>|\[/?INST\]|\[ARGS\]"
)
_FENCE = r"```[ \t]{0,4}(?:json|tool_calls?|tool_code|tool|python|xml)?\s{0,8}"
_KEYS = r"(?:name|function|tool|tool_name|tool_calls?|function_call|type|arguments|parameters|action|id)"
_OBJECT = rf"(?:\[\s{{0,8}})?\{{\s{{0,8}}\"{_KEYS}\"\s{{0,4}}:"
"""The beginning of a call that is written as JSON."""


@lru_cache(maxsize=8)
def _marks(names: frozenset[str], *, last: bool) -> "regex.Pattern[str]":
    """All that may stand between words. names: of the functions that may be called. last: no more text follows."""
    known = "|".join(map(regex.escape, sorted(names)))
    kinds = {
        "tag": rf"<(?P<tag_name>{_TAGS})(?:\s[^<>\n]{{0,80}})?>",
        "function": r"<function=",
        "block": _BLOCK,
        "channel": _CHANNEL,
        "opened": _OPENED,
        "closed": _CLOSED,
        "ended": _ENDED,
        "turn": _TURN,
        "other": _OTHER.replace("LAST", r"\Z" if last else r"(?!)"),
    }
    if known:
        called = rf"(?:(?:functions|default_api)\.)?(?:{known})\("
        kinds["fenced"] = rf"{_FENCE}(?={_OBJECT}|(?:print\()?{called})"
        kinds["plain"] = rf"{_OBJECT}|\[?\b{called}"
    return regex.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()))


@dataclass(slots=True)
class _Inside:
    """What is being read and is no word. until: pattern of what ends it, None if it ends with its value. call: it is
    one, not a thought. kept: its text so far. head: how it began, if it may prove to be words. to: the function that
    it is for, if that was said. looked: how much was looked at for its end.
    """

    until: "regex.Pattern[str] | None"
    call: bool = False
    kept: str = ""
    head: str = ""
    to: str = ""
    looked: int = 0


_UNTIL_CLOSED = regex.compile(_CLOSED)
_UNTIL_MESSAGE = regex.compile(rf"{_ENDED}|(?=<\|(?:start|channel)\|>)")
_UNTIL_FENCE = regex.compile("```")
_UNTIL_FUNCTION = regex.compile(rf"</function>|(?=<function=)|{_ENDED}")
_UNTIL_BLOCK = regex.compile(
    rf"<\|/?tool_calls?(?:_section)?(?:_end)?\|>|<｜tool▁calls▁end｜>|(?=\[TOOL_CALLS\])|{_ENDED}"
)


@lru_cache(maxsize=8)
def _until_tag(name: str) -> "regex.Pattern[str]":
    return regex.compile(rf"</{name}>|(?=<{name}[\s>])|{_ENDED}")


class Marks:
    """Tells the words of a stream from the rest. names: the functions whose calls are found without a mark, too."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = frozenset(names)
        self._held = ""
        self._inside: _Inside | None = None
        self._to = ""  # whom the next message is for
        self._ended = False  # what one side said has ended; only another message of the model may follow
        self._over = False
        self._spoke = False

    def prepare(self) -> None:
        """Makes the patterns of these functions ready, which takes 50 ms for 50 of them; for a worker thread."""
        for last in (False, True):
            _marks(self._names, last=last)

    def feed(self, piece: str) -> list[Found]:
        """What became clear with this piece."""
        self._held += piece
        return list(self._scan(last=False))

    def close(self) -> list[Found]:
        """What was held back, without a thought that never ended."""
        return list(self._scan(last=True))

    def _scan(self, *, last: bool) -> Iterator[Found]:
        while self._held or (last and self._inside is not None):
            before = (len(self._held), self._inside)
            if self._inside is None:
                yield from self._out(last=last)
            elif self._inside.until is None:
                yield from self._value(self._inside, last=last)
            else:
                yield from self._in(self._inside, self._inside.until, last=last)
            if (len(self._held), self._inside) == before:
                return

    # ---- among words -------------------------------------------------------------------------------------------

    def _out(self, *, last: bool) -> Iterator[Found]:
        found = _marks(self._names, last=last).search(self._held, partial=not last)
        if found is None:
            words, self._held = self._held, ""
        else:
            words = self._held[: found.start()]
            self._held = self._held[found.start() if found.partial else found.end() :]
        if words:
            yield from self._said(words)
        if found is not None and not found.partial:
            yield from self._mark(found)

    def _said(self, words: str) -> Iterator[Found]:
        if not self._ended and not self._over:
            self._spoke = self._spoke or not words.isspace()
            yield words

    def _mark(self, found: "regex.Match[str]") -> Iterator[Found]:
        groups = found.groupdict()
        if groups["closed"]:
            yield Mark.THOUGHT_BEFORE
        elif groups["opened"]:
            self._inside = _Inside(_UNTIL_CLOSED)
        elif groups["channel"]:
            self._channel(groups["channel_name"], groups["to2"] or self._to)
        elif groups["ended"]:
            self._ended = self._spoke
        elif groups["turn"]:
            role = next(groups[name] for name in _ROLES if groups[name])
            self._ended, self._to = role.lower() not in _OWN, groups["to1"] or ""
            if self._ended and self._spoke and not self._over:
                self._over = True
                yield Mark.OVER
        elif not groups["other"]:
            self._call(found[0], groups)

    def _channel(self, name: str, to: str) -> None:
        """A message of gpt-oss: what it is for stands before it."""
        self._ended, self._to = False, ""
        if to:
            self._inside = _Inside(_UNTIL_MESSAGE, call=True, to=to)
        elif name == "analysis":
            self._inside = _Inside(_UNTIL_MESSAGE)

    def _call(self, head: str, groups: dict[str, str]) -> None:
        if name := groups["tag_name"]:
            self._inside = _Inside(_until_tag(name), call=True, kept=head if name == "invoke" else "")
        elif groups["function"]:
            self._inside = _Inside(_UNTIL_FUNCTION, call=True, kept=head)
        elif groups["block"]:
            self._inside = _Inside(_UNTIL_BLOCK, call=True)
        elif groups["fenced"]:
            self._inside = _Inside(_UNTIL_FENCE, call=True, head=head)
        else:  # it is the beginning of the value
            self._held = head + self._held
            self._inside = _Inside(None, call=True)

    # ---- inside of what is no word -----------------------------------------------------------------------------

    def _in(self, inside: _Inside, until: "regex.Pattern[str]", *, last: bool) -> Iterator[Found]:
        found = until.search(self._held, partial=not last)
        at = len(self._held) if found is None else found.start()
        if inside.call:
            inside.kept = (inside.kept + self._held[:at])[: LONGEST_CALL + 1]
        ended = "" if found is None or found.partial else found[0]
        whole = last or (found is not None and not found.partial)
        self._held = self._held[at + len(ended) :]
        if not whole:
            return
        self._inside = None
        if inside.call:
            yield from self._called(inside, ended)

    def _called(self, inside: _Inside, ended: str) -> Iterator[Found]:
        """A call that was read to its end."""
        marked = not inside.head
        calls = (
            read_calls(inside.kept, self._names, inside.to, marked=marked) if len(inside.kept) <= LONGEST_CALL else []
        )
        if calls:
            yield from calls
        elif not marked:
            yield from self._said(inside.head + inside.kept + ended)
        elif inside.kept.strip():
            yield WrittenCall(inside.to, inside.kept[:LONGEST_CALL])

    def _value(self, inside: _Inside, *, last: bool) -> Iterator[Found]:
        """A call without any mark: it ends with its value."""
        new, inside.looked = self._held[inside.looked :], len(self._held)
        if not last and len(self._held) > LOOKED_AT_EACH and not any(c in new for c in "}])"):
            return
        end = whole_value(self._held)
        if end is None and not last and len(self._held) <= LONGEST_CALL:
            return
        text = self._held[: end or 1]
        self._held, self._inside = self._held[len(text) :], None
        if calls := read_calls(text, self._names) if end else []:
            yield from calls
        else:
            yield from self._said(text)
