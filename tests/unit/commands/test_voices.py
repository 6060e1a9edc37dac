"""What the `voices` commands print and write, and their exit status."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from duologue.commands import voices
from duologue.core.errors import DeviceError, DuologueError, InputError, OutputError
from duologue.core.microturn import Samples
from duologue.core.paths import Paths
from duologue.model.voice.espeak import OTHER_LANGUAGES
from helpers.tiny_bundle import write_doubler


def run(data: Path, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    voices.add_parser(parser.add_subparsers())
    return voices.run(parser.parse_args(["voices", *arguments]), Paths(data, data))


def test_list_shows_what_can_be_used_and_what_cannot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "voices").mkdir()
    write_doubler(tmp_path / "voices" / "alone.onnx")
    assert run(tmp_path, "list") == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "alone  unusable: 'alone.onnx.json' cannot be read (No such file or directory).",
        f"espeak-ng  en-us and {len(OTHER_LANGUAGES)} other languages",
        "espeak-ng-british  en-gb",
    ]
    assert "build it with: duologue models build duologue-1" in told.err


def test_build_builds_the_bundle_of_voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[tuple[str, Path]] = []
    monkeypatch.setattr("duologue.commands.models.build", lambda name, paths: built.append((name, paths.bundles)) or 0)
    assert run(tmp_path, "build") == 0
    assert built == [("voices-kokoro", tmp_path / "bundles")]


def test_say_writes_clauses_with_their_pauses(tmp_path: Path) -> None:
    out = tmp_path / "said.wav"
    assert run(tmp_path, "say", "Good morning. It is nine.", "--voice", "espeak-ng", "--out", str(out)) == 0
    sound, rate_hz = soundfile.read(out)
    assert rate_hz == 24_000
    assert 1.2 < len(sound) / rate_hz < 4
    assert run(tmp_path, "say", "Good morning. It is nine.", "--rate", "1.5", "--out", str(out)) == 0
    assert soundfile.info(out).frames < 0.85 * len(sound)


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(*_: object) -> Iterator[Samples]:
        yield np.ones(1000, np.float32)
        raise DuologueError("voice.failed", "It broke.")

    out = tmp_path / "said.wav"
    out.write_bytes(b"before")
    monkeypatch.setattr(voices, "_spoken", torn)
    with pytest.raises(DuologueError, match="It broke"):
        run(tmp_path, "say", "Good morning.", "--voice", "espeak-ng", "--out", str(out))
    assert [path.read_bytes() for path in tmp_path.iterdir() if path.is_file()] == [b"before"]
    with pytest.raises(OutputError, match="cannot be written"):
        run(tmp_path, "say", "Good morning.", "--voice", "espeak-ng", "--out", str(tmp_path / "none" / "x.wav"))


@pytest.mark.parametrize(
    ("voice", "fault"), [("nobody", "no voice 'nobody'; there is: alone, espeak-ng"), ("alone", "alone.onnx.json")]
)
def test_a_voice_that_cannot_be_used_is_one_sentence(tmp_path: Path, voice: str, fault: str) -> None:
    (tmp_path / "voices").mkdir()
    write_doubler(tmp_path / "voices" / "alone.onnx")
    with pytest.raises(InputError, match=fault):
        run(tmp_path, "say", "Hello.", "--voice", voice, "--out", str(tmp_path / "x.wav"))
    assert not (tmp_path / "x.wav").exists()


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("",), "nothing to say"),
        ((" \n",), "nothing to say"),
        (("Hi.", "--rate", "9"), "0.6 to 1.6 times the usual speed, not 9"),
        (("Hi.", "--rate", "0"), "not 0"),
        (("Hi.", "--rate", "nan"), "not nan"),
    ],
)
def test_what_cannot_be_said_is_one_sentence_and_leaves_no_file(
    tmp_path: Path, arguments: tuple[str, ...], fault: str
) -> None:
    with pytest.raises(InputError, match=fault):
        run(tmp_path, "say", *arguments, "--out", str(tmp_path / "x.wav"))
    assert not (tmp_path / "x.wav").exists()


def test_without_a_speaker_it_says_what_else_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duologue.audio.devices.list_devices", lambda _direction, _backend: [])
    monkeypatch.setattr("duologue.audio.devices.load_portaudio", lambda: None)
    with pytest.raises(DeviceError, match="--out FILE"):
        run(tmp_path, "say", "Hello.")
