"""The sessions with sound: rendered ones and recordings of people, heard by the real ears, as rows for training."""

from pathlib import Path

from duologue_models.interaction.simulate.hearings import load, save
from duologue_models.interaction.simulate.recordings import recorded
from duologue_models.interaction.simulate.render import render
from duologue_models.interaction.targets.dataset import Rows, with_sound, world

SESSIONS = Path(__file__).resolve().parents[3] / "sessions"
"""What was rendered, heard and kept, a file for each run (see its README.md)."""
READERS = "readers.npz"


def sound(
    data: Path, bundle: Path, work: Path, *, count: int, seed: int, workers: int, natural: Path | None = None
) -> Rows:
    """Sessions that were heard: those that are kept in SESSIONS, and further ones, which join them there.

    bundle: gives the ears. work: keeps what a run that was broken off has rendered. count: further sessions, with
    natural voices if `natural` is the folder of their model (natural.py), and then a quarter as many with machines'.
    """
    further: list[tuple[str, int, Path | None]] = [("machines", count if natural is None else count // 4, None)]
    further += [("natural", count, natural)] if natural is not None else []
    for kind, number, voices in further:
        kept = SESSIONS / f"{kind}-{seed}.npz"
        if number and not kept.exists():
            name = work / kept.stem
            save(render(bundle, data, name, count=number, seed=seed, workers=workers, natural=voices), kept)
    people = recorded(data, bundle, SESSIONS / READERS)
    rendered = [one for path in sorted(SESSIONS.glob("*.npz")) if path.name != READERS for one in load(path)]
    return with_sound([*rendered, *people], world(data, bundle, seed), bundle)
