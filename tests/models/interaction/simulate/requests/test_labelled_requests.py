"""Labelled requests: every plan can be written, every word that is copied can be read."""

import json
import lzma
from collections import Counter
from functools import partial

import numpy as np
import pytest

from duologue.core.writing import ArgumentSpec, Move, ToolSpec
from duologue.tools.registry import builtin_specs
from duologue_models.interaction.simulate.requests import LabelledTurn, PlanStep, Requests
from duologue_models.interaction.simulate.requests.changes import CHANGES, SPECS, changed, is_under_way, standing_line
from duologue_models.interaction.simulate.requests.clauses import TOOLS, Clause, draw_clause
from duologue_models.interaction.simulate.requests.draw import pause_place
from duologue_models.interaction.simulate.requests.kinds import Kinds
from duologue_models.interaction.simulate.requests.template import FilledTemplate, expand, fill

BUILTIN = {spec.name: spec for spec in builtin_specs()}
TAUGHT = {name for name, spec in BUILTIN.items() if spec.taught}
"""Tools that the core is taught; the others it knows by their descriptions alone."""


@pytest.fixture(scope="module")
def kinds() -> Kinds:
    return Kinds({})


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(11)


def check_call(labelled: LabelledTurn, wanted: PlanStep, spec: ToolSpec) -> None:
    """Every argument is known and readable, and none is missing."""
    arguments = {argument.name: argument for argument in spec.arguments}
    assert set(wanted.arguments) <= set(arguments), labelled.text
    given = set(wanted.arguments)
    assert {a.name for a in spec.arguments if a.required} <= given, labelled.text
    read_from_the_rest = set(spec.one_of) - set(arguments)  # such as what comes again
    assert not spec.one_of or len(given & set(spec.one_of)) == 1 or read_from_the_rest, labelled.text
    for name, value in wanted.arguments.items():
        said = labelled.value(wanted, name)
        assert said, labelled.text
        if isinstance(value, str):
            assert value in [option for option, _ in arguments[name].options], (labelled.text, name, value)
        else:
            assert arguments[name].read(said) is not None, (labelled.text, name, said)
            assert max(last for _, last in value) < wanted.complete, labelled.text
            assert len(value) == 1 or arguments[name].parts, (labelled.text, name)
    assert 0 < wanted.complete <= len(labelled.words), labelled.text


def labelled(clause: Clause) -> LabelledTurn:
    return LabelledTurn(tuple(clause.words), tuple(clause.calls), len(clause.words))


@pytest.mark.parametrize("key", sorted(TOOLS))
def test_every_form_makes_calls_that_its_tool_can_read(key: str, kinds: Kinds, rng: np.random.Generator) -> None:
    for i in range(120):
        turn = labelled(draw_clause(rng, kinds, key, corrected=i % 3 == 0))
        for call in turn.plan:
            check_call(turn, call, BUILTIN[call.choice])


def test_every_tool_has_forms() -> None:
    assert {key.split()[0] for key in TOOLS} == TAUGHT


def test_a_tool_that_is_new_can_stand_with_what_it_needs(
    kinds: Kinds, rng: np.random.Generator, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = ArgumentSpec("room", "which room", str)
    mood = ArgumentSpec("mood", "how bright", str, options=(("dim", "dim light"), ("bright", "bright light")))
    name = ArgumentSpec("name", "what it is called", str, required=False)
    monkeypatch.setitem(SPECS, "lamp.on", ToolSpec("lamp.on", "turns on a lamp", (room, mood, name)))
    lines = {standing_line(rng, kinds, "lamp.on") for _ in range(40)}
    assert len(lines) > 10
    assert all(line.startswith("lamp on ") and line.split()[-1] in ("dim", "bright") for line in lines)


def test_changes_call_what_stands_last(kinds: Kinds, rng: np.random.Generator) -> None:
    seen = Counter[str]()
    for _ in range(600):
        turn = changed(rng, kinds)
        for call in turn.plan:
            check_call(turn, call, BUILTIN[call.choice])
        undone = {
            "list.remove": "list add", "timer.cancel": "timer start", "listen.stop": "listen start",
            "timer.resume": "timer pause",
        }  # fmt: skip
        restored = ("list", "notes", "timer", "speech", "window")
        first = turn.plan[0].choice
        seen[first] += 1
        if first == "task.cancel":
            assert is_under_way(turn.standing[-1]), turn
        elif first == "undo.last":
            assert turn.standing[-1].startswith(restored), turn
        else:
            assert turn.standing[-1].startswith(undone.get(first, first.split(".")[0])), turn
    assert len(seen) >= len(CHANGES) - 3


def test_a_corrected_number_of_a_duration_takes_its_unit_from_before(kinds: Kinds, rng: np.random.Generator) -> None:
    turns = [labelled(draw_clause(rng, kinds, "timer.start", corrected=True)) for _ in range(400)]
    split = [(turn, call) for turn in turns for call in turn.plan if len(call.arguments["seconds"]) == 2]
    assert split
    for turn, call in split:
        number, unit = call.arguments["seconds"]
        assert number > unit
        assert turn.value(call, "seconds").split()[-1].rstrip(",").endswith("s")


def test_the_wrong_word_of_a_correction_is_not_labelled(kinds: Kinds, rng: np.random.Generator) -> None:
    plain_count, corrected_count = (
        np.mean([len(draw_clause(rng, kinds, "weather.now place", corrected=c).words) for _ in range(200)])
        for c in (False, True)
    )
    assert corrected_count > plain_count + 1


def test_an_amount_is_put_right_also_when_the_question_is_complete(kinds: Kinds, rng: np.random.Generator) -> None:
    turns = [labelled(draw_clause(rng, kinds, "units.convert", corrected=True)) for _ in range(300)]
    calls = [turn.plan[0].arguments for turn in turns]
    late = sum(call["value"][0] > max(call["from"][0], call["to"][0]) for call in calls)
    assert 30 < late < 200


def test_moved_spans_follow_their_words() -> None:
    call = PlanStep("list.add", {"item": ((1, 2), (4, 4)), "list": ((6, 6),)}, 7)
    moved = call.moved(3)
    assert moved.arguments["item"] == ((4, 5), (7, 7))
    assert moved.complete == 10


def test_forms_are_filled_with_spans_and_marks(rng: np.random.Generator) -> None:
    filled = fill("set {a:thing}, then <b> {c=now}", lambda kind: f"{kind} x")
    assert filled == FilledTemplate(["set", "thing", "x,", "then", "b", "x", "now"], {"a": ((1, 2),), "c": ((6, 6),)})
    assert {expand(rng, "a( (b|c)|)") for _ in range(50)} == {"a", "a b", "a c"}


@pytest.mark.parametrize(
    ("text", "arguments", "places"),
    [
        ("set a timer for ten minutes", {"seconds": ((4, 5),)}, {2, 4}),
        ("good morning", None, {None}),
    ],
)
def test_pauses_come_after_function_words_or_before_arguments(
    text: str, arguments: dict[str, tuple[tuple[int, int], ...]] | None, places: set[int], rng: np.random.Generator
) -> None:
    words = tuple(text.split())
    wanted = PlanStep("timer.start", arguments, len(words)) if arguments else PlanStep(Move.GREET.value, {}, len(words))
    assert {pause_place(rng, LabelledTurn(words, (wanted,), len(words))) for _ in range(100)} == places


REPAIRS = ("no", "sorry", "i", "wait", "or", "um", "make", "oh", "correction", "uh")
ROWS = {
    "clinc150/clinc150": [{"t": "how far is the moon", "intent": "oos", "split": "oos_train"}],
    "nlu-evaluation/home_nlu": [
        {"t": "turn the kitchen lights off", "intent": "iot_hue_lightoff", "slots": [[9, 16, "house_place"]]},
        {"t": "what does photosynthesis mean here", "intent": "qa_definition", "slots": []},
        {"t": "is it raining in oslo", "intent": "weather_query", "slots": [[17, 21, "place_name"]]},
    ],
    "snips-nlu/snips_custom_intents": [
        {"t": "play blue river by the foxes", "intent": "PlayMusic", "split": "train",
         "slots": [[5, 15, "track"], [19, 28, "artist"]]},
    ],
    "schema-guided-dialogue/train": [
        {"turns": [{"s": "user", "t": "I want to see a film."}, {"s": "assistant", "t": "Which film is it to be?"}]},
    ],
    "taskmaster/tm3_fragment": [{"turns": [{"s": "user", "t": "I would like to book two tickets."}]}],
    "bfcl/bfcl_v4": [
        {"cat": "simple_python", "question": [[{"role": "user", "content": "Find the museums in Lund with statues."}]],
         "function": [{"name": "museum.find", "description": "Finds museums.", "parameters": {"properties": {
             "city": {"description": "The city."}, "kind": {"description": "What they show."}}}}],
         "answer": [{"museum.find": {"city": ["Lund"], "kind": ["statues", ""]}}]},
    ],
}  # fmt: skip
SENTENCES = (
    "I want to paint the fence.", "Where is the nearest lake?", "We walked along the river.", "I saw a fox in there.",
    "He has a very small boat.", "She sold her old piano then.", "My uncle keeps bees up there.", "I need a ladder.",
    "The train was late once more.", "Give me the small hammer.", "Why is the soup so cold?", "See you soon.",
)  # fmt: skip


@pytest.fixture(scope="module")
def requests(tmp_path_factory: pytest.TempPathFactory) -> Requests:
    """Draws from corpora of a few rows."""
    data = tmp_path_factory.mktemp("corpora")
    for name, rows in ROWS.items():
        path = data / f"{name}.jsonl.xz"
        path.parent.mkdir()
        path.write_bytes(lzma.compress("\n".join(map(json.dumps, rows)).encode()))
    (data / "tatoeba-pairs").mkdir()
    for pair in ("en-de", "en-es", "en-fr"):
        pairs = "".join(f"{sentence}\t-\n" for sentence in SENTENCES)
        (data / f"tatoeba-pairs/{pair}.tsv.xz").write_bytes(lzma.compress(pairs.encode()))
    return Requests(data, 1)


def test_drawn_turns_are_well_formed(requests: Requests, rng: np.random.Generator) -> None:
    extra = {spec.name: spec for spec in requests.extra_specs()}
    moves = {move.value for move in Move}
    count = Counter[str]()
    for i in range(3000):
        background = i % 4 > 0
        turn = requests.request(rng, background=background, extra=frozenset(extra) if i % 2 else frozenset())
        assert turn.plan
        assert 0 < turn.request_end <= len(turn.words)
        for wanted in turn.plan:
            count[wanted.choice] += 1
            if wanted.choice in BUILTIN or wanted.choice in extra:
                check_call(turn, wanted, {**extra, **BUILTIN}[wanted.choice])
            else:
                assert wanted.choice in moves
        assert background or all(wanted.choice != Move.ASK.value for wanted in turn.plan)
        place = requests.unfinished(rng, turn)
        assert place is None or 0 < place < turn.request_end or turn.request_end + 1 == place < len(turn.words)
    assert set(count) >= TAUGHT
    assert {"music.play", "light.off", "museum.find"} <= set(count)


def test_spans_of_corpora_are_carried_over(requests: Requests, rng: np.random.Generator) -> None:
    drawn = [requests.request(rng, background=True, extra=frozenset({"museum.find"})) for _ in range(800)]
    calls = [(turn, call) for turn in drawn for call in turn.plan if call.choice == "museum.find"]
    assert calls
    for turn, call in calls:
        assert turn.value(call, "city").lower() == "lund"
        assert turn.value(call, "kind").lower().rstrip(".") == "statues"
    assert all(call.choice != "light.off" for turn in drawn for call in turn.plan)


def test_a_pause_before_a_correction_is_found(requests: Requests, rng: np.random.Generator) -> None:
    turns = [requests.request(rng, background=True, corrected=1.0) for _ in range(200)]
    found = [(turn, cut) for turn in turns if (cut := requests.before_repair(turn)) is not None]
    assert len(found) > 20
    assert all(turn.words[cut].lower().startswith(REPAIRS) for turn, cut in found)
    plain = LabelledTurn(("set", "a", "timer", "for", "ten", "minutes"), (), 6)
    assert requests.before_repair(plain) is None


def test_other_speech_is_never_empty(requests: Requests, rng: np.random.Generator) -> None:
    for _ in range(200):
        assert 2 <= len(requests.narrative(rng)) <= 9
        overheard = partial(requests.overheard, requests=bool(rng.random() < 0.5))
        for draw in (requests.aside, overheard, requests.backchannel, requests.stop, requests.answer):
            words = draw(rng)
            assert words
            assert not any("<" in word or "{" in word or "(" in word for word in words)
