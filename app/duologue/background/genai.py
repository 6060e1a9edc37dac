"""Background models in a folder, run on this machine by onnxruntime-genai, which is an optional extra.

The model lives in one thread of its own and answers one question after the other; between two tokens it looks whether
the answer is still wanted. It calls no tools.
"""

import asyncio
import json
import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from duologue.background.base import BackgroundCall, BackgroundChunk
from duologue.background.context import NOTHING_KNOWN, Context, messages
from duologue.background.spoken import SpokenText
from duologue.core.events import Json
from duologue.core.ongoing import Ongoing
from duologue.core.wording import plain_line

LONGEST = 8192
"""Most tokens of question and answer together."""
CONFIG_NAME = "genai_config.json"
TOTAL_S = 900.0
"""Most seconds for one question, the wait for those before it included."""
MISSING = "The background model in a folder needs the package onnxruntime-genai: install duologue[genai]."
FAILED_SAY = "Sorry, the background model has a problem."


class GenaiBackground:
    """A folder as onnxruntime-genai reads it. load: imports the package."""

    available = True
    calls_tools = False
    problem = ""

    def __init__(self, folder: Path, load: Callable[[], Any] | None = None) -> None:
        self._folder = folder
        self._load = load or _import
        self._loaded: tuple[Any, Any, Any] | None = None  # the package, the model and its tokenizer
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="background model")
        self._work: Ongoing[str] = Ongoing()

    @property
    def awaiting(self) -> frozenset[str]:
        """Ids of the questions whose answer is not yet complete."""
        return self._work.open

    async def prepare(self) -> None:
        """The model is loaded with the first question: it may take gigabytes."""

    def ask(
        self,
        id: str,  # noqa: A002 - the name events use
        question: str,
        t: float,
        context: Context = NOTHING_KNOWN,
    ) -> None:
        """Begins an answer, or lets it wait for the one before."""
        self._work.start(id, self._answer(messages(context, question)), t, TOTAL_S)

    def answer(self, call: str, text: str, t: float, *, ok: bool) -> None:
        """Never asked for."""

    def cancel(self, id: str) -> None:  # noqa: A002 - the name events use
        """Ends an answer before its next token."""
        self._work.cancel(id)

    def due(self, t: float) -> list[BackgroundChunk | BackgroundCall]:
        """The words that came up to session time t."""
        found: list[BackgroundChunk | BackgroundCall] = []
        for item in self._work.due(t):
            if item.error is not None:
                found.append(BackgroundChunk(item.id, FAILED_SAY, True, item.t, _told(item.error)))
            else:
                found.append(BackgroundChunk(item.id, item.value or "", item.final, item.t))
        return found

    async def keep_up(self, t: float) -> None:
        """Waits until nothing can still come before session time t."""
        await self._work.keep_up(t)

    async def close(self) -> None:
        """Ends all answers, and the thread as soon as it is done with its token."""
        await self._work.close()
        await asyncio.to_thread(self._thread.shutdown, cancel_futures=True)

    async def _answer(self, told: list[Json]) -> AsyncGenerator[str, None]:
        loop, spoken = asyncio.get_running_loop(), SpokenText()
        pieces: asyncio.Queue[str | None] = asyncio.Queue()  # at most LONGEST
        given_up = threading.Event()

        def generate() -> None:
            try:
                for piece in self._pieces(told):
                    if given_up.is_set():
                        return
                    loop.call_soon_threadsafe(pieces.put_nowait, piece)
            finally:
                if not given_up.is_set():
                    loop.call_soon_threadsafe(pieces.put_nowait, None)

        done = loop.run_in_executor(self._thread, generate)
        try:
            while (piece := await pieces.get()) is not None:
                if text := spoken.feed(piece):
                    yield text
            await done
            if text := spoken.close():
                yield text
        finally:
            given_up.set()
            done.cancel()

    def _pieces(self, told: list[Json]) -> Iterator[str]:
        """The answer token by token. Runs in the model's thread."""
        if self._loaded is None:
            og = self._load()
            model = og.Model(str(self._folder))
            self._loaded = og, model, og.Tokenizer(model)
        og, model, tokenizer = self._loaded
        prompt = tokenizer.encode(tokenizer.apply_chat_template(messages=json.dumps(told), add_generation_prompt=True))
        params = og.GeneratorParams(model)
        params.set_search_options(max_length=LONGEST)
        generator, stream = og.Generator(model, params), tokenizer.create_stream()
        generator.append_tokens(prompt)
        while not generator.is_done():
            generator.generate_next_token()
            yield stream.decode(generator.get_next_tokens()[0])


def unusable(folder: Path) -> str:
    """One sentence if a folder cannot be used, "" if it can."""
    if not (folder / CONFIG_NAME).is_file():
        return f"{folder} holds no model for onnxruntime-genai: there is no {CONFIG_NAME} in it."
    return "" if find_spec("onnxruntime_genai") else MISSING


def _import() -> Any:
    import onnxruntime_genai  # type: ignore[import-not-found]  # noqa: PLC0415 - an optional extra

    return onnxruntime_genai


def _told(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "The background model takes too long."
    return f"The background model failed: {type(error).__name__}: {plain_line(str(error))}"
