"""What can be translated is known without opening a graph."""

from pathlib import Path

from duologue.core.translatable import Lack
from duologue.session.translate.opening import open_interpreting, translatable
from duologue.session.translate.parts import lacking
from helpers.tiny_translator import write_tiny


def test_a_machine_without_bundles_translates_nothing(tmp_path: Path) -> None:
    able = translatable(tmp_path)
    assert (able.pairs, able.ears) == (frozenset(), False)
    assert lacking(None)("en", "es", False) is Lack.TRANSLATOR


def test_what_is_built_meanwhile_is_known_at_once(tmp_path: Path) -> None:
    parts = open_interpreting(tmp_path, "cpu")
    lacks = lacking(parts)
    assert lacks("en", "es", False) is Lack.TRANSLATOR
    write_tiny(tmp_path / "duologue-1" / "translate")
    assert lacks("en", "es", False) is Lack.NOTHING
    assert lacks("en", "es", True) is Lack.EARS
    assert lacks("es", "en", False) is Lack.EARS
    parts.worker.close()


def test_a_bundle_of_languages_that_is_broken_counts_as_missing(tmp_path: Path) -> None:
    write_tiny(tmp_path / "duologue-1" / "translate")
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "bundle.json").write_text("{}")
    assert translatable(tmp_path).lacks("es", "en") is Lack.EARS
