"""What is opened to hear what the computer plays, and what is said where that cannot be."""

import sys
import threading
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from duologue.audio.computer import opening
from duologue.audio.computer.loopback import LOST, Loopback
from duologue.audio.computer.streams import of_others
from duologue.core.errors import DeviceError
from duologue.core.timing import MIC_SAMPLES
from helpers.waiting import wait_until

BROWSER = {"application.process.id": "1", "application.process.binary": "firefox"}


def test_without_a_sound_server_one_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(opening, "endpoints", lambda _: None)
    with pytest.raises(DeviceError, match="neither runs here"):
        opening.open_computer_sound(lambda: False)


def test_where_the_system_has_no_way_it_says_so(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(DeviceError, match="virtual sound device"):
        opening.open_computer_sound(lambda: False)


def test_what_this_process_plays_is_left_out(monkeypatch):
    monkeypatch.setattr("os.getpid", lambda: 7)
    assert of_others(3, BROWSER)
    assert not of_others(3, {**BROWSER, "application.process.id": "7"})


def test_what_the_server_hands_on_itself_is_not_heard_twice():
    assert not of_others(2**32 - 1, {}), "a remapped or combined sink"
    assert not of_others(3, {**BROWSER, "node.link-group": "filter-chain-1"})


def test_what_reads_the_captions_aloud_is_not_captioned():
    assert not of_others(3, {**BROWSER, "application.process.binary": "sd_espeak-ng"})
    assert not of_others(3, {**BROWSER, "media.role": "a11y"})


class Card:
    """The part of the module soundcard that is used. fails: how often its speaker cannot be listened to."""

    def __init__(self, fails: int = 0) -> None:
        self.fails, self.asked = fails, list[tuple[str, bool]]()

    def default_speaker(self) -> Any:
        return SimpleNamespace(id="speaker 1")

    def get_microphone(self, identity: str, include_loopback: bool) -> Any:
        self.asked.append((identity, include_loopback))
        if self.fails:
            self.fails -= 1
            raise RuntimeError("0x88890004")
        return SimpleNamespace(recorder=lambda **_: self)

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def record(self, count: int) -> np.ndarray:
        threading.Event().wait(0.002)
        return np.full((count, 1), 0.25)


def test_under_windows_the_speaker_is_listened_to_but_for_the_own_voice():
    speaking, card = [False], Card()
    sound = Loopback(lambda: speaking[0], backend=card)
    try:
        wait_until(lambda: bool(sound.take(MIC_SAMPLES).any()))
        assert card.asked == [("speaker 1", True)]
        speaking[0] = True
        assert not sound.take(MIC_SAMPLES).any()
    finally:
        sound.close()


def test_a_speaker_that_cannot_be_listened_to_is_told_of(monkeypatch):
    monkeypatch.setattr("duologue.audio.computer.loopback.AGAIN_S", 0.2)
    sound = Loopback(lambda: False, backend=Card(fails=1))
    try:
        wait_until(lambda: sound.problem == LOST)
        wait_until(lambda: bool(sound.take(MIC_SAMPLES).any()))
        assert sound.problem == ""
    finally:
        sound.close()
