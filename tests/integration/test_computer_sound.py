"""What other programs play, heard on a real sound system (PulseAudio with null sinks)."""

import asyncio
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest
import soundfile

from duologue.audio.computer.opening import open_computer_sound
from duologue.audio.computer.streams import LOST
from duologue.audio.devices import list_devices, load_portaudio
from duologue.audio.live import LiveMicrophone, LiveSpeaker
from duologue.core.devices import ComputerSound
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES, MICROTURN_S, PIECE_SAMPLES
from duologue.model.ears.passages import open_activity, open_english_passages
from duologue.model.languages.listening import PassageListener
from helpers.sound_server import running_sound_server
from helpers.waiting import wait_until

pytestmark = pytest.mark.xdist_group("sound system")
FILM_HZ, CALL_HZ, OWN_HZ, MICROPHONE_HZ = 440, 800, 1200, 2000
TWO_SENTENCES = (
    "the train to the coast leaves at nine in the morning and it takes two hours how many people live in this town"
)
QUIET_S = 1.0
"""Silence in seconds with which a film begins: the first moments of a program that begins to play are missed."""


@pytest.fixture
def server(tmp_path_factory, monkeypatch):
    # A socket's path must be short, so not below the test's own folder.
    with running_sound_server(tmp_path_factory.mktemp("pulse"), monkeypatch) as running:
        yield running


@pytest.fixture
def computer(server):
    sound = open_computer_sound(lambda: False)
    yield sound
    sound.close()


def tone(hz: float, seconds: float, rate_hz: int = 24000) -> np.ndarray:
    t = np.arange(round(seconds * rate_hz)) / rate_hz
    return (0.25 * np.sin(2 * np.pi * hz * t)).astype(np.float32)


def listen(sound: ComputerSound, microturns: int, until: Callable[[np.ndarray], bool] = lambda _: False) -> np.ndarray:
    """What is played in so many micro-turns, of real time."""
    heard = []
    for _ in range(microturns):
        threading.Event().wait(MIC_SAMPLES / MIC_RATE_HZ)
        heard.append(sound.take(MIC_SAMPLES))
        if until(heard[-1]):
            break
    return np.concatenate(heard)


def share(sound: np.ndarray, hz: float) -> float:
    """How much of the sound's energy is a tone, 0 to 1."""
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    frequency = np.arange(len(power)) * MIC_RATE_HZ / len(sound)
    return float(power[np.abs(frequency - hz) < 30].sum() / power.sum())


def in_time(sound: ComputerSound, microturns: int) -> Iterator[list[tuple[np.ndarray, float]]]:
    """Micro-turns of what is played with the time of their end, in real time: several where the last took long."""
    began, pieces = time.monotonic(), list[tuple[np.ndarray, float]]()
    for turn in range(1, microturns + 1):
        threading.Event().wait(max(0.0, began + turn * MICROTURN_S - time.monotonic()))
        pieces.append((sound.take(MIC_SAMPLES), turn * MICROTURN_S))
        if time.monotonic() < began + (turn + 1) * MICROTURN_S:
            yield pieces
            pieces = []


@contextmanager
def playing(server, tmp_path, hz: float, sink: str = "spk"):
    """A program that plays a tone."""
    path = tmp_path / f"{hz}.wav"
    soundfile.write(path, tone(hz, 30), 24000)
    with server.server.feeding(path, sink=sink):
        yield


def test_programs_are_heard_and_the_microphone_is_not(server, computer, tmp_path):
    with playing(server, tmp_path, FILM_HZ), playing(server, tmp_path, MICROPHONE_HZ, sink="vmic"):
        listen(computer, 25, until=lambda piece: bool(piece.all()))
        heard = listen(computer, 10)
    # what is played to the sink of the microphone is a program's as well: of both, half each
    assert 0.4 < share(heard, FILM_HZ) < 0.6
    assert np.count_nonzero(heard) > 0.9 * len(heard), "without gaps"


def test_the_assistants_own_voice_is_never_heard(server, computer, tmp_path):
    async def speak() -> np.ndarray:
        backend = load_portaudio()
        microphone = LiveMicrophone(list_devices("input", backend)[0])
        speaker = LiveSpeaker(list_devices("output", backend)[0], clock=microphone.now_s)
        heard = []
        try:
            await microphone.read()
            speaker.play(speaker.position(), tone(OWN_HZ, 8.0))
            for index in range(30 * MIC_SAMPLES // PIECE_SAMPLES):
                await microphone.read()
                if index % (MIC_SAMPLES // PIECE_SAMPLES) == 0:
                    heard.append(computer.take(MIC_SAMPLES))
        finally:
            speaker.close()
            microphone.close()
        return np.concatenate(heard)

    alone = asyncio.run(speak())
    assert not alone.any(), "nobody else plays anything"
    with playing(server, tmp_path, FILM_HZ):
        listen(computer, 25, until=lambda piece: bool(piece.all()))
        both = asyncio.run(speak())[MIC_RATE_HZ:]
    assert share(both, FILM_HZ) > 0.99
    assert share(both, OWN_HZ) < 0.001


def test_a_program_is_heard_on_when_it_moves_to_another_speaker(server, computer, tmp_path):
    server.pactl("load-module", "module-null-sink", "sink_name=headset")
    with playing(server, tmp_path, FILM_HZ):
        listen(computer, 25, until=lambda piece: bool(piece.all()))
        stream = server.pactl("list", "short", "sink-inputs").split()[0]
        server.pactl("move-sink-input", stream, "headset")
        listen(computer, 5)
        heard = listen(computer, 25, until=lambda piece: bool(piece.all()))
    assert share(heard[-MIC_SAMPLES:], FILM_HZ) > 0.9


def test_a_sound_server_that_went_away_is_told_of(server, computer):
    wait_until(lambda: computer.problem == "")
    threading.Event().wait(0.5)
    server.kill()
    wait_until(lambda: computer.problem == LOST)
    assert not computer.take(MIC_SAMPLES).any()


def test_a_film_is_put_into_words_while_it_plays(server, computer, bundle, tmp_path):
    listener = PassageListener(open_english_passages(bundle, "cpu"), open_activity(bundle), ("en",))
    said, film = [], tmp_path / "film.wav"
    words, rate = soundfile.read(Path(__file__).parent / "data" / "two_sentences.flac")
    soundfile.write(film, np.concatenate((np.zeros(round(QUIET_S * rate)), words)), rate)
    with server.server.feeding(film, sink="spk"):
        for pieces in in_time(computer, 80):
            heard = listener.hear(pieces)
            if heard is not None and heard.utterance.final:
                said.append(heard.utterance.text.casefold())
                if "town" in said[-1]:
                    break
    heard_words = re.findall(r"[a-z]+", " ".join(said))
    assert SequenceMatcher(None, TWO_SENTENCES.split(), heard_words, autojunk=False).ratio() > 0.9
