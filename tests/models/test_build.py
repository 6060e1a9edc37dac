"""Building is all or nothing: a bundle takes its place only when whole, and an unchanged one is left alone."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from duologue.core.errors import BundleError, OutputError
from duologue_models import build as builder
from duologue_models.build import build, main
from helpers.tiny_bundle import manifest_of, write_tiny_bundle


def quiet(stage: str, done: int, total: int, unit: str) -> None:
    assert stage
    assert 0 <= done <= total


@pytest.fixture
def core(tmp_path: Path) -> Path:
    folder = tmp_path / "weights"
    folder.mkdir()
    for name in ("core.onnx", "core.json"):
        (folder / name).write_text(name, encoding="utf-8")
    return folder


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replaces fetching and the real parts by a tiny bundle; collects how often it was made."""
    count: list[str] = []

    def tiny_steps(folder: Path, *_: object) -> list[Callable[[], object]]:
        def make() -> None:
            count.append("made")
            shutil.copytree(write_tiny_bundle(folder.parent / "made"), folder, dirs_exist_ok=True)
            (folder / "bundle.json").unlink()
            (folder / "core/core.onnx").write_bytes(b"core")

        return [make]

    def tiny_manifest(folder: Path, name: str, version: str, recipe: str, digest: str) -> None:
        fields = {**manifest_of(folder, name), "recipe": recipe, "version": version}
        (folder / "bundle.json").write_text(json.dumps(fields), encoding="utf-8")

    monkeypatch.setattr(builder, "_fetch", lambda wheel, on_progress: Path(wheel.file))
    monkeypatch.setattr(builder, "_steps", tiny_steps)
    monkeypatch.setattr(builder.describe, "write_manifest", tiny_manifest)
    return count


def test_a_bundle_is_built_once(tmp_path: Path, core: Path, made: list[str]) -> None:
    out = tmp_path / "bundles" / "duologue-1"
    assert build("duologue-1", out, quiet, core=core) is True
    assert build("duologue-1", out, quiet, core=core) is False
    assert made == ["made"]
    assert json.loads((out / "bundle.json").read_text(encoding="utf-8"))["name"] == "duologue-1"


def test_new_weights_of_the_core_mean_a_new_bundle(tmp_path: Path, core: Path, made: list[str]) -> None:
    build("duologue-1", tmp_path / "b", quiet, core=core)
    (core / "core.onnx").write_text("trained further", encoding="utf-8")
    assert build("duologue-1", tmp_path / "b", quiet, core=core) is True
    assert len(made) == 2


def test_a_damaged_bundle_is_replaced(tmp_path: Path, core: Path, made: list[str]) -> None:
    build("duologue-1", tmp_path / "b", quiet, core=core)
    (tmp_path / "b" / "ears/tokenizer.bin").write_bytes(b"")
    assert build("duologue-1", tmp_path / "b", quiet, core=core) is True
    assert build("duologue-1", tmp_path / "b", quiet, core=core) is False


def test_a_build_that_fails_leaves_the_old_bundle_and_nothing_else(
    tmp_path: Path, core: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "bundles" / "duologue-1"
    build("duologue-1", out, quiet, core=core)
    before = (out / "bundle.json").read_bytes()
    shutil.rmtree(out.parent / "made")

    def no_space(folder: Path, *_: object) -> list[Callable[[], object]]:
        (folder / "half").write_text("", encoding="utf-8")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(builder, "_steps", no_space)
    (core / "core.json").write_text("changed", encoding="utf-8")
    with pytest.raises(OutputError, match=r"The disk of .* is full"):
        build("duologue-1", out, quiet, core=core)
    assert (out / "bundle.json").read_bytes() == before
    assert [path.name for path in out.parent.iterdir()] == ["duologue-1"]


def test_a_disk_with_too_little_space_is_refused_before_anything_is_done(
    tmp_path: Path, core: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder.shutil, "disk_usage", lambda path: SimpleNamespace(free=10**6))
    with pytest.raises(OutputError, match="is full"):
        build("duologue-1", tmp_path / "b", quiet, core=core)
    assert made == []


def test_what_a_killed_build_left_behind_is_removed_later(tmp_path: Path, core: Path, made: list[str]) -> None:
    old, young = tmp_path / ".b.old", tmp_path / ".b.young"
    for folder in (old, young):
        folder.mkdir()
    os.utime(old, (0, 0))
    build("duologue-1", tmp_path / "b", quiet, core=core)
    assert not old.exists()
    assert young.exists()


def test_without_weights_of_the_core_nothing_is_built(tmp_path: Path, made: list[str]) -> None:
    with pytest.raises(BundleError, match=r"models/weights/core\.onnx is missing"):
        build("duologue-1", tmp_path / "b", quiet, core=tmp_path)
    assert made == []


@pytest.mark.parametrize("file", ["language.npz", "ending.onnx"])
def test_without_what_the_ears_know_nothing_is_built(
    file: str, tmp_path: Path, core: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, f"_{file.split('.', maxsplit=1)[0].upper()}", tmp_path / file)
    with pytest.raises(BundleError, match=rf"models/weights/{file} is missing"):
        build("duologue-1", tmp_path / "b", quiet, core=core)
    assert made == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, core: Path, made: list[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match=r"file cannot be written to"):
        build("duologue-1", tmp_path / "file" / "b", quiet, core=core)


def test_the_command_reports_in_json_lines(
    tmp_path: Path, core: Path, made: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "_WEIGHTS", core)
    assert main(["duologue-1", "--out", str(tmp_path / "b"), "--json-progress"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == {"stage": "building the graphs", "done": 0, "total": 1, "unit": "parts"}
    assert lines[-1] == {"built": True}


def test_the_command_reports_errors_with_their_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["other", "--out", str(tmp_path / "b"), "--json-progress"]) == 2
    assert json.loads(capsys.readouterr().out)["error"] == "bundle.unknown"
