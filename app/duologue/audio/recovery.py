"""A microphone and a speaker that outlive their devices: the session goes on while one is changed or gone.

Without a microphone the session hears silence, in real time; without a speaker the line goes on unheard.
"""

import asyncio
import dataclasses
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import numpy as np

from duologue.audio.devices import Device, Direction, load_portaudio
from duologue.audio.host import NoHost, SoundHost
from duologue.audio.live import HISTORY_SAMPLES, POLL_S, LiveMicrophone, LiveSpeaker
from duologue.audio.playout import Playout
from duologue.audio.prebuffer import Latency
from duologue.audio.refusals import silence_advice
from duologue.audio.supervisor import Notify, StreamSupervisor, Withdraw, nothing
from duologue.core.errors import DeviceError
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES, PIECE_MS, PIECE_SAMPLES, SPEAKER_RATE_HZ

UNHEARD_AHEAD_S = 0.08
"""How many seconds ahead of the session's clock a line that nobody hears can still be changed."""
DEAD_LEVEL = 10 ** (-90 / 20)
"""Level (-90 dBFS, as amplitude) that a working microphone exceeds in any room."""
DEAD_S = 5.0
"""How many seconds of silence since it was opened make a microphone worth a notice."""
SLEPT_S = 2.0
"""Longest gap in seconds that is filled with silence; after a longer one the machine has slept."""
OVERLAYS = 8
"""How many of the program's own sounds are remembered for the echo canceller; they are short and rare."""
REST_S = 3.0
"""How many seconds after its last sound a speaker rests: no echo is left, and nothing is there to be made softer."""
OTHER_RATES_HZ = (48_000, 44_100, 16_000)
"""Rates in Hz that are tried where a device refuses the rate it is said to have."""

Stream = TypeVar("Stream")
NotifyOf = Callable[[Direction, str, str, str], None]
SILENT = "Your microphone '{}' is silent."


def open_devices(
    microphone: str, speaker: str, notify: NotifyOf, withdraw: Withdraw = nothing, backend: Any = None
) -> "tuple[LastingMicrophone, LastingSpeaker]":
    """A microphone and a speaker. microphone, speaker: identity or name, "" for the system's default.

    Where there is no device of one kind, or none that can be opened, that is told, and one is taken up once there is.
    notify: takes the direction it is about, level, message and what to do. withdraw: takes a notice back that holds no
    longer.
    """
    host: SoundHost | NoHost
    try:
        backend = backend or load_portaudio()
        host = SoundHost(backend)
    except DeviceError as error:
        host = NoHost(error)
    latency = Latency(time.perf_counter())

    def listen(device: Device) -> LiveMicrophone:
        stream = LiveMicrophone(device, backend=backend)
        try:
            stream.start()
        except DeviceError:
            stream.close()
            raise
        return stream

    def clock() -> float:
        return ears.now_s()

    def speak(device: Device) -> LiveSpeaker:
        return LiveSpeaker(device, backend=backend, clock=clock, latency_s=latency.seconds)

    def follow() -> None:
        mouth.poll()

    def resting() -> bool:
        return mouth.resting

    def must_let_go() -> bool:
        return host.restarting

    open_in, open_out = partial(_at_a_rate_it_takes, host, listen), partial(_at_a_rate_it_takes, host, speak)
    hearing: StreamSupervisor[LiveMicrophone] = StreamSupervisor(
        "input", partial(host.devices, "input"), open_in, microphone, partial(notify, "input"),
        close_=host.close, must_let_go=must_let_go, withdraw=withdraw,
    )  # fmt: skip
    speaking: StreamSupervisor[LiveSpeaker] = StreamSupervisor(
        "output", partial(host.devices, "output"), open_out, speaker, partial(notify, "output"),
        close_=host.close, must_let_go=must_let_go, withdraw=withdraw,
    )  # fmt: skip
    hearing.begin()
    ears = LastingMicrophone(hearing, partial(notify, "input"), withdraw, poll=follow, at_once=resting)
    speaking.begin()
    mouth = LastingSpeaker(speaking, clock, latency)
    return ears, mouth


def _at_a_rate_it_takes(host: SoundHost | NoHost, make: Callable[[Device], Stream], device: Device) -> Stream:
    """Opens a device at its own rate or, where that is refused, at another one.

    Raises:
        DeviceError: it cannot be opened.
    """
    refused: DeviceError | None = None
    for rate_hz in dict.fromkeys((device.rate_hz, *OTHER_RATES_HZ)):
        try:
            return host.open(make, dataclasses.replace(device, rate_hz=rate_hz))
        except DeviceError as error:
            if error.code != "device.rate":
                raise
            refused = refused or error
    assert refused is not None
    raise refused


class LastingMicrophone:
    """core.devices.Microphone on whatever device there is; the supervisor has opened the first, if there is one.

    poll: is called for each piece, for what lives beside it. at_once: whether nobody needs to follow the sound piece by
    piece, so that the rest of a micro-turn is handed over in one: fewer pieces are less work while nothing goes on.
    on_change: is called with `there` when that changes.
    """

    def __init__(
        self,
        supervisor: StreamSupervisor[LiveMicrophone],
        notify: Notify,
        withdraw: Withdraw = nothing,
        *,
        poll: Callable[[], None] = lambda: None,
        at_once: Callable[[], bool] = lambda: False,
        now: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._supervisor, self._notify, self._withdraw, self._poll, self._now = supervisor, notify, withdraw, poll, now
        self._at_once = at_once
        self.on_change: Callable[[bool], None] = lambda _: None
        self._was_there = self.there
        self._begun = False  # silence begins when it is first asked for
        self._read = 0  # samples
        self._began_s = 0.0  # session time at which the stream began
        self._heard_s, self._heard_at = 0.0, now()  # session time of the newest sound, and when that was
        self._overruns = 0
        self._dead_s: float | None = 0.0  # None: sound has come
        self._told_dead = ""  # the notice that is on display
        self._closed = False

    @property
    def there(self) -> bool:
        """There is a device; without one the session hears silence."""
        return self._supervisor.stream is not None

    @property
    def overruns(self) -> int:
        """How often sound was lost because it was not fetched in time, on all devices so far."""
        stream = self._supervisor.stream
        return self._overruns + (stream.overruns if stream is not None else 0)

    def now_s(self) -> float:
        """Session time now."""
        stream = self._supervisor.stream
        return self._silent_s() if stream is None else self._began_s + stream.now_s()

    async def read(self) -> Samples | None:
        """The next piece of sound, [N] at 16 kHz, silence while there is no device; None after close(). N is
        PIECE_SAMPLES, or what the micro-turn still lacks where it may come at once.
        """
        if not self._begun:
            self._begun, self._heard_at = True, self._now()
        while not self._closed:
            self._poll()
            self._change()
            if self.there != self._was_there:
                self._was_there = self.there
                self.on_change(self.there)
            stream = self._supervisor.stream
            piece = await (self._silence() if stream is None else self._sound(stream))
            if piece is not None:
                self._read += len(piece)
                self._keep_time(silent=stream is None)
                self._look_for_life(piece)
                return piece
        return None

    def use(self, identity: str) -> None:
        """Changes to another device; "" is the system's default."""
        self._supervisor.want(identity)

    def close(self) -> None:
        """Releases the device; a read() in progress returns None."""
        self._closed = True
        self._supervisor.close()

    async def _sound(self, stream: LiveMicrophone) -> Samples | None:
        try:
            return await stream.read(MIC_SAMPLES - self._read % MIC_SAMPLES if self._at_once() else PIECE_SAMPLES)
        except DeviceError:
            self._overruns += stream.overruns
            self._supervisor.lose()
            return None

    async def _silence(self) -> Samples | None:
        """None where it is not yet due: the next device may be there before."""
        missing_s = (self._read + PIECE_SAMPLES) / MIC_RATE_HZ - self._silent_s()
        if missing_s > 0:
            await asyncio.sleep(min(max(missing_s, POLL_S), PIECE_MS / 1000))
            return None
        return np.zeros(PIECE_SAMPLES, np.float32)

    def _keep_time(self, *, silent: bool) -> None:
        """Silence comes at an even pace, however late each single block of it is fetched."""
        read_s, now = self._read / MIC_RATE_HZ, self._now()
        due_at = self._heard_at + read_s - self._heard_s
        self._heard_s = read_s
        self._heard_at = due_at if silent and now - due_at < SLEPT_S else now

    def _silent_s(self) -> float:
        return self._heard_s + (min(self._now() - self._heard_at, SLEPT_S) if self._begun else 0.0)

    def _change(self) -> None:
        """Takes up a new device at the session time at which it began."""
        before, at_s = self._supervisor.stream, self.now_s()
        changed = self._supervisor.poll()
        if before is not None and self._supervisor.stream is not before:
            self._overruns += before.overruns
        if changed and (stream := self._supervisor.stream) is not None:
            self._began_s = at_s - stream.now_s()
            stream.align(self._read - round(self._began_s * MIC_RATE_HZ))
            self._dead_s = 0.0
            self._live()

    def _look_for_life(self, piece: Samples) -> None:
        if self._supervisor.stream is None or self._dead_s is None:
            return
        before_s = self._dead_s
        self._dead_s += len(piece) / MIC_RATE_HZ
        if float(np.max(np.abs(piece))) > DEAD_LEVEL:
            self._dead_s = None
            self._live()
        elif before_s < DEAD_S <= self._dead_s:
            self._told_dead = SILENT.format(self._supervisor.stream.name)
            self._notify("warning", self._told_dead, silence_advice())

    def _live(self) -> None:
        """What was told of a dead microphone holds no longer."""
        if self._told_dead:
            self._withdraw(self._told_dead)
            self._told_dead = ""


class LastingSpeaker:
    """core.devices.Speaker on whatever device there is. clock: session time now. latency: of the next device."""

    def __init__(
        self,
        supervisor: StreamSupervisor[LiveSpeaker],
        clock: Callable[[], float],
        latency: Latency | None = None,
        *,
        now: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._supervisor, self._clock, self._now = supervisor, clock, now
        self._latency, self._latency_changed = latency or Latency(now()), False
        self._line = Playout()
        self._unheard: deque[tuple[int, int]] = deque()  # stretches of the line without a device
        self._unheard_from: int | None = None
        self._overlaid: deque[tuple[int, Samples]] = deque(maxlen=OVERLAYS)
        self._underruns = 0
        self._sounds_until = 0  # one past the last sample that was ever scheduled
        self._adopt()
        if self._supervisor.stream is None:
            self._unheard_from = 0

    @property
    def underruns(self) -> int:
        """How often sound was due and not there, on all devices so far."""
        stream = self._supervisor.stream
        return self._underruns + (stream.underruns if stream is not None else 0)

    @property
    def resting(self) -> bool:
        """Nothing is scheduled, and nothing has sounded for REST_S."""
        return self._clock() > self._sounds_until / SPEAKER_RATE_HZ + REST_S

    @property
    def drift_ms(self) -> float:
        """By how much the line was off when it was last compared with the session's clock."""
        return self._supervisor.stream.drift_ms if self._supervisor.stream is not None else 0.0

    @property
    def drift_ppm(self) -> float:
        """How much faster the session's clock runs than the device, in millionths; 0 before it is known."""
        return self._supervisor.stream.drift_ppm if self._supervisor.stream is not None else 0.0

    def poll(self) -> None:
        """To be called once a micro-turn: changes devices where that is due."""
        before = self._supervisor.stream
        changed = self._supervisor.poll()
        if before is not None and self._supervisor.stream is not before:
            self._end_with(before)
        if changed:
            self._latency.fresh()
            self._latency_changed = False
            self._adopt()
        elif (stream := self._supervisor.stream) is not None:
            self._fit_latency(stream)

    def position(self) -> int:
        """The first sample that can still be changed."""
        stream = self._supervisor.stream
        if stream is not None:
            try:
                return stream.position()
            except DeviceError:
                self._lose()
        self._line.advance(round((self._clock() + UNHEARD_AHEAD_S) * SPEAKER_RATE_HZ))
        self._line.trim(self._line.position() - HISTORY_SAMPLES)
        return self._line.position()

    def play(self, at: int, sound: Samples) -> None:
        """Schedules sound [N] from sample `at`.

        Raises:
            ValueError: it would begin before position() or overlap scheduled sound.
        """
        stream = self._supervisor.stream
        (self._line if stream is None else stream).play(at, sound)
        self._sounds_until = max(self._sounds_until, at + len(sound))

    def cut(self, at: int, fade_ms: float) -> None:
        """Drops what is scheduled from sample `at` on, fading out over fade_ms from there."""
        at = max(at, self.position())
        stream = self._supervisor.stream
        (self._line if stream is None else stream).cut(at, fade_ms)

    def soften(self, at: int, gain: float, ramp_ms: float) -> None:
        """Plays all sound from sample `at` on at a gain above 0, reached smoothly over ramp_ms."""
        at = max(at, self.position())
        stream = self._supervisor.stream
        (self._line if stream is None else stream).soften(at, gain, ramp_ms)

    def played(self, start: int, end: int) -> Samples:
        """What is played, or is to be, from sample start to sample end; zeros where nothing, or where no device was."""
        sound = self._line.known(start, end)
        lost_from = self._unheard_from
        stretches = [*self._unheard, *([(lost_from, self._line.position())] if lost_from is not None else [])]
        for first, last in stretches:
            if first < end and last > start:
                sound[max(first - start, 0) : last - start] = 0.0
        return sound

    def sounding(self, start: int, end: int) -> Samples:
        """As played(), with the sounds of the program itself."""
        sound = self.played(start, end)
        for first, overlay in self._overlaid:
            begin, stop = max(first, start), min(first + len(overlay), end)
            if begin < stop:
                sound[begin - start : stop - start] += overlay[begin - first : stop - first]
        return sound

    def overlay(self, sound: Samples) -> None:
        """Mixes sound [N] of the program itself into what is played, where there is a device."""
        if self._supervisor.stream is not None:
            try:
                at = self._supervisor.stream.overlay(sound)
            except DeviceError:
                self._lose()
            else:
                self._overlaid.append((at, sound))
                self._sounds_until = max(self._sounds_until, at + len(sound))

    def use(self, identity: str) -> None:
        """Changes to another device; "" is the system's default."""
        self._supervisor.want(identity)

    def close(self) -> None:
        """Stops at once and releases the device."""
        self._supervisor.close()

    def _adopt(self) -> None:
        if self._supervisor.stream is not None:
            try:
                self._supervisor.stream.adopt(self._line)
            except DeviceError:
                self._lose()
                return
        if self._unheard_from is not None:
            self._unheard.append((self._unheard_from, self._line.position()))
            self._unheard_from = None
        while self._unheard and self._unheard[0][1] <= self._line.oldest:
            self._unheard.popleft()

    def _lose(self) -> None:
        stream = self._supervisor.stream
        self._supervisor.lose()
        if stream is not None:
            self._end_with(stream)

    def _end_with(self, stream: LiveSpeaker) -> None:
        """Takes over the figures of a stream that has ended."""
        self._underruns += stream.underruns
        if self._unheard_from is None:
            self._unheard_from = self._line.position()

    def _fit_latency(self, stream: LiveSpeaker) -> None:
        """Opens the device anew, while nothing is said, where its buffer turned out too small or needlessly large."""
        if self._latency.wants_change(stream.dry, self._now()):
            self._latency_changed = True
        if self._latency_changed and stream.idle:
            self._latency_changed = False
            self._supervisor.renew()
            self._end_with(stream)
