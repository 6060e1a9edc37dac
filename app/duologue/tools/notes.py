"""notes.add, notes.search: short notes."""

import re

from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import ToolFacts, Values
from duologue.tools.base import Answer, Argument, Reads, Request, Tool
from duologue.tools.store import Store
from duologue.tools.wording import number_words, sentence

MAX_SAID = 3
_COMMON = frozenset(
    ("a", "about", "an", "and", "for", "from", "in", "is", "my", "note", "notes", "of", "on", "the", "to", "with")
)


class Notes:
    """The user's notes, oldest first."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._notes = [(note, _stems(note)) for note in store.notes()]

    def tools(self) -> list[Tool]:
        """The tools of notes."""
        add = "writes a note: take a note, write this down, remember that"
        search = "searches my notes: find the note, what did I write down"
        text = Argument("text", Reads.PHRASE, "what to write down, word for word", parts=True)
        query = Argument("query", Reads.TEXT, "what the note is about", parts=True)
        return [
            Tool("notes.add", add, self._add, (text,), facts=_WRITES),
            Tool("notes.search", search, self._search, (query,), facts=_SEARCHES),
        ]

    def _add(self, request: Request) -> Answer:
        self._store.add_note(request.text("text"))
        self._notes.append((request.text("text"), _stems(request.text("text"))))
        return Answer({"text": request.text("text"), "count": len(self._notes)}, "Noted.")

    def _search(self, request: Request) -> Answer:
        wanted = _stems(request.text("query"))
        scored = [(len(wanted & stems), at, note) for at, (note, stems) in enumerate(self._notes)]
        found = [note for score, _, note in sorted(scored, key=lambda s: (-s[0], -s[1])) if score]
        return Answer({"notes": found}, _said(found, request.text("query")))


def _note(_: Values, result: Values) -> Sheet:
    return Sheet("note", "Note", (Line(str(result["text"])),))


def _notes(arguments: Values, result: Values) -> Sheet:
    lines = tuple(Line(str(note)) for note in result["notes"])
    return Sheet("notes", f"Notes about {arguments['query']}", lines or (Line("No notes found"),))


_WRITES = ToolFacts("Note", lasts=True, shows=_note)
_SEARCHES = ToolFacts("Notes", looks=True, shows=_notes)


def _said(found: list[str], query: str) -> str:
    if not found:
        return f"I couldn't find a note about {query}."
    if len(found) == 1:
        return f"Your note says: {sentence(found[0])}"
    more = "" if len(found) <= MAX_SAID else f" {sentence(f'and {number_words(len(found) - MAX_SAID)} more')}"
    notes = " ".join(sentence(note) for note in found[:MAX_SAID])
    return f"I found {number_words(len(found))} notes. {notes}{more}"


def _stems(text: str) -> set[str]:
    """Words that carry meaning, without case, plural s and what belongs to whom; "stair-key's" is found by "key"."""
    words = re.findall(r"\w+", re.sub(r"['’]s\b", "", text.casefold()))
    return {word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words if word not in _COMMON}
