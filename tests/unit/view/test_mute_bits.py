import pytest

from duologue.view.mute_bits import MuteBits


def test_the_held_key_mutes_who_is_heard() -> None:
    bits = MuteBits()
    bits.hold()
    assert bits.muted
    bits.release()
    assert not bits.muted


def test_the_held_key_opens_the_microphone_of_who_is_muted() -> None:
    bits = MuteBits(switched_off=True)
    bits.hold()
    assert not bits.muted
    bits.release()
    assert bits.muted


@pytest.mark.parametrize("off", [False, True])
def test_the_switch_decides_when_the_key_is_released(off: bool) -> None:
    bits = MuteBits(switched_off=not off)
    bits.hold()
    bits.switched_off = off
    bits.release()
    assert bits.muted is off


def test_holding_and_releasing_never_unmutes_who_was_muted_meanwhile() -> None:
    bits = MuteBits()
    bits.hold()
    bits.switched_off = True
    assert bits.muted
    bits.hold()
    assert bits.muted
    bits.release()
    assert bits.muted


def test_the_system_outranks_the_key() -> None:
    bits = MuteBits(switched_off=True, off_by_system=True)
    bits.hold()
    assert bits.muted
    bits.off_by_system = False
    assert not bits.muted
