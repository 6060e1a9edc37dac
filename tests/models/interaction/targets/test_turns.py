"""The trainer reads the user's turns as the live engine does: the same words, whatever was said before and between."""

import numpy as np
import pytest

from duologue.core.events import Speech
from duologue.core.microturn import SUBFRAMES, Act, Hearing, Utterance
from duologue.core.timing import MICROTURN_S
from duologue.core.writing import Call, Move, WriteResult
from duologue_models.interaction.targets.script import ASKS, OwnSpeech, Script, Turns, WriteMoment
from helpers.playbook import NOTHING, Played, cue, heard, play, says

QUIET = np.zeros(SUBFRAMES, np.float32)
Said = dict[int, tuple[Act, tuple[Utterance, ...]]]
SHORT, LONG = says("Yes it is."), says(" ".join(["word"] * 24))
SET = WriteResult((Call("timer.start", {"seconds": 300}),))
SITUATIONS: dict[str, tuple[Said, dict[str, WriteResult]]] = {
    "two requests": (
        {
            4: (Act.RESPOND, (heard("what time", 0.2, final=True),)),
            30: (Act.RESPOND, (heard("what day", 5.2, "u2", final=True),)),
        },
        {"what time": SHORT, "what day": SHORT},
    ),
    "words to somebody else, then a request": (
        {
            4: (Act.HOLD, (heard("not now dad", 0.1, final=True),)),
            20: (Act.RESPOND, (heard("what time", 3.5, "u2", final=True),)),
        },
        {"not now dad what time": SHORT},
    ),
    "words long before are forgotten": (
        {
            4: (Act.HOLD, (heard("not now dad", 0.1, final=True),)),
            60: (Act.RESPOND, (heard("what time", 11.4, "u2", final=True),)),
        },
        {"what time": SHORT},
    ),
    "an acknowledgement, then breaking in": (
        {
            4: (Act.RESPOND, (heard("tell me", 0.2, final=True),)),
            14: (Act.CONTINUE, (heard("yeah", 2.4, "u2", final=True),)),
            28: (Act.YIELD, (heard("wait what", 5.2, "u3"),)),
            32: (Act.RESPOND, (heard("wait what time", 5.2, "u3", final=True),)),
        },
        {"tell me": LONG, "yeah wait what time": SHORT},
    ),
    "an answer that came too early": (
        {
            4: (Act.RESPOND, (heard("what is", 0.3),)),
            7: (Act.YIELD, (heard("what is the time", 0.3),)),
            10: (Act.RESPOND, (heard("what is the time", 0.3, final=True),)),
        },
        {"what is": LONG, "what is the time": SHORT},
    ),
    "what was left out follows": (
        {
            4: (Act.RESPOND, (heard("set a timer", 0.0, final=True),)),
            20: (Act.RESPOND, (heard("five minutes", 3.3, "u2", final=True),)),
        },
        {
            "set a timer": WriteResult(say=Move.MORE, lacking="timer.start"),
            "five minutes": WriteResult(say=Move.MORE, lacking="timer.start", mere=True),
            "set a timer five minutes": SET,
        },
    ),
    "words over an answer that goes on": (
        {
            4: (Act.RESPOND, (heard("tell me", 0.2, final=True),)),
            14: (Act.CONTINUE, (heard("close the door dad", 1.6, "u2", final=True),)),
            50: (Act.RESPOND, (heard("what time", 9.4, "u3", final=True),)),
        },
        {"tell me": LONG, "what time": SHORT},
    ),
}


COMPLETING = frozenset({"five minutes"})
"""What follows a question asked back is first asked about alone, as any turn, and then with the words before: that is
the turn."""


def turns_of(played: Played) -> list[str]:
    """The turns that the engine read."""
    return [words for words in played.asked if words not in COMPLETING]


def as_script(played: Played, said: Said, replies: dict[str, WriteResult]) -> Script:
    """What happened, as the simulator would write it down."""
    own = []
    for event in played.of(Speech):
        assert isinstance(event, Speech)
        planned = event.end if event.completed else event.end + 5.0
        own.append(OwnSpeech(event.start, event.end, planned, event.kind))
    taken = [(k + 1) * MICROTURN_S for k, (act, _) in said.items() if act is Act.RESPOND]
    lacking = [t for t, words in zip(taken, turns_of(played), strict=True) if replies[words].say is Move.MORE]
    writes = [WriteMoment(t, ("x",), ASKS) for t in lacking]
    return Script(duration=12.0, own=own, taken_up=taken, writes=writes)


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_trainer_and_the_engine_read_the_same_turns(name: str) -> None:
    said, replies = SITUATIONS[name]
    played = play({k: cue(act, *words) for k, (act, words) in said.items()}, 14.0, replies=replies)
    turns = Turns(as_script(played, said, replies))
    read = []
    for k in range(70):
        now = (k + 1) * MICROTURN_S
        act, utterances = said.get(k, (Act.HOLD, ()))
        turns.hear(Hearing(QUIET, QUIET - 100, QUIET, utterances), now)
        read += [" ".join(turns.read(now))] if act is Act.RESPOND else []
        turns.take(now)
    assert NOTHING not in replies.values()
    assert played.asked == list(replies)
    assert read == turns_of(played)
