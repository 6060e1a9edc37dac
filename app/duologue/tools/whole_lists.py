"""What is done to whole lists: they are begun, cleared, renamed, asked about and told; things move between them."""

import re

from duologue.core.events import Json
from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import ToolFacts, Values
from duologue.core.writing import Call
from duologue.tools.base import Answer, Argument, Kind, Reads, Request, Tool, ToolError
from duologue.tools.lists import MAX_ITEMS, Lists, item_key, list_key, list_sheet
from duologue.tools.naming import plain_words
from duologue.tools.undoing import UNDONE_BY, OverError, Undoing
from duologue.tools.whole.series import whole_asked
from duologue.tools.wording import join_words, number_words, sentence

_IS_ON = re.compile(
    r"(?:(?:and|so|hey|okay|ok|please|um|uh) )*"
    r"(?:(?:is|are) there (?:any |some )?(?P<there>.+?)|(?:is|are) (?:the )?(?P<is>.+?)"
    r"|(?:do (?:i|we) have|have (?:i|we) got|have (?:i|we) (?:put|added)) (?:any |some )?(?P<have>.+?)"
    r"|did (?:i|we) (?:put|add|write|write down) (?:any |some |the )?(?P<put>.+?))"
    r" (?:already )?(?:on|in|to) (?:my|the|our) (?:(?P<list>\w+(?: \w+)?) )?list(?: already| yet| now| too)?"
)
_WHOLE = Argument("list", Reads.TEXT, "which whole list: shopping, packing, to do", required=False)
_NEW = Argument("list", Reads.TEXT, "what the new list is called: packing, party, camping")
_NAME = Argument("name", Reads.TEXT, "the new name of the list: weekend shopping")
_ASKED = Argument("item", Reads.TEXT, "the thing that may be on the list: milk, eggs", parts=True)
_MOVED = Argument("item", Reads.TEXT, "the thing that moves to another list: milk, eggs", parts=True)
_TO = Argument("to", Reads.TEXT, "the list it moves to: to my packing list")
_FROM = Argument("list", Reads.TEXT, "the list it is on now: from my shopping list", required=False)


class WholeLists:
    """Tools for whole lists. lists: the user's lists. undoing: keeps what is cleared."""

    def __init__(self, lists: Lists, undoing: Undoing) -> None:
        self._lists, self._undoing = lists, undoing

    def tools(self) -> list[Tool]:
        """The tools."""
        clear = "empties a whole list or deletes the list: clear my list, delete everything on it, start it afresh"
        create = "begins a new empty list: create a packing list, start a new list, make a list called party"
        rename = "gives a list another name: rename my list, call it something else"
        move = "moves a thing from one list to another: move milk to the party list"
        has = "answers whether a thing is on a list: is milk on my list, did I put eggs on it, do I have tea there"
        names = "tells which lists there are: what lists do I have, show all my lists"
        complete = self._lists.complete
        return [
            Tool(
                "list.clear",
                clear,
                self._clear,
                (_WHOLE,),
                complete=complete,
                confirm=self._sure,
                facts=_CLEARS,
                kind=Kind("list", frozenset(("list", "lists")), lambda name: list_key(name) in self._lists.all),
            ),
            Tool("list.create", create, self._create, (_NEW,), complete=complete, facts=_CREATES),
            Tool("list.rename", rename, self._rename, (_WHOLE, _NAME), complete=complete, facts=_RENAMES),
            Tool("list.move", move, self._move, (_MOVED, _TO, _FROM), facts=_MOVES),
            Tool(
                "list.has",
                has,
                self._has,
                (_ASKED, _WHOLE),
                complete=complete,
                facts=_ASKS,
                reads_whole=whole_asked("item", "list.add"),
                sure=_asked,
            ),
            Tool("list.names", names, self._names, facts=ToolFacts("Lists", looks=True, shows=_names_sheet)),
        ]

    def _sure(self, request: Request) -> str:
        name = self._lists.name(request)
        count = len(self._lists.all.get(name, ()))
        what = "one thing" if count == 1 else f"{number_words(count)} things"
        return f"Clear your {name} list, with {what} on it?" if count else ""

    def _clear(self, request: Request) -> Answer:
        name = self._lists.name(request)
        if name not in self._lists.all:
            raise _no_list(name)
        before = list(self._lists.all[name])
        self._lists.put(name, [])
        self._undoing.note(
            request, "I've brought back {}.", lambda _: self._lists.bring_back(name, before), item=f"your {name} list"
        )
        say = f"I've cleared your {name} list." if before else f"Your {name} list is empty already."
        return Answer({"list": name, "items": [], "removed": before}, say)

    def _create(self, request: Request) -> Answer:
        name = self._lists.name(request)
        if name in self._lists.all:
            items = list(self._lists.all[name])
            return Answer({"list": name, "items": items}, f"You have a {name} list already.")
        self._lists.put(name, [])
        self._undoing.note(request, f"I've removed your {name} list.", lambda _: self._uncreate(name))
        return Answer({"list": name, "items": []}, f"Your {name} list is ready. What goes on it?")

    def _rename(self, request: Request) -> Answer:
        old, new = self._lists.name(request), list_key(request.text("name"))
        if old not in self._lists.all:
            raise _no_list(old)
        if new in self._lists.all:
            raise ToolError(f"You have a {new} list already.")
        items = list(self._lists.all[old])
        self._lists.put(new, items)
        self._lists.put(old, None)
        self._undoing.note(request, f"It's your {old} list again.", lambda _: self._rename_back(new, old))
        self._lists.complete({"list": new})
        return Answer({"list": new, "items": items, "was": old}, f"Your {old} list is called {new} now.")

    def _uncreate(self, name: str) -> None:
        if self._lists.all.get(name):
            raise OverError(f"Your {name} list is not empty any more, so it stays.")
        self._lists.put(name, None)

    def _rename_back(self, new: str, old: str) -> dict[str, Json]:
        if new not in self._lists.all:
            raise OverError(f"You have no {new} list any more.")
        items = list(self._lists.all[new])
        self._lists.put(old, items)
        self._lists.put(new, None)
        self._lists.complete({"list": old})
        return {"list": old, "items": [*items]}

    def _move(self, request: Request) -> Answer:
        item, to = request.text("item"), list_key(request.text("to"))
        named = [list_key(request.text("list"))] if request.text("list") else list(self._lists.all)
        source, found = next(((n, f) for n in named if n != to and (f := self._lists.find(n, item))), ("", []))
        if not found:
            raise ToolError(
                f"There is no {item} on " + (f"your {named[0]} list." if len(named) == 1 else "your lists.")
            )
        known = to in self._lists.all
        before_source, before_to = list(self._lists.all[source]), list(self._lists.all.get(to, ()))
        there = {item_key(other) for other in before_to}
        after = [*before_to, *(each for each in found if item_key(each) not in there)]
        if len(after) > MAX_ITEMS:
            raise ToolError(f"Your {to} list is full.")
        self._lists.put(to, after)
        self._lists.put(source, [each for each in before_source if each not in found])

        def restore(_: float) -> dict[str, Json]:
            left = [each for each in self._lists.all.get(to, ()) if each not in found or each in before_to]
            self._lists.put(to, left if left or known else None)
            return self._lists.bring_back(source, before_source)

        self._undoing.note(request, f"I've moved {{}} back to your {source} list.", restore, item=join_words(found))
        result = {"list": to, "items": after, "from": source, "moved": found}
        return Answer(result, f"I've moved {{}} to your {to} list.", join_words(found))

    def _has(self, request: Request) -> Answer:
        name, item = self._lists.name(request), request.text("item")
        found = self._lists.find(name, item)
        result = {"list": name, "items": list(self._lists.all.get(name, ())), "found": found}
        if found:
            return Answer(result, f"Yes, {join_words(found)} {'is' if len(found) == 1 else 'are'} on your {name} list.")
        return Answer(result, f"No, {item} isn't on your {name} list.")

    def _names(self, request: Request) -> Answer:
        known = self._lists.all
        told = [
            f"{name}, with {number_words(len(items))}" if items else f"{name}, empty" for name, items in known.items()
        ]
        if not told:
            return Answer({"lists": {}}, "You have no lists yet.")
        count = "one list" if len(told) == 1 else f"{number_words(len(told))} lists"
        return Answer(
            {"lists": {n: list(i) for n, i in known.items()}}, sentence(f"You have {count}: {'; '.join(told)}")
        )


def _asked(text: str) -> tuple[Call, ...]:
    """The question whether a thing is on a list, as it is usually put."""
    found = _IS_ON.fullmatch(" ".join(plain_words(text)))
    if found is None:
        return ()
    arguments: dict[str, Json] = {"item": next(item for item in found.group("is", "there", "have", "put") if item)}
    return (Call("list.has", arguments | ({"list": found["list"]} if found["list"] else {})),)


def _no_list(name: str) -> ToolError:
    return ToolError(f"You have no {name} list.")


def _names_sheet(_: Values, result: Values) -> Sheet:
    lines = tuple(
        Line(f"{name.capitalize()} list", ", ".join(items) or "Empty", press="Show", call=("list.show", {"list": name}))
        for name, items in result["lists"].items()
    )
    return Sheet("lists", "Lists", lines or (Line("No lists"),), empty=not lines)


_CLEARS = ToolFacts("List cleared", UNDONE_BY, shows=list_sheet)
_CREATES = ToolFacts("New list", UNDONE_BY, shows=list_sheet, lacks="What should the list be called?")
_RENAMES = ToolFacts("List renamed", UNDONE_BY, shows=list_sheet, lacks="What should I call it?")
_MOVES = ToolFacts("Move to another list", UNDONE_BY, shows=list_sheet, lacks="What should I move, and where to?")
_ASKS = ToolFacts("Look at a list", looks=True, shows=list_sheet, lacks="What should I look for?")
