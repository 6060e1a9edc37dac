"""What recordings and noise come to, with ears that hear a word for every second of speech."""

from collections.abc import Sequence

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ
from duologue.model.languages.passage import Passage, PassageWord
from duologue_models.evaluate_languages import noise, streamed


class Counting:
    """Hears a number for each second."""

    def __init__(self) -> None:
        self.passes = 0

    def hear(
        self, sound: Samples, language: str = "", *, into_english: bool = False, prefix: str = "",
        among: Sequence[str] = (),
    ) -> Passage:  # fmt: skip
        self.passes += 1
        said = np.count_nonzero(sound) // MIC_RATE_HZ
        words = tuple(PassageWord(f"n{at}", at, at + 1.0, 0.9) for at in range(said))
        return Passage("es", 0.99, 0.1, words, -0.1, 1.0, {"es": 0.99})


class Loudness:
    """Takes whatever is not silent for speech."""

    def feed(self, sound: Samples) -> Samples:
        return (np.abs(sound).reshape(4, -1).max(axis=1) > 0.1).astype(np.float32)

    def by_frame(self, probabilities: Samples) -> Samples:
        return probabilities


def test_a_recording_is_heard_to_its_end_in_many_passes() -> None:
    ears = Counting()
    sound = np.concatenate([np.full(4 * MIC_RATE_HZ, 0.5, np.float32), np.zeros(MIC_RATE_HZ, np.float32)])
    assert streamed(ears, Loudness(), sound, ("es",)) == "n0 n1 n2 n3"
    assert ears.passes > 4


def test_noise_is_as_long_as_was_asked_for_and_never_too_loud() -> None:
    sounds = dict(noise(0.1))
    assert not sounds["silence"].any()
    assert {len(sound) for sound in sounds.values()} == {round(0.1 * 60 * MIC_RATE_HZ / 5)}
    assert all(0 < np.abs(sound).max() <= 1 for name, sound in sounds.items() if name != "silence")
