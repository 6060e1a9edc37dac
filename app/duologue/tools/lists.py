"""list.add, list.remove, list.show: named lists. What is done to a whole list is in whole_lists.py."""

import hashlib
import re
from collections.abc import Mapping, Sequence

from duologue.core.events import Json
from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import Numbers, ToolFacts, Undo, Values, same_arguments
from duologue.tools.base import Answer, Argument, Kind, Reads, Request, Tool, ToolError
from duologue.tools.store import Store
from duologue.tools.undoing import OverError, Undoing
from duologue.tools.which import fits_words, pick, read_which
from duologue.tools.whole.series import whole_change, whole_removal
from duologue.tools.wording import join_words, singular

MAX_ITEMS = 2000
"""Of one list."""
DEFAULT_LIST = "shopping"
_LONGEST_NAME = 60
"""Most bytes of a list's name that becomes its surface's name unchanged; surfaces become names of files."""
_SHORT_NAME = 12
"""Characters that are kept of a longer name."""

_LIST = Argument("list", Reads.TEXT, "which list: shopping, groceries, packing", required=False)
_ITEM = Argument("item", Reads.TEXT, "one thing to put on the list: milk, eggs", parts=True, several=True)
_GONE = Argument("item", Reads.TEXT, "one thing to take off the list: milk, eggs", False, parts=True, several=True)


_NOUNS = frozenset(("list", "lists", "item", "items"))


class Lists:
    """The user's lists. Names and items are found whatever their case, number or article."""

    def __init__(self, store: Store, undoing: Undoing) -> None:
        self._store, self._undoing = store, undoing
        self._lists = store.lists()
        undoing.shows["list"] = list_sheet
        self._used = DEFAULT_LIST

    def tools(self) -> list[Tool]:
        """The list tools."""
        add = "adds a thing to a list: put milk on my shopping list"
        remove = "removes a thing from a list: take milk off, cross it off, delete it"
        show = "reads a list aloud: what is on my shopping list, show me the list"
        return [
            Tool(
                "list.add",
                add,
                self._add,
                (_ITEM, _LIST),
                complete=self.complete,
                facts=_ADDS,
                reads_whole=whole_change("item", "list.has"),
            ),
            Tool(
                "list.remove",
                remove,
                self._remove,
                (_GONE, _LIST),
                complete=self._complete_removal,
                facts=_REMOVES,
                reads_whole=whole_removal("item", "list.has"),
                kind=Kind("item", _NOUNS, lambda item: bool(self.holding(item))),
            ),
            Tool("list.show", show, self._show, (_LIST,), complete=self.complete, facts=_SHOWS),
        ]

    def complete(self, arguments: Mapping[str, Json]) -> dict[str, Json]:
        """A list that is not named is the one named last, at first the shopping list."""
        self._used = list_key(str(arguments.get("list", self._used)))
        return {**arguments, "list": self._used}

    @property
    def all(self) -> Mapping[str, list[str]]:
        """The items of each list."""
        return self._lists

    def put(self, name: str, items: Sequence[str] | None) -> None:
        """Makes a list hold these items alone. items: None if there is to be no such list.

        Raises:
            ToolError: it cannot be saved.
        """
        self._store.put_list(name, items)
        if items is None:
            self._lists.pop(name, None)
        else:
            self._lists[name] = list(items)

    def _complete_removal(self, arguments: Mapping[str, Json]) -> dict[str, Json]:
        """A thing that is not named is the newest of the list; one that is named is on the list that has it."""
        item, having = str(arguments.get("item", "")), self._used
        if item and "list" not in arguments and not self.find(having, item):
            having = next(iter(self.holding(item)), having)
        done = self.complete({"list": having, **arguments})
        items = self._lists.get(self._used, [])
        return {"item": items[-1], **done} if items else done

    def name(self, request: Request) -> str:
        """The list of a request."""
        return list_key(request.text("list") or self._used)

    def _add(self, request: Request) -> Answer:
        name, item = self.name(request), request.text("item")
        known = name in self._lists
        items = self._lists.setdefault(name, [])
        if len(items) >= MAX_ITEMS:
            raise ToolError(f"Your {name} list is full.")
        if any(item_key(item) == item_key(other) for other in items):
            return Answer({"list": name, "items": list(items)}, f"{_capital(item)} is on your {name} list already.")
        self._store.add_item(name, item)
        items.append(item)
        wording = f"I've taken {{}} back off your {name} list."
        self._undoing.note(request, wording, lambda _: self._unadd(name, item, keep=known), item=item)
        result = {"list": name, "added": item, "items": list(items)}
        return Answer(result, f"I've added {{}} to your {name} list.", item)

    def _remove(self, request: Request) -> Answer:
        name, item = self.name(request), request.text("item")
        items = self._lists.get(name, [])
        if not item:
            raise ToolError(f"Your {name} list is empty.")
        found = self.find(name, item)
        if not found:
            raise ToolError(f"There is no {item} on your {name} list.")
        before = list(items)
        self.put(name, [other for other in items if other not in found])
        gone = join_words(found)
        self._undoing.note(
            request, f"I've put {{}} back on your {name} list.", lambda _: self.bring_back(name, before), item=gone
        )
        result = {"list": name, "items": list(self._lists[name]), "removed": found}
        return Answer(result, f"I've removed {{}} from your {name} list.", gone)

    def _unadd(self, name: str, item: str, *, keep: bool) -> dict[str, Json]:
        """Takes an item off again. keep: the list stays, empty or not."""
        if item not in self._lists.get(name, ()):
            raise OverError(f"There is no {item} on your {name} list any more.")
        left = [other for other in self._lists[name] if other != item]
        self.put(name, left if left or keep else None)
        return {"list": name, "items": [*left]}

    def bring_back(self, name: str, before: Sequence[str]) -> dict[str, Json]:
        """Puts items on a list that were there before, each in its old place; what came since stays behind them."""
        there = self._lists.get(name, [])
        self.put(name, [*before, *(item for item in there if item not in before)])
        return {"list": name, "items": [*self._lists[name]]}

    def find(self, name: str, item: str) -> list[str]:
        """The items of a list that are meant: the one of that name, those of that place, or one that is named by some
        of its words."""
        items = self._lists.get(name, [])
        same = [other for other in items if item_key(other) == item_key(item)]
        return same[:1] or ([] if read_which(item).any else pick(items, item, fits_words))

    def holding(self, item: str) -> list[str]:
        """The lists on which a thing is."""
        return [name for name in self._lists if self.find(name, item)]

    def _show(self, request: Request) -> Answer:
        name = self.name(request)
        items = self._lists.get(name, [])
        if not items:
            return Answer({"list": name, "items": []}, f"Your {name} list is empty.")
        return Answer({"list": name, "items": list(items)}, f"On your {name} list: {join_words(items)}.")


def list_sheet(_: Values, result: Values) -> Sheet:
    """A list as it is shown."""
    name = str(result["list"])
    lines = tuple(
        Line(str(item), press="Remove", call=("list.remove", {"list": name, "item": str(item)}))
        for item in result["items"]
    )
    title = f"{name.capitalize()} list"
    return Sheet(_surface(name), title, lines or (Line("Empty"),), empty=not lines)


def _surface(name: str) -> str:
    """The surface of a list: "list-to-do". Odd and long names end with a digest, so that no two lists share one."""
    if re.fullmatch(r"\w+( \w+)*", name) and len(name.encode()) <= _LONGEST_NAME:
        return f"list-{name.replace(' ', '-')}"
    words = "-".join(re.findall(r"\w+", name))[:_SHORT_NAME]
    digest = hashlib.sha256(name.encode(errors="replace")).hexdigest()[:8]
    return "-".join(part for part in ("list", words, digest) if part)


def _numbers(arguments: Values, result: Json) -> Numbers:
    """The amounts on a list."""
    return Numbers(f"your {result.get('list')} list", result) if isinstance(result, dict) else Numbers("", result)


_UNDO = Undo("list.remove", same_arguments, newest=False)
_ADDS = ToolFacts("Add to list", _UNDO, shows=list_sheet, numbers=_numbers, lacks="What should I put on the list?")
_REMOVES = ToolFacts("Take off list", takes_back=True, shows=list_sheet, numbers=_numbers)
_SHOWS = ToolFacts("List", looks=True, shows=list_sheet, numbers=_numbers)


def list_key(name: str) -> str:
    """A list's name as it is kept: "My To-Do list" -> "to do"."""
    words = [word for word in name.casefold().replace("-", " ").split() if word not in ("my", "the", "list")]
    return " ".join(words) or "list"


def item_key(item: str) -> str:
    """What two items have in common that are the same thing: "some Eggs", "an egg"."""
    words = [word for word in item.casefold().split() if word not in ("a", "an", "some", "the", "my")]
    return " ".join(singular(word) for word in words)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
