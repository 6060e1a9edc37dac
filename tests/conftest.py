"""Fixtures of the whole suite."""

import pytest

from duologue.model.bundle import Bundle
from helpers.built_bundle import built_bundle


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    """The bundle that packaging/test.sh builds before the tests."""
    return built_bundle()
