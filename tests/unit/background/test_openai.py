"""A background model behind a real server on loopback that speaks the protocol, and sometimes does not."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from duologue.background.address import read_address
from duologue.background.api_keys import NO_KEYRING, KeyringUnusableError
from duologue.background.base import BackgroundCall, BackgroundChunk
from duologue.background.client import (
    BROKEN_SAY,
    BUSY_SAY,
    FAILED_SAY,
    REFUSED_SAY,
    SLOW_SAY,
    UNREACHED_SAY,
    WaitLimits,
)
from duologue.background.context import ChatRole, Context, ConversationLine
from duologue.background.openai import CUT_SAY, MOST_ROUNDS, NO_ANSWER_SAY, OpenAIBackground
from helpers.model_server import (
    Asked,
    ModelServer,
    Reply,
    event,
    in_turn,
    refuses,
    replies,
    says,
    serving,
    streams,
    stuck,
    wants,
    whole,
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


def test_words_are_streamed_and_the_last_piece_is_final() -> None:
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        model.ask("q1", "Why?", 5.0)
        assert model.awaiting == {"q1"}
        got = await all_of(model)
        assert "".join(item.text for item in got) == "Because it is so."
        assert [item.final for item in got] == [False] * (len(got) - 1) + [True]
        assert all(item.id == "q1" and item.t >= 5.0 for item in got)
        assert server.asked[0].body["model"] == "talker-1"

    play(in_turn(says("Because ", "it is", " so.")), scene)


def test_words_of_a_slow_stream_are_given_out_before_it_ends() -> None:
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        model.ask("q1", "Why?", 0.0)
        got = await until(model, lambda got: "".join(item.text for item in got) == "One. Two. ")
        assert model.awaiting == {"q1"}
        assert not any(item.final for item in got)

    play(in_turn(stuck(event({"content": "One. "}), event({"content": "Two. Th"}))), scene)


def test_what_the_session_knows_is_told() -> None:
    context = Context(
        now="Monday, 2 March 2026, 18:30",
        said=(
            ConversationLine(ChatRole.USER, "hello"),
            ConversationLine(ChatRole.ASSISTANT, "Hello. How", cut=True),
            ConversationLine(ChatRole.USER, "what is it now"),
        ),
        dropped=7,
        standing=("timer.start seconds=60",),
        seen=("a person came in",),
        tools=(TOOL,),
    )

    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        model.ask("q1", "what is it now", 0.0, context)
        await all_of(model)
        (asked,) = server.asked
        system, *rest = asked.messages
        for part in ("2 March 2026", "timer.start", "a person came in", "first 7 lines are left out"):
            assert part in system["content"]
        assert [(line["role"], line["content"]) for line in rest] == [
            ("user", "hello"),
            ("assistant", "Hello. How"),
            ("user", "what is it now"),
        ]
        assert asked.body["tools"][0]["function"]["name"] == "list_show"

    play(in_turn(says("Half past six.")), scene)


def test_thoughts_and_markdown_are_not_said() -> None:
    thinking = (
        event({"reasoning_content": "Let me see."}),
        event({"content": "<thi"}),
        event({"content": "nk>hm</think>"}),
    )
    said, problems, _ = heard(in_turn(streams(*thinking, event({"content": "**Blue** is\n- it."}, "stop"))))
    assert (said, problems) == ("Blue is\nit.", [])


def test_an_answer_that_breaks_off_stays_as_far_as_it_came_and_one_clause_follows() -> None:
    said, problems, _ = heard(in_turn(streams(event({"content": "The sky is bl"}), end=b"")))
    assert said == f"The sky is bl {BROKEN_SAY}"
    assert len(problems) == 1
    assert "broke off" in problems[0]


def test_an_answer_that_ends_without_its_end_broke_off() -> None:
    said, _, _ = heard(in_turn(streams(event({"content": "The sky"}))))
    assert said == f"The sky {BROKEN_SAY}"


def test_a_connection_that_ends_before_the_first_piece_is_tried_again() -> None:
    said, problems, server = heard(in_turn(streams(end=b""), replies(b""), says("Blue.")))
    assert (said, problems, len(server.asked)) == ("Blue.", [], 3)


def test_malformed_parts_are_told_and_the_others_are_said() -> None:
    bad = ("data: {not json\n\n", 'data: {"choices": 7}\n\n', "data: [1]\n\n")
    good = event({"content": "Blue."}), event({}, "stop")
    said, problems, _ = heard(in_turn(streams(*bad, *good)))
    assert said == "Blue."
    assert len(problems) == 1
    assert problems[0].startswith("3 parts of the answer")


def test_an_answer_that_is_malformed_as_a_whole_is_said_to_be() -> None:
    said, problems, _ = heard(in_turn(streams("data: nonsense\n\n", "data: [DONE]\n\n")))
    assert said == FAILED_SAY
    assert "could not be read" in problems[0]


@pytest.mark.parametrize("length", [3 << 20, 40 << 20])
def test_a_line_or_an_answer_without_end_is_not_kept(length: int) -> None:
    async def flood(asked: Asked, write: Callable[[bytes], Awaitable[None]]) -> None:
        await write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
        piece = b"x" * (1 << 16) if length < 1 << 23 else b": " + b"x" * (1 << 16) + b"\n"
        for _ in range(length // len(piece)):
            await write(piece)

    said, problems, _ = heard(lambda _: flood)
    assert said == FAILED_SAY
    assert "too long" in problems[0]


def test_a_page_instead_of_a_stream_is_named() -> None:
    said, problems, _ = heard(in_turn(replies(whole("<html>", kind="text/html"))))
    assert said == FAILED_SAY
    assert "text/html" in problems[0]


def test_an_answer_without_words_is_said_to_be_none() -> None:
    assert heard(in_turn(says("<think>hm</think>")))[0] == NO_ANSWER_SAY


def test_an_answer_that_had_no_more_room_is_said_to_be_cut() -> None:
    assert heard(in_turn(says("The sky", finish="length")))[0] == f"The sky {CUT_SAY}"


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_that_fails_is_asked_again(status: int) -> None:
    said, problems, server = heard(in_turn(refuses(status), says("Blue.")))
    assert (said, problems, len(server.asked)) == ("Blue.", [], 2)


def test_a_server_that_fails_for_good_is_named() -> None:
    said, problems, server = heard(in_turn(refuses(500, "out of memory")))
    assert (said, len(server.asked)) == (FAILED_SAY, QUICK.tries)
    assert "(500): out of memory." in problems[0]


def test_a_server_that_is_asked_too_often_is_waited_for_as_it_says() -> None:
    loop_times = list[float]()

    def answer(_asked: Asked) -> Reply:
        loop_times.append(asyncio.get_running_loop().time())
        return refuses(429, Retry_After="0.3") if len(loop_times) == 1 else says("Blue.")

    assert heard(answer)[0] == "Blue."
    assert loop_times[1] - loop_times[0] >= 0.3


def test_a_server_that_wants_a_long_pause_is_not_waited_for() -> None:
    said, problems, server = heard(in_turn(refuses(429, Retry_After="3600")))
    assert (said, len(server.asked)) == (BUSY_SAY, 1)
    assert "too often" in problems[0]


def test_a_server_that_is_not_there_is_named() -> None:
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        gone = OpenAIBackground(read_address("http://127.0.0.1:9/v1", "test"), "m", limits=QUICK, api_key=no_key)
        gone.ask("q1", "why", 0.0)
        (words, final) = await all_of(gone)
        assert (words.text, final.final) == (UNREACHED_SAY, True)
        assert words.problem.startswith("127.0.0.1:9 cannot be reached: is the background model running?")
        await gone.close()

    play(in_turn(says()), scene)


def test_a_server_that_says_nothing_is_given_up() -> None:
    said, problems, _ = heard(in_turn(stuck()), limits=WaitLimits(first_s=0.2))
    assert said == SLOW_SAY
    assert "in time" in problems[0]


def test_a_server_that_stops_talking_is_given_up() -> None:
    said, _, _ = heard(in_turn(stuck(event({"content": "The sky "}))), limits=WaitLimits(between_s=0.2))
    assert said == f"The sky  {BROKEN_SAY}"


def test_a_server_that_talks_for_ever_is_given_up() -> None:
    endless = streams(*[event({"content": "and "})] * 2000, gap_s=0.01)
    said, _, _ = heard(in_turn(endless), limits=WaitLimits(total_s=0.3))
    assert said.startswith("and and")
    assert said.endswith(BROKEN_SAY)


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_refused_is_told_with_the_setting_and_not_shown(status: int, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    refusal = refuses(status, f"Incorrect API key provided: {SECRET}")
    said, problems, server = heard(in_turn(refusal), api_key=lambda _: SECRET)
    assert said == REFUSED_SAY
    assert "Background model" in problems[0]
    assert "refuses the key" in problems[0]
    assert [asked.headers.get("authorization") for asked in server.asked] == [None, f"Bearer {SECRET}"]
    assert SECRET not in said + "".join(problems) + caplog.text


def test_a_server_here_gets_the_key_only_when_it_asks_for_one() -> None:
    asked_for = list[str]()

    def api_key(origin: str) -> str:
        asked_for.append(origin)
        return SECRET

    _, _, server = heard(in_turn(says("Blue.")), api_key=api_key)
    assert asked_for == []
    said, problems, server = heard(in_turn(refuses(401), says("Blue.")), api_key=api_key)
    assert (said, problems) == ("Blue.", [])
    assert asked_for == [f"http://127.0.0.1:{server.port}"]


def test_a_missing_keyring_is_told_where_a_key_is_wanted() -> None:
    def api_key(_origin: str) -> str:
        raise KeyringUnusableError("keyring.none", NO_KEYRING)

    _, problems, _ = heard(in_turn(refuses(401)), api_key=api_key)
    assert "wants a key" in problems[0]
    assert NO_KEYRING in problems[0]


def test_a_redirect_to_another_host_is_not_followed() -> None:
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        async with serving(in_turn(says("Give me your key."))) as thief:
            server.answer = in_turn(refuses(401), replies(whole("", 307, Location=f"{thief.url}/chat/completions")))
            model.ask("q1", "why", 0.0)
            words, _final = await all_of(model)
            assert words.text == FAILED_SAY
            assert "which is not followed" in words.problem
            assert SECRET not in words.problem
            assert thief.asked == []

    play(in_turn(says()), scene, api_key=lambda _: SECRET)


def test_a_redirect_on_the_same_host_is_followed() -> None:
    moved = replies(whole("", 308, Location="/v2/chat/completions"))
    said, _, server = heard(in_turn(moved, says("Blue.")))
    assert (said, [asked.path for asked in server.asked]) == ("Blue.", ["/v1/chat/completions", "/v2/chat/completions"])


def test_a_server_that_leads_in_circles_is_left() -> None:
    said, problems, _ = heard(in_turn(replies(whole("", 307, Location="/v1/chat/completions"))))
    assert said == FAILED_SAY
    assert "from one address to the next" in problems[0]


def test_a_model_that_is_not_there_is_told_with_those_that_are() -> None:
    said, problems, _ = heard(in_turn(refuses(404, "not found")), model="gone-7b", models=("a-1", "b-2"))
    assert said == FAILED_SAY
    assert "no model named 'gone-7b', but a-1, b-2" in problems[0]


def test_the_first_model_that_talks_is_taken_if_none_was_chosen() -> None:
    _, _, server = heard(in_turn(says("Blue.")), model="", models=("nomic-embed-text", "llama-8b", "qwen"))
    assert server.asked[0].body["model"] == "llama-8b"


def test_several_questions_are_answered_side_by_side() -> None:
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        for n in range(5):
            model.ask(f"q{n}", f"number {n}", 0.0)
        got = await until(model, lambda got: sum(isinstance(i, BackgroundChunk) and i.final for i in got) == 4)
        assert model.awaiting == {"q3"}
        for n in (0, 1, 2, 4):
            assert "".join(item.text for item in got if item.id == f"q{n}") == f"This is number {n}."

    def answer(asked: Asked) -> Reply:
        return stuck() if asked.question == "number 3" else says("This is ", asked.question, ".")

    play(answer, scene)


def test_a_cancelled_answer_closes_its_connection_and_no_other() -> None:
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        model.ask("q1", "one", 0.0)
        model.ask("q2", "two", 0.0)
        await until(model, lambda got: {item.id for item in got} == {"q1", "q2"})
        model.cancel("q1")
        await asyncio.wait_for(server.gone.wait(), 30)
        assert server.left == 1
        assert model.awaiting == {"q2"}
        assert model.due(1e9) == []

    play(in_turn(stuck(event({"content": "Well, you see. "}))), scene)


def test_a_call_is_put_together_and_its_result_goes_back() -> None:
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        model.ask("q1", "what is on it", 0.0, KNOWN)
        (call,) = [i for i in await until(model, lambda got: any(isinstance(i, BackgroundCall) for i in got))
                   if isinstance(i, BackgroundCall)]  # fmt: skip
        assert (call.id, call.name, call.arguments) == ("q1", "list.show", {"list": "shopping"})
        model.answer(call.call, "milk", 1.0, ok=True)
        assert "".join(item.text for item in await all_of(model)) == "Milk is on it."
        wanted, result = server.asked[1].messages[-2:]
        assert wanted["tool_calls"][0]["function"] == {"name": "list_show", "arguments": '{"list": "shopping"}'}
        assert result == {"role": "tool", "tool_call_id": "x0", "content": "milk"}

    play(in_turn(wants(("list_show", '{"list": "shopping"}')), says("Milk is on it.")), scene)


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        (("list_show", '{"list": 7}'), "7 is not of type 'string'"),
        (("list_show", "{}"), "'list' is a required property"),
        (("list_show", '{"list": "a", "all": true}'), "Additional properties"),
        (("list_show", '{"list": '), "not valid JSON"),
        (("list_show", "[]"), "must be a JSON object"),
        (("rm_rf", "{}"), "There is no function 'rm_rf'"),
    ],
)
def test_bad_calls_go_back_to_the_model_and_nowhere_else(call: tuple[str, str], fault: str) -> None:
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        model.ask("q1", "why", 0.0, KNOWN)
        got = await all_of(model)
        assert not any(isinstance(item, BackgroundCall) for item in got)
        assert fault in server.asked[1].messages[-1]["content"]
        assert "".join(item.text for item in got) == "Sorry."

    play(in_turn(wants(call), says("Sorry.")), scene)


def test_a_model_that_never_stops_calling_has_to_answer() -> None:
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        model.ask("q1", "why", 0.0, KNOWN)
        calls = 0
        while model.awaiting:
            await asyncio.sleep(0.005)
            for item in model.due(1e9):
                if isinstance(item, BackgroundCall):
                    calls += 1
                    model.answer(item.call, "milk", 1.0, ok=True)
        assert calls == MOST_ROUNDS
        assert [bool(asked.body.get("tools")) for asked in server.asked] == [True] * MOST_ROUNDS + [False]

    def answer(asked: Asked) -> Reply:
        return wants(("list_show", '{"list": "a"}')) if asked.body.get("tools") else says("Enough.")

    play(answer, scene)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (400, "talker-1 does not support tools"),
        (400, '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set'),
        (404, "No endpoints found that support tool use."),
        (422, "tools are not supported"),
        (500, "tools param requires --jinja flag"),
        (501, "Tools are not implemented"),
    ],
)
def test_a_model_without_tools_is_asked_without_them(status: int, told: str) -> None:
    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        model.ask("q1", "why", 0.0, KNOWN)
        assert "".join(item.text for item in await all_of(model)) == "Blue."
        assert "tools" not in server.asked[1].body

    play(in_turn(refuses(status, told), says("Blue.")), scene)


def test_an_error_in_the_stream_is_told() -> None:
    error = f"data: {json.dumps({'error': {'message': 'context too long'}})}\n\n"
    said, problems, _ = heard(in_turn(streams(error)))
    assert said == FAILED_SAY
    assert "reports an error: context too long." in problems[0]
