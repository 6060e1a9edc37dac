"""Makes the language model of the ears: `python -m duologue_models.language --data DIR --bundle DIR`.

Writes models/weights/language.npz and language.json. bundle: a built bundle, for the recogniser's vocabulary.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt

from duologue.model.ears.tokenizer import Tokenizer
from duologue_models.language.table import LEAST, Counts, Table
from duologue_models.language.texts import texts

_WEIGHTS = Path(__file__).resolve().parents[2] / "weights"


def save(keys: npt.NDArray[np.uint32], values: npt.NDArray[np.float16], path: Path) -> None:
    """Writes a table as Language.load reads it. keys: [N] in rising order. values: [N]."""
    with path.open("wb") as file:
        np.savez_compressed(file, gaps=np.diff(keys, prepend=np.uint32(0)), values=values)


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="duologue_models.language", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--bundle", type=Path, required=True, help="folder of a built bundle")
    parser.add_argument("--out", type=Path, default=_WEIGHTS, help="where to write")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(arguments)
    counts = Counts(texts(args.data, args.seed))
    keys, values = Table(counts, Tokenizer.load(args.bundle / "ears/tokenizer.bin")).arrays()
    save(keys, values, args.out / "language.npz")
    words = sum(sum(following.values()) for following in counts.orders[0].values())
    facts = {"seed": args.seed, "words": words, "entries": len(keys), "least": LEAST}
    (args.out / "language.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
