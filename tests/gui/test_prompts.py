"""Prompts of MCP servers: offered in the menu, filled in, and asked of the background model. A real server has them."""

import asyncio
import sys
from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from duologue.bridge.bridge import Bridge
from duologue.bridge.servers import ServerEntry, Servers
from duologue.core.commands import AskBackground, Command
from duologue.core.tasks import Tasks
from duologue.program.prompts import NOT_READY, Prompts
from duologue.tools.mcp.hub import Hub
from duologue.tools.registry import Toolbox
from duologue.ui.prompt_dialog import PromptDialog
from duologue.ui.window import Window
from helpers.waiting import until

SERVER = Path(__file__).parents[1] / "helpers/odd_mcp_server.py"


class Session:
    """A session that notes what it is told."""

    def __init__(self) -> None:
        self.commands: list[Command] = []

    def command(self, command: Command) -> None:
        self.commands.append(command)


class World:
    """The menu of a window, a server with prompts, and a session."""

    def __init__(self, path: Path, window: Window, bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> None:
        self.hub = Hub(lambda *_: None)
        self.box = Toolbox(datetime(2026, 3, 14, tzinfo=UTC))
        self.hub.attach(self.box)
        self.servers = Servers(path / "mcp.json", lambda: self.hub)
        self.problems: list[BaseException] = []
        self.tasks = Tasks(lambda _, error: self.problems.append(error))
        self.window, self.notices, self.session = window, list[str](), Session()
        monkeypatch.setattr(bridge, "_session", self.session)
        monkeypatch.setattr(bridge, "notify", lambda level, message: self.notices.append(f"{level}: {message}"))
        self.prompts = Prompts(window, self.servers, bridge, self.tasks)

    def entry(self, title: str) -> QAction:
        """An entry of the menu, as it is when the menu opens."""
        self.window.menu.aboutToShow.emit()
        (menu,) = self.window.menu.prompt_menus
        assert menu.title() == "odd"
        return next(action for action in menu.actions() if action.text() == title)

    @property
    def asked(self) -> list[str]:
        return [command.text for command in self.session.commands if isinstance(command, AskBackground)]

    def dialog(self) -> PromptDialog:
        (dialog,) = self.window.findChildren(PromptDialog)
        return dialog


@pytest.fixture
def world(tmp_path: Path, window: Window, bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> World:
    return World(tmp_path, window, bridge, monkeypatch)


def run(world: World, test: Coroutine[Any, Any, None]) -> None:
    async def around() -> None:
        try:
            await world.servers.save(ServerEntry("odd", sys.executable, (str(SERVER), "prompts")))
            await until(lambda: bool(world.hub.prompts))
            await test
        finally:
            await world.tasks.close()
            await world.hub.close()
            await world.box.close()
        assert world.problems == []

    asyncio.run(around())


def test_a_prompt_that_needs_nothing_is_asked_at_once_with_all_of_its_text(world: World) -> None:
    async def test() -> None:
        entry = world.entry("paper")
        assert entry.toolTip() == "Reads today's paper."
        entry.trigger()
        await until(lambda: bool(world.asked))
        assert world.asked == ["Sum it up.\n\nThe mill is open again."]
        assert world.notices == []

    run(world, test())


def test_what_a_prompt_needs_is_filled_in_before(world: World) -> None:
    async def test() -> None:
        world.entry("Tidy up…").trigger()
        dialog = world.dialog()
        assert not dialog.ask.isEnabled()
        dialog.fields["room"].setText("  the attic ")
        dialog.ask.click()
        await until(lambda: bool(world.asked))
        assert world.asked == ["How do I tidy the attic soon?"]

    run(world, test())


def test_nothing_is_asked_when_the_user_changes_their_mind(world: World) -> None:
    async def test() -> None:
        world.entry("Tidy up…").trigger()
        world.dialog().fields["room"].setText("the attic")
        world.dialog().reject()
        await asyncio.sleep(0.05)
        assert world.asked == []

    run(world, test())


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("refused", "warning: The MCP server 'odd' did not give the prompt: We are closed."),
        ("empty", "warning: The MCP server 'odd' gave a prompt without a text."),
    ],
)
def test_a_prompt_that_a_server_does_not_give_is_told(world: World, title: str, told: str) -> None:
    async def test() -> None:
        world.entry(title).trigger()
        await until(lambda: bool(world.notices))
        assert world.notices == [told]
        assert world.asked == []

    run(world, test())


def test_a_prompt_of_a_server_that_has_gone_meanwhile_is_told(world: World) -> None:
    async def test() -> None:
        entry = world.entry("paper")
        world.hub.use(())
        entry.trigger()
        await until(lambda: bool(world.notices))
        assert world.notices == ["warning: There is no MCP server 'odd'."]
        world.window.menu.aboutToShow.emit()
        assert world.window.menu.prompt_menus == []
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert [menu for menu in world.window.menu.findChildren(QMenu) if menu.title() == "odd"] == []

    run(world, test())


def test_a_prompt_that_nobody_can_be_asked_yet_is_told(
    world: World, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test() -> None:
        monkeypatch.setattr(bridge, "_session", None)
        world.entry("paper").trigger()
        await until(lambda: bool(world.notices))
        assert world.notices == [f"warning: {NOT_READY}"]

    run(world, test())
