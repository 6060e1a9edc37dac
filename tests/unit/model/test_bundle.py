"""A bundle that is not exactly what was built is refused with one sentence that names the file."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from duologue.core.errors import EXIT_UNUSABLE, BundleError
from duologue.model.bundle import list_bundles, load_bundle, verify_bundle
from helpers.tiny_bundle import write_tiny_bundle

PART = "ears/tokenizer.bin"


def change_manifest(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    path = folder / "bundle.json"
    fields = json.loads(path.read_text(encoding="utf-8"))
    change(fields)
    path.write_text(json.dumps(fields), encoding="utf-8")


def keep_size_and_time(path: Path, data: bytes) -> None:
    before = path.stat()
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def refused(name: str, bundles: Path) -> BundleError:
    with pytest.raises(BundleError) as caught:
        load_bundle(name, bundles)
    assert caught.value.exit_status == EXIT_UNUSABLE
    assert "\n" not in caught.value.message
    assert "duologue models build duologue-1" in caught.value.message
    return caught.value


def test_a_whole_bundle_opens_by_name_and_by_folder(tmp_path: Path) -> None:
    folder = write_tiny_bundle(tmp_path)
    by_name, by_folder = load_bundle("tiny", tmp_path), load_bundle(str(folder), tmp_path / "elsewhere")
    assert by_name == by_folder
    assert (by_name.name, by_name.version, by_name.family) == ("tiny", "1.2.3", "duologue")
    assert by_name.path(PART) == folder / PART
    assert by_name.bytes == sum((folder / part).stat().st_size for part in by_name.manifest.files)


def test_each_provider_gets_the_variant_made_for_it(tmp_path: Path) -> None:
    bundle = load_bundle("tiny", write_tiny_bundle(tmp_path).parent)
    assert bundle.graph("ears.decoder", "cpu").name == "ears.decoder.int8.onnx"
    assert bundle.graph("ears.decoder", "cuda").name == "ears.decoder.fp32.onnx"
    assert bundle.precision("ears.decoder", "cuda") == "fp32"


def test_a_part_or_graph_that_the_bundle_does_not_have_is_an_error(tmp_path: Path) -> None:
    bundle = load_bundle("tiny", write_tiny_bundle(tmp_path).parent)
    with pytest.raises(BundleError, match=r"has no part 'eyes/pose\.onnx'"):
        bundle.path("eyes/pose.onnx")
    with pytest.raises(BundleError, match=r"has no graph 'eyes\.pose'"):
        bundle.graph("eyes.pose", "cpu")


def test_a_missing_bundle_is_named_with_its_place(tmp_path: Path) -> None:
    error = refused("duologue-1", tmp_path)
    assert error.code == "bundle.missing"
    assert f"'duologue-1' is not in {tmp_path}" in error.message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (write_tiny_bundle(tmp_path) / PART).unlink()
    error = refused("tiny", tmp_path)
    assert error.code == "bundle.incomplete"
    assert f"lacks {PART}" in error.message


def test_an_empty_file_is_named_with_its_sizes(tmp_path: Path) -> None:
    folder = write_tiny_bundle(tmp_path)
    (folder / PART).write_bytes(b"")
    error = refused("tiny", tmp_path)
    assert error.code == "bundle.truncated"
    assert f"{PART} has 0 of {len(PART) + 1} bytes" in error.message


def test_a_truncated_file_is_named(tmp_path: Path) -> None:
    path = write_tiny_bundle(tmp_path) / "ears.encoder.fp32.onnx"
    path.write_bytes(path.read_bytes()[:-1])
    assert "ears.encoder.fp32.onnx" in refused("tiny", tmp_path).message


def test_an_altered_file_is_found_after_the_first_start_too(tmp_path: Path) -> None:
    folder = write_tiny_bundle(tmp_path)
    load_bundle("tiny", tmp_path)
    os.utime(folder / PART, ns=(0, 0))
    (folder / PART).write_bytes(b"x" * (len(PART) + 1))
    error = refused("tiny", tmp_path)
    assert error.code == "bundle.altered"
    assert f"altered: {PART}" in error.message


def test_verifying_finds_what_size_and_time_do_not_show(tmp_path: Path) -> None:
    folder = write_tiny_bundle(tmp_path)
    bundle = load_bundle("tiny", tmp_path)
    keep_size_and_time(folder / PART, b"x" * (len(PART) + 1))
    assert load_bundle("tiny", tmp_path) == bundle
    with pytest.raises(BundleError, match=f"altered: {PART}"):
        verify_bundle(bundle)


def test_verifying_reports_its_progress_in_bytes(tmp_path: Path) -> None:
    bundle = load_bundle("tiny", write_tiny_bundle(tmp_path).parent)
    seen: list[tuple[int, int]] = []
    verify_bundle(bundle, lambda done, total: seen.append((done, total)))
    assert seen[-1] == (bundle.bytes, bundle.bytes)
    assert len(seen) == len(bundle.manifest.files)


def test_a_digest_found_right_is_not_computed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tiny_bundle(tmp_path)
    load_bundle("tiny", tmp_path)

    def no_digest(path: Path) -> str:
        raise AssertionError(path)

    monkeypatch.setattr("duologue.model.bundle.file_digest", no_digest)
    assert load_bundle("tiny", tmp_path).name == "tiny"


def test_a_broken_stamp_means_checking_again(tmp_path: Path) -> None:
    folder = write_tiny_bundle(tmp_path)
    load_bundle("tiny", tmp_path)
    (folder / ".verified.json").write_text('{"manifest": 1, "files"', encoding="utf-8")
    assert load_bundle("tiny", tmp_path).name == "tiny"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "bundle.json is not JSON"),
        ("[]", "bundle.json is not a JSON object"),
        ("{}", "made for contract None, this program needs contract 1"),
    ],
)
def test_a_broken_manifest_says_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    (write_tiny_bundle(tmp_path) / "bundle.json").write_text(text, encoding="utf-8")
    error = refused("tiny", tmp_path)
    assert error.code == "bundle.manifest"
    assert said in error.message


def test_a_manifest_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (write_tiny_bundle(tmp_path) / "bundle.json").write_bytes(b"\xff\xfe\x00")
    assert "bundle.json is not text" in refused("tiny", tmp_path).message


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    (write_tiny_bundle(tmp_path) / "bundle.json").unlink()
    assert "lacks bundle.json" in refused("tiny", tmp_path).message


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("contract", 2, "made for contract 2, this program needs contract 1"),
        ("family", "moshi", "of family 'moshi', this program runs 'duologue'"),
        ("name", 3, "bundle.json: 'name' must be a text"),
        ("rates", [], "bundle.json: 'rates' must be an object"),
        ("rates", {"microphone_hz": "fast"}, "bundle.json: 'rates.microphone_hz' must be a whole number"),
        ("sources", {}, "bundle.json: 'sources' must be a list"),
        ("files", {"../../etc/passwd": {"sha256": "", "bytes": 1}}, "names a file outside the bundle"),
        ("files", {PART: {"sha256": ""}}, f"bundle.json: 'files.{PART}' lacks the field 'bytes'"),
        ("graphs", {}, "lacks ears.encoder, ears.decoder"),
        (
            "graphs",
            {"ears.vad": {"variants": {}, "use": {"cpu": "fp32"}, "inputs": [], "outputs": []}},
            "bundle.json: 'graphs.ears.vad' uses a variant that it does not have",
        ),
    ],
)
def test_every_field_of_the_manifest_is_checked(tmp_path: Path, key: str, value: object, said: str) -> None:
    folder = write_tiny_bundle(tmp_path)
    change_manifest(folder, lambda fields: fields.update({key: value}))
    assert said in refused("tiny", tmp_path).message


def test_a_manifest_field_that_is_missing_is_named(tmp_path: Path) -> None:
    change_manifest(write_tiny_bundle(tmp_path), lambda fields: fields.pop("recipe"))
    assert "bundle.json lacks the field 'recipe'" in refused("tiny", tmp_path).message


def test_a_bundle_without_a_core_opens_only_where_none_is_needed(tmp_path: Path) -> None:
    folder = write_tiny_bundle(tmp_path)

    def without_core(fields: dict[str, Any]) -> None:
        fields["graphs"].pop("core.step")
        fields["files"] = {name: entry for name, entry in fields["files"].items() if not name.startswith("core")}

    change_manifest(folder, without_core)
    assert "lacks core.step, core/core.json" in refused("tiny", tmp_path).message
    assert load_bundle("tiny", tmp_path, needs_core=False).name == "tiny"


def test_the_list_shows_good_and_broken_bundles(tmp_path: Path) -> None:
    write_tiny_bundle(tmp_path, "good")
    (write_tiny_bundle(tmp_path, "broken") / PART).unlink()
    (tmp_path / ".good.unfinished").mkdir()
    found = list_bundles(tmp_path)
    assert [entry.name for entry in found] == ["broken", "good"]
    assert found[0].bundle is None
    assert f"lacks {PART}" in found[0].problem
    assert found[1].bundle is not None
    assert not found[1].problem


def test_the_list_of_a_machine_without_bundles_is_empty(tmp_path: Path) -> None:
    assert list_bundles(tmp_path / "nothing") == []


def test_a_bundle_that_came_with_the_program_goes_before_the_users_of_the_same_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    write_tiny_bundle(shipped)
    write_tiny_bundle(own).rename(own / "mine")
    monkeypatch.setattr("duologue.model.bundle.shipped_bundles", lambda: shipped)
    assert load_bundle("tiny", own).folder == shipped / "tiny"
    assert load_bundle("mine", own).folder == own / "mine"
    write_tiny_bundle(own)
    assert [(entry.name, entry.folder.parent) for entry in list_bundles(own)] == [("mine", own), ("tiny", shipped)]
