"""How a text is spelled for a Piper voice, and files beside a voice that cannot be used."""

import json
from pathlib import Path

import pytest

from duologue.core.errors import InputError
from duologue.model.bundle import Bundle
from duologue.model.contents import VOICE_CONFIG
from duologue.model.voice.espeak_library import PronouncedWord, espeak_library
from duologue.model.voice.piper import INTERJECTIONS
from duologue.model.voice.piper_config import PiperConfig, SpelledText, read_config
from duologue.model.voice.reading import PronouncedText, read_aloud


@pytest.fixture(scope="module")
def config(bundle: Bundle) -> PiperConfig:
    return read_config(bundle.path(VOICE_CONFIG))


def spelled(config: PiperConfig, clause: str) -> tuple[PronouncedText, SpelledText]:
    text = read_aloud(clause, "en", INTERJECTIONS)
    library = espeak_library()
    return text, config.spell(text, library.pronounce(text.text, library.style_of(config.espeak.voice)))


def signs(config: PiperConfig, numbers: list[int]) -> str:
    """The phonemes without the pads between them."""
    names = {numbers[0]: sign for sign, numbers in config.phoneme_id_map.items()}
    return "".join(names[number] for number in numbers).replace("_", "")


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("I see.", "^aɪ sˈiː.$"),
        ("Mm-hm.", "^ˌəmhˈəmm.$"),
        ("Uh-huh.", "^ʌ hˈʌ.$"),
        ("so 🙂 there", "^sˌoʊ ðˈɛɹ$"),
        ("Shall I go on?", "^ʃˌæl aɪ ɡˌoʊ ˈɔn?$"),
        ("One, two", "^wˈʌn, tˈuː$"),
        ('He said "stop!"', "^hiː sˈɛd stˈɑːp!$"),
        ("Well… no", "^wˈɛl. nˈoʊ$"),
        ("Wait — now", "^wˈeɪt, nˈaʊ$"),
        ("2 %", "^tˈuː pɚsˈɛnt$"),
        ("happy", "^hˈæpi$"),
    ],
)
def test_phonemes_and_marks(config: PiperConfig, clause: str, expected: str) -> None:
    assert signs(config, spelled(config, clause)[1].phonemes) == expected


def test_a_pad_stands_after_each_phoneme_but_the_last(config: PiperConfig) -> None:
    numbers = spelled(config, "I see.")[1].phonemes
    (pad,) = config.phoneme_id_map["_"]
    assert numbers[1::2] == [pad] * (len(numbers) // 2)
    assert pad not in numbers[::2]


@pytest.mark.parametrize(
    ("clause", "rests"),
    [
        ("It is 9:26 a.m.", ["ɪ", "ɪz", "nˈaɪn", "ˌeɪ"]),
        ("In the top of the box", ["ɪn", "ðə", "tˈɑːp", "ʌv", "ðə", "bˈɑːks"]),
        ("in a row", ["ɪn", "ɐ", "ɹˈoʊ"]),
        ("25 trees in a row, in a box", ["tw", "tɹ", "ɪn", "ɐ", "ɹˈoʊ", "ɪn", "ɐ", "bˈɑːks"]),
        ("Wait — now", ["wˈeɪt", "wˈeɪt", "nˈaʊ"]),
    ],
)
def test_each_written_word_begins_with_its_own_phonemes(config: PiperConfig, clause: str, rests: list[str]) -> None:
    """Also where espeak-ng runs words together; a mark that stands alone begins with the word before it."""
    text, spelling = spelled(config, clause)
    for word, beginning, rest in zip(text.words, spelling.beginnings, rests, strict=True):
        assert signs(config, spelling.phonemes[beginning:]).lstrip("ˌˈ").startswith(rest.lstrip("ˌˈ")), word
    assert signs(config, spelling.phonemes[spelling.end :]).strip(".,") == "$"


def test_signs_that_a_voice_does_not_know_are_passed_over(config: PiperConfig) -> None:
    text = PronouncedText("x", ("x",), ((0, 1),))
    said = [PronouncedWord(0, ("t", "☃", "ç"))]
    assert signs(config, config.spell(text, said).phonemes) == "^tc\u0327$"


def test_nothing_said_is_no_phoneme(config: PiperConfig) -> None:
    text = PronouncedText("— —", ("—", "—"), ((0, 1), (2, 3)))
    spelling = config.spell(text, [])
    assert (signs(config, spelling.phonemes), spelling.beginnings) == ("^$", [0, 0])


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"audio": None}, "'audio'"),
        ({"audio": {"sample_rate": "fast"}}, "'audio.sample_rate'"),
        ({"espeak": {}}, "'voice'"),
        ({"phoneme_id_map": {"a": "b"}}, "list of numbers"),
        ({"phoneme_id_map": {"a": [1]}}, "does not speak phonemes of espeak-ng"),
        ({"phoneme_type": "text"}, "does not speak phonemes of espeak-ng"),
    ],
)
def test_a_file_that_is_wrong_is_named_with_its_fault(
    bundle: Bundle, tmp_path: Path, change: dict[str, object], fault: str
) -> None:
    fields = json.loads(bundle.path(VOICE_CONFIG).read_bytes()) | change
    (tmp_path / "v.onnx.json").write_text(json.dumps(fields), encoding="utf-8")
    with pytest.raises(InputError, match=fault) as refused:
        read_config(tmp_path / "v.onnx.json")
    assert "v.onnx.json" in refused.value.message


@pytest.mark.parametrize(("content", "fault"), [(None, "cannot be read"), (b"{", "not JSON"), (b"\xff", "not JSON")])
def test_a_file_that_is_missing_or_torn_is_named(tmp_path: Path, content: bytes | None, fault: str) -> None:
    if content is not None:
        (tmp_path / "v.onnx.json").write_bytes(content)
    with pytest.raises(InputError, match=f"'v.onnx.json'.*{fault}"):
        read_config(tmp_path / "v.onnx.json")
