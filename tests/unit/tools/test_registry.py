"""The toolbox: exactly one outcome a call, whatever is called and however it goes."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.core.errors import InputError
from duologue.tools.base import NOT_UNDERSTOOD, Alarm, Answer, Argument, Reads, Request, Tool, ToolError, ToolOutcome
from duologue.tools.canned import read_canned
from duologue.tools.outcomes import CRASHED_SAY, TOO_LONG_SAY
from duologue.tools.registry import CANCELLED_ERROR, Toolbox, builtin_specs, tool_names
from duologue.tools.web.fetch import OFFLINE_ERROR
from duologue.tools.web.settings import OFF_ERROR, OFF_SAY, WebSettings

NOW = datetime(2026, 3, 14, 9, 26, tzinfo=UTC)
PUBLISHED = {
    "clock.now": {"about", "ahead"}, "clock.elapsed": {"of"},
    "timer.start": {"seconds", "label"}, "timer.cancel": {"label"}, "timer.show": {"label"},
    "reminder.every": {"seconds", "message", "rule"}, "reminder.at": {"seconds", "time", "message"},
    "reminder.cancel": {"message"}, "watch.start": {"for", "exercise"}, "watch.stop": {"for"},
    "listen.start": {"for", "say", "count"}, "listen.stop": {"for"}, "calculator.evaluate": {"expression"},
    "units.convert": {"value", "from", "to", "said"}, "list.add": {"list", "item"}, "list.remove": {"list", "item"},
    "list.show": {"list"}, "notes.add": {"text"}, "notes.search": {"query"}, "web.search": {"query"},
    "web.read": {"url"}, "weather.now": {"place"}, "translate.start": {"target", "source"}, "translate.stop": set(),
    "translate.played": set(), "translate.swap": set(), "translate.aloud": {"how"},
    "chart.show": {"kind"}, "task.cancel": {"what"}, "timer.pause": {"label"}, "timer.resume": {"label"},
    "timer.extend": {"seconds", "label", "way"}, "timer.rename": {"name", "label"}, "reminder.show": {"which"},
    "list.clear": {"list"}, "list.create": {"list"}, "list.rename": {"list", "name"}, "list.has": {"item", "list"},
    "list.move": {"item", "to", "list"}, "list.names": set(), "notes.show": {"which"}, "notes.delete": {"which"},
    "standing.show": set(), "undo.last": set(), "help.show": {"topic"}, "assistant.about": {"what"},
    "assistant.cannot": {"wish"}, "joke.tell": {"about"}, "chance.draw": {"what", "count", "sides", "low", "high"},
    "spelling.spell": {"word"}, "phrase.translate": {"phrase", "target"}, "speech.adjust": {"how"},
    "speech.repeat": {"pace"}, "speech.voice": {"which", "what"}, "window.look": {"look"},
    "settings.open": {"what"}, "microphone.mute": set(),
    "conversation.restart": set(), "eyes.fingers": set(), "eyes.look": set(), "eyes.people": set(),
    "eyes.posture": set(), "eyes.read": set(), "screen.look": set(), "screen.stop": set(),
    "watch.calibrate": set(), "watch.restart": set(), "watch.show": set(),
    "date.tell": {"day"}, "date.count": {"until", "since", "unit"}, "clock.place": {"place"},
}  # fmt: skip
"""Names and arguments as the replay contract publishes them, and those that are not in it."""


def toolbox(canned: Any = None, more: tuple[Tool, ...] = ()) -> Toolbox:
    return Toolbox(NOW, read_canned(canned or {}, "case.json", tool_names()), more)


def call(box: Toolbox, name: str, t: float = 0.0, **arguments: Any) -> ToolOutcome:
    box.call("c1", name, arguments, t)
    (outcome,) = [item for item in box.due(t) if isinstance(item, ToolOutcome)]
    return outcome


def crashing(request: Request) -> Answer:
    raise ZeroDivisionError("oh\nno.")


def test_every_published_tool_is_there_with_its_arguments() -> None:
    said = {spec.name: {argument.name for argument in spec.arguments} for spec in builtin_specs()}
    written = {schema["name"]: set(schema["parameters"]["properties"]) for schema in toolbox().schemas()}
    assert said | written == PUBLISHED


FOR_USERS = {
    "assistant.about", "assistant.cannot", "clock.elapsed", "clock.now", "conversation.restart", "eyes.fingers",
    "eyes.look", "eyes.people", "eyes.posture", "eyes.read", "help.show", "joke.tell",
    "microphone.mute", "phrase.translate", "screen.look", "screen.stop", "settings.open", "speech.adjust",
    "speech.repeat", "speech.voice", "spelling.spell", "standing.show", "task.cancel", "timer.pause", "timer.rename",
    "timer.resume",
    "translate.aloud", "translate.played", "translate.start", "translate.stop", "translate.swap", "undo.last",
    "watch.calibrate", "watch.restart", "watch.show", "watch.start", "watch.stop", "window.look",
}  # fmt: skip
"""What a user wants of the app itself, or what a model knows without it."""
MOST_TOKENS = 3_300
"""Of the schemas of all built-in tools, at four characters a token: a small model reads them before each answer."""


def test_language_models_are_offered_what_they_may_need_and_not_what_is_for_the_user_alone() -> None:
    offered = {schema["name"] for schema in toolbox().schemas()}
    assert offered == set(PUBLISHED) - FOR_USERS
    assert {spec.name for spec in toolbox().specs()} >= FOR_USERS, "the user's words reach them"
    assert len(json.dumps(toolbox().schemas())) / 4 < MOST_TOKENS


def test_language_models_are_offered_what_joins_later() -> None:
    def look(request: Request) -> Answer:
        return Answer({})

    box = toolbox(more=(Tool("chess.move", "moves a piece", look),))
    box.add((Tool("page.look", "looks at the page", look, spoken=False), Tool("page.hide", "", look, for_models=False)))
    offered = {schema["name"] for schema in box.schemas()}
    assert {"chess.move", "page.look"} < offered
    assert "page.hide" not in offered


def test_specifications_say_the_same_as_the_tools() -> None:
    specs = {spec.name: spec for spec in builtin_specs()}
    assert set(specs) == set(PUBLISHED)
    for schema in toolbox().schemas():
        spec, parameters = specs[schema["name"]], schema["parameters"]
        assert {a.name: a.help for a in spec.arguments} == {
            name: values["description"].partition(" (")[0]
            for name, values in parameters["properties"].items()
            if name not in ("rule", "said")  # which nobody says in one place
        }
        assert [a.name for a in spec.arguments if a.required] == parameters["required"]
    assert specs["reminder.at"].one_of == ("seconds", "time")
    assert [a.name for a in specs["list.add"].arguments] == ["item", "list"]
    assert len({spec.help for spec in specs.values()}) == len(specs)


def test_an_open_clock_time_is_read_by_the_clock_of_the_session() -> None:
    box = toolbox()
    (time,) = [a for spec in box.specs() if spec.name == "reminder.at" for a in spec.arguments if a.name == "time"]
    assert time.read("half past ten") == "10:30"
    box.hear((), 7200.0)
    assert time.read("half past ten") == "22:30"


arguments = st.dictionaries(
    st.sampled_from(["seconds", "label", "message", "time", "expression", "value", "from", "to", "list", "item", "x"]),
    st.one_of(st.text(max_size=12), st.floats(), st.integers(-10, 10**6), st.none(), st.booleans(), st.just([1])),
    max_size=4,
)


@given(st.lists(st.tuples(st.sampled_from(sorted({*PUBLISHED, "nothing"})), arguments), max_size=6))
def test_every_call_has_exactly_one_outcome(calls: list[tuple[str, dict[str, Any]]]) -> None:
    box = toolbox({"web.search": [{"match": "", "delay": 3, "result": {}}]})
    for at, (name, values) in enumerate(calls):
        box.call(f"c{at}", name, values, float(at))
    over = 12 + 21 * len(calls)  # what nobody answers is no
    outcomes = [item for t in range(over) for item in box.due(float(t)) if isinstance(item, ToolOutcome)]
    assert sorted(outcome.id for outcome in outcomes) == sorted(f"c{at}" for at in range(len(calls)))
    assert all(outcome.ok == (outcome.error is None) for outcome in outcomes)
    assert all(outcome.say or outcome.ok for outcome in outcomes)


@pytest.mark.parametrize(
    ("name", "values", "error"),
    [
        ("timer.start", {}, "timer.start needs the argument 'seconds'."),
        ("timer.start", {"seconds": "ten"}, "timer.start: 'seconds' must be a number."),
        ("timer.start", {"seconds": True}, "timer.start: 'seconds' must be a number."),
        ("timer.start", {"seconds": float("nan")}, "timer.start: 'seconds' must be a number."),
        ("timer.start", {"seconds": 5, "colour": "red"}, "timer.start has no argument 'colour'."),
        ("list.add", {"list": " ", "item": "x"}, "list.add: 'list' must be a text that is not empty."),
        ("watch.start", {"for": "cats"}, "watch.start: 'for' must be one of posture, repetitions, hands, person."),
    ],
)
def test_arguments_are_checked(name: str, values: dict[str, Any], error: str) -> None:
    outcome = call(toolbox(), name, **values)
    assert (outcome.ok, outcome.error, outcome.say) == (False, error, NOT_UNDERSTOOD)


def test_a_crashed_tool_is_an_outcome() -> None:
    outcome = call(toolbox(more=(Tool("test.crash", "Crashes.", crashing),)), "test.crash")
    assert (outcome.ok, outcome.say) == (False, CRASHED_SAY)
    assert outcome.error == "test.crash failed: ZeroDivisionError: oh no."


def test_an_unknown_tool_is_an_outcome() -> None:
    assert call(toolbox(), "coffee.make").error == "There is no tool named 'coffee.make'."


def test_a_canned_result_comes_after_its_delay() -> None:
    box = toolbox({"web.search": [{"match": "bridge", "delay": 4.0, "result": {"results": []}}]})
    box.call("c1", "web.search", {"query": "tallest Bridge"}, 2.0)
    assert box.due(5.9) == []
    assert box.waiting(5.9) == {"c1"}
    (outcome,) = box.due(6.0)
    told = "I couldn't find anything about that."
    assert outcome == ToolOutcome("c1", "web.search", True, 6.0, {"results": []}, None, told)
    assert box.waiting(6.0) == frozenset()


def test_canned_results_are_matched_on_compact_json_and_the_first_fits() -> None:
    entries = [{"match": '^{"query":"a b"}$', "result": 1}, {"match": "b", "result": 2}, {"match": "", "result": 3}]
    box = toolbox({"web.search": entries})
    assert [call(box, "web.search", query=query).result for query in ("a b", "b a", "c")] == [1, 2, 3]


def test_a_canned_tool_that_no_entry_fits_fails_as_if_offline() -> None:
    outcome = call(toolbox({"weather.now": [{"match": "Paris", "result": {}}]}), "weather.now", place="Rome")
    assert (outcome.ok, outcome.error) == (False, OFFLINE_ERROR)


def test_a_waiting_call_can_be_cancelled() -> None:
    box = toolbox({"web.search": [{"delay": 4.0, "result": {}}]})
    box.call("c1", "web.search", {"query": "x"}, 0.0)
    box.cancel("c1", 1.0)
    assert [(o.ok, o.t, o.say) for o in box.due(10.0) if isinstance(o, ToolOutcome)] == [(False, 1.0, "")]
    box.cancel("c1", 11.0)
    assert box.due(20.0) == []


def test_outcomes_and_alarms_come_in_order_of_time() -> None:
    box = toolbox({"web.search": [{"match": "slow", "delay": 9, "result": {}}, {"delay": 2, "result": {}}]})
    box.call("c1", "web.search", {"query": "slow"}, 0.0)
    box.call("c2", "timer.start", {"seconds": 5}, 0.0)
    box.call("c3", "web.search", {"query": "quick"}, 1.0)
    items = box.due(30.0)
    assert [(item.id, type(item)) for item in items] == [
        ("c2", ToolOutcome), ("c3", ToolOutcome), ("c2", Alarm), ("c1", ToolOutcome),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], "case.json: 'tools' must be an object."),
        ({"tea.make": []}, "case.json: unknown tool 'tea.make' in 'tools'."),
        ({"web.search": {}}, "case.json: 'tools.web.search' must be a list."),
        ({"web.search": ["x"]}, "case.json: item 1 of 'tools.web.search' must be an object."),
        (
            {"web.search": [{"result": 1, "wait": 2}]},
            "item 1 of 'tools.web.search' has the unknown field 'wait'.",
        ),
        ({"web.search": [{"match": ""}]}, "case.json: item 1 of 'tools.web.search' lacks the field 'result'."),
        (
            {"web.search": [{"result": 1, "delay": -1}]},
            "'delay' in item 1 of 'tools.web.search' must be a number",
        ),
        ({"web.search": [{"result": 1, "match": "("}]}, "is not a regular expression"),
        ({"web.search": [{"result": 1, "match": 5}]}, "is not a regular expression"),
    ],
)
def test_canned_results_are_checked(value: Any, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_canned(value, "case.json", tool_names())
    assert message in caught.value.message


def test_a_schema_reads_as_language_models_expect() -> None:
    tool = Tool(
        "a.b",
        "Does it.",
        crashing,
        (
            Argument("x", Reads.NUMBER, "How many."),
            Argument("y", Reads.OPTION, "Which.", required=False, options=(("p", "the one"), ("q", "the other"))),
        ),
    )
    assert tool.schema() == {
        "name": "a.b",
        "description": "Does it.",
        "parameters": {
            "type": "object",
            "properties": {
                "x": {"type": "number", "description": "How many."},
                "y": {"type": "string", "description": "Which.", "enum": ["p", "q"]},
            },
            "required": ["x"],
            "additionalProperties": False,
        },
    }
    assert tool.check({"x": 3, "y": "p"}) == {"x": 3, "y": "p"}
    with pytest.raises(ToolError):
        tool.check({"x": 3, "y": "r"})


class Slow:
    """A tool that answers when the test says so."""

    def __init__(self, **options: Any) -> None:
        self.runs, self.go = 0, asyncio.Event()
        self.tool = Tool("test.slow", "takes its time", self.run, (_WORD,), **options)

    async def run(self, request: Request) -> Answer:
        self.runs += 1
        await self.go.wait()
        if request.text("word") == "bad":
            raise ToolError("It is bad.")
        return Answer({"word": request.text("word")}, "Here it is.")


_WORD = Argument("word", Reads.TEXT, "any word")


async def later(box: Toolbox, t: float) -> list[ToolOutcome | Alarm]:
    await asyncio.sleep(0.02)
    return box.due(t)


def test_what_takes_time_comes_back_when_it_has_ended() -> None:
    async def test() -> None:
        slow = Slow()
        box = toolbox(more=(slow.tool,))
        box.call("c1", "test.slow", {"word": "tea"}, 1.0)
        assert await later(box, 50.0) == []
        assert box.waiting(50.0) == {"c1"}
        slow.go.set()
        (outcome,) = await later(box, 50.0)
        assert isinstance(outcome, ToolOutcome)
        assert (outcome.ok, outcome.say, outcome.result) == (True, "Here it is.", {"word": "tea"})
        assert 1.0 < outcome.t < 50.0
        assert box.waiting(50.0) == frozenset()

    asyncio.run(test())


def test_what_takes_time_may_fail_or_take_too_long() -> None:
    async def test() -> None:
        slow, stuck = Slow(), Slow(timeout_s=0.01)
        slow.go.set()
        box = toolbox(more=(slow.tool,))
        box.call("c1", "test.slow", {"word": "bad"}, 0.0)
        (bad,) = await later(box, 9.0)
        box = toolbox(more=(stuck.tool,))
        box.call("c2", "test.slow", {"word": "tea"}, 0.0)
        (late,) = await later(box, 9.0)
        assert isinstance(bad, ToolOutcome)
        assert isinstance(late, ToolOutcome)
        assert (bad.ok, bad.error) == (False, "It is bad.")
        assert (late.error, late.say) == ("test.slow took too long.", TOO_LONG_SAY)

    asyncio.run(test())


def test_what_takes_time_can_be_cancelled_and_is_closed_with_the_session() -> None:
    async def test() -> None:
        slow = Slow()
        box = toolbox(more=(slow.tool,))
        box.call("c1", "test.slow", {"word": "tea"}, 0.0)
        box.call("c2", "test.slow", {"word": "tea"}, 0.0)
        box.cancel("c1", 0.5)
        (outcome,) = await later(box, 9.0)
        assert isinstance(outcome, ToolOutcome)
        assert (outcome.id, outcome.ok, outcome.error) == ("c1", False, CANCELLED_ERROR)
        await box.close()
        assert box.due(99.0) == []

    asyncio.run(test())


def test_the_same_call_gives_the_same_answer_for_a_while() -> None:
    async def test() -> None:
        slow = Slow(kept_s=60.0)
        slow.go.set()
        box = toolbox(more=(slow.tool,))
        for id_, t, at_once in (("c1", 0.0, False), ("c2", 30.0, True), ("c3", 100.0, False)):
            box.call(id_, "test.slow", {"word": "tea"}, t)
            assert bool(box.due(t)) is at_once
            await later(box, t + 9.0)
        assert slow.runs == 2

    asyncio.run(test())


ONLINE = [("web.search", {"query": "x"}), ("web.read", {"url": "https://example.org"}), ("weather.now", {})]


def test_the_tools_that_leave_the_machine_are_known() -> None:
    box = toolbox()
    assert {name for name, tool in box._tools.items() if tool.online} == {name for name, _ in ONLINE}


@pytest.mark.parametrize(("name", "values"), ONLINE)
def test_where_the_internet_is_turned_off_they_fail_at_once(name: str, values: dict[str, Any]) -> None:
    outcome = call(Toolbox(NOW, web=WebSettings("off", place="Oslo")), name, **values)
    assert (outcome.ok, outcome.error, outcome.say) == (False, OFF_ERROR, OFF_SAY)


def test_what_is_settled_about_the_internet_counts_from_then_on() -> None:
    box = toolbox()
    specs = box.specs()
    box.use_web(WebSettings("off"))
    assert call(box, "web.search", query="x").error == OFF_ERROR
    assert box.specs() is specs


@pytest.mark.parametrize(("name", "values"), ONLINE)
def test_canned_results_need_no_internet(name: str, values: dict[str, Any]) -> None:
    canned = read_canned({name: [{"result": {"title": "A"}}]}, "case.json", tool_names())
    outcome = call(Toolbox(NOW, canned, web=WebSettings("off")), name, **values)
    assert (outcome.ok, outcome.result) == (True, {"title": "A"})


def test_without_a_place_the_weather_asks_for_one() -> None:
    assert call(Toolbox(NOW, web=WebSettings("on")), "weather.now").say.startswith("For which place?")


# ---- tools that come and go ----------------------------------------------------------------------------------------


def extra(name: str = "bell.ring", help_: str = "rings", **options: Any) -> Tool:
    return Tool(name, help_, lambda _: Answer(None, "Ding."), **options)


def test_a_tool_that_joins_can_be_called_at_once_and_is_offered_when_the_model_knows_it() -> None:
    box, bell = toolbox(), extra()
    before = box.specs()
    box.add([bell])
    assert call(box, "bell.ring").say == "Ding."
    assert "bell.ring" in {schema["name"] for schema in box.schemas()}
    assert box.specs() is before
    (joining,) = box.joining
    box.offer([joining])
    assert box.joining == ()
    assert [spec.name for spec in box.specs()] == sorted([*(spec.name for spec in before), "bell.ring"])
    assert all(any(spec is same for same in box.specs()) for spec in before)


def test_what_has_not_changed_stays_the_same_and_what_has_joins_anew() -> None:
    box, bell, gong = toolbox(), extra(), extra("gong.ring")
    box.add([bell, gong])
    box.offer(box.joining)
    before = {spec.name: spec for spec in box.specs()}
    box.add([bell, extra("gong.ring", "rings louder")])
    assert [spec.name for spec in box.joining] == ["gong.ring"]
    assert {spec.name for spec in box.specs()} == set(before) - {"gong.ring"}
    assert all(before[spec.name] is spec for spec in box.specs())


def test_a_tool_that_leaves_is_gone_and_one_that_was_always_there_stays() -> None:
    box = toolbox()
    builtin = box.specs()
    box.add([extra(), extra("gong.ring")])
    learnt = box.joining
    box.remove(["gong.ring", "clock.now", "nothing"])
    box.offer(learnt)
    assert {spec.name for spec in box.specs()} == {spec.name for spec in builtin} | {"bell.ring"}
    box.remove(["bell.ring"])
    assert box.specs() == builtin
    assert call(box, "bell.ring").error == "There is no tool named 'bell.ring'."


def test_nothing_takes_the_name_of_a_tool_that_is_always_there() -> None:
    with pytest.raises(ValueError, match=r"clock\.now"):
        toolbox().add([extra("clock.now")])


def test_a_tool_that_cannot_be_spoken_to_is_for_language_models_alone() -> None:
    box = toolbox(more=(extra("one.two", spoken=False),))
    box.add([extra("three.four", spoken=False)])
    assert box.joining == ()
    assert not {"one.two", "three.four"} & {spec.name for spec in box.specs()}
    assert {"one.two", "three.four"} < {schema["name"] for schema in box.schemas()}
