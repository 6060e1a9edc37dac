"""What the session asks of a microphone and a speaker, and pictures of a camera; files and sound cards both fit."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # importing it would bring numpy before the window is shown
    from duologue.core.microturn import Frame, Samples


class CameraState(StrEnum):
    """How a camera is doing."""

    OPENING = "opening"
    ON = "on"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class CameraReport:
    """State of the camera, and why it is lost."""

    state: CameraState = CameraState.OPENING
    why: str = ""


class Camera(Protocol):
    """Pictures in, the newest at a time; nobody waits for one."""

    def newest(self, t_s: float) -> "Frame | None":
        """The newest picture taken before session time t_s; None while there is none, or none any more."""

    @property
    def report(self) -> CameraReport:
        """How the camera is doing."""

    def close(self) -> None:
        """Releases the device."""


class SharedScreen(Protocol):
    """A screen, or a window of another program, that the user lets be seen: off until they choose one."""

    @property
    def shared(self) -> str:
        """What is seen, as people call it; "" while nothing is."""

    async def choose(self) -> bool:
        """Asks the user what may be seen; whether they chose something."""

    async def look(self) -> "Frame | None":
        """What is on it now; None where nothing is shared, or it is gone."""

    def close(self) -> None:
        """Nothing is to be seen any more."""


class Microphone(Protocol):
    """Sound in, a few at a time of the pieces that a micro-turn is made of."""

    async def read(self) -> "Samples | None":
        """The next sound at 16 kHz, [N] whole frames of 10 ms that do not reach into the next micro-turn, when it is
        complete; None when the session is over, which is at the end of a micro-turn.
        """

    def now_s(self) -> float:
        """Session time of the sound that is at the microphone now, which read() may hand over only later."""

    @property
    def overruns(self) -> int:
        """How often sound was lost because it was not fetched in time."""

    def close(self) -> None:
        """Releases the device."""


class ComputerSound(Protocol):
    """What other programs play on this computer, without the assistant's own voice."""

    def take(self, count: int) -> "Samples":
        """The next `count` samples at 16 kHz, zeros where nothing is played. To be called as time passes."""

    @property
    def problem(self) -> str:
        """Why nothing is heard just now, as a sentence; "" for no reason."""

    def close(self) -> None:
        """Stops listening."""


class Speaker(Protocol):
    """Sound out on a line of 24 kHz samples; sample n is heard at session time n / 24000."""

    def position(self) -> int:
        """The first sample that can still be changed."""

    def play(self, at: int, sound: "Samples") -> None:
        """Schedules sound from sample `at`, which must not lie before position() or inside scheduled sound."""

    def cut(self, at: int, fade_ms: float) -> None:
        """Drops what is scheduled from sample `at` on, fading out over fade_ms from there."""

    def soften(self, at: int, gain: float, ramp_ms: float) -> None:
        """Plays all sound from sample `at` on, or as soon as it still can, at a gain above 0, reached over ramp_ms.

        What is barely audible is not made inaudible.
        """

    def played(self, start: int, end: int) -> "Samples":
        """What the speaker plays (or is scheduled to play) from sample start to sample end, zeros where nothing."""

    @property
    def underruns(self) -> int:
        """How often sound was due and not there."""

    @property
    def drift_ms(self) -> float:
        """By how much the line was off when it was last compared with the session's clock."""

    @property
    def drift_ppm(self) -> float:
        """How much faster the session's clock runs than the device, in millionths; 0 before it is known."""

    def close(self) -> None:
        """Stops and releases the device."""
