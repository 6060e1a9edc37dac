"""Words that take a thing away which is known by its name, or say that another one was meant.

Which tool such words mean is beyond doubt where one thing alone is called so: "remove eggs" with eggs on a list, "no, I
meant the first one" when something was just cancelled.
"""

import re
from collections.abc import Mapping

from duologue.core.writing import Call
from duologue.tools.base import Kind
from duologue.tools.naming import plain_words
from duologue.tools.undoing import UNDO, Undoing
from duologue.tools.which import read_which

_POLITE = r"(?:(?:please|okay|ok|now|and|then|also|so|can you|could you|would you|will you),? )*"
_ORDER = re.compile(
    _POLITE + r"(?:(?:remove|delete|drop|erase|scratch|cancel|discard|get rid of|cross (?:off|out)|take (?:off|away)) "
    r"(?P<name>.+?)|(?:take|cross|strike) (?P<parted>.+?) (?:off|out|away))"
    r"(?: (?:(?:from|off|of|on) )?(?:my|the|our) (?:(?P<list>.+?) )?list)?(?:,? (?:please|again|now|too|as well))*"
)
_NO = (
    r"(?:no+|nope|nah|sorry|wait|oops|whoops|oh|hey|um|uh|hmm|but|actually|not that(?: one)?|wrong(?: one)?|"
    r"that's (?:wrong|not (?:it|the one|what i meant))|that was the wrong one|i'm sorry)"
)
_MEANT = re.compile(
    rf"(?P<no>(?:{_NO} )*)(?:i|we) (?:meant|mean|wanted|said|was talking about|was thinking of) "
    r"(?:to (?:cancel|remove|delete|stop|end|clear) )?(?P<name>.+?)(?: (?:instead|rather|please|not that(?: one)?))*"
)
_RATHER = re.compile(
    rf"(?:{_NO} )+(?P<name>the .+? ones?|the other(?: .+)?|the .+ (?:timer|reminder|alarm|note))(?: please)?"
)
_BACK = re.compile(
    r"(?:(?:please|oops|whoops|no|oh|sorry|wait|can you|could you) )*"
    r"(?:undo(?: (?:it|that|this|again|(?:it|that) again|the last (?:one|thing|change|step)|my last change))?"
    r"|(?:take (?:it|that)|(?:put|bring|get) (?:it|that|them|those)) back(?: again)?|revert(?: that| it)?"
    r"|undelete(?: that| it)?)(?: please)?"
)


class NamedThings:
    """kinds: of what tools take away, by the tools. undoing: what was changed last."""

    def __init__(self, kinds: Mapping[str, Kind], undoing: Undoing) -> None:
        self._kinds, self._undoing = kinds, undoing

    def taken_away(self, tool: str, text: str) -> tuple[Call, ...]:
        """The call of a tool that takes away what a text names, none unless just one kind of things has that."""
        found = _ORDER.fullmatch(_plain(text))
        if found is None:
            return ()
        name = found["name"] or found["parted"]
        which = read_which(name)
        if not which.name or which.all or which.place is not None or which.but is not None:
            return ()
        having = [other for other, kind in self._kinds.items() if kind.has(name)]
        if having != [tool]:
            return ()
        if not found["list"]:
            return (Call(tool, {self._kinds[tool].argument: name}),)
        return (Call(tool, {self._kinds[tool].argument: name, "list": found["list"]}),) if tool == "list.remove" else ()

    def put_right(self, text: str) -> tuple[Call, ...]:
        """The calls that take the newest change back, and do the same to another thing if one is named."""
        plain = _plain(text)
        if _BACK.fullmatch(plain):
            return (Call(UNDO),)
        found = _MEANT.fullmatch(plain) or _RATHER.fullmatch(plain)
        took = self._undoing.newest
        if found is None or took.tool not in self._kinds:
            return ()
        tool, name = self._meant_by(took.tool, found["name"]), found["name"]
        kind, which = self._kinds[tool], read_which(name)
        undo = Call(UNDO, target=took.id)
        if "other" in plain_words(name):
            rest = " ".join(word for word in plain_words(name) if word != "other")
            return (Call(tool, {kind.argument: rest} if read_which(rest).name else {}), undo)
        if which.place is None and not which.all and not kind.has(name):
            return ()
        return (undo, Call(tool, {kind.argument: name}))

    def _meant_by(self, tool: str, name: str) -> str:
        """The tool for a thing of the kind that its name says, the given one where it says none."""
        named = [other for other, kind in self._kinds.items() if not kind.nouns.isdisjoint(plain_words(name))]
        return tool if tool in named or not named else named[0]


def _plain(text: str) -> str:
    return " ".join(plain_words(text))
