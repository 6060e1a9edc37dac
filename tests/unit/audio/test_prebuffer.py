"""Sound is handed over as late as the machine allows."""

from duologue.audio.prebuffer import (
    CALM_S,
    GAPS,
    GAPS_S,
    LATENCIES_S,
    LATENCY_CALM_S,
    MOST_SAFETY_BLOCKS,
    SAFETY_BLOCKS,
    Latency,
    Safety,
)


def test_blocks_grow_with_what_comes_too_late_up_to_a_bound_and_shrink_slowly() -> None:
    safety = Safety(0.0)
    for _ in range(30):
        safety.late(10.0)
    assert safety.blocks == MOST_SAFETY_BLOCKS
    safety.look(10.0 + CALM_S / 2)
    assert safety.blocks == MOST_SAFETY_BLOCKS
    for step in range(30):
        safety.look(11.0 + CALM_S + step * (CALM_S + 1))
    assert safety.blocks == SAFETY_BLOCKS


def test_a_buffer_that_runs_dry_again_and_again_grows_up_to_a_bound() -> None:
    latency, seen = Latency(0.0), []
    for gap in range(1, 10 * GAPS):
        if latency.wants_change(gap, float(gap)):
            seen.append(latency.seconds)
    assert tuple(seen) == LATENCIES_S[1:]


def test_a_gap_now_and_then_changes_nothing() -> None:
    latency = Latency(0.0)
    assert not any(latency.wants_change(gap, gap * GAPS_S) for gap in range(1, 20))


def test_several_gaps_between_two_looks_count() -> None:
    assert Latency(0.0).wants_change(5, 1.0)


def test_a_long_calm_brings_the_smaller_buffer_back() -> None:
    latency = Latency(0.0)
    assert latency.wants_change(GAPS, 1.0)
    latency.fresh()
    assert not latency.wants_change(0, LATENCY_CALM_S)
    assert latency.wants_change(0, LATENCY_CALM_S + 2.0)
    assert latency.seconds == LATENCIES_S[0]


def test_a_smaller_buffer_that_proved_too_small_is_tried_again_later_each_time() -> None:
    latency, now = Latency(0.0), 0.0
    for tries in range(3):
        assert latency.wants_change(GAPS, now)
        latency.fresh()
        now += LATENCY_CALM_S * 2**tries
        assert not latency.wants_change(0, now)
        now += 1.0
        assert latency.wants_change(0, now)
        latency.fresh()
        now += 1.0


def test_a_device_that_is_opened_anew_counts_from_the_beginning() -> None:
    latency = Latency(0.0)
    latency.wants_change(2, 1.0)
    latency.fresh()
    assert not latency.wants_change(2, 2.0)
