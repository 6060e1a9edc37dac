"""Talking with a background model behind a real server on loopback."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from duologue.background.address import read_address
from duologue.background.base import BackgroundCall, BackgroundChunk
from duologue.background.client import (
    WaitLimits,
)
from duologue.background.context import Context
from duologue.background.openai import OpenAIBackground
from helpers.model_server import (
    Asked,
    ModelServer,
    Reply,
    serving,
)

QUICK = WaitLimits(connect_s=5, first_s=20, between_s=20, total_s=30, pause_s=0.001, longest_s=0.5)
SECRET = "sk-very-secret-4711"
TOOL = {
    "name": "list.show",
    "description": "shows a list",
    "parameters": {
        "type": "object",
        "properties": {"list": {"type": "string"}},
        "required": ["list"],
        "additionalProperties": False,
    },
}
KNOWN = Context(tools=(TOOL,))

Scene = Callable[[OpenAIBackground, ModelServer], Awaitable[None]]


def no_key(_origin: str) -> str:
    return ""


def play(
    answer: Callable[[Asked], Reply],
    scene: Scene,
    *,
    model: str = "talker-1",
    models: tuple[str, ...] = ("talker-1",),
    limits: WaitLimits = QUICK,
    api_key: Callable[[str], str] = no_key,
) -> ModelServer:
    """Plays a scene with a server."""

    async def run() -> ModelServer:
        async with serving(answer, models) as server:
            background = OpenAIBackground(read_address(server.url, "test"), model, limits=limits, api_key=api_key)
            try:
                await background.prepare()
                await scene(background, server)
            finally:
                await background.close()
            return server

    return asyncio.run(run())


async def until(model: OpenAIBackground, enough: Callable[[list[Any]], bool]) -> list[Any]:
    """What comes, until it is enough."""
    got: list[BackgroundChunk | BackgroundCall] = []
    async with asyncio.timeout(30):
        while not enough(got):
            await asyncio.sleep(0.005)
            got += model.due(1e9)
    return got


async def all_of(model: OpenAIBackground) -> list[Any]:
    return await until(model, lambda got: any(isinstance(item, BackgroundChunk) and item.final for item in got))


def heard(answer: Callable[[Asked], Reply], **options: Any) -> tuple[str, list[str], ModelServer]:
    """All words of an answer, its problems and the server."""
    text, problems = list[str](), list[str]()

    async def scene(model: OpenAIBackground, _server: ModelServer) -> None:
        model.ask("q1", "Why is the sky blue?", 0.0)
        for item in await all_of(model):
            text.append(item.text)
            problems.extend([item.problem] if item.problem else [])
        assert model.awaiting == frozenset()

    server = play(answer, scene, **options)
    return "".join(text), problems, server
