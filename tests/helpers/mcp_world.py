"""A hub of MCP servers with a toolbox that may call everything."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from duologue.tools.base import Headway, ToolOutcome
from duologue.tools.consent import Consent
from duologue.tools.mcp.config import ServerConfig
from duologue.tools.mcp.hub import Hub
from duologue.tools.mcp.restarts import State, WaitLimits
from duologue.tools.registry import Toolbox
from helpers.waiting import until

HELPERS = Path(__file__).parent
FAULTY = ("-u", str(HELPERS / "faulty_mcp_server.py"))
NOW = datetime(2026, 3, 14, 9, 26, tzinfo=UTC)
PATHS = {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}
"""Servers get few variables; where the tests are told where packages lie, these are too."""
QUICK = WaitLimits(connect=60.0, quiet=30.0, relist=0.05, delays=(0.0, 0.0, 0.0))


class World:
    """A hub with a toolbox that may call everything."""

    def __init__(self, limits: WaitLimits, secrets: Callable[[str], str | None]) -> None:
        self.notices: list[tuple[str, str]] = []
        self.hub = Hub(lambda level, message, _: self.notices.append((level, message)), secrets=secrets, limits=limits)
        self.box = Toolbox(NOW, consent=Consent("allow"))
        self.hub.attach(self.box)
        self.told: list[str] = []
        self._calls = 0

    def names(self) -> list[str]:
        return [schema["name"] for schema in self.box.schemas() if "." in schema["name"]]

    def state(self, name: str) -> State:
        return next(status.state for status in self.hub.statuses if status.name == name)

    async def tools(self, *names: str) -> None:
        await until(lambda: set(names) <= set(self.names()))

    async def call(self, name: str, **arguments: Any) -> ToolOutcome:
        self._calls += 1
        id_ = f"c{self._calls}"
        self.box.call(id_, name, arguments, 0.0)
        outcomes: list[ToolOutcome] = []

        def ended() -> bool:
            items = self.box.due(1e9)
            outcomes.extend(item for item in items if isinstance(item, ToolOutcome) and item.id == id_)
            self.told.extend(item.text for item in items if isinstance(item, Headway))
            return bool(outcomes)

        await until(ended)
        return outcomes[0]


@asynccontextmanager
async def world(
    *configs: ServerConfig, limits: WaitLimits = QUICK, secrets: Callable[[str], str | None] = {}.get
) -> AsyncIterator[World]:
    here = World(limits, secrets)
    here.hub.use(configs)
    try:
        yield here
    finally:
        await here.hub.close()
        await here.box.close()


def faulty(*options: str, **env: str) -> ServerConfig:
    return ServerConfig("faulty", sys.executable, (*FAULTY, *options), PATHS | env)


def run(test: Coroutine[object, object, None]) -> None:
    asyncio.run(test)
