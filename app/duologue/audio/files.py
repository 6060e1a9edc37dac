"""Sound files as the ears want them: mono, 16 kHz."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
import soxr

from duologue.core.errors import InputError
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ

BLOCK_FRAMES = 1 << 18
MIN_RATE_HZ, MAX_RATE_HZ = 1000, 768_000


def read_sound(path: Path) -> Samples:
    """The sound of a file, [N] at 16 kHz: any format libsndfile reads, any rate, channels mixed down.

    The file is worked off in blocks, so that a long recording takes no more memory than its result.

    Raises:
        InputError: the file is missing, unreadable, no sound file, or empty.
    """
    _refuse_what_is_no_file(path)
    try:
        with soundfile.SoundFile(path) as file:
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


def _resampled(file: soundfile.SoundFile) -> list[Samples]:
    if file.samplerate == MIC_RATE_HZ:
        return [_mixed(block) for block in _blocks(file)]
    resampler = soxr.ResampleStream(file.samplerate, MIC_RATE_HZ, 1, dtype="float32")
    pieces = [resampler.resample_chunk(_mixed(block)) for block in _blocks(file)]
    if not pieces:
        return []
    return [*pieces, resampler.resample_chunk(np.zeros(0, np.float32), last=True)]


def _blocks(file: soundfile.SoundFile) -> Iterator[Samples]:
    while len(block := np.asarray(file.read(BLOCK_FRAMES, dtype="float32", always_2d=True), np.float32)):
        yield block


def _mixed(block: Samples) -> Samples:
    """Mean of the channels: [N, C] -> [N]. Values that are no numbers become silence."""
    mono: Samples = block.mean(axis=1, dtype=np.float32)
    return np.where(np.isfinite(mono), mono, np.float32(0))
