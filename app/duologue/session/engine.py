"""The session: hands each micro-turn to the model and does what it decides. The same for live devices and for files."""

import dataclasses
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from types import MappingProxyType

from duologue import __version__
from duologue.core.commands import ChangeSettings, Command, Mute, PanelAction, Scheduled, Silence, Stop, Wordless
from duologue.core.decisions import Decided, Wrote
from duologue.core.devices import CameraState
from duologue.core.errors import DuologueError, InputError, OutputError
from duologue.core.events import (
    Event,
    Failure,
    Muted,
    Pressed,
    Saying,
    SessionStarted,
    SettingsChanged,
    Silenced,
    SpeechKind,
    Step,
    Typed,
)
from duologue.core.microturn import (
    Act,
    Acts,
    MicroTurn,
    OwnVoice,
    TextEvent,
)
from duologue.core.notices import Mend, Notice, NoticeWithdrawn
from duologue.core.outline import Outlined
from duologue.core.queues import BoundedQueue, WhenFull
from duologue.core.readiness import leaning
from duologue.core.settings import Settings
from duologue.core.settings_store import Changes
from duologue.core.tasks import all_of
from duologue.core.timing import MICROTURN_MS, SPEAKER_RATE_HZ
from duologue.core.writing import NO_BIAS, Move, WriteResult
from duologue.model.voice.base import SpokenPiece, SpokenWord
from duologue.panels import validation
from duologue.session.conversation import Conversation
from duologue.session.figures import MemoryGauge, StepFigures
from duologue.session.heard import HeardReports
from duologue.session.listening import HeardTurn, Listener
from duologue.session.mouth import Mouth, VoiceState
from duologue.session.muting import TALKING_MUTED, UNMUTE_HINT, MutedTalk
from duologue.session.ordering import OrderedEvents
from duologue.session.parts import SessionParts
from duologue.session.picture import PictureInUse
from duologue.session.saying import sample
from duologue.session.softening import Softener
from duologue.session.translate.interpreter import Interpreter
from duologue.session.turn_taking import Inquiry
from duologue.session.voicing import Voicing

MAX_COMMANDS = 256
Agenda = Scheduled | Failure
"""What takes effect, or is reported, at a session time."""
LEARNT_AT_ONCE = 2
"""How many texts about tools the model takes in after each micro-turn; each takes it about 10 ms."""
EARLY: Mapping[Move, float] = MappingProxyType({Move.NOTHING: -0.5})
GOING_ON: Mapping[Move, float] = MappingProxyType({Move.NOTHING: 1.0})
"""What is added, in nats, to the scores of moves before speech goes on over the user's words: where the operating point
alone is for going on, and where the core itself is."""


class Session:
    """One conversation, from the first micro-turn until the microphone ends or a Stop command comes.

    on_event: is called on the event loop with every event, in order of time. What it raises ends the session.
    duration_s: session time at which the sound line ends, None if it does not.
    """

    def __init__(
        self, parts: SessionParts, on_event: Callable[[Event], None], *, seed: int = 0, duration_s: float | None = None
    ) -> None:
        self._parts = parts
        self._seed, self._end_s = seed, duration_s
        self._events = OrderedEvents(on_event, duration_s)
        self._emit, self._note = self._events.emit, self._events.note
        self._mouth = mouth = Mouth(parts.speaker)
        fail = partial(self.fail_softly, "voice")
        self._voicing = Voicing(self._mouth, parts.voice, parts.voice_worker, parts.time, fail, settings=parts.settings)
        self._interpreter = Interpreter(parts, self._mouth, self._emit, partial(self.fail_softly, "translation"))
        parts.toolbox.controls.mute = lambda _: self.command(Mute(on=True))
        parts.toolbox.eyes.seen.has_camera = self._has_camera
        self._picture = PictureInUse(parts)
        self._conversation = Conversation(
            mouth=mouth, toolbox=parts.toolbox, background=parts.background, rng=random.Random(seed),
            emit=self._emit, past=parts.past,
        )  # fmt: skip
        softener, ahead = Softener(mouth.soften, mouth.talks), not parts.time.waits
        self._listener, self._muted_talk = Listener(parts.microphone, softener, ahead=ahead), MutedTalk()
        self._agenda: BoundedQueue[tuple[float, Agenda]] = BoundedQueue(MAX_COMMANDS, WhenFull.DROP_OLDEST)
        self._figures, self._memory = StepFigures(), MemoryGauge()
        self._heard, self._caption = HeardReports(self._emit, duration_s), ""
        self._index = 0
        self._changed_s = 0.0  # when settings were to change, in the session itself
        self._prepared = self._stopping = False

    def _has_camera(self) -> bool:
        return self._parts.camera is not None and self._parts.camera.report.state is CameraState.ON

    # ---- from outside ------------------------------------------------------------------------------------------

    def command(self, command: Command) -> None:
        """Takes a command of the user, on the event loop."""
        if isinstance(command, Mute):
            self._listener.mute(command.on)
        elif isinstance(command, Stop):
            self._stopping = True
        elif isinstance(command, Scheduled):
            self._agenda.put((self._index * MICROTURN_MS / 1000, command))

    def schedule(self, t: float, item: Mute | Agenda) -> None:
        """Has a command take effect, or an error reported, at session time t; in order of t, before run()."""
        if isinstance(item, Mute):
            self._listener.mute(item.on, t)
        else:
            self._agenda.put((t, item))

    def fail_softly(self, where: str, message: str) -> None:
        """Reports that something does not work and the session goes on without it."""
        self._emit(Failure(self._events.last_t, where, message))

    async def prepare(self) -> None:
        """Runs model and voice once, so that the first micro-turn is as fast as the others; run() does if need be.

        Raises:
            DuologueError: one of them does not work.
        """
        self._prepared = True
        with self._engine_boundary("The engine could not start"):
            model, background = self._warm_up(), self._parts.background.prepare()
            await all_of(model, self._voicing.warm_up(), background)
            await self._interpreter.prepare()
            if self._parts.background.calls_tools:
                await self._parts.worker.run(validation.warm_up)

    async def _warm_up(self) -> None:
        joining = self._parts.toolbox.joining
        tools = (*self._parts.toolbox.specs(), *joining)
        await self._parts.worker.run(self._parts.toolbox.warm_up)
        await self._parts.worker.run(lambda: self._parts.model.warm_up(tools))
        self._parts.toolbox.offer(joining)
        await self._parts.worker.run(self._parts.model.reset)

    def _start(self) -> None:
        provider, bundle = self._parts.model.provider, dict(self._parts.bundle)
        wall_s, model = self._parts.toolbox.now().timestamp(), self._parts.background.name
        self._emit(SessionStarted(0.0, __version__, bundle, provider, MICROTURN_MS, self._seed, wall_s, model))
        if self._parts.background.problem:
            self.fail_softly("background", self._parts.background.problem)
        for notice in self._parts.notices:
            self._emit(notice)
        self._conversation.outcomes.begin()

    async def run(self) -> None:
        """Runs to the end of the session.

        Raises:
            DuologueError: the engine failed part-way; an `error` event was sent.
        """
        self._start()
        if not self._prepared:
            await self.prepare()
        leave_settings = self._parts.settings.subscribe(self._settings_changed)
        try:
            with self._engine_boundary("The engine failed part-way"):
                while not self._stopping and (heard := await self._listener.next()) is not None:
                    await self._micro_turn(heard)
                    self._index += 1
                    await self._learn()
        finally:
            leave_settings()
            await self._listener.close()
            await self._voicing.close()
            await self._interpreter.close()
            await self._parts.background.close()
            await self._parts.toolbox.close()
            self._picture.close()
        self._finish()

    @contextmanager
    def _engine_boundary(self, what: str) -> Iterator[None]:
        """Whatever goes wrong inside ends the session with one sentence; only a full disk is not reported there."""
        try:
            yield
        except OutputError:
            raise
        except DuologueError as error:
            self.fail_softly("engine", error.message)
            raise
        except Exception as error:
            message = f"{what}, at {self._index * MICROTURN_MS / 1000:.1f} s: {type(error).__name__}: {error}"
            self.fail_softly("engine", message)
            raise DuologueError("engine.failed", message) from error

    # ---- one micro-turn ----------------------------------------------------------------------------------------

    async def _micro_turn(self, heard: HeardTurn) -> None:
        boundary_ms = (self._index + 1) * MICROTURN_MS
        boundary_s = boundary_ms / 1000
        self._parts.time.begin(boundary_ms)
        if self._parts.outruns:
            await self._parts.toolbox.keep_up(boundary_s)
            await self._parts.background.keep_up(boundary_s)
        turn = self._gather(heard, boundary_s)
        acts, spent_ms = await self._parts.worker.run(lambda: self._parts.model.step(turn))
        t = self._parts.time.after(spent_ms)
        self._report_ended(t)
        self._report_heard(acts, t)
        self._report_seen(acts, t)
        if self._end_s is None or t < self._end_s:
            spent_ms, t = await self._decide(acts, spent_ms, t, boundary_s)
            spent_ms, t = await self._answer_line(spent_ms, t, boundary_s)
            self._play(acts, t, boundary_s)
            await self._interpreter.step(turn.mic, acts, t, boundary_s, spent_ms)
            await self._voicing.keep_up(spent_ms)
        late = self._figures.add(spent_ms)
        self._emit(Step(t, self._index, round(spent_ms, 1), late, self._memory.read_mb()))
        self._show(acts, t, muted=turn.muted)

    async def _learn(self) -> None:
        """Has the model learn tools that have joined, a little after each micro-turn; offers those that it knows."""
        if joining := self._parts.toolbox.joining:
            known, _ = await self._parts.worker.run(partial(self._parts.model.learn, joining, LEARNT_AT_ONCE))
            self._parts.toolbox.offer(known)

    def _gather(self, heard: HeardTurn, boundary_s: float) -> MicroTurn:
        """Everything that happened in the micro-turn that ends at boundary_s."""
        for t, off in heard.switched:
            self._note(Muted(t, off))
            if not off:
                self._note(NoticeWithdrawn(t, TALKING_MUTED))
        if self._muted_talk.goes_on(heard.captured, muted=heard.muted):
            self._emit(Notice(boundary_s, "info", TALKING_MUTED, UNMUTE_HINT, mend=Mend.UNMUTE))
        self._report_ended(boundary_s)
        events = (*self._typed(boundary_s), *self._conversation.outcomes.arrive(boundary_s))
        self._events.send_noted(boundary_s)
        own, expected = self._own(boundary_s), self._parts.toolbox.expected()
        frame = self._picture.take(boundary_s)
        return MicroTurn(
            self._index,
            heard.sound,
            events,
            own,
            heard.muted,
            expected,
            frame,
            self._parts.time.waits,
            self._parts.toolbox.eyes.watched,
            leaning(self._parts.settings.now),
            self._interpreter.overheard(),
        )

    def _typed(self, boundary_s: float) -> list[TextEvent]:
        """Takes up what was typed or pressed, or is to be reported, before boundary_s."""
        typed: list[TextEvent] = []
        for t, item in self._agenda.drain():
            if t >= boundary_s:
                self._agenda.put((t, item))
            elif isinstance(item, Failure):
                self._emit(item)
            elif isinstance(item, ChangeSettings):
                self._change_settings(item, t)
            elif isinstance(item, Silence):
                self._note(Silenced(t))
                self._conversation.silence(t)
            elif isinstance(item, Wordless):
                self._conversation.presses.order(item, t)
            elif isinstance(item, PanelAction):
                self._note(Pressed(t, item.surface, item.component, item.action, item.context, item.text))
                event = self._conversation.presses.press(item, t)
                typed += [event] if event is not None else []
            else:
                self._note(Typed(t, item.text))
                typed.append(self._conversation.typed(item.text, t))
        return typed

    def _change_settings(self, command: ChangeSettings, t: float) -> None:
        self._changed_s = t
        try:
            self._parts.settings.set(**command.changes)
        except InputError as error:
            self._emit(Failure(t, "settings", error.message))

    def _settings_changed(self, settings: Settings, changes: Changes) -> None:
        """Settings have changed, here or in the window. How the window stands is nothing that happens in a session."""
        if told := {name: value for name, value in changes.items() if name not in settings.names(layout=True)}:
            self._note(SettingsChanged(self._changed_s, told))

    def _own(self, boundary_s: float) -> OwnVoice:
        voice = self._mouth.state(sample(boundary_s))
        if self._interpreter.active and voice.kind == SpeechKind.TRANSLATION:
            voice = VoiceState()  # an interpreter's voice is nobody's turn
        waiting = self._conversation.saying.pending()
        return OwnVoice(
            speaking=voice.speaking,
            kind=voice.kind,
            spoken=voice.spoken,
            spoken_s=voice.spoken_s,
            remaining_s=voice.remaining_s,
            more_to_come=voice.more_to_come,
            pending=waiting.kind.value if waiting is not None else "",
            pending_s=max(0.0, boundary_s - waiting.since_s) if waiting is not None else 0.0,
            interrupted=self._conversation.saying.interrupted,
            awaiting=self._conversation.pending.awaiting,
        )

    async def _decide(self, acts: Acts, spent_ms: float, t: float, boundary_s: float) -> tuple[float, float]:
        """Does what the core decided, only the core says when; returns time spent and t."""
        if self._interpreter.active:
            return await self._be_told(acts.act, spent_ms, t, boundary_s)
        match acts.act:
            case Act.RELAY if not self._conversation.saying.interrupted:
                self._conversation.relay(boundary_s)
            case Act.ACKNOWLEDGE:
                self._conversation.acknowledge(t, boundary_s)
            case Act.YIELD:
                self._conversation.stop(t)
            case Act.RESPOND | Act.CALL | Act.HOLD | Act.CONTINUE | Act.RELAY:
                return await self._write(acts, spent_ms, t, boundary_s)
        return spent_ms, t

    async def _be_told(self, act: Act, spent_ms: float, t: float, boundary_s: float) -> tuple[float, float]:
        """While it translates, words ask for nothing but something about the translation; what waits is told."""
        if act is Act.RELAY and not self._mouth.busy:
            self._conversation.relay(boundary_s)
        if act is not Act.RESPOND or (inquiry := self._conversation.inquire(act, boundary_s)) is None:
            return spent_ms, t
        return await self._do_if_told(inquiry, spent_ms, boundary_s)

    async def _do_if_told(self, inquiry: Inquiry, spent_ms: float, boundary_s: float) -> tuple[float, float]:
        """Does what is said or typed about the translation; another line that is typed is translated."""
        written, ms = await self._ask(inquiry, NO_BIAS)
        t = self._parts.time.after(spent_ms + ms)
        if self._interpreter.is_told(written, inquiry, boundary_s):
            self._conversation.carry_out(inquiry, written, t, boundary_s)
        elif inquiry.line is None:
            self._conversation.turns.overheard(boundary_s)
        return spent_ms + ms, t

    async def _write(self, acts: Acts, spent_ms: float, t: float, boundary_s: float) -> tuple[float, float]:
        """Has the model write what is to be done about the user's words, and does it; returns time spent and t.

        What was stopped goes on once it is clear that they ask for nothing.
        """
        act = acts.act
        inquiry = self._conversation.inquire(act, boundary_s)
        if inquiry is None:
            if act is Act.RELAY:
                self._conversation.relay(boundary_s)
            return spent_ms, t
        written, spent_ms, t = await self._carry_out(
            inquiry, spent_ms, boundary_s, going_on=act is Act.RELAY, tentative=acts.tentative
        )
        if act is Act.RELAY and written == WriteResult():
            self._conversation.relay(boundary_s)
        return spent_ms, t

    async def _carry_out(
        self,
        inquiry: Inquiry,
        spent_ms: float,
        boundary_s: float,
        *,
        going_on: bool = False,
        tentative: bool = False,
    ) -> tuple[WriteResult, float, float]:
        """Does what the model writes; returns that, time spent and t. going_on: the core is for going on with what was
        interrupted. tentative: see Acts."""
        biases, turns = EARLY if tentative else GOING_ON if going_on else NO_BIAS, self._conversation.turns
        written, ms = await self._ask(inquiry, biases)
        spent_ms += ms
        if (wider := turns.wider(inquiry, written)) is not None:
            whole, ms = await self._ask(wider, biases)
            spent_ms += ms
            if turns.joins(inquiry, written, whole):
                inquiry, written = wider, whole
        t = self._parts.time.after(spent_ms)
        self._emit(Wrote(t, " ".join(inquiry.request.words), written.told()))
        if not tentative or written == WriteResult():
            self._conversation.carry_out(inquiry, written, t, boundary_s)
        return written, spent_ms, t

    async def _ask(self, inquiry: Inquiry, biases: Mapping[Move, float]) -> tuple[WriteResult, float]:
        """What the model writes about an inquiry, and the time spent in milliseconds."""
        request = dataclasses.replace(inquiry.request, biases=biases)
        return await self._parts.worker.run(partial(self._parts.model.write, request))

    async def _answer_line(self, spent_ms: float, t: float, boundary_s: float) -> tuple[float, float]:
        """Takes up the oldest line that was typed, one in each micro-turn; returns time spent and t. That the turn is
        over is the user's own word, the Enter key; what the line asks for, the model says."""
        inquiry = self._conversation.next_line(boundary_s)
        if inquiry is None:
            return spent_ms, t
        if self._interpreter.active:
            return await self._do_if_told(inquiry, spent_ms, boundary_s)
        _, spent_ms, t = await self._carry_out(inquiry, spent_ms, boundary_s)
        return spent_ms, t

    def _play(self, acts: Acts, t: float, boundary_s: float) -> None:
        """Plays what the model says with a voice of its own, as it is."""
        if acts.sound is not None:
            words = tuple(SpokenWord(word, start_s) for word, start_s in acts.sound.words)
            self._mouth.play(SpokenPiece(acts.sound.samples, words), boundary_s, sample(t))

    # ---- reports -----------------------------------------------------------------------------------------------

    def _report_ended(self, t: float) -> None:
        until_s = t if self._end_s is None else min(t, self._end_s)
        self._conversation.report_spoken(until_s)

    def _report_heard(self, acts: Acts, t: float) -> None:
        self._conversation.hear(acts.utterances, t)
        self._heard.report(acts, t)

    def _report_seen(self, acts: Acts, t: float) -> None:
        for percept in acts.percepts:
            self._emit(dataclasses.replace(percept, t=t))
        self._conversation.see(acts.percepts, t)

    def _show(self, acts: Acts, t: float, *, muted: bool) -> None:
        """What only a window needs: captions and meters."""
        caption = self._mouth.caption(sample(t))
        if caption is not None and caption.text and caption.text != self._caption:
            self._emit(Saying(t, caption.id, caption.kind.value, caption.text, caption.written))
        if acts.strokes is not None and self._parts.settings.now.overlay:
            self._emit(Outlined(t, acts.strokes))
        self._caption = caption.text if caption is not None else ""
        self._emit(Decided(t, self._index, acts.act.value, acts.scores))
        dropped = self._parts.microphone.overruns + self._conversation.saying.waiting.dropped + self._agenda.dropped
        meter = self._figures.meter(t, self._parts.speaker, acts.level_db, busy=self._mouth.busy, muted=muted)
        self._emit(dataclasses.replace(meter, awaiting=self._conversation.pending.awaiting, dropped=dropped))

    def _finish(self) -> None:
        """Ends what is still open and reports the figures."""
        heard_s = self._index * MICROTURN_MS / 1000
        end_s = max(heard_s, self._parts.speaker.position() / SPEAKER_RATE_HZ) if self._end_s is None else self._end_s
        self._mouth.stop(sample(end_s), fade_ms=0.0)
        self._report_ended(end_s)
        self._heard.finish(end_s)
        self._emit(self._figures.ended(end_s, self._memory.peak_mb))
