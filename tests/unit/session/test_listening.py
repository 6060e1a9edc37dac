"""What the microphone hears reaches the mixer piece by piece and the session by micro-turns."""

import asyncio

import numpy as np
import pytest

from duologue.core.errors import DeviceError
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_SAMPLES, PIECE_SAMPLES
from duologue.session.listening import Listener
from duologue.session.muting import MUTE_TAIL_S
from duologue.session.softening import Softener

PIECES = MIC_SAMPLES // PIECE_SAMPLES


class Pieces:
    """A microphone with so many pieces, each of its number; then it ends, or is lost."""

    overruns = 0

    def __init__(self, count: int, *, lost: bool = False) -> None:
        self.count, self.lost, self.read_so_far = count, lost, 0

    async def read(self) -> Samples | None:
        await asyncio.sleep(0)
        if self.read_so_far == self.count:
            if self.lost:
                raise DeviceError("device.lost", "The microphone was lost.")
            return None
        self.read_so_far += 1
        return np.full(PIECE_SAMPLES, self.read_so_far, np.float32)

    def now_s(self) -> float:
        return self.read_so_far * 0.04

    def close(self) -> None:
        pass


class Softened(Softener):
    """Notes what it hears."""

    def __init__(self) -> None:
        super().__init__(lambda *_: None, lambda _: False)
        self.heard: list[tuple[int, float]] = []

    def hear(self, sound: Samples, start_s: float) -> None:
        self.heard.append((int(sound[-1]), round(start_s, 3)))


async def drain(listener: Listener) -> list[list[int]]:
    """The micro-turns that come, each by the numbers of its pieces."""
    turns = []
    while (heard := await listener.next()) is not None:
        turns.append(heard.captured[::PIECE_SAMPLES].astype(int).tolist())
    await listener.close()
    return turns


@pytest.mark.parametrize("ahead", [False, True])
def test_a_micro_turn_is_five_pieces_and_the_mixer_hears_each(ahead: bool) -> None:
    softened = Softened()
    assert asyncio.run(drain(Listener(Pieces(2 * PIECES), softened, ahead=ahead))) == [
        [1, 2, 3, 4, 5],
        [6, 7, 8, 9, 10],
    ]
    assert softened.heard == [(n + 1, round(0.04 * n, 3)) for n in range(2 * PIECES)]


@pytest.mark.parametrize(("ahead", "heard"), [(False, PIECES), (True, 2 * PIECES)])
def test_devices_are_heard_while_the_session_is_busy_and_a_recording_waits(ahead: bool, heard: int) -> None:
    async def busy() -> int:
        microphone = Pieces(3 * PIECES)
        listener = Listener(microphone, Softened(), ahead=ahead)
        await listener.next()
        for _ in range(100):
            await asyncio.sleep(0)
        await listener.close()
        return microphone.read_so_far

    assert asyncio.run(busy()) == heard


@pytest.mark.parametrize("ahead", [False, True])
def test_a_lost_microphone_is_raised_where_its_sound_is_wanted(ahead: bool) -> None:
    async def lost() -> None:
        listener = Listener(Pieces(PIECES + 2, lost=True), Softened(), ahead=ahead)
        assert await listener.next() is not None
        await asyncio.sleep(0.01)
        with pytest.raises(DeviceError):
            await listener.next()
        await listener.close()

    asyncio.run(lost())


def test_what_is_muted_is_captured_and_not_heard_and_the_mixer_does_not_follow_it() -> None:
    async def muted() -> None:
        softened = Softened()
        listener = Listener(Pieces(2 * PIECES), softened, ahead=False)
        listener.mute(True, 0.1)
        listener.mute(False, 0.24)
        first, second = await listener.next(), await listener.next()
        assert first is not None
        assert second is not None
        assert np.flatnonzero(first.sound == 0).tolist() == list(range(1600, 3200))
        assert np.all(first.captured > 0)
        assert (first.switched, first.muted) == (((0.1, True),), True)
        assert (second.switched, second.muted) == (((0.24, False),), False)
        assert [n for n, _ in softened.heard] == [1, 2, 0, 0, 0, 0, 7, 8, 9, 10]

    asyncio.run(muted())


def test_muting_by_hand_leaves_the_end_of_a_word() -> None:
    async def muted() -> Samples:
        listener = Listener(Pieces(2 * PIECES), Softened(), ahead=False)
        await listener.next()
        listener.mute(True)
        heard = await listener.next()
        assert heard is not None
        return heard.sound

    assert int(np.flatnonzero(asyncio.run(muted()) == 0)[0]) == round(MUTE_TAIL_S * 16_000)
