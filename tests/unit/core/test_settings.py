"""Settings: one schema refuses what it does not know; a broken file never stops the program."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.core.errors import EXIT_UNUSABLE, InputError
from duologue.core.settings import Settings, load_settings, save_settings

FIELDS = dataclasses.fields(Settings)
REPLAY_FIELDS = {"mode", "source", "target", "consent", "now", "web", "place"}


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
        ({"volume": 3}, "case.json: unknown setting 'volume'."),
        ({"theme": 1}, "case.json: setting 'theme' must be str."),
        ({"theme": "pink"}, "case.json: setting 'theme' must be one of system, light, dark."),
        ({"theme": None}, "case.json: setting 'theme' must be str."),
        ({"theme": ["dark"]}, "case.json: setting 'theme' must be str."),
        ({"always_allowed": "a b"}, "case.json: setting 'always_allowed': 'a b' is no name of a tool."),
        ({"always_allowed": ["a.b"]}, "case.json: setting 'always_allowed' must be str."),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(values, said):
    with pytest.raises(InputError) as refused:
        Settings.from_mapping(values, where="case.json")
    assert str(refused.value) == said
    assert refused.value.exit_status == EXIT_UNUSABLE


def test_a_case_may_not_set_what_belongs_to_the_window():
    with pytest.raises(InputError, match="unknown setting 'theme'"):
        Settings.from_mapping({"theme": "dark"}, where="case.json", replay_only=True)


@given(microphone=st.text(), theme=st.sampled_from(["system", "light", "dark"]), bundle=st.text())
def test_what_is_saved_is_loaded_again(tmp_path_factory, microphone, theme, bundle):
    path = tmp_path_factory.mktemp("config") / "deep" / "settings.json"
    settings = Settings(microphone=microphone, theme=theme, bundle=bundle)
    save_settings(path, settings)
    assert load_settings(path) == (settings, "")
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.json"]


def test_only_what_differs_from_the_defaults_is_written(tmp_path):
    save_settings(tmp_path / "settings.json", Settings(theme="dark"))
    assert json.loads((tmp_path / "settings.json").read_text()) == {"theme": "dark"}


def test_without_a_file_the_defaults_hold_silently(tmp_path):
    assert load_settings(tmp_path / "settings.json") == (Settings(), "")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'"dark"', b"\xff\xfe", b'{"theme": "pink"}', b'{"volume": 3}', b"[" * 100_000],
    ids=["empty", "cut short", "list", "string", "not text", "value", "unknown", "nested without end"],
)
def test_a_broken_file_gives_the_defaults_says_so_and_is_kept(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    settings, problem = load_settings(path)
    assert settings == Settings()
    assert problem.startswith("The settings could not be read (")
    assert path.read_bytes() == content


def test_a_folder_in_place_of_the_file_is_a_broken_file(tmp_path):
    (tmp_path / "settings.json").mkdir()
    settings, problem = load_settings(tmp_path / "settings.json")
    assert settings == Settings()
    assert "could not be read" in problem


def test_a_save_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "settings.json"
    save_settings(path, Settings(theme="dark"))
    before = path.read_bytes()

    def disk_full(*_args, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(json, "dump", disk_full)
    with pytest.raises(OSError, match="No space"):
        save_settings(path, Settings(theme="light"))
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["settings.json"]


def test_a_tool_that_is_allowed_for_good_is_kept_with_the_others():
    settings = Settings.from_mapping({"always_allowed": " mail.send ,time.now"}, where="settings")
    assert settings.always_allowed_tools == {"mail.send", "time.now"}
    more = settings.allowing("a-b.c_d").allowing("mail.send")
    assert more.always_allowed == "a-b.c_d, mail.send, time.now"
    assert Settings.from_mapping(dataclasses.asdict(more), where="settings") == more
    assert Settings().always_allowed_tools == frozenset()
