"""Simulated speech, scenarios and targets."""

import dataclasses
from itertools import pairwise
from typing import cast

import numpy as np
import pytest

from duologue.core.microturn import Act, FloorState
from duologue.core.timing import MICROTURN_S
from duologue.core.writing import Move, ToolSpec
from duologue.model.position import FEATURE_GROUPS, PositionEncoder, Role
from duologue_models.interaction.judge.curves import measure
from duologue_models.interaction.simulate.requests import LabelledTurn, PlanStep, Requests
from duologue_models.interaction.simulate.scenarios import Scenario
from duologue_models.interaction.simulate.speech import EXACT, Ears, RecogniserHabits, TimedWord, Vocabulary, spoken
from duologue_models.interaction.simulate.telling import IN_READING, IN_STORIES, READING_S, TELLING_S, Gaps, Telling
from duologue_models.interaction.simulate.turns import TurnMaker, led_in, with_word
from duologue_models.interaction.targets.script import (
    ACTS,
    ASKED_AFTER_S,
    FLOORS,
    IGNORE,
    WAITS,
    OwnSpeech,
    Script,
    encode,
)
from helpers.letters import Letters


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
    for k, hearing in enumerate(Ears(rng, Vocabulary(["x"]), EXACT).hear(said, steps)):
        for utterance in hearing.utterances:
            last = utterance.text
            known.append(len(utterance.words) == sum(w.end <= (k + 1) * MICROTURN_S for w in said))
    assert last == "what time is it"
    assert all(known)


def test_a_word_that_still_sounds_is_guessed_by_its_beginning(rng: np.random.Generator) -> None:
    vocabulary = Vocabulary(["pumpkin", "put", "pear", "milk", "table"])
    guesses = [vocabulary.alike("punctuation", rng) for _ in range(400)]
    beginnings = [guess for guess in guesses if "punctuation".startswith(guess)]
    assert 20 < len(beginnings) < 90
    assert sum(guess.startswith("pu") for guess in guesses) > 200
    assert {"milk", "table"} & set(guesses)
    habits = RecogniserHabits(lag=(0.05, 0.05), late_word=0, partial=1, partial_right=0, wrong_first=0, substituted=0,
                              dropped=0, flips=0)  # fmt: skip
    said = [TimedWord("punctuation", 0.5, 1.9)]
    heard = [u.text for h in Ears(rng, vocabulary, habits).hear(said, 12) for u in h.utterances]
    assert len(heard) > 3
    assert heard[-1] == "punctuation"
    assert "punctuation" not in heard[:3]


def test_voice_activity_covers_the_words(rng: np.random.Generator) -> None:
    said = [TimedWord("hello", 1.0, 2.0)]
    speech = np.concatenate([h.speech for h in Ears(rng, Vocabulary(["x"]), EXACT).hear(said, 20)])
    assert np.median(speech[20:40]) > 0.8
    assert np.median(speech[:18]) < 0.3


def targets(script: Script, rng: np.random.Generator) -> tuple[list[Act], list[FloorState]]:
    ears = Ears(rng, Vocabulary(["x"]), EXACT)
    example = encode(script, ears.hear(script.user, 30), PositionEncoder(Letters()), has_sound=False)
    here = example.roles == Role.FEATURES
    return [ACTS[a] for a in example.act[here]], [FLOORS[f] for f in example.floor[here]]


def test_an_end_is_answered_until_it_is_taken_up(rng: np.random.Generator) -> None:
    script = Script(user=[TimedWord("hello", 0.4, 1.0)], respond=[(1.0, 2.0)], taken_up=[2.0],
                    own=[OwnSpeech(2.1, 3.0, 3.0, "response")])  # fmt: skip
    acts, floors = targets(script, rng)
    assert acts[3] is Act.HOLD
    assert acts[5:10] == [Act.RESPOND] * 5
    assert floors[5] is FloorState.YIELDING
    assert acts[10:15] == [Act.CONTINUE] * 5
    assert acts[16] is Act.HOLD


def test_nothing_gives_the_answer_away_in_the_deciding_micro_turn() -> None:
    script = Script(user=[TimedWord("hello", 0.4, 1.0)], respond=[(1.0, 2.0)], taken_up=[2.0], awaiting=[(2.0, 4.0)],
                    pending=[(4.0, 5.0, "relay")])  # fmt: skip
    calm = dataclasses.replace(script, taken_up=[], awaiting=[])

    def features(told: Script) -> np.ndarray:
        ears = Ears(np.random.default_rng(5), Vocabulary(["x"]), EXACT)
        example = encode(told, ears.hear(told.user, 25), PositionEncoder(Letters()), has_sound=False)
        return example.features[example.roles == Role.FEATURES]

    acted, not_acted = features(script), features(calm)
    np.testing.assert_array_equal(acted[:10], not_acted[:10])  # micro-turn 9 decides, at 2.0 s
    assert np.abs(acted[10] - not_acted[10]).max() > 0.5


def test_a_barge_in_yields_from_its_onset(rng: np.random.Generator) -> None:
    script = Script(user=[TimedWord("stop", 2.0, 2.4)], yields=[(2.0, 2.8)], own=[OwnSpeech(1.0, 2.8, 6.0, "relay")])
    acts, _ = targets(script, rng)
    assert acts[8] is Act.CONTINUE
    assert acts[10:13] == [Act.YIELD] * 3
    assert acts[15] is Act.HOLD


def test_what_waits_is_relayed_when_the_floor_is_free(rng: np.random.Generator) -> None:
    script = Script(pending=[(1.0, 3.0, "relay")], relay=[(2.0, 3.0)])
    acts, _ = targets(script, rng)
    assert acts[6] is Act.HOLD
    assert acts[10] is Act.RELAY


@pytest.mark.parametrize(("streaming_until", "role", "steps"), [(0.0, Role.TOOL, {5}), (4.0, Role.BACKGROUND, {5})])
def test_what_is_said_later_comes_in_before(streaming_until: float, role: Role, steps: set[int]) -> None:
    words = [TimedWord("word", 3.2 + i / 4, 3.4 + i / 4) for i in range(8)]
    late = OwnSpeech(3.1, 5.2, 5.2, "relay", words, streaming_until)
    script = Script(pending=[(1.1, 3.0, "relay")], relay=[(2.0, 3.0)], own=[late])
    ears = Ears(np.random.default_rng(1), Vocabulary(["x"]), EXACT)
    example = encode(script, ears.hear([], 12), PositionEncoder(Letters()), has_sound=False)
    group = np.cumsum(example.roles == Role.FEATURES) - (example.roles == Role.FEATURES)
    assert set(group[example.roles == role].tolist()) == steps


def test_a_button_is_pressed_and_answered(requests: Requests) -> None:
    scripts = [Scenario(requests, STORIES, np.random.default_rng(seed)).build(60) for seed in range(60)]
    pressed = [(t, script) for script in scripts for t, _ in script.pressed]
    assert pressed
    assert all(any(begins == t for begins, _ in script.respond) for t, script in pressed)


TIMER = "please set a timer for ten minutes if you do not mind"


class FewRequests:
    """Stands in for the corpora: the same few things are said all the time."""

    def __init__(self) -> None:
        words = tuple(TIMER.split())
        self.timer = LabelledTurn(words, (PlanStep("timer.start", {"seconds": ((5, 6),)}, 7),), 7)

    def extra_specs(self) -> tuple[ToolSpec, ...]:
        return (ToolSpec("music.play", "plays music"),)

    def request(
        self, rng: np.random.Generator, *, background: bool, extra: frozenset[str], corrected: float
    ) -> LabelledTurn:
        assert extra <= {"music.play"}
        assert 0 < corrected < 1
        asked = LabelledTurn(
            ("why", "is", "it", "so"), (PlanStep(Move.ASK.value if background else Move.UNABLE.value),), 4
        )
        return self.timer if rng.random() < 0.6 else asked

    def before_repair(self, labelled: LabelledTurn) -> int | None:
        return None

    def question_back(self, rng: np.random.Generator) -> tuple[list[str], LabelledTurn]:
        reply = ("for", "two", "people")
        return ["how", "many", "are", "you"], LabelledTurn(reply, (PlanStep(Move.ASK.value, {}, 3),), 3)

    def unfinished(self, rng: np.random.Generator, labelled: LabelledTurn) -> int:
        return int(rng.integers(1, len(labelled.words)))

    def detail(self, rng: np.random.Generator, *, background: bool) -> LabelledTurn:
        move = Move.ASK if background else Move.UNABLE
        return LabelledTurn(("by", "the", "window"), (PlanStep(move.value, {}, 3),), 3)

    def reading(self, rng: np.random.Generator) -> list[list[str]]:
        return [["he", "rose", "and", "the", "door", "fell", "shut"]] * int(rng.integers(2, 7))

    def narrative(self, rng: np.random.Generator) -> list[list[str]]:
        return [["we", "went", "up", "to", "the", "lake", "in", "may"]] * int(rng.integers(2, 7))

    def answer(self, rng: np.random.Generator) -> list[str]:
        return ["the", "train", "leaves", "at", "nine", "from", "the", "other", "side"][: int(rng.integers(3, 9))]

    def aside(self, rng: np.random.Generator) -> list[str]:
        return ["not", "now", "dad"]

    def phone(self, rng: np.random.Generator) -> list[list[str]]:
        return [["hello"], ["no", "not", "yet"], ["bye"]]

    def overheard(self, rng: np.random.Generator, *, requests: bool) -> list[str]:
        return ["what", "time", "is", "it"] if requests else ["more", "after", "the", "break"]

    stop = resume = backchannel = filler = beginning = aside


@pytest.fixture
def requests() -> Requests:
    return cast("Requests", FewRequests())


STORIES = [[["and", "then", "it", "rained"]] * 4]


def test_scenarios_are_consistent(requests: Requests) -> None:
    for seed in range(60):
        script = Scenario(requests, STORIES, np.random.default_rng(seed)).build(60)
        assert all(a <= b for a, b in (*script.respond, *script.yields, *script.relay, *script.thinking, *script.calls))
        assert all(s.start < s.end <= s.planned_end + 1e-9 for s in script.own)
        for end, taken in script.respond:
            assert not any(end < w.start < taken for w in script.user), "the user speaks on after the end of the turn"
        for write in script.writes:
            assert write.said
            spans = [s for w in write.plan for v in w.arguments.values() if not isinstance(v, str) for s in v]
            assert all(a <= b < len(write.said) for a, b in spans), "a label lies behind the words"


def test_what_was_stopped_waits_until_it_is_clear_what_the_user_wants(requests: Requests) -> None:
    """It is said once words turn out to be meant for somebody else, and given up when the user's turn is taken up."""
    resumed = put_away = over_words = 0
    for seed in range(60):
        script = Scenario(requests, STORIES, np.random.default_rng(seed)).build(60)
        stops = {speech.end for speech in script.own if speech.end < speech.planned_end}
        for since, until, kind in script.pending:
            if since not in stops:
                continue
            assert kind == "relay"
            told = any(decided == until for _, decided in script.relay)
            resumed += told
            over_words += told and any(word.start < until < word.end for word in script.user)
            put_away += not told
            assert told or until in script.taken_up
            assert not told or not any(a <= since < b for a, b in script.yields)
    assert resumed > 10
    assert put_away > 10
    assert 0 < over_words < resumed


def test_short_answers_are_broken_in_on_as_well() -> None:
    short = broken_in = 0
    for seed in range(60):
        script = Scenario(requests_of_few(), STORIES, np.random.default_rng(seed)).build(60)
        answers = [speech for speech in script.own if speech.kind == "response"]
        for speech in (one for one in answers if one.planned_end - one.start < SHORT_S):
            short += 1
            broken_in += any(speech.start < since < speech.end <= until for since, until in script.yields)
    assert 0.02 < broken_in / short < 0.5


def test_who_leaves_something_out_is_asked_after_a_while(requests: Requests) -> None:
    lacking = LabelledTurn(("set", "a", "timer"), (PlanStep(Move.MORE.value, {}, 3),), 3)
    for seed in range(20):
        turns = TurnMaker(requests, np.random.default_rng(seed), spoken)
        told = turns.tell(lacking, 1.0)
        assert turns.take_up(told) >= told.end + ASKED_AFTER_S
        assert all(w.plan == WAITS or w.at >= told.end + ASKED_AFTER_S for w in turns.script.writes)


def test_what_is_written_about_a_timer_is_the_time_that_was_said(requests: Requests) -> None:
    found = set()
    for seed in range(30):
        for write in Scenario(requests, STORIES, np.random.default_rng(seed)).build(60).writes:
            for wanted in write.plan:
                if wanted.choice == "timer.start":
                    spans = wanted.arguments["seconds"]
                    assert not isinstance(spans, str)
                    found.add(" ".join(write.said[i] for a, b in spans for i in range(a, b + 1)))
    assert found == {"ten minutes"}


def test_a_call_comes_while_the_user_still_speaks(requests: Requests) -> None:
    for seed in range(30):
        script = Scenario(requests, STORIES, np.random.default_rng(seed)).build(60)
        for ready, end in script.calls:
            said = [w for w in script.user if w.start < end + 1e-6]
            assert said[-1].end == pytest.approx(end)
            assert any(w.text == "minutes" and w.end < ready for w in said)


def test_a_filler_leaves_a_hole_in_what_is_copied() -> None:
    labelled = LabelledTurn(("note", "buy", "soap"), (PlanStep("notes.add", {"text": ((1, 2),)}, 3),), 3)
    assert with_word(labelled, 2, "um").plan[0].arguments["text"] == ((1, 1), (3, 3))
    assert with_word(labelled, 1, "um").plan[0].arguments["text"] == ((2, 3),)
    assert led_in(labelled, ["okay", "stop"]).plan[0] == PlanStep("notes.add", {"text": ((3, 4),)}, 5)


def test_the_same_seed_gives_the_same_session(requests: Requests) -> None:
    first, second = (Scenario(requests, STORIES, np.random.default_rng(9)).build(40) for _ in range(2))
    assert first == second


def test_a_request_from_afar_is_never_the_first_that_is_heard(requests: Requests) -> None:
    overheard = 0
    for seed in range(60):
        said = Scenario(requests, STORIES, np.random.default_rng(seed)).build(60).user
        afar = [word.start for word in said if word.far and word.text == "time"]
        overheard += len(afar)
        assert all(any(word.start < start and not word.far for word in said) for start in afar)
    assert overheard


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


def test_the_core_is_told_that_the_users_words_have_stopped_what_waits() -> None:
    stopped, waiting = [], 0
    for seed in range(30):
        script = Scenario(requests_of_few(), STORIES, np.random.default_rng(seed)).build(60)
        stops = {speech.end for speech in script.own if speech.end < speech.planned_end}
        steps = round(script.duration / MICROTURN_S)
        hearings = Ears(np.random.default_rng(seed), Vocabulary(["x"])).hear(sorted(script.user, key=_start), steps)
        example = encode(script, hearings, PositionEncoder(Letters()), has_sound=False)
        flags = example.features[example.roles == int(Role.FEATURES)][:, FEATURE_GROUPS["stopped"]].ravel()
        for k in range(steps):
            now = (k + 1) * MICROTURN_S
            since = next((since for since, until, _ in script.pending if since <= now <= until), None)
            if flags[k]:
                stopped.append(since)
                assert since in stops
            waiting += since is not None and since not in stops
    assert len(stopped) > 20
    assert waiting > 20


SHORT_S = 2.0
"""Seconds that an answer like "Timer set for two minutes." takes at most."""


def _start(word: TimedWord) -> float:
    return word.start


def requests_of_few() -> Requests:
    return cast(Requests, FewRequests())


@pytest.mark.parametrize(("gaps", "longest_s"), [(IN_READING, READING_S), (IN_STORIES, TELLING_S)])
def test_somebody_who_tells_keeps_the_floor_for_no_longer_than_they_may(gaps: Gaps, longest_s: float) -> None:
    silences = []
    for seed in range(40):
        telling = Telling(TurnMaker(requests_of_few(), np.random.default_rng(seed), spoken), STORIES)
        telling.tell([["he", "rose", "and", "left"]] * 8, 0.0, gaps=gaps)
        silences += [b - a for a, b in telling.script.thinking]
    assert max(silences) <= longest_s + 1e-9
    assert max(silences) > longest_s - 0.3
