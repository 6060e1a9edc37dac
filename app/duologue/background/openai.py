"""Background models behind an OpenAI-compatible server: Ollama, llama.cpp, LM Studio, vLLM, hosted ones.

Each question is a stream of its own. A model that wants tools is answered by the session, round by round.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass

from duologue.background.address import Address
from duologue.background.api_keys import read_key
from duologue.background.base import BackgroundCall, BackgroundChunk
from duologue.background.client import (
    BROKEN_SAY,
    FAILED_SAY,
    MOST_LISTED,
    SETTING,
    SLOW_SAY,
    BrokenOffError,
    Client,
    ModelError,
    Patience,
    StatusError,
)
from duologue.background.context import NOTHING_KNOWN, Context, messages
from duologue.background.spoken import SpokenText
from duologue.background.wire import DONE, Answer, Functions, Lines, WantedCall, WireError, wanted_message
from duologue.core.events import Json
from duologue.core.ongoing import Item, Ongoing
from duologue.core.wording import plain_line

MOST_ROUNDS = 8
"""How many rounds of tool calls a model may make for one question; then it has to answer."""
NO_ANSWER_SAY = "I have no answer to that."
CUT_SAY = "The answer was cut off there."
_NOT_TALKING = ("embed", "rerank", "whisper", "tts", "moderation", "dall-e", "image")
"""Parts of the names of models that hold no conversation."""
_BAD_REQUEST, _NOT_FOUND = 400, 404


@dataclass(frozen=True, slots=True)
class _Words:
    """Words to be said. problem: one sentence for the timeline."""

    text: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A call that is to be made."""

    call: str
    name: str
    arguments: Mapping[str, Json]


class OpenAIBackground:
    """Answers questions with a model of one server. model: its name; "" for the first that can talk.

    patience: for how long is waited for what. key: takes an origin and gives its key, in a worker thread.
    """

    available = calls_tools = True
    problem = ""

    def __init__(
        self,
        address: Address,
        model: str = "",
        *,
        patience: Patience | None = None,
        key: Callable[[str], str] = read_key,
        rng: random.Random | None = None,
    ) -> None:
        self._patience = patience or Patience()
        self._client = Client(address, self._patience, key, rng)
        self._model = model
        self._work: Ongoing[_Words | _Wanted] = Ongoing()
        self._answers: dict[str, asyncio.Future[str]] = {}  # of calls that are out
        self._calls = 0
        self._takes_tools = True

    @property
    def awaiting(self) -> frozenset[str]:
        """Ids of the questions whose answer is not yet complete."""
        return self._work.open

    async def prepare(self) -> None:
        """Makes the connection's parts ready."""
        await self._client.open()

    def ask(
        self,
        id: str,  # noqa: A002 - the name events use
        question: str,
        t: float,
        context: Context = NOTHING_KNOWN,
    ) -> None:
        """Begins an answer."""
        self._work.start(id, self._answer(question, context), t)

    def answer(self, call: str, text: str, t: float, *, ok: bool) -> None:
        """Tells the model what a call has come to."""
        waiting = self._answers.pop(call, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(text if ok else f"Error: {text}")

    def cancel(self, id: str) -> None:  # noqa: A002 - the name events use
        """Ends an answer, and the connection on which it comes."""
        self._work.cancel(id)

    def due(self, t: float) -> list[BackgroundChunk | BackgroundCall]:
        """What came up to session time t, in order of time."""
        return [_due(item) for item in self._work.due(t)]

    async def keep_up(self, t: float) -> None:
        """Waits until nothing can still come before session time t."""
        await self._work.keep_up(t)

    async def close(self) -> None:
        """Ends all answers and closes the connections."""
        await self._work.close()
        await self._client.close()

    async def _answer(self, question: str, context: Context) -> AsyncGenerator[_Words | _Wanted, None]:
        """The words and calls of an answer, to its end; what goes wrong is said and told at that end."""
        said = False
        ending = _Words("")
        try:
            async with aclosing(self._rounds(messages(context, question), Functions.of(context.tools))) as rounds:
                async for item in rounds:
                    said = said or (isinstance(item, _Words) and bool(item.text.strip()))
                    yield item
            if not said:
                ending = _Words(NO_ANSWER_SAY, f"{self._host} has given an answer without words.")
        except ModelError as error:
            ending = _Words(error.say, error.message)
        if ending.text:
            yield _Words(f" {ending.text}" if said else ending.text, ending.problem)

    async def _rounds(self, told: list[Json], functions: Functions) -> AsyncGenerator[_Words | _Wanted, None]:
        """Answers, the results of the calls that they want, and so on."""
        until_s = asyncio.get_running_loop().time() + self._patience.total_s
        for left in range(MOST_ROUNDS, -1, -1):
            answer = Answer()
            async with aclosing(self._round(told, functions if left else Functions({}), answer, until_s)) as words:
                async for text in words:
                    yield _Words(text)
            if answer.malformed:
                parts = "part" if answer.malformed == 1 else "parts"
                yield _Words("", f"{answer.malformed} {parts} of the answer of {self._host} could not be read.")
            if not answer.calls:
                return
            told.append(wanted_message(answer.text, list(answer.calls.values())))
            async with aclosing(self._called(list(answer.calls.values()), functions, told, until_s)) as calls:
                async for call in calls:
                    yield call
            if answer.text.strip():
                yield _Words(" ")

    async def _round(
        self, told: list[Json], functions: Functions, answer: Answer, until_s: float
    ) -> AsyncGenerator[str, None]:
        """The words of one answer as they may be said; it is taken in to its end.

        Raises:
            ModelError: it does not come, or not to its end; the words that came have been given out.
        """
        spoken = SpokenText()
        try:
            async with aclosing(self._events(told, functions, until_s)) as events:
                async for data in events:
                    if data == DONE:
                        answer.finish = answer.finish or "stop"
                        break
                    if text := spoken.feed(answer.take(data)):
                        yield text
        except WireError as error:
            raise ModelError(f"{self._host} does not answer as it should: {error}.", FAILED_SAY) from error
        except ModelError:
            if text := spoken.close():
                yield text
            raise
        if text := spoken.close():
            yield text
        self._judge(answer)

    def _judge(self, answer: Answer) -> None:
        """What is wrong with an answer whose stream has ended."""
        if answer.error:
            raise ModelError(f"{self._host} reports an error: {answer.error.rstrip('.')}.", FAILED_SAY)
        if answer.malformed and not answer.text and not answer.calls:
            raise ModelError(f"The answer of {self._host} could not be read.", FAILED_SAY)
        if not answer.finish:
            raise BrokenOffError(f"The connection to {self._host} broke off.", BROKEN_SAY)
        if answer.finish == "length" and not answer.calls:
            raise ModelError(f"The answer of {self._host} was cut off: it had no more room.", CUT_SAY)
        for place, call in answer.calls.items():
            call.id = call.id or f"call_{place}"

    async def _events(self, told: list[Json], functions: Functions, until_s: float) -> AsyncGenerator[str, None]:
        """The data of the events of one answer."""
        if not self._model:
            self._model = await self._first_model()
        tools = functions.offered() if self._takes_tools else []
        body = {"model": self._model, "messages": told, "stream": True} | ({"tools": tools} if tools else {})
        lines = Lines()
        try:
            async with aclosing(self._client.stream(body, until_s)) as pieces:
                async for piece in pieces:
                    for data in lines.feed(piece):
                        yield data
            for data in lines.close():
                yield data
        except StatusError as error:
            if error.status == _BAD_REQUEST and tools and "tool" in error.told.lower():
                self._takes_tools = False  # small local models do without
                async with aclosing(self._events(told, Functions({}), until_s)) as events:
                    async for data in events:
                        yield data
            elif error.status == _NOT_FOUND:
                raise await self._not_found(error) from error
            else:
                raise

    async def _called(
        self, calls: list[WantedCall], functions: Functions, told: list[Json], until_s: float
    ) -> AsyncGenerator[_Wanted, None]:
        """Hands calls out all at once and puts what they come to among the messages, in their order."""
        out: list[tuple[str, asyncio.Future[str]]] = []
        try:
            for call in calls:
                self._calls += 1
                key, result = f"b{self._calls}", asyncio.get_running_loop().create_future()
                out.append((key, result))
                try:
                    name, arguments = functions.read(call)
                except ValueError as error:
                    result.set_result(f"Error: {error}")
                else:
                    self._answers[key] = result
                    yield _Wanted(key, name, arguments)
            async with asyncio.timeout_at(until_s):
                results = [await result for _, result in out]
        except TimeoutError as error:
            raise ModelError(f"The tools that {self._host} wanted took too long.", SLOW_SAY) from error
        finally:
            for key, _ in out:
                self._answers.pop(key, None)
        for call, text in zip(calls, results, strict=True):
            told.append({"role": "tool", "tool_call_id": call.id, "content": text})

    async def _first_model(self) -> str:
        models = await self._client.models()
        if not models:
            raise ModelError(f"{self._host} has no model yet: load or pull one there.", FAILED_SAY)
        return pick_model(models)

    async def _not_found(self, error: StatusError) -> ModelError:
        """Why there is nothing at an address: which models there are, if it is the model that is missing."""
        try:
            models = await self._client.models()
        except ModelError:
            return ModelError(
                f"{self._client.address.base} is no address of an OpenAI-compatible server; check it under {SETTING}.",
                FAILED_SAY,
            )
        if self._model in models:
            return error
        there = ", ".join(plain_line(model, 80) for model in models[:MOST_LISTED]) or "none"
        return ModelError(
            f"{self._host} has no model named '{plain_line(self._model, 80)}', but {there}: "
            f"choose one under {SETTING}.",
            FAILED_SAY,
        )

    @property
    def _host(self) -> str:
        return self._client.address.host


def pick_model(models: list[str]) -> str:
    """The first that can hold a conversation, by its name."""
    return next((model for model in models if not any(part in model.lower() for part in _NOT_TALKING)), models[0])


def _due(item: Item[_Words | _Wanted]) -> BackgroundChunk | BackgroundCall:
    if isinstance(item.value, _Wanted):
        return BackgroundCall(item.id, item.value.call, item.value.name, item.value.arguments, item.t)
    if item.value is not None:
        return BackgroundChunk(item.id, item.value.text, False, item.t, item.value.problem)
    if item.error is None:
        return BackgroundChunk(item.id, "", True, item.t)
    problem = f"The background model failed: {type(item.error).__name__}: {plain_line(str(item.error))}"
    return BackgroundChunk(item.id, FAILED_SAY, True, item.t, problem)
