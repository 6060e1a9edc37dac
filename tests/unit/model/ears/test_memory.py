import numpy as np

from duologue.model.ears.memory import SoundMemory
from duologue.model.ears.vad import WINDOW


def filled(windows: int) -> SoundMemory:
    memory = SoundMemory()
    for index in range(windows):
        memory.add(np.full(WINDOW, index, np.float32), np.array([index / windows], np.float32))
    return memory


def test_sound_by_sample_of_the_session() -> None:
    memory = filled(10)
    memory.keep_from(4 * WINDOW + 100)
    assert memory.end == 10 * WINDOW
    assert np.array_equal(memory.sound(5 * WINDOW, 6 * WINDOW), np.full(WINDOW, 5, np.float32))
    assert memory.sound(9 * WINDOW, 12 * WINDOW).size == WINDOW


def test_what_was_dropped_is_gone() -> None:
    memory = filled(10)
    memory.keep_from(4 * WINDOW)
    assert memory.sound(0, 5 * WINDOW).size == WINDOW
    assert memory.speech(0, 5 * WINDOW).size == 1


def test_speech_by_sample_of_the_session() -> None:
    memory = filled(10)
    memory.keep_from(3 * WINDOW)
    assert np.allclose(memory.speech(5 * WINDOW + 1, 6 * WINDOW + 1), [0.5, 0.6])
    assert memory.speech(10 * WINDOW, 12 * WINDOW).size == 0


def test_bounds_of_speech() -> None:
    memory = filled(10)
    assert memory.speech_bounds(0, 10 * WINDOW, 0.7) == (7 * WINDOW, 10 * WINDOW)
    assert memory.speech_bounds(7 * WINDOW + 5, 8 * WINDOW, 0.7) == (7 * WINDOW + 5, 8 * WINDOW)
    assert memory.speech_bounds(0, 5 * WINDOW, 0.7) is None


def test_bounds_leave_out_the_beginning_of_what_follows_a_gap() -> None:
    memory = SoundMemory()
    memory.add(np.zeros(6 * WINDOW, np.float32), np.array([0, 1, 1, 0, 1, 1], np.float32))
    assert memory.speech_bounds(0, 4 * WINDOW + 10, 0.5) == (WINDOW, 3 * WINDOW)
    assert memory.speech_bounds(0, 5 * WINDOW, 0.5) == (WINDOW, 5 * WINDOW)
    assert memory.speech_bounds(4 * WINDOW, 4 * WINDOW + 10, 0.5) == (4 * WINDOW, 4 * WINDOW + 10)


def test_keeping_all_the_time_keeps_it_small() -> None:
    memory = SoundMemory()
    for index in range(1000):
        windows = (index + 1) * 3200 // WINDOW - index * 3200 // WINDOW
        memory.add(np.zeros(3200, np.float32), np.zeros(windows, np.float32))
        memory.keep_from(memory.end - 16000)
    assert memory.sound(0, memory.end).size < 16000 + 2 * WINDOW
