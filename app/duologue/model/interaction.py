"""The duologue family of bundles: ears, eyes and interaction core behind the one contract of the session."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from duologue.core.languages import ENGLISH
from duologue.core.microturn import Acts, MicroTurn
from duologue.core.timing import MIC_SAMPLES, boundary_s
from duologue.core.writing import ToolSpec, WriteRequest, WriteResult
from duologue.model.bundle import Bundle
from duologue.model.ears.registry import Listener, open_ears
from duologue.model.eyes.base import Eyes, EyesReport
from duologue.model.eyes.registry import open_eyes
from duologue.model.interaction_core import InteractionCore
from duologue.model.kept_meanings import KeptMeanings
from duologue.model.runtime import ALONE, VERSION, Provider, Runtime

WARM_UP_STEPS = 3


class BundleModel:
    """Implements core.microturn.InteractionModel. Not thread-safe: one worker thread calls it."""

    def __init__(self, ears: Listener, core: InteractionCore, provider: Provider, eyes: Eyes | None = None) -> None:
        self._ears, self._core, self._provider, self._eyes = ears, core, provider, eyes

    @classmethod
    def load(
        cls, bundle: Bundle, provider: str = "auto", language: str = ENGLISH, meanings: Path | None = None
    ) -> "BundleModel":
        """Opens the bundle's graphs. language: what the user speaks, ISO 639-1. meanings: see LoadOptions.

        Raises:
            BundleError: a graph is missing or does not fit this version, or nothing recognises the language.
        """
        runtime = Runtime.choose(provider, bundle.path("ears/vad.onnx"))
        ears = open_ears(bundle, runtime, language)
        open_small = partial(runtime.open, on="cpu", threads=ALONE)  # too small to be worth the way to a GPU
        eyes = open_eyes(bundle, runtime)
        keep = None if meanings is None else partial(KeptMeanings, file=meanings, maker=f"{bundle.sha256} {VERSION}")
        core = InteractionCore.load(bundle.folder / "core", bundle.folder / "semantics", open_small, eyes.groups, keep)
        return cls(ears, core, runtime.provider, eyes)

    @property
    def provider(self) -> str:
        """The execution provider really in use."""
        return self._provider.name

    @property
    def fallback(self) -> str:
        """Why it is not the provider wished for, "" if it is."""
        return self._provider.fallback

    def warm_up(self, tools: tuple[ToolSpec, ...] = ()) -> None:
        """Runs every graph but those of the eyes; the descriptions of the tools are embedded, once for good."""
        self._ears.warm_up()
        quiet = np.zeros(MIC_SAMPLES, np.float32)
        for index in range(WARM_UP_STEPS):
            self.step(MicroTurn(index, quiet))
        self.write(WriteRequest(("hello",), tools=tools))
        self._core.keep_meanings()
        self.reset()

    def reset(self) -> None:
        """Forgets the session."""
        self._ears.reset()
        if self._eyes is not None:
            self._eyes.reset()
        self._core.reset()

    def learn(self, tools: tuple[ToolSpec, ...], most: int) -> tuple[ToolSpec, ...]:
        """Embeds at most so many texts about tools; returns the tools that are ready."""
        return self._core.learn(tools, most)

    def write(self, request: WriteRequest) -> WriteResult:
        """Writes what is to be done about the user's turn."""
        return self._core.write(request)

    def step(self, turn: MicroTurn) -> Acts:
        """Listens and looks, then decides."""
        t = boundary_s(turn.index + 1)
        if self._eyes is not None:
            self._eyes.begin(turn, t)
        if turn.heard is None:
            hearing = self._ears.hear(turn.mic, turn.expected)
        else:
            hearing = self._ears.sense(turn.mic)
            hearing = replace(hearing, utterances=(*hearing.utterances, *turn.heard))
        seeing = EyesReport() if self._eyes is None else self._eyes.see(turn, t)
        decision = self._core.decide(
            hearing, turn.own, turn.events, muted=turn.muted, seen=seeing.features, leaning=turn.leaning
        )
        return Acts(
            utterances=hearing.utterances,
            floor=decision.floor,
            floor_p=decision.floor_p,
            act=decision.act,
            tentative=decision.tentative,
            scores=decision.scores,
            level_db=float(hearing.level_db.max()),
            speech=tuple(hearing.speech.tolist()),
            percepts=seeing.percepts,
            strokes=seeing.strokes,
        )
