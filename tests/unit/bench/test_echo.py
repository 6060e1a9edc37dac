"""What a voice that talks to itself is asked, and what is counted of it."""

from pathlib import Path

import numpy as np

from duologue.bench.echo import EVERY_S, case_of, figures, table
from duologue.bench.room import RoomPath
from duologue.core.commands import TypeText
from duologue.core.microturn import Samples
from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.session.case import Case


def quiet_case(folder: Path) -> Case:
    return case_of("joe", 2 * EVERY_S / 60, -6.0, folder)


def talk(seconds: float) -> Samples:
    rng = np.random.default_rng(1)
    return (0.05 * rng.standard_normal(round(seconds * SPEAKER_RATE_HZ))).astype(np.float32)


def test_a_voice_is_asked_as_long_as_the_session_lasts(tmp_path: Path) -> None:
    case = quiet_case(tmp_path)
    assert [item.t for item in case.inject] == [2.0, 2.0 + EVERY_S]
    assert all(isinstance(item.command, TypeText) for item in case.inject)
    assert (case.settings.voice, case.echo) == ("joe", RoomPath(-6.0, 60.0))
    assert case.background.available


def test_words_and_stops_are_its_own_but_where_a_line_was_typed(tmp_path: Path) -> None:
    timeline = [
        {"type": "heard", "t": 40.0, "start": 39.0, "end": 40.0, "final": True, "text": "The old lighthouse."},
        {"type": "speech", "t": 30.0, "start": 3.0, "end": 30.0, "completed": False},
        {"type": "speech", "t": 77.2, "start": 35.0, "end": 77.2, "completed": False},
        {"type": "step", "t": 150.0, "index": 749, "ms": 1.0, "rss_mb": 1.0, "late": False},
    ]
    found = figures("joe", quiet_case(tmp_path), timeline, talk(4.0))
    assert (found.own.words, found.own.stops, found.own.seconds) == (3, 1, 4.0)
    assert 0 < found.canceller_ms[0] <= found.canceller_ms[1]
    (line,) = table(found)
    assert "heard 3 words in its own voice, stopped by itself 1 times" in line
