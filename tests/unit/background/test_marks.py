"""What models write among their words, in the spellings of many: calls, thoughts, channels, ends."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.background.marks import Found, Mark, Marks
from duologue.background.written import WrittenCall

NAMES = ("timer_start", "list_add")
TEA = {"seconds": 300, "label": "tea"}
CALL = json.dumps({"name": "timer_start", "arguments": TEA})
PYTHON = {"name": "timer_start", "arguments": TEA}
MILK = json.dumps({"name": "list_add", "arguments": {"item": "milk"}})


def found(pieces: list[str], names: tuple[str, ...] = NAMES) -> list[Found]:
    """What is found, words joined."""
    marks = Marks(names)
    joined: list[Found] = []
    for each in [*(each for piece in pieces for each in marks.feed(piece)), *marks.close()]:
        if isinstance(each, str) and joined and isinstance(joined[-1], str):
            joined[-1] += each
        else:
            joined.append(each)
    return joined


def read(text: str, names: tuple[str, ...] = NAMES) -> tuple[str, list[tuple[str, object]]]:
    """The words, and the calls with their arguments."""
    everything = found([text], names)
    calls = [(each.name, json.loads(each.arguments)) for each in everything if isinstance(each, WrittenCall)]
    return "".join(each for each in everything if isinstance(each, str)), calls


CALLS = {
    "tag": f"Sure.\n<tool_call>\n{CALL}\n</tool_call>",
    "tag that never ends": f"Sure. <tool_call>{CALL}",
    "tag that ends as it began": f"Sure. <tool_call>{CALL}<tool_call>",
    "another tag": f"Sure. <function_call>{CALL}</function_call>",
    "a list in a tag": f"Sure. <tool_calls>[{CALL}]</tool_calls>",
    "python's spelling in a tag": f"Sure. <tool_call>{PYTHON}</tool_call>",
    "tags of parameters": "Sure. <tool_call>\n<function=timer_start>\n<parameter=seconds>\n300\n</parameter>\n"
    "<parameter=label>\ntea\n</parameter>\n</function>\n</tool_call>",
    "keys and values": "Sure. <tool_call>timer_start\n<arg_key>seconds</arg_key>\n<arg_value>300</arg_value>\n"
    "<arg_key>label</arg_key>\n<arg_value>tea</arg_value>\n</tool_call>",
    "function in a tag": f"Sure. <function=timer_start>{json.dumps(TEA)}</function>",
    "invoke": 'Sure. <function_calls><invoke name="timer_start"><parameter name="seconds">300</parameter>'
    '<parameter name="label">tea</parameter></invoke></function_calls>',
    "list after a mark": f"Sure. [TOOL_CALLS][{CALL}]",
    "name after a mark": f"Sure. [TOOL_CALLS]timer_start[ARGS]{json.dumps(TEA)}</s>",
    "name and id after a mark": f"Sure. [TOOL_CALLS]timer_start[CALL_ID]a1b2c3d4e[ARGS]{json.dumps(TEA)}",
    "a mark of Llama": "Sure. <|python_tag|>" + json.dumps({"name": "timer_start", "parameters": TEA}) + "<|eom_id|>",
    "marks around a list": f"Sure. <|tool_call|>[{CALL}]<|/tool_call|>",
    "marks around python": 'Sure. <|tool_call_start|>[timer_start(seconds=300, label="tea")]<|tool_call_end|>',
    "marks of DeepSeek": "Sure. <｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>timer_start\n```json\n"
    f"{json.dumps(TEA)}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>",
    "a list after functools": f"Sure. functools[{CALL}]",
    "a channel": f"Sure. <|channel|>commentary to=timer_start <|constrain|>json<|message|>{json.dumps(TEA)}<|call|>",
    "bare": f"Sure. {CALL}",
    "a bare list": f"Sure. [{CALL}]",
    "bare, with a type": f'Sure. {{"type": "function", "name": "timer_start", "parameters": {json.dumps(TEA)}}}',
    "bare, as a server sends it": "Sure. "
    + json.dumps({"tool_calls": [{"type": "function", "function": {"name": "timer_start", "arguments": TEA}}]}),
    "bare python": 'Sure. [timer_start(seconds=300, label="tea")]',
    "fenced": f"Sure.\n```json\n{CALL}\n```",
    "fenced python": 'Sure.\n```tool_code\nprint(timer_start(seconds=300, label="tea"))\n```',
}


@pytest.mark.parametrize("kind", CALLS)
def test_a_call_among_the_words_is_found_and_nothing_of_it_is_said(kind: str) -> None:
    words, calls = read(CALLS[kind])
    assert words.strip() == "Sure."
    assert calls == [("timer_start", TEA)]


@pytest.mark.parametrize(
    "text",
    [
        f"<tool_call>{CALL}</tool_call>\n<tool_call>{MILK}</tool_call>",
        f"<tool_call>{CALL}\n{MILK}</tool_call>",
        f"[TOOL_CALLS][{CALL}, {MILK}]",
        f'[TOOL_CALLS]timer_start[ARGS]{json.dumps(TEA)}[TOOL_CALLS]list_add[ARGS]{{"item": "milk"}}',
        f"[{CALL}, {MILK}]",
        f"{CALL}\n{MILK}",
        '[timer_start(seconds=300, label="tea"), list_add(item="milk")]',
    ],
)
def test_several_calls_are_all_found(text: str) -> None:
    assert read(text)[1] == [("timer_start", TEA), ("list_add", {"item": "milk"})]


@pytest.mark.parametrize(
    "text",
    [
        "3 < 4 and 5 > 4, <b>bold</b> [1] {x} and (y).",
        '{"name": "Bob", "age": 3}',
        'Use {"answer": 42} as the [name] of it.',
        "```python\nprint(1)\n```",
        "The timer_start (if there is one) and list_add.",
        "I think <3 is a heart, and [so on",
        "He said: thinking is hard. No analysis here, only reasoning.",
    ],
)
def test_what_is_no_mark_stays(text: str) -> None:
    assert found([text]) == [text]


@pytest.mark.parametrize("text", [CALLS["bare"], CALLS["fenced"], CALLS["bare python"]])
def test_where_nothing_may_be_called_json_is_only_words(text: str) -> None:
    assert found([text], ()) == [text]


@pytest.mark.parametrize(
    "text",
    [
        '<tool_call>{"name": "timer_start", "arguments": {"seconds": 3</tool_call>',
        "[TOOL_CALLS]perhaps",
        "<|python_tag|>timer_start for five minutes",
    ],
)
def test_a_marked_call_that_cannot_be_read_is_told_and_not_said(text: str) -> None:
    (call,) = found([text])
    assert isinstance(call, WrittenCall)
    assert call.name == ""
    assert call.arguments in text


THOUGHTS = {
    "think": "<think>hm</think>Leaves.",
    "thinking": "<thinking mode='deep'>hm</thinking>Leaves.",
    "thought": "<Thought>hm</Thought>Leaves.",
    "reasoning": "<REASONING>hm</REASONING>Leaves.",
    "with a prefix": "<seed:think>hm</seed:think>Leaves.",
    "of Mistral": "[THINK]hm[/THINK]Leaves.",
    "of Kimi": "◁think▷hm◁/think▷Leaves.",
    "of OpenThinker": "<|begin_of_thought|>hm<|end_of_thought|>Leaves.",
    "of Command": "<|START_THINKING|>hm<|END_THINKING|><|START_RESPONSE|>Leaves.<|END_RESPONSE|>",
    "a channel": "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>Leaves.",
    "with a call in it": f"<think>Shall I <tool_call>{CALL}</tool_call>?</think>Leaves.",
    "two": "<think>hm</think>Lea<think>or?</think>ves.",
}


@pytest.mark.parametrize("kind", THOUGHTS)
def test_thoughts_are_left_out(kind: str) -> None:
    assert found([THOUGHTS[kind]]) == ["Leaves."]


@pytest.mark.parametrize(
    "mark", ["</think>", "[/THINK]", "</Thought>", "◁/think▷", "<|end_of_thought|>", "assistantfinal"]
)
def test_a_thought_that_never_began_is_told(mark: str) -> None:
    assert found([f"Green goes.{mark}Leaves."]) == ["Green goes.", Mark.THOUGHT_BEFORE, "Leaves."]


ENDS = (
    "<|im_end|>",
    "<|eot_id|>",
    "<|end|>",
    "<|endoftext|>",
    "</s>",
    "<end_of_turn>",
    "<｜end▁of▁sentence｜>",
    "<|return|>",
)
OTHERS = (
    "<|im_start|>user\n",
    "<|start_header_id|>user<|end_header_id|>\n\n",
    "<|start|>user<|message|>",
    "<start_of_turn>user\n",
    "<|user|>",
    "<｜User｜>",
)


@pytest.mark.parametrize("end", ENDS)
def test_nothing_is_said_after_the_end(end: str) -> None:
    assert found([f"Leaves.{end}\nAnd"]) == ["Leaves."]


@pytest.mark.parametrize("other", OTHERS)
def test_a_model_that_goes_on_as_the_user_is_over(other: str) -> None:
    assert found([f"Leaves.{other}And why?"]) == ["Leaves.", Mark.OVER]


@pytest.mark.parametrize(
    "text",
    [
        "<|im_start|>assistant\nLeaves.",
        "<|start_header_id|>assistant<|end_header_id|>Leaves.",
        "<s>[/INST]Leaves.",
        "<start_of_turn>model\nLeaves.<end_of_turn>",
        "<answer>Leaves.</answer>",
        "<|constrain|>Leaves.",
        "Leaves.<|im_start|>",
    ],
)
def test_other_marks_of_templates_are_left_out(text: str) -> None:
    assert found([text]) == ["Leaves."]


@given(st.sampled_from([*CALLS.values(), *THOUGHTS.values(), *(f"Leaves.{x}And" for x in (*ENDS, *OTHERS))]), st.data())
def test_it_makes_no_difference_how_the_stream_is_cut(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, len(text) - 1), max_size=12)))
    pieces = [text[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert found(pieces) == found([text])
