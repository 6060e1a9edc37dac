"""From nothing to the weights: `python -m duologue_models.interaction --data DIR --bundle DIR`.

Needs the extras export and train, a C++ compiler, flite, espeak-ng and sox. The bundle gives the ears that listen to
the sessions with sound, the word table and the sentence embeddings; it may be one that was built without a core.
"""

import argparse
from pathlib import Path

from duologue_models.interaction.learn.train import Sources, TrainingPlan, train
from duologue_models.interaction.simulate.sound import sound

WEIGHTS = Path(__file__).resolve().parents[2] / "weights"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="duologue_models.interaction", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--bundle", type=Path, required=True, help="folder of a built bundle")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where core.onnx goes")
    parser.add_argument(
        "--work", type=Path, default=Path("build/interaction"), help="sessions with sound, checkpoint, curve"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--rendered", type=int, default=0, help="sessions rendered to sound beside those in models/sessions"
    )
    parser.add_argument("--silent", action="store_true", help="no sessions with sound at all, for trials")
    parser.add_argument("--natural", type=Path, help="folder of the natural voices' model (simulate/natural.py)")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the simulated sessions, for trials")
    parser.add_argument("--epochs", type=float, default=TrainingPlan.epochs)
    parser.add_argument("--rate", type=float, default=TrainingPlan.rate, help="highest learning rate")
    parser.add_argument("--minutes", type=float, default=TrainingPlan.minutes, help="longest time of the steps")
    parser.add_argument("--batch", type=int, default=TrainingPlan.batch, help="rows of a step")
    parser.add_argument("--device", default=TrainingPlan.device, help="cpu, or cuda where there is a GPU")
    parser.add_argument(
        "--begin-from",
        type=Path,
        help="checkpoint of an earlier run, or folder of a core.onnx, to train on; the mean of both is exported",
    )
    args = parser.parse_args()
    heard = None
    if not args.silent:
        kept = {"count": args.rendered, "seed": args.seed, "workers": args.workers, "natural": args.natural}
        heard = sound(args.data, args.bundle, args.work, **kept)
    plan = TrainingPlan(
        talk=int(TrainingPlan.talk * args.scale),
        meetings=int(TrainingPlan.meetings * args.scale),
        epochs=args.epochs,
        rate=args.rate,
        minutes=args.minutes,
        batch=args.batch,
        device=args.device,
        begin=args.begin_from,
    )
    train(plan, Sources(args.data, args.bundle, args.seed, args.workers, heard), args.out, args.work)


if __name__ == "__main__":
    main()
