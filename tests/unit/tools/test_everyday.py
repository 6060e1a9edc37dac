"""What everybody asks first: chance, jokes, spelling, phrases, help, the assistant itself, its voice, what stands."""

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from duologue.core.events import Json, Percept
from duologue.core.offered_voice import OfferedVoice
from duologue.core.settings import VOICE_RATES, VOLUMES
from duologue.tools.about import EXAMPLES
from duologue.tools.base import ToolOutcome
from duologue.tools.everyday import JOKES
from duologue.tools.phrase_book import _phrases
from duologue.tools.registry import Toolbox, builtin_specs


class Bench:
    """A toolbox with a seed, and settings that its controls change."""

    def __init__(self, seed: int = 1) -> None:
        self.toolbox = Toolbox(datetime(2026, 11, 29, 12, 0, tzinfo=UTC), rng=random.Random(seed))
        self.settings: dict[str, Json] = {"voice": "", "voice_rate": 1.0, "volume": 1.0, "theme": "system"}
        self.done: list[str] = []
        controls = self.toolbox.controls
        controls.read = self.settings.__getitem__
        controls.change = self.change
        controls.open = lambda what, t: self.done.append(f"open {what}")
        controls.mute = lambda t: self.done.append("mute")
        controls.restart = lambda t: self.done.append("restart")
        controls.voices = lambda _: (OfferedVoice("joe", "en-us"), OfferedVoice("emma", "en-gb"))
        self.made = 0

    def change(self, changes: Mapping[str, Json]) -> None:
        self.settings |= changes

    def call(self, tool: str, /, **arguments: Any) -> ToolOutcome:
        self.made += 1
        self.toolbox.call(f"c{self.made}", tool, arguments, 1.0)
        (outcome,) = [item for item in self.toolbox.due(1.0) if isinstance(item, ToolOutcome)]
        return outcome


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize(
    ("arguments", "possible"),
    [
        ({"what": "coin"}, [{"heads", "tails"}]),
        ({"what": "coin", "count": 3}, [{"heads", "tails"}] * 3),
        ({"what": "dice"}, [set(range(1, 7))]),
        ({"what": "dice", "count": 2}, [set(range(1, 7))] * 2),
        ({"what": "dice", "sides": 20}, [set(range(1, 21))]),
        ({"what": "number"}, [set(range(1, 11))]),
        ({"what": "number", "high": 3}, [{1, 2, 3}]),
        ({"what": "number", "low": 5, "high": 7}, [{5, 6, 7}]),
        ({"what": "number", "low": 7, "high": 5}, [{5, 6, 7}]),
        ({"what": "number", "low": 4}, [{1, 2, 3, 4}]),
    ],
)
def test_chance_comes_to_everything_that_is_possible(arguments: dict[str, Any], possible: list[set[Any]]) -> None:
    bench = Bench()
    drawn = [bench.call("chance.draw", **arguments).result["drawn"] for _ in range(300)]
    for at, values in enumerate(possible):
        assert {throw[at] for throw in drawn} == values
    assert all(len(throw) == len(possible) for throw in drawn)


def test_a_seed_fixes_what_is_drawn() -> None:
    one, other = ([Bench(7).call("chance.draw", what="number", high=10**6).say for _ in range(2)] for _ in range(2))
    assert one == other


@pytest.mark.parametrize("arguments", [{"count": 0}, {"count": 1000}, {"sides": 1}, {"sides": 10**6}])
def test_impossible_dice_are_refused(bench: Bench, arguments: dict[str, int]) -> None:
    assert not bench.call("chance.draw", what="dice", **arguments).ok


def test_every_joke_is_told_before_one_comes_again(bench: Bench) -> None:
    assert {bench.call("joke.tell").say for _ in JOKES} == set(JOKES)
    assert "cat" in bench.call("joke.tell", about="cats").say.casefold()


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("cat", "Cat: C, A, T."),
        ("well-being", "Well-being: W, E, L, L, hyphen, B, E, I, N, G."),
        ("ice tea", "Ice tea: I, C, E; then T, E, A."),
        ("o'clock", "O'clock: O, apostrophe, C, L, O, C, K."),
    ],
)
def test_words_are_spelt(bench: Bench, word: str, said: str) -> None:
    assert bench.call("spelling.spell", word=word).say == said


@pytest.mark.parametrize(
    ("phrase", "target", "said"),
    [
        ("hello", "fr", "In French: Bonjour."),
        ("Good morning", "de", "In German: Guten Morgen."),
        ("thank you", "es", "In Spanish: Gracias."),
        ("good night", "it", "In Italian: Buonanotte."),
        ("goodbye", "pt", "In Portuguese: Adeus."),
        ("Where is the bathroom?", "fr", "In French: Où sont les toilettes."),
        ("i'm sorry", "de", "In German: Es tut mir leid."),
        ("the dog", "es", "In Spanish: El perro."),
        ("happy birthday", "it", "In Italian: Buon compleanno."),
        ("how much is it", "pt", "In Portuguese: Quanto custa."),
    ],
)
def test_phrases_of_the_book_are_translated(bench: Bench, phrase: str, target: str, said: str) -> None:
    assert bench.call("phrase.translate", phrase=phrase, target=target).say == said


@pytest.mark.parametrize(("phrase", "target"), [("the train is late", "fr"), ("hello", "ja"), ("quux", "de")])
def test_what_is_not_in_the_book_is_for_a_background_model(bench: Bench, phrase: str, target: str) -> None:
    outcome = bench.call("phrase.translate", phrase=phrase, target=target)
    assert (outcome.ok, outcome.ask) == (False, True)
    assert outcome.say.startswith("My phrase book")


def test_every_phrase_has_every_language() -> None:
    assert {tuple(sorted(known)) for known in _phrases().values()} == {("de", "es", "fr", "it", "pt")}
    assert all(text for known in _phrases().values() for text in known.values())


@pytest.mark.parametrize(
    ("how", "name", "rises"),
    [("louder", "volume", True), ("softer", "volume", False), ("faster", "voice_rate", True),
     ("slower", "voice_rate", False)],
)  # fmt: skip
def test_the_voice_changes_up_to_its_limit_and_back(bench: Bench, how: str, name: str, rises: bool) -> None:
    assert bench.call("speech.adjust", how=how).ok
    assert (bench.settings[name] > 1.0) is rises
    bench.call("undo.last")
    assert bench.settings[name] == 1.0
    outcomes = [bench.call("speech.adjust", how=how).ok for _ in range(20)]
    assert not outcomes[-1]
    limits = VOLUMES if name == "volume" else VOICE_RATES
    assert bench.settings[name] == limits[1 if rises else 0]
    bench.call("speech.adjust", how="normal")
    assert (bench.settings["volume"], bench.settings["voice_rate"]) == (1.0, 1.0)


def test_what_was_said_is_said_again(bench: Bench) -> None:
    assert not bench.call("speech.repeat").ok
    bench.toolbox.controls.last_said = lambda: "It's noon."
    assert bench.call("speech.repeat").say == "It's noon."
    assert bench.call("speech.repeat", pace="slowly").say == "It's... noon."


def test_looks_change_and_come_back(bench: Bench) -> None:
    assert "undo" in bench.call("window.look", look="dark").say
    assert bench.settings["theme"] == "dark"
    assert bench.call("window.look", look="dark").say == "It's dark already."
    bench.call("undo.last")
    assert bench.settings["theme"] == "system"


def test_settings_microphone_and_a_new_start(bench: Bench) -> None:
    assert "microphone button" in bench.call("microphone.mute").say
    assert bench.call("settings.open", what="voice").ok
    assert bench.call("conversation.restart").ok
    assert bench.done == ["mute", "open voice", "restart"]


@pytest.mark.parametrize("tool", ["settings.open", "microphone.mute", "conversation.restart"])
def test_what_nobody_here_can_do_is_said(tool: str) -> None:
    toolbox = Toolbox(datetime(2026, 1, 1, tzinfo=UTC))
    toolbox.call("c1", tool, {}, 0.0)
    (outcome,) = toolbox.due(0.0)
    assert isinstance(outcome, ToolOutcome)
    assert outcome.say == "I can't do that here."


def test_help_fits_the_moment(bench: Bench) -> None:
    idle = bench.call("help.show")
    assert "timers" in idle.say
    assert len(idle.say.split()) <= 24
    assert all(each["name"] != "timer.show" for each in idle.result["examples"])
    bench.call("timer.start", seconds=600)
    assert bench.call("help.show").result["examples"][0]["name"] == "timer.show"


def test_help_about_something_gives_examples_of_it(bench: Bench) -> None:
    assert bench.call("help.show", topic="lists").say == "For lists, you can say: Add milk to my shopping list"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.say))
def test_every_example_can_be_pressed(bench: Bench, example: Any) -> None:
    for tool, arguments in (
        ("timer.start", {"seconds": 600}), ("reminder.at", {"seconds": 60, "message": "stretch"}),
        ("list.add", {"list": "shopping", "item": "eggs"}), ("notes.add", {"text": "the key is blue"}),
    ):  # fmt: skip
        bench.call(tool, **arguments)
    name, arguments = example.call
    assert bench.call(name, **arguments).ok


@pytest.mark.parametrize("what", ["name", "kind", "private", "model", "camera", "languages"])
def test_it_answers_honestly_about_itself(bench: Bench, what: str) -> None:
    assert bench.call("assistant.about", what=what).say.endswith(".")


def test_asked_whether_it_sees_it_tells_what_the_eyes_know(bench: Bench) -> None:
    assert "no camera picture" in bench.call("assistant.about", what="camera").say
    ok, somebody = (
        Percept(1.0, "picture", 0.9, {"state": "ok"}),
        Percept(1.0, "person", 0.9, {"present": True, "count": 1}),
    )
    bench.toolbox.see([ok, somebody], 1.0)
    assert bench.call("assistant.about", what="camera").say == "I can see one person."


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("play music", "Sorry, I can't play music."),
        ("open youtube", "Sorry, I can't open youtube."),
        ("call my mom", "Sorry, I can't call your mom."),
        ("text Anna that I'm running late because of the rain", "Sorry, I can't do that."),
        ("", "Sorry, I can't do that."),
    ],
)
def test_what_it_cannot_do_takes_one_short_sentence(bench: Bench, wish: str, said: str) -> None:
    assert bench.call("assistant.cannot", **({"wish": wish} if wish else {})).say == said


def test_what_stands_is_told_and_stays(bench: Bench) -> None:
    assert bench.call("standing.show").say == "Nothing is set up: no timers, reminders, lists or notes."
    bench.call("timer.start", seconds=600, label="pasta")
    bench.call("reminder.at", time="18:00", message="call the bank")
    bench.call("list.add", list="shopping", item="milk")
    bench.call("notes.add", text="the key is blue")
    told = bench.call("standing.show")
    assert told.say == (
        "One timer: pasta timer: ten minutes left. One reminder: call the bank. One list: shopping. "
        "One note: the key is blue."
    )
    assert bench.call("standing.show").result == told.result


def test_undo_without_anything_to_undo_says_so(bench: Bench) -> None:
    assert bench.call("undo.last").say == "There's nothing to undo."


def test_the_newest_deletion_comes_back_first(bench: Bench) -> None:
    bench.call("timer.start", seconds=600, label="pasta")
    bench.call("list.add", list="shopping", item="milk")
    bench.call("timer.cancel")
    bench.call("list.remove", list="shopping", item="milk")
    assert bench.call("undo.last").say == "I've put milk back on your shopping list."
    assert bench.call("undo.last").say == "I've brought back your pasta timer."


def test_descriptions_of_tools_differ() -> None:
    texts = [spec.help for spec in builtin_specs()]
    assert len({text.split(":")[0] for text in texts}) == len(texts)
