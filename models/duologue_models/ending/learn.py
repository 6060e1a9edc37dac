"""Trains the network that tells an end by its sound, and measures what each of its inputs is worth."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from duologue_models.ending.make import Samplings
from duologue_models.interaction.simulate.ending_sounds import MEASURED

HIDDEN = 32
DROPPED = 0.3
EPOCHS, BATCH, RATE, DECAY = 40, 64, 2e-3, 0.1
HELD_OUT_OF = 4
"""Every fourth voice is held out for measuring."""
QUANTILES = 41
SMOOTHING = 0.05
"""Share of the target that is spread over both answers: the voices are cleaner than people are."""
Numbers = npt.NDArray[np.float32]


class EndingNetwork(nn.Module):
    """States and tone in, log odds of an end out. mean, spread: of each input over what it is trained with."""

    def __init__(self, mean: Tensor, spread: Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("spread", spread)
        self.net = nn.Sequential(
            nn.Dropout(DROPPED), nn.Linear(len(mean), HIDDEN), nn.SiLU(), nn.Dropout(DROPPED), nn.Linear(HIDDEN, 1)
        )

    def forward(self, states: Tensor, tone: Tensor) -> Tensor:
        """states: [B, 3 x 288]. tone: [B, TONE]. Returns [B, 1]."""
        odds: Tensor = self.net((torch.cat((states, tone), 1) - self.mean) / self.spread)
        return odds


@dataclass(frozen=True)
class Fitted:
    """A network, and its log odds for everything there is."""

    network: EndingNetwork
    log_odds: Numbers


def fit(samples: Samplings, taught: npt.NDArray[np.bool_], *, states: float = 1.0, tone: float = 1.0) -> Fitted:
    """Trains on the samples of a mask. states, tone: 0 leaves that input out."""
    torch.manual_seed(1)
    x = [torch.from_numpy(samples.states.astype(np.float32)) * states, torch.from_numpy(samples.tone) * tone]
    known = torch.cat(x, 1)[torch.from_numpy(taught)]
    network = EndingNetwork(known.mean(0), known.std(0) + 1e-3)
    y = torch.from_numpy(samples.ends.astype(np.float32)) * (1 - 2 * SMOOTHING) + SMOOTHING
    optimiser = torch.optim.AdamW(network.parameters(), RATE, weight_decay=DECAY)
    which = torch.from_numpy(np.flatnonzero(taught))
    for _ in range(EPOCHS):
        for batch in which[torch.randperm(len(which))].split(BATCH):
            optimiser.zero_grad()
            odds = network(x[0][batch], x[1][batch])[:, 0]
            F.binary_cross_entropy_with_logits(odds, y[batch]).backward()
            optimiser.step()
    network.eval()
    with torch.no_grad():
        return Fitted(network, network(*x)[:, 0].numpy())


def auc(scores: Numbers, positive: npt.NDArray[np.bool_]) -> float:
    """Area under the receiver operating characteristic: how often an end scores above what is none."""
    ranks = scores.argsort().argsort() + 1
    ends = int(positive.sum())
    return float((ranks[positive].sum() - ends * (ends + 1) / 2) / (ends * (len(scores) - ends)))


def learn(samples: Samplings, out: Path) -> None:
    """Writes ending.onnx, trained on three quarters of the voices, and ending.json, measured on the others, and prints
    what states and tone are worth alone and together."""
    held_out = samples.voices % HELD_OUT_OF == HELD_OUT_OF - 1
    figures = {}
    for name, states, tone in (("tone", 0.0, 1.0), ("states", 1.0, 0.0), ("both", 1.0, 1.0)):
        fitted = fit(samples, ~held_out, states=states, tone=tone)
        figures[name] = round(auc(fitted.log_odds[held_out], samples.ends[held_out]), 3)
        print(f"{name}: AUC {figures[name]:.3f} on {int(held_out.sum())} pieces of voices never heard", flush=True)
    odds, ends = fitted.log_odds[held_out], samples.ends[held_out]
    steps = np.linspace(0, 1, QUANTILES)
    quantiles = {
        name: [round(float(q), 3) for q in np.quantile(odds[of], steps)]
        for name, of in (("ends", ends), ("goes on", ~ends))
    }
    out.mkdir(parents=True, exist_ok=True)
    facts = {"auc": figures, "pieces": len(samples.ends), "held_out": int(held_out.sum()), "quantiles": quantiles}
    (out / MEASURED.name).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    torch.onnx.export(
        fitted.network,
        (torch.zeros(1, samples.states.shape[1]), torch.zeros(1, samples.tone.shape[1])),
        out / "ending.onnx",
        input_names=["states", "tone"],
        output_names=["ending"],
        opset_version=18,
        dynamo=False,
    )
