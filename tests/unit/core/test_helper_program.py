"""A program of its own that reports in JSON lines: read, ended, and not begun when it is no longer wanted."""

import sys

import psutil

from duologue.core.helper_program import HelperProgram

FOREVER = """
import threading
print('{"a": 1}', flush=True)
threading.Event().wait()
"""

ECHO = """
import os
print('{"a": "%s"}' % os.environ["ONLY"])
"""


def command(text: str) -> list[str]:
    return [sys.executable, "-c", text]


def test_its_lines_its_status_and_its_last_word_are_told() -> None:
    text = "import sys\nprint('{\"a\": 1}')\nprint('chatter')\nsys.stderr.write('one\\ntwo\\n')\nsys.exit(4)"
    with HelperProgram(command(text)) as program:
        assert list(program.lines()) == [{"a": 1}]
        assert program.ending() == (4, "two")


def test_it_gets_the_environment_that_it_is_given() -> None:
    with HelperProgram(command(ECHO), {"ONLY": "this"}) as program:
        assert list(program.lines()) == [{"a": "this"}]


def test_stopping_ends_it_where_it_is() -> None:
    with HelperProgram(command(FOREVER)) as program:
        lines = program.lines()
        assert next(lines) == {"a": 1}
        program.stop()
        assert list(lines) == []
        assert program.ending()[0] != 0
    assert program.stopped


def test_leaving_early_ends_it() -> None:
    with HelperProgram(command(FOREVER)) as program:
        next(program.lines())
    assert not [child for child in psutil.Process().children() if FOREVER in child.cmdline()]


def test_one_that_was_stopped_before_does_not_begin() -> None:
    program = HelperProgram(["no such program"])
    program.stop()
    with program:
        assert list(program.lines()) == []
        assert program.ending() == (0, "")
