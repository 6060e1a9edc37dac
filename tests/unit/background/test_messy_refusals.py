"""Servers that refuse a form of request, or take their time, as some real ones do, over a real connection."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from duologue.background.client import FAILED_SAY, SLOW_SAY
from duologue.background.openai import TOO_LONG_SAY
from duologue.background.wait_limits import WaitLimits
from helpers.messy_talk import DONE, MILK, PLAIN, QUICK, STOP, pieces, play, told
from helpers.model_server import (
    END,
    STREAM,
    Asked,
    Reply,
    event,
    framed,
    in_turn,
    refuses,
    replies,
    says,
    streams,
    wants,
    whole,
)

ARGUMENTS = json.dumps(MILK[1])
WHOLE = {"choices": [{"index": 0, "message": {"role": "assistant", "content": PLAIN}, "finish_reason": "stop"}]}


# ---- refusals --------------------------------------------------------------------------------------------------------


def picky(
    refused: Callable[[dict[str, Any]], bool], reply: Reply, good: Reply | None = None
) -> Callable[[Asked], Reply]:
    """A server that refuses some requests; others it answers, with a call first if it may."""

    def answer(asked: Asked) -> Reply:
        if refused(asked.body):
            return reply
        return good or says(PLAIN)

    return answer


def with_tools(body: dict[str, Any]) -> bool:
    return bool(body.get("tools"))


def with_system(body: dict[str, Any]) -> bool:
    return any(message["role"] == "system" for message in body["messages"])


def error_event(message: str, **more: Any) -> Reply:
    return streams(f"data: {json.dumps({'error': {'message': message, **more}})}\n\n")


TOOL_REFUSALS: dict[str, Reply] = {
    "400": refuses(400, "talker-1 does not support tools"),
    "404": refuses(404, "No endpoints found that support tool use."),
    "422": replies(
        whole(json.dumps({"detail": [{"loc": ["body", "tools"], "msg": "Extra inputs are not permitted"}]}), 422)
    ),
    "500": refuses(500, "tools param requires --jinja flag"),
    "501": refuses(501, "Tools are not implemented"),
    "501 without words": replies(whole("", 501)),
    "400 without words": replies(whole("", 400)),
    "422 without words": replies(whole("<h1>Unprocessable</h1>", 422, kind="text/html")),
    "404 without words": replies(whole("", 404)),
    "500 without words": replies(whole("Internal Server Error", 500, kind="text/plain")),
    "a text": replies(whole(json.dumps({"error": "registry.ollama.ai/library/gemma does not support tools"}), 400)),
    "in the stream": error_event("tool_choice is not supported for this model", code=400),
    "in the stream, after a sign": streams(
        event({"role": "assistant", "content": ""}), 'data: {"error": {"message": "tools are not supported"}}\n\n'
    ),
    "as an event": streams('event: error\ndata: {"message": "function calling is not enabled"}\n\n'),
    "as old llama.cpp": streams('error: {"code": 500, "message": "Unsupported param: tools"}\n\n'),
    "as a whole": replies(whole(json.dumps({"object": "error", "message": "unknown field tools", "code": 400}))),
}


@pytest.mark.parametrize("kind", TOOL_REFUSALS)
def test_tools_that_are_refused_are_left_out_and_that_is_remembered(kind: str) -> None:
    played = play(picky(with_tools, TOOL_REFUSALS[kind]), questions=2)
    assert (played.answers, played.problems) == ([PLAIN, PLAIN], [])
    assert not with_tools(played.bodies[-1])
    assert with_system(played.bodies[-1])
    assert sum(map(with_tools, played.bodies)) <= QUICK.tries
    assert not with_tools(played.bodies[-2])


@pytest.mark.parametrize(
    "reply",
    [
        refuses(400, "System role not supported"),
        refuses(500, "Conversation roles must alternate user/assistant/user/assistant/..."),
        refuses(400, "Only user and assistant roles are supported!"),
        refuses(422, "unknown variant `system`, expected `user` or `assistant`: invalid role"),
        replies(whole("", 400)),
    ],
)
def test_a_server_without_a_role_for_instructions_gets_them_with_the_first_words(reply: Reply) -> None:
    played = play(picky(with_system, reply), questions=2)
    assert (played.answers, played.problems) == ([PLAIN, PLAIN], [])
    assert not with_system(played.bodies[-1])
    first = played.bodies[-1]["messages"][0]
    assert first["role"] == "user"
    assert "voice assistant" in first["content"]
    assert first["content"].endswith("hello")


def has_null(body: dict[str, Any]) -> bool:
    return any(message.get("content") is None for message in body["messages"])


def has_results(body: dict[str, Any]) -> bool:
    return any(message["role"] == "tool" for message in body["messages"])


def two_in_a_row(body: dict[str, Any]) -> bool:
    roles = [message["role"] for message in body["messages"] if message["role"] in ("user", "assistant")]
    return any((role == "user") != (at % 2 == 0) for at, role in enumerate(roles)) or roles[-1] != "user"


@pytest.mark.parametrize(
    "reply",
    [
        refuses(400, "messages.3.content: Input should be a valid string, got null"),
        refuses(422, "content is required"),
        refuses(500, "Cannot perform operation + on undefined values: None"),
        replies(whole("", 400)),
        replies(
            whole(
                json.dumps({"detail": [{"loc": ["body", "messages", 3, "content"], "msg": "none is not allowed"}]}), 422
            )
        ),
    ],
)
def test_where_null_is_refused_a_call_has_an_empty_text(reply: Reply) -> None:
    def answer(asked: Asked) -> Reply:
        if has_null(asked.body):
            return reply
        return says(PLAIN) if has_results(asked.body) else wants(("list_add", ARGUMENTS))

    played = play(answer, questions=2)
    assert (played.answers, played.problems, played.calls) == ([PLAIN, PLAIN], [], [MILK, MILK])
    assert sum(map(has_null, played.bodies)) <= QUICK.tries
    assert played.bodies[-1]["messages"][-2]["content"] == ""
    assert with_tools(played.bodies[-1])


@pytest.mark.parametrize(
    ("refused", "reply"),
    [
        (has_results, refuses(400, "Unknown role: tool")),
        (has_results, refuses(422, "messages[4].role: unknown variant `tool`")),
        (has_results, refuses(400, "'messages' must not contain role 'tool'")),
        (has_results, replies(whole("", 500))),
        (two_in_a_row, refuses(500, "Conversation roles must alternate user/assistant/user/assistant/...")),
        (two_in_a_row, refuses(400, "After the optional system message, conversation roles must alternate")),
        (two_in_a_row, refuses(400, "Last message must have role user")),
    ],
)
def test_where_results_are_refused_they_are_told_in_the_question(refused: Callable[[Any], bool], reply: Reply) -> None:
    def answer(asked: Asked) -> Reply:
        if refused(asked.body):
            return reply
        return says(PLAIN) if "added" in asked.question else wants(("list_add", ARGUMENTS))

    played = play(answer, questions=2)
    assert (played.answers, played.problems, played.calls) == ([PLAIN, PLAIN], [], [MILK, MILK])
    last = played.bodies[-1]["messages"]
    assert [message["role"] for message in last] == ["system", "user", "assistant", "user"]
    assert last[-1]["content"].startswith("Why do leaves turn red?")
    assert "milk" in last[-1]["content"]


@pytest.mark.parametrize("status", [400, 422, 501])
def test_where_streams_are_refused_the_whole_answer_is_asked_for(status: int) -> None:
    refused = refuses(status, "Streaming is not supported")
    played = play(picky(lambda body: body["stream"], refused, replies(whole(json.dumps(WHOLE)))), questions=2)
    assert (played.answers, [body["stream"] for body in played.bodies]) == ([PLAIN, PLAIN], [True, False, False])


@pytest.mark.parametrize("reply", [replies(whole("", 400)), refuses(422, "temperature 7 is out of range")])
def test_where_no_form_helps_the_first_refusal_is_told_and_each_was_tried_once(reply: Reply) -> None:
    played = play(lambda _: reply)
    assert played.answers == [FAILED_SAY]
    assert len(played.problems) == 1
    assert len({json.dumps(body) for body in played.bodies}) == len(played.bodies) == 4


def test_a_guess_that_did_not_help_is_not_remembered() -> None:
    ill = 5
    asked_for = list[dict[str, Any]]()

    def answer(asked: Asked) -> Reply:
        asked_for.append(asked.body)
        return replies(whole("", 400)) if len(asked_for) < ill else says(PLAIN)

    played = play(answer, questions=2)
    assert played.answers == [FAILED_SAY, PLAIN]
    assert asked_for[-1] == asked_for[0]


@pytest.mark.parametrize(
    "reply",
    [
        refuses(400, "This model's maximum context length is 2048 tokens. However, you requested 9000 tokens."),
        replies(whole(json.dumps({"error": {"code": 400, "message": "the request does not fit",
                                            "type": "exceed_context_size_error", "n_ctx": 2048}}), 400)),
        replies(whole(json.dumps({"error": {"message": "too much", "code": "context_length_exceeded"}}), 400)),
        error_event("the request exceeds the available context size (2048 tokens)"),
        refuses(413, "too large"),
        refuses(500, "Context size has been exceeded."),
    ],
)  # fmt: skip
def test_a_question_that_is_too_long_is_asked_with_less(reply: Reply) -> None:
    def long(body: dict[str, Any]) -> bool:
        return len(json.dumps(body)) > 2500

    played = play(picky(long, reply), questions=2)
    assert (played.answers, played.problems) == ([PLAIN, PLAIN], [])
    assert not long(played.bodies[-1])


def test_a_question_that_is_too_long_whatever_is_left_out_is_told_once() -> None:
    played = play(lambda _: refuses(400, "prompt is too long"))
    assert played.answers == [TOO_LONG_SAY]
    assert len(played.problems) == 1


# ---- time ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (503, "Loading model"),
        (503, "The model is currently loading"),
        (500, "model is not ready yet"),
        (425, "warming up"),
        (409, "model not loaded yet"),
    ],
)
def test_a_model_that_is_being_loaded_is_waited_for(status: int, message: str) -> None:
    loading = [refuses(status, message)] * 12
    played = play(in_turn(*loading, says(PLAIN)))
    assert (played.answers, played.problems, len(played.bodies)) == ([PLAIN], [], 13)


def test_how_far_a_model_is_is_told_until_its_first_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duologue.background.asking.TELL_EVERY_S", 0.05)

    def reads(done: int) -> str:
        progress = {"total": 400, "cache": 0, "processed": done, "time_ms": 1}
        return f"data: {json.dumps({'choices': [{'index': 0, 'delta': {}}], 'prompt_progress': progress})}\n\n"

    tells = {"/props": {"default_generation_settings": {"n_ctx": 8192}}}
    reading = streams(*map(reads, (100, 200, 300, 400)), *pieces(PLAIN), STOP, DONE, gap_s=0.1)
    played = play(in_turn(refuses(503, "Loading model"), reading), tells=tells)
    assert played.answers == [PLAIN]
    percents = [text.split(" %")[0].split()[-1] for text in played.progress if " % " in text]
    assert percents == sorted(percents, key=int)
    assert {"50", "75"} <= set(percents)
    assert all(body["return_progress"] for body in played.bodies)


def test_only_a_server_that_can_tell_its_progress_is_asked_to() -> None:
    assert "return_progress" not in play(lambda _: says(PLAIN)).bodies[0]


@pytest.mark.parametrize("begin", ["", event({"role": "assistant", "content": ""}), ": keep-alive\n\n"])
def test_the_first_words_may_take_longer_than_the_next_ones(begin: str) -> None:
    async def slow(_asked: Asked, write: Callable[[bytes], Awaitable[None]]) -> None:
        await write(STREAM + (framed(begin) if begin else b""))
        await asyncio.sleep(0.6)
        for piece in [*pieces(PLAIN), STOP, DONE]:
            await write(framed(piece))
        await write(END)

    played = play(lambda _: slow, limits=WaitLimits(first_s=20, between_s=0.3, total_s=30))
    assert (played.answers, played.problems) == ([PLAIN], [])


def test_signs_of_life_alone_are_not_waited_for_without_end() -> None:
    async def idle(_asked: Asked, write: Callable[[bytes], Awaitable[None]]) -> None:
        await write(STREAM)
        while True:
            await write(framed(": keep-alive\n\n"))
            await asyncio.sleep(0.05)

    played = play(lambda _: idle, limits=WaitLimits(first_s=0.5, between_s=20, total_s=30))
    assert played.answers == [SLOW_SAY]


def test_a_laptop_has_minutes_for_the_first_word() -> None:
    limits = WaitLimits()
    assert limits.first_s >= 300
    assert limits.between_s >= 90
    assert limits.total_s > limits.first_s


def test_a_connection_that_is_lost_before_the_first_word_is_made_again() -> None:
    lost = streams(event({"role": "assistant", "content": ""}), end=b"")
    played = play(in_turn(lost, lost, told(PLAIN)))
    assert (played.answers, played.problems) == ([PLAIN], [])
