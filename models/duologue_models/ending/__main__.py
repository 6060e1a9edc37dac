"""From natural voices to the network that tells an end by its sound:
`python -m duologue_models.ending --data DIR --bundle DIR --natural DIR`.

Needs the extras export and train. What is made stays in --work, and a run goes on with what it finds there.
"""

import argparse
from pathlib import Path

from duologue_models.ending.learn import learn
from duologue_models.ending.make import Samplings, make
from duologue_models.interaction.simulate.ending_sounds import MEASURED


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="duologue_models.ending", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--bundle", type=Path, required=True, help="folder of a built bundle")
    parser.add_argument("--natural", type=Path, required=True, help="folder of the voices (simulate/natural.py)")
    parser.add_argument("--out", type=Path, default=MEASURED.parent, help="where ending.onnx and ending.json go")
    parser.add_argument("--work", type=Path, default=Path("build/ending"))
    parser.add_argument("--count", type=int, default=800, help="sentences that are read")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    made = args.work / f"pieces-{args.seed}.npz"
    if not made.exists():
        make(args.data, args.bundle / "ears", args.natural, made, count=args.count, seed=args.seed)
    learn(Samplings.load(sorted(args.work.glob("pieces-*.npz"))), args.out)


if __name__ == "__main__":
    main()
