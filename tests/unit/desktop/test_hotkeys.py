"""The way by a listener, with a made-up pynput; and when a chord goes down."""

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from duologue.core.shortcuts import Chord
from duologue.desktop.hotkeys import listener
from duologue.desktop.hotkeys.base import GlobalKeyError
from duologue.desktop.hotkeys.listener import ListenerKey, key_name
from duologue.desktop.hotkeys.presses import Presses


def named(name: str) -> Any:
    return SimpleNamespace(name=name)


def code(vk: int | None, char: str | None = None) -> Any:
    return SimpleNamespace(vk=vk, char=char)


class FakeListener:
    IS_TRUSTED = True
    stopped = joined = False

    def __init__(self, on_press: Callable[[Any], None], on_release: Callable[[Any], None]) -> None:
        self.press, self.release = on_press, on_release
        fakes.append(self)

    def start(self) -> None:
        pass

    wait = start

    def stop(self) -> None:
        self.stopped = True

    def join(self) -> None:
        self.joined = True


fakes: list[FakeListener] = []


@pytest.fixture(autouse=True)
def _pynput(monkeypatch: pytest.MonkeyPatch) -> None:
    fakes.clear()
    monkeypatch.setattr(listener, "_pynput", lambda: SimpleNamespace(Listener=FakeListener))


def test_a_chord_that_repeats_counts_once_until_it_is_let_go() -> None:
    presses = Presses(Chord.parse("Ctrl+Alt+M"))
    downs = [presses.press(key) for key in ("Ctrl", "Alt", "M", "M", "M")]
    assert downs == [False, False, True, False, False]
    presses.release("M")
    assert presses.press("M")


@pytest.mark.parametrize("others", [(), ("Ctrl",), ("Ctrl", "Alt", "Shift")])
def test_other_modifiers_make_another_chord(others: tuple[str, ...]) -> None:
    presses = Presses(Chord.parse("Ctrl+Alt+M"))
    assert not any(presses.press(key) for key in (*others, "M"))


def test_a_modifier_that_came_up_counts_no_more() -> None:
    presses = Presses(Chord.parse("Ctrl+M"))
    presses.press("Alt")
    presses.release("Alt")
    presses.press("Ctrl")
    assert presses.press("M")


@pytest.mark.parametrize(
    ("key", "platform", "name"),
    [
        (named("ctrl_l"), "win32", "Ctrl"),
        (named("cmd"), "win32", "Meta"),
        (named("cmd_r"), "darwin", "Ctrl"),
        (named("ctrl"), "darwin", "Meta"),
        (named("alt_gr"), "win32", "Alt"),
        (named("f9"), "win32", "F9"),
        (named("space"), "darwin", "Space"),
        (named("page_up"), "win32", "PgUp"),
        (code(0x4D, "\r"), "win32", "M"),
        (code(46, "µ"), "darwin", "M"),
        (code(None, "m"), "win32", "M"),
        (code(0xAD), "win32", ""),
        (code(None), "win32", ""),
    ],
)
def test_keys_have_qt_s_names(key: Any, platform: str, name: str) -> None:
    assert key_name(key, platform) == name


def test_it_tells_of_the_key_on_the_event_loop_and_ends_its_thread() -> None:
    pressed: list[int] = []

    async def use() -> None:
        backend = ListenerKey()
        await backend.bind("Ctrl+Alt+M", lambda: pressed.append(1))
        for key in (named("ctrl_l"), named("alt_l"), code(None, "m"), code(None, "m")):
            fakes[0].press(key)
        assert pressed == []
        await asyncio.sleep(0)
        await backend.close()

    asyncio.run(use())
    assert pressed == [1]
    assert fakes[0].stopped
    assert fakes[0].joined


def test_a_missing_permission_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeListener, "IS_TRUSTED", False)
    with pytest.raises(GlobalKeyError, match=r"Privacy & Security, Accessibility.*--toggle-mute"):
        asyncio.run(ListenerKey().bind("Ctrl+Alt+M", lambda: None))


def test_a_listener_that_is_not_there_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ImportError("no pynput")

    monkeypatch.setattr(listener, "_pynput", missing)
    with pytest.raises(GlobalKeyError, match="--toggle-mute"):
        asyncio.run(ListenerKey().bind("Ctrl+Alt+M", lambda: None))
