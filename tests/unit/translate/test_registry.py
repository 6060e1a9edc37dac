"""Which translator is taken."""

from pathlib import Path

import pytest

from duologue.core.errors import BundleError, InputError
from duologue.translate.base import Translated
from duologue.translate.registry import choose, open_translators
from helpers.tiny_translator import write_tiny


class Named:
    """A translator in name only."""

    def __init__(self, name: str, *pairs: tuple[str, str]) -> None:
        self.name, self.pairs = name, frozenset(pairs)

    def translate(self, text: str, source: str, target: str, context: str = "", prefix: str = "") -> Translated:
        raise NotImplementedError


GOOD, FAIR = Named("good", ("en", "es")), Named("fair", ("en", "es"), ("en", "fr"))


def test_the_best_one_that_knows_the_pair_is_taken() -> None:
    assert choose([GOOD, FAIR], "en", "es") is GOOD
    assert choose([GOOD, FAIR], "en", "fr") is FAIR
    assert choose([GOOD, FAIR], "en", "es", "fair") is FAIR
    assert choose([GOOD, FAIR], "en", "fr", "good") is FAIR


def test_what_cannot_be_had_is_one_sentence() -> None:
    with pytest.raises(InputError, match=r"'en' cannot be translated into 'ja'; what can is: en to es, en to fr\."):
        choose([GOOD, FAIR], "en", "ja")
    with pytest.raises(InputError, match=r"no translator 'other'; there is: good, fair\."):
        choose([GOOD, FAIR], "en", "es", "other")
    with pytest.raises(
        BundleError, match="no translator on this machine; build it with: duologue models build duologue-1"
    ):
        choose([], "en", "es")


def test_the_bundle_brings_one(tmp_path: Path) -> None:
    assert open_translators(tmp_path) == []
    write_tiny(tmp_path / "duologue-1" / "translate")
    assert [translator.name for translator in open_translators(tmp_path)] == ["phrases"]
