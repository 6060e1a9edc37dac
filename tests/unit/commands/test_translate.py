"""What `duologue translate` reads and writes."""

import argparse
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from duologue.commands import translate, voices
from duologue.core.errors import BundleError, InputError
from duologue.core.microturn import Samples
from duologue.core.paths import Paths
from helpers.tiny_translator import write_tiny


def run(data: Path, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    translate.add_parser(parser.add_subparsers())
    return translate.run(parser.parse_args(["translate", *arguments]), Paths(data, data))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write_tiny(Paths(tmp_path, tmp_path).bundles / "duologue-1" / "translate")
    return tmp_path


def test_each_line_has_its_translation(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("The dog sleeps.\n\nWhere is the cat?"))
    assert run(data, "--from", "en", "--to", "es") == 0
    assert capsys.readouterr().out == "El perro duerme.\n\n¿Dónde está el gato?\n"


@pytest.mark.parametrize(("source", "target"), [("EN", "ES"), ("en-GB", "es_MX"), (" en ", "Es")])
def test_a_language_is_known_however_its_code_is_written(
    data: Path, source: str, target: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("The dog sleeps."))
    assert run(data, "--from", source, "--to", target) == 0
    assert capsys.readouterr().out == "El perro duerme.\n"


def test_translations_are_spoken_in_their_language(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spoken: list[str] = []

    def speaker(language: str, paths: Paths) -> object:
        def speak(text: str) -> Iterator[Samples]:
            spoken.append(f"{language}: {text}")
            yield np.zeros(4, np.float32)

        return speak

    played: list[Samples] = []
    monkeypatch.setattr("sys.stdin", io.StringIO("The dog sleeps.\n\n"))
    monkeypatch.setattr(voices, "speaker", speaker)
    monkeypatch.setattr(voices, "play", played.extend)
    assert run(data, "--from", "en", "--to", "es", "--speak") == 0
    assert spoken == ["es: El perro duerme."]
    assert len(played) == 1
    assert capsys.readouterr().out == "El perro duerme.\n\n"


def test_what_cannot_be_translated_is_one_sentence(data: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(InputError, match="'en' cannot be translated into 'ja'; what can is: en to es, es to en"):
        run(data, "--from", "en", "--to", "ja")
    with pytest.raises(InputError, match="no translator 'other'; there is: phrases"):
        run(data, "--from", "en", "--to", "es", "--translator", "other")
    with pytest.raises(BundleError, match="no translator on this machine"):
        run(tmp_path_factory.mktemp("empty"), "--from", "en", "--to", "es")
