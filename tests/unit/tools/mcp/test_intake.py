"""What a server may send has bounds."""

import pytest

from duologue.tools.mcp.intake import LONGEST_LINE, LONGEST_LOG, MOST_BYTES, SPAN_S, Intake, Log, TooMuchError


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_lines_of_any_usual_length_come_in_as_they_are() -> None:
    intake = Intake()
    for chunk in (b"one\ntwo", b"", b"more\n", b"x" * (LONGEST_LINE // 2), b"x" * (LONGEST_LINE // 2), b"\n"):
        assert intake.take(chunk) == chunk


@pytest.mark.parametrize("chunks", [[b"x" * (LONGEST_LINE + 1)], [b"a\n" + b"x" * LONGEST_LINE, b"x"]])
def test_a_line_without_end_is_cut_off(chunks: list[bytes]) -> None:
    intake = Intake()
    for chunk in chunks[:-1]:
        intake.take(chunk)
    with pytest.raises(TooMuchError):
        intake.take(chunks[-1])


def test_a_flood_is_cut_off_and_a_stream_is_not() -> None:
    clock = Clock()
    intake = Intake(clock)
    line = b"x" * (MOST_BYTES // 16 - 1) + b"\n"
    for _ in range(64):
        intake.take(line)
        clock.now_s += SPAN_S / 8
    flood = (intake.take(line) for _ in range(17))
    with pytest.raises(TooMuchError):
        list(flood)


def test_of_what_a_server_says_about_itself_the_end_is_kept() -> None:
    log = Log()
    assert log.last_line() == ""
    for _ in range(1000):
        log.add(b"noise " * 100 + b"\n")
    log.add(b"broken \xff here\n\n  ")
    assert log.last_line() == "broken \ufffd here"
    log.add(b"y" * 2 * LONGEST_LOG)
    assert log.last_line() == "y" * LONGEST_LOG


def test_of_a_server_that_is_started_anew_only_the_newest_start_counts_as_its_last_word() -> None:
    log = Log()
    log.begin()
    log.add(b"cannot open the house")
    log.begin()
    assert log.last_line() == ""
    log.say("info: the door is open")
    assert log.last_line() == "info: the door is open"
    assert log.text == "cannot open the house\n—\ninfo: the door is open\n"
    log.begin()
    log.add(b"z" * LONGEST_LOG)
    assert log.last_line() == "z" * LONGEST_LOG
