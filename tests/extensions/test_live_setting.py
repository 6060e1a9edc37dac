"""A live setting joins from the test alone: one line of schema, one consumer, and it works while a session runs."""

import dataclasses
from pathlib import Path

from duologue.core.commands import ChangeSettings
from duologue.core.events import Failure, SettingsChanged, Speech
from duologue.core.microturn import Act
from duologue.core.settings import Settings, setting
from duologue.core.settings_store import SettingsStore
from duologue.tools.base import Answer, Request, Tool
from helpers.playbook import Played, calls, cue, heard, play


@dataclasses.dataclass(frozen=True, slots=True)
class MoreSettings(Settings):
    shyness: float = setting(1.0, "Shyness", "How shy the assistant is.", low=0.0, high=5.0, live=True)


class Shy:
    """Says how shy it is."""

    shyness = 0.0

    def use(self, settings: Settings) -> None:
        assert isinstance(settings, MoreSettings)
        self.shyness = settings.shyness

    def tell(self, _: Request) -> Answer:
        return Answer(None, f"My shyness is {self.shyness:g}.")


def session(store: SettingsStore, *changes: tuple[float, ChangeSettings]) -> Played:
    """Asks at 0.6 s and at 4.0 s."""
    shy = Shy()
    store.follow(shy.use, "shyness")
    script = {n: cue(Act.RESPOND, heard("are you shy", n * 0.2 - 0.9, f"u{n}", final=True)) for n in (5, 20)}
    tool = Tool("shyness.tell", "says how shy it is", shy.tell)
    return play(
        script, 7.0, replies={"are you shy": calls(("shyness.tell", {}))}, tools=(tool,), inject=changes, settings=store
    )


def test_a_setting_that_only_this_test_knows_is_followed_by_a_session_that_runs(tmp_path: Path) -> None:
    store = SettingsStore.open(tmp_path / "settings.json", MoreSettings)
    played = session(store, (2.5, ChangeSettings({"shyness": 3.5})))
    assert [speech.text for speech in played.of(Speech)] == ["My shyness is 1.", "My shyness is 3.5."]
    assert played.of(SettingsChanged) == [SettingsChanged(2.5, {"shyness": 3.5})]
    assert SettingsStore.open(tmp_path / "settings.json", MoreSettings).now == MoreSettings(shyness=3.5)


def test_a_value_out_of_its_range_is_told_and_the_old_one_holds() -> None:
    played = session(SettingsStore(MoreSettings()), (2.5, ChangeSettings({"shyness": 9.0})))
    assert [speech.text for speech in played.of(Speech)] == ["My shyness is 1."] * 2
    (failure,) = played.of(Failure)
    assert (failure.where, failure.message) == (
        "settings", "settings: setting 'shyness' must be from 0 to 5.",
    )  # fmt: skip
