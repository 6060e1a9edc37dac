"""Sessions that translate, with a made-up translator."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from duologue.core.errors import DuologueError
from duologue.core.events import Failure
from duologue.core.microturn import Act, Acts, FloorState, InteractionModel, MicroTurn, Samples, Utterance
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.core.timing import MIC_RATE_HZ
from duologue.model.languages.passage import Passage, PassageWord, Transcribes
from duologue.model.voice.base import SpokenPiece, SpokenWord, Voice
from duologue.session.translate.parts import ComputerParts, InterpretingParts
from duologue.session.worker import Worker
from duologue.tools.registry import Toolbox
from duologue.translate.base import Translated, Translator
from helpers.playbook import Cue, FakeModel, FakeVoice, Played, Replies, play, spend, words


def REVERSED(text: str) -> str:  # noqa: N802 - a constant of the tests, for each text
    """Every word spelled backwards."""
    return " ".join(word[::-1] for word in text.split())


class WordReverser:
    """Translates word by word, and remembers what it was asked. failing: a word at which it fails."""

    name = "reverser"
    pairs = frozenset({("en", "es"), ("es", "en")})

    def __init__(self, failing: str = "") -> None:
        self._failing = failing
        self.asked: list[str] = []

    def translate(self, text: str, source: str, target: str, context: str = "", prefix: str = "") -> Translated:
        self.asked.append(text)
        if self._failing and self._failing in text:
            raise DuologueError("translator.failed", "The translator stumbled.")
        given, made = prefix.split(), REVERSED(text).split()
        made = given + made[len(given) :]
        return Translated(" ".join(made), tuple(made), (0.9,) * len(made))


class PacedTones(FakeVoice):
    """A voice that can hurry, and remembers how fast each clause was said."""

    def __init__(self) -> None:
        super().__init__()
        self._rate, self.rates = 1.0, list[float]()

    def pace(self, rate: float) -> None:
        self._rate = rate

    def speak(self, clause: str, language: str) -> Iterator[SpokenPiece]:
        self.rates.append(self._rate)
        for piece in super().speak(clause, language):
            count = round(len(piece.samples) / self._rate)
            words = tuple(SpokenWord(word.text, word.start_s / self._rate) for word in piece.words)
            yield SpokenPiece(piece.samples[:count], words, piece.pause_s)


class Talker(FakeModel):
    """A model that hears somebody talk without a pause from 0.4 s on, until a session time in seconds."""

    def __init__(self, until_s: float) -> None:
        super().__init__({})
        self._until_s = until_s

    def step(self, turn: MicroTurn) -> Acts:
        talks = 0.4 <= turn.index / 5 < self._until_s
        floor = FloorState.SPEAKING if talks else FloorState.IDLE
        return replace(super().step(turn), floor=floor, speech=(0.9 if talks else 0.0,) * 4)


class Film:
    """What a computer plays (ComputerSound): speech from the first micro-turn on, and then silence."""

    def __init__(self, seconds: float, problem: str = "") -> None:
        self.problem, self._left = problem, round(seconds * 5)
        self.closed = False

    def take(self, count: int) -> Samples:
        self._left -= 1
        return np.full(count, 0.1 if self._left >= 0 else 0.0, np.float32)

    def close(self) -> None:
        self.closed = True


class Loud:
    """Takes every sound for speech (languages.listening.Activity)."""

    def feed(self, sound: Samples) -> Samples:
        return np.full(4, 0.9, np.float32)

    def by_frame(self, probabilities: Samples) -> Samples:
        return probabilities


class FilmEars:
    """Hear the words of a film, one for every 0.4 s of sound."""

    def __init__(self, text: str, language: str = "en") -> None:
        self._words, self._language = text.split(), language

    def hear(
        self, sound: Samples, language: str = "", *, into_english: bool = False, prefix: str = "",
        among: Sequence[str] = (),
    ) -> Passage:  # fmt: skip
        said = self._words[: int(len(sound) / MIC_RATE_HZ / 0.4)]
        words = tuple(PassageWord(word, 0.4 * i, 0.4 * i + 0.4, 0.95) for i, word in enumerate(said))
        return Passage(self._language, 0.99, None, words, -0.1, 1.0, {self._language: 0.99})


class SlowEars:
    """Hear a word, n1, n2 and so on, for every 0.4 s of sound, and are busy all the while."""

    def hear(
        self, sound: Samples, language: str = "", *, into_english: bool = False, prefix: str = "",
        among: Sequence[str] = (),
    ) -> Passage:  # fmt: skip
        spend(0.45)
        many = int(len(sound) / MIC_RATE_HZ / 0.4)
        words = tuple(PassageWord(f"n{i}", 0.4 * i, 0.4 * i + 0.4, 0.9) for i in range(many))
        return Passage("es", 0.99, 0.1, words, -0.2, 1.0, {"es": 0.99})


def saying(text: str, *, from_s: float = 0.4) -> dict[int, Cue]:
    """A script in which the words of a text are heard one after the other, and the speaker rests afterwards."""
    spoken = words(text, from_s)
    script: dict[int, Cue] = {}
    for n in range(1, len(spoken) + 1):
        at = round(spoken[n - 1].end_s * 5)
        script[at] = Cue(Act.HOLD, (Utterance("u1", spoken[:n], final=False),), FloorState.SPEAKING)
    end = max(script) + 4
    script[end] = Cue(Act.HOLD, (Utterance("u1", spoken, final=True),), FloorState.IDLE)
    return script


def interpret(
    script: Mapping[int, Cue],
    duration_s: float,
    *,
    translator: Translator | None = WordReverser(),  # noqa: B008 - it keeps nothing
    ears: Transcribes | None = None,
    settings: Mapping[str, Any] | None = None,
    replies: Replies | None = None,
    inject: Any = (),
    voice: Voice | None = None,
    decider: InteractionModel | None = None,
    computer: ComputerParts | None = None,
) -> Played:
    """Plays a session in the mode of translation. translator: None for an installation that cannot translate."""
    worker = Worker("translation")

    def open_ears() -> Transcribes:
        assert ears is not None
        return ears

    parts = (
        None if translator is None else InterpretingParts(worker, open_ears, lambda: (translator,), computer=computer)
    )
    store = SettingsStore(Settings.from_mapping({"mode": "translate", **(settings or {})}, where="test"))

    def connect(toolbox: Toolbox) -> None:
        toolbox.controls.read = lambda name: getattr(store.now, name)
        toolbox.controls.change = lambda changes: store.set(**changes) and None

    try:
        played = play(
            script, duration_s, settings=store, replies=replies, inject=inject, interpreting=parts, on_toolbox=connect,
            voice=voice, decider=decider,
        )  # fmt: skip
    finally:
        worker.close()
    assert all(event.where != "engine" for event in played.of(Failure))
    return played
