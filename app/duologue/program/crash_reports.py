"""How the program ended when it should not have: a report that the user can read, and send by hand. Nothing is sent."""

import faulthandler
import platform
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from duologue import __version__
from duologue.core.hidden_secrets import without_secrets

RUNNING = "running.txt"
"""What is written while the program runs; it is there at the next start only if the program did not end well."""
MOST_REPORTS = 10
"""Reports that are kept; the oldest go."""
_TRACES = ("Fatal Python error", "Traceback (most recent call last)", "Windows fatal exception")


class CrashReports:
    """folder: where reports lie, for this user alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[str] | None = None
        self.problem = ""
        """One sentence why there will be no report, "" if there will."""

    def take_last(self) -> Path | None:
        """The report of the run before, None if that ended as it should, or without a trace."""
        running = self._folder / RUNNING
        try:
            text = running.read_text(encoding="utf-8", errors="replace")
            running.unlink()
            if not any(trace in text for trace in _TRACES):
                return None
            report = self._folder / f"report-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
            with _private(report) as file:
                file.write(without_secrets(text, str(Path.home())))
            for old in sorted(self._folder.glob("report-*.txt"))[:-MOST_REPORTS]:
                old.unlink()
        except FileNotFoundError:
            return None
        except OSError as error:
            self.problem = f"There is no report of how Duologue ended: {error.strerror or error}."
            return None
        return report

    @contextmanager
    def watching(self) -> Iterator[None]:
        """From here on a crash leaves its trace in the folder; an end as it should be leaves nothing."""
        self._begin()
        try:
            yield
        except Exception as error:
            self.note(error)
            self._end(keep=True)
            raise
        self._end(keep=False)

    def note(self, error: BaseException) -> None:
        """Adds what went wrong, with where it happened."""
        if self._file is not None:
            with suppress(OSError):  # a disk that is full has no room for a report either
                self._file.write("".join(traceback.format_exception(error)))
                self._file.flush()

    def _begin(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = _private(self._folder / RUNNING)
            self._file.write(
                f"Duologue {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
                f"Started {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n\n"
            )
            self._file.flush()
            faulthandler.enable(self._file)
        except OSError as error:
            self.problem = f"A crash would leave no report: {error.strerror or error}."

    def _end(self, *, keep: bool) -> None:
        if self._file is None:
            return
        faulthandler.disable()
        self._file.close()
        self._file = None
        if not keep:
            with suppress(OSError):  # then the next start finds it, without a trace in it
                (self._folder / RUNNING).unlink()


def _private(path: Path) -> IO[str]:
    path.touch(mode=0o600)
    return path.open("w", encoding="utf-8", errors="replace")
