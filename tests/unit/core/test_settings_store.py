"""The settings have one owner: a change is checked, saved and told; nothing in the file is lost."""

import asyncio
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duologue.core import settings_store
from duologue.core.errors import InputError
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from helpers.waiting import until


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def file_of(path: Path, content: bytes) -> SettingsStore:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return SettingsStore.open(path)


def names(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir())


def test_without_a_file_the_defaults_hold_silently_and_nothing_is_written(path: Path) -> None:
    store = SettingsStore.open(path)
    assert (store.now, store.problem) == (Settings(), "")
    assert store.set(theme="system") == {}
    store.flush()
    assert not path.parent.exists()


def test_a_change_is_in_the_file_at_once(path: Path) -> None:
    store = SettingsStore.open(path)
    assert store.set(theme="dark", sounds=True) == {"theme": "dark"}
    assert json.loads(path.read_text()) == {"theme": "dark"}
    assert not store.unsaved
    assert SettingsStore.open(path).now == store.now == Settings(theme="dark")


def test_changes_that_follow_each_other_are_written_together(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings_store, "SAVE_EVERY_S", 0.05)
    written: list[dict[str, object]] = []
    write = settings_store.write
    monkeypatch.setattr(settings_store, "write", lambda at, values: (written.append(values), write(at, values)))

    async def change() -> None:
        store = SettingsStore.open(path)
        for place in ("Oslo", "Bergen", "Hamar"):
            store.set(place=place)
        assert store.unsaved
        await until(lambda: not store.unsaved)

    asyncio.run(change())
    assert written == [{"place": "Oslo"}, {"place": "Hamar"}]


def test_what_waits_is_written_at_the_end(path: Path) -> None:
    async def change() -> None:
        store = SettingsStore.open(path)
        store.set(place="Oslo")
        store.set(place="Bergen")
        store.flush()

    asyncio.run(change())
    assert json.loads(path.read_text()) == {"place": "Bergen"}


@settings(deadline=None, max_examples=20)
@given(microphone=st.text(), theme=st.sampled_from(["system", "light", "dark"]), bundle=st.text())
def test_what_is_saved_is_loaded_again(tmp_path_factory, microphone: str, theme: str, bundle: str) -> None:
    path = tmp_path_factory.mktemp("config") / "deep" / "settings.json"
    store = SettingsStore.open(path)
    if store.set(microphone=microphone, theme=theme, bundle=bundle):
        assert names(path) == ["settings.json"]
    again = SettingsStore.open(path)
    assert (again.now, again.problem) == (store.now, "")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"loudness": 3}, "unknown setting 'loudness'"),
        ({"theme": "pink"}, "'theme' must be one of"),
        ({"web": 1}, "a text"),
    ],
)
def test_what_is_not_allowed_changes_nothing(path: Path, changes: dict[str, object], why: str) -> None:
    store = SettingsStore.open(path)
    store.subscribe(lambda *_: pytest.fail("it was told"))
    with pytest.raises(InputError, match=why):
        store.set(place="Oslo", **changes)
    assert store.now == Settings()
    assert not path.exists()


def test_subscribers_are_told_the_difference_of_what_they_asked_for() -> None:
    store = SettingsStore(Settings(theme="dark"))
    told: list[object] = []
    used: list[str] = []
    end = store.subscribe(lambda settings, changes: told.append((settings.place, dict(changes))), "place", "web")
    end_use = store.follow(lambda settings: used.append(settings.theme), "theme")
    store.set(place="Oslo", web="ask", theme="light")
    store.set(theme="system")
    store.set(place="Oslo")
    assert told == [("Oslo", {"place": "Oslo"})]
    assert used == ["dark", "light", "system"]
    end()
    end()
    end_use()
    store.set(place="Bergen", theme="dark")
    assert len(told) == 1
    assert len(used) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_file_is_read_however_an_editor_has_saved_it(path: Path, encoding: str, ends: str) -> None:
    store = file_of(path, ends.join(("{", ' "theme": "dark",', ' "place": "Łódź"', "}", "")).encode(encoding))
    assert (store.now.theme, store.now.place, store.problem) == ("dark", "Łódź", "")


@pytest.mark.parametrize("folder", ["Zuhause mit Umlaut äöü", "家", "a  b", "'quoted' & more", "x" * 200])
def test_a_folder_of_any_name_will_do(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "settings.json"
    SettingsStore.open(path).set(place="Łódź")
    assert SettingsStore.open(path).now.place == "Łódź"


def test_a_home_that_cannot_be_written_is_told_and_the_settings_hold(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("no folder")
    store = SettingsStore.open(tmp_path / "home" / "settings.json")
    told: list[str] = []
    store.on_problem = told.append
    store.set(theme="dark")
    assert len(told) == 1
    assert "could not be saved in" in told[0]
    assert store.now.theme == "dark"


@pytest.mark.parametrize(
    ("entry", "name"), [('"loudness": 3', "loudness"), ('"web": "perhaps"', "web"), ('"sounds": null', "sounds")]
)
def test_what_this_version_cannot_use_is_told_set_aside_and_stays_in_the_file(
    path: Path, entry: str, name: str
) -> None:
    store = file_of(path, f'{{"theme": "dark", {entry}}}'.encode())
    assert store.now == Settings(theme="dark")
    assert f"settings.json: {'unknown ' if name == 'loudness' else ''}setting '{name}'" in store.problem
    kept = dict(store._aside)
    assert list(kept) == [name]
    store.set(theme="light")
    assert json.loads(path.read_text()) == {"theme": "light", **kept}
    assert names(path) == ["settings.json"]


@pytest.mark.parametrize("use", ["off", "ask"])
def test_a_value_that_was_set_aside_gives_way_to_one_that_is_chosen(path: Path, use: str) -> None:
    store = file_of(path, b'{"web": "perhaps"}')
    store.set(web=use)
    assert json.loads(path.read_text()) == ({} if use == "ask" else {"web": "off"})
    assert SettingsStore.open(path).problem == ""


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'"dark"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"theme": "dark",}',
        b"theme = dark",
        b"\0" * 99,
        b'{"theme": "dark"',
        b"null",
        b"3",
        b'{"theme": "dark"} and more',
    ],
    ids=[
        "empty",
        "cut short",
        "list",
        "string",
        "not text",
        "nested without end",
        "a comma too many",
        "another format",
        "zeros of a crash",
        "without its end",
        "nothing",
        "a number",
        "words after it",
    ],
)
def test_a_broken_file_gives_the_defaults_says_so_and_is_kept_beside(path: Path, content: bytes) -> None:
    store = file_of(path, content)
    assert store.now == Settings()
    assert store.problem == (
        "Your settings could not be read, so Duologue starts with the defaults. What you change from now on is kept; "
        "the old file stays beside it as settings.json.broken."
    )
    assert path.read_bytes() == content
    store.set(theme="dark")
    store.set(theme="light")
    assert json.loads(path.read_text()) == {"theme": "light"}
    assert (path.parent / "settings.json.broken").read_bytes() == content
    file_of(path, b"broken again").set(theme="dark")
    assert (path.parent / "settings.json.broken").read_bytes() == content
    assert (path.parent / "settings.json.broken2").read_bytes() == b"broken again"


def test_a_broken_file_that_was_taken_away_meanwhile_costs_nothing(path: Path) -> None:
    store, told = file_of(path, b"{"), list[str]()
    store.on_problem = told.append
    path.unlink()
    store.set(theme="dark")
    assert json.loads(path.read_text()) == {"theme": "dark"}
    assert told == []


def test_a_folder_in_place_of_the_file_is_moved_aside(path: Path) -> None:
    path.mkdir(parents=True)
    store = SettingsStore.open(path)
    assert "could not be read" in store.problem
    store.set(theme="dark")
    assert names(path) == ["settings.json", "settings.json.broken"]


def test_a_file_that_cannot_be_written_is_told_stays_and_is_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = file_of(path, b'{"theme": "dark"}')
    told: list[str] = []
    store.on_problem = told.append

    def disk_full(*_args: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(Path, "replace", disk_full)
        store.set(theme="light")
    assert told == [f"The settings could not be saved in {path}: No space left on device."]
    assert store.now.theme == "light"
    assert names(path) == ["settings.json"]
    assert path.read_bytes() == b'{"theme": "dark"}'
    store.flush()
    assert json.loads(path.read_text()) == {"theme": "light"}
