"""PortAudio is started again when devices came or went, and never while a stream is open."""

from dataclasses import replace

import pytest

from duologue.audio.devices import Device
from duologue.audio.host import PROBE_S, RESTARTING, SoundHost, described, fresh_hardware, known_hardware
from duologue.audio.live import LiveMicrophone
from duologue.audio.recovery import _at_a_rate_it_takes
from duologue.core.errors import DeviceError
from helpers.fake_portaudio import FakePortAudio, FakeTime, device
from helpers.sound_server import list_devices_afresh

pytestmark = pytest.mark.xdist_group("sound system")

MIC, USB = device("Mic", inputs=1), device("USB", inputs=1)


class Rig:
    """A host, and what is really connected."""

    def __init__(self) -> None:
        self.time, self.backend = FakeTime(), FakePortAudio([MIC], default=(0, -1))
        self.connected = [MIC]
        self.host = SoundHost(
            self.backend, known=described, fresh=lambda: described(FakePortAudio(self.connected, default=(0, -1))),
            now=self.time,
        )  # fmt: skip

    def plug(self, *connected: dict[str, object]) -> None:
        self.connected = self.backend.connected = list(connected)
        self.time.now_s += PROBE_S

    def names(self) -> list[str]:
        return [found.name for found in self.host.devices("input")]

    def open(self, device: Device) -> LiveMicrophone:
        return LiveMicrophone(device, backend=self.backend, now=self.time)


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_as_long_as_nothing_changes_nothing_is_started_again(rig: Rig) -> None:
    stream = rig.host.open(rig.open, rig.host.devices("input")[0])
    rig.time.now_s += PROBE_S
    assert rig.names() == ["Mic"]
    assert rig.backend.starts == 0
    stream.close()


def test_a_new_device_is_listed_once_everybody_has_let_go(rig: Rig) -> None:
    stream = rig.host.open(rig.open, rig.host.devices("input")[0])
    rig.plug(MIC, USB)
    with pytest.raises(DeviceError) as not_now:
        rig.names()
    assert not_now.value.code == RESTARTING
    assert rig.host.restarting
    with pytest.raises(DeviceError):
        rig.host.open(rig.open, Device(0, "Mic", 48000, 1))
    assert rig.backend.starts == 0
    rig.host.close(stream)
    assert rig.names() == ["Mic", "USB"]
    assert rig.backend.starts == 1
    assert not rig.host.restarting


def test_it_does_not_look_for_changes_all_the_time(rig: Rig) -> None:
    rig.plug(MIC, USB)
    rig.time.now_s -= PROBE_S / 2
    assert rig.names() == ["Mic"]


def test_after_a_stream_was_lost_devices_are_listed_afresh(rig: Rig) -> None:
    stream = rig.host.open(rig.open, rig.host.devices("input")[0])
    rig.backend.connected = [USB]
    rig.host.close(stream)
    assert rig.names() == ["USB"]
    assert rig.names() == ["USB"]
    assert rig.backend.starts == 1


def test_without_any_device_each_look_lists_afresh(rig: Rig) -> None:
    rig.backend.devices.clear()
    assert rig.names() == []
    rig.backend.connected = [MIC]
    assert rig.names() == ["Mic"]


def test_a_sound_system_that_could_not_be_started_again_is_tried_anew(rig: Rig) -> None:
    rig.backend.devices.clear()
    assert rig.names() == []
    rig.backend.startable = False
    for _ in range(2):
        with pytest.raises(DeviceError, match="cannot be started"):
            rig.names()
    rig.backend.startable, rig.backend.connected = True, [MIC]
    assert rig.names() == ["Mic"]


def test_what_cannot_be_told_changes_nothing(rig: Rig) -> None:
    rig.host._fresh = lambda: None
    rig.plug(USB)
    assert rig.names() == ["Mic"]


def test_a_refused_rate_gives_way_to_one_that_is_taken(rig: Rig) -> None:
    rig.backend.refuse = {96_000, 48_000}
    wanted = replace(rig.host.devices("input")[0], rate_hz=96_000)
    stream = _at_a_rate_it_takes(rig.host, rig.open, wanted)
    assert rig.backend.streams[-1].rate_hz == 44_100
    rig.host.close(stream)
    rig.backend.refuse = {96_000, 48_000, 44_100, 16_000}
    with pytest.raises(DeviceError, match="Set another sample rate"):
        _at_a_rate_it_takes(rig.host, rig.open, wanted)


def test_what_the_system_says_now_is_what_it_said_at_the_start() -> None:
    import sounddevice

    assert fresh_hardware() == known_hardware(sounddevice)


def test_where_another_process_must_be_asked_it_says_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sounddevice

    monkeypatch.setattr("platform.system", lambda: "Darwin")
    list_devices_afresh()  # other tests had a sound server
    assert fresh_hardware() == known_hardware(sounddevice)
