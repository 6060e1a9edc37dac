"""When samples are heard, from what single callbacks say."""

import pytest

from duologue.audio.pace import CALLBACKS, FEWEST_CALLBACKS, DeviceClock


def test_the_usual_offset_counts() -> None:
    clock = DeviceClock(48000)
    for block in range(20):
        delay_s = 0.06 + (0.5 if block % 7 == 3 else 0.001 * (block % 3 - 1))
        clock.note(block * 480, block * 0.01 + delay_s, block * 0.01, 10.0 + block * 0.01 + 0.004 * (block % 5))
    assert clock.began_at == pytest.approx(10.06, abs=0.001)


def test_few_callbacks_say_too_little() -> None:
    clock = DeviceClock(48000)
    for block in range(FEWEST_CALLBACKS - 1):
        clock.note(block * 480, block * 0.01, block * 0.01, block * 0.01)
    assert clock.began_at is None


def test_a_stream_whose_clock_is_set_is_known_again_soon() -> None:
    clock = DeviceClock(48000)
    for block in range(4 * CALLBACKS):
        stream_s = block * 0.01 + (3600 if block > 3 * CALLBACKS else 0)
        clock.note(block * 480, stream_s + 0.06, stream_s, 10.0 + block * 0.01)
    assert clock.began_at == pytest.approx(10.06, abs=0.001)
