"""The sessions with sound: rendered ones and recordings of people, heard by the real ears, as rows for training."""

from pathlib import Path

from duologue_models.interaction.simulate.recordings import recorded
from duologue_models.interaction.simulate.render import render
from duologue_models.interaction.targets.dataset import Rows, with_sound, world


def sound(data: Path, bundle: Path, work: Path, *, count: int, seed: int, workers: int) -> Rows:
    """Sessions that were heard. bundle: gives the ears. work: keeps what they heard. count: rendered sessions."""
    heard = render(bundle, data, work / f"rendered-{seed}-{count}.pickle", count=count, seed=seed, workers=workers)
    return with_sound([*heard, *recorded(data, bundle, work / "recorded.npz")], world(data, bundle, seed), bundle)
