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


def flat(**near: tuple[float, float]) -> Schema:
    """A schema in a plane. near: direction of each text, by its first word; of any other, away from all of them."""

    def embed(text: str) -> Embeddings:
        vector = np.zeros(WIDTH, np.float32)
        vector[:2] = near.get(text.split(maxsplit=1)[0].rstrip(":"), (0.0, 0.0))
        return vector

    return Schema(embed)


def told(name: str, *, taught: bool = False) -> ToolSpec:
    return ToolSpec(name, "does it", taught=taught)


WORDS = np.eye(1, WIDTH, dtype=np.float32)[0]
"""The user's words: along the first direction."""


def test_the_nearest_is_the_stranger_that_the_words_mean_most() -> None:
    schema = flat(lamp=(0.7, 0.0), door=(0.9, 0.0), bell=(0.5, 0.0))
    tools = [told("home.lamp"), told("home.door"), told("home.bell")]
    assert schema.nearest(tools, WORDS) is tools[1]
    assert schema.nearest(tools[::-1], WORDS) is tools[1]


@pytest.mark.parametrize(
    ("kinship", "known", "found"),
    [
        (0.5, 0.0, True),
        (0.41, -0.5, True),
        (0.39, 0.0, False),  # too far from anything
        (0.5, 0.45, False),  # the words might as well mean a tool of our own
        (0.5, 0.43, True),
        (0.9, 0.95, False),
    ],
)
def test_a_stranger_is_meant_where_the_words_are_near_it_and_nearer_than_any_of_ours(
    kinship: float, known: float, found: bool
) -> None:
    schema = flat(lamp=(kinship, 0.0), timer=(known, 0.0))
    lamp = told("home.lamp")
    assert schema.nearest([told("timer.start", taught=True), lamp], WORDS) is (lamp if found else None)


def test_a_tool_of_our_own_is_never_the_nearest_stranger_and_without_strangers_there_is_none() -> None:
    schema = flat(timer=(1.0, 0.0))
    assert schema.nearest([told("timer.start", taught=True)], WORDS) is None
    assert schema.nearest([], WORDS) is None


def test_words_near_the_name_of_a_stranger_reach_it_whatever_its_program_is_called(sentences: Sentences) -> None:
    graph = ToolSpec("memory.read_graph", "Read the entire knowledge graph", taught=False)
    lamp = ToolSpec("home.lamp_on", "Turns a lamp on", taught=False)
    timer = ToolSpec("timer.start", "sets a timer or countdown for some minutes", taught=True)
    schema, tools = Schema(sentences.embed), (graph, lamp, timer)

    def nearest(words: str) -> ToolSpec | None:
        return schema.nearest(tools, sentences.embed(words))

    assert nearest("Read the entire knowledge graph.") is graph
    assert nearest("read me the whole graph please") is graph
    assert nearest("switch the lamp on") is lamp
    assert nearest("set a timer for ten minutes") is None
    assert nearest("who wrote Pride and Prejudice?") is None
