"""The judge of packaging/test-servers.sh, on timelines that are made up."""

from pathlib import Path
from typing import Any

import pytest

from servers.cases import TIME, Interruption, Wanted, typed
from servers.judging import judge
from servers.watching import IDLE_LOOKS, Watch

STORY = "the moon is a ball of rock that goes around the earth and it has no air"
BEFORE = [
    {"type": "delegate", "t": 1.3, "id": "q1"},
    {"type": "background", "t": 2.0, "id": "q1", "text": STORY},
]


def said(text: str, start: float, end: float, kind: str = "relay") -> dict[str, Any]:
    return {"type": "speech", "t": end, "kind": kind, "text": text, "start": start, "end": end}


CLOCK = Interruption("what time is it?", 10.0, 10.0, Wanted(words=TIME))
STOP = Interruption("stop", 10.0, 10.0, Wanted())
LONG = Interruption("all right, that's enough", 10.0, 12.0, Wanted())
NEW = said("It's 9:26 a.m.", 11.0, 12.0, "response")


@pytest.mark.parametrize(
    ("interruption", "speeches", "silent_s", "fault"),
    [
        (CLOCK, [said(STORY, 3.0, 10.4), NEW], 0.4, ""),
        (CLOCK, [said(STORY, 3.0, 10.4)], 0.4, "not answered"),
        (CLOCK, [said(STORY, 3.0, 12.5), NEW], 2.5, "silent after 2.5 s"),
        (CLOCK, [NEW], None, "nothing was being said"),
        (CLOCK, [said("It's 9:26 a.m.", 10.3, 12.0, "response")], None, "nothing was being said"),
        (CLOCK, [said("Let me think about that.", 9.5, 10.2, "response"), NEW], None, "nothing was being said"),
        (STOP, [said(STORY, 3.0, 10.4)], 0.4, ""),
        (STOP, [said(STORY, 3.0, 10.4), said("All right.", 10.8, 11.3, "response")], 0.4, ""),
        (STOP, [said(STORY, 3.0, 10.4), said("goes around the earth", 10.8, 13.0)], 3.0, "silent after 3.0 s"),
        (STOP, [said(STORY, 3.0, 10.4), said("goes around the earth", 10.95, 11.0)], 0.4, ""),
        (
            STOP,
            [said(STORY, 3.0, 10.4), said("goes around the earth", 11.5, 13.0)],
            0.4,
            "went on until 3.0 s after the interruption",
        ),
        (
            LONG,
            [
                said(STORY, 3.0, 10.4),
                said("goes around the earth", 11.1, 11.8),
                said("a ball of rock that", 14.5, 15.0),
            ],
            0.4,
            "went on until 3.0 s after the interruption",
        ),
        (LONG, [said(STORY, 3.0, 10.4), said("goes around the earth", 11.1, 11.8)], 0.4, ""),
        (STOP, [said(STORY, 3.0, 19.0)], 9.0, "silent after 9.0 s"),
    ],
)
def test_the_judge(interruption, speeches, silent_s, fault):
    verdict = judge([*BEFORE, *speeches], interruption, 19.0)
    assert verdict.silent_s == (None if silent_s is None else pytest.approx(silent_s))
    assert verdict.fault == fault
    late = sum(speech["end"] - speech["start"] for speech in speeches[1:] if speech["kind"] == "relay")
    assert verdict.went_on_s == pytest.approx(late if silent_s == 0.4 else 0.0)
    assert verdict.answered == (fault in ("", "nothing was being said") or (interruption is CLOCK and NEW in speeches))


@pytest.mark.parametrize(("end", "ended"), [(10.5, 0.5), (30.0, None), (19.5, None)])
def test_work_that_ends_with_the_session_was_not_cancelled(end, ended):
    looks = [(at / 10, {7} if at / 10 < end else set()) for at in range(300)]
    watch = Watch(lambda _: set(), Path("none"), 0, looks, zero=0.0)
    found = watch.ended_after_s(10.0, 19.0)
    assert found == (None if ended is None else pytest.approx(ended, abs=0.15))
    assert IDLE_LOOKS > 1


def test_typed_interruptions_come_as_late_as_they_are_put_off():
    assert [session.interruptions[0].start for session in typed(20.0)] == [30.0] * 6
