"""Notices of a session: the model that answers is named, its absence told once, what holds no longer is withdrawn."""

import numpy as np
import pytest

from duologue.background.none import NoBackground
from duologue.core.commands import Mute
from duologue.core.events import SessionStarted
from duologue.core.microturn import Act
from duologue.core.notices import Mend, Notice, NoticeWithdrawn
from duologue.session.muting import TALKING_MUTED
from duologue.session.questions import NO_MODEL
from helpers.playbook import NOW, Played, calls, cue, heard, play

RATE_HZ = 16_000


class Named(NoBackground):
    """A model with a name, which is all that matters here."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


@pytest.mark.parametrize("name", ["", "llama3.2 (Ollama)", "qwen3 (LM Studio)", "api.example.com"])
def test_the_window_is_told_when_the_session_began_and_which_model_answers(name: str) -> None:
    (started,) = play({}, 1.0, background=Named(name)).of(SessionStarted)
    assert started.background == name
    assert started.wall_s == NOW.timestamp()


def asking(times: int) -> Played:
    script = {5 + 15 * n: cue(Act.RESPOND, heard("why", 0.8 + 3 * n, f"u{n}", final=True)) for n in range(times)}
    return play(script, 3.0 * times + 2, replies={"why": calls(ask="why")}, background=NoBackground())


@pytest.mark.parametrize("times", [0, 1, 2, 3])
def test_that_there_is_no_model_is_told_once_with_a_button_that_sets_one_up(times: int) -> None:
    told = [notice for notice in asking(times).of(Notice) if notice.message == NO_MODEL]
    assert [notice.mend for notice in told] == [Mend.BACKGROUND] * min(times, 1)


def talking(duration_s: float) -> np.ndarray:
    """Somebody who talks: loud syllables with short gaps."""
    t = np.arange(round(duration_s * RATE_HZ)) / RATE_HZ
    noise = np.random.default_rng(1).standard_normal(len(t)).astype(np.float32)
    return (noise * 0.1 * (np.sin(2 * np.pi * 3 * t) > -0.5)).astype(np.float32)


@pytest.mark.parametrize(("unmuted_s", "withdrawn"), [(6.0, True), (4.0, True), (None, False)])
def test_that_you_talk_while_muted_is_withdrawn_when_you_are_heard_again(
    unmuted_s: float | None, withdrawn: bool
) -> None:
    inject: tuple = ((0.5, Mute(True)), *(((unmuted_s, Mute(False)),) if unmuted_s is not None else ()))
    played = play({}, 8.0, sound=talking(8.0), inject=inject)
    (told,) = [notice for notice in played.of(Notice) if notice.message == TALKING_MUTED]
    assert told.mend is Mend.UNMUTE
    ends = [event.t for event in played.of(NoticeWithdrawn) if event.message == TALKING_MUTED]
    assert bool(ends) is withdrawn
    assert all(end == pytest.approx(unmuted_s, abs=0.25) for end in ends)
    assert all(end > told.t for end in ends)
