"""speech.voice: another voice, also for what was said last: "say that in British English", "with another voice"."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from duologue.core.events import Json
from duologue.core.languages import ENGLISH
from duologue.core.tool_facts import ToolFacts
from duologue.core.writing import Copied, Whole
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError
from duologue.tools.controls import Controls
from duologue.tools.naming import plain_words
from duologue.tools.undoing import UNDONE_BY, Undoing
from duologue.tools.watching.whole import all_of

NO_OTHER = "I have only this voice."
_WHICH = Argument(
    "which", Reads.OPTION, "which voice: british, american, another, usual",
    options=(
        ("british", "British: in British English, with a British accent, like somebody from London"),
        ("american", "American: in American English, with an American accent"),
        ("another", "another: a different voice, the next voice, somebody else's voice"),
        ("usual", "usual: the voice from before, your old voice, your own voice again"),
    ),
    named=True,
)  # fmt: skip
_WHAT = Argument(
    "what", Reads.OPTION, "whether the last words are said again with it", required=False,
    options=(("again", "again: say that with another voice, repeat it in British English"),),
)  # fmt: skip
_ACCENTS = {"british": "en-gb", "american": "en-us"}
_MANNER = r"(?: (?:voice|accent|pronunciation))?"
_WHICH_SAID = (
    ("british", rf"(?:british|uk)(?: english)?{_MANNER}|english accent|queen's english|king's english"),
    ("american", rf"(?:american|us|u s)(?: english)?{_MANNER}"),
    ("another", r"(?:another|different|other|new|next) voice|(?:somebody|someone) else's voice"),
    ("usual", r"(?:usual|old|own|first|previous|former|default|original|earlier) voice|voice from before"),
)
_MERE = frozenset(("british", "uk", "american", "us", "u s"))
"""What may be said of anything, and means a voice only beside words about speaking."""
_ANY = "|".join(f"(?P<{name}>{said})" for name, said in _WHICH_SAID)
_SAID = r"that|it|this|the last (?:one|part|thing|sentence|bit)|what you (?:just )?said|your last (?:answer|words)"
_ASKED = re.compile(
    r"(?:(?:please|now|and|okay|ok|hey|so|could you|can you|would you|will you|i want you to|i'd like you to) )*"
    r"(?:(?:"
    rf"(?:say|repeat|read|tell me|do|try|hear|let me hear) (?P<said>{_SAID})(?: (?:again|once more|over))?"
    r"|(?P<speaks>speak|talk|go on|continue|answer)(?: to me)?"
    r"|(?P<again>again|once more|one more time|say again)"
    r"|use|try|choose|take|(?:switch|change|go)(?: back)?|give me|i want|i'd like|i would like|let me hear"
    r") )?(?:(?:in|with|using|to|as|like|by) )?(?:(?:a|an|the|your|some) )?"
    rf"(?:{_ANY})(?: (?:again|once more|one more time|now|please|instead|then|for me|this time|from now on))*"
)


def asked_voice(words: Sequence[str]) -> Mapping[str, Json] | None:
    """What speech.voice is called with by all of some words, None if they do not ask for a voice."""
    found = _ASKED.fullmatch(" ".join(plain_words(" ".join(words))))
    if found is None:
        return None
    which = next(name for name, _ in _WHICH_SAID if found[name])
    if found[which] in _MERE and not (found["said"] or found["again"] or found["speaks"]):
        return None
    return {"which": which} | ({"what": "again"} if found["said"] or found["again"] else {})


class VoiceChoice:
    """The tool. controls: where it reads and changes the settings, and what voices there are."""

    def __init__(self, controls: Controls, undoing: Undoing) -> None:
        self._controls, self._undoing = controls, undoing

    def tools(self) -> list[Tool]:
        """The tool."""
        use = "speaks with another voice or accent: say that in British English, use a different voice"

        def whole(copied: Copied, _: datetime | None) -> Whole | None:
            asked = asked_voice(copied.words)
            return None if asked is None else all_of(copied, asked)

        return [
            Tool(
                "speech.voice", use, self._choose, (_WHICH, _WHAT), facts=ToolFacts("Voice", UNDONE_BY),
                for_models=False, taught=False, called=_CALLED, reads_whole=whole,
                means=lambda words: asked_voice(words) is not None,
            )
        ]  # fmt: skip

    def _choose(self, request: Request) -> Answer:
        which, before = request.text("which"), str(self._controls.read("voice"))
        name = self._name(which, before)
        if name != before:
            self._controls.change({"voice": name})
            self._undoing.note(request, "My voice is as it was.", lambda _: self._controls.change({"voice": before}))
        result = {"which": which, "voice": name, "before": before}
        said = self._controls.last_said() if request.text("what") == "again" else ""
        return Answer(result | ({"said": said} if said else {}), said or _CHOSEN[which])

    def _name(self, which: str, before: str) -> str:
        """What the setting is to be."""
        offered = self._controls.voices(ENGLISH)
        if which == "usual" or not offered:
            if which != "usual":
                raise ToolError(NO_OTHER)
            return ""
        now = next((voice for voice in offered if voice.name == before), offered[0])
        if which == "another":
            other = offered[(offered.index(now) + 1) % len(offered)]
            if other == now:
                raise ToolError(NO_OTHER)
            return other.name
        accent = _ACCENTS[which]
        if now.accent == accent:
            return before
        fitting = next((voice.name for voice in offered if voice.accent == accent), "")
        if not fitting:
            raise ToolError(f"I have no {which.capitalize()} voice.")
        return fitting


_CALLED = frozenset(("voice", "accent", "british", "american"))
"""Words of which one is said where another voice is meant."""
_CHOSEN = {
    "british": "This is British English.",
    "american": "This is American English.",
    "another": "How is this voice?",
    "usual": "This is my usual voice.",
}
