"""Errors carry a code for programs, a sentence for people and the exit status of the replay contract."""

import pytest

from duologue.core.errors import BundleError, DeviceError, DuologueError, InputError, OutputError


@pytest.mark.parametrize(
    ("kind", "status"), [(DuologueError, 3), (InputError, 2), (BundleError, 2), (DeviceError, 3), (OutputError, 3)]
)
def test_an_error_says_what_happened_and_how_to_exit(kind, status):
    error = kind("some.code", "Something happened.")
    assert isinstance(error, DuologueError)
    assert (error.code, error.message, str(error), error.exit_status) == (
        "some.code",
        "Something happened.",
        "Something happened.",
        status,
    )
