"""No typed line is lost: it waits for a session, comes back from one that broke off, or stays where it was typed."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from duologue.bridge.bridge import Bridge, Prelude
from duologue.core.commands import Command, Mute, Stop, TypeText
from duologue.core.errors import BundleError, DuologueError
from duologue.core.events import Typed
from duologue.core.meters import Hearing
from duologue.ui.typing import FULL, NOBODY
from duologue.ui.window import Window
from duologue.view.status import Status
from duologue.view.typed_lines import MOST
from helpers import script_player as script
from helpers.waiting import until

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def enter(window: Window, text: str) -> None:
    QTest.keyClicks(window.composer.line, text)
    QTest.keyClick(window.composer.line, Qt.Key.Key_Return)


def headers(window: Window) -> list[str]:
    return [row for row in window.captions.toPlainText().splitlines() if row.startswith("You")]


class Loading:
    """A session that is prepared when the test says so, or fails to."""

    def __init__(self, bridge: Bridge) -> None:
        self.session = script.ScriptedSession([script.started(), script.meter(0.2)], bridge.on_event, stay=True)
        self.done = asyncio.Event()
        self.error: DuologueError | None = None

    async def __call__(self, progress: Callable) -> script.ScriptedSession:
        progress("Loading the model", 0.1)
        await self.done.wait()
        if self.error is not None:
            raise self.error
        return self.session

    @property
    def typed(self) -> list[str]:
        return [command.text for command in self.session.commands if isinstance(command, TypeText)]


def test_lines_typed_while_it_loads_are_shown_wait_and_are_handed_over_in_order(
    window: Window, bridge: Bridge, run: Run
) -> None:
    async def work() -> None:
        loading = Loading(bridge)
        bridge.start(loading)
        await until(lambda: window.composer.line.placeholderText() == "Type here – starting…")
        for text in ("train times", "remember that my car is on level 3"):
            enter(window, text)
        await until(lambda: len(window.captions.lines) == 2)
        assert window.pages.currentWidget() is window.captions
        assert [window.captions.body_text(i) for i in range(2)] == [
            "train times",
            "remember that my car is on level 3",
        ]
        assert headers(window) == ["You   typed · waiting"] * 2
        assert window.footer.text == "Loading the model…"
        loading.done.set()
        await until(lambda: bridge.status is Status.IDLE)
        assert loading.typed == ["train times", "remember that my car is on level 3"]
        await until(lambda: headers(window) == ["You   typed · 0:00"] * 2)
        assert bridge.waiting == 0
        await bridge.close()

    run(work())


def test_a_start_that_fails_keeps_the_lines_for_the_next_one(window: Window, bridge: Bridge, run: Run) -> None:
    async def work() -> None:
        failing = Loading(bridge)
        failing.error = BundleError("bundle.missing", "The bundle is missing.")
        bridge.start(failing)
        enter(window, "What time is it?")
        await until(lambda: bool(window.captions.lines))
        failing.done.set()
        await until(lambda: bool(window.notices.cards))
        assert window.captions.body_text(0) == "What time is it?"
        assert headers(window) == ["You   typed · waiting"]
        card = window.notices.cards[0]
        assert [button.text() for button in card.buttons] == ["Build the model now", "Start again"]
        again = Loading(bridge)
        again.done.set()
        window.retry.connect(lambda: bridge.start(again))
        card.buttons[1].click()
        await until(lambda: again.typed == ["What time is it?"])
        await bridge.close()

    run(work())


def test_more_lines_than_can_be_kept_are_refused_and_stay_in_the_input(
    window: Window, bridge: Bridge, run: Run
) -> None:
    async def work() -> None:
        loading = Loading(bridge)
        bridge.start(loading)
        for number in range(MOST):
            enter(window, f"line {number}")
        enter(window, "one too many")
        assert window.composer.line.text() == "one too many"
        assert window.notices.cards[-1].notice.message == FULL
        loading.done.set()
        await until(lambda: bridge.status is Status.IDLE)
        assert loading.typed == [f"line {number}" for number in range(MOST)]
        for t in (0.2, 0.4):
            bridge.on_event(script.meter(t))
        QTest.keyClick(window.composer.line, Qt.Key.Key_Return)
        assert loading.typed[-1] == "one too many"
        assert window.composer.line.text() == ""
        assert all(card.notice.message != FULL for card in window.notices.cards)
        await bridge.close()

    run(work())


@pytest.mark.parametrize("failed", [False, True])
def test_after_the_end_a_line_stays_in_the_input_and_a_notice_offers_a_conversation(
    window: Window, bridge: Bridge, run: Run, failed: bool
) -> None:
    async def ready(_progress: Callable) -> script.ScriptedSession:
        if failed:
            raise DuologueError("engine.failed", "The engine failed.")
        return script.ScriptedSession([script.started()], bridge.on_event)

    async def work() -> None:
        bridge.start(ready)
        await bridge.finished()
        await asyncio.sleep(0)
        bridge.flush()
        over = "Duologue is not running" if failed else "The conversation is over"
        assert window.composer.line.placeholderText() == over
        enter(window, "What time is it?")
        assert window.composer.line.text() == "What time is it?"
        assert bridge.lines == ()
        card = window.notices.cards[-1]
        assert card.notice.message == NOBODY
        later = Loading(bridge)
        later.done.set()
        window.talk_wanted.connect(lambda: bridge.start(later))
        card.buttons[0].click()
        await until(lambda: bridge.status is Status.IDLE)
        assert all(card.notice.message != NOBODY for card in window.notices.cards)
        QTest.keyClick(window.composer.line, Qt.Key.Key_Return)
        assert later.typed == ["What time is it?"]
        await bridge.close()

    run(work())


class BreakingOff:
    """A session that breaks off when it is given a line."""

    def __init__(self, bridge: Bridge, micro_turns: int) -> None:
        self._on_event, self._micro_turns = bridge.on_event, micro_turns
        self._typed = asyncio.Event()

    async def run(self) -> None:
        self._on_event(script.started())
        await self._typed.wait()
        for turn in range(self._micro_turns):
            self._on_event(script.meter(turn / 5))
        raise DuologueError("engine.failed", "The engine failed part-way.")

    def command(self, command: Command) -> None:
        if isinstance(command, TypeText):
            self._on_event(Typed(0.0, command.text))
            self._typed.set()


@pytest.mark.parametrize(("micro_turns", "comes_back"), [(0, True), (1, True), (2, False)])
def test_what_a_session_did_not_take_up_before_it_broke_off_is_handed_to_the_next(
    window: Window, bridge: Bridge, run: Run, micro_turns: int, comes_back: bool
) -> None:
    async def breaking(_progress: Callable) -> BreakingOff:
        return BreakingOff(bridge, micro_turns)

    async def work() -> None:
        bridge.start(breaking)
        await until(lambda: bridge.status is Status.IDLE)
        enter(window, "What time is it?")
        await bridge.finished()
        assert ("waiting" in headers(window)[-1]) is comes_back
        again = Loading(bridge)
        again.done.set()
        bridge.start(again)
        await until(lambda: bridge.status is Status.IDLE)
        assert again.typed == (["What time is it?"] if comes_back else [])
        await bridge.close()

    run(work())


def test_a_line_typed_while_the_microphone_is_off_is_handed_over(window: Window, bridge: Bridge, run: Run) -> None:
    async def work() -> None:
        loading = Loading(bridge)
        loading.done.set()
        bridge.start(loading)
        await until(lambda: bridge.status is Status.IDLE)
        bridge.mute(on=True)
        bridge.flush()
        assert window.composer.line.placeholderText() == "Type here"
        enter(window, "What time is it?")
        assert loading.session.commands == [Mute(on=True, tone=True), TypeText("What time is it?")]
        await bridge.close()

    run(work())


def test_a_line_ends_what_is_only_shown_and_is_answered_by_what_follows(
    window: Window, bridge: Bridge, run: Run
) -> None:
    shown = script.ScriptedSession([script.started(), *script.heard("u1", "Hello.", 1.0)], bridge.on_event, stay=True)

    async def work() -> None:
        following = Loading(bridge)

        async def prepare(_progress: Callable) -> Prelude:
            return Prelude(shown, following)

        bridge.start(prepare)
        await until(lambda: len(window.captions.lines) == 1)
        enter(window, "What time is it?")
        await until(lambda: shown.ran_to_end)
        assert shown.commands == [Stop()]
        await until(lambda: window.status.text == "Starting")
        assert headers(window)[-1] == "You   typed · waiting"
        following.done.set()
        await until(lambda: following.typed == ["What time is it?"])
        await bridge.close()

    run(work())


@pytest.mark.parametrize("broken", [False, True])
def test_what_follows_begins_when_what_is_shown_is_over(bridge: Bridge, run: Run, broken: bool) -> None:
    class Shown(script.ScriptedSession):
        async def run(self) -> None:
            await super().run()
            if broken:
                raise DuologueError("out.full", "The disk is full.")

    async def work() -> None:
        following = Loading(bridge)
        following.done.set()

        async def prepare(_progress: Callable) -> Prelude:
            return Prelude(Shown([script.started()], bridge.on_event), following)

        bridge.start(prepare)
        await until(lambda: bridge._session is following.session)
        assert not following.typed
        await bridge.close()
        assert following.session.ran_to_end

    run(work())


def test_closing_what_is_shown_starts_nothing(bridge: Bridge, run: Run) -> None:
    shown = script.ScriptedSession([script.started()], bridge.on_event, stay=True)

    async def work() -> None:
        following = Loading(bridge)
        following.done.set()

        async def prepare(_progress: Callable) -> Prelude:
            return Prelude(shown, following)

        bridge.start(prepare)
        await until(lambda: bridge.status is Status.IDLE)
        await bridge.close()
        assert shown.ran_to_end
        assert not following.session.ran_to_end

    run(work())


def test_starting_another_session_ends_the_one_that_runs(bridge: Bridge, run: Run) -> None:
    async def work() -> None:
        first, second = Loading(bridge), Loading(bridge)
        for loading in (first, second):
            loading.done.set()
            bridge.start(loading)
            await until(lambda session=loading.session: bridge._session is session)
        assert first.session.ran_to_end
        bridge.type_text("hello")
        assert second.typed == ["hello"]
        await bridge.close()

    run(work())


def test_without_a_microphone_the_window_invites_to_type(window: Window, show) -> None:
    show(script.started())
    assert window.composer.line.placeholderText() == "Talk, or type here"
    show(Hearing(1.0, False))
    assert window.composer.line.placeholderText() == "Type here"
    assert window.welcome.headline.text() == "Just start typing"
    assert "Duologue can't hear you. Type, and it answers." in window.status.toolTip()
    show(Hearing(2.0, True))
    assert window.composer.line.placeholderText() == "Talk, or type here"
    assert window.welcome.headline.text() == "Just start talking"


def test_the_start_of_the_session_does_not_take_the_focus_from_a_draft(window: Window, bridge: Bridge, show) -> None:
    window.composer.line.setFocus()
    QTest.keyClicks(window.composer.line, "half a thou")
    show(script.started())
    assert window.composer.line.hasFocus()
    assert window.composer.line.text() == "half a thou"


def test_what_is_too_long_for_the_line_is_told(window: Window) -> None:
    QGuiApplication.clipboard().setText("word " * 500)
    window.composer.line.paste()
    assert window.notices.cards[-1].notice.message == "A line holds 2,000 characters. The rest was left out."
