"""Writing branches: what the trainer lays out is what the app feeds, and what the core means is what is called."""

import hashlib

import numpy as np
import pytest

from duologue.core.writing import Call, Move, ToolSpec, WriteRequest
from duologue.model.layout import Branch
from duologue.model.position import PositionEncoder
from duologue.model.schema import ASK, Schema
from duologue.model.semantics import WIDTH, Embeddings
from duologue.model.writer import Scores, Writer
from duologue.tools.registry import builtin_specs
from duologue_models.interaction.simulate.requests import PlanStep
from duologue_models.interaction.simulate.speech import EXACT, Ears, TimedWord, Vocabulary
from duologue_models.interaction.targets.branches import (
    ABSENT,
    CHOICE,
    OPTION,
    Query,
    UnwritableError,
    Writing,
    WrittenBranch,
    as_array,
    carried_over,
    recognised,
)
from duologue_models.interaction.targets.script import Script, WriteMoment, encode
from helpers.letters import Letters

KEYS = 256
SENTENCE = "well set two timers for ten minutes and half an hour in french at nine thirty two"
TOOLS = {tool.name: tool for tool in builtin_specs()}


def embed(text: str) -> Embeddings:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])
    vector = np.random.default_rng(seed).standard_normal(WIDTH)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def pieces(word: str) -> list[int]:
    return [1 + len(word), *([7] if len(word) > 6 else [])] if word else []


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(3)


@pytest.fixture
def schema() -> Schema:
    made = Schema(embed)
    made.add((*TOOLS.values(), ASK))
    return made


class Oracle:
    """Stands in for a core that has learnt a branch by heart: checks what it is fed and says what is right. Beyond the
    branch, where the writer looks for what is lacking, it says nothing."""

    def __init__(self, written: WrittenBranch, schema: Schema) -> None:
        self.written, self.schema, self.at = written, schema, 0
        self.queries = {query.at: query for query in written.queries}

    def __call__(self, fed: Branch) -> Scores:
        branch, n = self.written.branch, len(fed)
        here = slice(self.at, self.at + n)
        if self.at >= len(branch):
            self.at += n
            return Scores(*(np.zeros((n, width), np.float32) for width in (WIDTH, 2 * KEYS, 2 * KEYS, 1)))
        assert list(zip(fed.tokens, fed.roles, strict=True)) == list(
            zip(branch.tokens[here], branch.roles[here], strict=True)
        )
        choice, point = np.zeros((n, WIDTH), np.float32), np.zeros((n, 2 * KEYS), np.float32)
        mark, absent = np.zeros((n, 2 * KEYS), np.float32), np.zeros((n, 1), np.float32)
        for i in range(n):
            mark[i, [self.at + i, KEYS + self.at + i]] = 1
            if (query := self.queries.get(self.at + i)) is not None:
                self._answer(query, choice[i], point[i], absent[i])
        self.at += n
        return Scores(choice, point, mark, absent)

    def _answer(self, query: Query, choice: Embeddings, point: Embeddings, absent: Embeddings) -> None:
        if query.a == ABSENT:
            absent[:] = 1000
        elif query.kind in (CHOICE, OPTION):
            choice[:] = 20 * self.schema.vector(query.a)
        else:
            point[[query.a, KEYS + query.b]] = 1000


def write(
    said: str, *plan: PlanStep, schema: Schema, heard: str = "", standing: tuple[str, ...] = ()
) -> tuple[Call, ...]:
    words = tuple((heard or said).split())
    written = Writing(schema, TOOLS, pieces).lay_out(said.split(), words, plan, standing)
    oracle = Oracle(written, schema)
    result = Writer(WriteRequest(words, standing, tuple(TOOLS.values())), schema, pieces, oracle).write()
    assert oracle.at == len(written.branch)
    return result.calls


def test_a_call_is_written_as_it_was_taught(schema: Schema) -> None:
    wanted = PlanStep("timer.start", {"seconds": ((4, 5),), "label": ((2, 2),)}, 6)
    calls = write("set a pasta timer ten minutes please", wanted, schema=schema)
    assert calls == (Call("timer.start", {"seconds": 600, "label": "pasta"}),)


def test_an_argument_is_put_together_from_several_stretches(schema: Schema) -> None:
    wanted = PlanStep("reminder.at", {"seconds": ((9, 10),), "message": ((3, 3), (7, 7))}, 11)
    calls = write("remind me to call ben i mean tina in ten minutes", wanted, schema=schema)
    assert calls == (Call("reminder.at", {"seconds": 600, "message": "call tina"}),)


def test_no_two_arguments_are_made_of_the_same_words(schema: Schema) -> None:
    wanted = PlanStep("units.convert", {"value": ((1, 1),), "from": ((2, 2),), "to": ((2, 2),)}, 4)
    words = ("convert", "ten", "miles", "to")
    written = Writing(schema, TOOLS, pieces).lay_out(words, words, (wanted,))
    result = Writer(WriteRequest(words, (), tuple(TOOLS.values())), schema, pieces, Oracle(written, schema)).write()
    assert result.calls == ()


def test_several_calls_follow_one_another(schema: Schema) -> None:
    items = [PlanStep("list.add", {"item": ((at, at),), "list": ((6, 6),)}, 8) for at in (1, 3)]
    calls = write("add soap and rice to my shopping list", *items, schema=schema)
    assert [call.arguments for call in calls] == [
        {"item": "soap", "list": "shopping"},
        {"item": "rice", "list": "shopping"},
    ]


def test_options_are_chosen_and_not_copied(schema: Schema) -> None:
    calls = write("a little bit slower now", PlanStep("speech.adjust", {"how": "slower"}, 5), schema=schema)
    assert calls == (Call("speech.adjust", {"how": "slower"}),)


def test_what_stands_is_told_first(schema: Schema) -> None:
    calls = write("cancel that", PlanStep("timer.cancel", {}, 2), schema=schema, standing=("timer start 180",))
    assert calls == (Call("timer.cancel", {}),)


def test_moves_end_the_writing(schema: Schema) -> None:
    words = ("put", "soap", "and")
    for move in (Move.WAIT, Move.NOTHING, Move.GREET, Move.MORE):
        written = Writing(schema, TOOLS, pieces).lay_out(words, words, (PlanStep(move.value, {}, 0),))
        result = Writer(WriteRequest(words, (), tuple(TOOLS.values())), schema, pieces, Oracle(written, schema)).write()
        assert not result.calls
        assert result.wait == (move is Move.WAIT)
        assert result.say is (move if move in (Move.GREET, Move.MORE) else None)


@pytest.mark.parametrize(("bias", "waits"), [(0.0, False), (25.0, True)])
def test_the_bias_for_waiting_turns_a_close_decision(schema: Schema, bias: float, waits: bool) -> None:
    words = ("what", "time", "is", "it")
    written = Writing(schema, TOOLS, pieces).lay_out(words, words, (PlanStep("clock.now", {}, 4),))
    request = WriteRequest(words, (), tuple(TOOLS.values()))
    result = Writer(request, schema, pieces, Oracle(written, schema), {Move.WAIT: bias}).write()
    assert result.wait == waits


@pytest.mark.parametrize(("bias", "waits"), [(-15.0, False), (15.0, True)])
def test_for_what_is_lacking_the_core_waits_or_asks(schema: Schema, bias: float, waits: bool) -> None:
    words = ("set", "a", "timer", "for")
    written = Writing(schema, TOOLS, pieces).lay_out(words, words, (PlanStep("timer.start", {}, 4),))
    request = WriteRequest(words, (), tuple(TOOLS.values()))
    result = Writer(request, schema, pieces, Oracle(written, schema), {Move.WAIT: bias}).write()
    assert (result.calls, result.wait) == ((), waits)
    assert result.say is (None if waits else Move.MORE)


def test_a_question_goes_to_the_background_in_its_own_words(schema: Schema) -> None:
    words = ("okay", "so", "why", "is", "the", "sky", "blue")
    plan = (PlanStep(Move.ASK.value, {"question": ((2, 6),)}, 7),)
    written = Writing(schema, TOOLS, pieces).lay_out(words, words, plan)
    result = Writer(WriteRequest(words, (), tuple(TOOLS.values())), schema, pieces, Oracle(written, schema)).write()
    assert result.ask == "why is the sky blue"


class Guess:
    """A core that knows nothing: every score is drawn at random."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def __call__(self, fed: Branch) -> Scores:
        n = len(fed)
        return Scores(*(self.rng.standard_normal((n, k)).astype(np.float32) * 9 for k in (WIDTH, 128, 128, 1)))


@pytest.mark.parametrize("seed", range(60))
def test_whatever_the_core_says_calls_are_valid(schema: Schema, seed: int) -> None:
    words = tuple(SENTENCE.split())
    result = Writer(WriteRequest(words, (), tuple(TOOLS.values())), schema, pieces, Guess(seed)).write()
    for call in result.calls:
        check(TOOLS[call.name], call)


def check(tool: ToolSpec, call: Call) -> None:
    known = {argument.name: argument for argument in tool.arguments}
    assert set(call.arguments) <= set(known)
    assert {name for name, argument in known.items() if argument.required} <= set(call.arguments)
    for name, value in call.arguments.items():
        assert value is not None
        if known[name].options:
            assert value in [option for option, _ in known[name].options]
    if tool.one_of:
        assert len([name for name in tool.one_of if name in call.arguments]) == 1


def test_labels_follow_the_words_that_were_recognised() -> None:
    said = ["set", "a", "timer", "for", "twenty", "five", "minutes"]
    assert carried_over(said, ["set", "the", "timer", "for", "25", "minutes"], [(4, 6)]) == [(4, 5)]
    assert carried_over(said, said, [(4, 5), (6, 6)]) == [(4, 5), (6, 6)]


def test_a_word_that_was_not_recognised_makes_a_plan_unwritable() -> None:
    with pytest.raises(UnwritableError):
        carried_over(["add", "soap", "to", "the", "list"], ["add", "to", "the", "list"], [(1, 1)])


def test_a_number_that_came_out_as_a_word_makes_a_plan_unwritable(schema: Schema) -> None:
    plan = (PlanStep("calculator.evaluate", {"expression": ((2, 4),)}, 5),)
    said, heard = ["what", "is", "twelve", "times", "twelve"], ["what", "is", "twelve", "times", "well"]
    with pytest.raises(UnwritableError):
        Writing(schema, TOOLS, pieces).lay_out(said, heard, plan)


@pytest.mark.parametrize(("after_s", "move"), [(0.2, Move.WAIT), (1.0, None), (2.0, Move.MORE)])
def test_who_is_not_understood_is_asked_after_a_while(
    after_s: float, move: Move | None, schema: Schema, rng: np.random.Generator
) -> None:
    plan = (PlanStep("calculator.evaluate", {"expression": ((2, 4),)}, 5),)
    said, read = ("what", "is", "twelve", "times", "twelve"), ("what", "is", "twelve", "times", "well")
    heard = [TimedWord(word, 1.0 + i / 2, 1.4 + i / 2) for i, word in enumerate(read)]
    end = heard[-1].end
    script = Script(user=heard, writes=[WriteMoment(end + after_s, said, plan, 0.8, end)])
    hearings = Ears(rng, Vocabulary(["x"]), EXACT).hear(heard, 40)
    writing = Writing(schema, TOOLS, pieces)
    made = encode(script, hearings, PositionEncoder(Letters()), has_sound=False, writing=writing).branches
    assert [written.queries[0].a for _, written in made] == ([] if move is None else [schema.moves[move]])


@pytest.mark.parametrize(
    ("heard", "right"),
    [
        ("read the page example dot com", True),
        ("reed the page example dot com", True),
        ("read the page exam", False),
        ("read the page example dot comma", False),
    ],
)
def test_a_stretch_whose_end_is_misread_was_not_recognised(heard: str, *, right: bool) -> None:
    said = ["read", "the", "page", "example", "dot", "com"]
    plan = (PlanStep("web.read", {"url": ((3, 5),)}, 6),)
    assert recognised(said, heard.split(), plan) is right


def test_decisions_move_with_their_branch(schema: Schema) -> None:
    words = ["what", "is", "ten", "plus", "two"]
    written = Writing(schema, TOOLS, pieces).lay_out(
        words, words, (PlanStep("calculator.evaluate", {"expression": ((2, 4),)}, 5),)
    )
    here, moved = as_array(written, 0), as_array(written, 300)
    assert (moved[:, 0] - here[:, 0] == 300).all()
    span = written.queries[1]
    assert tuple(moved[1, 2:4]) == (span.a + 300, span.b + 300)
    assert (moved[:, 2][here[:, 1] == CHOICE] == here[:, 2][here[:, 1] == CHOICE]).all()
