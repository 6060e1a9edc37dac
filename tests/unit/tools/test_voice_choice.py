"""Another voice, for what is said from now on and for what was said last."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from duologue.core.events import Json
from duologue.core.offered_voice import OfferedVoice
from duologue.tools.base import ToolOutcome
from duologue.tools.registry import Toolbox
from duologue.tools.voice_choice import asked_voice

OFFERED = (
    OfferedVoice("joe", "en-us"),
    OfferedVoice("af_heart", "en-us"),
    OfferedVoice("bf_emma", "en-gb"),
    OfferedVoice("espeak-ng-british", "en-gb"),
)


class Bench:
    """A toolbox with some voices, which has said something."""

    def __init__(self, *offered: OfferedVoice) -> None:
        self.toolbox = Toolbox(datetime(2026, 11, 30, 12, 0, tzinfo=UTC))
        self.settings: dict[str, Json] = {"voice": ""}
        self.made = 0
        controls = self.toolbox.controls
        controls.read = self.settings.__getitem__
        controls.change = self.change
        controls.last_said = lambda: "It's noon."
        controls.voices = lambda language: offered if language == "en" else ()

    def change(self, changes: Mapping[str, Json]) -> None:
        self.settings |= changes

    def call(self, tool: str, /, **arguments: Any) -> ToolOutcome:
        self.made += 1
        self.toolbox.call(f"c{self.made}", tool, arguments, 1.0)
        (outcome,) = [item for item in self.toolbox.due(1.0) if isinstance(item, ToolOutcome)]
        return outcome


@pytest.mark.parametrize(
    ("words", "which", "again"),
    [
        ("Say that in British English.", "british", True),
        ("say that again in British English please", "british", True),
        ("Could you repeat that with a British accent?", "british", True),
        ("Please say it with another voice.", "another", True),
        ("Say that in a different voice", "another", True),
        ("Again, in American English", "american", True),
        ("Speak with a British accent", "british", False),
        ("speak British English from now on", "british", False),
        ("Talk to me in an American accent", "american", False),
        ("use another voice", "another", False),
        ("Can you use a different voice, please?", "another", False),
        ("British accent please", "british", False),
        ("another voice", "another", False),
        ("Go back to your old voice", "usual", False),
        ("use your usual voice again", "usual", False),
    ],
)
def test_words_that_ask_for_a_voice(words: str, which: str, again: bool) -> None:
    assert asked_voice(words.split()) == {"which": which} | ({"what": "again"} if again else {})


@pytest.mark.parametrize(
    "words",
    [
        "say that again", "say that in Spanish", "British", "American", "I'd like the other one", "another one please",
        "What is British English?", "Speak more slowly", "tell me about the British Museum", "use your normal voice",
        "add British tea to my list", "change your voice", "what did she say in another voice",
        "say hello in British English",
    ],
)  # fmt: skip
def test_words_that_ask_for_something_else(words: str) -> None:
    assert asked_voice(words.split()) is None


def test_the_last_words_are_said_again_with_the_other_voice() -> None:
    bench = Bench(*OFFERED)
    assert bench.call("speech.voice", which="british", what="again").say == "It's noon."
    assert bench.settings["voice"] == "bf_emma"
    assert bench.call("undo.last").say == "My voice is as it was."
    assert bench.settings["voice"] == ""


def test_one_after_the_other_and_back() -> None:
    bench = Bench(*OFFERED)
    heard = []
    for _ in OFFERED:
        assert bench.call("speech.voice", which="another").say == "How is this voice?"
        heard.append(bench.settings["voice"])
    assert heard == ["af_heart", "bf_emma", "espeak-ng-british", "joe"]
    bench.call("speech.voice", which="usual")
    assert bench.settings["voice"] == ""


def test_a_voice_with_the_accent_stays() -> None:
    bench = Bench(*OFFERED)
    bench.settings["voice"] = "espeak-ng-british"
    assert bench.call("speech.voice", which="british").ok
    assert bench.settings["voice"] == "espeak-ng-british"
    assert bench.call("speech.voice", which="american").ok
    assert bench.settings["voice"] == "joe"


def test_what_there_is_not_is_said() -> None:
    assert bench_says(Bench(OFFERED[0]), "british") == "I have no British voice."
    assert bench_says(Bench(OFFERED[0]), "another") == "I have only this voice."
    assert bench_says(Bench(), "british") == "I have only this voice."


def bench_says(bench: Bench, which: str) -> str:
    outcome = bench.call("speech.voice", which=which)
    assert (outcome.ok, bench.settings["voice"]) == (False, "")
    return outcome.say
