"""The line of sound that a speaker plays: what was scheduled, what was cut, what was heard."""

from dataclasses import dataclass

import numpy as np

from duologue.audio.gains import Gains, whole_frames
from duologue.core.microturn import Samples
from duologue.core.timing import SPEAKER_RATE_HZ

HISTORY_SAMPLES = SPEAKER_RATE_HZ
"""Samples of played sound that are kept for played()."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Sound on the line, [N] from sample `start`."""

    start: int
    sound: Samples

    @property
    def end(self) -> int:
        return self.start + len(self.sound)


class Playout:
    """A speaker without a device (core.devices.Speaker): the line stands still until advance() moves it.

    Deterministic, for replay and as the book-keeping of a real speaker. Sound that was handed out by take() is
    forgotten once it lies HISTORY_SAMPLES back; where nobody takes, the caller bounds the memory by trim().
    """

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []  # in order, without overlap
        self._position = 0
        self._taken = 0
        self._oldest = 0
        self._gains = Gains()

    @property
    def underruns(self) -> int:
        """Always 0: a line that waits to be moved never runs dry."""
        return 0

    @property
    def drift_ms(self) -> float:
        """Always 0: it has no clock of its own."""
        return 0.0

    @property
    def drift_ppm(self) -> float:
        """Always 0, as above."""
        return 0.0

    @property
    def end(self) -> int:
        """One past the last scheduled sample, position() if nothing is scheduled."""
        return max(self._position, self._pieces[-1].end) if self._pieces else self._position

    @property
    def oldest(self) -> int:
        """The first sample that is still remembered."""
        return self._oldest

    def position(self) -> int:
        """The first sample that can still be changed."""
        return self._position

    def play(self, at: int, sound: Samples) -> None:
        """Schedules sound [N] from sample `at`.

        Raises:
            ValueError: it would begin before position() or overlap scheduled sound.
        """
        piece = _Piece(at, np.array(sound, dtype=np.float32))
        if at < self._position:
            raise ValueError(f"sample {at} lies before {self._position}, which is already played")
        if len(sound) == 0:
            return
        index = next((i for i, other in enumerate(self._pieces) if other.start >= at), len(self._pieces))
        if index > 0 and self._pieces[index - 1].end > at:
            raise ValueError(f"sample {at} lies inside scheduled sound")
        if index < len(self._pieces) and self._pieces[index].start < piece.end:
            raise ValueError(f"sound from sample {at} runs into scheduled sound")
        self._pieces.insert(index, piece)

    def cut(self, at: int, fade_ms: float) -> None:
        """Drops what is scheduled from sample `at` on, fading out over fade_ms from there (a raised cosine).

        A cut before position() takes effect at position().
        """
        at = max(at, self._position)
        count = round(fade_ms * SPEAKER_RATE_HZ / 1000)
        gains = (0.5 + 0.5 * np.cos(np.pi * np.arange(1, count + 1) / (count + 1))).astype(np.float32)
        kept = []
        for piece in self._pieces:
            if piece.end <= at:
                kept.append(piece)
            elif piece.start < at + count:
                sound = piece.sound[: at + count - piece.start].copy()
                begin = max(at - piece.start, 0)
                offset = max(piece.start - at, 0)
                sound[begin:] *= gains[offset : offset + len(sound) - begin]
                kept.append(_Piece(piece.start, sound))
            elif piece.start < at:
                kept.append(_Piece(piece.start, piece.sound[: at - piece.start]))
        self._pieces = kept

    def soften(self, at: int, gain: float, ramp_ms: float) -> None:
        """Plays all sound from sample `at` on at a gain above 0, reached smoothly over ramp_ms.

        The mixer follows the microphone at once: `at` may lie before position(), but not where it was heard already.
        """
        self._gains.change(at, gain, round(ramp_ms * SPEAKER_RATE_HZ / 1000))

    def played(self, start: int, end: int) -> Samples:
        """What is played (or scheduled to be) from sample start to sample end, zeros where nothing.

        Raises:
            ValueError: the range begins before what is still remembered.
        """
        if start < self._oldest:
            raise ValueError(f"sample {start} is forgotten; the oldest that is known is {self._oldest}")
        if self._gains.even(start, end):
            return self._scheduled(start, end)
        first, last = whole_frames(start, end)
        line = self._gains.apply(self._scheduled(first, last), first)
        return line[start - first : end - first]

    def _scheduled(self, start: int, end: int) -> Samples:
        """What is on the line from sample start to sample end, as it was handed over."""
        line = np.zeros(max(end - start, 0), np.float32)
        for piece in self._pieces:
            first, last = max(piece.start, start), min(piece.end, end)
            if first < last:
                line[first - start : last - start] = piece.sound[first - piece.start : last - piece.start]
        return line

    def known(self, start: int, end: int) -> Samples:
        """As played(), with zeros in the place of what is forgotten."""
        first = max(start, self._oldest)
        if first >= end:
            return np.zeros(max(end - start, 0), np.float32)
        return np.pad(self.played(first, end), (first - start, 0))

    def advance(self, to: int) -> None:
        """Plays up to sample `to`: what lies before can no longer be changed. Never moves back."""
        self._position = max(self._position, to)

    def take(self) -> Samples:
        """What was played since the last call, up to position()."""
        line = self.played(self._taken, self._position)
        self._taken = self._position
        self.trim(self._taken - HISTORY_SAMPLES)
        return line

    def trim(self, before: int) -> None:
        """Forgets what was played before sample `before`."""
        before = min(before, self._position)
        if before > self._oldest:
            self._oldest = before
            self._taken = max(self._taken, before)
            self._pieces = [piece for piece in self._pieces if piece.end > before]
            self._gains.trim(before)

    def close(self) -> None:
        """Nothing to release."""
