"""The sessions with sound: rendered ones and recordings of people, heard by the real ears, as rows for training."""

from pathlib import Path

from duologue_models.interaction.simulate.recordings import recorded
from duologue_models.interaction.simulate.render import render
from duologue_models.interaction.targets.dataset import Rows, with_sound, world


def sound(
    data: Path, bundle: Path, work: Path, *, count: int, seed: int, workers: int, natural: Path | None = None
) -> Rows:
    """Sessions that were heard. bundle: gives the ears. work: keeps what they heard. count: rendered sessions, with
    natural voices if `natural` is the folder of their model (natural.py), and then a quarter as many with machines'.
    """
    machines = count if natural is None else count // 4
    heard = render(bundle, data, work / f"rendered-{seed}", count=machines, seed=seed, workers=workers)
    if natural is not None:
        folder = work / f"natural-{seed}"
        heard += render(bundle, data, folder, count=count, seed=seed, workers=workers, natural=natural)
    return with_sound([*heard, *recorded(data, bundle, work / "recorded.npz")], world(data, bundle, seed), bundle)
