"""The program as a user starts it."""

import subprocess
import sys
from pathlib import Path


def replay(*arguments: str | Path, timeout_s: float = 240) -> subprocess.CompletedProcess[str]:
    """Runs `duologue replay` to its end."""
    command = [sys.executable, "-m", "duologue", "replay", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout_s, check=False)
