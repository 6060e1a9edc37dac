"""Whatever the core decides, sensible or not, a session keeps its contract and says nothing twice."""

import asyncio
import random
from pathlib import Path

import numpy as np
import pytest
import soundfile

from duologue.core.microturn import Act, FloorState, Utterance
from duologue.core.writing import Call, Move, WriteRequest, WriteResult
from duologue.session.case import read_case
from duologue.session.replay import Replay
from helpers.contract import Run, faults
from helpers.playbook import BUNDLE, Cue, FakeModel, FakeVoice, heard

DURATION_S = 14.1
SAID = (
    "what time is it",
    "set a timer for two seconds",
    "remind me to breathe every two seconds",
    "tell me about the sea",
    "what is six times seven",
    "cancel the timer",
    "stop",
    "thanks",
    "set a timer for",
)
ACTS = [
    *[Act.HOLD] * 6, *[Act.RESPOND] * 3, *[Act.RELAY] * 3, *[Act.YIELD] * 2, *[Act.CALL] * 2, Act.ACKNOWLEDGE,
    Act.CONTINUE,
]  # fmt: skip
CALLS = (
    Call("timer.start", {"seconds": 2}),
    Call("timer.cancel"),
    Call("reminder.every", {"seconds": 2, "message": "breathe"}),
    Call("list.add", {"item": "milk"}),
    Call("listen.start", {"for": "timer", "count": "yes"}),
    Call("web.search", {"query": "sea"}),
    Call("clock.now"),
)
CHUNKS = ["The sea is wide and ", "deep. It is blue, ", "and it is salty. "]
TURNS = [{"match": "", "delay": 0.4, "chunks": CHUNKS, "chunk_gap": 0.7}]


def any_script(rng: random.Random) -> dict[int, Cue]:
    """Acts at random, with words that come, change and end at random."""
    script, text, number, start_s = {}, "", 0, 0.0
    for k in range(round(DURATION_S * 5) + 1):
        said: tuple[Utterance, ...] = ()
        if not text and rng.random() < 0.3:
            text, number, start_s = rng.choice(SAID), number + 1, 0.2 * k
        if text:
            words = text.split()[: 1 + int((0.2 * (k + 1) - start_s) / 0.3)]
            if rng.random() < 0.1:
                words[-1] = "hm"
            final = rng.random() < 0.15
            said = (heard(" ".join(words), start_s, f"u{number}", final=final),)
            text = "" if final else text
        script[k] = Cue(rng.choice(ACTS), said, rng.choice(list(FloorState)))
    return script


class AnyModel(FakeModel):
    """Writes anything about any words."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__(any_script(rng))
        self._rng = rng

    def write(self, request: WriteRequest) -> WriteResult:
        rng = self._rng
        calls = tuple(rng.sample(CALLS, rng.choice([0, 1, 1, 2])))
        ask = rng.choice(["", "", "tell me about the sea"])
        say = None if calls or ask else rng.choice([*Move, None])
        return WriteResult(wait=True) if rng.random() < 0.3 else WriteResult(calls, ask, say)


@pytest.mark.parametrize("seed", range(24))
def test_a_session_of_random_decisions_keeps_the_contract(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    soundfile.write(tmp_path / "user.wav", np.zeros(1600), 16_000)
    case = read_case(
        {
            "id": "any",
            "audio": "user.wav",
            "duration": DURATION_S,
            "settings": {"now": "2026-11-20T09:05:00"},
            "background": {"type": "script", "turns": TURNS},
            "tools": {
                "web.search": [{"delay": 1.5, "result": {"results": [{"title": "Sea", "snippet": "It is wet."}]}}]
            },
        },
        "any",
        tmp_path,
    )
    replay = Replay(case, tmp_path / "out", seed=seed)
    replay.use(AnyModel(rng), FakeVoice(), BUNDLE)
    asyncio.run(replay.run())
    run = Run(tmp_path / "out")
    assert faults(run, DURATION_S) == []
    assert run.of("error") == []
    asked = [event["id"] for event in run.of("tool_call")]
    answered = [event["id"] for event in run.of("tool_result")]
    assert set(answered) <= set(asked)
    assert len(answered) == len(set(answered))
    assert {event["id"] for event in run.of("tool_call") if event["t"] < DURATION_S - 2} <= set(answered)
    for question in run.of("delegate"):
        relayed = " ".join(event["text"] for event in run.of("speech") if event["kind"] == "relay")
        streamed = "".join(event["text"] for event in run.of("background") if event["id"] == question["id"])
        assert relayed.count("salty") <= len(run.of("delegate"))
        assert streamed.count("salty") <= 1
