"""Sound devices that come and go on a real sound system (PulseAudio), while a session listens and speaks."""

import asyncio
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from duologue.audio.recovery import LastingMicrophone, LastingSpeaker, open_devices
from helpers.sound_server import SoundServer, running_sound_server

MANY = 200
"""Micro-turns (40 s) within which everything must have happened."""


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    # A socket's path must be short, so not below the test's own folder.
    with running_sound_server(tmp_path_factory.mktemp("pulse"), monkeypatch) as running:
        yield running


class Talk:
    """A session's devices, without the session. The microphone hears a tone from `source`, where it is fed with one."""

    def __init__(self, microphone: str = "", speaker: str = "") -> None:
        self.told: list[str] = []
        self.microphone: LastingMicrophone
        self.speaker: LastingSpeaker
        self.microphone, self.speaker = open_devices(microphone, speaker, lambda _, what, __: self.told.append(what))

    async def until(self, happened: Callable[[np.ndarray], bool]) -> None:
        """Listens on until something has happened; a session never waits for more than its micro-turn."""
        for _ in range(MANY):
            block = await self.microphone.read()
            assert block is not None
            self.speaker.position()
            if happened(block):
                return
        pytest.fail(f"it did not happen; told: {self.told}")

    def heard_of(self, *words: str) -> Callable[[np.ndarray], bool]:
        return lambda _: any(all(word in told for word in words) for told in self.told)

    def close(self) -> None:
        self.speaker.close()
        self.microphone.close()


def loud(block: np.ndarray) -> bool:
    return bool(np.abs(block).max() > 0.05)


def hum(server: SoundServer, sink: str) -> str:
    """Has a tone play to a sink; returns the module that does."""
    return server.pactl("load-module", "module-sine", f"sink={sink}", "frequency=440").strip()


def test_a_microphone_that_is_pulled_out_is_replaced_and_taken_again(server: SoundServer) -> None:
    server.pactl("load-module", "module-null-sink", "sink_name=usb")
    mic = ("load-module", "module-remap-source", "source_name=usbmic", "master=usb.monitor")
    pulled = server.pactl(*mic).strip()

    async def session() -> None:
        talk = Talk(microphone="usbmic")
        try:
            hum(server, "usb")
            await talk.until(loud)
            server.pactl("unload-module", pulled)
            await talk.until(talk.heard_of("was lost", "is used until it is back"))
            await talk.until(lambda block: not loud(block))
            server.pactl(*mic)
            await talk.until(loud)
        finally:
            talk.close()

    asyncio.run(session())


def test_a_speaker_that_is_pulled_out_is_replaced(server: SoundServer) -> None:
    pulled = server.pactl("load-module", "module-null-sink", "sink_name=usb").strip()
    server.pactl("load-module", "module-loopback", "source=spk.monitor", "sink=vmic", "latency_msec=20")

    async def session() -> None:
        talk = Talk(speaker="usb")
        try:
            await talk.until(lambda block: True)
            server.pactl("unload-module", pulled)
            await talk.until(talk.heard_of("speaker", "was lost"))
            tone = 0.3 * np.sin(2 * np.pi * 440 * np.arange(24000 * 5) / 24000)
            talk.speaker.play(talk.speaker.position(), tone.astype(np.float32))
            await talk.until(loud)
        finally:
            talk.close()

    asyncio.run(session())


def test_the_sound_server_may_start_again(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("pulse")

    async def session() -> None:
        with running_sound_server(folder, monkeypatch) as first:
            talk = Talk()
            await talk.until(lambda block: True)
            first.stop()
            await talk.until(lambda _: talk.microphone._keeper.stream is None)
        try:
            with running_sound_server(folder, monkeypatch, list_afresh=False) as second:
                hum(second, "vmic")
                await talk.until(loud)
        finally:
            talk.close()

    asyncio.run(session())


def test_the_default_is_followed_while_running(server: SoundServer) -> None:
    server.pactl("load-module", "module-null-sink", "sink_name=usb")
    server.pactl("load-module", "module-remap-source", "source_name=usbmic", "master=usb.monitor")

    async def session() -> None:
        talk = Talk()
        try:
            hum(server, "usb")
            await talk.until(lambda block: not loud(block))
            server.pactl("set-default-source", "usbmic")
            await talk.until(talk.heard_of("microphone", "system's default"))
            await talk.until(loud)
        finally:
            talk.close()

    asyncio.run(session())
