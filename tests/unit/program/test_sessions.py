import asyncio
import time
from collections.abc import Callable
from typing import Any

import pytest

from duologue.audio import devices
from duologue.audio.echo.gauge import EchoReport, EchoState
from duologue.core.commands import Mute, Stop, TypeText
from duologue.core.devices import Microphone
from duologue.core.errors import DeviceError
from duologue.core.events import Event, Step
from duologue.core.meters import Echo, Hearing
from duologue.core.notices import Notice, NoticeWithdrawn
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.program import sessions
from duologue.session.live import LiveSession
from duologue.session.stream import EventStream
from helpers.fake_portaudio import FakePortAudio, device
from helpers.playbook import BUNDLE, FakeModel, FakeVoice
from helpers.waiting import until

FAINT = 0.005
"""Level of what the echo canceller makes of silence beside the start sound."""
HEADSET = device("Headset", inputs=1, outputs=2)


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[FakePortAudio], FakePortAudio]:
    """Has the program find these sound devices."""

    def use(backend: FakePortAudio) -> FakePortAudio:
        for module in ("duologue.audio.devices", "duologue.audio.recovery"):
            monkeypatch.setattr(f"{module}.load_portaudio", lambda: backend)
        return backend

    return use


@pytest.fixture
def loaded() -> sessions.LoadedModel:
    return sessions.LoadedModel(FakeModel({}), FakeVoice(), BUNDLE, fallback="No GPU was found.")


def test_a_machine_with_a_microphone_has_no_reason_to_play_the_sample(use) -> None:
    use(FakePortAudio([HEADSET], default=(0, 0)))
    assert sessions.why_no_microphone(Settings()) == ""


def test_a_machine_without_one_says_so(use) -> None:
    use(FakePortAudio([device("Speaker", outputs=2)], default=(-1, 0)))
    assert sessions.why_no_microphone(Settings()) == "No microphone was found."


def test_a_machine_without_portaudio_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise DeviceError("device.portaudio", "Install it.")

    monkeypatch.setattr(devices, "load_portaudio", missing)
    assert sessions.why_no_microphone(Settings()) == "Install it."


async def first_micro_turns(session: LiveSession, events: list[Event], steps: int = 3) -> None:
    """Lets a session run for so many micro-turns."""

    async def stop() -> None:
        await until(lambda: sum(isinstance(event, Step) for event in events) >= steps)
        session.command(Stop())

    await asyncio.gather(session.run(), stop())


def messages(events: list[Event]) -> list[str]:
    return [event.message for event in events if isinstance(event, Notice)]


def test_a_named_microphone_that_is_not_there_is_no_reason_for_the_sample(use) -> None:
    use(FakePortAudio([device("Speaker", outputs=2)], default=(-1, 0)))
    assert sessions.why_no_microphone(Settings(microphone="Podium")) == ""


@pytest.mark.parametrize(
    ("devices", "told"),
    [
        ([device("Speaker", outputs=2)], ["No microphone was found. You can type."]),
        ([device("Microphone", inputs=1)], ["No speaker was found. You can read what is said."]),
        ([], ["No microphone was found. You can type.", "No speaker was found. You can read what is said."]),
    ],
)
def test_without_a_microphone_or_a_speaker_it_is_told_and_the_session_runs(use, loaded, devices, told) -> None:
    use(FakePortAudio(devices, default=(-1, -1)))
    events: list[Event] = []
    session = sessions.open_live(loaded, SettingsStore(), EventStream(events.append))
    assert messages(events) == told
    possible = told[0].startswith("No speaker")
    assert [event.possible for event in events if isinstance(event, Hearing)] == [possible]
    if not possible:
        asyncio.run(answered(session, loaded.model, events))
    else:
        session.command(Stop())
        asyncio.run(session.run())


async def answered(session: LiveSession, model: FakeModel, events: list[Event]) -> None:
    """Two lines are typed one after the other, and reach the model in this order at the pace of the clock."""
    began = time.perf_counter()
    for text in ("train times", "remember that my car is on level 3"):
        session.command(TypeText(text))
    await first_micro_turns(session, events)
    assert time.perf_counter() - began > 0.5
    typed = [event.text for turn in model.turns for event in turn.events]
    assert typed == ["train times", "remember that my car is on level 3"]
    assert max(float(abs(turn.mic).max()) for turn in model.turns) < FAINT


def test_without_portaudio_one_can_type_as_well(monkeypatch: pytest.MonkeyPatch, loaded) -> None:
    def missing() -> None:
        raise DeviceError("device.portaudio", "Install it.")

    monkeypatch.setattr("duologue.audio.recovery.load_portaudio", missing)
    events: list[Event] = []
    session = sessions.open_live(loaded, SettingsStore(), EventStream(events.append))
    assert set(messages(events)) == {"Install it."}
    asyncio.run(answered(session, loaded.model, events))


def test_a_line_that_is_typed_while_the_microphone_is_off_reaches_the_model(use, loaded) -> None:
    use(FakePortAudio([], default=(-1, -1)))
    events: list[Event] = []
    session = sessions.open_live(loaded, SettingsStore(), EventStream(events.append))
    session.command(Mute(on=True))
    asyncio.run(answered(session, loaded.model, events))
    assert all(turn.muted for turn in loaded.model.turns)


def test_an_echo_that_is_too_strong_is_told_with_what_to_do(use, loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    use(FakePortAudio([HEADSET], default=(0, 0)))
    tells: list[Callable[[float, EchoReport], None]] = []

    def microphone(
        inner: Microphone, _speaker: object, _canceller: object, tell: Callable, _gaps: object
    ) -> Microphone:
        tells.append(tell)
        return inner

    monkeypatch.setattr("duologue.audio.echo.microphone.EchoFreeMicrophone", microphone)
    events: list[Event] = []
    session = sessions.open_live(loaded, SettingsStore(), EventStream(events.append))
    events.clear()
    tells[0](2.0, EchoReport(EchoState.CANCELLED, 30))
    assert events == [Echo(2.0, "cancelled", 30)]
    tells[0](9.0, EchoReport(EchoState.TOO_STRONG))
    assert events[1] == Echo(9.0, "too strong")
    assert isinstance(events[2], Notice)
    assert "not heard" in events[2].message
    assert "headphones" in events[2].action
    tells[0](11.0, EchoReport(EchoState.CANCELLED, 20))
    assert events[3:] == [Echo(11.0, "cancelled", 20), NoticeWithdrawn(11.0, events[2].message)]
    session.command(Stop())
    asyncio.run(session.run())


def test_what_the_user_settled_about_the_internet_reaches_the_session(
    use, loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(FakePortAudio([HEADSET], default=(0, 0)))
    given: dict[str, object] = {}

    class Session(LiveSession):
        def __init__(self, **options: Any) -> None:
            given.update(options)
            super().__init__(**options)

    monkeypatch.setattr("duologue.session.live.LiveSession", Session)
    settings = SettingsStore(Settings(web="on", place="Oslo", searxng="http://localhost:8888"))
    session = sessions.open_live(loaded, settings, EventStream())
    assert given["settings"] is settings
    assert not session._toolbox._tools["web.search"].online
    session.command(Stop())
    asyncio.run(session.run())


def test_another_microphone_in_the_settings_is_used_while_the_session_runs(use, loaded) -> None:
    use(FakePortAudio([HEADSET, device("Webcam", inputs=1)], default=(0, 0)))
    settings, used = SettingsStore(), []
    session = sessions.open_live(loaded, settings, EventStream())
    microphone = session._devices[0]._microphone
    microphone.use = used.append
    settings.set(microphone="Webcam", theme="dark")
    assert used == ["Webcam"]
    session.command(Stop())
    asyncio.run(session.run())
    settings.set(microphone="Headset")
    assert used == ["Webcam"], "a session that is over still follows the settings"
