from pathlib import Path

import numpy as np
import pytest

from duologue.core.errors import BundleError
from duologue.core.microturn import SUBFRAMES, Act, FloorState, Hearing, OwnVoice, Utterance, Word
from duologue.core.writing import ArgumentSpec, Call, Move, ToolSpec, WriteRequest, WriteResult
from duologue.model.bundle import Bundle
from duologue.model.core_manifest import FORMAT, CoreManifest
from duologue.model.interaction_core import Decision, InteractionCore, allowed, text_rows
from duologue.model.position import FEATURES, Positions, Role
from duologue.model.runtime import CPU, Provider, Runtime
from duologue.model.semantics import Embeddings, WordPieces
from duologue.tools.registry import builtin_specs
from helpers.letters import Letters

ACTS = list(Act)


def acts(own: OwnVoice, unanswered: int = 0) -> set[Act]:
    return {act for act, yes in zip(ACTS, allowed(own, unanswered), strict=True) if yes}


def test_one_can_only_stop_or_go_on_while_speaking() -> None:
    assert acts(OwnVoice(speaking=True, pending="relay"), unanswered=5) == {Act.CONTINUE, Act.YIELD}


def test_nothing_heard_is_not_answered_and_nothing_waiting_is_not_relayed() -> None:
    assert acts(OwnVoice()) == {Act.HOLD}
    assert acts(OwnVoice(), unanswered=1) == {Act.HOLD, Act.ACKNOWLEDGE, Act.RESPOND, Act.CALL}
    assert acts(OwnVoice(pending="response")) == {Act.HOLD, Act.RELAY}


def test_alarms_and_cues_may_be_told_into_an_answer() -> None:
    for pending, yes in (("relay", False), ("response", True), ("interjection", True)):
        assert (Act.RELAY in acts(OwnVoice(speaking=True, pending=pending))) == yes


def test_text_rows_hold_words_counts_and_nothing_at_the_continuous_position() -> None:
    table = np.arange(12, dtype=np.float16).reshape(4, 3)
    group = Positions(
        np.array([2, 20, 0]), np.array([Role.HEARD, Role.TAKEN_BACK, Role.FEATURES]), np.zeros(FEATURES, np.float32)
    )
    np.testing.assert_array_equal(text_rows(group, table), [[6, 7, 8], [1, 0, 0], [0, 0, 0]])


class ScriptedGraph:
    """Gives the act scores it is told; remembers positions and sizes."""

    def __init__(self, *scores: dict[Act, float]) -> None:
        self.scores = list(scores)
        self.seen: list[tuple[int, int]] = []

    def run(self, names: list[str], feed: dict[str, np.ndarray]) -> list[np.ndarray]:
        self.seen.append((int(feed["position"][0]), feed["roles"].shape[1]))
        act = np.full((1, feed["roles"].shape[1], len(ACTS)), -5.0, np.float32)
        for name, value in self.scores.pop(0).items():
            act[0, -1, ACTS.index(name)] = value
        floor = np.zeros((1, feed["roles"].shape[1], len(FloorState)), np.float32)
        floor[0, -1, list(FloorState).index(FloorState.YIELDING)] = 3.0
        return [act, floor, feed["past_k"], feed["past_v"]]


SHAPE = {"features": FEATURES, "layers": 1, "heads": 1, "window": 4, "width": 2, "text": 3, "roles": 8}


def hear(text: str = "") -> Hearing:
    frames = np.zeros(SUBFRAMES, np.float32)
    words = tuple(Word(w, 0.0, 0.1, stable=True) for w in text.split())
    return Hearing(frames, frames - 60, frames, (Utterance("u1", words, final=True),) if words else ())


def core(*scores: dict[Act, float]) -> tuple[InteractionCore, ScriptedGraph]:
    graph = ScriptedGraph(*scores)
    table = np.zeros((64, 3), np.float16)
    manifest = CoreManifest.of({"format": FORMAT, "shape": SHAPE, "biases": {}})
    return InteractionCore(graph, manifest, Letters(), table, meaning), graph  # type: ignore[arg-type]


def meaning(text: str) -> Embeddings:
    return np.full(3, len(text), np.float32)


def test_the_best_allowed_act_is_taken() -> None:
    decider, _ = core({Act.RESPOND: 9.0, Act.HOLD: 1.0}, {Act.RESPOND: 9.0, Act.HOLD: 1.0})
    assert decider.decide(hear(), OwnVoice()).act is Act.HOLD  # nothing was heard
    decision = decider.decide(hear("what time is it"), OwnVoice())
    assert decision.act is Act.RESPOND
    assert decision.floor is FloorState.YIELDING


def test_what_the_user_leans_on_tips_what_is_close_and_nothing_else() -> None:
    scores = {Act.HOLD: 1.0, Act.RESPOND: 0.5}
    for leaning, act in (({}, Act.HOLD), ({Act.RESPOND: 1.0}, Act.RESPOND), ({Act.YIELD: 9.0}, Act.HOLD)):
        decider, _ = core(scores)
        decision = decider.decide(hear("hello"), OwnVoice(), leaning=leaning)
        assert decision.act is act
        assert decision.scores[Act.HOLD.value] == pytest.approx(1.0)


def test_what_was_taken_up_is_not_taken_up_again() -> None:
    decider, _ = core(*[{Act.RESPOND: 9.0, Act.HOLD: 1.0}] * 2)
    assert decider.decide(hear("hello"), OwnVoice()).act is Act.RESPOND
    assert decider.decide(hear(), OwnVoice()).act is Act.HOLD


def test_positions_run_on_and_begin_again_after_a_reset() -> None:
    decider, graph = core(*[{Act.HOLD: 1.0}] * 3)
    decider.decide(hear("two words"), OwnVoice())
    decider.decide(hear(), OwnVoice())
    decider.reset()
    decider.decide(hear(), OwnVoice())
    assert graph.seen == [(0, 3), (3, 1), (0, 1)]


def test_a_core_of_another_form_is_refused() -> None:
    manifest = CoreManifest.of({"format": FORMAT, "shape": SHAPE | {"features": FEATURES + 1}, "biases": {}})
    with pytest.raises(BundleError, match="does not fit this version"):
        InteractionCore(ScriptedGraph(), manifest, Letters(), np.zeros((1, 3), np.float16), meaning)  # type: ignore[arg-type]


# ---- the real core ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(bundle: Bundle) -> InteractionCore:
    runtime = Runtime(Provider("cpu", CPU))
    return InteractionCore.load(bundle.folder / "core", bundle.folder / "semantics", runtime.open)


def listen(real: InteractionCore, words: list[str], quiet: int) -> list[Decision]:
    """Says a word every micro-turn, then is silent."""
    real.reset()
    decisions = []
    for i in range(len(words) + quiet):
        speaking = i < len(words)
        heard = tuple(Word(w, 0.2 * j, 0.2 * j + 0.2, stable=True) for j, w in enumerate(words[: i + 1]))
        utterances = (Utterance("u1", heard, final=False),) if speaking else ()
        speech = np.full(SUBFRAMES, 1.0 if speaking else 0.02, np.float32)
        level = np.full(SUBFRAMES, -24.0 if speaking else -70.0, np.float32)
        frames = np.zeros(SUBFRAMES, np.float32)
        decisions.append(real.decide(Hearing(speech, level, frames, utterances), OwnVoice()))
    return decisions


def test_a_finished_question_is_answered(real: InteractionCore) -> None:
    decisions = listen(real, ["how", "many", "days", "are", "there", "in", "a", "year"], 6)
    assert Act.RESPOND not in [d.act for d in decisions[:6]]
    assert Act.RESPOND in [d.act for d in decisions[7:]]


def write(real: InteractionCore, text: str) -> WriteResult:
    words = text.split()
    listen(real, words, 1)
    return real.write(WriteRequest(tuple(words), tools=builtin_specs()))


def test_a_timer_is_called_with_its_seconds(real: InteractionCore) -> None:
    assert write(real, "start a timer for twelve minutes").calls == (Call("timer.start", {"seconds": 720}),)


def test_two_requests_are_two_calls(real: InteractionCore) -> None:
    calls = write(real, "put soap on the shopping list and what time is it").calls
    assert [call.name for call in calls] == ["list.add", "clock.now"]
    assert calls[0].arguments == {"item": "soap", "list": "shopping"}


def test_a_question_is_for_the_background_model(real: InteractionCore) -> None:
    assert "volcanoes" in write(real, "why are there volcanoes in iceland").ask


def test_an_unfinished_request_is_waited_for(real: InteractionCore) -> None:
    assert write(real, "please remind me to").wait


@pytest.mark.parametrize("left", [Move.NOTHING, Move.OKAY, Move.MORE, Move.WAIT])
@pytest.mark.parametrize("text", ["yes", "ok", "set a timer"])
def test_where_one_move_alone_is_open_it_is_the_one_that_is_written(
    real: InteractionCore, left: Move, text: str
) -> None:
    written = real.write(WriteRequest(tuple(text.split()), background=False, without=frozenset(Move) - {left}))
    assert written.wait == (left is Move.WAIT)
    assert written.say is (left if left in (Move.OKAY, Move.MORE) else None)


def test_writing_leaves_no_trace(real: InteractionCore) -> None:
    def decide_on(*, write_too: bool) -> Decision:
        listen(real, ["what", "is", "the"], 1)
        if write_too:
            real.write(WriteRequest(("what", "is", "the"), tools=builtin_specs()))
        frames = np.zeros(SUBFRAMES, np.float32)
        return real.decide(Hearing(frames, frames - 70, frames), OwnVoice())

    assert decide_on(write_too=False) == decide_on(write_too=True)


def test_a_tool_can_be_registered_at_run_time(real: InteractionCore) -> None:
    room = ArgumentSpec("room", "the room to be vacuumed", str.strip, required=False)
    vacuum = ToolSpec("vacuum.start", "starts the robot vacuum cleaner in a room: vacuum the floor, clean up", (room,))
    words = ["please", "vacuum", "the", "living", "room"]
    listen(real, words, 1)
    written = real.write(WriteRequest(tuple(words), tools=(*builtin_specs(), vacuum)))
    assert written.calls == (Call("vacuum.start", {"room": "living room"}),)
    listen(real, words, 1)
    refused = real.write(WriteRequest(tuple(words), tools=builtin_specs())).calls
    assert [call.name for call in refused] == ["assistant.cannot"]


def test_an_unfinished_question_is_waited_for(real: InteractionCore) -> None:
    """The core may propose to respond; then the writer waits."""
    words = ["can", "you", "tell", "me", "how", "many", "days", "there", "are", "in", "the"]
    decisions = listen(real, words, 5)
    proposed = Act.RESPOND in [d.act for d in decisions]
    assert not proposed or real.write(WriteRequest(tuple(words), tools=builtin_specs())).wait


def test_decisions_do_not_depend_on_what_comes_later(real: InteractionCore) -> None:
    words = ["please", "put", "apples", "and", "pears", "on", "my", "list"]
    whole, prefix = listen(real, words, 4), listen(real, words[:5], 0)
    assert whole[:5] == prefix


def test_the_word_pieces_are_those_the_table_was_made_for(bundle: Bundle) -> None:
    pieces = WordPieces(bundle.path("semantics/tokenizer.json"))
    table = np.load(bundle.path("semantics/embeddings.npy"), mmap_mode="r")
    assert pieces.tokens("timer") != pieces.tokens("time")
    assert max(pieces.tokens("extraordinarily")) < len(table)


def test_weights_in_the_tree_are_those_in_the_bundle(bundle: Bundle) -> None:
    weights = Path(__file__).parents[3] / "models/weights/core.onnx"
    assert bundle.path("core/core.onnx").read_bytes() == weights.read_bytes()
