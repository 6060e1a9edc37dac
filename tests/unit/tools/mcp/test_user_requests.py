"""What servers ask of the user through the toolbox of a session: by voice, typed, on a panel, with nobody there."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import Any

import mcp_types as types
import pytest

from duologue.core.microturn import Utterance, Word
from duologue.core.tasks import Tasks
from duologue.tools.base import ToolError
from duologue.tools.consent import FILLED_WITHIN_S, Consent, ConsentReply, ConsentSettled, ConsentWanted
from duologue.tools.mcp.config import ServerConfig
from duologue.tools.mcp.user_requests import UserRequests
from duologue.tools.registry import Toolbox

POST = ServerConfig("post", "x")
SCHEMA = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "title": "Your name", "minLength": 2},
        "colour": {"type": "string", "enum": ["red", "blue"], "enumNames": ["Red", "Blue"], "default": "blue"},
    },
    "required": ["name"],
}


class World:
    """A toolbox, and a server that asks."""

    def __init__(self, policy: str = "ask", *, nobody: bool = False) -> None:
        self.box = Toolbox(datetime(2026, 3, 14, tzinfo=UTC), consent=Consent(policy))
        self.opened: list[str] = []
        self.requests = UserRequests([] if nobody else [self.box], self._open)
        self.t, self.browser = 1.0, True

    def _open(self, address: str) -> bool:
        self.opened.append(address)
        return self.browser

    async def asked(self) -> ConsentWanted:
        """The question that is asked next."""
        for _ in range(100):
            await asyncio.sleep(0)
            self.t += 0.2
            self.box.hear((), self.t)
            for item in self.box.due(self.t):
                if isinstance(item, ConsentWanted):
                    return item
        raise AssertionError("nothing is asked")

    def says(self, words: str, wanted: ConsentWanted) -> frozenset[str]:
        self.box.voiced(wanted.id, self.t)
        self.t += 1.0
        spoken = tuple(Word(word, self.t + at, self.t + at + 0.1, stable=True) for at, word in enumerate(words.split()))
        return self.box.hear((Utterance(f"u{self.t}", spoken, final=True),), self.t)


def form(schema: dict[str, Any] = SCHEMA, message: str = "Who are you?") -> types.ElicitRequestFormParams:
    return types.ElicitRequestFormParams(message=message, requested_schema=schema)


def run(
    ask: Callable[[World], Coroutine[Any, Any, Any]],
    answer: Callable[[World], Coroutine[Any, Any, None]],
    world: World | None = None,
) -> Any:
    async def around() -> Any:
        here = world or World()
        async with asyncio.timeout(5):
            result, _ = await asyncio.gather(ask(here), answer(here))
            return result

    return asyncio.run(around())


def elicit(params: Any) -> Callable[[World], Coroutine[Any, Any, Any]]:
    return lambda here: here.requests.elicit(POST, params)


def test_a_form_is_filled_in_by_voice() -> None:
    async def answer(here: World) -> None:
        wanted = await here.asked()
        assert wanted.question == "The server post asks: Who are you? Your name?"
        assert here.says("Ada", wanted)
        again = await here.asked()
        assert again.id == wanted.id
        assert again.question == "Your name: Ada. Colour: Blue. Shall I?"
        assert here.says("yes", again)

    result = run(elicit(form()), answer)
    assert (result.action, result.content) == ("accept", {"name": "Ada", "colour": "blue"})


def test_a_form_is_filled_in_on_the_panel_and_faults_are_told() -> None:
    async def answer(here: World) -> None:
        wanted = await here.asked()
        assert [(each.label, each.required, each.value) for each in wanted.fields or ()] == [
            ("Your name", True, None), ("Colour", False, "blue"),
        ]  # fmt: skip
        assert here.box.decide(wanted.id, ConsentReply.ALLOW, here.t, {0: "A", 1: ["red"]})
        again = await here.asked()
        assert again.problem == "Your name needs at least 2 characters"
        assert [each.value for each in again.fields or ()] == ["A", "red"]
        assert here.box.decide(again.id, ConsentReply.ALLOW, here.t, {0: "Ada", 1: ["red"]})

    result = run(elicit(form()), answer)
    assert (result.action, result.content) == ("accept", {"name": "Ada", "colour": "red"})


def test_a_form_is_filled_in_by_typing_and_a_question_is_none() -> None:
    async def answer(here: World) -> None:
        await here.asked()
        assert not here.box.typed("what time is it?", here.t)
        assert here.box.typed("Ada", here.t)
        await here.asked()
        assert here.box.typed("yes", here.t)

    assert run(elicit(form()), answer).content == {"name": "Ada", "colour": "blue"}


@pytest.mark.parametrize("policy", ["ask", "allow"])
def test_a_form_can_be_refused(policy: str) -> None:
    async def answer(here: World) -> None:
        wanted = await here.asked()
        here.box.decide(wanted.id, ConsentReply.DENY, here.t)
        assert any(isinstance(item, ConsentSettled) for item in here.box.due(here.t))

    result = run(elicit(form()), answer, World(policy))
    assert (result.action, result.content) == ("decline", None)


def test_a_form_that_nobody_answers_runs_out() -> None:
    async def answer(here: World) -> None:
        await here.asked()
        here.box.due(here.t + FILLED_WITHIN_S - 1)
        here.box.due(here.t + FILLED_WITHIN_S + 1)

    assert run(elicit(form()), answer).action == "decline"


async def nothing(here: World) -> None:
    """Nobody answers."""


def test_without_a_session_or_leave_it_is_cancelled() -> None:
    assert run(elicit(form()), nothing, World(nobody=True)).action == "cancel"

    async def passes(here: World) -> None:
        await asyncio.sleep(0)
        here.box.due(5.0)

    assert run(elicit(form()), passes, World("deny")).action == "cancel"


def test_a_session_that_ends_cancels_what_is_asked() -> None:
    async def answer(here: World) -> None:
        await here.asked()
        await here.box.close()

    assert run(elicit(form()), answer).action == "decline"


def test_a_server_that_gives_up_is_asked_for_no_more() -> None:
    async def test() -> None:
        here = World()
        failures: list[str] = []
        tasks = Tasks(lambda name, _: failures.append(name))
        tasks.spawn("asking", here.requests.elicit(POST, form()))
        wanted = await here.asked()
        await tasks.close()
        assert not failures
        assert any(isinstance(item, ConsentSettled) and item.id == wanted.id for item in here.box.due(here.t))

    asyncio.run(test())


@pytest.mark.parametrize(
    ("schema", "kinds"),
    [
        ({"a": {"type": "string"}}, ["text"]),
        ({"a": {"type": "string", "format": "email"}}, ["text"]),
        ({"a": {"type": "number"}, "b": {"type": "integer"}}, ["number", "whole"]),
        ({"a": {"type": "boolean", "default": True}}, ["yes or no"]),
        ({"a": {"type": "string", "enum": ["x"]}}, ["one"]),
        ({"a": {"type": "string", "oneOf": [{"const": "x", "title": "Ex"}]}}, ["one"]),
        ({"a": {"type": "array", "items": {"type": "string", "enum": ["x"]}}}, ["some"]),
        ({"a": {"type": "array", "items": {"anyOf": [{"const": "x", "title": "Ex"}]}}}, ["some"]),
        ({"a": None, "b": {"type": "strange"}}, ["text", "text"]),
        ({}, []),
    ],
)
def test_all_kinds_of_fields_are_shown(schema: dict[str, Any], kinds: list[str]) -> None:
    async def answer(here: World) -> None:
        wanted = await here.asked()
        assert [each.kind.value for each in wanted.fields or ()] == kinds
        here.box.decide(wanted.id, ConsentReply.ALLOW, here.t, {})

    properties = {"type": "object", "properties": schema}
    result = run(
        elicit(types.ElicitRequestFormParams.model_construct(message="x", requested_schema=properties)), answer
    )
    assert result.action == "accept"


@pytest.mark.parametrize(
    ("address", "reply", "action", "opened"),
    [
        ("https://example.org/pay?x=1", ConsentReply.ALLOW, "accept", ["https://example.org/pay?x=1"]),
        ("https://example.org/pay", ConsentReply.DENY, "decline", []),
    ],
)
def test_a_page_is_opened_when_the_user_agrees(address: str, reply: Any, action: str, opened: list[str]) -> None:
    here = World()

    async def answer(_: World) -> None:
        wanted = await here.asked()
        assert "It wants to open example.org in your browser." in wanted.question
        assert dict(wanted.details)["address"] == address
        here.box.decide(wanted.id, reply, here.t)

    params = types.ElicitRequestURLParams(message="Pay.", url=address, elicitation_id="e1")
    assert run(elicit(params), answer, here).action == action
    assert here.opened == opened


def test_a_server_is_told_when_there_is_no_browser_for_its_page() -> None:
    here = World()
    here.browser = False

    async def answer(_: World) -> None:
        here.box.decide((await here.asked()).id, ConsentReply.ALLOW, here.t)

    params = types.ElicitRequestURLParams(message="Pay.", url="https://example.org/pay", elicitation_id="e1")
    assert run(elicit(params), answer, here).action == "cancel"


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "https://", "nonsense"])
def test_what_is_no_page_is_never_opened(address: str) -> None:
    here = World()
    params = types.ElicitRequestURLParams(message="Pay.", url=address, elicitation_id="e1")
    assert run(elicit(params), nothing, here).action == "decline"
    assert here.opened == []


def sampling(text: str = "Sum it up.", **more: Any) -> types.CreateMessageRequestParams:
    messages = [types.SamplingMessage(role="user", content=types.TextContent(text=text))]
    return types.CreateMessageRequestParams(messages=messages, max_tokens=3, **more)


def sample(params: Any) -> Callable[[World], Coroutine[Any, Any, Any]]:
    return lambda here: here.requests.sample(POST, params)


async def model(instructions: str, lines: Sequence[tuple[bool, str]]) -> str:
    return f"{lines[-1][1]} in {len(lines)} ({instructions})"


def test_a_text_is_answered_by_the_background_model_when_the_user_agrees() -> None:
    here = World()
    here.box.answer_by(model)

    async def answer(_: World) -> None:
        wanted = await here.asked()
        assert wanted.heading == "May I use the background model for post?"
        assert dict(wanted.details) == {"prompt": "Sum it up.", "instructions": "Short."}
        here.box.decide(wanted.id, ConsentReply.ALLOW, here.t)

    result = run(sample(sampling(system_prompt="Short.")), answer, here)
    assert (result.content.text, result.stop_reason) == ("Sum it up.", "maxTokens")


def test_a_text_is_not_answered_without_leave_or_model() -> None:
    refused = World()
    refused.box.answer_by(model)

    async def deny(_: World) -> None:
        refused.box.decide((await refused.asked()).id, ConsentReply.DENY, refused.t)

    assert "rejected" in run(sample(sampling()), deny, refused).message
    assert "no background model" in run(sample(sampling()), nothing).message
    assert "Nobody" in run(sample(sampling()), nothing, World(nobody=True)).message
    empty = World("allow")
    empty.box.answer_by(model)
    assert "no text" in run(sample(sampling("")), nothing, empty).message


def test_what_was_allowed_for_good_is_not_asked_again_and_a_failure_is_told() -> None:
    here = World("allow")

    async def fails(*_: Any) -> str:
        raise ToolError("It is asleep.")

    here.box.answer_by(fails)
    assert run(sample(sampling()), nothing, here).message == "It is asleep."
