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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where several processes share the tests, each takes whole files, so that what a file sets up is set up once.

    Files that need the machine's sound system for themselves are one group by their own mark.
    """
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(str(item.path)))
