"""The builder runs as its own program; what it says becomes progress, a result or one clear error."""

import sys
from pathlib import Path

import pytest

from duologue.core.errors import BundleError, OutputError
from duologue.core.helper_program import Progress
from duologue.model import building
from duologue.model.building import build_bundle, run_builder


def program(text: str) -> list[str]:
    return [sys.executable, "-c", text]


def say(*lines: str) -> str:
    return "".join(f"print({line!r}, flush=True)\n" for line in lines)


def test_progress_and_result_are_read_line_by_line() -> None:
    seen: list[Progress] = []
    text = say('{"stage": "fetching x", "done": 1, "total": 2, "unit": "bytes"}', "chatter", '{"built": true}')
    assert run_builder(program(text), seen.append) is True
    assert seen == [Progress("fetching x", 1, 2, "bytes")]


def test_a_bundle_that_was_there_is_reported_as_such() -> None:
    assert run_builder(program(say('{"built": false}')), lambda _: None) is False


def test_an_error_of_the_builder_becomes_one_of_the_app() -> None:
    text = say('{"error": "bundle.network", "message": "No network."}') + "raise SystemExit(2)"
    with pytest.raises(BundleError, match=r"^No network\.$") as caught:
        run_builder(program(text), lambda _: None)
    assert caught.value.code == "bundle.network"


def test_a_full_disk_is_an_error_of_output() -> None:
    text = say('{"error": "output.full", "message": "The disk is full."}') + "raise SystemExit(3)"
    with pytest.raises(OutputError) as caught:
        run_builder(program(text), lambda _: None)
    assert (caught.value.code, caught.value.exit_status) == ("output.full", 3)


def test_a_builder_that_breaks_down_is_one_sentence() -> None:
    with pytest.raises(BundleError, match=r"stopped \(exit status 1\): RuntimeError: oh no$"):
        run_builder(program("raise RuntimeError('oh no')"), lambda _: None)


def test_a_builder_that_says_nothing_is_an_error() -> None:
    with pytest.raises(BundleError, match=r"exit status 0\): it said nothing"):
        run_builder(program("pass"), lambda _: None)


def test_the_builder_is_ended_when_its_caller_gives_up() -> None:
    def give_up(progress: Progress) -> None:
        raise KeyboardInterrupt

    text = say('{"stage": "s", "done": 0, "total": 1, "unit": "parts"}') + "input_ = __import__('signal').pause()"
    with pytest.raises(KeyboardInterrupt):
        run_builder(program(text), give_up)


def test_an_installation_without_the_builder_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building.importlib.util, "find_spec", lambda name: None if name == "onnx" else object())
    with pytest.raises(BundleError, match=r"\(onnx is missing\); install the extra 'export'"):
        build_bundle("duologue-1", tmp_path, lambda _: None)


def test_an_unknown_name_is_refused_by_the_real_builder(tmp_path: Path) -> None:
    with pytest.raises(
        BundleError, match=r"There is no bundle 'other'; there is: duologue-1, voices-kokoro, languages\."
    ):
        build_bundle("other", tmp_path, lambda _: None)
