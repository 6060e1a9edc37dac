"""Sound beside the micro-turns, on a line that moves by itself: pieces that come late, and what happens meanwhile."""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from duologue.audio.playout import Playout
from duologue.core.errors import DuologueError
from duologue.core.events import Speech, SpeechKind
from duologue.core.offered_voice import OfferedVoice
from duologue.core.settings_store import SettingsStore
from duologue.model.voice.base import SpokenPiece, SpokenWord
from duologue.session.mouth import Mouth
from duologue.session.statements import Statement
from duologue.session.timekeeping import LiveTime
from duologue.session.voicing import Voicing, offered_by
from duologue.session.worker import Worker
from helpers.waiting import until

RATE = 24_000


class HeldVoice:
    """Makes 0.5 s of sound for each word, each when the test lets it."""

    name = "held"

    def __init__(self) -> None:
        self._free = threading.Semaphore(0)
        self.error: DuologueError | None = None
        self.chosen: list[str] = []
        self.faults: list[str] = []

    def let(self) -> None:
        self._free.release()

    def choose(self, name: str) -> None:
        self.chosen.append(name)

    def offered(self, language: str) -> tuple[OfferedVoice, ...]:
        return (OfferedVoice("held", f"{language}-gb"),)

    def take_faults(self) -> tuple[str, ...]:
        faults, self.faults = tuple(self.faults), []
        return faults

    def speak(self, clause: str, language: str) -> Iterator[SpokenPiece]:
        for at, word in enumerate(clause.split()):
            self._free.acquire()
            if self.error is not None:
                raise self.error
            yield SpokenPiece(np.full(RATE // 2, 0.1, np.float32), (SpokenWord(word, 0.5 * at),))


class LoneVoice:
    """Stands for itself alone."""

    name = "lone"

    def speak(self, clause: str, language: str) -> Iterator[SpokenPiece]:
        return iter(())


def test_only_a_voice_that_stands_for_several_offers_some() -> None:
    assert offered_by(HeldVoice())("en") == (OfferedVoice("held", "en-gb"),)
    assert offered_by(LoneVoice())("en") == ()


class Rig:
    def __init__(self) -> None:
        self.line, self.voice, self.worker = Playout(), HeldVoice(), Worker("voice")
        self.mouth = Mouth(self.line)
        self.failures: list[str] = []
        self.settings = SettingsStore()
        self.voicing = Voicing(
            self.mouth, self.voice, self.worker, LiveTime(self.line), self.failures.append, settings=self.settings
        )

    def say(self, *clauses: str) -> Statement:
        statement = Statement(SpeechKind.RESPONSE, deque(clauses), 0.0)
        self.mouth.say(statement, 0.0)
        return statement

    async def piece(self) -> None:
        """Lets the voice make one piece, and waits until it is on the line or given up."""
        before = self.line.end, len(self.failures)
        task = self.voicing._task
        self.voice.let()
        await until(lambda: (self.line.end, len(self.failures)) != before or task is None or task.done())

    async def done(self) -> None:
        """Waits until nothing is wanted of the voice."""
        task = self.voicing._task
        assert task is not None
        await asyncio.wait([task])

    def at(self, seconds: float) -> list[Speech]:
        """Plays on; the speeches that have ended by then."""
        self.line.advance(round(seconds * RATE))
        return self.mouth.ended(self.line.position())


def run(story: Callable[[Rig], object]) -> None:
    async def whole() -> None:
        rig = Rig()
        try:
            await story(rig)  # type: ignore[misc]
        finally:
            for _ in range(20):
                rig.voice.let()
            await rig.voicing.close()
            rig.worker.close()

    asyncio.run(whole())


def test_the_loop_does_not_wait_and_a_late_piece_leaves_a_gap() -> None:
    async def story(rig: Rig) -> None:
        rig.say("one two")
        await rig.voicing.keep_up(0.0)
        assert rig.line.end == 0
        await rig.piece()
        assert rig.at(0.8) == []  # the second word is still being made
        assert rig.mouth.state(round(0.8 * RATE)).more_to_come
        await rig.piece()
        await rig.done()
        (speech,) = rig.at(1.4)
        assert (speech.text, speech.start, speech.end) == ("one two", 0.0, pytest.approx(1.3))
        assert not rig.line.played(round(0.52 * RATE), round(0.78 * RATE)).any()

    run(story)


def test_what_is_stopped_while_it_is_made_is_not_placed_and_stays_to_be_said() -> None:
    async def story(rig: Rig) -> None:
        statement = rig.say("one two", "three")
        await rig.voicing.keep_up(0.0)
        await rig.piece()
        rig.line.advance(round(0.2 * RATE))
        stopped = rig.mouth.stop(round(0.2 * RATE))
        assert stopped is not None
        assert list(statement.clauses) == ["one two", "three"]
        end = rig.line.end
        await rig.piece()
        assert rig.line.end == end

    run(story)


def test_another_statement_begins_after_the_clause_that_is_being_made() -> None:
    async def story(rig: Rig) -> None:
        rig.say("one two", "three")
        await rig.voicing.keep_up(0.0)
        await rig.piece()
        rig.say("alarm")
        assert rig.at(0.5) == []
        for _ in range(2):
            await rig.piece()
        (first,) = rig.at(1.1)
        assert first.text == "one two"
        await rig.voicing.keep_up(0.0)
        await rig.piece()
        await rig.done()
        assert [speech.text for speech in rig.at(3.5)] == ["alarm", "three"]

    run(story)


def test_a_failing_voice_is_told_and_a_crash_ends_the_session() -> None:
    async def story(rig: Rig) -> None:
        statement = rig.say("one", "two")
        rig.voice.error = DuologueError("voice.failed", "It cannot.")
        await rig.voicing.keep_up(0.0)
        await rig.piece()
        assert rig.failures == ["It cannot."]
        rig.voice.error = ZeroDivisionError()  # type: ignore[assignment]
        rig.voice.let()
        task = rig.voicing._task
        assert task is not None
        await asyncio.wait([task])
        assert list(statement.clauses) == ["two"]
        with pytest.raises(ZeroDivisionError):
            await rig.voicing.keep_up(0.0)

    run(story)


def test_what_the_voice_got_over_is_told_and_the_clause_is_said() -> None:
    async def story(rig: Rig) -> None:
        rig.voice.faults = ["The first voice broke."]
        rig.say("one")
        await rig.voicing.keep_up(0.0)
        await rig.piece()
        rig.voice.let()
        await rig.done()
        assert rig.failures == ["The first voice broke."]
        assert rig.line.end > 0

    run(story)


def test_the_voice_of_the_settings_is_taken_also_while_the_session_runs() -> None:
    async def story(rig: Rig) -> None:
        assert rig.voice.chosen == [""]
        rig.settings.set(voice="joe")
        assert rig.voice.chosen == ["", "joe"]

    run(story)
