"""Sound of a session: written while the session runs, readable whenever the writing ends."""

import struct
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from duologue.core.errors import OutputError
from duologue.core.microturn import Samples
from duologue.core.timing import SPEAKER_RATE_HZ

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_BYTES = 2
MAX_SAMPLES = (0xFFFFFFFF - _HEADER.size) // _BYTES
"""Most samples that the sizes in a WAV header can say: about 24 hours."""


class WavWriter:
    """A WAV file, mono, 16 bit. After each write the file on disk is complete up to there.

    Raises:
        OutputError: the file cannot be made or the disk is full; what was written before stays readable.
    """

    def __init__(self, path: Path, rate_hz: int = SPEAKER_RATE_HZ) -> None:
        self._path, self._rate_hz = path, rate_hz
        self._samples = 0
        try:
            self._file = path.open("wb", buffering=0)
        except OSError as error:
            raise OutputError("wav.open", f"'{path}' cannot be written: {error.strerror}.") from error
        try:
            self._write(0, self._header())
        except OutputError:
            self._file.close()
            raise

    @property
    def samples(self) -> int:
        """How many samples the file holds."""
        return self._samples

    def write(self, sound: Samples) -> None:
        """Appends sound [N]; values outside -1..1 are clipped, 0.0 becomes digital zero.

        Raises:
            OutputError: the disk is full or the file has reached its largest size.
        """
        if self._samples + len(sound) > MAX_SAMPLES:
            raise OutputError("wav.size", f"'{self._path}' has reached the largest size of a WAV file.")
        data = np.rint(np.clip(sound, -1.0, 1.0) * 32767).astype("<i2").tobytes()
        self._write(_HEADER.size + self._samples * _BYTES, data)
        self._samples += len(sound)
        self._write(0, self._header())

    def finish(self, samples: int) -> None:
        """Brings the file to exactly this many samples, with silence or by cutting, and closes it."""
        try:
            while self._samples < samples:
                self.write(np.zeros(min(samples - self._samples, self._rate_hz), np.float32))
            self._samples = samples
            self._write(0, self._header())
            self._file.truncate(_HEADER.size + samples * _BYTES)
        finally:
            self.close()

    def close(self) -> None:
        """Closes the file as it is."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _header(self) -> bytes:
        size = self._samples * _BYTES
        return _HEADER.pack(
            b"RIFF", _HEADER.size - 8 + size, b"WAVE", b"fmt ", 16, 1, 1, self._rate_hz, self._rate_hz * _BYTES,
            _BYTES, 8 * _BYTES, b"data", size,
        )  # fmt: skip

    def _write(self, at: int, data: bytes) -> None:
        try:
            self._file.seek(at)
            view = memoryview(data)
            while view:
                view = view[self._file.write(view) :]
        except OSError as error:
            seconds = self._samples / self._rate_hz
            raise OutputError(
                "wav.write", f"'{self._path}' could not be written beyond {seconds:.1f} s: {error.strerror}."
            ) from error
