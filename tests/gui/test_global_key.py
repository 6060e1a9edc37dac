"""Keys from everywhere on a real X server and on a real bus, while another program has the keyboard."""

from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from duologue.bridge.bridge import Bridge
from duologue.bridge.global_key import GlobalKey, choose_backend
from duologue.desktop.hotkeys.base import GlobalKeyError
from duologue.desktop.hotkeys.listener import ListenerKey
from duologue.desktop.hotkeys.portal import PortalKey, trigger
from duologue.desktop.hotkeys.x11 import X11Key
from helpers.desktops import Keyboard, Portal, running_bus, running_x_server
from helpers.waiting import until

KEYS = "Ctrl+Alt+M"
PRESSED = ("Control_L", "Alt_L", "m")
CTRL_ALT = 1 << 2 | 1 << 3

Run = Callable[[Coroutine[Any, Any, Any]], Any]


class Told:
    """A global key, how often it was pressed, and what was said about it."""

    def __init__(self, choose: Callable[[], Any]) -> None:
        self.key = GlobalKey(choose)
        self.presses = 0
        self.problems: list[str] = []
        self.key.pressed.connect(self._count)
        self.key.problem.connect(self.problems.append)

    def _count(self) -> None:
        self.presses += 1

    async def use(self, keys: str) -> str:
        """Has the keys bound; what is said about it."""
        known = len(self.problems)
        self.key.use(keys)
        await until(lambda: len(self.problems) > known)
        return self.problems[-1]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with running_x_server() as name:
        yield name


@pytest.fixture
def keyboard(display: str) -> Iterator[Keyboard]:
    keyboard = Keyboard(display)
    yield keyboard
    keyboard.close()


@pytest.fixture
def on_x(display: str) -> Told:
    return Told(lambda: X11Key(display))


def test_x11_the_microphone_goes_off_and_on_while_another_program_has_the_keyboard(
    on_x: Told, keyboard: Keyboard, bridge: Bridge, run: Run
) -> None:
    on_x.key.pressed.connect(bridge.toggle_mute)

    async def use() -> None:
        assert await on_x.use(KEYS) == ""
        for muted in (True, False):
            keyboard.press(*PRESSED)
            await until(lambda muted=muted: bridge.muted is muted)
        keyboard.press("m")
        assert keyboard.typed_elsewhere().count(keyboard.code("m")) == 1, "only the key alone goes to the other program"
        await on_x.key.close()

    run(use())
    assert on_x.presses == 2


def test_x11_a_key_that_repeats_while_it_is_held_counts_once(on_x: Told, keyboard: Keyboard, display: str, run) -> None:
    seen: list[int] = []

    class Watched(X11Key):
        def _take(self, event: Any) -> None:
            seen.append(event.type)
            super()._take(event)

    told = Told(lambda: Watched(display))

    async def use() -> None:
        await told.use(KEYS)
        keyboard.down(*PRESSED)
        await until(lambda: len(seen) > 5)
        assert told.presses == 1
        keyboard.up(*PRESSED)
        keyboard.press(*PRESSED)
        await until(lambda: told.presses > 1)
        await told.key.close()

    run(use())
    assert told.presses == 2


def test_x11_it_works_with_caps_lock_and_num_lock_on(on_x: Told, keyboard: Keyboard, run: Run) -> None:
    async def use() -> None:
        await on_x.use(KEYS)
        keyboard.press("Caps_Lock")
        keyboard.press("Num_Lock")
        keyboard.press(*PRESSED)
        keyboard.press("Caps_Lock")
        keyboard.press("Num_Lock")
        await until(lambda: on_x.presses == 1)
        await on_x.key.close()

    run(use())


def test_x11_another_key_takes_the_place_of_the_first_and_none_gives_it_back(
    on_x: Told, keyboard: Keyboard, run: Run
) -> None:
    async def use() -> None:
        await on_x.use(KEYS)
        await on_x.use("F9")
        keyboard.press(*PRESSED)
        keyboard.press("F9")
        await until(lambda: on_x.presses == 1)
        assert keyboard.code("m") in keyboard.typed_elsewhere()
        await on_x.use("")
        keyboard.press("F9")
        assert keyboard.code("F9") in keyboard.typed_elsewhere()
        await on_x.key.close()

    run(use())
    assert on_x.presses == 1


def test_x11_a_key_of_another_program_is_explained(on_x: Told, keyboard: Keyboard, run: Run) -> None:
    keyboard.grab("m", CTRL_ALT)

    async def use() -> None:
        assert await on_x.use(KEYS) == "Another program has Ctrl+Alt+M already; choose another key."
        assert await on_x.use("F9") == ""
        await on_x.key.close()

    run(use())


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")  # Xlib's
def test_x11_without_a_server_says_what_to_do(run: Run) -> None:
    told = Told(lambda: X11Key(":9999"))

    async def use() -> None:
        assert "`duologue --toggle-mute`" in await told.use(KEYS)
        await told.key.close()

    run(use())


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with running_bus(tmp_path) as address:
        yield address


def on_portal(portal: Portal, address: str, run: Run, steps: Callable[[Told], Coroutine[Any, Any, None]]) -> None:
    told = Told(lambda: PortalKey("duologue", address))

    async def use() -> None:
        await portal.start(address)
        await steps(told)
        await told.key.close()
        await until(lambda: portal.sessions == [])
        await portal.stop()

    run(use())


@pytest.mark.parametrize("knows_programs", [True, False], ids=["new portal", "old portal"])
def test_wayland_the_portal_binds_the_key_and_tells_of_it(address: str, run: Run, knows_programs: bool) -> None:
    portal = Portal(knows_programs=knows_programs)

    async def steps(told: Told) -> None:
        assert await told.use(KEYS) == ""
        for member in ("Activated", "Activated", "Deactivated", "Activated"):
            portal.turn(member)
        await until(lambda: told.presses == 2)
        portal.turn("Deactivated")
        portal.turn("Activated", shortcut="another")

    on_portal(portal, address, run, steps)
    members = [member for member, _ in portal.calls]
    assert members == ["Register", "CreateSession", "BindShortcuts", "Close"]
    assert portal.calls[0][1][0] == "duologue"
    name, shortcut = portal.calls[2][1][1][0]
    assert name == "toggle-mute"
    assert shortcut["preferred_trigger"].value == "CTRL+ALT+m"


def test_wayland_a_refusal_is_explained(address: str, run: Run) -> None:
    async def steps(told: Told) -> None:
        assert "did not allow the key" in await told.use(KEYS)

    on_portal(Portal(refuses=True), address, run, steps)


def test_wayland_closing_does_not_wait_for_the_user(address: str, run: Run) -> None:
    portal = Portal(answers=False)

    async def steps(told: Told) -> None:
        told.key.use(KEYS)
        await until(lambda: len(portal.calls) == 3)
        told.key.use("F9")
        await until(lambda: len(portal.calls) == 7)

    on_portal(portal, address, run, steps)


def test_wayland_without_the_portal_says_what_to_do(address: str, run: Run) -> None:
    told = Told(lambda: PortalKey("duologue", address))

    async def use() -> None:
        assert "`duologue --toggle-mute`" in await told.use(KEYS)
        await told.key.close()

    run(use())


def test_wayland_without_a_bus_says_what_to_do(tmp_path: Path, run: Run) -> None:
    told = Told(lambda: PortalKey("duologue", f"unix:path={tmp_path}/none"))

    async def use() -> None:
        assert "`duologue --toggle-mute`" in await told.use(KEYS)
        await told.key.close()

    run(use())


@pytest.mark.parametrize(
    ("keys", "written"), [(KEYS, "CTRL+ALT+m"), ("F9", "F9"), ("Meta+Space", "LOGO+space"), ("Ctrl+Ins", "CTRL+Insert")]
)
def test_triggers_are_written_as_the_portal_wants_them(keys: str, written: str) -> None:
    assert trigger(keys) == written


def test_the_desktop_decides_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert isinstance(choose_backend(), PortalKey)
    monkeypatch.delenv("WAYLAND_DISPLAY")
    assert isinstance(choose_backend(), X11Key)
    monkeypatch.delenv("DISPLAY")
    with pytest.raises(GlobalKeyError, match="--toggle-mute"):
        choose_backend()
    monkeypatch.setattr("sys.platform", "darwin")
    assert isinstance(choose_backend(), ListenerKey)
