"""The bridge on a real Qt event loop: signals out, commands in, a session from start to end."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from duologue.bridge import bridge as bridge_module
from duologue.bridge.bridge import Bridge
from duologue.core.commands import Command, Mute, Stop
from duologue.core.errors import BundleError, DuologueError
from duologue.core.events import Heard
from duologue.view.status import Status
from helpers import script_player as script
from helpers.waiting import until

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def ready(session) -> Callable:
    async def prepare(progress):
        progress("Loading", 0.5)
        return session

    return prepare


class Stuck:
    """A session that does not stop when it is asked to."""

    def __init__(self) -> None:
        self.commands: list[Command] = []
        self.running = self.cancelled = False

    async def run(self) -> None:
        self.running = True
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            self.cancelled = True

    def command(self, command: Command) -> None:
        self.commands.append(command)


def test_events_within_a_frame_become_one_signal(bridge: Bridge, run: Run) -> None:
    told = []
    bridge.lines_changed.connect(told.append)

    async def work() -> None:
        bridge.flush()
        for n in range(1, 50):
            bridge.on_event(Heard(n / 100, "u1", "word " * n, False, 0.0, n / 100, n))
        await until(lambda: bool(told))

    run(work())
    assert [line.text for (line,) in told] == [("word " * 49).strip()]


def test_a_session_runs_to_its_end(bridge: Bridge, run: Run) -> None:
    seen: list[str] = []
    bridge.loading.connect(lambda text, _: seen.append(text))
    bridge.started.connect(lambda _: seen.append("started"))
    bridge.ended.connect(lambda _: seen.append("ended"))
    session = script.ScriptedSession(script.conversation(), bridge.on_event)

    async def work() -> None:
        bridge.start(ready(session))
        await bridge.finished()

    run(work())
    assert seen == ["Loading", "started", "ended"]
    assert session.ran_to_end
    assert len(bridge.lines) > 10


def test_a_mute_from_before_the_session_reaches_it(bridge: Bridge, run: Run) -> None:
    session = script.ScriptedSession([script.started()], bridge.on_event)

    async def work() -> None:
        bridge.mute(on=True)
        bridge.start(ready(session))
        await bridge.finished()

    run(work())
    assert session.commands == [Mute(on=True)]


def test_closing_asks_the_session_to_stop(bridge: Bridge, run: Run) -> None:
    session = script.ScriptedSession([script.started()], bridge.on_event, stay=True)

    async def work() -> None:
        bridge.start(ready(session))
        await until(lambda: bridge.status is not Status.STARTING)
        await bridge.close()

    run(work())
    assert session.commands == [Stop()]
    assert session.ran_to_end


def test_closing_cancels_a_session_that_does_not_stop(
    bridge: Bridge, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge_module, "STOP_WITHIN_S", 0.01)
    session = Stuck()

    async def work() -> None:
        bridge.start(ready(session))
        await until(lambda: session.running)
        await bridge.close()

    run(work())
    assert session.commands == [Stop()]
    assert session.cancelled


def test_closing_while_loading_ends_the_loading(bridge: Bridge, run: Run) -> None:
    loading = asyncio.Event()

    async def prepare(_progress):
        loading.set()
        await asyncio.get_running_loop().create_future()

    async def work() -> None:
        bridge.start(prepare)
        await loading.wait()
        await bridge.close()

    run(work())
    assert bridge.lines == ()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (BundleError("bundle.missing", "The bundle is missing."), "The bundle is missing."),
        (ZeroDivisionError("oops"), "Something went wrong in the session (ZeroDivisionError: oops)."),
    ],
)
def test_what_goes_wrong_is_told(bridge: Bridge, run: Run, error: Exception, told: str) -> None:
    failures: list[DuologueError] = []
    bridge.failed.connect(failures.append)

    async def prepare(_progress):
        raise error

    async def work() -> None:
        bridge.start(prepare)
        await bridge.finished()
        await asyncio.sleep(0)

    run(work())
    assert [failure.message for failure in failures] == [told]


def test_a_second_session_has_lines_of_its_own(bridge: Bridge, run: Run) -> None:
    events = [script.started(), *script.heard("u1", "Hello.", 1.0)]

    async def work() -> None:
        for _ in range(2):
            bridge.start(ready(script.ScriptedSession(events, bridge.on_event)))
            await bridge.finished()

    run(work())
    assert [line.text for line in bridge.lines] == ["Hello.", "Hello."]


def test_typing_without_a_session_is_refused(bridge: Bridge) -> None:
    assert not bridge.type_text("hello")
    assert bridge.lines == ()


@pytest.mark.parametrize("sound", [True, False])
def test_turning_the_switch_is_heard_if_it_is_wanted_and_a_held_key_never(
    bridge: Bridge, run: Run, sound: bool
) -> None:
    session = script.ScriptedSession([script.started()], bridge.on_event, stay=True)
    bridge.change_settings(sounds=sound)

    async def work() -> None:
        bridge.start(ready(session))
        await until(lambda: bridge.status is Status.IDLE)
        for turn in (bridge.toggle_mute, bridge.toggle_mute, bridge.hold_mute, bridge.release_mute):
            turn()
        await bridge.close()

    run(work())
    mutes = [command for command in session.commands if isinstance(command, Mute)]
    assert mutes == [Mute(True, tone=sound), Mute(False, tone=sound), Mute(True), Mute(False)]
