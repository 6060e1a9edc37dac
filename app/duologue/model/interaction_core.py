"""Runs the interaction core: one group of positions a micro-turn, explicit state, the act with the highest score.

Writing runs on a branch of that state, which is thrown away afterwards.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from duologue.core.errors import BundleError
from duologue.core.microturn import Act, FloorState, Hearing, OwnVoice, TextEvent
from duologue.core.writing import ToolSpec, WriteRequest, WriteResult
from duologue.model.core_manifest import BUILD_AGAIN, NAME, CoreManifest
from duologue.model.features import FeatureLayout, Groups
from duologue.model.kept_meanings import KeptMeanings
from duologue.model.layout import Branch
from duologue.model.position import FEATURE_LAYOUT, PositionEncoder, Positions, Role
from duologue.model.schema import ASK, Schema
from duologue.model.semantics import Embeddings, Sentences, WordPieces
from duologue.model.writer import Floats, Scores, Writer, branch_text

MOST_TAKEN_BACK = 8
"""Most words taken back that the core can tell apart."""
AT_ONCE = ("response", "interjection")
"""Kinds of what waits (alarms, cues) that may be said although the assistant is saying something else."""
_ACTS, _FLOORS = list(Act), list(FloorState)
_STATE = ["present_k", "present_v"]
_WRITING = ["choice", "point", "mark", "absent"]
_KEPT_SENTENCES = 8
"""How many sentences keep their embedding: the core may write about the same words several times in a turn."""
KeepMeanings = Callable[[Callable[[str], Embeddings]], KeptMeanings]
"""Makes of what embeds a text something that keeps what descriptions mean."""
State = tuple[Floats, Floats, int]
"""Keys and values [layers, 1, heads, window, width of a head], and the position of what comes next."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the core makes of a micro-turn. tentative, scores: see Acts."""

    act: Act
    floor: FloorState
    floor_p: float
    tentative: bool = False
    scores: Mapping[str, float] = field(default_factory=dict)


def text_rows(group: Positions, table: npt.NDArray[np.float16]) -> npt.NDArray[np.float32]:
    """Embeddings [n, 384]: words from the table, a taken-back mark its count, zero at the continuous position."""
    back = group.roles == Role.TAKEN_BACK
    no_word = back | (group.roles == Role.FEATURES)
    rows = table[np.where(no_word, 0, group.tokens)].astype(np.float32)
    rows[no_word] = 0
    rows[back, 0] = np.minimum(group.tokens[back], MOST_TAKEN_BACK) / MOST_TAKEN_BACK
    return rows


def allowed(own: OwnVoice, unanswered: int) -> list[bool]:
    """Which acts make sense now: one cannot stop while silent, answer nothing, or relay what is not there."""
    return [
        {
            Act.HOLD: not own.speaking,
            Act.CONTINUE: own.speaking,
            Act.YIELD: own.speaking,
            Act.RESPOND: not own.speaking and unanswered > 0,
            Act.RELAY: own.pending != "" and (not own.speaking or own.pending in AT_ONCE),
            Act.ACKNOWLEDGE: not own.speaking and unanswered > 0,
            Act.CALL: not own.speaking and unanswered > 0,
        }[act]
        for act in _ACTS
    ]


NO_LEANING: Mapping[Act, float] = MappingProxyType({})


class InteractionCore:
    """The trained core with the state of one session."""

    def __init__(
        self,
        graph: Any,
        manifest: CoreManifest,
        words: WordPieces,
        table: npt.NDArray[np.float16],
        sentences: Callable[[str], Embeddings],
        *,
        senses: Mapping[str, int] | None = None,
        keep: KeepMeanings | None = None,
    ) -> None:
        """graph: an ONNX Runtime session. manifest: where it names no groups of features, they are those of
        FEATURE_LAYOUT. table: word embeddings [V, 384]. sentences: sentence embedding of a text. senses: the groups of
        features that the senses fill, by size. keep: keeps what descriptions mean until the next start.

        Raises:
            BundleError: the graph was trained for another form of the micro-turn.
        """
        shape = manifest.shape
        layout = FeatureLayout(manifest.groups or FEATURE_LAYOUT.sizes)
        misfit = layout.width != shape.features or layout.misfits({**FEATURE_LAYOUT.sizes, **(senses or {})})
        if misfit:
            raise BundleError(
                "bundle.core", f"The interaction core in the bundle does not fit this version; {BUILD_AGAIN}."
            )
        self._graph, self._table, self._words = graph, table, words
        self._sentences, self._kept = lru_cache(_KEPT_SENTENCES)(sentences), None if keep is None else keep(sentences)
        self._schema = Schema(sentences if self._kept is None else self._kept.embed)
        self._schema.add((ASK,))
        self._features = layout.width
        self._encoder = PositionEncoder(words, layout)
        self._go_on_bias, self._biases = manifest.go_on_bias, manifest.biases
        state = (shape.layers, 1, shape.heads, shape.window, shape.width // shape.heads)
        self._empty = np.zeros(state, np.float32)
        self.reset()

    @classmethod
    def load(
        cls,
        core: Path,
        semantics: Path,
        open_graph: Callable[[Path], Any],
        senses: Mapping[str, int] | None = None,
        keep: KeepMeanings | None = None,
    ) -> "InteractionCore":
        """Loads core/core.onnx and core.json, and the tokenizer and word table of semantics/.

        Raises:
            BundleError: core.json cannot be used, or the graph was trained for another form of the micro-turn.
        """
        manifest = CoreManifest.read(core / NAME)
        table = np.load(semantics / "embeddings.npy", mmap_mode="r")
        words = WordPieces(semantics / "tokenizer.json")
        sentences = Sentences(open_graph(semantics / "minilm.onnx"), words.tokens)
        return cls(open_graph(core / "core.onnx"), manifest, words, table, sentences.embed, senses=senses, keep=keep)

    def reset(self) -> None:
        """Forgets the session."""
        self._encoder.reset()
        self._state: State = (self._empty, self._empty, 0)

    def decide(
        self,
        hearing: Hearing,
        own: OwnVoice,
        events: Iterable[TextEvent] = (),
        *,
        muted: bool = False,
        company: bool = False,
        seen: Groups | None = None,
        leaning: Mapping[Act, float] = NO_LEANING,
    ) -> Decision:
        """Takes in one micro-turn and decides. leaning: is added to the scores of acts, in nats."""
        group = self._encoder.encode(hearing, own, events, muted=muted, company=company, seen=seen)
        act_scores, floor_scores = self._run(group)
        for leant, added in leaning.items():
            act_scores[_ACTS.index(leant)] += added
        likeliest = act_scores.copy()
        if own.interrupted:
            act_scores[_ACTS.index(Act.RELAY)] += self._go_on_bias
        mask = np.array(allowed(own, self._encoder.unanswered))
        act = _ACTS[int(np.where(mask, act_scores, -np.inf).argmax())]
        floor_p = _softmax(floor_scores)
        floor = _FLOORS[int(floor_p.argmax())]
        self._encoder.decided(act)
        return Decision(
            act,
            floor,
            float(floor_p.max()),
            tentative=act is not _ACTS[int(np.where(mask, likeliest, -np.inf).argmax())],
            scores={each.value: float(score) for each, score, may in zip(_ACTS, act_scores, mask, strict=True) if may},
        )

    def write(self, request: WriteRequest) -> WriteResult:
        """Writes what is to be done about the user's turn. If the user is not finished, the decision to respond is
        taken back."""
        self._schema.add(request.tools)
        state = self._state
        sentence = self._sentences(" ".join(request.words))

        def run(branch: Branch) -> Scores:
            nonlocal state
            text = branch_text(branch, self._table, self._schema, sentence)
            no_features = np.zeros((len(branch), self._features), np.float32)
            scores, state = self._forward(_WRITING, text, np.array(branch.roles), no_features, state)
            return Scores(*scores)

        open_to = (tool for tool in request.tools if tool.taught or tool.apt(request.words))
        nearest = self._schema.nearest(open_to, sentence)
        written = Writer(request, self._schema, self._words.tokens, run, self._biases, nearest=nearest).write()
        if written.wait:
            self._encoder.take_back()
        return written

    def learn(self, tools: Sequence[ToolSpec], most: int) -> tuple[ToolSpec, ...]:
        """Embeds at most so many texts about tools; returns the tools that are ready."""
        return self._schema.learn(tools, most)

    def keep_meanings(self) -> None:
        """Saves the meanings of the descriptions embedded so far, if there is a place for them."""
        if self._kept is not None:
            self._kept.save()

    def _run(self, group: Positions) -> tuple[Floats, Floats]:
        """Act and floor scores [7], [6] at the continuous position; moves the state on."""
        features = np.zeros((len(group.tokens), self._features), np.float32)
        features[-1] = group.features
        text = text_rows(group, self._table)
        (act, floor), self._state = self._forward(["act", "floor"], text, group.roles, features, self._state)
        return act[-1], floor[-1]

    def _forward(
        self, heads: Sequence[str], text: Floats, roles: npt.NDArray[np.int64], features: Floats, state: State
    ) -> tuple[list[Floats], State]:
        """Takes in positions that follow a state. heads: outputs wanted. text: [n, 384]. roles: [n]. features: [n, F].

        Returns the output of each head [n, ...] and the state after the last position.
        """
        keys, values, position = state
        feed = {
            "text": text[None],
            "roles": roles[None],
            "features": features[None],
            "position": np.array([position]),
            "past_k": keys,
            "past_v": values,
        }
        *scores, keys, values = self._graph.run([*heads, *_STATE], feed)
        return [score[0] for score in scores], (keys, values, position + len(text))


def _softmax(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), np.float32)
