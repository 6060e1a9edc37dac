"""Bundles that others published: looked at before they are fetched, in the folder of bundles when they are whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from duologue.core.errors import BundleError, DownloadError
from duologue.hub.download import Wanted
from duologue.model import downloading
from duologue.model.downloading import bundle_download
from helpers.tiny_bundle import write_tiny_bundle

REPO = "somebody/tiny"


class Kept:
    """Stands for a download, and keeps what it is told."""

    def __init__(self, wanted: Wanted, target: Path, **checks: Any) -> None:
        self.wanted, self.target, self.check_listing = wanted, target, checks["check_listing"]


@pytest.fixture
def manifest(tmp_path: Path) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads((write_tiny_bundle(tmp_path) / "bundle.json").read_text())
    return fields


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.setattr(downloading, "Download", Kept)
    download = bundle_download(REPO, tmp_path / "bundles")
    assert isinstance(download, Kept)
    return download


def test_it_is_called_as_its_repository_unless_another_name_is_given(kept: Kept, tmp_path: Path) -> None:
    assert (kept.target, kept.wanted) == (tmp_path / "bundles" / "tiny", Wanted(REPO, "main", listing="bundle.json"))
    other = bundle_download(REPO, tmp_path / "bundles", revision="v2", name="mine")
    assert isinstance(other, Kept)
    assert (other.target.name, other.wanted.revision) == ("mine", "v2")


def test_one_of_the_name_of_a_shipped_bundle_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shipped" / "tiny").mkdir(parents=True)
    monkeypatch.setattr(downloading, "shipped_bundles", lambda: tmp_path / "shipped")
    with pytest.raises(DownloadError, match="There is a 'tiny' already"):
        bundle_download(REPO, tmp_path / "bundles")


def test_a_bundle_that_this_program_runs_is_let_through(kept: Kept, manifest: dict[str, Any]) -> None:
    kept.check_listing(json.dumps(manifest))


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"contract": 99}, "it is made for contract 99"),
        ({"family": "parrot"}, "it is of family 'parrot'"),
        ({"graphs": {}}, "it lacks "),
        ({"name": 7}, "name"),
    ],
)
def test_one_that_it_cannot_run_is_refused_before_it_is_fetched(
    kept: Kept, manifest: dict[str, Any], changed: dict[str, Any], fault: str
) -> None:
    with pytest.raises(BundleError, match=f"cannot use the bundle of {REPO}: .*{fault}"):
        kept.check_listing(json.dumps({**manifest, **changed}))
