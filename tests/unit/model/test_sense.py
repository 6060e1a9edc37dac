"""Letters without sense: what the vocabulary does not know means no tool that it does not name."""

import random
import string

import pytest

from duologue.core.turn_text import words_of
from duologue.core.writing import Move, WriteRequest
from duologue.model.bundle import Bundle
from duologue.model.interaction_core import InteractionCore
from duologue.model.runtime import CPU, Provider, Runtime
from duologue.model.semantics import WordPieces
from duologue.model.sense import makes_sense
from duologue.model.writer import NOT_UNDERSTOOD
from duologue.tools.registry import builtin_specs

RNG = random.Random(7)
SENSELESS = (
    "gsdkjf wqpoe zmxnb vlkrt", "blah blah blah blah", "ba ba ba ba ba ba", "qwertyuiop zxcvbnm asdfghjkl", "aaaaaaaa",
    "VGhpcyBpcyBub3QgYSByZXF1ZXN0", "snirk flumble wozzit grabe", "x x x x x", "a" * 3000, "ab " * 600,
    "".join(RNG.choice(string.ascii_lowercase + " ") for _ in range(3000)),
    "".join(RNG.choice(string.ascii_letters + string.digits + "+/") for _ in range(400)),
)  # fmt: skip
REQUESTS = (
    "what time is it", "add gochujang to my shopping list", "note XK-2231-B", "remind me to call Siobhan at six",
    "read https://xqzv.example/abc", "7 x 8", "2+2", "12% of 80", "5ft in cm", "roll 2d6", "louder louder", "6:45",
    "set a tiemr for 5 minuets", "weather in Llanfairpwllgwyngyll", "how do you spell Przybylski", "what's up",
    "remember that the wifi password is xK9vq2LpZ", "don't", "add 2x M8x40 bolts", "10am",
)  # fmt: skip
NAMED = (
    ("take a note: kjqx vvzt ppqr wwxy zzrt", "notes.add", "kjqx vvzt ppqr wwxy zzrt"),
    ("jot down: zbxq", "notes.add", "zbxq"),
)
"""What the vocabulary hardly knows and what names its tool all the same."""


@pytest.fixture(scope="module")
def vocabulary(bundle: Bundle) -> WordPieces:
    return WordPieces(bundle.folder / "semantics" / "tokenizer.json")


@pytest.fixture(scope="module")
def core(bundle: Bundle) -> InteractionCore:
    runtime = Runtime(Provider("cpu", CPU))
    return InteractionCore.load(bundle.folder / "core", bundle.folder / "semantics", runtime.open)


@pytest.mark.parametrize("text", REQUESTS)
def test_what_people_ask_for_makes_sense(vocabulary: WordPieces, text: str) -> None:
    assert makes_sense(words_of(text), vocabulary.tokens)


@pytest.mark.parametrize("text", SENSELESS, ids=range(len(SENSELESS)))
def test_letters_without_sense_call_nothing_and_are_asked_about(core: InteractionCore, text: str) -> None:
    words, without = words_of(text), frozenset({Move.WAIT, Move.NOTHING})
    alone = core.write(WriteRequest(words, (), builtin_specs(), background=False, without=without))
    assert alone.calls == ()
    assert alone.say is Move.STOP or (alone.say, alone.words) == (Move.UNABLE, NOT_UNDERSTOOD)
    asked = core.write(WriteRequest(words, (), builtin_specs(), background=True, without=without))
    assert asked.calls == ()
    assert asked.ask or asked.say is Move.STOP


@pytest.mark.parametrize(("text", "tool", "value"), NAMED)
def test_a_tool_that_is_named_takes_any_letters(core: InteractionCore, text: str, tool: str, value: str) -> None:
    without = frozenset({Move.WAIT, Move.NOTHING})
    written = core.write(WriteRequest(words_of(text), (), builtin_specs(), background=False, without=without))
    assert [(call.name, list(call.arguments.values())) for call in written.calls] == [(tool, [value])]
