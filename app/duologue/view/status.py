"""What the one status element shows, folded from events. Knows nothing of Qt."""

from enum import StrEnum

from duologue.core.events import (
    ConsentAsked,
    ConsentOver,
    Event,
    Floor,
    Rang,
    RingEnded,
    Saying,
    SessionEnded,
    SessionStarted,
)
from duologue.core.meters import Hearing, Meter


class Status(StrEnum):
    """What the assistant is doing, as the user sees it."""

    STARTING = "starting"
    IDLE = "idle"
    LISTENING = "listening"
    THINKING = "thinking"
    WAITING = "waiting"
    SPEAKING = "speaking"
    MUTED = "muted"
    ENDED = "ended"
    FAILED = "failed"


HAS_FLOOR = frozenset({"speaking", "thinking", "correcting", "inviting"})
YIELDS = "yielding"
IDLE = "idle"
"""Floor states as core.microturn.FloorState names them; importing it would bring numpy before the window is shown."""


class StatusTracker:
    """The status as the events so far have it. A muted microphone outranks everything while the session runs."""

    def __init__(self) -> None:
        self._phase = Status.STARTING
        self._muted = False
        self._wanted_mute: bool | None = None
        self._speaking = False
        self._awaiting = False
        self._floor = IDLE
        self._asked: set[str] = set()  # calls about which the user is asked
        self._ringing = False
        self.hearing = True
        """There is a microphone, as far as anybody has said."""

    def apply(self, event: Event) -> None:
        """Folds in an event."""
        match event:
            case SessionStarted():
                self._phase, self._floor = Status.IDLE, IDLE
                self._speaking = self._awaiting = self._ringing = False
                self._asked.clear()
            case Meter():
                self._muted = self._confirmed_mute(event.muted)
                self._speaking, self._awaiting = event.speaking, event.awaiting
            case Saying():
                self._speaking = True
            case Hearing():
                self.hearing = event.possible
            case Floor():
                self._floor = event.state
            case ConsentAsked():
                self._asked.add(event.id)
            case ConsentOver():
                self._asked.discard(event.id)
            case Rang() if event.rings:
                self._ringing = True
            case RingEnded():
                self._ringing = False
            case SessionEnded():
                self._phase = Status.ENDED

    def mute(self, on: bool) -> None:
        """Shows a mute at once and holds on to it until the session confirms it."""
        self._muted = on
        self._wanted_mute = on

    def starting(self) -> None:
        """A session is being prepared (again)."""
        self._phase = Status.STARTING

    def fail(self) -> None:
        """The session could not start or broke off."""
        self._phase = Status.FAILED

    @property
    def muted(self) -> bool:
        """The microphone is off."""
        return self._muted

    @property
    def busy(self) -> bool:
        """The assistant speaks, works on an answer or rings: there is something to stop, whoever else has the floor."""
        working = self._speaking or self._awaiting or self._ringing or self._floor == YIELDS
        return self._phase is Status.IDLE and working

    @property
    def status(self) -> Status:
        """The status now."""
        return self._doing() if self._phase is Status.IDLE else self._phase

    def _doing(self) -> Status:
        if self._muted:
            return Status.MUTED
        if self._speaking:
            return Status.SPEAKING
        if self._floor in HAS_FLOOR:
            return Status.LISTENING
        if self._asked:
            return Status.WAITING
        return Status.THINKING if self._awaiting or self._floor == YIELDS else Status.IDLE

    def _confirmed_mute(self, reported: bool) -> bool:
        if self._wanted_mute is None or reported == self._wanted_mute:
            self._wanted_mute = None
            return reported
        return self._wanted_mute
