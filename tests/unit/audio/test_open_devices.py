"""Both devices together, where PortAudio must be started again to see a new one."""

import asyncio
from collections.abc import Callable

import pytest

from duologue.audio.recovery import LastingMicrophone, LastingSpeaker, open_devices
from helpers.fake_portaudio import FakePortAudio, device
from helpers.waiting import until

MIC, BOX, USB = device("Mic", inputs=1), device("Box", outputs=1), device("USB", inputs=1)


def moving(
    microphone: LastingMicrophone, speaker: LastingSpeaker
) -> Callable[[Callable[[], bool]], Callable[[], bool]]:
    """Has what a session does once a micro-turn done with every look at a condition."""

    def with_(condition: Callable[[], bool]) -> Callable[[], bool]:
        def look() -> bool:
            microphone._change()
            speaker.poll()
            return condition()

        return look

    return with_


def test_a_remembered_microphone_that_is_plugged_in_is_taken_and_the_speaker_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cards = ["one"]
    monkeypatch.setattr("platform.system", lambda: "Linux")
    monkeypatch.setattr("duologue.audio.host._cards", lambda: cards[0])
    monkeypatch.setattr("duologue.audio.host.PROBE_S", 0.0)
    monkeypatch.setattr("duologue.audio.supervisor.LOOK_S", 0.0)
    backend, told = FakePortAudio([MIC, BOX]), list[str]()
    microphone, speaker = open_devices("USB", "", lambda _, __, what, ___: told.append(what), backend=backend)
    look = moving(microphone, speaker)

    async def session() -> None:
        first = list(backend.streams)
        await until(look(lambda: "is used until it is there" in told[0]))
        backend.connected, cards[0] = [MIC, BOX, USB], "two"
        await until(look(lambda: len(told) == 2))
        await until(look(lambda: speaker._supervisor.stream is not None))
        assert all(stream.closed for stream in first)

    try:
        asyncio.run(session())
        assert told[1] == "The microphone is 'USB' now."
        assert backend.starts == 1
        assert sorted(stream.device for stream in backend.streams if not stream.closed) == [1, 2]
        assert len(told) == 2, "that the speaker was opened anew is not told"
    finally:
        speaker.close()
        microphone.close()


def test_a_microphone_that_is_plugged_in_later_is_taken_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.system", lambda: "Linux")
    monkeypatch.setattr("duologue.audio.host._cards", lambda: "")
    monkeypatch.setattr("duologue.audio.supervisor.LOOK_S", 0.0)
    backend, told, withdrawn = FakePortAudio([]), list[str](), list[str]()
    microphone, speaker = open_devices("", "", lambda _, __, what, ___: told.append(what), withdrawn.append, backend)
    there: list[bool] = []
    microphone.on_change = there.append

    async def session() -> None:
        backend.connected = [MIC]
        await until(lambda: bool(there))
        microphone.close()

    async def hear() -> None:
        while await microphone.read() is not None:
            pass

    async def both() -> None:
        await asyncio.gather(hear(), session())

    try:
        asyncio.run(both())
        assert there == [True]
        assert told[0] == "No microphone was found. You can type."
        assert "The microphone is 'Mic' now." in told
        assert withdrawn == ["No microphone was found. You can type."]
    finally:
        speaker.close()
        microphone.close()
