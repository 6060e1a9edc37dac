"""The tools of live translation change settings, and say what they did."""

from datetime import datetime
from typing import Any

import pytest

from duologue.core.translatable import Lack
from duologue.tools.base import ToolOutcome
from duologue.tools.registry import Toolbox
from duologue.tools.translation import WINDOW


class Desk:
    """A toolbox whose controls change a dictionary."""

    def __init__(self, **settings: Any) -> None:
        self.settings = {"mode": "conversation", "source": "en", "target": "es", "translate_aloud": True}
        self.settings |= {"two_way": False, "translate_from": "microphone"} | settings
        self.box = Toolbox(datetime.fromisoformat("2026-03-14T09:26:00"))
        self.box.controls.read = self.settings.__getitem__
        self.box.controls.change = self.settings.update
        self._calls = 0

    def call(self, name: str, **arguments: Any) -> ToolOutcome:
        self._calls += 1
        self.box.call(f"c{self._calls}", name, arguments, float(self._calls))
        (outcome,) = [item for item in self.box.due(float(self._calls)) if isinstance(item, ToolOutcome)]
        return outcome


@pytest.mark.parametrize(
    ("arguments", "source", "said"),
    [
        ({"target": "es"}, "en", "I'll translate into Spanish."),
        ({"target": "en"}, "any", "I'll translate into English."),
        ({"target": "en", "source": "de"}, "de", "I'll translate from German into English."),
    ],
)
def test_starting_sets_both_languages_and_the_mode(arguments, source, said):
    desk = Desk()
    assert desk.call("translate.start", **arguments).say == said
    assert (desk.settings["mode"], desk.settings["source"]) == ("translate", source)


def test_what_nothing_translates_is_not_begun():
    desk = Desk()
    desk.box.controls.lacks = lambda _, target, __: Lack.TRANSLATOR if target == "ja" else Lack.NOTHING
    outcome = desk.call("translate.start", target="ja")
    assert (outcome.ok, outcome.say) == (False, "I can't translate into Japanese here.")
    assert desk.call("translate.start", target="en", source="en").say == "That is English already."
    assert desk.settings["mode"] == "conversation"


def test_a_language_that_is_not_installed_yet_is_offered_in_the_window():
    desk, opened = Desk(), []
    desk.box.controls.lacks = lambda source, _, __: Lack.NOTHING if source == "en" else Lack.EARS
    desk.box.controls.open = lambda what, t: opened.append(what)
    outcome = desk.call("translate.start", target="en", source="de")
    assert not outcome.ok
    assert "The translation window can install" in outcome.say
    assert opened == [WINDOW]
    assert desk.call("translate.start", target="de").ok
    assert not desk.call("translate.swap").ok, "what could not be begun cannot be swapped to"
    assert (desk.settings["source"], desk.settings["target"]) == ("en", "de")


def test_both_ways_need_what_each_way_needs():
    desk, asked = Desk(two_way=True), []
    desk.box.controls.lacks = lambda *wanted: asked.append(wanted) or Lack.NOTHING
    desk.call("translate.start", target="fr")
    assert asked == [("en", "fr", True)]


def test_stopping_names_the_call_that_it_takes_back():
    desk = Desk()
    assert desk.call("translate.stop").say == "I'm not translating."
    desk.call("translate.start", target="fr")
    assert desk.call("translate.stop").result == {"cancelled": "c2"}
    assert desk.settings["mode"] == "conversation"


def test_languages_are_switched_and_back():
    desk = Desk(mode="translate", source="en", target="de")
    assert desk.call("translate.swap").say == "Now from German into English."
    assert (desk.settings["source"], desk.settings["target"]) == ("de", "en")
    assert desk.call("undo.last").say == "Into German again."
    assert (desk.settings["source"], desk.settings["target"]) == ("en", "de")


def test_quietly_shown_and_spoken_again():
    desk = Desk(mode="translate")
    assert desk.call("translate.aloud", how="shown").say == ""
    assert desk.settings["translate_aloud"] is False
    assert desk.call("translate.aloud", how="spoken").say == "Okay, I'll say it aloud."


@pytest.mark.parametrize(("name", "arguments"), [("translate.swap", {}), ("translate.aloud", {"how": "shown"})])
def test_where_nothing_is_translated_nothing_is_changed(name, arguments):
    desk = Desk()
    assert desk.call(name, **arguments).say == "I'm not translating."


def test_what_the_computer_plays_is_captioned_in_its_own_language():
    desk = Desk(translate_from="microphone", source="any", target="es")
    outcome = desk.call("translate.played", heard="computer", how="captions")
    assert outcome.say == "I'll caption what the computer plays."
    assert desk.settings["mode"] == "translate"
    assert [desk.settings[name] for name in ("source", "target", "translate_from")] == ["en", "en", "computer"]
    assert not desk.call("translate.played", heard="computer", how="translated").ok, "it would stay in English"
    assert desk.call("translate.stop").result == {"cancelled": "c1"}


def test_what_the_computer_plays_is_translated_as_was_chosen_before_or_as_is_said():
    desk = Desk(translate_from="microphone")
    assert desk.call("translate.played", heard="computer").say == "I'll translate what the computer plays into Spanish."
    said = desk.call("translate.played", heard="both", target="en", source="fr").say
    assert said == "I'll translate you and what the computer plays into English."
    assert [desk.settings[name] for name in ("source", "target", "translate_from")] == ["fr", "en", "both"]
    desk.call("translate.played", heard="microphone")
    assert desk.settings["translate_from"] == "microphone"
    assert desk.settings["mode"] == "translate"


def test_who_begins_by_voice_means_what_they_say_themselves():
    desk = Desk(translate_from="computer")
    desk.call("translate.start", target="fr")
    assert desk.settings["translate_from"] == "microphone"
