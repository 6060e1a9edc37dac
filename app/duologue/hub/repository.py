"""What a repository of the hub holds, and one file of it, gone on with where it was cut and compared with its digest.

Only the process of a download imports this module: it brings `huggingface_hub`.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import httpx2
from huggingface_hub import constants
from huggingface_hub.file_download import hf_hub_url, http_get
from huggingface_hub.hf_api import HfApi, RepoSibling
from huggingface_hub.utils._headers import build_hf_headers

PIECE_BYTES = 1 << 20
"""So much is written, and told, at a time."""


class UnfitError(Exception):
    """What a repository holds cannot be used. code: of the error; the message is a sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file to be fetched. path: in the repository. kind: of the digest, "sha256" or "git", that of a blob in git."""

    path: str
    bytes: int
    digest: str
    kind: str = "sha256"

    def __post_init__(self) -> None:
        """A digest names a file on the disk."""
        if not (self.digest.isascii() and self.digest.isalnum()):
            raise UnfitError("download.unfit", f"The repository tells no digest of {self.path}.")


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository as it is at one commit."""

    name: str
    commit: str
    files: dict[str, RemoteFile]

    @classmethod
    def look(cls, name: str, revision: str) -> "Repository":
        """Asks the hub what a repository holds.

        Raises:
            Exception: as huggingface_hub and httpx2 raise them; failures.py explains them.
            UnfitError: the hub's answer cannot be used.
        """
        timeout_s = constants.HF_HUB_DOWNLOAD_TIMEOUT
        info = HfApi().model_info(name, revision=revision, files_metadata=True, timeout=timeout_s)
        if not info.sha or info.siblings is None:
            raise UnfitError("download.server", f"{constants.ENDPOINT} does not say what {name} holds.")
        return cls(name, info.sha, {each.rfilename: _remote(each) for each in info.siblings})

    def inside(self, folder: str) -> list[RemoteFile]:
        """The files in a folder of it, "" for all but those that only concern git and the hub's page.

        Raises:
            UnfitError: there are none.
        """
        begin = f"{folder}/" if folder else ""
        found = [file for path, file in self.files.items() if path.startswith(begin) and _is_content(path)]
        if not found:
            raise UnfitError("download.missing", f"{self.name} has no files in '{folder}'.")
        return found

    def listed(self, listing: Any, name: str) -> list[RemoteFile]:
        """The files that a listing names with their size and sha256.

        Raises:
            UnfitError: it has not the form of a listing, or names files that the repository lacks.
        """
        try:
            wanted = [RemoteFile(path, int(each["bytes"]), each["sha256"]) for path, each in listing["files"].items()]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UnfitError("download.unfit", f"{self.name} has a {name} that does not list its files.") from error
        absent = next((file.path for file in wanted if file.path not in self.files), None)
        if absent is not None:
            raise UnfitError("download.unfit", f"{self.name} lacks {absent}, which its {name} lists.")
        return wanted


def place(folder: Path, path: str) -> Path:
    """Where a file of a repository belongs in a folder.

    Raises:
        UnfitError: outside of it.
    """
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or "\\" in path or ":" in path:
        raise UnfitError("download.unfit", f"The repository has a file that belongs nowhere: {path!r}.")
    return folder / parts


def digest_of(path: Path, kind: str) -> str:
    """The digest of a file on the disk, lower-case hex."""
    with path.open("rb") as file:
        if kind == "sha256":
            return hashlib.file_digest(file, "sha256").hexdigest()
        head = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
        return hashlib.file_digest(file, head.copy).hexdigest()


def fetch(repository: Repository, file: RemoteFile, part: Path, on_bytes: Callable[[int], None]) -> None:
    """Fetches what is still missing of a file. on_bytes: is told the bytes that are there.

    Raises:
        Exception: as huggingface_hub and httpx2 raise them.
        UnfitError: what came is not what its digest says; it is deleted.
    """
    url = hf_hub_url(repository.name, file.path, revision=repository.commit)
    headers = {**build_hf_headers(library_name="duologue"), "Accept-Encoding": "identity"}
    part.touch()
    there = -1
    while (size := part.stat().st_size) < file.bytes:
        if size == there:
            raise httpx2.ReadError("nothing more comes")
        there = size
        try:
            _get_rest(url, part, file, headers, on_bytes)
        except httpx2.ReadError:
            continue  # cut by a reset, which the library does not take up again; as long as more comes it is
    if digest_of(part, file.kind) != file.digest:
        part.unlink()
        message = f"{file.path} of {repository.name} is not the file that its digest stands for, so it was deleted."
        raise UnfitError("download.digest", f"{message} Download again; if that does not help, tell its owner.")


def _get_rest(url: str, part: Path, file: RemoteFile, headers: dict[str, str], on_bytes: Callable[[int], None]) -> None:
    class Told:
        """What the library takes for a progress bar."""

        def __init__(self, *, initial: int = 0, **_: Any) -> None:
            self._there = initial
            self.update(0)

        def __enter__(self) -> "Told":
            return self

        def __exit__(self, *_: object) -> None: ...

        def update(self, count: int) -> None:
            self._there += count
            on_bytes(self._there)

    with part.open("ab") as out:
        http_get(url, out, resume_size=out.tell(), headers=headers, expected_size=file.bytes, tqdm_class=Told)


def _remote(sibling: RepoSibling) -> RemoteFile:
    size = sibling.size or 0
    if sibling.lfs is not None:
        return RemoteFile(sibling.rfilename, size, sibling.lfs.sha256)
    return RemoteFile(sibling.rfilename, size, sibling.blob_id or "", "git")


def _is_content(path: str) -> bool:
    return not any(part.startswith(".") for part in PurePosixPath(path).parts)
