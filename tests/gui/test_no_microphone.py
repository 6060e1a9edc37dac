"""Without a microphone or a speaker one types and reads; the sample conversation makes way for that."""

from functools import partial
from pathlib import Path

import pytest

from duologue.core.commands import TypeText
from duologue.core.paths import Paths
from duologue.core.settings import Settings
from duologue.program import sessions
from helpers.fake_portaudio import FakePortAudio
from helpers.playbook import BUNDLE, FakeModel, FakeVoice
from helpers.programs import drive, live_program, program
from helpers.waiting import until

WHY = "No microphone was found."
NO_MICROPHONE = "No microphone was found. You can type."


class Silent:
    """A program on a machine without sound devices, in a window: the sample, then a live session on nothing."""

    def __init__(self, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        backend = FakePortAudio([], default=(-1, -1))
        for module in ("duologue.audio.devices", "duologue.audio.recovery"):
            monkeypatch.setattr(f"{module}.load_portaudio", lambda: backend)
        self.model = FakeModel({})
        self.program = program(paths, tmp_path, sample=False, stay=True, load=self.load)
        self.window = self.program.window

    def load(self, _settings: Settings, _paths: Paths) -> sessions.LoadedModel:
        return sessions.LoadedModel(self.model, FakeVoice(), BUNDLE)

    @property
    def notices(self) -> list[str]:
        return [card.notice.message for card in self.window.notices.cards]

    @property
    def heard(self) -> list[str]:
        """What was typed, as the model got it."""
        return [event.text for turn in self.model.turns for event in turn.events]

    def enter(self, text: str) -> None:
        self.window.composer.line.setText(text)
        self.window.composer.line.submit()

    async def talk(self) -> None:
        """Waits until the live session runs."""
        await until(lambda: NO_MICROPHONE in self.notices and self.window.status.text == "No microphone")


@pytest.fixture
def silent(paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Silent:
    return Silent(paths, tmp_path, monkeypatch)


def real_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample is played at the pace of a microphone."""
    monkeypatch.setattr(sessions, "open_sample", partial(sessions.open_sample, live=True))


def test_without_a_microphone_the_sample_makes_way_for_a_session_that_is_typed_to(
    sample: Path, run, silent: Silent
) -> None:
    async def use() -> None:
        await silent.talk()
        assert "The sample session is over." in silent.notices
        assert f"{WHY} This is the sample session." not in silent.notices
        assert silent.window.composer.line.placeholderText() == "Type here"
        silent.enter("what time is it")
        await until(lambda: "what time is it" in silent.heard)
        silent.window.close()

    assert run(drive(silent.program, use())) == 0


def test_a_line_that_is_typed_ends_the_sample_and_is_answered(
    sample: Path, run, silent: Silent, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_time(monkeypatch)

    async def use() -> None:
        await until(
            lambda: (
                f"{WHY} This is the sample session." in silent.notices and silent.window.status.text == "No microphone"
            )
        )
        assert silent.window.composer.line.placeholderText() == "Type here"
        silent.enter("train times")
        silent.enter("remember that my car is on level 3")
        await silent.talk()
        await until(lambda: len(silent.heard) == 2)
        assert silent.heard == ["train times", "remember that my car is on level 3"]
        assert "The sample session is over." not in silent.notices
        silent.window.close()

    assert run(drive(silent.program, use())) == 0


def test_a_line_typed_while_it_loads_skips_the_sample(sample: Path, tmp_path: Path, run, silent: Silent) -> None:
    async def use() -> None:
        silent.enter("train times")
        await until(lambda: silent.heard == ["train times"])
        assert not (tmp_path / "out").exists(), "the sample was opened"
        silent.window.close()

    assert run(drive(silent.program, use())) == 0


def test_the_sample_can_be_played_again_and_makes_way_again(sample: Path, run, silent: Silent) -> None:
    async def use() -> None:
        await silent.talk()
        card = next(card for card in silent.window.notices.cards if card.notice.message.startswith("The sample"))
        next(button for button in card.buttons if button.text() == "Play again").click()
        silent.program.bridge.flush()
        assert silent.window.status.text == "Starting"
        await until(lambda: "The sample session is over." in silent.notices)
        await silent.talk()
        silent.window.close()

    assert run(drive(silent.program, use())) == 0


def test_a_sample_that_cannot_be_played_is_told_and_one_can_type(
    sample: Path, tmp_path: Path, run, silent: Silent
) -> None:
    (tmp_path / "out").write_text("a file in the way", encoding="utf-8")

    async def use() -> None:
        await silent.talk()
        assert any("cannot be written" in message for message in silent.notices)
        silent.window.close()

    assert run(drive(silent.program, use())) == 0


def test_after_the_sample_alone_a_line_is_refused_and_a_conversation_offered(
    paths: Paths, sample: Path, tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_test, sessions = live_program(paths, tmp_path, monkeypatch, sample=True)
    window = under_test.window

    async def use() -> None:
        await until(lambda: window.status.text == "Ended" and bool(window.notices.cards))
        window.composer.line.setText("what time is it")
        window.composer.line.submit()
        assert window.composer.line.text() == "what time is it"
        window.notices.cards[-1].buttons[0].click()
        await until(lambda: bool(sessions) and window.status.text == "Listening")
        window.composer.line.submit()
        assert TypeText("what time is it") in sessions[0].commands
        window.close()

    assert run(drive(under_test, use())) == 0
