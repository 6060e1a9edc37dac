"""Two replays of one case with one seed give the same session: what was heard, done, said and shown, and when.

The compute of each step is given, as a machine that is busy takes more slots for one than for another (REPLAY.md).
"""

import asyncio
from pathlib import Path

import numpy as np
import pytest

from duologue.model.bundle import Bundle
from duologue.model.families import LoadedModel, LoadOptions, open_model
from duologue.session import worker
from duologue.session.case import read_case
from duologue.session.replay import Replay
from helpers.contract import Run

CASES = Path(__file__).parents[1] / "e2e" / "cases"
FOUND = {"results": [{"title": "Trains", "url": "https://a.example", "snippet": "Trains leave at nine."}]}
LINES = (
    (4.0, "thank you"),
    (5.0, "set a timer for 3 seconds"),
    (6.0, "add milk to my shopping list"),
    (8.0, "search the web for train times"),
    (9.4, "why is the sky blue"),
    (14.0, "hello"),
)
CASE = {
    "id": "agree",
    "audio": "turn.flac",
    "duration": 18.0,
    "inject": [
        *({"t": t, "type": "text", "text": text} for t, text in LINES),
        {"t": 12.0, "type": "mute", "on": True},
        {"t": 13.0, "type": "settings", "consent": "deny"},
    ],
    "settings": {"consent": "allow", "now": "2026-03-14T09:26:00"},
    "background": {
        "type": "script",
        "turns": [
            {"match": "", "delay": 0.8, "chunks": ["It scatters ", "blue light. ", "That is all."], "chunk_gap": 0.3}
        ],
    },
    "tools": {"web.search": [{"match": "", "delay": 1.5, "result": FOUND}]},
}


class _GivenTime:
    """A stopwatch that always stops at the same time."""

    def ms(self) -> float:
        return 40.0


def played(loaded: LoadedModel, out: Path, seed: int) -> Run:
    replay = Replay(read_case(CASE, "test", CASES), out, seed=seed)
    replay.use(loaded.model, loaded.voice, loaded.bundle)
    asyncio.run(replay.run())
    return Run(out)


@pytest.fixture(scope="module")
def loaded(bundle: Bundle) -> LoadedModel:
    return open_model(bundle, LoadOptions("cpu"))


def test_one_seed_gives_one_session_and_another_seed_another(
    loaded: LoadedModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "Stopwatch", _GivenTime)
    first, again, other = (played(loaded, tmp_path / name, seed) for name, seed in (("a", 3), ("b", 3), ("c", 4)))
    done = {call["name"] for call in first.of("tool_call")}
    assert {"timer.start", "list.add", "web.search"} <= done
    assert first.of("delegate")
    assert len(first.of("speech")) > 5
    assert first.story() == again.story()
    assert np.array_equal(first.sound, again.sound)
    assert [event["text"] for event in first.of("speech")] != [event["text"] for event in other.of("speech")]
