"""list.add, list.remove, list.show: named lists, kept in memory for the session."""

from duologue.tools.base import Answer, Argument, Request, Tool, ToolError
from duologue.tools.wording import join_words

MAX_ITEMS = 200

_LIST = Argument("list", "text", "Name of the list, such as shopping.")
_ITEM = Argument("item", "text", "One item.")


class Lists:
    """The user's lists. Names and items are found whatever their case, number or article.

    The focus of a request, if there is one, names all items of a sentence for the wording of the last one's answer.
    """

    def __init__(self) -> None:
        self._lists: dict[str, list[str]] = {}

    def tools(self) -> list[Tool]:
        """The list tools."""
        return [
            Tool("list.add", "Adds an item to a list.", self._add, (_LIST, _ITEM)),
            Tool("list.remove", "Removes an item from a list.", self._remove, (_LIST, _ITEM)),
            Tool("list.show", "Reads a list aloud.", self._show, (_LIST,)),
        ]

    def _add(self, request: Request) -> Answer:
        name, item = _list_key(request.text("list")), request.text("item")
        items = self._lists.setdefault(name, [])
        if len(items) >= MAX_ITEMS:
            raise ToolError(f"Your {name} list is full.")
        if any(_item_key(item) == _item_key(other) for other in items):
            return Answer({"list": name, "items": list(items)}, f"{_capital(item)} is on your {name} list already.")
        items.append(item)
        return Answer({"list": name, "items": list(items)}, f"I've added {request.focus or item} to your {name} list.")

    def _remove(self, request: Request) -> Answer:
        name, item = _list_key(request.text("list")), request.text("item")
        items = self._lists.get(name, [])
        found = next((other for other in items if _item_key(other) == _item_key(item)), None)
        if found is None:
            raise ToolError(f"There is no {item} on your {name} list.")
        items.remove(found)
        return Answer(
            {"list": name, "items": list(items)}, f"I've removed {request.focus or item} from your {name} list."
        )

    def _show(self, request: Request) -> Answer:
        name = _list_key(request.text("list"))
        items = self._lists.get(name, [])
        if not items:
            return Answer({"list": name, "items": []}, f"Your {name} list is empty.")
        return Answer({"list": name, "items": list(items)}, f"On your {name} list: {join_words(items)}.")


def _list_key(name: str) -> str:
    words = [word for word in name.casefold().split() if word not in ("my", "the", "list")]
    return " ".join(words) or "list"


def _item_key(item: str) -> str:
    words = [word for word in item.casefold().split() if word not in ("a", "an", "some", "the", "my")]
    return " ".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    """A rough singular, the same for both numbers of a word: enough to find "egg" by "eggs"."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "toes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
