"""Kokoro's voices: what they are told to say, where words begin, and what stands for them when they are broken."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from duologue.core.errors import DuologueError
from duologue.model.voice.base import AheadVoice
from duologue.model.voice.entry import VoiceEntry
from duologue.model.voice.kokoro import FRAME_SAMPLES, MOST_TOKENS, KokoroVoice
from duologue.model.voice.kokoro_alphabet import kokoro_signs
from duologue.model.voice.kokoro_voices import find_kokoro, read_speed, write_speed
from duologue.model.voice.registry import Voices, find_entries
from duologue.model.voice.spelling import LONGEST_LEAD_S

SIGNS = " ;:,.!?—…abdefhijklmnopstuvwzæðŋɐɑɔəɚɛɜɡɪɹɾʃʊʌʒʤʧˈˌːθᵊAIOQTWYʔ̃"
KNOWN = {sign: number for number, sign in enumerate(SIGNS, start=1)}
FRAMES = 4
"""How many frames of sound the toy network makes of each sign."""


class ToyGraph:
    """Hums as many frames for each token, silent ones for the edges."""

    def __init__(self) -> None:
        self.fed: list[dict[str, Any]] = []

    def run(self, names: list[str], feed: dict[str, Any]) -> list[Any]:
        self.fed.append(feed)
        count = feed["tokens"].shape[1]
        durations = np.full((1, count), FRAMES, np.float32)
        hum = np.sin(np.arange(count * FRAMES * FRAME_SAMPLES) * 0.05).astype(np.float32) * 0.1
        hum[: FRAMES * FRAME_SAMPLES] = hum[len(hum) - FRAMES * FRAME_SAMPLES :] = 0
        return [hum, durations]


def voice(graph: ToyGraph, speech: str = "en-us") -> KokoroVoice:
    style = np.arange(510, dtype=np.float32)[:, np.newaxis].repeat(256, axis=1)
    return KokoroVoice(graph, KNOWN, style, speech, "toy")  # type: ignore[arg-type]


def letters(phoneme: str, speech: str) -> str:
    return "".join(SIGNS[number - 1] for number in kokoro_signs(phoneme, speech, KNOWN))


@pytest.mark.parametrize(
    ("phoneme", "speech", "written"),
    [
        ("ˈeɪ", "en-us", "ˈA"), ("tʃ", "en-us", "ʧ"), ("ɚ", "en-us", "əɹ"), ("ɑː", "en-us", "ɑ"), ("ɾ", "en-us", "T"),
        ("əl", "en-us", "ᵊl"), ("n̩", "en-us", "ᵊn"), ("ɑː", "en-gb", "ɑː"), ("əʊ", "en-gb", "Q"), ("eə", "en-gb", "ɛː"),
        ("ɔ̃", "fr-fr", "ɔ̃"), ("dʒ", "it", "ʤ"), (" ", "en-us", " "), (",", "es", ","), ("☃", "en-us", ""),
    ],
)  # fmt: skip
def test_phonemes_in_the_alphabet_of_the_voices(phoneme: str, speech: str, written: str) -> None:
    assert letters(phoneme, speech) == written


def test_words_begin_ahead_of_the_durations_and_the_style_fits_the_length() -> None:
    graph = ToyGraph()
    (piece,) = voice(graph).speak("Hello there.", "en")
    (feed,) = graph.fed
    tokens = feed["tokens"][0].tolist()
    assert (tokens[0], tokens[-1]) == (0, 0)
    assert feed["style"][0, 0] == len(tokens) - 2
    space = tokens.index(KNOWN[" "])
    frame_s = FRAMES * FRAME_SAMPLES / 24_000
    assert [word.text for word in piece.words] == ["Hello", "there."]
    assert piece.words[0].start_s == pytest.approx(0.0, abs=0.011)
    assert piece.words[1].start_s == pytest.approx(space * frame_s - LONGEST_LEAD_S, abs=0.011)
    assert len(piece.samples) == pytest.approx((len(tokens) - 2) * FRAMES * FRAME_SAMPLES, abs=480)


def test_it_is_paced_and_needs_sound_ahead() -> None:
    graph = ToyGraph()
    kokoro = voice(graph)
    kokoro.pace(1.25)
    list(kokoro.speak("Hello.", "en"))
    assert graph.fed[0]["speed"] == pytest.approx(1.25)
    assert isinstance(kokoro, AheadVoice)
    assert Voices(entries={"toy": VoiceEntry(("en",), lambda: kokoro)}).ahead_s < kokoro.ahead_s


def test_a_very_long_clause_is_made_in_parts_that_the_network_can_take() -> None:
    graph = ToyGraph()
    clause = "The quick brown fox jumps over the lazy dog " * 20
    pieces = list(voice(graph).speak(clause, "en"))
    assert [word.text for piece in pieces for word in piece.words] == clause.split()
    assert all(feed["tokens"].shape[1] <= MOST_TOKENS + 1 for feed in graph.fed)


def test_what_it_cannot_say() -> None:
    with pytest.raises(DuologueError, match="does not speak 'de'"):
        list(voice(ToyGraph()).speak("Hallo.", "de"))
    (piece,) = voice(ToyGraph()).speak("…", "en")
    assert (len(piece.samples), piece.text) == (0, "…")


def test_no_bundle_means_no_voices_and_a_broken_one_a_sentence(tmp_path: Path) -> None:
    assert find_kokoro(tmp_path / "voices-kokoro").entries == {}
    (tmp_path / "voices-kokoro").mkdir()
    (tmp_path / "voices-kokoro/bundle.json").write_text("{", encoding="utf-8")
    entries = find_entries(None, None, tmp_path)
    voices = Voices(preferred="voices-kokoro", entries=entries)
    (told,) = voices.take_faults()
    assert "models build voices-kokoro" in told
    assert sum(len(piece.samples) for piece in voices.speak("Hello.", "en")) > 5_000


def test_what_was_measured_holds_for_that_very_bundle(tmp_path: Path) -> None:
    manifest = tmp_path / "bundle.json"
    manifest.write_text("one", encoding="utf-8")
    assert read_speed(tmp_path) is None
    write_speed(tmp_path, 0.25)
    assert read_speed(tmp_path) == 0.25
    manifest.write_text("another", encoding="utf-8")
    assert read_speed(tmp_path) is None
