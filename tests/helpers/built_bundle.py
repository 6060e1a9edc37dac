"""The bundle that `packaging/test.sh` builds before the tests, and the package files that it was built from."""

from pathlib import Path

import pytest

from duologue.cli import user_paths
from duologue.core.errors import BundleError
from duologue.model.bundle import Bundle, load_bundle
from duologue.model.contents import DEFAULT_BUNDLE


def built_bundle() -> Bundle:
    """The default bundle at its usual place; the test fails with the command that builds it where there is none."""
    try:
        return load_bundle(DEFAULT_BUNDLE, user_paths().bundles, needs_core=False)
    except BundleError as error:
        pytest.fail(f"This test needs the built bundle. {error.message}", pytrace=False)


def cached_wheel(cache: Path, file: str) -> Path:
    """A package file that the builder keeps."""
    path = cache / file
    if not path.is_file():
        pytest.fail(f"This test needs {file}, which `duologue models build {DEFAULT_BUNDLE}` fetches.", pytrace=False)
    return path
