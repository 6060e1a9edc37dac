"""Listing sound devices."""

import importlib

import pytest

from duologue.audio.devices import Device, list_devices, load_portaudio, refused
from duologue.audio.pulse import Endpoint
from duologue.core.errors import DeviceError
from helpers.fake_portaudio import FakePortAudio, PortAudioError, device

DEVICES = [
    device("Speakers (Realtek)", outputs=2),
    device("USB Headset", inputs=1, outputs=2, hostapi=1),
    device("USB Headset", inputs=1, outputs=2, rate_hz=44100),
    device("Webcam", inputs=2, rate_hz=32000),
    device("Dead", inputs=2, rate_hz=0),
]


def test_the_default_comes_first_and_each_name_once():
    backend = FakePortAudio(DEVICES, default=(3, 0))
    assert [device.name for device in list_devices("input", backend)] == ["Webcam", "USB Headset"]
    assert [device.name for device in list_devices("output", backend)] == ["Speakers (Realtek)", "USB Headset"]


def test_of_devices_with_one_name_the_default_system_s_is_taken():
    backend = FakePortAudio(DEVICES, default=(3, 0))
    assert list_devices("input", backend)[1].rate_hz == 44100


def test_a_failing_sound_system_is_one_clear_sentence(monkeypatch):
    backend = FakePortAudio(DEVICES)

    def fail():
        raise PortAudioError("PortAudio not initialized")

    monkeypatch.setattr(backend, "query_devices", fail)
    with pytest.raises(DeviceError, match="cannot be listed: PortAudio not initialized"):
        list_devices("input", backend)


def test_without_portaudio_a_sentence_says_what_to_install(monkeypatch):
    def missing(name):
        raise OSError("PortAudio library not found")

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(DeviceError, match="install it") as caught:
        load_portaudio()
    assert caught.value.code == "device.portaudio"


def test_where_there_is_a_sound_server_its_sources_are_the_devices(monkeypatch):
    usb = Endpoint("alsa_input.usb-Blue", "Blue Yeti", 44100, 1)
    monkeypatch.setattr("duologue.audio.devices.endpoints", lambda direction: [usb] if direction == "input" else None)
    backend = FakePortAudio([device("hw:0", inputs=2, outputs=2), device("pulse", inputs=32, outputs=32)])
    assert list_devices("input", backend) == [Device(1, "Blue Yeti", 44100, 1, "alsa_input.usb-Blue")]
    assert list_devices("input", backend)[0].identity == "alsa_input.usb-Blue"
    assert [device.name for device in list_devices("output", backend)] == ["pulse", "hw:0"], "no server after all"


@pytest.mark.parametrize(
    ("reason", "code", "advice"),
    [
        ("Device unavailable", "device.busy", "Another program may be using it"),
        ("Unanticipated host error: Permission denied", "device.permission", "group 'audio'"),
        ("Invalid sample rate", "device.rate", "Set another sample rate"),
        ("Something else", "device.open", "choose another device"),
    ],
)
def test_a_device_that_refuses_says_what_to_do(reason, code, advice, monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    error = refused("input", Device(0, "Webcam", 48000, 1), "opened", PortAudioError(reason))
    assert error.code == code
    assert error.message.startswith(f"The microphone 'Webcam' cannot be opened: {reason}. ")
    assert advice in error.message
