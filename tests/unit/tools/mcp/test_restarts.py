"""When a server is started again, and when it is not."""

from duologue.tools.mcp.restarts import Restarts, WaitLimits

PATIENCE = WaitLimits(delays=(1.0, 4.0, 16.0), within=300.0)


def test_a_server_is_started_again_ever_later_and_then_set_aside() -> None:
    restarts = Restarts(PATIENCE, lambda: 0.0)
    assert [restarts.delay_s() for _ in range(5)] == [1.0, 4.0, 16.0, None, None]


def test_what_was_long_ago_does_not_count() -> None:
    now = 0.0
    restarts = Restarts(PATIENCE, lambda: now)
    delays = []
    for now in (0.0, 10.0, 100.0, 305.0, 315.0, 401.0, 1000.0):  # noqa: B007 - read by the clock
        delays.append(restarts.delay_s())
    assert delays == [1.0, 4.0, 16.0, 16.0, 16.0, 16.0, 1.0]
