"""What the `models` commands print, and their exit status."""

import argparse
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from duologue.commands import models as cli_models
from duologue.core.errors import BundleError
from duologue.core.helper_program import Progress
from duologue.core.paths import Paths
from duologue.model import downloading
from helpers.tiny_bundle import write_tiny_bundle


def run(data: Path, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    cli_models.add_parser(parser.add_subparsers())
    return cli_models.run(parser.parse_args(["models", *arguments]), Paths(data, data))


def test_list_without_bundles_says_how_to_build_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "list") == 0
    assert capsys.readouterr().out.endswith("build one with: duologue models build duologue-1\n")


def test_list_shows_version_size_and_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tiny_bundle(tmp_path / "bundles", "good")
    (write_tiny_bundle(tmp_path / "bundles", "torn") / "core/core.json").unlink()
    assert run(tmp_path, "list") == 0
    good, torn = capsys.readouterr().out.splitlines()
    assert good.startswith("good  1.2.3  0 MB  ")
    assert torn.startswith("torn  unusable: The model bundle 'torn' lacks core/core.json")


def test_verify_says_that_a_bundle_is_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tiny_bundle(tmp_path / "bundles")
    assert run(tmp_path, "verify", "tiny") == 0
    assert capsys.readouterr().out == "tiny 1.2.3 is whole: 22 files, 0 MB\n"


def test_verify_of_a_missing_bundle_fails(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="'duologue-1' is not in"):
        run(tmp_path, "verify")


@pytest.mark.parametrize(("built", "said"), [(True, "built "), (False, "duologue-1 is up to date in ")])
def test_build_says_what_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, built: bool, said: str
) -> None:
    def fake_build(name: str, bundles: Path, on_progress: object, *, without_core: bool) -> bool:
        assert (name, bundles, without_core) == ("duologue-1", tmp_path / "bundles", False)
        return built

    monkeypatch.setattr(cli_models, "build_bundle", fake_build)
    assert run(tmp_path, "build") == 0
    assert capsys.readouterr().out == f"{said}{tmp_path / 'bundles' / 'duologue-1'}\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


STEPS = [Progress("fetching x", 500_000, 1_000_000, "bytes"), Progress("fetching x", 1_000_000, 1_000_000, "bytes")]


def test_a_terminal_gets_a_bar_that_is_drawn_again() -> None:
    out = Terminal()
    with cli_models.Meter(out) as meter:
        for step in STEPS:
            meter.show(step)
    first, second = out.getvalue().removesuffix("\n").split("\r")[1:]
    assert " 50%  0.5 of 1.0 MB" in first
    assert "[##############################] 100%  1.0 of 1.0 MB" in second


def test_a_file_gets_one_line_for_each_finished_stage() -> None:
    out = io.StringIO()
    with cli_models.Meter(out) as meter:
        for step in [*STEPS, STEPS[-1], Progress("building", 3, 3, "parts")]:
            meter.show(step)
    assert out.getvalue() == "fetching x: 1.0 of 1.0 MB\nbuilding: 3 of 3\n"


class FakeDownload:
    """Stands for a download. stop: it is interrupted."""

    target = Path("bundles/tiny")

    def __init__(self, *, stop: bool) -> None:
        self._stop = stop

    def run(self, on_progress: Callable[[Progress], None]) -> None:
        on_progress(Progress("downloading tiny", 1_000_000, 1_000_000, "bytes"))
        if self._stop:
            raise KeyboardInterrupt


def test_download_tells_how_far_it_is_and_where_it_went(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = []
    fake = FakeDownload(stop=False)
    monkeypatch.setattr(downloading, "bundle_download", lambda *a, **k: asked.append((a, k)) or fake)
    assert run(tmp_path, "download", "somebody/tiny", "--revision", "v2", "--name", "mine") == 0
    assert asked == [(("somebody/tiny", tmp_path / "bundles"), {"revision": "v2", "name": "mine"})]
    told = capsys.readouterr()
    assert told.err == "downloading tiny: 1.0 of 1.0 MB\n"
    assert told.out == f"downloaded {fake.target}\n"


def test_a_download_that_is_interrupted_says_that_it_can_be_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(downloading, "bundle_download", lambda *_, **__: FakeDownload(stop=True))
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, "download", "somebody/tiny")
    assert capsys.readouterr().out == "Paused. What is there is kept, and the same command goes on from it.\n"
