"""What can fail in a download, each with one sentence that says what happened and what to do."""

import errno
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx2
from huggingface_hub import constants
from huggingface_hub.errors import (
    DisabledRepoError,
    GatedRepoError,
    HfHubHTTPError,
    OfflineModeIsEnabled,
    RemoteEntryNotFoundError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)

from duologue.hub.repository import UnfitError

_LOGIN = "log in with `hf auth login` or set HF_TOKEN"
_GO_ON = "What is there is kept; download again to go on"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Failure(NamedTuple):
    """fits: whether an error is of this kind. sentence: with names in braces, see explained()."""

    fits: Callable[[Exception], bool]
    code: str
    sentence: str


def explained(error: Exception, repo: str, revision: str) -> tuple[str, str]:
    """Code and sentence of an error that a download ends with."""
    if isinstance(error, UnfitError):
        return error.code, str(error)
    response = error.response if isinstance(error, HfHubHTTPError) else None
    names = {
        "repo": repo,
        "revision": revision,
        "page": f"{constants.ENDPOINT}/{repo}",
        "host": urlsplit(constants.ENDPOINT).netloc,
        "status": response.status_code if response is not None else 0,
        "file": urlsplit(str(response.url)).path.rpartition("/")[2] if response is not None else "",
        "folder": (isinstance(error, OSError) and error.filename) or "The folder of the download",
        "reason": (isinstance(error, OSError) and error.strerror) or " ".join(str(error).split()),
        "kind": type(error).__name__,
    }
    failure = next(failure for failure in FAILURES if failure.fits(error))
    return failure.code, failure.sentence.format(**names)


def _is(*kinds: type[Exception]) -> Callable[[Exception], bool]:
    return lambda error: isinstance(error, kinds)


def _status(*statuses: int) -> Callable[[Exception], bool]:
    return lambda error: isinstance(error, HfHubHTTPError) and error.response.status_code in statuses


def _not_verified(error: Exception) -> bool:
    return isinstance(error, httpx2.ConnectError) and "CERTIFICATE_VERIFY_FAILED" in str(error)


def _cut(error: Exception) -> bool:
    return isinstance(error, httpx2.TransportError) or "Consistency check failed" in str(error)


def _full(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in _FULL


def _on_disk(error: Exception) -> bool:
    return isinstance(error, OSError) and bool(error.strerror)


FAILURES = (
    Failure(
        _is(OfflineModeIsEnabled),
        "download.offline",
        "HF_HUB_OFFLINE is set, so nothing is downloaded: unset it and download again.",
    ),
    Failure(
        _is(GatedRepoError),
        "download.login",
        f"{{repo}} is for those who accepted its terms: do so on {{page}}, then {_LOGIN}.",
    ),
    Failure(
        _is(RevisionNotFoundError),
        "download.missing",
        "{repo} has no version '{revision}': give another with --revision.",
    ),
    Failure(_is(RemoteEntryNotFoundError), "download.missing", "{repo} lacks {file}: tell its owner."),
    Failure(_is(DisabledRepoError), "download.missing", "{host} has closed {repo}: choose another."),
    Failure(
        lambda error: _is(RepositoryNotFoundError)(error) or _status(404)(error),
        "download.missing",
        f"{{host}} has no {{repo}}, or it is private: check the name; if it is private, {_LOGIN}.",
    ),
    Failure(
        _status(401, 403),
        "download.login",
        f"{{host}} does not let you have {{repo}}: {_LOGIN}, with an account that may.",
    ),
    Failure(
        _status(407),
        "download.proxy",
        "The proxy wants a name and password: give them in HTTPS_PROXY, as http://NAME:PASSWORD@HOST:PORT.",
    ),
    Failure(_status(429), "download.server", f"{{host}} is asked too often: wait some minutes. {_GO_ON}."),
    Failure(_status(*range(500, 600)), "download.server", f"{{host}} has a problem ({{status}}). {_GO_ON}, later."),
    Failure(
        _is(HfHubHTTPError),
        "download.server",
        "{host} refused the download ({status}): look whether {page} opens in a browser.",
    ),
    Failure(
        _is(httpx2.ProxyError),
        "download.proxy",
        "The proxy refused the connection to {host} ({reason}): check HTTPS_PROXY.",
    ),
    Failure(
        _is(ImportError),
        "download.proxy",
        "The proxy cannot be used ({reason}): give HTTPS_PROXY an http:// address.",
    ),
    Failure(
        _not_verified,
        "download.certificate",
        "The certificate of {host} cannot be verified: check the clock of this machine, and set SSL_CERT_FILE if a "
        "proxy signs with its own.",
    ),
    Failure(
        _is(httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.UnsupportedProtocol),
        "download.network",
        f"{{host}} cannot be reached ({{reason}}): check the network. {_GO_ON}.",
    ),
    Failure(_cut, "download.cut", f"The connection to {{host}} was cut. {_GO_ON}."),
    Failure(_full, "output.full", f"The disk is full: free some space. {_GO_ON}."),
    Failure(_on_disk, "output.folder", "{folder} cannot be used: {reason}."),
    Failure(_is(Exception), "download.broken", "The download failed: {kind}: {reason}."),
)
"""All that is told apart, the first that fits counts."""
