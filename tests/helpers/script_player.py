"""A made-up conversation as the events a session would send, for building and testing the window without an engine."""

import asyncio
from collections.abc import Callable

from duologue.core.commands import Command, Mute, Stop, TypeText
from duologue.core.events import (
    Background,
    Delegate,
    Event,
    Floor,
    Heard,
    Saying,
    SessionEnded,
    SessionStarted,
    Speech,
    ToolCall,
    ToolResult,
    Typed,
)
from duologue.core.meters import Meter


def started(provider: str = "CPUExecutionProvider") -> SessionStarted:
    bundle = {"name": "duologue-1", "version": "1.0.0", "sha256": "3f1c" * 16}
    return SessionStarted(0.0, "0.1.0", bundle, provider, 200, 1)


def ended(t: float) -> SessionEnded:
    return SessionEnded(t, t, round(t * 5), 0, {"p50": 84.0, "p95": 120.0, "p99": 141.0, "max": 160.0}, 512.0)


def meter(t: float, db: float = -60.0, *, muted: bool = False, speaking: bool = False, awaiting: bool = False) -> Meter:
    return Meter(t, db, muted, speaking, awaiting, 84.0, 83.0, 121.0, 143.0, 0, 0, 0)


def heard(utterance: str, text: str, start: float, *, words_per_s: float = 3.0) -> list[Event]:
    """The same utterance growing word by word; the newest two words are tentative until it is final."""
    words = text.split()
    events: list[Event] = [Floor(start, "speaking", 0.97)]
    for n in range(1, len(words) + 1):
        t = start + n / words_per_s
        events.append(Heard(t, utterance, " ".join(words[:n]), False, start, t, max(0, n - 2)))
        events.append(meter(t, -18.0 - 5 * (n % 3)))
    t = start + (len(words) + 1) / words_per_s
    events.append(Heard(t, utterance, text, True, start, t, len(words)))
    events.append(Floor(t, "yielding", 0.9))
    return events


def said(speech: str, text: str, start: float, kind: str = "response", *, stop_after: int | None = None) -> list[Event]:
    """A speech whose words become audible one by one; with stop_after it is interrupted after so many."""
    words = text.split()
    spoken = words if stop_after is None else words[:stop_after]
    events: list[Event] = [Floor(start, "idle", 0.9)]
    for n in range(1, len(spoken) + 1):
        t = start + n / 3
        events.append(Saying(t, speech, kind, " ".join(spoken[:n])))
        events.append(meter(t, -52.0, speaking=True))
    end = start + (len(spoken) + 1) / 3
    events.append(Speech(end, speech, kind, " ".join(spoken), start, end, stop_after is None, start - 0.2))
    events.append(meter(end, -55.0))
    return events


MOON = (
    "The moon is about a quarter as wide as the earth.",
    "It was probably born when a young planet struck the early earth and threw hot rock into space.",
    "The dark spots are old plains of lava.",
)


def conversation() -> list[Event]:
    """About a minute: a greeting, arithmetic, a long answer with an "mm-hm" and an interruption, and a timer."""
    return [
        started(),
        meter(0.2),
        *heard("u1", "Hello there, can you hear me?", 1.0),
        *said("s1", "Yes, I can hear you.", 4.0),
        *heard("u2", "What is seventeen times, um, twenty-three?", 7.0),
        ToolCall(9.6, "c1", "calculator.evaluate", {"expression": "17*23"}),
        ToolResult(9.6, "c1", True, {"value": 391}),
        *said("s2", "Seventeen times twenty-three is three hundred and ninety-one.", 10.0),
        *heard("u3", "Tell me something about the moon.", 15.0),
        Delegate(17.8, "d1", "Tell me something about the moon."),
        *said("s3", "Let me think.", 18.0),
        meter(19.4, awaiting=True),
        Background(19.5, "d1", " ".join(MOON), True),
        *said("s4", MOON[0], 20.0, "relay"),
        *heard("u4", "mm-hm", 23.2),
        *said("s5", MOON[1], 24.0, "relay"),
        *said("s6", MOON[2], 31.0, "relay", stop_after=4),
        *heard("u5", "Wait, stop. Tell me when five seconds have passed, please.", 32.0),
        ToolCall(36.0, "c2", "timer.start", {"seconds": 5}),
        ToolResult(36.0, "c2", True, {"id": "t1"}),
        *said("s7", "All right, five seconds.", 36.2),
        *said("s8", "Five seconds have passed.", 41.2),
        *heard("u6", "And now I will tell you a rather long story about", 44.0)[:-2],
        Speech(46.0, "b1", "backchannel", "mm-hm", 45.5, 46.0, True, 45.4),
        meter(46.2, -16.0),
    ]


class ScriptedSession:
    """Stands in for a session: plays events as fast as it is asked to and keeps the commands it was given."""

    def __init__(self, events: list[Event], on_event: Callable[[Event], None], *, stay: bool = False) -> None:
        self._events = events
        self._on_event = on_event
        self._stopped = asyncio.Event()
        self._stay = stay
        self.commands: list[Command] = []
        self.ran_to_end = False

    async def run(self) -> None:
        t = 0.0
        for event in self._events:
            t = event.t
            self._on_event(event)
            await asyncio.sleep(0)
        if self._stay:
            await self._stopped.wait()
        self._on_event(ended(t))
        self.ran_to_end = True

    def command(self, command: Command) -> None:
        self.commands.append(command)
        if isinstance(command, Mute):
            self._on_event(meter(1.0, muted=command.on))
        if isinstance(command, TypeText):
            self._on_event(Typed(0.0, command.text))
        if isinstance(command, Stop):
            self._stopped.set()
