"""Questions to a background model behind a server that speaks the protocol in its own way."""

import asyncio
from collections.abc import Callable
from typing import Any

from duologue.background.address import read_address
from duologue.background.base import BackgroundCall, BackgroundChunk, BackgroundProgress
from duologue.background.context import ChatRole, Context, ConversationLine
from duologue.background.openai import OpenAIBackground
from duologue.background.wait_limits import WaitLimits
from helpers.model_server import (
    Asked,
    Reply,
    event,
    serving,
    streams,
)

QUICK = WaitLimits(connect_s=5, first_s=20, between_s=20, total_s=30, pause_s=0.001, loading_pause_s=0.001)
PLAIN = "Leaves turn red because the green in them fades first."
DONE = "data: [DONE]\n\n"
STOP = event({}, "stop")
LIST = {
    "name": "list.add",
    "description": "adds to a list",
    "parameters": {
        "type": "object",
        "properties": {"list": {"type": "string"}, "item": {"type": "string"}, "times": {"type": "integer"}},
        "required": ["item"],
    },
}
KNOWN = Context(
    now="Monday, 2 March 2026, 18:30",
    said=(
        ConversationLine(ChatRole.ASSISTANT, "Hello."),
        ConversationLine(ChatRole.USER, "hello"),
        ConversationLine(ChatRole.ASSISTANT, "How are you?"),
    ),
    tools=(LIST,),
)
MILK = ("list.add", {"list": "shopping", "item": "milk"})


class Played:
    """What came of questions that were asked one after the other."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.problems: list[str] = []
        self.calls: list[tuple[str, Any]] = []
        self.progress: list[str] = []
        self.bodies: list[dict[str, Any]] = []


def play(
    answer: Callable[[Asked], Reply],
    questions: int = 1,
    limits: WaitLimits = QUICK,
    tells: dict[str, dict[str, Any]] | None = None,
) -> Played:
    """Asks a server as often; each call comes to "added"."""
    played = Played()

    async def run() -> None:
        async with serving(answer, tells=tells or {}) as server:
            model = OpenAIBackground(read_address(server.url, "test"), "talker-1", limits=limits, api_key=lambda _: "")
            for n in range(questions):
                model.ask(f"q{n}", "Why do leaves turn red?", 0.0, KNOWN)
                words = ""
                async with asyncio.timeout(30):
                    while model.awaiting:
                        await asyncio.sleep(0.005)
                        for item in model.due(1e9):
                            if isinstance(item, BackgroundCall):
                                played.calls.append((item.name, item.arguments))
                                model.answer(item.call, "added", 1.0, ok=True)
                            elif isinstance(item, BackgroundProgress):
                                played.progress.append(item.text)
                            elif isinstance(item, BackgroundChunk):
                                words += item.text
                                played.problems += [item.problem] if item.problem else []
                played.answers.append(words)
            await model.close()
            played.bodies = [asked.body for asked in server.asked]

    asyncio.run(run())
    return played


def pieces(text: str, size: int = 9) -> list[str]:
    return [event({"content": text[at : at + size]}) for at in range(0, len(text), size)]


def told(text: str) -> Reply:
    return streams(*pieces(text), STOP, DONE)
