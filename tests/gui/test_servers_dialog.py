"""MCP servers in the window, with the real hub and real servers."""

import asyncio
import json
import sys
from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtGui import QGuiApplication

from duologue.bridge.servers import ServerEntry, Servers
from duologue.core.errors import DuologueError
from duologue.core.tasks import Tasks
from duologue.tools.consent import Consent
from duologue.tools.mcp.config import ServerConfig
from duologue.tools.mcp.hub import Hub
from duologue.tools.registry import Toolbox
from duologue.ui.log_dialog import LogDialog
from duologue.ui.servers_dialog import ServerEditor, ServersDialog
from helpers.signing_server import Browser, SigningServer, signing_server
from helpers.waiting import until

HELPERS = Path(__file__).parents[1] / "helpers"
TIME = ("-m", "mcp_server_time", "--local-timezone=UTC")


class Drawer(KeyringBackend):
    """A keyring in memory."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class World:
    """A file of servers, a hub, and a session that their tools join."""

    def __init__(self, path: Path) -> None:
        self.path = path / "mcp.json"
        self.notices: list[str] = []
        self.hub = Hub(lambda _level, message, _action: self.notices.append(message))
        self.box = Toolbox(datetime(2026, 3, 14, tzinfo=UTC), consent=Consent("allow"))
        self.hub.attach(self.box)
        self.servers = Servers(self.path, lambda: self.hub)

    def names(self) -> set[str]:
        return {schema["name"] for schema in self.box.schemas()}

    def file(self) -> dict[str, Any]:
        return json.loads(self.path.read_text(encoding="utf-8"))["mcpServers"]


@pytest.fixture
def world(tmp_path: Path, qapp) -> World:
    return World(tmp_path / "config")


@pytest.fixture
def drawer() -> Any:
    before, drawer = keyring.get_keyring(), Drawer()
    keyring.set_keyring(drawer)
    yield drawer
    keyring.set_keyring(before)


def run(world: World, test: Coroutine[Any, Any, None]) -> None:
    async def around() -> None:
        try:
            await test
        finally:
            await world.hub.close()
            await world.box.close()

    asyncio.run(around())


def state(world: World, name: str) -> str:
    return next(row.state for row in world.servers.rows() if row.name == name)


def test_a_server_that_is_added_joins_at_once_and_is_turned_off_on_removed_and_brought_back(world: World) -> None:
    async def test() -> None:
        servers = world.servers
        await servers.save(ServerEntry("time", sys.executable, TIME))
        await until(lambda: "time.get_current_time" in world.names())
        assert state(world, "time").startswith("running, 2 tools")
        servers.turn("time", on=False)
        assert state(world, "time") == "off"
        assert "time.get_current_time" not in world.names()
        servers.turn("time", on=True)
        await until(lambda: "time.get_current_time" in world.names())
        servers.remove("time")
        assert world.file() == {}
        assert servers.removed == "time"
        servers.undo()
        assert world.file() == {"time": {"command": sys.executable, "args": list(TIME)}}
        await until(lambda: "time.get_current_time" in world.names())

    run(world, test())


def test_what_a_server_wrote_is_one_click_away(world: World, qtbot) -> None:
    async def test() -> None:
        await world.servers.save(ServerEntry("odd", sys.executable, (str(HELPERS / "odd_mcp_server.py"), "cold", "0")))
        await until(lambda: "odd.look" in world.names())
        dialog = ServersDialog(world.servers, Tasks(lambda *_: None).spawn)
        qtbot.addWidget(dialog)
        assert not dialog.log.isEnabled()
        dialog.tree.setCurrentItem(dialog.tree.topLevelItem(0))
        dialog.log.click()
        (log,) = dialog.findChildren(LogDialog)
        assert "registry.npmjs.org" in log.text.toPlainText()
        log.copy.click()
        assert "registry.npmjs.org" in QGuiApplication.clipboard().text()
        log.close()

    run(world, test())


def test_secrets_go_to_the_keyring_and_their_names_to_the_file(world: World, drawer: Drawer) -> None:
    async def test() -> None:
        entry = ServerEntry("home", "https://home.example/mcp", (), {"Authorization": "Bearer 1234"})
        await world.servers.save(entry)
        assert world.file()["home"]["headers"] == {"Authorization": "keyring:home/Authorization"}
        assert drawer.kept == {("duologue", "home/Authorization"): "Bearer 1234"}
        assert "1234" not in world.path.read_text(encoding="utf-8")
        again = world.servers.entry("home")
        await world.servers.save(again, "home")  # as it is: the name of the secret is not taken for one
        assert drawer.kept == {("duologue", "home/Authorization"): "Bearer 1234"}

    run(world, test())


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (ServerEntry("", "uvx"), "needs a name"),
        (ServerEntry("x", ""), "must be a text"),
        (ServerEntry("x", "http://"), "must be an address"),
        (ServerEntry("there", "uvx"), "There is a server named 'there' already."),
    ],
)
def test_what_cannot_be_used_is_one_sentence_and_nothing_is_written(
    world: World, entry: ServerEntry, told: str
) -> None:
    async def test() -> None:
        world.path.parent.mkdir()
        world.path.write_text('{"mcpServers": {"there": {"command": "no such", "disabled": true}}}', encoding="utf-8")
        before = world.path.read_bytes()
        with pytest.raises(DuologueError, match=told):
            await world.servers.save(entry)
        assert world.path.read_bytes() == before

    run(world, test())


def test_a_file_that_is_broken_is_never_written_over(world: World) -> None:
    async def test() -> None:
        world.path.parent.mkdir()
        world.path.write_text("{broken", encoding="utf-8")
        assert world.servers.rows() == []
        with pytest.raises(DuologueError, match="cannot be read"):
            await world.servers.save(ServerEntry("time", sys.executable, TIME))
        assert world.path.read_text(encoding="utf-8") == "{broken"

    run(world, test())


def test_the_dialog_shows_states_and_tools_and_takes_a_copied_snippet(world: World, qtbot) -> None:
    async def test() -> None:
        dialog = ServersDialog(world.servers, Tasks(lambda _, error: world.notices.append(str(error))).spawn)
        qtbot.addWidget(dialog)
        dialog.show()
        QGuiApplication.clipboard().setText("no JSON")
        dialog.paste.click()
        assert dialog.problem.text() == "What was copied is no valid JSON."
        snippet = {"mcpServers": {"time": {"command": sys.executable, "args": list(TIME)}}}
        QGuiApplication.clipboard().setText(json.dumps(snippet))
        dialog.paste.click()
        assert not dialog.problem.isVisible()
        await until(lambda: state(world, "time").startswith("running"))
        dialog.look()
        (item,) = [dialog.tree.topLevelItem(0)]
        assert item is not None
        assert (item.text(0), item.text(1)) == ("time", "running, 2 tools")
        assert {item.child(at).text(0) for at in range(item.childCount())} == {
            "time.get_current_time",
            "time.convert_time",
        }
        assert not dialog.remove.isEnabled()
        item.setSelected(True)
        dialog.remove.click()
        assert dialog.undo.text() == "Undo remove time"
        dialog.undo.click()
        assert dialog.tree.topLevelItemCount() == 1

    run(world, test())


def test_a_program_that_does_not_exist_is_set_aside_with_the_reason(world: World, qtbot) -> None:
    async def test() -> None:
        await world.servers.save(ServerEntry("nowhere", "/no/such/program"))
        await until(lambda: "nowhere" in " ".join(world.notices))
        assert state(world, "nowhere") != "off"

    run(world, test())


def test_the_editor_reads_what_is_entered_and_says_what_it_cannot_read(qtbot) -> None:
    entries: list[ServerEntry] = []
    editor = ServerEditor(ServerEntry("", ""))
    qtbot.addWidget(editor)
    editor.wanted = entries.append
    editor.name.setText("files")
    editor.target.setText('npx -y "@scope/server files" /home/me')
    editor.values.setPlainText("KEY")
    editor.save.click()
    assert entries == []
    assert "NAME=value" in editor.problem.text()
    editor.values.setPlainText("KEY=a=b\n")
    editor.secret.setChecked(False)
    editor.save.click()
    assert entries == [ServerEntry("files", "npx", ("-y", "@scope/server files", "/home/me"), {"KEY": "a=b"}, False)]


def test_the_editor_shows_a_server_as_it_was_entered(qtbot) -> None:
    editor = ServerEditor(ServerEntry("files", "npx", ("-y", "a b"), {"K": "keyring:files/K"}))
    qtbot.addWidget(editor)
    assert editor.target.text() == "npx -y 'a b'"
    assert editor.values.toPlainText() == "K=keyring:files/K"


def test_signing_in_and_out_is_one_click_and_is_shown(world: World, drawer: Drawer, qtbot) -> None:
    browser = Browser()

    async def test(server: SigningServer) -> None:
        world.hub = Hub(lambda *_: None, open_address=browser)
        world.hub.use([ServerConfig("garden", url=server.url)])  # as at the start of the program: nobody asks for it
        world.path.parent.mkdir(parents=True)
        world.path.write_text(json.dumps({"mcpServers": {"garden": {"url": server.url}}}), encoding="utf-8")
        dialog = ServersDialog(world.servers, Tasks(lambda *_: None).spawn)
        qtbot.addWidget(dialog)
        dialog.show()

        async def shown(button: str, told: str) -> None:
            def is_shown() -> bool:
                dialog.look()
                dialog.tree.setCurrentItem(dialog.tree.topLevelItem(0))
                return dialog.sign.isVisible() and dialog.sign.text() == button and told in state(world, "garden")

            await until(is_shown)

        await shown("Sign in", "set aside: The MCP server 'garden' wants you to sign in.")
        assert browser.opened == []
        dialog.sign.click()
        await shown("Sign out", "running, 1 tool, signed in")
        assert list(drawer.kept) == [("duologue", "sign-in/garden")]
        assert "secret-access" not in world.path.read_text(encoding="utf-8")
        dialog.sign.click()
        await shown("Sign in", "set aside")
        assert "secret-access" not in str(drawer.kept)
        assert len(browser.opened) == 1
        dialog.close()

    with signing_server() as server:
        run(world, test(server))
