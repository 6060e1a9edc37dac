"""A microphone that does not hear the speaker."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from duologue.audio.echo.canceller import EchoCanceller
from duologue.audio.echo.gauge import EchoReport
from duologue.audio.echo.path import Played, at_microphone_rate
from duologue.core.devices import Microphone
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ

LEAD_S = 0.08
"""How many seconds early the canceller is told what is played: echoes may come sooner than devices say. That much may
still change (speech that begins, is stopped or gets softer), and is told again with the next piece."""
LEAD_SAMPLES = round(LEAD_S * MIC_RATE_HZ)


class EchoFreeMicrophone:
    """core.devices.Microphone: another one, less what is played at the same session time.

    played: what the speaker plays, with every sound of the program. on_change: is called on the event loop, with the
    session time, when there is something new about the echo. gaps: how many the speaker has had. The work (25 ms
    a micro-turn on a busy core; `duologue bench echo` measures it) is done in a thread of its own; once the speaker has
    been silent for a while, there is next to none, and it is done on the event loop.
    """

    def __init__(
        self,
        microphone: Microphone,
        played: Played,
        canceller: EchoCanceller,
        on_change: Callable[[float, EchoReport], None],
        gaps: Callable[[], int] = lambda: 0,
    ) -> None:
        self._microphone, self._played = microphone, played
        self._canceller, self._on_change, self._gaps = canceller, on_change, gaps
        self._known_gaps = 0
        self._thread = ThreadPoolExecutor(1, "echo")
        self._read = 0
        self._report = EchoReport()

    @property
    def overruns(self) -> int:
        """As of the microphone itself."""
        return self._microphone.overruns

    def now_s(self) -> float:
        """As of the microphone itself."""
        return self._microphone.now_s()

    async def read(self) -> Samples | None:
        """The next sound without the echo, [N] at 16 kHz; None after close().

        Raises:
            DeviceError: the microphone was lost.
        """
        heard = await self._microphone.read()
        if heard is None:
            return None
        start_s = self._read / MIC_RATE_HZ
        self._read += len(heard)
        if (gaps := self._gaps()) != self._known_gaps:
            self._known_gaps = gaps
            self._canceller.doubt()
        played = at_microphone_rate(self._played, start_s, len(heard) + LEAD_SAMPLES)
        clean = await self._clean(heard, played)
        if self._canceller.report != self._report:
            self._report = self._canceller.report
            self._on_change(self._read / MIC_RATE_HZ, self._report)
        return clean

    async def _clean(self, heard: Samples, played: Samples) -> Samples:
        if self._canceller.at_rest and not played.any():
            return self._canceller.process(heard, played)
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._canceller.process, heard, played)

    def close(self) -> None:
        """Releases the microphone."""
        self._microphone.close()
        self._thread.shutdown(wait=False)
