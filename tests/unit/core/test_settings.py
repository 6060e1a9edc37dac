"""Settings: one schema refuses what it does not know; a broken file never stops the program."""

import dataclasses
from pathlib import Path

import pytest

from duologue.core.errors import EXIT_UNUSABLE, InputError
from duologue.core.settings import Settings, as_table, choices, label, setting

FIELDS = dataclasses.fields(Settings)
REPLAY_FIELDS = {
    "answers", "acknowledges", "gives_way", "mode", "source", "target", "two_way", "consent", "now", "web", "place",
    "theme",
}  # fmt: skip


def test_every_setting_is_described():
    for field in FIELDS:
        assert field.metadata["label"]
        assert field.metadata["help"].endswith(".")


def test_every_default_is_allowed():
    defaults = dataclasses.asdict(Settings())
    assert Settings.from_mapping(defaults, where="defaults") == Settings()


def test_a_case_may_set_what_the_replay_contract_names():
    assert {field.name for field in FIELDS if field.metadata["replay"]} == REPLAY_FIELDS


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"loudness": 3}, "case.json: unknown setting 'loudness'."),
        ({"theme": 1}, "case.json: setting 'theme' must be a text."),
        ({"theme": "pink"}, "case.json: setting 'theme' must be one of system, light, dark, contrast."),
        ({"theme": None}, "case.json: setting 'theme' must be a text."),
        ({"theme": ["dark"]}, "case.json: setting 'theme' must be a text."),
        ({"always_allowed": "a b"}, "case.json: setting 'always_allowed': 'a b' is not the name of a tool."),
        ({"always_allowed": ["a.b"]}, "case.json: setting 'always_allowed' must be a text."),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(values, said):
    with pytest.raises(InputError) as refused:
        Settings.from_mapping(values, where="case.json")
    assert str(refused.value) == said
    assert refused.value.exit_status == EXIT_UNUSABLE


def test_a_case_may_not_set_what_belongs_to_the_window():
    with pytest.raises(InputError, match="unknown setting 'microphone'"):
        Settings.from_mapping({"microphone": "x"}, where="case.json", replay_only=True)


@dataclasses.dataclass(frozen=True, slots=True)
class More(Settings):
    pace: float = setting(1.0, "Pace", "How fast it speaks.", low=0.5, high=2.0, live=True)
    tries: int = setting(3, "Tries", "How often it tries.", low=1)
    patience: int = setting(3, "Patience", "How long it waits.", high=9)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"pace": 0.4}, "setting 'pace' must be from 0.5 to 2."),
        ({"pace": 3}, "setting 'pace' must be from 0.5 to 2."),
        ({"pace": True}, "setting 'pace' must be a number."),
        ({"pace": float("nan")}, "setting 'pace' must be from 0.5 to 2."),
        ({"tries": 0}, "setting 'tries' must be at least 1."),
        ({"tries": 1.5}, "setting 'tries' must be a whole number."),
        ({"tries": True}, "setting 'tries' must be a whole number."),
        ({"patience": 10}, "setting 'patience' must be at most 9."),
        ({"sounds": 1}, "setting 'sounds' must be true or false."),
    ],
)
def test_a_number_has_its_range(values, said):
    with pytest.raises(InputError, match=said):
        More.from_mapping(values, where="more")


def test_a_whole_number_is_a_number():
    assert More.from_mapping({"pace": 2, "theme": "dark"}, where="more") == More(pace=2, theme="dark")


def test_a_session_that_runs_follows_what_is_marked_so():
    assert More.names(live=True) == Settings.names(live=True) | {"pace"}
    assert {"web", "consent", "place", "microphone", "speaker"} <= Settings.names(live=True)


def test_the_window_takes_its_words_from_the_schema():
    assert label("web") == "Internet"
    assert choices("web") == {"ask": "Ask first", "on": "Allow", "off": "Never"}


def test_readme_has_the_table_of_the_settings():
    assert as_table() in (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    assert "How fast it speaks. Allowed: from 0.5 to 2." in as_table(More)


def test_a_tool_that_is_allowed_for_good_is_kept_with_the_others():
    settings = Settings.from_mapping({"always_allowed": " mail.send ,time.now"}, where="settings")
    assert settings.always_allowed_tools == {"mail.send", "time.now"}
    more = settings.allowing("a-b.c_d").allowing("mail.send")
    assert more.always_allowed == "a-b.c_d, mail.send, time.now"
    assert Settings.from_mapping(dataclasses.asdict(more), where="settings") == more
    assert Settings().always_allowed_tools == frozenset()


@pytest.mark.parametrize(("written", "meant"), [("ES", "es"), ("es-MX", "es"), (" De ", "de"), ("Any", "any")])
def test_a_language_is_one_however_its_code_is_written(written, meant):
    changed = Settings.from_mapping({"source": written, "target": written}, where="case.json")
    assert (changed.source, changed.target) == (meant, meant)


@pytest.mark.parametrize("written", ["spanish", "", "e", "es,fr", "日本"])
def test_what_is_no_language_is_refused_by_name(written):
    with pytest.raises(InputError, match="setting 'target' must be an ISO 639-1 code like es, not"):
        Settings.from_mapping({"target": written}, where="case.json")
