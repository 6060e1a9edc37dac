"""Runs a session on a script: what the model decides goes in, what happened comes out as lines that diff well.

The model and the voice are made up; everything between them is the real engine.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from duologue.audio.playout import Playout
from duologue.background.base import BackgroundModel
from duologue.background.none import NoBackground
from duologue.background.scripted import ScriptedBackground, ScriptedTurn
from duologue.checked.reading import check
from duologue.core.commands import ChangeSettings, Command, Mute, PanelAction, Silence, TypeText
from duologue.core.devices import Camera
from duologue.core.errors import DuologueError
from duologue.core.events import (
    Background,
    Delegate,
    Event,
    Failure,
    Floor,
    Heard,
    Speech,
    ToolCall,
    ToolResult,
)
from duologue.core.microturn import Act, Acts, FloorState, InteractionModel, MicroTurn, Samples, Utterance, Word
from duologue.core.settings_store import SettingsStore
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES, SPEAKER_RATE_HZ
from duologue.core.writing import Call, Move, ToolSpec, WriteRequest, WriteResult
from duologue.model.voice.base import SpokenPiece, SpokenWord, Voice
from duologue.session.engine import Session
from duologue.session.parts import SessionParts
from duologue.session.replay import FileMicrophone
from duologue.session.timekeeping import SlotTime
from duologue.session.translate.parts import InterpretingParts
from duologue.session.worker import Worker
from duologue.tools.base import Answer, Argument, Reads, Request, Tool
from duologue.tools.canned import Canned
from duologue.tools.consent import Consent
from duologue.tools.registry import Toolbox

WORD_S = 0.25
NOW = datetime.fromisoformat("2026-03-14T09:26:00")
BUNDLE = {"name": "fake", "version": "0", "sha256": "0" * 64}


class FakeVoice:
    """Says a tone of 0.25 s for each word, with a dip between words; 0.2 s belong between clauses."""

    name = "fake"

    def __init__(self, failing: str = "") -> None:
        self.said: list[str] = []
        self._failing = failing

    def speak(self, clause: str, language: str) -> Iterator[SpokenPiece]:
        if self._failing and self._failing in clause:
            raise DuologueError("voice.failed", f"The voice cannot say '{clause}'.")
        self.said.append(clause)
        words = clause.split()
        t = np.arange(round(len(words) * WORD_S * SPEAKER_RATE_HZ)) / SPEAKER_RATE_HZ
        tone = (0.1 * np.sin(2 * np.pi * 200 * t)).astype(np.float32)
        yield SpokenPiece(tone, tuple(SpokenWord(word, i * WORD_S) for i, word in enumerate(words)), 0.2)


def words(text: str, start_s: float) -> tuple[Word, ...]:
    """The words of a text, one each 0.3 s, 0.25 s long."""
    return tuple(
        Word(w, round(start_s + 0.3 * i, 3), round(start_s + 0.3 * i + 0.25, 3), True)
        for i, w in enumerate(text.split())
    )


def heard(text: str, start_s: float, id_: str = "u1", *, final: bool = False) -> Utterance:
    """An utterance whose words follow each other without a pause."""
    return Utterance(id_, words(text, start_s), final)


@dataclass
class Cue:
    """What the model does in one micro-turn. spends_s: wall time that its step takes (for late steps)."""

    act: Act = Act.HOLD
    heard: tuple[Utterance, ...] = ()
    floor: FloorState = FloorState.IDLE
    spends_s: float = 0.0
    error: Exception | None = None


def cue(act: Act = Act.HOLD, *said: Utterance, **rest: object) -> Cue:
    return Cue(act, said, **rest)  # type: ignore[arg-type]


Replies = Mapping[str, WriteResult]
"""What is written about the user's words."""


def _echo(request: Request) -> Answer:
    return Answer(None, request.text("text"))


ECHO = Tool("test.echo", "says a text", _echo, (Argument("text", Reads.PHRASE, "the text"),))
"""A tool that says what it is told, so that tests can have any words said."""


class FakeModel:
    """Does what its script says, by micro-turn, writes what is in its replies, and remembers what it was given."""

    provider = "FakeProvider"

    def __init__(self, script: Mapping[int, Cue], replies: Replies | None = None, *, writing_s: float = 0.0) -> None:
        self._script = script
        self._replies = replies or {}
        self._writing_s = writing_s
        self.turns: list[MicroTurn] = []
        self.requests: list[WriteRequest] = []
        self.warm = False
        self.learnt: tuple[ToolSpec, ...] = ()

    def warm_up(self, tools: tuple[ToolSpec, ...] = ()) -> None:
        self.warm = True

    def learn(self, tools: tuple[ToolSpec, ...], most: int) -> tuple[ToolSpec, ...]:
        self.learnt += tools
        return tools

    def reset(self) -> None:
        self.turns.clear()

    def step(self, turn: MicroTurn) -> Acts:
        assert turn.index == len(self.turns)
        self.turns.append(turn)
        cue = self._script.get(turn.index, Cue())
        if cue.error is not None:
            raise cue.error
        spend(cue.spends_s)
        return Acts(cue.heard if turn.heard is None else turn.heard, cue.floor, 0.9, cue.act)

    def write(self, request: WriteRequest) -> WriteResult:
        self.requests.append(request)
        spend(self._writing_s)
        return self._replies.get(" ".join(request.words), WriteResult(say=Move.OKAY))


def spend(seconds: float) -> None:
    """Keeps the thread busy."""
    busy_until = time.perf_counter() + seconds
    while time.perf_counter() < busy_until:
        pass


@dataclass
class Played:
    """What came of a script."""

    events: list[Event]
    sound: Samples
    model: FakeModel
    voice: Voice

    @property
    def asked(self) -> list[str]:
        """The words that the model was asked about, each time."""
        return [" ".join(request.words) for request in self.model.requests]

    def of(self, kind: type[Event]) -> list[Event]:  # type: ignore[valid-type]
        return [event for event in self.events if isinstance(event, kind)]

    def lines(self) -> list[str]:
        """The events that tell a story, one line each."""
        return [line for event in self.events if (line := _line(event))]


def _line(event: Event) -> str:
    what = ""
    match event:
        case Heard():
            what = f"heard {event.id} {event.text!r}" + (" final" if event.final else "")
        case Floor():
            what = f"floor {event.state}"
        case Speech():
            end = "" if event.completed else " cut"
            what = f"{event.kind} {event.text!r} {event.start:.2f}-{event.end:.2f}{end} because of {event.cause:.1f}"
        case ToolCall():
            what = f"call {event.name} {event.arguments}"
        case ToolResult():
            what = f"result {'ok' if event.ok else event.error}"
        case Delegate():
            what = f"ask {event.question!r}"
        case Background():
            what = f"chunk {event.text!r}" + (" final" if event.final else "")
        case Failure():
            what = f"error {event.where}: {event.message}"
    return f"{event.t:.2f} {what}" if what else ""


def play(
    script: Mapping[int, Cue],
    duration_s: float,
    *,
    replies: Replies | None = None,
    background: BackgroundModel | None = None,
    inject: tuple[tuple[float, Mute | TypeText | PanelAction | Silence | ChangeSettings | Failure], ...] = (),
    sound: Samples | None = None,
    voice: Voice | None = None,
    commands: Mapping[int, Command] | None = None,
    on_event: Callable[[Event], None] = lambda _: None,
    seed: int = 0,
    writing_s: float = 0.0,
    canned: Canned | None = None,
    tools: tuple[Tool, ...] = (),
    consent: Consent | None = None,
    on_toolbox: Callable[[Toolbox], None] = lambda _: None,
    settings: SettingsStore | None = None,
    decider: InteractionModel | None = None,
    camera: Camera | None = None,
    interpreting: InterpretingParts | None = None,
) -> Played:
    """Runs a session of so many seconds and returns what happened, also what happened before it failed.

    tools: more of them, which may take real time. voice: another one than FakeVoice. decider: another model than that
    of the script.
    """
    model, line, worker, voice_worker = FakeModel(script, replies, writing_s=writing_s), Playout(), Worker(), Worker()
    played = Played([], np.zeros(0, np.float32), model, voice or FakeVoice())
    samples = round(duration_s * MIC_RATE_HZ)

    def note(event: Event) -> None:
        played.events.append(event)
        on_event(event)

    parts = SessionParts(
        model=decider or model,
        voice=played.voice,
        microphone=_Commanded(np.zeros(0, np.float32) if sound is None else sound, samples, commands or {}),
        speaker=line,
        time=SlotTime(line, round(duration_s * SPEAKER_RATE_HZ)),
        toolbox=Toolbox(NOW, canned, (ECHO, *tools), consent),
        background=background or NoBackground(),
        worker=worker,
        voice_worker=voice_worker,
        camera=camera,
        bundle=BUNDLE,
        settings=settings or SettingsStore(),
        interpreting=interpreting,
        outruns=bool(tools),
    )
    on_toolbox(parts.toolbox)
    session = Session(parts, note, seed=seed, duration_s=duration_s)
    parts.microphone.session = session  # type: ignore[attr-defined]
    for t, item in inject:
        session.schedule(t, item)

    try:
        asyncio.run(session.run())
    finally:
        worker.close()
        voice_worker.close()
        played.sound = line.take()
    return played


class _Commanded(FileMicrophone):
    """Gives a command while a micro-turn is being heard, as a window would."""

    session: Session

    def __init__(self, sound: Samples, samples: int, commands: Mapping[int, Command]) -> None:
        super().__init__(sound, samples)
        self._commands = dict(commands)

    async def read(self) -> Samples | None:
        if (command := self._commands.pop(self._read // MIC_SAMPLES, None)) is not None:
            self.session.command(command)
        return await super().read()


def script(*turns: tuple[str, float, list[str]], gap_s: float = 0.15) -> ScriptedBackground:
    """A scripted background model of (match, delay in seconds, chunks)."""
    values = [{"match": m, "delay": d, "chunks": chunks, "chunk_gap": gap_s} for m, d, chunks in turns]
    return ScriptedBackground(check(tuple[ScriptedTurn, ...], values, "script", "background"))


def calls(*items: tuple[str, dict[str, object]], ask: str = "", say: str = "") -> WriteResult:
    """Calls of tools. say: any words, said after the answers of the others."""
    echo = (Call("test.echo", {"text": say}),) if say else ()
    return WriteResult((*(Call(name, arguments) for name, arguments in items), *echo), ask)


def says(text: str) -> WriteResult:
    """Any words said."""
    return calls(say=text)


WAIT = WriteResult(wait=True)
NOTHING = WriteResult()
