"""A session's memory stays flat: only the timeline file grows."""

import asyncio
import gc
import tracemalloc
from pathlib import Path

import numpy as np
import soundfile

from duologue.core.events import Event, Step
from duologue.core.microturn import Act, Acts, FloorState, MicroTurn
from duologue.session.case import read_case
from duologue.session.replay import Replay
from helpers.playbook import BUNDLE, FakeModel, FakeVoice, heard

MINUTES = 10
SETTLED, LAST = 1200, 1200 + 39 * 45
"""Steps between which memory is compared, at the same place of the script: after four minutes all that is remembered
of the conversation has come and gone once.
"""


class Talkative(FakeModel):
    """Hears a request every three seconds, answers it, lets some answers be and cuts others short; keeps nothing."""

    def step(self, turn: MicroTurn) -> Acts:
        phase, said = turn.index % 15, ()
        if phase in (1, 2, 3):
            words = " ".join(["what", "time", "is", "it"][: phase + 1])
            said = (heard(words, turn.index * 0.2 - 0.3 * phase, f"u{turn.index // 15}", final=phase == 3),)
        cut = turn.own.speaking and turn.index % 45 == 12
        act = Act.RESPOND if phase == 5 else Act.YIELD if cut else Act.HOLD
        return Acts(said, FloorState.SPEAKING if said else FloorState.IDLE, 0.9, act)


def test_ten_minutes_of_conversation_take_no_more_memory_than_four(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "user.wav", np.zeros(16_000), 16_000)
    case = read_case({"id": "long", "audio": "user.wav", "duration": MINUTES * 60}, "long", tmp_path)
    used = {}

    def measure(event: Event) -> None:
        if isinstance(event, Step) and event.index in (SETTLED, LAST):
            gc.collect()
            used[event.index] = tracemalloc.get_traced_memory()[0]

    replay = Replay(case, tmp_path / "out", follower=measure)
    replay.use(Talkative({}), FakeVoice(), BUNDLE)
    tracemalloc.start()
    try:
        asyncio.run(replay.run())
    finally:
        tracemalloc.stop()
    assert used[LAST] - used[SETTLED] < 100_000
