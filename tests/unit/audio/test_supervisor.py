"""One device is kept open: the wanted one, another one while it is gone, none while there is none."""

from collections.abc import Iterator
from concurrent.futures import wait

import pytest

from duologue.audio.devices import Device
from duologue.audio.host import RESTARTING
from duologue.audio.supervisor import LOOK_S, StreamSupervisor
from duologue.core.errors import DeviceError
from helpers.fake_portaudio import FakeTime

HEADSET, LAPTOP, DESK = (Device(i, name, 48000, 1, f"id-{i}") for i, name in enumerate(("Headset", "Laptop", "Desk")))

NONE = "No microphone was found. You can type."


class Stream:
    def __init__(self, device: Device) -> None:
        self.device, self.closed = device, False

    def close(self) -> None:
        self.closed = True


class Rig:
    """A supervisor of microphones, the devices there are, and what the user was told."""

    def __init__(self, wanted: str, *devices: Device) -> None:
        self.devices, self.refused = list(devices), set[Device]()
        self.told: list[tuple[str, str, str]] = []
        self.time = FakeTime()
        self.broken: Exception | None = None
        self.withdrawn: list[str] = []
        self.supervisor = StreamSupervisor(
            "input",
            lambda: list(self.devices),
            self.open,
            wanted,
            lambda *told: self.told.append(told),
            withdraw=self.withdrawn.append,
            now=self.time,
        )

    def open(self, device: Device) -> Stream:
        if self.broken is not None:
            raise self.broken
        if device in self.refused:
            raise DeviceError("device.busy", f"The microphone '{device.name}' is taken.")
        return Stream(device)

    def listed_unless(self, restarting: bool) -> list[Device]:
        if restarting:
            raise DeviceError(RESTARTING, "Not now.")
        return list(self.devices)

    def look(self) -> bool:
        """Time passes, and the supervisor looks; whether it changed."""
        self.time.now_s += 100
        self.supervisor.poll()
        if self.supervisor._work is not None:
            wait([self.supervisor._work])
        return self.supervisor.poll()

    @property
    def used(self) -> Device | None:
        return self.supervisor.stream.device if self.supervisor.stream is not None else None


@pytest.fixture
def rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    rig = Rig(*getattr(request, "param", ("id-0", LAPTOP, HEADSET)))
    yield rig
    rig.supervisor.close()


def test_the_wanted_device_is_opened(rig: Rig) -> None:
    rig.supervisor.begin()
    assert rig.used == HEADSET
    assert rig.told == []
    assert not rig.look()


def test_another_one_is_used_until_the_wanted_one_is_there(rig: Rig) -> None:
    rig.devices.remove(HEADSET)
    rig.supervisor.begin()
    assert rig.used == LAPTOP
    assert "'id-0' was not found; 'Laptop' is used" in rig.told[0][1]
    rig.devices.append(HEADSET)
    laptop = rig.supervisor.stream
    assert rig.look()
    assert rig.used == HEADSET
    assert "is 'Headset' now" in rig.told[1][1]
    rig.supervisor.close()
    assert laptop is not None


def test_a_lost_device_is_replaced_and_taken_again_when_it_is_back(rig: Rig) -> None:
    rig.supervisor.begin()
    rig.devices.remove(HEADSET)
    rig.supervisor.lose()
    assert rig.used is None
    assert rig.look()
    assert rig.used == LAPTOP
    assert rig.told == [("warning", "The microphone 'Headset' was lost; 'Laptop' is used until it is back.", "")]
    assert not rig.look()
    rig.devices.append(HEADSET)
    assert rig.look()
    assert rig.used == HEADSET


def test_a_default_device_that_is_gone_was_lost_whoever_notices_first() -> None:
    rig = Rig("", HEADSET, LAPTOP)
    rig.supervisor.begin()
    rig.devices.remove(HEADSET)
    assert rig.look()
    assert rig.used == LAPTOP
    assert rig.told == [("warning", "The microphone 'Headset' was lost; 'Laptop' is used until it is back.", "")]
    rig.supervisor.close()


def test_a_driver_that_fails_in_a_way_of_its_own_is_told_and_tried_again(rig: Rig) -> None:
    rig.supervisor.begin()
    rig.devices.remove(HEADSET)
    rig.supervisor.lose()
    rig.broken = ValueError("no such card")
    assert not rig.look()
    assert rig.told == [
        ("warning", "Looking for a microphone failed (ValueError: no such card).", "Meanwhile you can type.")
    ]
    rig.broken = None
    assert rig.look()
    assert rig.used == LAPTOP


def test_a_stream_that_broke_during_a_look_is_opened_again_at_once(rig: Rig) -> None:
    rig.supervisor.begin()
    rig.time.now_s += 100
    rig.supervisor.poll()
    rig.supervisor.lose()
    wait([rig.supervisor._work])
    assert not rig.supervisor.poll()
    rig.supervisor.poll()
    assert rig.supervisor._work is not None


def test_a_stream_that_broke_is_opened_again_on_its_device(rig: Rig) -> None:
    rig.supervisor.begin()
    rig.supervisor.lose()
    assert rig.look()
    assert rig.told == [("info", "The microphone 'Headset' is back.", "")]


def test_without_any_device_the_user_is_told_once_what_to_do(rig: Rig) -> None:
    rig.supervisor.begin()
    rig.devices.clear()
    rig.supervisor.lose()
    assert not any(rig.look() for _ in range(3))
    assert len(rig.told) == 1
    level, message, action = rig.told[0]
    assert (level, message) == ("warning", NONE)
    assert action == "Connect one, or check the system's sound settings."
    rig.devices.append(LAPTOP)
    assert rig.look()
    assert rig.withdrawn == [NONE]


def test_a_stream_whose_device_is_gone_is_not_used_any_more(rig: Rig) -> None:
    rig.supervisor.begin()
    rig.devices.clear()
    assert not rig.look()
    assert rig.used is None
    assert "No microphone was found" in rig.told[0][1]


def test_a_device_that_cannot_be_opened_is_passed_over(rig: Rig) -> None:
    rig.refused.add(HEADSET)
    rig.supervisor.begin()
    assert rig.used == LAPTOP
    assert rig.told == [("warning", "The microphone 'Headset' is taken.", "'Laptop' is used meanwhile.")]
    assert not any(rig.look() for _ in range(3))
    assert len(rig.told) == 1
    rig.refused.clear()
    assert rig.look()
    assert rig.used == HEADSET


def test_a_chosen_device_that_cannot_be_opened_is_told_of_and_the_other_one_stays(rig: Rig) -> None:
    rig.supervisor.begin()
    rig.refused.add(LAPTOP)
    rig.supervisor.want("id-1")
    assert not rig.look()
    assert rig.used == HEADSET
    assert rig.told == [("warning", "The microphone 'Laptop' is taken.", "'Headset' is used meanwhile.")]


def test_a_renewed_stream_is_not_worth_telling(rig: Rig) -> None:
    rig.supervisor.begin()
    first = rig.supervisor.stream
    rig.supervisor.renew()
    assert rig.used is None
    assert rig.look()
    assert rig.used == HEADSET
    assert first.closed
    assert rig.told == []


def test_while_devices_are_listed_afresh_it_lets_go_and_waits(rig: Rig) -> None:
    afresh = [True]
    rig.supervisor._must_let_go = lambda: afresh[0]
    rig.supervisor._list = lambda: rig.listed_unless(afresh[0])
    assert not rig.look()
    assert rig.told == []
    afresh[0] = False
    assert rig.look()
    assert rig.used == HEADSET


@pytest.mark.parametrize("rig", [("", LAPTOP, HEADSET)], indirect=True)
def test_the_systems_default_is_followed(rig: Rig) -> None:
    rig.supervisor.begin()
    rig.devices.reverse()
    assert rig.look()
    assert rig.used == HEADSET
    assert "the system's default" in rig.told[0][1]


def test_another_device_is_chosen_at_once(rig: Rig) -> None:
    rig.supervisor.begin()
    rig.supervisor.want("id-1")
    rig.supervisor.poll()
    assert rig.supervisor._work is not None
    wait([rig.supervisor._work])
    assert rig.supervisor.poll()
    assert rig.used == LAPTOP


@pytest.mark.parametrize("rig", [("desk", LAPTOP, DESK)], indirect=True)
def test_a_part_of_the_name_is_enough(rig: Rig) -> None:
    rig.supervisor.begin()
    assert rig.used == DESK


@pytest.mark.parametrize("rig", [("",)], indirect=True)
def test_without_a_device_at_the_beginning_it_goes_on_and_takes_the_first_that_comes(rig: Rig) -> None:
    rig.devices.clear()
    rig.supervisor.begin()
    assert rig.supervisor.stream is None
    assert [message for _, message, _ in rig.told] == [NONE]
    assert not rig.look()
    rig.devices.append(LAPTOP)
    assert rig.look()
    assert rig.used == LAPTOP
    assert rig.withdrawn == [NONE]
    assert rig.told[1:] == [("info", "The microphone is 'Laptop' now.", "")]


def test_it_does_not_look_all_the_time(rig: Rig) -> None:
    rig.supervisor.begin()
    rig.time.now_s += LOOK_S / 2
    rig.supervisor.poll()
    assert rig.supervisor._work is None


def test_what_is_opened_after_the_end_is_closed_again(rig: Rig) -> None:
    rig.supervisor.begin()
    opened: list[Stream] = []
    rig.supervisor._open = lambda device: opened.append(Stream(device)) or opened[0]  # type: ignore[func-returns-value]
    rig.supervisor.lose()
    rig.supervisor.poll()
    work = rig.supervisor._work
    assert work is not None
    rig.supervisor.close()
    wait([work])
    assert all(stream.closed for stream in opened)
