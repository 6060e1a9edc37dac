"""Which calls stand: what was set up, was not taken back and is not over."""

from duologue.core.writing import Call
from duologue.tools.base import ToolOutcome
from duologue.tools.wording import say_duration

UNDONE_BY = {
    "timer.start": "timer.cancel",
    "reminder.every": "reminder.cancel",
    "reminder.at": "reminder.cancel",
    "list.add": "list.remove",
    "listen.start": "listen.stop",
    "watch.start": "watch.stop",
    "translate.start": "translate.stop",
}
"""Which tool takes back what another did; all but list.remove take back the newest when called without arguments."""
TAKING_BACK = frozenset(UNDONE_BY.values())
LASTING = frozenset({"notes.add", *TAKING_BACK})
"""What no tool takes back."""
_NAMED_BY = {"timer.cancel": "label", "reminder.cancel": "message", "listen.stop": "for", "watch.stop": "for"}
"""The argument that says which one is taken back."""
_OVER_ONCE_TOLD = frozenset({"timer.start", "reminder.at"})
MAX_STANDING = 32
TOLD = 4
"""So many of them, the newest, are told to the model."""


def taken_back(call: Call, outcome: ToolOutcome) -> str | None:
    """The id of the call that this one took back. What other tools return is data, whatever it looks like."""
    taken = outcome.result.get("cancelled") if isinstance(outcome.result, dict) else None
    return taken if call.name in TAKING_BACK and isinstance(taken, str) else None


class Standing:
    """The calls that stand, by id, newest last."""

    def __init__(self) -> None:
        self._calls: dict[str, Call] = {}

    def lines(self, without: frozenset[str] = frozenset(), most: int = TOLD) -> tuple[str, ...]:
        """The newest calls in words, newest last. without: ids that are left out. most: so many at most."""
        lines = [call.line for id_, call in self._calls.items() if id_ not in without]
        return tuple(lines[-most:])

    def settle(self, call: Call, outcome: ToolOutcome) -> None:
        """A call has come back."""
        if not outcome.ok:
            return
        if (taken := taken_back(call, outcome)) is not None:
            self._calls.pop(taken, None)
        elif call.name == "list.remove":
            self._remove_item(call)
        elif call.name in UNDONE_BY:
            self._calls[outcome.id] = call
            if len(self._calls) > MAX_STANDING:
                del self._calls[next(iter(self._calls))]

    def rang(self, id_: str) -> None:
        """A timer or reminder came due."""
        if (call := self._calls.get(id_)) is not None and call.name in _OVER_ONCE_TOLD:
            del self._calls[id_]

    def undoing(self, id_: str) -> Call | None:
        """The call that takes back one that stands, None if it does not stand."""
        if (call := self._calls.get(id_)) is None:
            return None
        undo = UNDONE_BY[call.name]
        if undo == "list.remove":
            return Call(undo, call.arguments)
        newest = next(i for i in reversed(self._calls) if UNDONE_BY[self._calls[i].name] == undo)
        if newest == id_ or undo not in _NAMED_BY:
            return Call(undo)
        name = _NAMED_BY[undo]
        return Call(undo, {name: call.arguments.get(name) or say_duration(float(call.arguments["seconds"]))})

    def _remove_item(self, call: Call) -> None:
        added = [i for i, c in self._calls.items() if c.name == "list.add" and c.arguments == call.arguments]
        for id_ in added[-1:]:
            del self._calls[id_]
