"""What PortAudio says when it cannot open a device, on the systems there are."""

import pytest

from duologue.audio.refusals import Refusal, advice, kind_of, reason, silence_advice
from helpers.fake_portaudio import PortAudioError

HOST = "Error opening InputStream: Unanticipated host error"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (("Error opening InputStream: Device unavailable [PaErrorCode -9985]", -9985), "busy"),
        ((HOST, -9999, (0, -16, "Device or resource busy")), "busy"),
        ((HOST, -9999, (0, -13, "Permission denied")), "permission"),
        ((HOST, -9999, (2, -2004287478, "AUDCLNT_E_DEVICE_IN_USE")), "busy"),
        ((HOST, -9999, (2, -2147024891, "Access is denied.")), "permission"),
        ((HOST, -9999, (1, 560492391, "")), "busy"),
        (("Invalid sample rate", -9997), "rate"),
        ((HOST, -9999, (0, -19, "No such device")), "open"),
        ((), "open"),
    ],
)
def test_the_sound_systems_own_codes_are_understood(said: tuple[object, ...], kind: Refusal) -> None:
    assert kind_of(PortAudioError(*said)) == kind


def test_the_sound_systems_own_words_are_told() -> None:
    assert reason(PortAudioError(HOST, -9999, (0, -16, "Device or resource busy."))) == "Device or resource busy"
    assert reason(PortAudioError(HOST, -9999, (1, 5, ""))) == HOST


@pytest.mark.parametrize(
    ("platform", "words"),
    [("darwin", "System Settings, Privacy"), ("win32", "Settings, Privacy"), ("linux", "group 'audio'")],
)
def test_each_system_has_its_place_for_permissions(platform: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert words in advice("permission")
    assert ("Privacy" in silence_advice()) == (platform != "linux")
