"""Real meetings as sessions: what is known when, and what is taught where."""

import numpy as np
import pytest

from duologue.core.microturn import Act
from duologue.core.timing import MICROTURN_S
from duologue.model.position import PositionEncoder, Role
from duologue_models.interaction.simulate import meetings
from duologue_models.interaction.simulate.meetings import COMPANY_LAG_S, Meeting
from duologue_models.interaction.simulate.speech import EXACT, Ears, TimedWord, Vocabulary
from duologue_models.interaction.targets.script import ACTS, IGNORE, Script, encode
from helpers.letters import Letters


def line(words: str, start: float) -> list[TimedWord]:
    """Words of 0.28 s, one every 0.3 s."""
    return [TimedWord(w, start + 0.3 * i, start + 0.3 * i + 0.28) for i, w in enumerate(words.split())]


def acts(script: Script) -> list[Act | None]:
    """The target of each micro-turn."""
    ears = Ears(np.random.default_rng(0), Vocabulary(["x"]), EXACT)
    heard = ears.hear(script.user, round(script.duration / MICROTURN_S))
    told = encode(script, heard, PositionEncoder(Letters()), has_sound=False)
    return [None if a == IGNORE else ACTS[a] for a in told.act[told.roles == Role.FEATURES]]


def during(found: list[Act | None], start: float, end: float) -> set[Act | None]:
    """Targets of the micro-turns that end after start and before end."""
    return {a for k, a in enumerate(found) if start < (k + 1) * MICROTURN_S < end}


def test_a_silence_is_an_end_when_another_answers_and_a_pause_when_nobody_does() -> None:
    meeting = {"A": [*line("so we could", 1.0), *line("make it yellow", 3.0), *line("well then", 12.0)],
               "B": line("no i would rather not", 5.0)}  # fmt: skip
    found = acts(meetings.script(meeting, "A", 0.0, 15.0))
    assert during(found, 1.9, 3.0) == {Act.HOLD}
    assert during(found, 3.9, 5.2) == {Act.RESPOND}


def test_one_or_two_words_of_another_teach_nothing() -> None:
    meeting = {"A": [*line("so we could", 1.0), *line("make it", 3.5)], "B": line("could we", 2.4)}
    assert during(acts(meetings.script(meeting, "A", 0.0, 6.0)), 1.9, 3.4) == {None}


def test_whoever_speaks_at_the_end_goes_on_or_gives_way() -> None:
    own = [*line("yes that is true", 1.0), *line("as you say", 4.5)]
    going_on = {"A": own, "B": line("we have seen it in all the data so far", 0.5)}
    assert during(acts(meetings.script(going_on, "A", 0.0, 6.0)), 2.2, 2.6) == {Act.CONTINUE}
    own = [*line("yes that is true", 1.0), *line("as you say", 2.6)]
    given_way = {"A": own, "B": [*line("we have seen", 0.5), TimedWord("it", 1.4, 2.35)]}
    assert during(acts(meetings.script(given_way, "A", 0.0, 6.0)), 2.2, 2.6) == {Act.YIELD}


def test_an_acknowledgement_is_due_where_another_gave_one() -> None:
    meeting = {"A": line("we went to the river and then we found the old boat again", 1.0), "B": line("mm-hmm", 3.0)}
    found = acts(meetings.script(meeting, "A", 0.0, 6.0))
    assert during(found, 2.61, 3.04) == {Act.ACKNOWLEDGE}
    assert Act.ACKNOWLEDGE not in during(found, 0.0, 2.6) | during(found, 3.1, 6.0)


def test_the_company_is_known_late_and_the_future_never() -> None:
    spoken = {"A": line("so we could", 1.0), "B": line("no i would rather not do that", 2.0)}
    until = 2.5
    known = {"A": spoken["A"], "B": [w for w in spoken["B"] if w.start < until - COMPANY_LAG_S]}

    def seen(meeting: Meeting) -> tuple[list[int], np.ndarray]:
        script = meetings.script(meeting, "A", 0.0, 4.0)
        heard = Ears(np.random.default_rng(0), Vocabulary(["x"]), EXACT).hear(script.user, 20)
        told = encode(script, heard, PositionEncoder(Letters()), has_sound=False)
        end = int(np.flatnonzero(told.roles == Role.FEATURES)[round(until / MICROTURN_S) - 1]) + 1
        return told.tokens[:end].tolist(), told.features[:end]

    assert seen(spoken)[0] == seen(known)[0]
    assert np.array_equal(seen(spoken)[1], seen(known)[1])


def test_a_point_of_the_yardstick_is_told_nothing_of_the_answer() -> None:
    before = {"A": line("so we could make it yellow", 31.0), "B": line("what about the colour", 29.0)}
    t = before["A"][-1].end
    after = {"A": [*before["A"], *line("or blue", t + 0.5)], "B": [*before["B"], *line("no no no", t - 0.09)]}
    told, asked = (meetings.until_silence(m, "A", t) for m in (before, after))
    assert told == asked
    assert told.user[-1].end == pytest.approx(told.duration - 0.2)
    assert [w.text for speech in told.own for w in speech.words] == ["what", "about", "the", "colour"]


def test_sessions_are_drawn_where_somebody_falls_silent() -> None:
    meeting = {"A": [w for i in range(40) for w in line("so we could", 2.0 * i)], "B": line("no", 200.0)}
    for seed in range(5):
        script = meetings.draw({"Bmr001": meeting}, np.random.default_rng(seed), 20.0)
        assert script.company
        assert script.thinking


def test_intervals_are_cut_out() -> None:
    assert meetings._without([(0.0, 4.0), (5.0, 6.0)], [(1.0, 2.0), (3.5, 5.5)]) == [(0.0, 1.0), (2.0, 3.5), (5.5, 6.0)]


@pytest.mark.parametrize("name", ["ES2003a", "IS1000a"])
def test_meetings_that_are_sound_in_the_clips_are_held_out(name: str) -> None:
    assert meetings.held_out(name, f'{{"meeting": "{name}"}}')
