"""A server whose model takes less than it is asked: what makes way, and what is remembered."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from duologue.background.address import read_address
from duologue.background.base import BackgroundCall, BackgroundChunk
from duologue.background.client import FAILED_SAY, WaitLimits
from duologue.background.context import ChatRole, Context, ConversationLine, estimated_tokens
from duologue.background.openai import TOO_LONG_SAY, OpenAIBackground
from helpers.model_server import (
    Asked,
    ModelServer,
    Reply,
    event,
    refuses,
    replies,
    says,
    serving,
    streams,
    stuck,
    wants,
    whole,
)
from helpers.waiting import until

QUICK = WaitLimits(
    connect_s=5, first_s=20, between_s=20, total_s=30, pause_s=0.001, longest_s=0.5, loading_pause_s=0.01
)
LONG = tuple(
    ConversationLine(ChatRole.USER if n % 2 == 0 else ChatRole.ASSISTANT, f"line {n} " + "of the sea " * 20)
    for n in range(120)
)
TOOL = {"name": "list.show", "description": "shows " + "a list " * 20, "parameters": {"type": "object"}}
KNOWN = Context(said=LONG, standing=("timer.start seconds=60",), tools=(TOOL,))
Scene = Callable[[OpenAIBackground, ModelServer], Awaitable[None]]


def play(answer: Callable[[Asked], Reply], scene: Scene, limits: WaitLimits = QUICK, **tells: Any) -> ModelServer:
    async def run() -> ModelServer:
        async with serving(answer, tells={f"/{path}": body for path, body in tells.items()}) as server:
            address = read_address(server.url, "test")
            model = OpenAIBackground(address, "talker-1", limits=limits, api_key=lambda _: "")
            try:
                await model.prepare()
                await scene(model, server)
            finally:
                await model.close()
            return server

    return asyncio.run(run())


async def answered(model: OpenAIBackground, id_: str, context: Context = KNOWN) -> tuple[str, list[str]]:
    """The words of an answer, and its problems."""
    model.ask(id_, "Why is that?", 0.0, context)
    got: list[BackgroundChunk | BackgroundCall] = []
    async with asyncio.timeout(30):
        while not any(isinstance(item, BackgroundChunk) and item.final for item in got):
            await asyncio.sleep(0.005)
            got += model.due(1e9)
    chunks = [item for item in got if isinstance(item, BackgroundChunk)]
    return "".join(chunk.text for chunk in chunks), [chunk.problem for chunk in chunks if chunk.problem]


def sent(asked: Asked) -> int:
    """Tokens of a request, as the servers here count them: more than the estimate thinks."""
    return estimated_tokens(json.dumps(asked.body)) * 11 // 10


def takes(tokens: int, refusal: Callable[[int], Reply]) -> Callable[[Asked], Reply]:
    return lambda asked: refusal(sent(asked)) if sent(asked) > tokens else says("Because.")


def told_by_llama(tokens: int) -> dict[str, Any]:
    return {"default_generation_settings": {"n_ctx": tokens}}


@pytest.mark.parametrize("tokens", [2048, 4096])
def test_a_history_is_shortened_before_the_server_refuses(tokens):
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        assert await answered(model, "q1") == ("Because.", [])

    server = play(takes(tokens, lambda _: refuses(400, "context")), scene, props=told_by_llama(tokens))
    (asked,) = server.asked
    assert "timer.start seconds=60" in asked.messages[0]["content"]
    assert "line 118" in json.dumps(asked.messages)
    assert "line 0 " not in json.dumps(asked.messages)
    assert asked.body["tools"]


def failure(message: str) -> str:
    return f"data: {json.dumps({'error': {'message': message}})}\n\n"


REFUSALS: dict[str, Callable[[int], Reply]] = {
    "llama.cpp": lambda n: refuses(400, f"request ({n} tokens) exceeds the available context size (2048 tokens)"),
    "older llama.cpp": lambda _: refuses(500, "the request exceeds the available context size."),
    "vllm": lambda n: refuses(400, f"This model's maximum context length is 2048 tokens. You requested {n} tokens"),
    "413": lambda _: refuses(413, "Payload Too Large"),
    "python's llama.cpp": lambda _: streams(),
    "lm studio": lambda n: streams(failure(f"Trying to keep the first {n} tokens when context the overflows.")),
}


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
def test_a_server_that_refuses_is_asked_again_with_less_and_later_questions_fit_at_once(refusal):
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        assert await answered(model, "q1") == ("Because.", [])
        tries = len(server.asked)
        assert 2 <= tries <= 4
        assert await answered(model, "q2") == ("Because.", [])
        assert len(server.asked) == tries + 1

    server = play(takes(2048, refusal), scene)
    assert "line 119" in json.dumps(server.asked[-1].messages)


def test_tools_are_left_out_where_they_do_not_fit():
    context = Context(tools=tuple(TOOL | {"name": f"tool.{n}"} for n in range(60)))

    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        assert await answered(model, "q1", context) == ("Because.", [])

    server = play(takes(2048, lambda _: refuses(400, "context size")), scene, props=told_by_llama(2048))
    assert [asked.body.get("tools") for asked in server.asked] == [None]


def test_what_can_be_no_shorter_is_said_to_be_too_long():
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        words, problems = await answered(model, "q1")
        assert words == TOO_LONG_SAY
        assert "exceeds the available context size" in problems[0]

    play(takes(0, REFUSALS["llama.cpp"]), scene)


def test_answers_that_stay_empty_do_not_shorten_what_comes_later():
    empty = 20

    def answer(_asked: Asked) -> Reply:
        nonlocal empty
        empty -= 1
        return streams() if empty >= 0 else says("Because.")

    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        nonlocal empty
        assert (await answered(model, "q1"))[1] != []
        empty = 0
        assert await answered(model, "q2") == ("Because.", [])

    server = play(answer, scene)
    assert server.asked[-1].messages == server.asked[0].messages


def test_what_a_server_tells_only_once_its_model_is_loaded_is_asked_again():
    tells: dict[str, Any] = {"models": []}

    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        await answered(model, "q1")
        tells["models"] = [{"name": "talker-1", "context_length": 32_768}]
        await answered(model, "q2")

    server = play(lambda _: says("Because."), scene, **{"api/ps": tells})
    assert sent(server.asked[0]) < 4096 < sent(server.asked[1])


def test_a_model_that_loads_is_waited_for():
    left = 30
    loading = whole('{"error":{"message":"Loading model","type":"unavailable_error","code":503}}', 503)

    def answer(_asked: Asked) -> Reply:
        nonlocal left
        left -= 1
        return replies(loading) if left > 0 else says("Because.")

    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        assert await answered(model, "q1") == ("Because.", [])

    assert len(play(answer, scene).asked) == 30


def test_a_model_that_loads_for_ever_is_given_up():
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        words, problems = await answered(model, "q1")
        assert words == FAILED_SAY
        assert "Loading model" in problems[0]

    limits = WaitLimits(pause_s=0.001, loading_s=0.1, loading_pause_s=0.01)
    play(lambda _: refuses(503, "Loading model"), scene, limits)


# ---- giving up -------------------------------------------------------------------------------------------------------


def test_a_question_given_up_before_the_first_word_closes_its_connection():
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        model.ask("q1", "why", 0.0)
        await until(lambda: len(server.asked) == 1)
        model.cancel("q1")
        await asyncio.wait_for(server.gone.wait(), 5)
        assert (server.left, model.awaiting) == (1, frozenset())

    play(lambda _: stuck(), scene)


def test_a_question_given_up_while_it_is_tried_again_is_asked_no_more():
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        model.ask("q1", "why", 0.0)
        await until(lambda: len(server.asked) >= 2)
        model.cancel("q1")
        asked = len(server.asked)
        await asyncio.sleep(0.2)
        assert len(server.asked) == asked

    play(lambda _: refuses(503, "Loading model"), scene)


def test_a_question_given_up_while_a_call_is_open_asks_nothing_more():
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        model.ask("q1", "why", 0.0, KNOWN)
        found: list[BackgroundChunk | BackgroundCall] = []

        def called() -> bool:
            found.extend(model.due(1e9))
            return any(isinstance(item, BackgroundCall) for item in found)

        await until(called)
        call = next(item for item in found if isinstance(item, BackgroundCall))
        model.cancel("q1")
        model.answer(call.call, "milk", 1.0, ok=True)
        await asyncio.sleep(0.1)
        assert (len(server.asked), model.awaiting, model.due(1e9)) == (1, frozenset(), [])

    play(lambda _: wants(("list_show", "{}")), scene)


def test_a_question_given_up_between_words_closes_its_connection():
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        model.ask("q1", "why", 0.0)
        await until(lambda: bool(model.due(1e9)))
        model.cancel("q1")
        await asyncio.wait_for(server.gone.wait(), 5)
        assert server.left == 1

    play(lambda _: streams(*[event({"content": "and "})] * 5000, gap_s=0.005), scene)
