"""A program of its own that does long work and reports in JSON lines, while this one waits in a worker thread."""

import json
import subprocess
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage of the work is. stage: for people. unit: "bytes" or "parts"."""

    stage: str
    done: int
    total: int
    unit: str


class HelperProgram:
    """A program that runs as long as its `with` block; ended, with time to clean up, when that is left early."""

    def __init__(self, command: list[str], environment: Mapping[str, str] | None = None) -> None:
        self._command, self._environment = command, environment
        self._process: subprocess.Popen[str] | None = None
        self._guard = threading.Lock()
        self._stopped = False

    def __enter__(self) -> Self:
        with self._guard:
            if not self._stopped:
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                    encoding="utf-8",
                    env=self._environment,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            with self._process as process:
                if process.poll() is None:
                    process.terminate()

    @property
    def stopped(self) -> bool:
        """Whether stop() was called."""
        return self._stopped

    def stop(self) -> None:
        """Ends the program, or does not let it begin; from any thread."""
        with self._guard:
            self._stopped = True
            if self._process is not None and self._process.poll() is None:
                self._process.terminate()

    def lines(self) -> Iterator[dict[str, Any]]:
        """What it reports, until it ends; a library may print other lines in between."""
        if self._process is not None:
            assert self._process.stdout is not None
            for line in self._process.stdout:
                if line.startswith("{"):
                    yield json.loads(line)

    def ending(self) -> tuple[int, str]:
        """Its exit status, and the last that it said to people."""
        if self._process is None:
            return 0, ""
        assert self._process.stderr is not None
        said = self._process.stderr.read().strip().splitlines()
        return self._process.wait(), said[-1] if said else "it said nothing"
