"""The process of a download: python -m duologue.hub.process FOLDER WANTED, and what it does, which tests call as well.

FOLDER: keeps what is there: files/ those that are whole, parts/ the beginning of others, by digest. WANTED: a `Wanted`
as JSON. It reports in JSON lines: the text of the listing, the bytes that are there of all, that it is whole, or an
error. It can be ended at any moment.
"""

import json
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import filelock
from huggingface_hub import constants

from duologue.hub.download import Wanted
from duologue.hub.failures import explained
from duologue.hub.repository import PIECE_BYTES, RemoteFile, Repository, UnfitError, digest_of, fetch, place

_SPARE_BYTES = 200_000_000
"""What stays free on the disk."""
_MB = 1_000_000

Tell = Callable[[dict[str, Any]], None]


def download(folder: Path, wanted: Wanted, tell: Tell) -> bool:
    """Fetches what is wanted and not there yet; False if it failed, which was told."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(folder / "lock", timeout=0):
            _Work(folder, wanted, tell).run()
    except filelock.Timeout:
        tell({"error": "download.busy", "message": "This is being downloaded already, by another window or command."})
        return False
    except Exception as error:  # noqa: BLE001 - the boundary of the process: each becomes one sentence
        code, message = explained(error, wanted.repo, wanted.revision)
        tell({"error": code, "message": message})
        return False
    tell({"whole": True})
    return True


class _Work:
    """Fetches into files/, by way of parts/."""

    def __init__(self, folder: Path, wanted: Wanted, tell: Tell) -> None:
        self._files, self._parts = folder / "files", folder / "parts"
        self._wanted, self._tell = wanted, tell

    def run(self) -> None:
        for kept in (self._files, self._parts):
            kept.mkdir(exist_ok=True)
        repository = Repository.look(self._wanted.repo, self._wanted.revision)
        files = self._wanted_of(repository)
        self._drop_others(files)
        there = {file.path: self._there(file) for file in files}
        total = sum(file.bytes for file in files)
        self._check_room(total - sum(there.values()))

        def told(file: RemoteFile, count: int) -> None:
            there[file.path] = count
            self._tell({"done": sum(there.values()), "total": total})

        for file in files:
            self._fetch(repository, file, partial(told, file))

    def _wanted_of(self, repository: Repository) -> list[RemoteFile]:
        name = self._wanted.listing
        if not name:
            return repository.inside(self._wanted.inside)
        if name not in repository.files:
            raise UnfitError("download.unfit", f"{repository.name} is no bundle of Duologue: it has no {name}.")
        itself = repository.files[name]
        self._fetch(repository, itself, lambda _: None)
        text = self._place(itself).read_text(encoding="utf-8", errors="replace")
        self._tell({"listing": text})
        try:
            listing = json.loads(text)
        except ValueError as error:
            raise UnfitError("download.unfit", f"{repository.name} has a {name} that is not JSON.") from error
        return [itself, *repository.listed(listing, name)]

    def _fetch(self, repository: Repository, file: RemoteFile, on_bytes: Callable[[int], None]) -> None:
        target = self._place(file)
        part = self._part(file)
        if target.is_file():
            if digest_of(target, file.kind) == file.digest:
                on_bytes(file.bytes)
                return
            target.unlink()  # of another version
        if part.exists() and part.stat().st_size > file.bytes:
            part.unlink()
        fetch(repository, file, part, on_bytes)
        target.parent.mkdir(parents=True, exist_ok=True)
        part.replace(target)
        on_bytes(file.bytes)

    def _place(self, file: RemoteFile) -> Path:
        return place(self._files, file.path[len(self._wanted.inside) :].lstrip("/"))

    def _part(self, file: RemoteFile) -> Path:
        return self._parts / file.digest

    def _there(self, file: RemoteFile) -> int:
        for path in (self._place(file), self._part(file)):
            if path.is_file():
                return min(path.stat().st_size, file.bytes)
        return 0

    def _drop_others(self, files: list[RemoteFile]) -> None:
        """Deletes what an earlier version had."""
        kept = {self._place(file) for file in files}
        for path in [path for path in self._files.rglob("*") if path.is_file() and path not in kept]:
            path.unlink()
        parts = {file.digest for file in files}
        for part in [part for part in self._parts.iterdir() if part.name not in parts]:
            part.unlink()

    def _check_room(self, missing: int) -> None:
        free = shutil.disk_usage(self._files).free
        if missing + _SPARE_BYTES > free:
            needed, there = (missing + _SPARE_BYTES) / _MB, free / _MB
            where = self._files.parent.parent
            message = f"{needed:.0f} MB must be free in {where}, and {there:.0f} MB are: free some space, then go on."
            raise UnfitError("output.full", message)


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Downloads what the command line says."""
    folder, wanted = sys.argv[1:]
    constants.DOWNLOAD_CHUNK_SIZE = PIECE_BYTES
    return 0 if download(Path(folder), Wanted(**json.loads(wanted)), _say) else 1


if __name__ == "__main__":
    sys.exit(main())
