"""Errors a person can act on: a code, one sentence, and the exit status of the command line."""

EXIT_UNUSABLE = 2
"""The input or an option is unusable."""
EXIT_FAILED = 3
"""The engine failed part-way."""


class DuologueError(Exception):
    """An error whose message is one clear sentence for the user: what happened and what to do.

    code: short stable name for logs and tests ("bundle.altered").
    """

    exit_status = EXIT_FAILED

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class InputError(DuologueError):
    """A file, case or option that cannot be used; the message names it."""

    exit_status = EXIT_UNUSABLE


class BundleError(DuologueError):
    """A model bundle that is missing, incomplete or altered."""

    exit_status = EXIT_UNUSABLE


PAUSED = "download.paused"
"""Code of the error that says that a download was paused, not that it failed."""


class DownloadError(DuologueError):
    """What was to be downloaded is not here; what came of it is kept."""


class DeviceError(DuologueError):
    """A microphone or speaker that cannot be opened or was lost."""


class OutputError(DuologueError):
    """Results could not be written (disk full, folder not writable)."""
