"""A model in a folder, with a stand-in for the package that has the names and signatures of its documentation."""

import asyncio
import json
import threading
from pathlib import Path
from typing import Any

from duologue.background.context import Context, Said, Who
from duologue.background.genai import FAILED_SAY, GenaiBackground


class Package:
    """Stands in for onnxruntime_genai: each token is a word. gate: tokens that may be made."""

    def __init__(self, *words: str, endless: bool = False, error: Exception | None = None) -> None:
        self.words = words
        self.endless = endless
        self.error = error
        self.prompts: list[list[dict[str, str]]] = []
        self.threads: set[str] = set()
        self.loaded = self.made = 0
        self.first = threading.Event()

    def Model(self, folder: str) -> str:  # noqa: N802 - its name
        self.loaded += 1
        if self.error:
            raise self.error
        return folder

    def Tokenizer(self, _model: str) -> "Package":  # noqa: N802 - its name
        return self

    def apply_chat_template(self, *, messages: str, add_generation_prompt: bool) -> str:
        assert add_generation_prompt
        self.prompts.append(json.loads(messages))
        return messages

    def encode(self, text: str) -> list[int]:
        return list(text.encode())

    def create_stream(self) -> "Package":
        return self

    def decode(self, token: int) -> str:
        return self.words[token % len(self.words)]

    def GeneratorParams(self, _model: str) -> Any:  # noqa: N802 - its name
        class Params:
            def set_search_options(self, **options: int) -> None:
                assert options["max_length"] > 0

        return Params()

    def Generator(self, _model: str, _params: Any) -> Any:  # noqa: N802 - its name
        package = self

        class Generator:
            at = -1

            def append_tokens(self, tokens: list[int]) -> None:
                assert tokens

            def is_done(self) -> bool:
                return not package.endless and self.at + 1 >= len(package.words)

            def generate_next_token(self) -> None:
                self.at += 1
                package.made += 1
                package.threads.add(threading.current_thread().name)
                package.first.set()

            def get_next_tokens(self) -> list[int]:
                return [self.at]

        return Generator()


async def all_of(model: GenaiBackground, id_: str = "q1") -> list[Any]:
    got: list[Any] = []
    async with asyncio.timeout(30):
        while not any(item.final and item.id == id_ for item in got):
            await asyncio.sleep(0.002)
            got += model.due(1e9)
    return got


def play(package: Package, scene: Any) -> None:
    async def run() -> None:
        model = GenaiBackground(Path("folder"), lambda: package)
        try:
            await scene(model)
        finally:
            await model.close()

    asyncio.run(run())


def test_tokens_are_streamed_from_a_thread_of_its_own() -> None:
    package = Package("The ", "sky ", "is **blue**", ".")

    async def scene(model: GenaiBackground) -> None:
        model.ask("q1", "why", 3.0, Context(said=(Said(Who.USER, "hello"), Said(Who.ASSISTANT, "Hi."))))
        got = await all_of(model)
        assert "".join(item.text for item in got) == "The sky is blue."
        assert [item.final for item in got] == [False] * (len(got) - 1) + [True]
        assert all(item.t >= 3.0 for item in got)

    play(package, scene)
    assert [line["role"] for line in package.prompts[0]] == ["system", "user", "assistant", "user"]
    assert all(name.startswith("background model") for name in package.threads)


def test_the_model_is_loaded_once_and_questions_wait_for_each_other() -> None:
    package = Package("One. ", "Two.")

    async def scene(model: GenaiBackground) -> None:
        model.ask("q1", "a", 0.0)
        model.ask("q2", "b", 0.0)
        got = await all_of(model, "q2")
        assert [item.id for item in got if item.final] == ["q1", "q2"]

    play(package, scene)
    assert (package.loaded, len(package.threads)) == (1, 1)


def test_a_cancelled_answer_ends_between_two_tokens() -> None:
    package = Package("and ", endless=True)

    async def scene(model: GenaiBackground) -> None:
        model.ask("q1", "a", 0.0)
        await asyncio.to_thread(package.first.wait, 30)
        model.cancel("q1")
        assert model.due(1e9) == []
        model.ask("q2", "b", 0.0)  # for which there is only that one thread
        got: list[Any] = []
        async with asyncio.timeout(30):
            while not got:
                await asyncio.sleep(0.002)
                got += model.due(1e9)
        assert {item.id for item in got} == {"q2"}

    play(package, scene)


def test_a_model_that_fails_is_told() -> None:
    async def scene(model: GenaiBackground) -> None:
        model.ask("q1", "a", 0.0)
        (chunk,) = await all_of(model)
        assert (chunk.text, chunk.final) == (FAILED_SAY, True)
        assert chunk.problem == "The background model failed: RuntimeError: no such graph"

    play(Package("x", error=RuntimeError("no such graph")), scene)


def test_answers_that_are_under_way_end_with_the_session() -> None:
    package = Package("and ", endless=True)

    async def scene(model: GenaiBackground) -> None:
        model.ask("q1", "a", 0.0)
        await asyncio.to_thread(package.first.wait, 30)

    play(package, scene)
    assert not any(thread.name.startswith("background model") for thread in threading.enumerate())
