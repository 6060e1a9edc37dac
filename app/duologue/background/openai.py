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
from duologue.background.asking import Question, Request
from duologue.background.base import BackgroundCall, BackgroundChunk, BackgroundProgress, Due
from duologue.background.client import (
    FAILED_SAY,
    SLOW_SAY,
    BrokenOffError,
    Client,
    EmptyAnswerError,
    ModelError,
    StatusError,
)
from duologue.background.context import NOTHING_KNOWN, Context, estimated_tokens, messages, prompt_tokens, with_picture
from duologue.background.context_window import (
    ContextWindow,
    refused_for_length,
    refused_window,
    tells_progress,
    told_window,
)
from duologue.background.manners import Manners, refuses_form
from duologue.background.models_there import first_model, tell_what_is_there
from duologue.background.spoken import HalfThoughts, SpokenText
from duologue.background.wait_limits import Waiting, WaitLimits, now_s
from duologue.background.wanted import Functions, WantedCall, WireError, wanted_message
from duologue.background.wire import DONE, Refusal, StreamedAnswer, refusal_in
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
        self._asked: dict[str, Question] = {}  # open questions, by id
        self._manners = Manners()
        self._half = HalfThoughts.UNKNOWN
        self._window = ContextWindow()
        self._looks = 0
        self._tells_progress = False

    @property
    def name(self) -> str:
        """The model and the server."""
        host = self._client.address.host
        return f"{self._model} ({host})" if self._model else host

    @property
    def sends_to(self) -> str:
        """The server, if it is another machine."""
        address = self._client.address
        return "" if address.loopback else address.host

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
        asked = Question(id, question, context, Functions.of(context.tools))
        self._work.start(id, self._answer(asked), t)
        self._asked[id] = asked

    def answer(self, call: str, text: str, t: float, *, ok: bool) -> None:
        """Tells the model what a call has come to."""
        waiting = self._answers.pop(call, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(text if ok else f"Error: {text}")

    def cancel(self, id: str) -> None:  # noqa: A002 - the name events use
        """Ends an answer, and the connection on which it comes."""
        self._work.cancel(id)
        self._asked.pop(id, None)

    def due(self, t: float) -> list[Due]:
        """What came up to session time t, in order of time."""
        found: list[Due] = [_due(item) for item in self._work.due(t)]
        self._asked = {id_: asked for id_, asked in self._asked.items() if id_ in self._work.open}
        told = [
            BackgroundProgress(asked.id, text, t)
            for asked in self._asked.values()
            if (text := asked.progress(self._work.age_s(asked.id)))
        ]
        return [*found, *told]

    async def keep_up(self, t: float) -> None:
        """Waits until nothing can still come before session time t."""
        await self._work.keep_up(t)

    async def close(self) -> None:
        """Ends all answers and closes the connections."""
        await self._work.close()
        await self._client.close()

    async def _answer(self, asked: Question) -> AsyncGenerator[_AnswerText | _PlannedCall, None]:
        """The words and calls of an answer, to its end; what goes wrong is said and told at that end."""
        said = False
        ending = _AnswerText("")
        try:
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

    async def _rounds(self, asked: Question) -> AsyncGenerator[_AnswerText | _PlannedCall, None]:
        """Answers, the results of the calls that they want, and so on."""
        until_s = now_s() + self._limits.total_s
        await self._look()
        left, said = MOST_ROUNDS, ""
        while True:
            asked.answer, asked.waiting = StreamedAnswer(), Waiting(self._limits, until_s)
            said_before, said, held = said, "", ""
            async with aclosing(self._round(asked, asked.answer, asked.waiting, may_call=left > 0)) as words:
                async for text in words:
                    said, held = said + text, held + text
                    if not said_before.startswith(said):  # small models begin each round with the same words
                        yield _AnswerText(held)
                        held = ""
            if held and held.strip() != said_before.strip():
                yield _AnswerText(held)
            if malformed := asked.answer.malformed:
                parts = "part" if malformed == 1 else "parts"
                yield _AnswerText("", f"{malformed} {parts} of the answer of {self._host} could not be read.")
            if not asked.answer.calls or left == 0:
                return
            wanted = list(asked.answer.calls)
            asked.rounds.append(wanted_message(said, wanted))
            before = set(asked.made)
            async with aclosing(self._called(wanted, asked, until_s)) as calls:
                async for call in calls:
                    yield call
            left = 0 if before and asked.made.keys() <= before else left - 1  # nothing new comes of the same again
            if said.strip():
                yield _AnswerText(" ")

    async def _round(
        self, asked: Question, answer: StreamedAnswer, waiting: Waiting, *, may_call: bool
    ) -> AsyncGenerator[str, None]:
        """The words of one answer as they may be said; it is taken in to its end.

        Raises:
            ModelError: it does not come, or not to its end; the words that came have been given out.
        """
        spoken = SpokenText(asked.functions.by_name if may_call else (), self._half)
        ready = asyncio.get_running_loop().run_in_executor(None, spoken.prepare)
        broken: ModelError | None = None
        try:
            async with aclosing(self._events(asked, waiting, may_call=may_call)) as events:
                async for data in events:
                    await ready
                    if data == DONE:
                        answer.finish = answer.finish or "stop"
                        break
                    taken_back, read = spoken.taken_back, answer.read
                    text = spoken.feed(answer.take(data))
                    if spoken.taken_back and not taken_back:
                        self._work.take_back(asked.id)  # as far as nobody has heard of it
                    if answer.begun:
                        waiting.words()
                    elif answer.read > read:
                        waiting.goes_on()
                    if text:
                        yield text
                    if spoken.over:
                        answer.finish = "stop"
                        break
        except WireError as error:
            broken = ModelError(f"{self._host} does not answer as it should: {error}.", FAILED_SAY)
        except BrokenOffError as error:
            broken = None if answer.finish else error  # after its end the connection was not needed any more
        except ModelError as error:
            broken = error
        if text := spoken.close(cut=answer.finish == "length"):
            yield text
        if broken is not None:
            raise broken
        answer.calls.written(spoken.calls)
        answer.calls.close()
        self._judge(answer, spoken)

    def _judge(self, answer: StreamedAnswer, spoken: SpokenText) -> None:
        """What is wrong with an answer whose stream has ended, and what it teaches of the model."""
        if answer.error:
            raise ModelError(f"{self._host} reports an error: {answer.error.rstrip('.')}.", FAILED_SAY)
        if answer.malformed and not answer.begun:
            raise ModelError(f"The answer of {self._host} could not be read.", FAILED_SAY)
        if answer.finish == "length" and not answer.calls:
            raise ModelError(f"The answer of {self._host} was cut off: it had no more room.", CUT_SAY)
        if spoken.half_thought:
            self._half = HalfThoughts.YES
        elif answer.text.strip():
            self._half = HalfThoughts.UNKNOWN if self._half is HalfThoughts.YES else HalfThoughts.NO

    async def _events(self, asked: Question, waiting: Waiting, *, may_call: bool) -> AsyncGenerator[str, None]:
        """The data of the events of one answer. What a server refuses is asked again as it can be answered: with less
        of the conversation, or in another form. If no form helps, the first refusal is told, and none is remembered.
        """
        if not self._model:
            self._model = await first_model(self._client)
        limit, manners, broken = self._window.limit, self._manners, 0
        first: StatusError | None = None
        while True:
            request = self._request(asked, may_call=may_call)
            empty_again = self._window.settled or not request.shorter
            tries = 1 if first else 0  # how to ask is a guess by now
            stream = self._client.stream(self._body(request), waiting, empty_again=empty_again, tries=tries)
            try:
                async with aclosing(stream) as events:
                    async for data in events:
                        if not waiting.begun and (refusal := refusal_in(data)) is not None:
                            raise self._client.refused(refusal)
                        yield data
                return
            except EmptyAnswerError:
                if not request.shorter:
                    self._window.limit = limit  # that it was too long was a guess
                    raise
                self._window.refuse(request.tokens)
            except BrokenOffError:
                broken += 1
                if asked.answer.finish or waiting.begun or broken == self._limits.tries:
                    raise
            except StatusError as error:
                if _too_long(error.refusal):
                    self._shorten(request, error)
                    continue
                if error.refusal.status == _NOT_FOUND and first is None and not refuses_form(error.refusal):
                    await tell_what_is_there(self._client, self._model, error)
                conceded = self._manners.conceding(error.refusal, tools=bool(request.tools), rounds=bool(asked.rounds))
                if conceded is None:
                    self._manners = manners
                    raise (first or error) from error
                first, self._manners = first or error, conceded

    def _shorten(self, request: Request, error: StatusError) -> None:
        """Takes in that a request was too long.

        Raises:
            ModelError: there is nothing to leave out.
        """
        if not request.shorter:
            message = f"The question is too long for the model of {self._host}: {error.refusal.told}"
            raise ModelError(message, TOO_LONG_SAY) from error
        self._window.refuse(request.tokens, error.refusal.tokens or refused_window(error.refusal.told))

    def _body(self, request: Request) -> Json:
        body = {"model": self._model, "messages": self._manners.shaped(request.told), "stream": self._manners.streams}
        body |= {"tools": request.tools} if request.tools else {}
        return body | ({"return_progress": True} if self._tells_progress else {})

    def _request(self, asked: Question, *, may_call: bool) -> Request:
        """A question with as much of the conversation as there is room for; with tools if there is room for any."""
        limit = self._window.limit
        least = prompt_tokens(messages(asked.context, asked.text, room=0, rounds=asked.rounds))
        tools = asked.functions.offered() if may_call and self._manners.tools else []
        taken = estimated_tokens(json.dumps(tools)) if tools else 0
        if taken + least > limit:
            tools, taken = [], 0
        told = messages(asked.context, asked.text, room=limit - taken, rounds=asked.rounds)
        tokens = prompt_tokens(told)
        told = with_picture(told, asked.context.picture)
        return Request(told, tools, tokens + taken, shorter=bool(tools) or tokens > least)

    async def _look(self) -> None:
        """Asks the server what its model takes, until it has told it for good."""
        if self._window.settled or self._looks == MOST_LOOKS:
            return
        self._looks += 1
        documents = await self._client.documents()
        self._tells_progress = self._tells_progress or any(map(tells_progress, documents))
        for document in documents:
            if (told := told_window(document, self._model)) is not None:
                self._window.tell(told)
                return

    async def _called(
        self, calls: list[WantedCall], asked: Question, until_s: float
    ) -> AsyncGenerator[_PlannedCall, None]:
        """Hands calls out all at once and puts what they come to among the messages, in their order. The same call is
        made once in a round, and not again in the next one.
        """
        out: list[str] = []
        made: dict[tuple[str, str], asyncio.Future[str]] = {}
        results: list[asyncio.Future[str]] = []
        try:
            for call in calls:
                try:
                    name, arguments = asked.functions.read(call)
                except ValueError as error:
                    results.append(_known(f"Error: {error}"))
                    continue
                same = (name, json.dumps(arguments, sort_keys=True))
                if same in asked.made:
                    made[same] = _known(asked.made[same])
                elif same not in made:
                    self._calls += 1
                    key, made[same] = f"b{self._calls}", asyncio.get_running_loop().create_future()
                    out.append(key)
                    self._answers[key] = made[same]
                    yield _PlannedCall(key, name, arguments)
                results.append(made[same])
            async with asyncio.timeout_at(until_s):
                texts = [await result for result in results]
        except TimeoutError as error:
            raise ModelError(f"The tools that {self._host} wanted took too long.", SLOW_SAY) from error
        finally:
            for key in out:
                self._answers.pop(key, None)
        asked.made = {same: text for same, result in made.items() if not _failed(text := result.result())}
        for call, text in zip(calls, texts, strict=True):
            asked.rounds.append({"role": "tool", "tool_call_id": call.id, "content": text})

    @property
    def _host(self) -> str:
        return self._client.address.host


def _too_long(refusal: Refusal) -> bool:
    return refusal.status == _TOO_LARGE or refused_for_length(f"{refusal.told} {refusal.kind}")


def _known(text: str) -> "asyncio.Future[str]":
    """A result that is there already."""
    result: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    result.set_result(text)
    return result


def _failed(text: str) -> bool:
    """Whether a call has come to nothing, so that it may be made again."""
    return text.startswith("Error:")


def _due(item: Item[_AnswerText | _PlannedCall]) -> BackgroundChunk | BackgroundCall:
    if isinstance(item.value, _PlannedCall):
        return BackgroundCall(item.id, item.value.call, item.value.name, item.value.arguments, item.t)
    if item.value is not None:
        return BackgroundChunk(item.id, item.value.text, False, item.t, item.value.problem)
    if item.error is None:
        return BackgroundChunk(item.id, "", True, item.t)
    problem = f"The background model failed: {type(item.error).__name__}: {plain_line(str(item.error))}"
    return BackgroundChunk(item.id, FAILED_SAY, True, item.t, problem)
