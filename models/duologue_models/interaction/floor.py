"""Real people's floor: the core's probability that the turn is over, at held-out silences of real meetings.

`python -m duologue_models.interaction.floor --points FILE --data DIR --bundle DIR --checkpoint FILE --out scores.txt`
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

from duologue.core.microturn import Act
from duologue.core.timing import MICROTURN_S
from duologue.model.core import WordPieces
from duologue.model.position import PositionEncoder
from duologue_models.interaction.dataset import ROW, Rows, as_rows
from duologue_models.interaction.meetings import Meeting, all_meetings, until_silence
from duologue_models.interaction.network import Core, Shape, window_mask
from duologue_models.interaction.session import ACTS, Example, encode
from duologue_models.interaction.speech import EXACT, Ears
from duologue_models.interaction.train import text_of

PASSED, KEPT = (Act.RESPOND, Act.CONTINUE), (Act.HOLD, Act.YIELD)
"""Acts that mean that the turn is over, while silent and while the company speaks; and their opposites."""


def example(meeting: Meeting, speaker: str, t: float, encoder: PositionEncoder) -> Example:
    """The session up to 200 ms into the silence at t."""
    told = until_silence(meeting, speaker, t)
    hearings = Ears(np.random.default_rng(0), ["the"], EXACT).hear(told.user, round(told.duration / MICROTURN_S))
    return encode(told, hearings, encoder, has_sound=False)


def end_scores(core: Core, part: Rows, table: torch.Tensor) -> np.ndarray:
    """P(the turn has passed) at the last continuous position of each row: respond, or go on while speaking."""
    tokens, roles = torch.from_numpy(part.tokens).long(), torch.from_numpy(part.roles).long()
    features = torch.from_numpy(part.features.astype(np.float32))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        act, _, _ = core(
            text_of(table, tokens, roles), roles, features, window_mask(tokens.shape[1], core.shape.window).bfloat16()
        )
    used = (part.features != 0).any(2)
    last = used.shape[1] - 1 - used[:, ::-1].argmax(1)
    picked = act[torch.arange(len(last)), torch.from_numpy(last)].float() - core.act_bias
    passed, kept = ([ACTS.index(a) for a in acts] for acts in (PASSED, KEPT))
    return (picked[:, passed].logsumexp(-1) - picked[:, kept].logsumexp(-1)).sigmoid().numpy()


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
    core = Core(Shape(features=state["features.0.weight"].shape[1]))
    core.load_state_dict(state)
    core.eval()
    table = torch.from_numpy(np.load(args.bundle / "semantics/embeddings.npy").astype(np.float32))
    people, encoder = (
        dict(all_meetings(args.data)),
        PositionEncoder(WordPieces(args.bundle / "semantics/tokenizer.json")),
    )
    points = [json.loads(line) for line in args.points.read_text().splitlines()][:: args.every]
    scores: list[float] = []
    for at in range(0, len(points), 64):
        part = as_rows(
            [_tail(example(people[p["meeting"]], p["speaker"], p["t"], encoder)) for p in points[at : at + 64]]
        )
        scores += end_scores(core, part, table).tolist()
        if at % 6400 == 0:
            print(f"{at}/{len(points)}", flush=True)
    args.out.write_text("\n".join(f"{s:.5f}" for s in scores) + "\n")
    truth, groups = np.array(scores), defaultdict(list)
    for p, s in zip(points, truth, strict=True):
        groups["ICSI" if p["meeting"].startswith("B") else "AMI"].append((s, p["label"]))
    for name, pairs in groups.items():
        values = np.array(pairs)
        order = values[:, 0].argsort().argsort() + 1
        ends = values[:, 1] == 1
        auc = (order[ends].sum() - ends.sum() * (ends.sum() + 1) / 2) / (ends.sum() * (~ends).sum())
        print(f"{name}: AUC {auc:.3f} over {len(values)} points")


def _tail(e: Example) -> Example:
    """The newest ROW positions."""
    return Example(**{name: array[-ROW:] for name, array in vars(e).items()})


if __name__ == "__main__":
    main()
