"""What was shown of a conversation is there when the program is killed while it writes, and is offered again."""

from pathlib import Path

from duologue.bench.killed import kill_many

ROUNDS = 4
"""`duologue bench history` does it fifty times."""


def test_nothing_that_was_shown_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    found = kill_many(tmp_path / "history.db", ROUNDS)
    assert found["shown"] > ROUNDS
    assert (found["missing"], found["unsound"], found["unfinished"]) == ([], 0, ROUNDS)
