"""A microphone and a speaker that outlive their devices: the session goes on while one is changed or gone.

Without a microphone the session hears silence, in real time; without a speaker the line goes on unheard.
"""

import asyncio
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from duologue.audio.devices import Device, list_devices, load_portaudio
from duologue.audio.keeper import Keeper, Notify
from duologue.audio.live import HISTORY_SAMPLES, POLL_S, LiveMicrophone, LiveSpeaker
from duologue.audio.playout import Playout
from duologue.core.errors import DeviceError
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES, MICROTURN_S, SPEAKER_RATE_HZ

UNHEARD_AHEAD_S = 0.08
"""How far ahead of the session's clock a line that nobody hears can be changed."""
DEAD_LEVEL = 10 ** (-90 / 20)
"""A microphone that works is louder than this, in whatever room."""
DEAD_TURNS = 40
"""A microphone that has delivered nothing else for so many micro-turns (8 s) since it was opened is told of."""


def open_devices(
    microphone: str, speaker: str, notify: Notify, backend: Any = None
) -> "tuple[LastingMicrophone, LastingSpeaker]":
    """A microphone and a speaker. microphone, speaker: identity or name, "" for the system's default.

    Raises:
        DeviceError: there is no device of one kind, or none that can be opened.
    """
    backend = backend or load_portaudio()

    def listen(device: Device) -> LiveMicrophone:
        stream = LiveMicrophone(device=device, backend=backend)
        stream.start()
        return stream

    def clock() -> float:
        return ears.now_s()

    def speak(device: Device) -> LiveSpeaker:
        return LiveSpeaker(device=device, backend=backend, clock=clock)

    def follow() -> None:
        mouth.poll()

    hearing = Keeper("input", partial(list_devices, "input", backend), listen, microphone, notify)
    speaking = Keeper("output", partial(list_devices, "output", backend), speak, speaker, notify)
    hearing.open_first()
    ears = LastingMicrophone(hearing, notify, poll=follow)
    try:
        speaking.open_first()
    except DeviceError:
        ears.close()
        raise
    mouth = LastingSpeaker(speaking, clock)
    return ears, mouth


class LastingMicrophone:
    """core.devices.Microphone on whatever device there is; the keeper has opened the first.

    poll: is called once a micro-turn, for what lives beside it.
    """

    def __init__(
        self,
        keeper: Keeper[LiveMicrophone],
        notify: Notify,
        *,
        poll: Callable[[], None] = lambda: None,
        now: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._keeper, self._notify, self._poll, self._now = keeper, notify, poll, now
        self._turns = 0
        self._began_s = 0.0  # session time at which the stream began
        self._heard_s, self._heard_at = 0.0, now()  # session time of the newest sound, and when that was
        self._overruns = 0
        self._dead_turns: int | None = 0  # None: sound has come, or it was told
        self._closed = False

    @property
    def overruns(self) -> int:
        """How often sound was lost because it was not fetched in time, on all devices so far."""
        stream = self._keeper.stream
        return self._overruns + (stream.overruns if stream is not None else 0)

    def now_s(self) -> float:
        """Session time now."""
        stream = self._keeper.stream
        return self._silent_s() if stream is None else self._began_s + stream.now_s()

    async def read(self) -> Samples | None:
        """The next micro-turn's sound, [3200] at 16 kHz, silence while there is no device; None after close()."""
        while not self._closed:
            self._poll()
            self._change()
            stream = self._keeper.stream
            block = await (self._silence() if stream is None else self._sound(stream))
            if block is not None:
                self._turns += 1
                self._heard_s, self._heard_at = self._turns * MICROTURN_S, self._now()
                self._look_for_life(block)
                return block
        return None

    def use(self, identity: str) -> None:
        """Changes to another device; "" is the system's default."""
        self._keeper.want(identity)

    def close(self) -> None:
        """Releases the device; a read() in progress returns None."""
        self._closed = True
        self._keeper.close()

    async def _sound(self, stream: LiveMicrophone) -> Samples | None:
        try:
            return await stream.read()
        except DeviceError:
            self._overruns += stream.overruns
            self._keeper.lose()
            return None

    async def _silence(self) -> Samples | None:
        """None where it is not yet due: the next device may be there before."""
        missing_s = (self._turns + 1) * MICROTURN_S - self._silent_s()
        if missing_s > 0:
            await asyncio.sleep(min(max(missing_s, POLL_S), MICROTURN_S / 4))
            return None
        return np.zeros(MIC_SAMPLES, np.float32)

    def _silent_s(self) -> float:
        return self._heard_s + self._now() - self._heard_at

    def _change(self) -> None:
        """Takes up a new device at the session time at which it began."""
        before = self._keeper.stream
        overruns = before.overruns if before is not None else 0
        at_s = self.now_s()
        if self._keeper.poll() and (stream := self._keeper.stream) is not None:
            self._overruns += overruns
            self._began_s = at_s - stream.now_s()
            stream.align(round((self._turns * MICROTURN_S - self._began_s) * MIC_RATE_HZ))
            self._dead_turns = 0

    def _look_for_life(self, block: Samples) -> None:
        if self._keeper.stream is None or self._dead_turns is None:
            return
        self._dead_turns += 1
        if float(np.max(np.abs(block))) > DEAD_LEVEL:
            self._dead_turns = None
        elif self._dead_turns >= DEAD_TURNS:
            self._dead_turns = None
            message = f"Your microphone '{self._keeper.stream.name}' delivers silence."
            advice = "See that it is not switched off at itself or in the system's sound settings, or choose another."
            self._notify("warning", message, advice)


class LastingSpeaker:
    """core.devices.Speaker on whatever device there is. clock: session time now."""

    def __init__(self, keeper: Keeper[LiveSpeaker], clock: Callable[[], float]) -> None:
        self._keeper, self._clock = keeper, clock
        self._line = Playout()
        self._underruns = 0
        self._adopt()

    @property
    def underruns(self) -> int:
        """How often sound was due and not there, on all devices so far."""
        stream = self._keeper.stream
        return self._underruns + (stream.underruns if stream is not None else 0)

    @property
    def drift_ms(self) -> float:
        """By how much the line was off when it was last compared with the session's clock."""
        return self._keeper.stream.drift_ms if self._keeper.stream is not None else 0.0

    @property
    def drift_ppm(self) -> float:
        """How much faster the session's clock runs than the device, in millionths; 0 before it is known."""
        return self._keeper.stream.drift_ppm if self._keeper.stream is not None else 0.0

    def poll(self) -> None:
        """To be called once a micro-turn: changes devices where that is due."""
        underruns = self.underruns
        if self._keeper.poll():
            self._underruns = underruns
            self._adopt()

    def position(self) -> int:
        """The first sample that can still be changed."""
        stream = self._keeper.stream
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
        stream = self._keeper.stream
        (self._line if stream is None else stream).play(at, sound)

    def cut(self, at: int, fade_ms: float) -> None:
        """Drops what is scheduled from sample `at` on, fading out over fade_ms from there."""
        at = max(at, self.position())
        stream = self._keeper.stream
        (self._line if stream is None else stream).cut(at, fade_ms)

    def played(self, start: int, end: int) -> Samples:
        """What is played, or was to be, from sample start to sample end; zeros where nothing."""
        known = max(start, self._line.oldest)
        if known >= end:
            return np.zeros(max(end - start, 0), np.float32)
        return np.pad(self._line.played(known, end), (known - start, 0))

    def overlay(self, sound: Samples) -> None:
        """Mixes sound [N] of the program itself into what is played, where there is a device."""
        if self._keeper.stream is not None:
            self._keeper.stream.overlay(sound)

    def use(self, identity: str) -> None:
        """Changes to another device; "" is the system's default."""
        self._keeper.want(identity)

    def close(self) -> None:
        """Stops at once and releases the device."""
        self._keeper.close()

    def _adopt(self) -> None:
        if self._keeper.stream is not None:
            try:
                self._keeper.stream.adopt(self._line)
            except DeviceError:
                self._lose()

    def _lose(self) -> None:
        if self._keeper.stream is not None:
            self._underruns += self._keeper.stream.underruns
        self._keeper.lose()
