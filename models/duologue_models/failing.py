"""What the command lines that measure do when something is missing: one line for people, and its exit status."""

import sys
from collections.abc import Callable
from functools import wraps

from duologue.core.errors import DuologueError


def in_one_line(main: Callable[[], None]) -> Callable[[], int]:
    """A command line that returns its exit status and writes why it could not go on, if it could not."""

    @wraps(main)
    def ended() -> int:
        try:
            main()
        except DuologueError as error:
            sys.stderr.write(f"{error.message}\n")
            return error.exit_status
        return 0

    return ended
