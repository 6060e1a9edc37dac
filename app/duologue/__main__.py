"""`python -m duologue`: the same as the command `duologue`."""

import sys

from duologue.cli import main

sys.exit(main())
