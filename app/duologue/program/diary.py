"""The log of the program: when it started, what it told, what went wrong. Never a word of a conversation.

It is two files of at most half a megabyte, secrets are taken out before they are written, and it stays on this machine.
"""

import logging
import platform
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from duologue import __version__
from duologue.bridge.bridge import Bridge
from duologue.core.errors import DuologueError
from duologue.core.events import SessionEnded, SessionStarted
from duologue.core.hidden_secrets import without_secrets
from duologue.core.notices import Notice
from duologue.ui.outside import LOGGER

MOST_BYTES = 512 * 1024
"""Size in bytes at which a file is put aside; one that was put aside before goes."""
_LEVELS = {"error": logging.ERROR, "warning": logging.WARNING}


class _Redacting(logging.Formatter):
    """A line with its time, without secrets."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with the traceback if there is one."""
        return without_secrets(super().format(record), str(Path.home()))


class Diary:
    """Follows a bridge and the logger LOGGER. file: where it is written."""

    def __init__(self, file: Path, bridge: Bridge) -> None:
        self._file, self._logger = file, logging.getLogger(LOGGER)
        self._handler: logging.Handler = logging.NullHandler()
        self.problem = ""
        """One sentence why there is no log, "" if there is one."""
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._handler = RotatingFileHandler(file, maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8", delay=True)
        except OSError as error:
            self.problem = f"There is no log: {file.parent} cannot be written ({error.strerror or error})."
        self._handler.setFormatter(_Redacting("%(asctime)s %(levelname)s %(message)s"))
        self._logger.addHandler(self._handler)
        self._logger.setLevel(logging.INFO)
        self._logger.propagate = False
        bridge.noticed.connect(self._note_notice)
        bridge.failed.connect(self._note_failure)
        bridge.started.connect(self._note_start)
        bridge.ended.connect(self._note_end)

    def begin(self) -> None:
        """Notes what runs where."""
        python = platform.python_version()
        self._logger.info("Duologue %s, Python %s, %s, %s", __version__, python, platform.platform(), sys.argv[1:])

    def read(self) -> str:
        """What is written so far, the oldest first; why there is no log where there is none."""
        if self.problem:
            return self.problem
        parts = [self._file.with_name(f"{self._file.name}.1"), self._file]
        return "".join(part.read_text(encoding="utf-8", errors="replace") for part in parts if part.is_file())

    def close(self) -> None:
        """Ends it."""
        self._logger.removeHandler(self._handler)
        self._handler.close()

    def _note_notice(self, notice: Notice) -> None:
        level = _LEVELS.get(notice.level, logging.INFO)
        self._logger.log(level, "%s", f"{notice.message} {notice.action}".strip())

    def _note_failure(self, error: DuologueError) -> None:
        self._logger.error("%s (%s)", error.message, error.code)

    def _note_start(self, started: SessionStarted) -> None:
        self._logger.info("a session begins, with the background model '%s'", started.background or "none")

    def _note_end(self, ended: SessionEnded) -> None:
        self._logger.info("the session ends after %.0f s", ended.t)
