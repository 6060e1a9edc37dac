"""The program as a user starts it."""

import subprocess
import sys
from pathlib import Path

CHARGED_MS = 50
"""Milliseconds that a piece of work is charged with in the tests: how busy the machine is must not decide them."""


def replay(*arguments: str | Path, timeout_s: float = 240, charged: bool = True) -> subprocess.CompletedProcess[str]:
    """Runs `duologue replay` to its end. charged: with CHARGED_MS, not with the time that the work takes."""
    options = ["--charge", str(CHARGED_MS)] if charged else []
    command = [sys.executable, "-m", "duologue", "replay", *options, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout_s, check=False)
