"""Sound devices that come and go on a real sound system (PulseAudio), while a session listens and speaks."""

import asyncio
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from duologue.audio.recovery import LastingMicrophone, LastingSpeaker, open_devices
from helpers.sound_server import SoundServer, running_sound_server
from helpers.waiting import until

pytestmark = pytest.mark.xdist_group("sound system")

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
        self.microphone, self.speaker = open_devices(
            microphone, speaker, lambda _, __, what, ___: self.told.append(what)
        )

    async def until(self, happened: Callable[[np.ndarray], bool]) -> None:
        """Listens on until something has happened; a session never waits for more than its micro-turn."""
        for _ in range(MANY):
            block = await self.microphone.read()
            assert block is not None
            self.speaker.position()
            if happened(block):
                return
        pytest.fail(f"it did not happen; told: {self.told}")

    def say(self, seconds: float) -> None:
        tone = 0.3 * np.sin(2 * np.pi * 440 * np.arange(round(24000 * seconds)) / 24000)
        self.speaker.cut(self.speaker.position(), 0)
        self.speaker.play(self.speaker.position(), tone.astype(np.float32))

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


def test_a_speaker_that_is_pulled_out_is_replaced_and_taken_again(server: SoundServer) -> None:
    usb = ("load-module", "module-null-sink", "sink_name=usb")
    pulled = server.pactl(*usb).strip()
    server.pactl("load-module", "module-loopback", "source=spk.monitor", "sink=vmic", "latency_msec=20")

    async def session() -> None:
        talk = Talk(speaker="usb")
        try:
            await talk.until(lambda block: True)
            server.pactl("unload-module", pulled)
            await talk.until(talk.heard_of("speaker", "was lost", "until it is back"))
            talk.say(5.0)
            await talk.until(loud)
            server.pactl(*usb)
            await talk.until(talk.heard_of("speaker is", "now"))
            await talk.until(lambda block: not loud(block))
            server.pactl("load-module", "module-loopback", "source=usb.monitor", "sink=vmic", "latency_msec=20")
            talk.say(5.0)
            await talk.until(loud)
        finally:
            talk.close()

    asyncio.run(session())


@pytest.mark.parametrize("end", [SoundServer.stop, SoundServer.kill])
def test_the_sound_server_may_start_again(
    end: Callable[[SoundServer], None], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("pulse")

    async def session() -> None:
        with running_sound_server(folder, monkeypatch) as first:
            talk = Talk()
            await talk.until(lambda block: True)
            end(first)
            await talk.until(lambda _: talk.microphone._supervisor.stream is None)
            await talk.until(talk.heard_of("microphone", "cannot"))
        try:
            with running_sound_server(folder, monkeypatch, list_afresh=False) as second:
                hum(second, "vmic")
                await talk.until(loud)
                talk.say(1.0)
                await talk.until(lambda _: talk.speaker._supervisor.stream is not None)
        finally:
            talk.close()

    asyncio.run(session())


def test_without_a_microphone_the_session_goes_on_in_silence_until_there_is_one(server: SoundServer) -> None:
    modules = dict(line.split("\t")[1::-1] for line in server.pactl("list", "short", "modules").splitlines())

    async def session() -> None:
        talk = Talk()
        try:
            await talk.until(lambda block: True)
            server.pactl("unload-module", modules["module-remap-source"])
            await talk.until(talk.heard_of("No microphone was found"))
            await talk.until(lambda _: talk.microphone._supervisor.stream is None)
            hum(server, "spk")  # a sound server may join a stream without a source to what the speaker plays
            before_s = talk.microphone.now_s()
            await talk.until(lambda block: talk.microphone.now_s() > before_s + 2.0 and not block.any())
            server.pactl("load-module", "module-remap-source", "source_name=mic", "master=vmic.monitor")
            hum(server, "vmic")
            await talk.until(loud)
        finally:
            talk.close()

    asyncio.run(session())


def test_a_sound_system_that_stood_still_is_taken_up_again(server: SoundServer) -> None:
    async def session() -> None:
        talk = Talk()
        try:
            await talk.until(lambda block: True)
            with server.standing_still():
                await talk.until(lambda _: talk.microphone._supervisor.stream is None)
                before_s = talk.microphone.now_s()
                await talk.until(lambda block: talk.microphone.now_s() > before_s + 1.0 and not block.any())
            hum(server, "vmic")
            await talk.until(loud)
        finally:
            talk.close()

    asyncio.run(session())


def test_another_device_is_taken_while_the_session_goes_on(server: SoundServer) -> None:
    server.pactl("load-module", "module-null-sink", "sink_name=usb", "rate=44100")
    server.pactl("load-module", "module-remap-source", "source_name=usbmic", "master=usb.monitor")

    async def session() -> None:
        talk = Talk()
        try:
            hum(server, "usb")
            await talk.until(lambda block: not loud(block))
            talk.microphone.use("usbmic")
            await talk.until(loud)
            talk.microphone.use("mic")
            await talk.until(lambda block: not loud(block))
            assert not any("lost" in told for told in talk.told)
        finally:
            talk.close()

    asyncio.run(session())


def test_first_syllables_said_before_the_session_listens_are_heard(server: SoundServer) -> None:
    """The devices are open before the session asks for its first micro-turn, which a slow start may delay."""
    talk = Talk()

    async def session() -> None:
        try:
            module = hum(server, "vmic")
            await until(lambda: talk.microphone.now_s() > 1.5)
            server.pactl("unload-module", module)
            heard = [await talk.microphone.read() for _ in range(25)]
            assert any(block is not None and loud(block) for block in heard), "said a second before the first read"
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
