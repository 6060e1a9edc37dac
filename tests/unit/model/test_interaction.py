from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import pytest

from duologue.core.microturn import (
    SUBFRAMES,
    Act,
    FloorState,
    Hearing,
    MicroTurn,
    OwnVoice,
    TextEvent,
    TextRole,
    Utterance,
    Word,
)
from duologue.core.timing import MIC_SAMPLES
from duologue.core.writing import ToolSpec, WriteRequest, WriteResult
from duologue.model.bundle import Bundle
from duologue.model.features import Groups
from duologue.model.interaction import BundleModel
from duologue.model.interaction_core import Decision
from duologue.model.runtime import CPU, Provider

UTTERANCE = Utterance("u1", (Word("hello", 0.0, 0.2, stable=False),), final=False)


class OneWord:
    """Ears that hear the same word in every micro-turn."""

    def __init__(self) -> None:
        self.heard: list[float] = []

    def hear(self, mic: np.ndarray, expected: tuple[str, ...] = ()) -> Hearing:
        self.heard.append(float(mic[0]))
        frames = np.zeros(SUBFRAMES, np.float32)
        return Hearing(frames, np.array([-50, -20, -30, -40], np.float32), frames, (UTTERANCE,))

    def sense(self, mic: np.ndarray) -> Hearing:
        frames = np.full(SUBFRAMES, float(mic[0]), np.float32)
        return Hearing(frames, frames, frames)

    def warm_up(self) -> None:
        self.heard.append(-1.0)

    def reset(self) -> None:
        self.heard.clear()


TOOLS = (ToolSpec("bell.ring", "rings a bell"),)


class Yielding:
    """A core that always yields and remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[OwnVoice, tuple[TextEvent, ...], bool]] = []
        self.prepared: tuple[ToolSpec, ...] = ()

    def decide(
        self,
        hearing: Hearing,
        own: OwnVoice,
        events: Iterable[TextEvent],
        *,
        muted: bool,
        seen: Groups,
        leaning: Mapping[Act, float],
    ) -> Decision:
        self.told.append((own, tuple(events), muted))
        return Decision(Act.YIELD, FloorState.SPEAKING, 0.8, 0.1)

    def write(self, request: WriteRequest) -> WriteResult:
        self.prepared = request.tools
        return WriteResult()

    def keep_meanings(self) -> None:
        """Nothing is kept."""

    def reset(self) -> None:
        self.told.clear()


def turn(level: float = 0.5) -> MicroTurn:
    mic = np.full(MIC_SAMPLES, level, np.float32)
    own = OwnVoice(speaking=True, kind="relay")
    return MicroTurn(0, mic, (TextEvent(TextRole.TOOL, "done"),), own, muted=True)


def test_a_step_hears_then_decides() -> None:
    ears, core = OneWord(), Yielding()
    acts = BundleModel(ears, core, Provider("cpu", CPU, "no GPU")).step(turn())  # type: ignore[arg-type]
    assert (acts.act, acts.floor) == (Act.YIELD, FloorState.SPEAKING)
    assert acts.utterances == (UTTERANCE,)
    assert acts.level_db == -20
    assert ears.heard == [0.5]
    assert core.told == [(turn().own, turn().events, True)]


def test_words_that_others_hear_are_those_of_the_step() -> None:
    ears, core = OneWord(), Yielding()
    other = Utterance("f1", (Word("hola", 0.0, 0.2, stable=True),), final=True)
    acts = BundleModel(ears, core, Provider("cpu", CPU)).step(replace(turn(), heard=(other,)))  # type: ignore[arg-type]
    assert acts.utterances == (other,)
    assert acts.speech == (0.5,) * SUBFRAMES
    assert ears.heard == []
    assert len(core.told) == 1


def test_warming_up_leaves_no_trace() -> None:
    ears, core = OneWord(), Yielding()
    model = BundleModel(ears, core, Provider("cpu", CPU))  # type: ignore[arg-type]
    model.warm_up(TOOLS)
    assert ears.heard == []
    assert core.told == []
    assert core.prepared == TOOLS


def test_the_provider_is_named_with_the_reason_for_a_fallback() -> None:
    model = BundleModel(OneWord(), Yielding(), Provider("cpu", CPU, "no GPU"))  # type: ignore[arg-type]
    assert (model.provider, model.fallback) == (CPU, "no GPU")


def test_silence_through_the_real_model_is_held(bundle: Bundle) -> None:
    model = BundleModel.load(bundle, "cpu")
    model.warm_up()
    quiet = [MicroTurn(i, np.zeros(MIC_SAMPLES, np.float32)) for i in range(10)]
    decided = [model.step(silent) for silent in quiet]
    assert {acts.act for acts in decided} == {Act.HOLD}
    assert all(acts.utterances == () for acts in decided)
    assert decided[-1].level_db == pytest.approx(-100)
