"""notes.add, notes.search, notes.show, notes.delete: notes of any length."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from duologue.core.events import Json
from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import ToolFacts, Values
from duologue.tools.base import Answer, Argument, Kind, Reads, Request, Tool, ToolError
from duologue.tools.store import Store
from duologue.tools.undoing import UNDONE_BY, OverError, Undoing
from duologue.tools.which import pick, read_which
from duologue.tools.whole.dictation import whole_dictation
from duologue.tools.wording import number_words, sentence

MAX_SAID = 3
"""So many notes are read out; of more, the newest, and all are shown."""
FIRST_WORDS = 6
"""So many words name a note that is deleted."""
_COMMON = frozenset(
    ("a", "about", "an", "and", "for", "from", "in", "is", "my", "note", "notes", "of", "on", "the", "to", "with")
)


class Notes:
    """The user's notes, oldest first."""

    def __init__(self, store: Store, undoing: Undoing) -> None:
        self._store, self._undoing = store, undoing
        self._notes = [_Note(id_, text, _stems(text)) for id_, text in store.notes().items()]
        undoing.shows["notes"] = _all_notes

    @property
    def texts(self) -> list[str]:
        """All notes, oldest first."""
        return [note.text for note in self._notes]

    def tools(self) -> list[Tool]:
        """The tools of notes."""
        add = "writes a note: take a note, write this down, remember that"
        search = "searches my notes: find the note, what did I write down"
        text = Argument("text", Reads.PHRASE, "what to write down, word for word", parts=True, several=True)
        query = Argument("query", Reads.TEXT, "what the note is about", parts=True)
        show = "reads all my notes aloud: show my notes, what notes do I have, read the last note"
        delete = (
            "deletes a note or all notes: delete the last note, delete my notes, clear my notes, throw that note away"
        )
        shown = Argument("which", Reads.TEXT, "which notes are read: the last note, the first two", required=False)
        gone = Argument(
            "which", Reads.TEXT, "which notes go: the last note, all, the one about the boiler", required=False
        )
        return [
            Tool("notes.add", add, self._add, (text,), facts=_WRITES, reads_whole=whole_dictation("text")),
            Tool("notes.search", search, self._search, (query,), facts=_SEARCHES),
            Tool("notes.show", show, self._show, (shown,), facts=_SHOWS),
            Tool(
                "notes.delete",
                delete,
                self._delete,
                (gone,),
                confirm=self._sure,
                facts=_DELETES,
                kind=Kind("which", frozenset(("note", "notes")), self._called),
            ),
        ]

    def _add(self, request: Request) -> Answer:
        text = request.text("text")
        note = _Note(self._store.add_note(text), text, _stems(text))
        self._notes.append(note)
        self._undoing.note(request, "I've removed the note {}.", lambda _: self._unwrite(note), item=_begun(text))
        return Answer({"text": text, "count": len(self._notes)}, "Noted.")

    def _search(self, request: Request) -> Answer:
        wanted = _stems(request.text("query"))
        scored = [(len(wanted & note.stems), at, note.text) for at, note in enumerate(self._notes)]
        found = [note for score, _, note in sorted(scored, key=lambda s: (-s[0], -s[1])) if score]
        return Answer({"notes": found}, _said(found, request.text("query")))

    def _show(self, request: Request) -> Answer:
        which = request.text("which")
        shown = self._meant(which) if which else self._notes
        if not shown and self._notes:
            raise ToolError(f"I found no note like {which}.")
        return Answer({"notes": [note.text for note in shown]}, _all_said([note.text for note in shown]))

    def _sure(self, request: Request) -> str:
        """Several at once are asked about, and those that were not named one by one."""
        gone, which = self._meant(request.text("which")), read_which(request.text("which"))
        if len(gone) > 1:
            return f"Delete {number_words(len(gone))} notes?"
        return f"Delete the note {_begun(gone[0].text)}?" if gone and (which.all or which.any) else ""

    def _delete(self, request: Request) -> Answer:
        if not self._notes:
            raise ToolError("You have no notes.")
        gone = self._meant(request.text("which"))
        if not gone:
            raise ToolError(f"I found no note like {request.text('which')}.")
        self._store.remove_notes([note.id for note in gone])
        self._notes = [note for note in self._notes if note not in gone]
        what = "your note" if len(gone) == 1 else f"your {number_words(len(gone))} notes"
        self._undoing.note(request, "I've brought back {}.", lambda _: self._bring_back(gone), item=what)
        texts = [note.text for note in gone]
        say = (
            f"I've deleted the note {_begun(texts[0])}."
            if len(gone) == 1
            else f"I've deleted {number_words(len(gone))} notes."
        )
        return Answer({"deleted": texts, "notes": self.texts}, say)

    def _bring_back(self, gone: Sequence["_Note"]) -> dict[str, Json]:
        for note in gone:
            self._store.add_note(note.text, note.id)
        self._notes = sorted([*self._notes, *gone], key=lambda note: note.id)
        return {"notes": [*self.texts]}

    def _unwrite(self, note: "_Note") -> dict[str, Json]:
        if all(each.id != note.id for each in self._notes):
            raise OverError("That note is gone already.")
        self._store.remove_notes([note.id])
        self._notes = [each for each in self._notes if each.id != note.id]
        return {"notes": [*self.texts]}

    def _called(self, name: str) -> bool:
        """Whether a note has all of the telling words of a name."""
        wanted = _stems(name)
        return bool(wanted) and any(wanted <= note.stems for note in self._notes)

    def _meant(self, which: str) -> list["_Note"]:
        """The notes that a phrase means; without one, the newest."""
        return pick(self._notes, which, _fits)


@dataclass(frozen=True, slots=True)
class _Note:
    id: int
    text: str
    stems: frozenset[str]


def _fits(note: _Note, name: str) -> int:
    """How many of the telling words of a name stand in a note."""
    return len(_stems(name) & note.stems)


def _note(_: Values, result: Values) -> Sheet:
    return Sheet("note", "Note", (Line(str(result["text"])),))


def _notes(arguments: Values, result: Values) -> Sheet:
    lines = tuple(Line(str(note)) for note in result["notes"])
    return Sheet("notes", f"Notes about {arguments['query']}", lines or (Line("No notes found"),))


def _all_notes(_: Values, result: Values) -> Sheet:
    lines = tuple(
        Line(note, press="Delete", call=("notes.delete", {"which": note})) for note in map(str, result["notes"])
    )
    return Sheet("notes", "Notes", lines or (Line("No notes"),), empty=not lines)


_WRITES = ToolFacts("Note", UNDONE_BY, shows=_note, lacks="What should I note?")
_SHOWS = ToolFacts("Notes", looks=True, shows=_all_notes)
_DELETES = ToolFacts("Delete notes", UNDONE_BY, shows=_all_notes)
_SEARCHES = ToolFacts("Notes", looks=True, shows=_notes, lacks="What should I look for?")


def _said(found: list[str], query: str) -> str:
    if not found:
        return f"I couldn't find a note about {query}."
    if len(found) == 1:
        return f"Your note says: {sentence(found[0])}"
    more = "" if len(found) <= MAX_SAID else f" {sentence(f'and {number_words(len(found) - MAX_SAID)} more')}"
    notes = " ".join(sentence(note) for note in found[:MAX_SAID])
    return f"I found {number_words(len(found))} notes. {notes}{more}"


def _begun(text: str) -> str:
    """The first words of a note, to name it by."""
    words = text.rstrip(".!? ").split()
    return " ".join(words[:FIRST_WORDS]) + (" and so on" if len(words) > FIRST_WORDS else "")


def _all_said(notes: list[str]) -> str:
    if not notes:
        return "You have no notes."
    if len(notes) == 1:
        return f"Your note says: {sentence(notes[0])}"
    newest = " ".join(sentence(note) for note in notes[-MAX_SAID:][::-1])
    more = f" {sentence(f'and {number_words(len(notes) - MAX_SAID)} more')}" if len(notes) > MAX_SAID else ""
    return f"You have {number_words(len(notes))} notes. {newest}{more}"


def _stems(text: str) -> frozenset[str]:
    """Words that carry meaning, without case, plural s and what belongs to whom; "stair-key's" is found by "key"."""
    words = re.findall(r"\w+", re.sub(r"['’]s\b", "", text.casefold()))
    return frozenset(
        word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words if word not in _COMMON
    )
