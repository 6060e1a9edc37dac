"""Background models behind an OpenAI-compatible server: Ollama, llama.cpp, LM Studio, vLLM, hosted ones.

Each question is a stream of its own. A model that wants tools is answered by the session, round by round.
"""

import asyncio
import json
import random
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass

from duologue.background.address import Address
from duologue.background.api_keys import read_api_key
from duologue.background.base import BackgroundCall, BackgroundChunk
from duologue.background.client import (
    BROKEN_SAY,
    FAILED_SAY,
    MOST_LISTED,
    SETTING,
    SLOW_SAY,
    BrokenOffError,
    Client,
    EmptyAnswerError,
    ModelError,
    StatusError,
    WaitLimits,
)
from duologue.background.context import NOTHING_KNOWN, Context, estimated_tokens, messages, prompt_tokens
from duologue.background.context_window import ContextWindow, refused_for_length, refused_window, told_window
from duologue.background.spoken import SpokenText
from duologue.background.wire import (
    DONE,
    EventLines,
    Functions,
    StreamedAnswer,
    WantedCall,
    WireError,
    error_in,
    refuses_tools,
    wanted_message,
)
from duologue.core.display_text import plain_line
from duologue.core.events import Json
from duologue.core.ongoing import Item, Ongoing

MOST_ROUNDS = 8
"""How many rounds of tool calls a model may make for one question; then it has to answer."""
NO_ANSWER_SAY = "I have no answer to that."
CUT_SAY = "The answer was cut off there."
TOO_LONG_SAY = "Sorry, that is too much for the background model at once."
MOST_LOOKS = 3
"""So often a server is asked what its model takes; some tell it only once the model is loaded."""
_NOT_TALKING = ("embed", "rerank", "whisper", "tts", "moderation", "dall-e", "image")
"""What stands in the names of models that hold no conversation."""
_NOT_FOUND, _TOO_LARGE = 404, 413


@dataclass(frozen=True, slots=True)
class _AnswerText:
    """Words to be said. problem: one sentence for the timeline."""

    text: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _PlannedCall:
    """A call that is to be made."""

    call: str
    name: str
    arguments: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class _Question:
    """What is to be answered. functions: those it may call. rounds: the results of its calls until now."""

    text: str
    context: Context
    functions: Functions
    rounds: list[Json]


@dataclass(frozen=True, slots=True)
class _Request:
    """What a server is sent. tokens: of it, by our estimate. shorter: it can be said with less."""

    told: list[Json]
    tools: list[Json]
    tokens: int
    shorter: bool


class _TooLongError(Exception):
    """A server refuses a question for its length. told: what it said."""

    def __init__(self, told: str) -> None:
        super().__init__(told)
        self.told = told


class OpenAIBackground:
    """Answers questions with a model of one server. model: its name; "" for the first that can talk.

    limits: for how long is waited for what. api_key: takes an origin and gives its key, in a worker thread.
    """

    available = calls_tools = True
    problem = ""

    def __init__(
        self,
        address: Address,
        model: str = "",
        *,
        limits: WaitLimits | None = None,
        api_key: Callable[[str], str] = read_api_key,
        rng: random.Random | None = None,
    ) -> None:
        self._limits = limits or WaitLimits()
        self._client = Client(address, self._limits, api_key, rng)
        self._model = model
        self._work: Ongoing[_AnswerText | _PlannedCall] = Ongoing()
        self._answers: dict[str, asyncio.Future[str]] = {}  # of calls that are out
        self._calls = 0
        self._takes_tools = True
        self._window = ContextWindow()
        self._looks = 0

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

    async def _answer(self, question: str, context: Context) -> AsyncGenerator[_AnswerText | _PlannedCall, None]:
        """The words and calls of an answer, to its end; what goes wrong is said and told at that end."""
        said = False
        ending = _AnswerText("")
        try:
            asked = _Question(question, context, Functions.of(context.tools), [])
            async with aclosing(self._rounds(asked)) as rounds:
                async for item in rounds:
                    said = said or (isinstance(item, _AnswerText) and bool(item.text.strip()))
                    yield item
            if not said:
                ending = _AnswerText(NO_ANSWER_SAY, f"{self._host} has given an answer without words.")
        except ModelError as error:
            ending = _AnswerText(error.say, error.message)
        if ending.text:
            yield _AnswerText(f" {ending.text}" if said else ending.text, ending.problem)

    async def _rounds(self, asked: _Question) -> AsyncGenerator[_AnswerText | _PlannedCall, None]:
        """Answers, the results of the calls that they want, and so on."""
        until_s = asyncio.get_running_loop().time() + self._limits.total_s
        await self._look()
        for left in range(MOST_ROUNDS, -1, -1):
            answer = StreamedAnswer()
            async with aclosing(self._round(asked, answer, until_s, may_call=left > 0)) as words:
                async for text in words:
                    yield _AnswerText(text)
            if answer.malformed:
                parts = "part" if answer.malformed == 1 else "parts"
                yield _AnswerText("", f"{answer.malformed} {parts} of the answer of {self._host} could not be read.")
            if not answer.calls:
                return
            wanted = list(answer.calls.values())
            asked.rounds.append(wanted_message(answer.text, wanted))
            async with aclosing(self._called(wanted, asked, until_s)) as calls:
                async for call in calls:
                    yield call
            if answer.text.strip():
                yield _AnswerText(" ")

    async def _round(
        self, asked: _Question, answer: StreamedAnswer, until_s: float, *, may_call: bool
    ) -> AsyncGenerator[str, None]:
        """The words of one answer as they may be said; it is taken in to its end.

        Raises:
            ModelError: it does not come, or not to its end; the words that came have been given out.
        """
        spoken = SpokenText()
        try:
            async with aclosing(self._events(asked, until_s, may_call=may_call)) as events:
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

    def _judge(self, answer: StreamedAnswer) -> None:
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

    async def _events(self, asked: _Question, until_s: float, *, may_call: bool) -> AsyncGenerator[str, None]:
        """The data of the events of one answer. What a server refuses is asked again as it can be answered: without
        tools, or with less of the conversation.
        """
        if not self._model:
            self._model = await self._first_model()
        limit = self._window.limit
        while True:
            request = self._request(asked, may_call=may_call)
            try:
                async with aclosing(self._data(request, until_s)) as events:
                    async for data in events:
                        yield data
                return
            except EmptyAnswerError:
                if not request.shorter:
                    self._window.limit = limit  # that it was too long was a guess
                    raise
                self._window.refuse(request.tokens)
            except _TooLongError as error:
                if not request.shorter:
                    message = f"The question is too long for the model of {self._host}: {error.told}"
                    raise ModelError(message, TOO_LONG_SAY) from error
                self._window.refuse(request.tokens, refused_window(error.told))
            except StatusError as error:
                if request.tools and refuses_tools(error.told):
                    self._takes_tools = False  # small local models do without
                elif error.status == _NOT_FOUND:
                    raise await self._not_found(error) from error
                else:
                    raise

    async def _data(self, request: _Request, until_s: float) -> AsyncGenerator[str, None]:
        """The data of the events with which a server answers a request.

        Raises:
            _TooLongError: the server refuses it for its length, by its status or in its first event.
        """
        body = {"model": self._model, "messages": request.told, "stream": True}
        body |= {"tools": request.tools} if request.tools else {}
        lines, first = EventLines(), True
        guess = request.shorter and not self._window.settled
        try:
            async with aclosing(self._client.stream(body, until_s, empty_again=not guess)) as pieces:
                async for piece in pieces:
                    for data in lines.feed(piece):
                        if first and refused_for_length(told := error_in(data)):
                            raise _TooLongError(told)
                        first = False
                        yield data
            for data in lines.close():
                yield data
        except StatusError as error:
            if error.status == _TOO_LARGE or refused_for_length(error.told):
                raise _TooLongError(error.told) from error
            raise

    def _request(self, asked: _Question, *, may_call: bool) -> _Request:
        """A question with as much of the conversation as there is room for; with tools if there is room for any."""
        limit = self._window.limit
        least = prompt_tokens(messages(asked.context, asked.text, room=0, rounds=asked.rounds))
        tools = asked.functions.offered() if may_call and self._takes_tools else []
        taken = estimated_tokens(json.dumps(tools)) if tools else 0
        if taken + least > limit:
            tools, taken = [], 0
        told = messages(asked.context, asked.text, room=limit - taken, rounds=asked.rounds)
        tokens = prompt_tokens(told)
        return _Request(told, tools, tokens + taken, shorter=bool(tools) or tokens > least)

    async def _look(self) -> None:
        """Asks the server what its model takes, until it has told it for good."""
        if self._window.settled or self._looks == MOST_LOOKS:
            return
        self._looks += 1
        for document in await self._client.documents():
            if (told := told_window(document, self._model)) is not None:
                self._window.tell(told)
                return

    async def _called(
        self, calls: list[WantedCall], asked: _Question, until_s: float
    ) -> AsyncGenerator[_PlannedCall, None]:
        """Hands calls out all at once and puts what they come to among the messages, in their order."""
        out: list[tuple[str, asyncio.Future[str]]] = []
        try:
            for call in calls:
                self._calls += 1
                key, result = f"b{self._calls}", asyncio.get_running_loop().create_future()
                out.append((key, result))
                try:
                    name, arguments = asked.functions.read(call)
                except ValueError as error:
                    result.set_result(f"Error: {error}")
                else:
                    self._answers[key] = result
                    yield _PlannedCall(key, name, arguments)
            async with asyncio.timeout_at(until_s):
                results = [await result for _, result in out]
        except TimeoutError as error:
            raise ModelError(f"The tools that {self._host} wanted took too long.", SLOW_SAY) from error
        finally:
            for key, _ in out:
                self._answers.pop(key, None)
        for call, text in zip(calls, results, strict=True):
            asked.rounds.append({"role": "tool", "tool_call_id": call.id, "content": text})

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
                f"{self._client.address.base} is not an OpenAI-compatible server; check it under {SETTING}.",
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


def _due(item: Item[_AnswerText | _PlannedCall]) -> BackgroundChunk | BackgroundCall:
    if isinstance(item.value, _PlannedCall):
        return BackgroundCall(item.id, item.value.call, item.value.name, item.value.arguments, item.t)
    if item.value is not None:
        return BackgroundChunk(item.id, item.value.text, False, item.t, item.value.problem)
    if item.error is None:
        return BackgroundChunk(item.id, "", True, item.t)
    problem = f"The background model failed: {type(item.error).__name__}: {plain_line(str(item.error))}"
    return BackgroundChunk(item.id, FAILED_SAY, True, item.t, problem)
