"""Servers that stream words and calls in their own way, each as some real one does, over a real connection."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from duologue.background.openai import CUT_SAY, NO_ANSWER_SAY
from helpers.messy_talk import DONE, MILK, PLAIN, STOP, pieces, play, told
from helpers.model_server import (
    END,
    STREAM,
    Asked,
    Reply,
    event,
    framed,
    in_turn,
    replies,
    says,
    streams,
    wants,
    whole,
)

# ---- words -----------------------------------------------------------------------------------------------------------

HALF = len(PLAIN) // 2
USAGE = 'data: {"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 3}}\n\n'
WHOLE = {
    "object": "chat.completion",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": PLAIN}, "finish_reason": "stop"}],
    "usage": {"total_tokens": 3},
}


def part(text: str, kind: str = "text") -> dict[str, str]:
    return {"type": kind, "text": text}


WORDS: dict[str, Reply] = {
    "parts as content": streams(
        event({"role": "assistant", "content": ""}),
        event({"content": [{"type": "thinking", "thinking": [part("Green.")]}]}),
        event({"content": [part(PLAIN[:HALF])]}),
        event({"content": [part(PLAIN[HALF:], "output_text")]}),
        STOP,
        DONE,
    ),
    "one part as content": streams(event({"content": part(PLAIN)}), STOP, DONE),
    "texts as parts": streams(event({"content": [PLAIN[:HALF], PLAIN[HALF:]]}), STOP, DONE),
    "null as content": streams(
        event({"role": "assistant", "content": None}),
        *pieces(PLAIN),
        event({"content": None, "tool_calls": None}, "stop"),
        DONE,
    ),
    "no delta": streams(*pieces(PLAIN), 'data: {"choices": [{"index": 0, "finish_reason": "stop"}]}\n\n', DONE),
    "null as choices": streams(*pieces(PLAIN), 'data: {"choices": null}\n\n', STOP, DONE),
    "a refusal": streams(event({"refusal": PLAIN}), STOP, DONE),
    "figures first and last": streams(USAGE, *pieces(PLAIN), STOP, USAGE, DONE),
    "signs of life": streams(
        ": keep-alive\n\n",
        ": OPENROUTER PROCESSING\n\n",
        *pieces(PLAIN[:HALF]),
        ":\n\n",
        *pieces(PLAIN[HALF:]),
        'data: {"type": "ping"}\n\n',
        STOP,
        DONE,
    ),
    "named events": streams("event: message\n" + pieces(PLAIN, 99)[0], "event: end\n" + STOP, DONE),
    "no mark at the end": streams(*pieces(PLAIN)),
    "an end without DONE": streams(*pieces(PLAIN), STOP),
    "DONE without an end": streams(*pieces(PLAIN), DONE),
    "broken off after the end": streams(*pieces(PLAIN), STOP, end=b""),
    "carriage returns": streams(*(piece.replace("\n", "\r\n") for piece in [*pieces(PLAIN), STOP, DONE])),
    "carriage returns alone": streams(*(piece.replace("\n", "\r") for piece in [*pieces(PLAIN), STOP, DONE])),
    "no blank lines": streams(*(piece.replace("\n\n", "\n") for piece in [*pieces(PLAIN), STOP, DONE])),
    "no blank after the colon": streams(*(piece.replace("data: ", "data:") for piece in [*pieces(PLAIN), STOP, DONE])),
    "a byte order mark": streams("\ufeff" + pieces(PLAIN, 99)[0], STOP, DONE),
    "not streamed": replies(whole(json.dumps(WHOLE))),
    "not streamed, on many lines": replies(whole(json.dumps(WHOLE, indent=2))),
    "not streamed, of no type": replies(whole(json.dumps(WHOLE), kind="")),
    "streamed as text": replies(whole("".join([*pieces(PLAIN), STOP, DONE]), kind="text/plain")),
    "objects on lines": replies(
        whole("\n".join(p[6:].strip() for p in [*pieces(PLAIN), STOP]), kind="application/x-ndjson")
    ),
    "as Ollama speaks itself": replies(
        whole(
            "\n".join(
                json.dumps({"model": "m", "message": {"role": "assistant", "content": text}, "done": False})
                for text in (PLAIN[:HALF], PLAIN[HALF:])
            ),
            kind="application/x-ndjson",
        )
    ),
    "all of it again at the end": streams(*pieces(PLAIN), event({"content": PLAIN}, "stop"), DONE),
    "the whole message at the end": streams(
        *pieces(PLAIN), f"data: {json.dumps({'choices': WHOLE['choices']})}\n\n", DONE
    ),
    "reasoning beside": streams(
        event({"reasoning_content": "Green.", "content": None}),
        event({"reasoning": "goes"}),
        *pieces(PLAIN),
        STOP,
        DONE,
    ),
    "a thought": told(f"<think>The user asks.</think>\n{PLAIN}"),
    "half a thought": told(f"Okay, the user wants to know about leaves. Chlorophyll.\n</think>\n\n{PLAIN}"),
    "half a thought of few words": streams(*pieces(f"Leaves. Chlorophyll goes.</think>{PLAIN}", 999), STOP, DONE),
    "half a thought of Mistral": told(f"We need to answer. Green.[/THINK]{PLAIN}"),
    "channels": told(f"<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>{PLAIN}"),
    "channels without marks": told(f"analysisThe user asks why.assistantfinal{PLAIN}"),
    "marks of a template": told(f"<|im_start|>assistant\n{PLAIN}<|im_end|>"),
    "the user's next turn": told(f"{PLAIN}<|im_end|>\n<|im_start|>user\nAnd in spring?<|im_end|>\n"),
    "an answer in tags": told(f"<answer>{PLAIN}</answer>"),
}


@pytest.mark.parametrize("kind", WORDS)
def test_the_words_are_said_and_nothing_else(kind: str) -> None:
    played = play(lambda _: WORDS[kind])
    assert (played.answers[0].strip(), played.problems) == (PLAIN, [])
    assert len(played.bodies) == 1


def test_what_a_model_does_with_its_thoughts_is_remembered() -> None:
    odd = told(f"Okay, the user wants to know why. Green goes.</think>{PLAIN}")

    async def slow(_asked: Asked, write: Callable[[bytes], Awaitable[None]]) -> None:
        await write(STREAM)
        for piece in [*pieces(f"Chlorophyll it is. Green goes.</think>{PLAIN}"), STOP, DONE]:
            await write(framed(piece))
            await asyncio.sleep(0.02)  # so that words are fetched before the mark comes
        await write(END)

    played = play(in_turn(odd, slow), questions=2)
    assert [answer.strip() for answer in played.answers] == [PLAIN, PLAIN]


def test_a_thought_that_is_cut_off_is_not_said() -> None:
    thought = "Okay, the user wants to know about leaves. Let me think about what"
    played = play(lambda _: streams(*pieces(thought), event({}, "length"), DONE))
    assert played.answers == [CUT_SAY]


def test_words_that_read_like_a_thought_and_are_none_are_said_at_the_end() -> None:
    assert (
        play(lambda _: told("Let me see. Leaves turn red."), questions=2).answers
        == ["Let me see. Leaves turn red."] * 2
    )


def test_an_answer_of_thoughts_alone_is_said_to_be_none() -> None:
    played = play(lambda _: streams(event({"reasoning_content": "Hm."}), event({"content": ""}, "stop"), DONE))
    assert played.answers == [NO_ANSWER_SAY]


# ---- calls -----------------------------------------------------------------------------------------------------------


def call(index: int | None, id_: str | None, name: str | None, arguments: Any) -> str:
    function = {} if name is None else {"name": name}
    piece = {"type": "function", "function": {**function, "arguments": arguments}}
    piece |= {} if index is None else {"index": index}
    return event({"tool_calls": [piece if id_ is None else {**piece, "id": id_}]})


ARGUMENTS = json.dumps(MILK[1])
WRITTEN = json.dumps({"name": "list_add", "arguments": MILK[1]})
ONE_CALL: dict[str, Reply] = {
    "in pieces": wants(("list_add", ARGUMENTS)),
    "no number": streams(call(None, "x", "list_add", ARGUMENTS[:9]), call(None, None, None, ARGUMENTS[9:]), STOP, DONE),
    "no id": streams(call(0, None, "list_add", ARGUMENTS), STOP, DONE),
    "no id, whole": replies(
        whole(
            json.dumps(
                {
                    "choices": [
                        {
                            "message": {
                                "role": "assistant",
                                "content": None,
                                "tool_calls": [
                                    {"type": "function", "function": {"name": "list_add", "arguments": MILK[1]}}
                                ],
                            }
                        }
                    ]
                }
            )
        )
    ),
    "said to stop": streams(call(0, "x", "list_add", ARGUMENTS), STOP, DONE),
    "no mark at the end": streams(call(0, "x", "list_add", ARGUMENTS)),
    "arguments as an object": streams(call(0, "x", "list_add", MILK[1]), STOP, DONE),
    "arguments as text in text": streams(call(0, "x", "list_add", json.dumps(ARGUMENTS)), STOP, DONE),
    "twice in a round": streams(call(0, "x", "list_add", ARGUMENTS), call(1, "y", "list_add", ARGUMENTS), STOP, DONE),
    "sent again at the end": streams(
        call(0, "x", "list_add", ARGUMENTS), call(0, "x", "list_add", ARGUMENTS), STOP, DONE
    ),
    "name with each piece": streams(
        call(0, "x", "list_add", ARGUMENTS[:9]), call(0, "x", "list_add", ARGUMENTS[9:]), STOP, DONE
    ),
    "one call, no list": streams(
        event({"tool_calls": {"id": "x", "function": {"name": "list_add", "arguments": ARGUMENTS}}}), STOP, DONE
    ),
    "as functions were called once": streams(
        event({"function_call": {"name": "list_add", "arguments": ARGUMENTS[:9]}}),
        event({"function_call": {"arguments": ARGUMENTS[9:]}}, "function_call"),
        DONE,
    ),
    "with a prefix": streams(call(0, "x", "functions.list_add", ARGUMENTS), STOP, DONE),
    "in the words": told(f"<tool_call>\n{WRITTEN}\n</tool_call>"),
    "bare": told(WRITTEN),
    "fenced": told(f"```json\n{WRITTEN}\n```"),
    "after a mark": told(f"[TOOL_CALLS][{WRITTEN}]"),
    "in the words and beside them": streams(
        *pieces(f"<tool_call>{WRITTEN}</tool_call>"), call(0, "x", "list_add", ARGUMENTS), STOP, DONE
    ),
}


@pytest.mark.parametrize("kind", ONE_CALL)
def test_a_call_is_made_once_and_its_result_is_told(kind: str) -> None:
    played = play(in_turn(ONE_CALL[kind], says("It is on the list.")))
    assert played.calls == [MILK]
    assert (played.answers, played.problems) == (["It is on the list."], [])
    *_, wanted = (message for message in played.bodies[1]["messages"] if message["role"] == "assistant")
    ids = [each["id"] for each in wanted["tool_calls"]]
    results = [message for message in played.bodies[1]["messages"] if message["role"] == "tool"]
    assert [result["tool_call_id"] for result in results] == ids
    assert all(result["content"] == "added" for result in results)


def test_a_model_that_wants_the_same_again_and_again_gets_it_once() -> None:
    played = play(lambda _: streams(*pieces("Sure.\n"), call(0, "x", "list_add", ARGUMENTS), STOP, DONE))
    assert played.calls == [MILK]
    assert played.answers[0].split() == ["Sure."]
    assert [bool(body.get("tools")) for body in played.bodies] == [True, True, False]


def test_a_number_that_is_written_as_text_is_a_number() -> None:
    wanted = wants(("list_add", '{"item": "milk", "times": "2"}'))
    assert play(in_turn(wanted, says("Done."))).calls == [("list.add", {"item": "milk", "times": 2})]


def test_a_call_in_the_words_that_cannot_be_read_goes_back_to_the_model() -> None:
    played = play(in_turn(told('<tool_call>{"name": "list_add", "argum</tool_call>'), says("Sorry.")))
    assert (played.calls, played.answers) == ([], ["Sorry."])
    assert played.bodies[1]["messages"][-1]["content"].startswith("Error: ")
