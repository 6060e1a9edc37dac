"""Fixtures of the whole suite."""

import pytest
from hypothesis import HealthCheck, settings

from duologue.model.bundle import Bundle
from helpers.built_bundle import built_bundle

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")  # how long something takes is for the benches to say


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    """The bundle that packaging/test.sh builds before the tests."""
    return built_bundle()
