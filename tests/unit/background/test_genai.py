"""A model in a folder, in its own process, with a stand-in for the package that runs it."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import pytest

from duologue.background.context import INSTRUCTIONS, ChatRole, Context, ConversationLine
from duologue.background.context_window import for_prompt
from duologue.background.genai import FAILED_SAY, GenaiBackground
from duologue.background.genai_process import CHUNK, LONGEST, longest
from helpers.waiting import until

STAND_IN = Path(__file__).parents[2] / "helpers" / "genai_package"
ROOMY = len(INSTRUCTIONS) * 4
"""Tokens of a model with room for more than the instructions; a token of the stand-in is a character."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    configure(tmp_path, ROOMY)
    return tmp_path


def configure(folder: Path, context_length: int, max_length: int | None = None) -> None:
    config = {"model": {"context_length": context_length}, "search": {"max_length": max_length or context_length}}
    (folder / "genai_config.json").write_text(json.dumps(config))


def noted(folder: Path, name: str) -> int:
    """How often the stand-in has noted something."""
    path = folder / f"{name}.txt"
    return len(path.read_text()) if path.exists() else 0


def prompts(folder: Path) -> list[str]:
    return [json.loads(line) for line in (folder / "asked.jsonl").read_text().splitlines()]


async def all_of(model: GenaiBackground, id_: str = "q1") -> list[Any]:
    got: list[Any] = []
    async with asyncio.timeout(30):
        while not any(item.final and item.id == id_ for item in got):
            await asyncio.sleep(0.002)
            got += model.due(1e9)
    return got


def play(folder: Path, scene: Any, *words: str, **how: Any) -> None:
    (folder / "play.json").write_text(json.dumps({"words": words, **how}))
    paths = [str(STAND_IN), str(Path(__file__).parents[3] / "app")]

    async def run() -> None:
        model = GenaiBackground(folder, os.environ | {"PYTHONPATH": os.pathsep.join(paths)})
        try:
            await scene(model)
        finally:
            await model.close()

    asyncio.run(run())


def test_tokens_are_streamed(folder):
    async def scene(model: GenaiBackground) -> None:
        model.ask(
            "q1",
            "why",
            3.0,
            Context(said=(ConversationLine(ChatRole.USER, "hello"), ConversationLine(ChatRole.ASSISTANT, "Hi."))),
        )
        got = await all_of(model)
        assert "".join(item.text for item in got) == "The sky is blue."
        assert [item.final for item in got] == [False] * (len(got) - 1) + [True]
        assert all(item.t >= 3.0 for item in got)

    play(folder, scene, "The ", "sky ", "is **blue**", ".")
    assert prompts(folder)[0].endswith("</><user>hello</><assistant>Hi.</><user>why</>")


def test_the_model_is_loaded_once_and_questions_wait_for_each_other(folder):
    async def scene(model: GenaiBackground) -> None:
        model.ask("q1", "a", 0.0)
        model.ask("q2", "b", 0.0)
        got = await all_of(model, "q2")
        assert [item.id for item in got if item.final] == ["q1", "q2"]

    play(folder, scene, "One. ", "Two.")
    assert noted(folder, "loaded") == 1


def test_a_cancelled_answer_ends_between_two_tokens(folder):
    async def scene(model: GenaiBackground) -> None:
        model.ask("q1", "a", 0.0)
        await until(lambda: noted(folder, "made") > 2)
        model.cancel("q1")
        assert model.due(1e9) == []
        await asyncio.sleep(0.2)
        made = noted(folder, "made")
        await asyncio.sleep(0.2)
        assert noted(folder, "made") == made

    play(folder, scene, "and ", endless=True, pause_s=0.01)


def test_a_question_that_is_cancelled_while_it_is_read_is_read_no_further(folder):
    async def scene(model: GenaiBackground) -> None:
        model.ask("q1", "a", 0.0)
        await until(lambda: noted(folder, "read") > 0)
        model.cancel("q1")
        await asyncio.sleep(0.4)
        read = noted(folder, "read")
        assert read < len(INSTRUCTIONS) // CHUNK
        await asyncio.sleep(0.3)
        assert noted(folder, "read") == read

    play(folder, scene, "and ", reading_s=0.1)
    assert noted(folder, "made") == 0


def test_a_question_that_is_cancelled_before_its_turn_is_never_read(folder):
    async def scene(model: GenaiBackground) -> None:
        model.ask("q1", "first", 0.0)
        model.ask("q2", "second", 0.0)
        model.ask("q3", "third", 0.0)
        model.cancel("q2")
        await all_of(model, "q3")

    play(folder, scene, "One.", pause_s=0.01)
    assert [prompt[-9:-3] for prompt in prompts(folder)] == [">first", ">third"]


@pytest.mark.parametrize(
    ("context_length", "max_length", "told"),
    [(4096, 4096, 4096), (4096, 2048, 2048), (131_072, 131_072, LONGEST), (0, 0, LONGEST)],
)
def test_question_and_answer_keep_to_what_the_folder_takes(tmp_path, context_length, max_length, told):
    configure(tmp_path, context_length, max_length)
    assert longest(tmp_path) == told


def test_a_history_that_is_too_long_is_shortened_from_the_oldest_and_what_stands_is_told(folder):
    said = [
        ConversationLine(ChatRole.USER if n % 2 else ChatRole.ASSISTANT, f"line {n} of a long conversation")
        for n in range(200)
    ]

    async def scene(model: GenaiBackground) -> None:
        model.ask("q1", "why", 0.0, Context(said=tuple(said), standing=("timer.start seconds=60",)))
        assert "".join(item.text for item in await all_of(model)) == "Because."

    play(folder, scene, "Because.")
    (prompt,) = prompts(folder)
    assert for_prompt(ROOMY) * 0.9 < len(prompt) <= for_prompt(ROOMY)
    assert "timer.start seconds=60" in prompt
    assert "line 198 of" in prompt
    assert "line 20 of" not in prompt


def test_a_question_without_room_for_an_answer_is_told(folder):
    configure(folder, len(INSTRUCTIONS))

    async def scene(model: GenaiBackground) -> None:
        model.ask("q1", "why", 0.0)
        (chunk,) = await all_of(model)
        assert (chunk.text, chunk.final) == (FAILED_SAY, True)
        assert "TooLongError" in chunk.problem

    play(folder, scene, "x")


def test_a_model_that_fails_is_told(folder):
    async def scene(model: GenaiBackground) -> None:
        model.ask("q1", "a", 0.0)
        (chunk,) = await all_of(model)
        assert (chunk.text, chunk.final) == (FAILED_SAY, True)
        assert chunk.problem == "The background model failed: RuntimeError: no such graph"

    play(folder, scene, "x", error="no such graph")


def test_a_process_that_ends_is_told_and_started_again_with_the_next_question(folder):
    async def scene(model: GenaiBackground) -> None:
        model.ask("q1", "a", 0.0)
        (chunk,) = await all_of(model)
        assert chunk.problem == "The background model failed: its process has ended with status 7"
        (folder / "play.json").write_text(json.dumps({"words": ["Here."]}))
        model.ask("q2", "b", 0.0)
        assert "".join(item.text for item in await all_of(model, "q2")) == "Here."

    play(folder, scene, "x", dies=7)


def test_the_process_ends_with_the_session(folder):
    async def scene(model: GenaiBackground) -> None:
        model.ask("q1", "a", 0.0)
        await until(lambda: noted(folder, "made") > 0)
        await model.close()
        made = noted(folder, "made")
        await asyncio.sleep(0.2)
        assert noted(folder, "made") == made

    play(folder, scene, "and ", endless=True, pause_s=0.01)
