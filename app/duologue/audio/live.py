"""The microphone and the speaker of this machine, as two separate streams.

Time: the microphone's sample count is the clock of a session. Session time t is when the sample number t * 16000
was at the microphone; LiveMicrophone.now_s() continues it between the blocks that the device delivers. The speaker's
line follows this clock: whenever nothing is scheduled, its position is set to the session time at which sound handed
over now would be heard. In speech it follows slowly, by stretching what is rendered next by less than can be heard
(drift.Slip). When sound is at the devices is what PortAudio says with each callback (pace.DeviceClock).

The callbacks run in PortAudio's threads. They copy between the device and a ring buffer made beforehand and move a
counter; each ring has one writer and one reader, and the counters are plain integers that only one side writes.
"""

import asyncio
import math
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import soxr

from duologue.audio.devices import Device, load_portaudio, lost, open_stream, refused
from duologue.audio.drift import DriftGauge, Slip
from duologue.audio.overlay import Overlay
from duologue.audio.pace import STALL_S, DeviceClock, Pace, Watch
from duologue.audio.playout import Playout
from duologue.audio.prebuffer import LATENCIES_S, Safety
from duologue.audio.resampling import PromptResampler
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ, PIECE_SAMPLES, SPEAKER_RATE_HZ

BLOCK_MS = 10
INPUT_LATENCY_S = 0.05
"""Seconds of input that may wait to be fetched. A sound server delivers pieces of up to half that length."""
MIC_RING_S = 10
"""Seconds of sound kept for a session that falls behind; older sound becomes silence of the same length."""
SPEAKER_RING_S = 60
"""How many seconds ahead sound can be scheduled."""
SETTLING_S, DRIFT_S = 0.002, 0.01
"""Error in seconds above which the speaker's line is set anew, in silence, at first and once the clocks are known: when
the delay jumps, the echo canceller has to learn its path anew.
"""
SLIP_S, MOST_SLIP_S = 0.004, 0.005
"""Error in seconds above which the line is shifted slowly, and the most it is shifted at once."""
SLIP_AHEAD_S = 0.1
"""How many seconds ahead it is shifted: what is about to be played stays as it is."""
POLL_S = 0.005
HISTORY_SAMPLES = 10 * SPEAKER_RATE_HZ
CONTEXT_SAMPLES = SPEAKER_RATE_HZ * 20 // 1000
"""Samples on either side that the resampling of a stretch takes into account."""


class LiveMicrophone:
    """core.devices.Microphone on a sound device. Opens it at once; starts listening with the first read().

    Raises:
        DeviceError: it cannot be opened.
    """

    def __init__(self, device: Device, *, backend: Any = None, now: Callable[[], float] = time.perf_counter) -> None:
        backend = backend or load_portaudio()
        self._now, self._device = now, device
        self._rate_hz = self._device.rate_hz
        self._ring = np.zeros(self._rate_hz * MIC_RING_S, np.float32)
        self._written = 0  # device samples so far; written by the callback alone
        self._pace = Pace(self._rate_hz)
        self._heard = DeviceClock(self._rate_hz)
        self._watch = Watch()
        self._read = 0
        self._resampler = PromptResampler(self._rate_hz, MIC_RATE_HZ)
        self._ready = np.zeros(0, np.float32)  # at 16 kHz
        self._dropping = 0
        self._started = self._closed = False
        self.overruns = 0
        """How often the device or the ring lost sound because it was not fetched in time."""
        self._backend = backend
        self._stream = open_stream(
            "input",
            self._device,
            backend,
            blocksize=self._rate_hz * BLOCK_MS // 1000,
            latency=INPUT_LATENCY_S,
            callback=self._collect,
        )

    @property
    def name(self) -> str:
        """The device in use."""
        return self._device.name

    def now_s(self) -> float:
        """Session time now, 0 before the first sound: what the device has delivered and what must be on its way."""
        now, began_at = self._now(), self._heard.began_at
        if began_at is None:
            return self._pace.samples(now) / self._rate_hz
        return min(now - began_at, self._written / self._rate_hz + STALL_S)

    async def read(self, samples: int = PIECE_SAMPLES) -> Samples | None:
        """The next piece of sound, [samples] at 16 kHz; None after close().

        Raises:
            DeviceError: the device was lost.
        """
        if not self._started and not self._closed:
            self.start()
        while not self._closed:
            self._fetch()
            if len(self._ready) >= samples:
                piece, self._ready = self._ready[:samples], self._ready[samples:]
                return piece
            if not self._stream.active or self._watch.lost(self._written, self._now()):
                raise lost("input", self._device)
            await asyncio.sleep(max((samples - len(self._ready)) / MIC_RATE_HZ, POLL_S))
        return None

    def close(self) -> None:
        """Releases the device; a read() in progress returns None."""
        if not self._closed:
            self._closed = True
            self._stream.close(ignore_errors=True)

    def start(self) -> None:
        """Starts listening; read() does if need be.

        Raises:
            DeviceError: the device refuses.
        """
        try:
            self._stream.start()
        except self._backend.PortAudioError as error:
            raise refused("input", self._device, "started", error) from error
        self._started = True

    def align(self, samples: int) -> None:
        """Drops the first samples at 16 kHz that have not been read, or puts as many of silence before them (< 0)."""
        self._fetch()
        self._dropping = max(samples, 0)
        self._ready = np.concatenate([np.zeros(max(-samples, 0), np.float32), self._ready])
        self._drop()

    def _drop(self) -> None:
        gone = min(self._dropping, len(self._ready))
        self._dropping -= gone
        self._ready = self._ready[gone:]

    def _collect(self, indata: Any, frames: int, time: Any, status: Any) -> None:
        """Callback: indata [frames, channels]."""
        if status.input_overflow:
            self.overruns += 1
        at = self._written % len(self._ring)
        first = min(frames, len(self._ring) - at)
        self._ring[at : at + first] = indata[:first, 0]
        self._ring[: frames - first] = indata[first:, 0]
        now = self._now()
        if time.inputBufferAdcTime < time.currentTime:  # otherwise the sound system does not know
            self._heard.note(self._written, time.inputBufferAdcTime, time.currentTime, now)
        self._written += frames
        self._pace.note(self._written, now)

    def _fetch(self) -> None:
        """Takes what has arrived from the ring, resampled."""
        written = self._written
        kept = len(self._ring) - self._rate_hz  # a second less, which the callback may overwrite during the copy
        if written - self._read > kept:
            self.overruns += 1
            self._append(np.zeros(written - kept - self._read, np.float32))
        if written > self._read:
            self._append(self._ring[np.arange(self._read, written) % len(self._ring)])

    def _append(self, sound: Samples) -> None:
        self._read += len(sound)
        self._ready = np.concatenate([self._ready, self._resampler.chunk(sound)])
        self._drop()


class LiveSpeaker:
    """core.devices.Speaker on a sound device.

    The line (Playout, 24 kHz) is the truth; the ring holds its image at the device's rate, made whenever a stretch of
    the line changes. clock: session time now (LiveMicrophone.now_s); without one the line begins with the stream.
    latency_s: what the device's own buffer is asked to hold.

    Raises:
        DeviceError: it cannot be opened.
    """

    def __init__(
        self,
        device: Device,
        *,
        clock: Callable[[], float] | None = None,
        latency_s: float = LATENCIES_S[0],
        backend: Any = None,
        now: Callable[[], float] = time.perf_counter,
    ) -> None:
        backend = backend or load_portaudio()
        self._clock, self._now, self._device = clock, now, device
        self._rate_hz = self._device.rate_hz
        self._block = self._rate_hz * BLOCK_MS // 1000
        self._ring = np.zeros(self._rate_hz * SPEAKER_RING_S, np.float32)
        self._handed = 0  # device samples so far; written by the callback alone
        self._pace = Pace(self._rate_hz)
        self._heard = DeviceClock(self._rate_hz)
        self._watch = Watch()
        self._late = 0
        self._dry = 0  # how often the device itself ran dry; written by the callback alone
        self._safety = Safety(now())
        self._gauge, self._slip = DriftGauge(), Slip()
        self._drift_ms = 0.0
        self._line = Playout()
        self._overlay = Overlay()
        self._end = 0  # one past the last line sample with sound
        self._step = SPEAKER_RATE_HZ // math.gcd(SPEAKER_RATE_HZ, self._rate_hz)
        # Line sample _line_anchor (a multiple of _step) is device sample _device_anchor.
        self._line_anchor = self._device_anchor = 0
        self._closed = False
        self._stream = open_stream(
            "output",
            self._device,
            backend,
            blocksize=self._block,
            latency=latency_s,
            callback=self._supply,
        )
        try:
            self._stream.start()
        except backend.PortAudioError as error:
            self._stream.close(ignore_errors=True)
            raise refused("output", self._device, "started", error) from error

    @property
    def name(self) -> str:
        """The device in use."""
        return self._device.name

    @property
    def underruns(self) -> int:
        """How often sound was due and not there."""
        return self._late + self._dry

    @property
    def dry(self) -> int:
        """How often of these the device itself ran dry, although sound was there."""
        return self._dry

    @property
    def drift_ms(self) -> float:
        """By how much the line was off when it was last compared with the session's clock."""
        return self._drift_ms

    @property
    def drift_ppm(self) -> float:
        """How much faster the session's clock runs than this device, in millionths; 0 in the first half minute."""
        return self._gauge.ppm

    @property
    def idle(self) -> bool:
        """Nothing is scheduled."""
        return max(self._device_of(self._end), self._overlay.end) <= self._handed

    def adopt(self, line: Playout) -> None:
        """Goes on with a line of which another speaker has played the beginning, where the session's clock is now."""
        handed = self._handed
        due = 0.0 if self._clock is None else (self._clock() + self._latency_s(handed, self._now())) * SPEAKER_RATE_HZ
        self._line, self._end = line, line.end
        self._line_anchor = math.ceil(max(line.position(), due) / self._step) * self._step
        self._device_anchor, self._slip = handed, Slip()
        start = self.position()
        if start < self._end:
            self._render(start, self._end)

    def position(self) -> int:
        """The first sample that can still be changed while the device fetches the next block.

        Raises:
            DeviceError: the device was lost.
        """
        now, handed = self._now(), self._handed
        if not self._closed and (not self._stream.active or self._watch.lost(handed, now)):
            raise lost("output", self._device)
        front = max(math.ceil(self._pace.samples(now)), handed)
        if self._clock is not None:
            self._follow(self._clock(), front, now)
        self._safety.look(now)
        self._line.advance(math.floor(self._line_of(front + self._safety.blocks * self._block)))
        self._line.trim(self._line.position() - HISTORY_SAMPLES)
        return self._line.position()

    def play(self, at: int, sound: Samples) -> None:
        """Schedules sound [N] from sample `at`.

        Raises:
            ValueError: it would begin before what position() last said, overlap scheduled sound or lie too far ahead.
        """
        if at + len(sound) - self._line.position() > (SPEAKER_RING_S - 2) * SPEAKER_RATE_HZ:
            raise ValueError(f"sample {at + len(sound)} lies too far ahead")
        self._line.play(at, sound)
        self._end = max(self._end, at + len(sound))
        self._render(at, at + len(sound))

    def cut(self, at: int, fade_ms: float) -> None:
        """Drops what is scheduled from sample `at` (or position(), if later) on, fading out over fade_ms from there.

        Raises:
            DeviceError: the device was lost.
        """
        at, end = max(at, self.position()), self._end
        self._line.cut(at, fade_ms)
        self._end = min(end, self._line.end)
        if at < end:
            self._render(at, end)

    def soften(self, at: int, gain: float, ramp_ms: float) -> None:
        """Plays all sound from sample `at` (or position(), if later) on at a gain above 0, reached over ramp_ms.

        Raises:
            DeviceError: the device was lost.
        """
        at = max(at, self.position())
        self._line.soften(at, gain, ramp_ms)
        if at < self._end:
            self._render(at, self._end)

    def played(self, start: int, end: int) -> Samples:
        """What is played (or scheduled to be) from sample start to sample end.

        Zeros where nothing is, and before the last HISTORY_SAMPLES, which a session that keeps up never asks for.
        """
        return self._line.known(start, end)

    def overlay(self, sound: Samples) -> int:
        """Mixes sound [N] of the program itself into what is played, as soon as it can be; from which sample on.

        It is no part of the line: played() does not hold it.

        Raises:
            DeviceError: the device was lost.
        """
        self.position()
        image = soxr.resample(sound, SPEAKER_RATE_HZ, self._rate_hz)
        first = self._handed + self._safety.blocks * self._block
        self._overlay.play(first, image)
        return round(self._line_of(first))

    def close(self) -> None:
        """Stops at once and releases the device."""
        if not self._closed:
            self._closed = True
            self._stream.close(ignore_errors=True)

    def _supply(self, outdata: Any, frames: int, time: Any, status: Any) -> None:
        """Callback: outdata [frames, channels]."""
        if status.output_underflow:
            self._dry += 1
        at = self._handed % len(self._ring)
        first = min(frames, len(self._ring) - at)
        outdata[:first] = self._ring[at : at + first, np.newaxis]
        outdata[first:] = self._ring[: frames - first, np.newaxis]
        self._ring[at : at + first] = 0
        self._ring[: frames - first] = 0
        self._overlay.mix(outdata, self._handed)
        now = self._now()
        if time.outputBufferDacTime > time.currentTime:  # otherwise the sound system does not know
            self._heard.note(self._handed, time.outputBufferDacTime, time.currentTime, now)
        self._handed += frames
        self._pace.note(self._handed, now)

    def _follow(self, session_s: float, front: int, now: float) -> None:
        """Keeps the line to the session's clock, so that sound is heard at its time: at once where it is far
        off and nothing is scheduled, otherwise slowly. front: the device sample that is fetched now.
        """
        front_s, due_s = front / self._rate_hz, session_s + self._latency_s(front, now)
        self._gauge.note(due_s - front_s, now)
        steady_s = self._gauge.offset_s
        if steady_s is not None:
            due_s = front_s + steady_s
        off_s = due_s - self._line_of(front) / SPEAKER_RATE_HZ
        self._drift_ms = off_s * 1000
        if self.idle and abs(off_s) > (DRIFT_S if self._gauge.settled else SETTLING_S):
            self._line_anchor = math.ceil(max(due_s, 0.0) * SPEAKER_RATE_HZ / self._step) * self._step
            self._device_anchor, self._slip = front, Slip()
        elif steady_s is not None and abs(off_s) > SLIP_S:
            off_s = min(max(off_s, -MOST_SLIP_S), MOST_SLIP_S)
            ahead = max(self._safety.blocks * self._block, round(SLIP_AHEAD_S * self._rate_hz))
            self._slip_by(round(off_s * self._rate_hz), front + ahead)

    def _latency_s(self, front: int, now: float) -> float:
        """How long it takes until the device sample that is fetched now is heard."""
        began_at = self._heard.began_at
        return float(self._stream.latency) if began_at is None else max(began_at + front / self._rate_hz - now, 0.0)

    def _slip_by(self, samples: int, start: int) -> None:
        """From device sample `start` on, what is scheduled is moved by so many samples; one change after the other."""
        if self._slip.over(start):
            self._slip = Slip(start, self._slip.after, self._slip.after + samples)
            self._render(math.ceil(self._line_of(start)), self._end)

    def _line_of(self, device: int) -> float:
        """The line sample at a device sample."""
        even = self._slip.even(device) - self._device_anchor
        return self._line_anchor + even * SPEAKER_RATE_HZ / self._rate_hz

    def _even(self, line: int) -> int:
        """The device sample at a line sample, rounded down, without slip."""
        return self._device_anchor + (line - self._line_anchor) * self._rate_hz // SPEAKER_RATE_HZ

    def _device_of(self, line: int) -> int:
        """The device sample at a line sample, rounded down."""
        return self._slip.device(self._even(line))

    def _render(self, start: int, end: int) -> None:
        """Brings the ring up to date for line samples start to end, as far as the device has not fetched them."""
        origin = max(start - 2 * CONTEXT_SAMPLES, 0) // self._step * self._step
        window = self._line.played(origin, end + 2 * CONTEXT_SAMPLES)
        image = soxr.resample(window, SPEAKER_RATE_HZ, self._rate_hz)
        first = self._even(origin)
        begin = max(self._device_of(start - CONTEXT_SAMPLES), self._slip.device(first), self._handed)
        stop = min(self._device_of(end + CONTEXT_SAMPLES), self._slip.device(first + len(image)))
        if begin < stop:
            self._write(begin, self._slip.image(image, first, begin, stop))
        handed = self._handed
        if begin < handed:  # the device was faster: what it missed must not come round again with the ring
            self._write(begin, np.zeros(handed - begin, np.float32))
        if handed > self._device_of(start):
            self._late += 1
            self._safety.late(self._now())

    def _write(self, at: int, sound: Samples) -> None:
        place = at % len(self._ring)
        first = min(len(sound), len(self._ring) - place)
        self._ring[place : place + first] = sound[:first]
        self._ring[: len(sound) - first] = sound[first:]
