import numpy as np
import pytest

from duologue.core.writing import ArgumentSpec, Move, ToolSpec
from duologue.model.bundle import Bundle
from duologue.model.runtime import CPU, Provider, Runtime
from duologue.model.schema import ASK, Schema
from duologue.model.semantics import WIDTH, Embeddings, Sentences


@pytest.fixture(scope="module")
def sentences(bundle: Bundle) -> Sentences:
    return Sentences.load(bundle.folder / "semantics", Runtime(Provider("cpu", CPU)).open)


def test_sentences_that_mean_the_same_lie_close_together(sentences: Sentences) -> None:
    timer, alarm, soup = (sentences.embed(t) for t in ("set a timer", "start a countdown", "a recipe for soup"))
    assert timer.shape == (WIDTH,)
    assert np.linalg.norm(timer) == pytest.approx(1, abs=1e-4)
    assert timer @ alarm > timer @ soup + 0.1


def test_a_text_of_any_length_has_an_embedding(sentences: Sentences) -> None:
    assert np.isfinite(sentences.embed("")).all()
    assert np.isfinite(sentences.embed("and so on " * 400)).all()


def test_rows_are_embedded_once_and_kept_apart() -> None:
    seen: list[str] = []

    def embed(text: str) -> Embeddings:
        seen.append(text)
        return np.full(WIDTH, len(seen), np.float32)

    schema = Schema(embed)
    argument = ArgumentSpec("room", "which room", str.strip, options=(("hall", "the hall"), ("loft", "under the roof")))
    tool = ToolSpec("light.on", "turns the light on", (argument,))
    schema.add((tool, ASK))
    before = len(seen)
    schema.add((tool, ASK))
    assert len(seen) == before == len(schema) == len(set(seen))
    (slot,) = schema.slots(tool)
    assert [value for value, _ in slot.options] == ["hall", "loft"]
    assert len({schema.tool(tool), slot.row, *(row for _, row in slot.options)}) == 4
    assert schema.tool(ASK) == schema.moves[Move.ASK]
    assert schema.vectors().shape == (len(schema), WIDTH)


def test_tools_that_join_are_learnt_a_few_texts_at_a_time() -> None:
    seen: list[str] = []

    def embed(text: str) -> Embeddings:
        seen.append(text)
        return np.zeros(WIDTH, np.float32)

    schema = Schema(embed)
    argument = ArgumentSpec("room", "which room", str.strip, options=(("hall", "the hall"), ("loft", "under the roof")))
    light, bell = ToolSpec("light.on", "turns the light on", (argument,)), ToolSpec("bell.ring", "rings")
    before = len(seen)
    assert schema.learn((light, bell), 3) == ()
    assert len(seen) == before + 3
    assert schema.learn((light, bell), 1) == (light,)
    assert schema.learn((light, bell), 0) == (light,)
    assert schema.learn((light, bell), 9) == (light, bell)
    assert len(seen) == before + 5
    schema.add((light, bell))
    assert len(seen) == before + 5
