"""One file of the two sides of a recording: the user on the left, the assistant on the right."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import soundfile

from duologue.audio.resampling import BEFORE, PromptResampler
from duologue.core.errors import InputError
from duologue.core.timing import MIC_RATE_HZ, SPEAKER_RATE_HZ

_BLOCK_S = 10


def write_two_sides(recordings: Sequence[tuple[Path, Path]], out: Path) -> None:
    """Writes recordings one after the other into a stereo file, 24 kHz: WAV or FLAC, as its name ends.

    recordings: the user's file, at 16 kHz, and the assistant's, at 24 kHz, of each.

    Raises:
        InputError: a recording cannot be read, or the file not be written.
    """
    try:
        with soundfile.SoundFile(out, "w", SPEAKER_RATE_HZ, 2, "PCM_16") as file:
            for you, assistant in recordings:
                _append(file, you, assistant)
    except (soundfile.LibsndfileError, TypeError, ValueError) as error:
        raise InputError("history.sound", f"The sound could not be written to '{out}': {error}.") from error


def _append(file: soundfile.SoundFile, you: Path, assistant: Path) -> None:
    resampler = PromptResampler(MIC_RATE_HZ, SPEAKER_RATE_HZ)
    resampled, left, right = 0, np.zeros(0, np.float32), np.zeros(0, np.float32)
    with soundfile.SoundFile(you) as users, soundfile.SoundFile(assistant) as its:
        heard, said = users.read(_BLOCK_S * MIC_RATE_HZ, "float32"), its.read(_BLOCK_S * SPEAKER_RATE_HZ, "float32")
        while len(heard) or len(said):
            users_sound = resampler.chunk(np.asarray(heard, np.float32))
            resampled += len(users_sound)
            left = np.concatenate([left, users_sound])
            right = np.concatenate([right, said])
            whole = min(len(left), len(right))
            file.write(np.stack([left[:whole], right[:whole]], axis=1))
            left, right = left[whole:], right[whole:]
            heard = users.read(_BLOCK_S * MIC_RATE_HZ, "float32")
            said = its.read(_BLOCK_S * SPEAKER_RATE_HZ, "float32")
        rest = users.frames * SPEAKER_RATE_HZ // MIC_RATE_HZ - resampled
    left = np.concatenate([left, resampler.chunk(np.zeros(BEFORE, np.float32))[:rest]])  # what it still waited with
    longest = max(len(left), len(right))
    file.write(np.stack([np.pad(side, (0, longest - len(side))) for side in (left, right)], axis=1))
