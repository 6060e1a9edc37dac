"""Listing and choosing sound devices."""

import importlib

import pytest

from duologue.audio.devices import choose_device, input_devices, load_portaudio, output_devices
from duologue.core.errors import EXIT_FAILED, DeviceError
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
    assert input_devices(backend) == ["Webcam", "USB Headset"]
    assert output_devices(backend) == ["Speakers (Realtek)", "USB Headset"]


def test_of_devices_with_one_name_the_default_system_s_is_taken():
    backend = FakePortAudio(DEVICES, default=(3, 0))
    assert choose_device("input", "USB Headset", backend).rate_hz == 44100


def test_a_part_of_the_name_is_enough_if_only_one_fits():
    backend = FakePortAudio(DEVICES, default=(-1, -1))
    assert choose_device("input", "webc", backend).index == 3
    assert choose_device("output", "", backend).name == "Speakers (Realtek)"
    with pytest.raises(DeviceError, match="More than one microphone fits 'e'"):
        choose_device("input", "e", backend)


def test_an_unknown_name_says_what_there_is():
    with pytest.raises(DeviceError, match="no speaker 'Tannoy'; there are: 'Speakers") as caught:
        choose_device("output", "Tannoy", FakePortAudio(DEVICES, default=(3, 0)))
    assert caught.value.exit_status == EXIT_FAILED


def test_no_device_at_all_is_one_clear_sentence():
    with pytest.raises(DeviceError, match="No microphone was found"):
        choose_device("input", "", FakePortAudio([]))


def test_a_failing_sound_system_is_one_clear_sentence(monkeypatch):
    backend = FakePortAudio(DEVICES)

    def fail():
        raise PortAudioError("PortAudio not initialized")

    monkeypatch.setattr(backend, "query_devices", fail)
    with pytest.raises(DeviceError, match="cannot be listed: PortAudio not initialized"):
        input_devices(backend)


def test_without_portaudio_a_sentence_says_what_to_install(monkeypatch):
    def missing(name):
        raise OSError("PortAudio library not found")

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(DeviceError, match="install it") as caught:
        load_portaudio()
    assert caught.value.code == "device.portaudio"
