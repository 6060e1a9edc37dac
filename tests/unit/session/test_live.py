"""The same session on devices: here made up, moving with each micro-turn that is read."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from duologue.audio.playout import Playout
from duologue.core.commands import ChangeSettings, Mute, Stop, TypeText
from duologue.core.devices import CameraReport, CameraState
from duologue.core.errors import BundleError, DeviceError
from duologue.core.events import Event, Failure, Panel, SessionEnded, SessionStarted, SettingsChanged, Speech, Step
from duologue.core.meters import Meter
from duologue.core.microturn import Act, Frame, Samples
from duologue.core.notices import Notice
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.core.timing import MIC_SAMPLES, SPEAKER_SAMPLES
from duologue.session.live import LiveSession
from duologue.session.stream import EventStream
from duologue.session.voicing import Voicing
from duologue.tools.base import Answer, Tool
from duologue.tools.registry import Toolbox
from duologue.tools.store import Store
from helpers.playbook import BUNDLE, FakeModel, FakeVoice, calls, cue, heard
from helpers.waiting import until

LATENCY = 1_920
"""Samples between what the line has reached and what can still be changed (80 ms)."""


class Speaker(Playout):
    """A line that moves on with the microphone."""

    closed = False

    def close(self) -> None:
        self.closed = True


class Microphone:
    """Delivers sound for so many micro-turns and moves the speaker along; then ends, or is lost.

    events: of the session, which has done with each micro-turn before the next one comes.
    """

    def __init__(self, speaker: Speaker, micro_turns: int, events: list[Event], *, lost: bool = False) -> None:
        self._speaker, self._left, self._lost, self._events = speaker, micro_turns, lost, events
        self._read = 0
        self.voicing: Voicing | None = None
        self.overruns = 3
        self.closed = False

    async def read(self) -> Samples | None:
        await until(lambda: sum(isinstance(event, Meter) for event in self._events) >= self._read)
        if self._read == self._left:
            if self._lost:
                raise DeviceError("device.lost", "The microphone was lost.")
            return None
        if self.voicing is not None and (task := self.voicing._task) is not None:
            await asyncio.wait([task])  # a real microphone leaves it the time
        self._read += 1
        self._speaker.advance(self._read * SPEAKER_SAMPLES + LATENCY)
        return np.full(MIC_SAMPLES, 0.1, np.float32)

    def now_s(self) -> float:
        return self._read * 0.2

    def close(self) -> None:
        self.closed = True


def build(
    script: dict[int, object],
    micro_turns: int,
    *,
    lost: bool = False,
    settings: SettingsStore | None = None,
    **options: Any,
) -> tuple[LiveSession, list[Event], object]:
    events: list[Event] = []
    speaker = Speaker()
    microphone = Microphone(speaker, micro_turns, events, lost=lost)
    session = LiveSession(
        model=FakeModel(script),  # type: ignore[arg-type]
        voice=FakeVoice(),
        bundle=BUNDLE,
        microphone=microphone,
        speaker=speaker,
        events=EventStream(events.append),
        settings=settings or SettingsStore(),
        notices=(Notice(0.0, "info", "No GPU was found; the model runs on the CPU."),),
        **options,
    )
    microphone.voicing = session._session._voicing
    return session, events, (microphone, speaker)


def test_a_session_on_devices_answers_at_the_speakers_position() -> None:
    session, events, (microphone, speaker) = build({3: cue(Act.RESPOND, heard("hello", 0.1))}, 15)
    asyncio.run(session.prepare())
    asyncio.run(session.run())
    assert isinstance(events[0], SessionStarted)
    assert isinstance(events[1], Notice)
    (speech,) = [event for event in events if isinstance(event, Speech)]
    assert speech.start == pytest.approx(0.8 + LATENCY / 24_000, abs=0.011)
    end = events[-1]
    assert isinstance(end, SessionEnded)
    assert end.t == pytest.approx(3.0 + LATENCY / 24_000)
    assert [event.dropped for event in events if isinstance(event, Meter)] == [3] * 15
    assert microphone.closed
    assert speaker.closed


class Webcam:
    """Shows the same picture until it is closed."""

    report = CameraReport(CameraState.ON)
    closed = False

    def newest(self, t_s: float) -> Frame | None:
        return None if t_s < 0.5 else Frame(0, np.zeros((48, 64, 3), np.uint8), 0.5)

    def close(self) -> None:
        self.closed = True


def test_a_session_sees_with_its_camera_and_closes_it_at_the_end() -> None:
    camera = Webcam()
    session, _, _ = build({}, 5, camera=camera)
    asyncio.run(session.run())
    model: Any = session._session._parts.model
    assert [turn.frame is not None for turn in model.turns] == [False, False, True, True, True]
    assert camera.closed


def test_a_stop_and_other_commands_reach_it() -> None:
    session, events, _ = build({}, 1000)
    session.command(Mute(True))
    session.command(TypeText("hello"))
    session.command(Stop())
    asyncio.run(session.run())
    assert isinstance(events[-1], SessionEnded)


def test_a_lost_device_ends_it_with_its_sentence_and_closes_the_others() -> None:
    session, events, (microphone, speaker) = build({}, 4, lost=True)
    with pytest.raises(DeviceError, match="microphone was lost"):
        asyncio.run(session.run())
    assert events[-1].message == "The microphone was lost."  # type: ignore[union-attr]
    assert microphone.closed
    assert speaker.closed


def test_a_session_that_cannot_be_prepared_lets_its_devices_go(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail() -> None:
        raise BundleError("bundle.broken", "The model does not work.")

    session, _, (microphone, speaker) = build({}, 4)
    monkeypatch.setattr(session._session, "prepare", fail)
    with pytest.raises(BundleError):
        asyncio.run(session.prepare())
    assert microphone.closed
    assert speaker.closed


@pytest.mark.parametrize("on", [True, False])
def test_a_chime_is_played_and_is_no_speech(on: bool) -> None:
    played: list[bool] = []
    session, events, _ = build({}, 6, chime=played.append)
    session.command(Mute(not on))
    session.command(Mute(on, tone=True))
    asyncio.run(session.run())
    assert played == [on]
    assert [event.muted for event in events if isinstance(event, Meter)] == [on] * 6
    assert not [event for event in events if isinstance(event, Speech)]


def test_without_a_tone_nothing_is_played() -> None:
    session, events, _ = build({}, 2, chime=lambda *_: pytest.fail("it was played"))
    session.command(Mute(True))
    asyncio.run(session.run())
    assert [event.muted for event in events if isinstance(event, Meter)] == [True, True]


def test_what_is_settled_about_the_internet_reaches_the_tools() -> None:
    settings = SettingsStore()
    session, events, _ = build({}, 4, settings=settings)
    settings.set(web="off", theme="dark", window="somewhere")
    assert not session._toolbox._tools["web.search"].online
    session.command(ChangeSettings({"web": "ask", "consent": "deny"}))
    session.command(ChangeSettings({"web": "perhaps"}))
    asyncio.run(session.run())
    assert session._toolbox._tools["web.search"].online
    assert session._toolbox._consent.policy == "deny"
    changed = [event for event in events if isinstance(event, SettingsChanged)]
    assert [event.changes for event in changed] == [{"web": "ask", "consent": "deny"}]
    assert [event.where for event in events if isinstance(event, Failure)] == ["settings"]
    settings.set(web="off")
    assert session._toolbox._tools["web.search"].online, "a session that is over still follows the settings"


def test_what_is_chosen_in_the_window_while_it_runs_is_an_event_of_the_session() -> None:
    settings = SettingsStore()

    def choose(event: Event) -> None:
        if isinstance(event, Step) and event.index == 2:
            settings.set(place="Oslo", window="how it stands")

    session, events, _ = build({}, 5, settings=settings)
    session._session._events._send = lambda event: (events.append(event), choose(event))
    asyncio.run(session.run())
    (changed,) = [event for event in events if isinstance(event, SettingsChanged)]
    assert changed.changes == {"place": "Oslo"}
    assert 0.6 <= changed.t <= 0.8
    assert [event.t for event in events] == sorted(event.t for event in events)


class FakeHub:
    """Brings a tool into the sessions that are attached."""

    def __init__(self) -> None:
        self.attached: list[Toolbox] = []

    def attach(self, toolbox: Toolbox) -> None:
        self.attached.append(toolbox)
        toolbox.add([Tool("bell.ring", "rings a bell", lambda _: Answer(None, "Ding."), acts=True)])

    def detach(self, toolbox: Toolbox) -> None:
        self.attached.remove(toolbox)


def test_tools_of_servers_are_offered_from_the_first_micro_turn_and_the_settings_say_what_is_asked() -> None:
    hub = FakeHub()
    script = {3: cue(Act.RESPOND, heard("ring", 0.1))}
    session, events, _ = build(script, 15, hub=hub, settings=SettingsStore(Settings(consent="allow")))
    model = session._session._parts.model
    model._replies = {"ring": calls(("bell.ring", {}))}  # type: ignore[attr-defined]
    (toolbox,) = hub.attached
    asyncio.run(session.prepare())
    assert "bell.ring" in {spec.name for spec in toolbox.specs()}
    asyncio.run(session.run())
    assert [event.text for event in events if isinstance(event, Speech)] == ["Ding."]
    assert hub.attached == []


def test_timers_of_an_earlier_session_are_shown_from_the_beginning_and_can_be_cancelled(tmp_path: Path) -> None:
    before = Store(tmp_path / "kept.db")
    box = Toolbox(datetime.now().astimezone(), store=before)
    box.call("c1", "timer.start", {"seconds": 600, "label": "pasta"}, 0.0)
    before.close()
    script = {3: cue(Act.RESPOND, heard("cancel pasta", 0.1))}
    session, events, _ = build(script, 15, store=Store(tmp_path / "kept.db"))
    session._session._parts.model._replies = {"cancel pasta": calls(("timer.cancel", {}))}  # type: ignore[attr-defined]
    asyncio.run(session.prepare())
    asyncio.run(session.run())
    panels = [event.message for event in events if isinstance(event, Panel)]
    assert "pasta · 10 min" in str(panels[1])
    assert "No timers" in str(panels[-1])
    assert Store(tmp_path / "kept.db").alarms() == []
