"""A background model behind a real server on loopback that speaks the protocol, and sometimes does not."""

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import regex  # type: ignore[import-untyped]

from duologue.background.base import BackgroundCall, BackgroundChunk
from duologue.background.client import (
    BROKEN_SAY,
    FAILED_SAY,
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
    streams,
    stuck,
    wants,
    whole,
)
from helpers.model_talk import KNOWN, TOOL, all_of, heard, play, until


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


def test_nothing_is_made_ready_when_the_first_word_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is made for the functions of a session takes long enough to be felt in a micro-turn."""
    made: list[str] = []
    compile_ = regex.compile

    def compiled(pattern: str, *more: Any, **options: Any) -> Any:
        made.append(threading.current_thread().name)
        return compile_(pattern, *more, **options)

    tools = tuple({**TOOL, "name": f"new.{number}"} for number in range(3))

    async def scene(model: OpenAIBackground, server: ModelServer) -> None:
        monkeypatch.setattr(regex, "compile", compiled)
        model.ask("q1", "Why?", 0.0, Context(tools=tools))
        assert "".join(item.text for item in await all_of(model)) == "Because it is so."

    play(in_turn(says("Because ", "it is", " so.")), scene)
    assert made
    assert threading.main_thread().name not in made


def test_what_the_session_knows_is_told() -> None:
    context = Context(
        now="Monday, 2 March 2026, 18:30",
        said=(
            ConversationLine(ChatRole.USER, "hello"),
            ConversationLine(ChatRole.ASSISTANT, "Hello. How"),
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


def test_an_answer_without_a_mark_at_its_end_is_whole_if_http_says_so() -> None:
    said, problems, _ = heard(in_turn(streams(event({"content": "The sky."}))))
    assert (said, problems) == ("The sky.", [])


def test_an_answer_whose_end_nothing_tells_broke_off() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
    said, _, _ = heard(in_turn(replies(head + event({"content": "The sky"}).encode())))
    assert said == f"The sky {BROKEN_SAY}"
    said, problems, _ = heard(in_turn(replies(head + event({"content": "The sky."}, "stop").encode())))
    assert (said, problems) == ("The sky.", [])


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
        arguments = json.dumps({"list": f"list {len(asked.messages)}"})
        return wants(("list_show", arguments)) if asked.body.get("tools") else says("Enough.")

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
