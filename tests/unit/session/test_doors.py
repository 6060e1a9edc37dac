"""The doors of the engine: a voice, a sense and a model family each join from a test alone and work in a session."""

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from duologue.core.errors import DuologueError
from duologue.core.events import Percept, Speech, SpeechKind, Step
from duologue.core.microturn import (
    SUBFRAMES,
    Act,
    Acts,
    FloorState,
    Hearing,
    InteractionModel,
    MicroTurn,
    OwnSound,
    Samples,
)
from duologue.core.paths import Paths
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.core.timing import SPEAKER_SAMPLES
from duologue.core.writing import ToolSpec
from duologue.model.bundle import Bundle, load_bundle
from duologue.model.core_manifest import FORMAT, CoreManifest
from duologue.model.ears.registry import RECOGNISERS, open_ears
from duologue.model.eyes.base import Eyes, EyesReport
from duologue.model.eyes.registry import SENSES, open_senses
from duologue.model.families import FAMILIES, Family, LoadOptions, open_model
from duologue.model.interaction import BundleModel
from duologue.model.interaction_core import InteractionCore
from duologue.model.position import FEATURE_LAYOUT
from duologue.model.runtime import CPU, Provider
from duologue.model.voice.base import SpokenPiece, SpokenWord
from duologue.model.voice.entry import VoiceEntry
from duologue.model.voice.registry import VOICES, Voices
from duologue.program import sessions
from duologue.session.case import read_case
from duologue.session.replay import Replay
from duologue.tools.base import Alarm, Answer, Tool
from duologue.video.files import FileCamera
from helpers.contract import Run, faults
from helpers.letters import Letters
from helpers.playbook import FakeModel, cue, heard, play, says, spend
from helpers.tiny_bundle import write_tiny_bundle
from helpers.videos import write_video

# ---- a voice ---------------------------------------------------------------------------------------------------------


def tone(samples: int, hz: float = 200.0) -> Samples:
    return (0.1 * np.sin(2 * np.pi * hz * np.arange(samples) / 24_000)).astype(np.float32)


class ToyVoice:
    """Hums 0.3 s for each word, one piece a word."""

    name = "toy"

    def __init__(self) -> None:
        self.languages: list[str] = []

    def speak(self, clause: str, language: str) -> Iterator[SpokenPiece]:
        self.languages.append(language)
        for at, word in enumerate(clause.split()):
            yield SpokenPiece(tone(7_200), (SpokenWord(word, 0.3 * at),), 0.1)


def test_a_toy_voice_speaks_in_a_session_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(VOICES, "toy", VoiceEntry(("en", "eo"), ToyVoice))
    played = play(
        {2: cue(Act.RESPOND, heard("go", 0.1)), 6: cue(Act.YIELD)},
        4.0,
        replies={"go": says("One two three. Four five.")},
        voice=Voices(preferred="toy"),
        settings=SettingsStore(Settings(voice="toy")),
    )
    (speech,) = played.of(Speech)
    assert (speech.text, speech.completed) == ("One two three.", False)  # type: ignore[attr-defined]
    own = [turn.own for turn in played.model.turns]
    assert [o.spoken for o in own[3:7]] == [(), ("One",), (), ("two",)]


def test_each_language_is_spoken_by_a_voice_that_knows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    voices = Voices()
    with pytest.raises(DuologueError, match="no voice that speaks 'ia'"):
        voices.speak("bon die", "ia")
    monkeypatch.setitem(VOICES, "toy", VoiceEntry(("ia",), ToyVoice))
    assert [piece.text for piece in voices.speak("bon die", "ia")] == ["bon", "die"]
    assert "espeak" in voices.name


# ---- a sense ---------------------------------------------------------------------------------------------------------


class Light:
    """Reports whether the light is on, and how bright it is."""

    groups: Mapping[str, int] = {"light": 1}

    def __init__(self) -> None:
        self._on = False

    def see(self, turn: MicroTurn, sight: object, t: float) -> EyesReport:
        if turn.frame is None:
            return EyesReport()
        level = float(turn.frame.rgb.mean()) / 255
        changed, self._on = (level > 0.5) != self._on, level > 0.5
        percepts = (Percept(t, "light", turn.frame.t_s, {"on": self._on}),) if changed else ()
        return EyesReport(percepts, {"light": np.array([level], np.float32)})

    def reset(self) -> None:
        self._on = False


class Deaf:
    """Ears that hear nothing."""

    def hear(self, mic: Samples, expected: object = ()) -> Hearing:
        quiet = np.zeros(SUBFRAMES, np.float32)
        return Hearing(quiet, quiet - 100, quiet)

    def warm_up(self) -> None:
        """Nothing to run."""

    def reset(self) -> None:
        """Nothing to forget."""


class Telling:
    """A core that says at once whatever waits to be said. `features`: the last row of each step."""

    def __init__(self) -> None:
        self.features: list[Samples] = []

    def run(self, _names: Sequence[str], feed: Mapping[str, Any]) -> list[Any]:
        self.features.append(feed["features"][0, -1])
        act = np.zeros((1, 1, len(Act)), np.float32)
        act[..., list(Act).index(Act.RELAY)] = 9.0
        return [act, np.zeros((1, 1, len(FloorState)), np.float32), feed["past_k"], feed["past_v"]]


class Seer(BundleModel):
    """Needs no warming up."""

    def warm_up(self, tools: tuple[ToolSpec, ...] = ()) -> None:
        """Nothing to run."""


def seeing_model(graph: Telling, groups: Mapping[str, int]) -> BundleModel:
    """A model with deaf ears, that core and all senses there are."""
    nothing: Any = None
    eyes = Eyes(open_senses(nothing, nothing))
    width = sum(groups.values())
    shape = {"features": width, "layers": 1, "heads": 1, "window": 4, "width": 2, "text": 3, "roles": 8}
    manifest = CoreManifest.of({"format": FORMAT, "shape": shape, "groups": dict(groups), "biases": {}})
    table = np.zeros((64, 3), np.float16)
    words: Any = Letters()
    core = InteractionCore(
        graph, manifest, words, table, lambda text: np.full(3, len(text), np.float32), senses=eyes.groups
    )
    return Seer(Deaf(), core, Provider("cpu", CPU), eyes)


def watching() -> Tool:
    """ "Tell me when the light goes on." """

    def see(percepts: Sequence[Percept], t: float) -> list[Alarm]:
        seen = [p for p in percepts if p.kind == "light" and p.fields["on"]]
        return [Alarm("c0", t, SpeechKind.INTERJECTION, "The light is on.") for _ in seen]

    return Tool("light.watch", "tells when the light goes on", lambda _: Answer(None), see=see)


@pytest.mark.parametrize("known", [True, False])
def test_a_toy_sense_reaches_timeline_tools_and_core(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    """A core that was trained before there was the sense goes on without its features."""
    monkeypatch.setitem(SENSES, "light", lambda _bundle, _runtime: Light())
    graph = Telling()
    groups = {**FEATURE_LAYOUT.sizes, "smell": 2, **({"light": 1} if known else {})}
    video = write_video(tmp_path / "cam.mp4", [30] * 5 + [220] * 5)
    played = play({}, 12.0, decider=seeing_model(graph, groups), camera=FileCamera(video), tools=(watching(),))
    percepts = played.of(Percept)
    lights = [(p.fields["on"], round(p.seen, 2)) for p in percepts if p.kind == "light"]  # type: ignore[attr-defined]
    assert lights == [(True, 1.0)]
    states = [p.fields["state"] for p in percepts if p.kind == "picture"]  # type: ignore[attr-defined]
    assert states == ["ok", "none"]
    (speech,) = played.of(Speech)
    assert (speech.kind, speech.text) == ("interjection", "The light is on.")  # type: ignore[attr-defined]
    assert speech.start > 1.2  # type: ignore[attr-defined]
    rows = np.array(graph.features)
    assert rows.shape[1] == sum(groups.values())
    assert not rows[:, sum(FEATURE_LAYOUT.sizes.values()) :][:, :2].any()
    if known:
        assert rows[1, -1] == pytest.approx(30 / 255, abs=0.02)
        assert rows[8, -1] == pytest.approx(220 / 255, abs=0.02)
        assert rows[-1, -1] == 0


def test_each_language_is_heard_by_a_recogniser_that_knows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing: Any = None
    with pytest.raises(DuologueError, match="no recogniser for 'eo', only for: en"):
        open_ears(nothing, nothing, "eo")
    monkeypatch.setitem(RECOGNISERS, "eo", lambda _bundle, _runtime: Deaf())
    assert isinstance(open_ears(nothing, nothing, "eo"), Deaf)


# ---- a family --------------------------------------------------------------------------------------------------------


class Humming(FakeModel):
    """A speech-to-speech model: hums two words from 0.6 to 1.2 s, in a voice of its own."""

    fallback = ""

    def step(self, turn: MicroTurn) -> Acts:
        acts = super().step(turn)
        quiet, hum = np.zeros(SPEAKER_SAMPLES, np.float32), tone(SPEAKER_SAMPLES)
        hums = {3: OwnSound(hum, (("hum", 0.0),)), 4: OwnSound(hum), 5: OwnSound(hum, (("hum.", 0.1),))}
        hums[6] = OwnSound(quiet)
        sound = hums.get(turn.index)
        return Acts(acts.utterances, acts.floor, acts.floor_p, acts.act, sound=sound)


def load_humming(_bundle: Bundle, wish: LoadOptions) -> tuple[InteractionModel, str]:
    return Humming({}), f"It runs where it likes, not on {wish.provider}."


@pytest.fixture
def toy_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a bundle of a family that knows no graphs of the usual kind."""
    monkeypatch.setitem(FAMILIES, "toy", Family(load_humming, files=("ears/tokenizer.bin",)))
    folder = write_tiny_bundle(tmp_path / "bundles")
    fields = json.loads((folder / "bundle.json").read_text(encoding="utf-8"))
    fields |= {"family": "toy", "graphs": {}}
    (folder / "bundle.json").write_text(json.dumps(fields), encoding="utf-8")
    return folder


def test_a_toy_family_speaks_with_a_voice_of_its_own_in_a_replay(toy_bundle: Path, tmp_path: Path) -> None:
    engine = open_model(load_bundle("tiny", toy_bundle.parent), LoadOptions("cuda"))
    soundfile.write(tmp_path / "user.wav", np.zeros(16_000 * 2, np.float32), 16_000)
    replay = Replay(read_case({"id": "toy", "audio": str(tmp_path / "user.wav")}, "toy", tmp_path), tmp_path / "out")
    replay.use(engine.model, engine.voice, engine.bundle, engine.fallback)
    asyncio.run(replay.run())
    run = Run(tmp_path / "out")
    assert faults(run, 2.0) == []
    (speech,) = run.of("speech")
    assert (speech["kind"], speech["text"], speech["completed"]) == ("response", "hum hum.", True)
    assert speech["cause"] == 0.8
    assert (speech["start"], speech["end"]) == (pytest.approx(0.9, abs=0.02), pytest.approx(1.5, abs=0.02))
    assert run.of("error")[0]["message"] == "It runs where it likes, not on cuda."


def test_the_window_loads_a_toy_family_as_a_replay_does(toy_bundle: Path, tmp_path: Path) -> None:
    paths = Paths(tmp_path, tmp_path / "config")
    engine = sessions.load_model(Settings(bundle=str(toy_bundle)), paths)
    assert isinstance(engine.model, Humming)
    assert engine.bundle["name"] == "tiny"


def test_a_bundle_is_checked_for_what_its_family_needs(toy_bundle: Path) -> None:
    (toy_bundle / "ears/tokenizer.bin").unlink()
    with pytest.raises(DuologueError, match=r"lacks ears/tokenizer\.bin"):
        load_bundle("tiny", toy_bundle.parent)


# ---- slow voices -----------------------------------------------------------------------------------------------------


class SlowVoice(ToyVoice):
    """Takes half a second before each clause."""

    def speak(self, clause: str, language: str) -> Iterator[SpokenPiece]:
        spend(0.5)
        yield from super().speak(clause, language)


def test_a_slow_voice_is_heard_later_and_makes_no_step_late() -> None:
    played = play({2: cue(Act.RESPOND, heard("go", 0.1))}, 3.0, replies={"go": says("One two.")}, voice=SlowVoice())
    (speech,) = played.of(Speech)
    assert speech.cause == pytest.approx(0.6)  # type: ignore[attr-defined]
    assert speech.start >= 1.1  # type: ignore[attr-defined]
    assert not any(step.late for step in played.of(Step))  # type: ignore[attr-defined]


def test_what_a_slow_voice_has_not_said_can_still_be_stopped() -> None:
    played = play(
        {2: cue(Act.RESPOND, heard("go", 0.1)), 3: cue(Act.YIELD)},
        3.0,
        replies={"go": says("One two.")},
        voice=SlowVoice(),
    )
    assert played.of(Speech) == []
    assert not played.sound.any()
