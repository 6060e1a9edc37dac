"""Simulated speech, scenarios and targets."""

import dataclasses
from itertools import pairwise

import numpy as np
import pytest

from duologue.core.microturn import Act, FloorState
from duologue.core.timing import MICROTURN_S
from duologue.model.position import PositionEncoder, Role
from duologue_models.interaction import meetings
from duologue_models.interaction.curves import measure
from duologue_models.interaction.grammar import Grammar, number
from duologue_models.interaction.scenarios import Material, Scenario
from duologue_models.interaction.session import ACTS, FLOORS, IGNORE, OwnSpeech, Script, encode
from duologue_models.interaction.speech import Ears, RecogniserHabits, Said, spoken

CALM = RecogniserHabits(lag=(0, 0), late_word=0, partial=0, wrong_first=0, substituted=0, dropped=0, flips=0)


class Letters:
    def tokens(self, word: str) -> list[int]:
        return [len(word)]


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(3)


def test_words_sound_one_after_the_other_with_their_pauses(rng: np.random.Generator) -> None:
    said = spoken(["put", "milk", "on", "the", "list"], 1.0, rng, pauses={2: 1.5})
    assert said[0].start == 1.0
    assert all(a.end <= b.start for a, b in pairwise(said))
    assert said[2].start - said[1].end == pytest.approx(1.5)


def test_the_simulated_ears_write_every_word_once_it_is_over(rng: np.random.Generator) -> None:
    said = spoken(["what", "time", "is", "it"], 0.5, rng)
    steps = 15
    last, known = "", []
    for k, hearing in enumerate(Ears(rng, ["x"], CALM).hear(said, steps)):
        for utterance in hearing.utterances:
            last = utterance.text
            known.append(len(utterance.words) == sum(w.end <= (k + 1) * MICROTURN_S for w in said))
    assert last == "what time is it"
    assert all(known)


def test_voice_activity_covers_the_words(rng: np.random.Generator) -> None:
    said = [Said("hello", 1.0, 2.0)]
    speech = np.concatenate([h.speech for h in Ears(rng, ["x"], CALM).hear(said, 20)])
    assert np.median(speech[20:40]) > 0.8
    assert np.median(speech[:18]) < 0.3


def targets(script: Script, rng: np.random.Generator) -> tuple[list[Act], list[FloorState]]:
    ears = Ears(rng, ["x"], CALM)
    example = encode(script, ears.hear(script.user, 30), PositionEncoder(Letters()), has_sound=False)
    here = example.roles == Role.FEATURES
    return [ACTS[a] for a in example.act[here]], [FLOORS[f] for f in example.floor[here]]


def test_an_end_is_answered_until_it_is_taken_up(rng: np.random.Generator) -> None:
    script = Script(user=[Said("hello", 0.4, 1.0)], respond=[(1.0, 2.0)], taken_up=[2.0],
                    own=[OwnSpeech(2.1, 3.0, 3.0, "response")])  # fmt: skip
    acts, floors = targets(script, rng)
    assert acts[3] is Act.HOLD
    assert acts[5:10] == [Act.RESPOND] * 5
    assert floors[5] is FloorState.YIELDING
    assert acts[10:15] == [Act.CONTINUE] * 5
    assert acts[16] is Act.HOLD


def test_nothing_gives_the_answer_away_in_the_deciding_micro_turn(rng: np.random.Generator) -> None:
    script = Script(user=[Said("hello", 0.4, 1.0)], respond=[(1.0, 2.0)], taken_up=[2.0], awaiting=[(2.0, 4.0)],
                    pending=[(4.0, 5.0, "relay")])  # fmt: skip
    calm = dataclasses.replace(script, taken_up=[], awaiting=[])

    def features(told: Script) -> np.ndarray:
        ears = Ears(np.random.default_rng(5), ["x"], CALM)
        example = encode(told, ears.hear(told.user, 25), PositionEncoder(Letters()), has_sound=False)
        return example.features[example.roles == Role.FEATURES]

    acted, not_acted = features(script), features(calm)
    np.testing.assert_array_equal(acted[:10], not_acted[:10])  # micro-turn 9 decides, at 2.0 s
    assert np.abs(acted[10] - not_acted[10]).max() > 0.5


def test_a_barge_in_yields_from_its_onset(rng: np.random.Generator) -> None:
    script = Script(user=[Said("stop", 2.0, 2.4)], yields=[(2.0, 2.8)], own=[OwnSpeech(1.0, 2.8, 6.0, "relay")])
    acts, _ = targets(script, rng)
    assert acts[8] is Act.CONTINUE
    assert acts[10:13] == [Act.YIELD] * 3
    assert acts[15] is Act.HOLD


def test_what_waits_is_relayed_when_the_floor_is_free(rng: np.random.Generator) -> None:
    script = Script(pending=[(1.0, 3.0, "relay")], relay=[(2.0, 3.0)])
    acts, _ = targets(script, rng)
    assert acts[6] is Act.HOLD
    assert acts[10] is Act.RELAY


@pytest.fixture
def material() -> Material:
    sentence = ["the", "train", "leaves", "at", "nine", "from", "the", "other", "side"]
    return Material([["turn", "on", "the", "light"]], [sentence, sentence[:5]], [[sentence, sentence, sentence]])


def test_scenarios_are_consistent(material: Material) -> None:
    for seed in range(40):
        script = Scenario(material, np.random.default_rng(seed)).build(60)
        assert all(a <= b for a, b in (*script.respond, *script.yields, *script.relay, *script.thinking))
        assert all(s.start < s.end <= s.planned_end + 1e-9 for s in script.own)
        own = sorted((s.start, s.end) for s in script.own)
        assert all(a[1] <= b[0] for a, b in pairwise(own)), "the assistant speaks over itself"
        for end, taken in script.respond:
            assert not any(end < w.start < taken for w in script.user), "the user speaks on after the end of the turn"


def test_the_same_seed_gives_the_same_session(material: Material) -> None:
    first, second = (Scenario(material, np.random.default_rng(9)).build(40) for _ in range(2))
    assert first == second


def test_numbers_are_spelled() -> None:
    assert number(17) == "seventeen"
    assert number(340) == "three hundred forty"
    assert number(2048) == "two thousand forty eight"


def test_the_grammar_draws_whole_sentences() -> None:
    grammar = Grammar(np.random.default_rng(1))
    for _ in range(500):
        assert all("{" not in w for w in grammar.request())
        assert grammar.interruption()


def test_a_meeting_shows_who_held_and_who_took_the_floor() -> None:
    def line(words: str, start: float) -> list[Said]:
        return [Said(w, start + 0.3 * i, start + 0.3 * i + 0.28) for i, w in enumerate(words.split())]

    meeting = {"A": [*line("so we could", 1.0), *line("make it yellow", 3.0), *line("well then", 12.0)],
               "B": line("no i would rather not", 5.0)}  # fmt: skip
    script = meetings.script(meeting, "A", 0.0, 15.0)
    assert any(a == pytest.approx(1.88) for a, _ in script.thinking), "a pause inside the turn"
    assert any(a == pytest.approx(3.88) for a, _ in script.respond), "B took the floor"
    assert len(script.own) == 1


def test_held_out_meetings_are_recognised() -> None:
    assert meetings.held_out("ES2003a", '{"meeting": "ES2003a"}')
    assert any(meetings.held_out(f"B{i}", "") for i in range(40))
    assert not all(meetings.held_out(f"B{i}", "") for i in range(40))


def test_curves_count_ends_and_pauses() -> None:
    act = np.array([0, 3, 3, 3, 0, 0, 0], np.int8)
    floor = np.full(7, FLOORS.index(FloorState.IDLE), np.int8)
    floor[5] = FLOORS.index(FloorState.THINKING)
    logits = np.zeros((7, len(ACTS)), np.float32)
    logits[:, ACTS.index(Act.RESPOND)] = [-5, -1, 2, 3, -5, 1, -5]
    curves = measure([(act, floor, logits)])
    assert curves.ends[0].tolist() == [-1, 2, 3, 3, 3, 3]
    assert curves.pauses.tolist() == [1]
    assert curves.threshold(0.5, "respond") == 1
    assert IGNORE < 0
