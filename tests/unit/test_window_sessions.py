import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from duologue import window_sessions
from duologue.audio import devices
from duologue.audio.echo.gauge import EchoReport, EchoState
from duologue.core.commands import Stop
from duologue.core.devices import Microphone
from duologue.core.errors import DeviceError
from duologue.core.events import Echo, Event, Notice, NoticeWithdrawn
from duologue.core.settings import Settings
from duologue.session.live import LiveSession
from duologue.tools.web.settings import WebSettings
from helpers.fake_portaudio import FakePortAudio, device
from helpers.playbook import BUNDLE, FakeModel, FakeVoice

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
def engine() -> window_sessions.Engine:
    return window_sessions.Engine(FakeModel({}), FakeVoice(), BUNDLE, fallback="No GPU was found.")


def test_a_machine_with_a_microphone_has_no_reason_to_play_the_sample(use) -> None:
    use(FakePortAudio([HEADSET], default=(0, 0)))
    assert window_sessions.why_no_microphone(Settings()) == ""


def test_a_machine_without_one_says_so(use) -> None:
    use(FakePortAudio([device("Speaker", outputs=2)], default=(-1, 0)))
    assert window_sessions.why_no_microphone(Settings()) == "No microphone was found."


def test_a_machine_without_portaudio_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise DeviceError("device.portaudio", "Install it.")

    monkeypatch.setattr(devices, "load_portaudio", missing)
    assert window_sessions.why_no_microphone(Settings()) == "Install it."


def test_a_named_microphone_that_is_not_there_is_an_error_and_no_reason_for_the_sample(use, engine) -> None:
    use(FakePortAudio([device("Speaker", outputs=2)], default=(-1, 0)))
    settings = Settings(microphone="Podium")
    assert window_sessions.why_no_microphone(settings) == ""
    with pytest.raises(DeviceError, match="No microphone"):
        window_sessions.open_live(engine, settings, lambda _: None)


def test_without_a_speaker_the_microphone_is_let_go(use, engine) -> None:
    backend = use(FakePortAudio([device("Microphone", inputs=1)], default=(0, -1)))
    with pytest.raises(DeviceError, match="No speaker"):
        window_sessions.open_live(engine, Settings(), lambda _: None)
    assert backend.streams[0].closed


def test_an_echo_that_is_too_strong_is_told_with_what_to_do(use, engine, monkeypatch: pytest.MonkeyPatch) -> None:
    use(FakePortAudio([HEADSET], default=(0, 0)))
    tells: list[Callable[[float, EchoReport], None]] = []

    def microphone(
        inner: Microphone, _speaker: object, _canceller: object, tell: Callable, _gaps: object
    ) -> Microphone:
        tells.append(tell)
        return inner

    monkeypatch.setattr("duologue.audio.echo.microphone.EchoFreeMicrophone", microphone)
    events: list[Event] = []
    session = window_sessions.open_live(engine, Settings(), events.append)
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
    use, engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(FakePortAudio([HEADSET], default=(0, 0)))
    given: dict[str, object] = {}

    class Session(LiveSession):
        def __init__(self, **options: Any) -> None:
            given.update(options)
            super().__init__(**options)

    monkeypatch.setattr("duologue.session.live.LiveSession", Session)
    settings = Settings(web="on", place="Oslo", searxng="http://localhost:8888")
    session = window_sessions.open_live(engine, settings, lambda _: None)
    assert given["web"] == WebSettings("on", "http://localhost:8888", "Oslo")
    session.command(Stop())
    asyncio.run(session.run())
