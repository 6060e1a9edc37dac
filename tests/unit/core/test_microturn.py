"""What goes into and comes out of a micro-turn."""

import numpy as np

from duologue.core.microturn import FloorState, MicroTurn, OwnVoice, Utterance, Word
from duologue.core.timing import MIC_SAMPLES


def test_an_utterance_spans_its_words():
    words = (
        Word("set", 1.0, 1.2, stable=True),
        Word("a", 1.2, 1.25, stable=True),
        Word("timer", 1.3, 1.7, stable=False),
    )
    utterance = Utterance("u1", words, final=False)
    assert (utterance.text, utterance.start_s, utterance.end_s) == ("set a timer", 1.0, 1.7)


def test_an_utterance_taken_back_whole_has_no_words():
    utterance = Utterance("u1", (), final=True)
    assert (utterance.text, utterance.start_s, utterance.end_s) == ("", 0.0, 0.0)


def test_nothing_happens_in_a_micro_turn_unless_said():
    turn = MicroTurn(0, np.zeros(MIC_SAMPLES, np.float32))
    assert (turn.events, turn.own, turn.muted) == ((), OwnVoice(), False)
    assert (turn.own.speaking, turn.own.pending, turn.own.awaiting) == (False, "", False)


def test_floor_states_are_those_of_the_replay_contract():
    assert set(FloorState) == {"idle", "thinking", "speaking", "correcting", "yielding", "inviting"}
