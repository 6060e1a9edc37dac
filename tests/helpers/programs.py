"""The whole program with a made-up model, used by a test as somebody would use it."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from duologue.core.microturn import Act, FloorState
from duologue.core.paths import Paths
from duologue.core.settings import Settings
from duologue.program import sessions
from duologue.program.window import Program
from helpers import script_player as script
from helpers.playbook import BUNDLE, FakeModel, FakeVoice, cue, heard

TALK = {
    5: cue(Act.HOLD, heard("what time", 0.8), floor=FloorState.SPEAKING),
    8: cue(Act.RESPOND, heard("what time is it", 0.8, final=True), floor=FloorState.YIELDING),
}


def load_fake(_settings: Settings, _paths: Paths) -> sessions.LoadedModel:
    return sessions.LoadedModel(FakeModel(TALK), FakeVoice(), BUNDLE)


def program(paths: Paths, tmp_path: Path, *, sample: bool = True, stay: bool = False, load: Any = load_fake) -> Program:
    return Program(paths, sample=sample, stay=stay, out=tmp_path / "out", load=load)


async def drive(under_test: Program, steps: Coroutine[Any, Any, None]) -> int:
    """Runs the program while somebody uses it."""
    status, _ = await asyncio.gather(under_test.run(), steps)
    return status


class LiveStandIn(script.ScriptedSession):
    """A session on devices, as the window sees it."""

    prepared = False

    async def prepare(self) -> None:
        self.prepared = True


def live_program(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, sample: bool = False
) -> tuple[Program, list[LiveStandIn]]:
    opened: list[LiveStandIn] = []

    def open_live(_loaded, _settings, events, **_options) -> LiveStandIn:
        opened.append(LiveStandIn(script.conversation(), events.send, stay=True))
        return opened[-1]

    monkeypatch.setattr(sessions, "why_no_microphone", lambda _: "")
    monkeypatch.setattr(sessions, "open_live", open_live)
    return program(paths, tmp_path, sample=sample, stay=True), opened
