"""One download: begun or gone on with, paused, given up. What is there is kept beside the folder that it becomes."""

import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from duologue.core.errors import PAUSED, DownloadError, OutputError
from duologue.core.helper_program import HelperProgram, Progress
from duologue.core.programs import own_program

NEWEST = "main"
"""The branch that holds the newest version of a repository."""
_ASIDE = ".downloading-"
"""Before the name of a folder that is not yet whole; bundles whose names begin with a dot are not listed."""
_WANTED = "wanted.json"
_FILES = "files"
_REPO = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
_NAME = re.compile(r"(?!\.)[\w .-]+")
_PROGRAM = "duologue.hub.process"
_ENVIRONMENT = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "HF_HUB_DISABLE_XET": "1",  # its pieces cannot be gone on with
    "HF_HUB_VERBOSITY": "error",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be downloaded. repo: owner/name. revision: a branch, tag or commit of it.

    inside: the folder of the repository, "" for all of it. listing: the file in it that lists the others with their
    sha256, as a bundle's manifest does; "" if the hub's own digests are to do.
    """

    repo: str
    revision: str = NEWEST
    inside: str = ""
    listing: str = ""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A download that was begun. name: of the folder that it becomes. bytes_there: what of it is on the disk."""

    name: str
    wanted: Wanted
    bytes_there: int


class Download:
    """A download into a folder that is not there yet.

    check_listing: is handed the text of the listing before what it lists is fetched. check_whole: is handed the folder
    of all files before it takes its place. Both raise a DuologueError if it is of no use.

    Raises:
        DownloadError: that is no name of a repository or of a folder, or there is such a folder already.
    """

    def __init__(
        self,
        wanted: Wanted,
        target: Path,
        *,
        check_listing: Callable[[str], None] | None = None,
        check_whole: Callable[[Path], None] | None = None,
    ) -> None:
        if not _REPO.fullmatch(wanted.repo):
            message = f"'{wanted.repo}' names no repository of the hub: give owner/name, as its page shows it."
            raise DownloadError("download.repo", message)
        if not _NAME.fullmatch(target.name):
            raise DownloadError("download.name", f"'{target.name}' cannot be the name of a folder: choose another.")
        if target.exists():
            message = f"There is a '{target.name}' already: remove it first, or choose another name."
            raise DownloadError("download.there", message)
        self._wanted = wanted
        self._check_listing, self._check_whole = check_listing, check_whole
        self.target = target
        """The folder that it becomes."""
        self._aside = target.with_name(_ASIDE + target.name)
        command = own_program(_PROGRAM, str(self._aside), json.dumps(asdict(wanted)))
        self._program = HelperProgram(command, {**os.environ, **_ENVIRONMENT})

    def run(self, on_progress: Callable[[Progress], None]) -> None:
        """Downloads until all is there, in bytes of the files wanted. Takes minutes: to be called in a worker thread.

        Raises:
            DownloadError: it failed or was paused; what is there is kept, and another download of it goes on from it.
            OutputError: the disk is full or the folder not writable.
        """
        self._prepare()
        whole = False
        with self._program as program:
            for line in program.lines():
                if "error" in line and not program.stopped:
                    raise _failure(str(line["error"]), str(line["message"]))
                if "listing" in line and self._check_listing is not None:
                    self._check_listing(str(line["listing"]))
                elif "done" in line:
                    on_progress(Progress(f"downloading {self.target.name}", line["done"], line["total"], "bytes"))
                whole = whole or "whole" in line
            status, last = program.ending()
        if not whole:
            if program.stopped:
                raise DownloadError(PAUSED, f"The download of {self.target.name} is paused; what is there is kept.")
            raise DownloadError("download.broken", f"The download stopped (exit status {status}): {last}")
        if self._check_whole is not None:
            self._check_whole(self._aside / _FILES)
        self._put_in_place()

    def pause(self) -> None:
        """Stops at once, and keeps what is there; from any thread."""
        self._program.stop()

    def _prepare(self) -> None:
        try:
            self._aside.mkdir(parents=True, exist_ok=True)
            (self._aside / _WANTED).write_text(json.dumps(asdict(self._wanted)), encoding="utf-8")
        except OSError as error:
            raise OutputError("output.folder", f"{self._aside.parent} cannot be written: {error.strerror}.") from error

    def _put_in_place(self) -> None:
        try:
            (self._aside / _FILES).rename(self.target)
        except OSError as error:
            message = f"{self.target.name} is downloaded but cannot take its place: {error.strerror}."
            raise OutputError("output.folder", message) from error
        shutil.rmtree(self._aside, ignore_errors=True)


def unfinished(folder: Path) -> list[Unfinished]:
    """The downloads into a folder that were begun and are not whole, by name."""
    found = []
    for aside in sorted(folder.glob(f"{_ASIDE}*")):
        try:
            wanted = Wanted(**json.loads((aside / _WANTED).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            continue  # a folder of somebody else, or one whose beginning was cut off: nothing to go on with
        there = sum(path.stat().st_size for path in aside.rglob("*") if path.is_file() and path.name != _WANTED)
        found.append(Unfinished(aside.name.removeprefix(_ASIDE), wanted, there))
    return found


def forget(target: Path) -> None:
    """Deletes what is there of a download that is not running."""
    shutil.rmtree(target.with_name(_ASIDE + target.name), ignore_errors=True)


def _failure(code: str, message: str) -> DownloadError | OutputError:
    return OutputError(code, message) if code.startswith("output.") else DownloadError(code, message)
