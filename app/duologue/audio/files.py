"""Sound files as the ears want them: mono, 16 kHz."""

import io
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile
import soxr

from duologue.audio.riff import Patched, unclosed
from duologue.core.errors import InputError
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ

Doubles = npt.NDArray[np.float64]
BLOCK_FRAMES = 1 << 18
MIN_RATE_HZ, MAX_RATE_HZ = 1000, 768_000
UNHEARD = 1e-4
"""Power of a channel, as a part of the loudest one's, up to which it is left out of the mix: 40 dB below."""
CANCELLED = 0.25
"""Power of a mix, as a part of what channels that have nothing in common would give, below which they cancel: 6 dB."""
USUAL_LEVEL = 0.1
"""Level (RMS) that sound gets whose own is above 1: floats that were meant as whole numbers."""


def read_sound(path: Path) -> Samples:
    """The sound of a file, [N] at 16 kHz: any format libsndfile reads, any rate, channels mixed down, to the end of the
    file if its header was never closed.

    The file is worked off in blocks, so that a long recording takes no more memory than its result.

    Raises:
        InputError: the file is missing, unreadable, no sound file, or empty.
    """
    _refuse_what_is_no_file(path)
    try:
        patches = unclosed(path)
        with ExitStack() as stack:
            raw = stack.enter_context(io.BufferedReader(Patched(path, patches))) if patches else path
            file = stack.enter_context(soundfile.SoundFile(raw))
            if not MIN_RATE_HZ <= file.samplerate <= MAX_RATE_HZ:
                raise InputError("sound.rate", f"'{path}' has an unusable sample rate of {file.samplerate} Hz.")
            blocks = _resampled(file)
    # A name like x.raw makes soundfile ask for a format (TypeError).
    except (soundfile.LibsndfileError, TypeError) as error:
        raise InputError("sound.format", f"'{path}' is not a sound file that can be read.") from error
    except OSError as error:
        raise InputError("sound.unreadable", f"'{path}' cannot be read: {error.strerror or error}.") from error
    sound = np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
    if len(sound) == 0:
        raise InputError("sound.empty", f"'{path}' holds no sound.")
    return sound


def _refuse_what_is_no_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise InputError("sound.folder", f"'{path}' is a folder, not a sound file.")
        if not path.exists():
            raise InputError("sound.missing", f"There is no sound file '{path}'.")
        if not path.is_file():
            raise InputError("sound.format", f"'{path}' is not a sound file that can be read.")
        with path.open("rb") as file:
            if not file.read(1):
                raise InputError("sound.empty", f"'{path}' is empty.")
    except OSError as error:
        raise InputError("sound.unreadable", f"'{path}' cannot be read: {error.strerror or error}.") from error


@dataclass(slots=True)
class _Channels:
    """What the channels of a file have in common, taken in block by block."""

    frames: int
    sums: Doubles  # [C]
    products: Doubles  # [C, C]

    @classmethod
    def of(cls, file: soundfile.SoundFile) -> "_Channels":
        """Of all of a file, which is at its beginning again afterwards."""
        found = cls(0, np.zeros(file.channels), np.zeros((file.channels, file.channels)))
        for block in _blocks(file):
            wide = block.astype(np.float64)
            found.frames += len(wide)
            found.sums += wide.sum(axis=0)
            found.products += wide.T @ wide
        file.seek(0)
        return found

    def weights(self) -> Samples:
        """By what each channel is multiplied in the mix, [C].

        It is their mean, without those in which there is nothing. If they cancel, those that run against the loudest
        one are turned over; if they cancel even so, the loudest is taken alone.
        """
        means = self.sums / max(self.frames, 1)
        common = self.products / max(self.frames, 1) - np.outer(means, means)
        powers = np.diagonal(common)
        loudest = int(np.argmax(powers))
        heard = powers >= UNHEARD * powers[loudest]
        mean = heard / max(int(heard.sum()), 1)
        turned = mean * np.where(common[loudest] < 0, -1.0, 1.0)
        alone = np.eye(len(powers))[loudest]
        mix = next((mix for mix in (mean, turned) if mix @ common @ mix >= CANCELLED * (mix**2 @ powers)), alone)
        level = float(np.sqrt(powers[loudest]))
        return np.asarray(mix * (USUAL_LEVEL / level if level > 1 else 1.0), np.float32)


def _resampled(file: soundfile.SoundFile) -> list[Samples]:
    plain = file.channels == 1 and file.subtype not in ("FLOAT", "DOUBLE")
    weights = np.ones(1, np.float32) if plain else _Channels.of(file).weights()
    if file.samplerate == MIC_RATE_HZ:
        return [block @ weights for block in _blocks(file)]
    resampler = soxr.ResampleStream(file.samplerate, MIC_RATE_HZ, 1, dtype="float32")
    pieces = [resampler.resample_chunk(block @ weights) for block in _blocks(file)]
    if not pieces:
        return []
    return [*pieces, resampler.resample_chunk(np.zeros(0, np.float32), last=True)]


def _blocks(file: soundfile.SoundFile) -> Iterator[Samples]:
    """The sound in blocks, [N, C]. Values that are no numbers become silence."""
    while len(block := np.asarray(file.read(BLOCK_FRAMES, dtype="float32", always_2d=True), np.float32)):
        yield np.where(np.isfinite(block), block, np.float32(0))
