"""Where an installed program begins: the command line, or one of its modules as a process of its own."""

import os
import sys

from duologue.cli import main
from duologue.core.programs import MODULE_OPTION, run_own_module

_LIBRARIES = "LD_LIBRARY_PATH"


def _give_back_libraries() -> None:
    """Programs that are started from here (browsers, servers of tools) find the system's libraries, not ours."""
    before = os.environ.pop(f"{_LIBRARIES}_ORIG", None)
    os.environ.pop(_LIBRARIES, None)
    if before is not None:
        os.environ[_LIBRARIES] = before


if __name__ == "__main__":
    _give_back_libraries()
    if sys.argv[1:2] == [MODULE_OPTION]:
        run_own_module(sys.argv[1:])
    else:
        sys.exit(main())
