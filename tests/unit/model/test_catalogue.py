"""What can be built and what is there, as people see it."""

from pathlib import Path

import pytest

from duologue.core.errors import BundleError
from duologue.model.catalogue import OFFERS, bring_back, bundle_rows, forget_removed, put_aside
from duologue_models.build import BUNDLES


def test_each_offer_is_a_bundle_that_the_builder_knows_or_is_to_learn() -> None:
    assert {*BUNDLES} <= {offer.name for offer in OFFERS}


def test_offers_come_first_then_what_else_is_there(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    rows = bundle_rows(tmp_path)
    assert [row.name for row in rows] == [*(offer.name for offer in OFFERS), "mine"]
    assert [row.installed for row in rows] == [False] * len(OFFERS) + [True]
    assert rows[-1].state.startswith("Cannot be used")
    assert not rows[-1].usable


def test_a_whole_bundle_tells_its_size_version_and_licences(bundle) -> None:
    (row,) = [row for row in bundle_rows(bundle.folder.parent) if row.name == bundle.folder.name]
    assert row.usable
    assert "MB, version " in row.state
    assert "MIT" in row.state


def test_what_is_put_aside_is_not_listed_and_comes_back_once(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    put_aside("mine", tmp_path)
    assert "mine" not in [row.name for row in bundle_rows(tmp_path)]
    bring_back("mine", tmp_path)
    assert (tmp_path / "mine").is_dir()
    with pytest.raises(BundleError, match="cannot be brought back"):
        bring_back("mine", tmp_path)
    put_aside("mine", tmp_path)
    assert forget_removed(tmp_path) == ["mine"]
    assert forget_removed(tmp_path / "nowhere") == []


def test_what_is_not_there_cannot_be_removed(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="cannot be removed"):
        put_aside("mine", tmp_path)
