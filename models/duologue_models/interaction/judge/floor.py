"""Real people's floor: the core's probability that the turn is over, at held-out silences of real meetings.

`python -m duologue_models.interaction.judge.floor --points FILE --data DIR --bundle DIR --checkpoint FILE
--out scores.txt`
reads points ({"meeting", "speaker", "t", ...}, one a line) and writes one probability a line, in order: the core hears
the meeting from the point's speaker's side, word by word, until 200 ms into the silence (see meetings.until_silence).
The points come with true words, so the transcript is given without recognition errors.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from torch.nn.utils.rnn import pad_sequence

from duologue.core.microturn import Act
from duologue.core.timing import MICROTURN_S
from duologue.model.interaction_core import text_rows
from duologue.model.position import PositionEncoder, Positions
from duologue.model.semantics import WordPieces
from duologue_models.interaction.learn.network import CoreNetwork, Shape, tree_mask
from duologue_models.interaction.simulate.meetings import Meeting, all_meetings, until_silence
from duologue_models.interaction.simulate.speech import EXACT, Ears, Vocabulary
from duologue_models.interaction.targets.script import ACTS, Example, encode

NEWEST = 320
"""How many of the newest positions the core is given."""
BATCH = 32
PASSED, KEPT = (Act.RESPOND, Act.CONTINUE), (Act.HOLD, Act.YIELD)
"""Acts that mean that the turn is over, while silent and while the company speaks; and their opposites."""


def example(meeting: Meeting, speaker: str, t: float, encoder: PositionEncoder) -> Example:
    """The session up to 200 ms into the silence at t."""
    told = until_silence(meeting, speaker, t)
    ears = Ears(np.random.default_rng(0), Vocabulary(["the"]), EXACT)
    hearings = ears.hear(told.user, round(told.duration / MICROTURN_S))
    return encode(told, hearings, encoder, has_sound=False)


def end_scores(core: CoreNetwork, examples: list[Example], table: np.ndarray) -> np.ndarray:
    """P(the turn has passed) at the last position of each: respond, or go on while speaking. table: [V, 384]."""
    lengths = torch.tensor([min(NEWEST, len(e.tokens)) for e in examples])
    roles = _padded([e.roles[-NEWEST:].astype(np.int64) for e in examples])
    features = _padded([e.features[-NEWEST:].astype(np.float32) for e in examples])
    text = _padded([_text(e, table)[-NEWEST:] for e in examples])
    position = torch.arange(roles.shape[1]).expand(roles.shape)
    mask = tree_mask(position, torch.zeros_like(roles), position, core.shape.window)
    with torch.no_grad():
        hidden = core(text, roles, features, mask, position).floor
        act = core.act(hidden[torch.arange(len(examples)), lengths - 1]).float()
    passed, kept = ([ACTS.index(a) for a in acts] for acts in (PASSED, KEPT))
    return np.asarray((act[:, passed].logsumexp(-1) - act[:, kept].logsumexp(-1)).sigmoid().numpy())


def _padded(arrays: list[np.ndarray]) -> torch.Tensor:
    """[n, longest, ...] of arrays [T, ...]."""
    return pad_sequence([torch.from_numpy(array) for array in arrays], batch_first=True)


def _text(e: Example, table: np.ndarray) -> np.ndarray:
    """[T, 384]. table: [words, 384]."""
    return text_rows(Positions(e.tokens.astype(np.int64), e.roles.astype(np.int64), e.features[-1]), table)


def auc(scores: np.ndarray, ends: np.ndarray) -> float:
    """Area under the curve of ends against pauses (Mann and Whitney 1947); ties count by half.

    scores: [n]. ends: [n], bool.
    """
    _, index, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[index]
    n = int(ends.sum())
    return float((ranks[ends].sum() - n * (n + 1) / 2) / (n * (len(scores) - n)))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True, help="checkpoint.pt of train.py")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1, help="score only every n-th point, for a quick look")
    args = parser.parse_args()
    state = torch.load(args.checkpoint, weights_only=True)["core"]
    core = CoreNetwork(Shape(features=state["features.0.weight"].shape[1]))
    core.load_state_dict(state)
    core.eval()
    table = np.load(args.bundle / "semantics/embeddings.npy", mmap_mode="r")
    people = dict(all_meetings(args.data))
    encoder = PositionEncoder(WordPieces(args.bundle / "semantics/tokenizer.json"))
    points = [json.loads(line) for line in args.points.read_text().splitlines()][:: args.every]
    scores: list[float] = []
    for at in range(0, len(points), BATCH):
        part = [example(people[p["meeting"]], p["speaker"], p["t"], encoder) for p in points[at : at + BATCH]]
        scores += end_scores(core, part, table).tolist()
        if at // BATCH % 50 == 0:
            print(f"{at}/{len(points)}", flush=True)
    args.out.write_text("\n".join(f"{s:.5f}" for s in scores) + "\n")
    groups = defaultdict(list)
    for p, s in zip(points, scores, strict=True):
        groups["ICSI" if p["meeting"].startswith("B") else "AMI"].append((s, p["label"]))
    for name, pairs in groups.items():
        values = np.array(pairs)
        print(f"{name}: AUC {auc(values[:, 0], values[:, 1] == 1):.3f} over {len(values)} points")


if __name__ == "__main__":
    main()
