"""Makes the translator: `python -m duologue_models.translation --data DIR [--languages es fr de]`.

Writes models/weights/translate: the language models and the phrase tables. The tables of a language that is left out no
longer fit the words of the English model afterwards.
"""

import argparse
import gc
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from duologue_models.translation.directions import WEIGHTS
from duologue_models.translation.make import aligned, write_language, write_phrases
from duologue_models.translation.pairs import OTHERS, read
from duologue_models.translation.phrases import Table
from duologue_models.translation.sure_phrases import sure_phrases


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="duologue_models.translation", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the sentence pairs")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where to write")
    parser.add_argument("--languages", nargs="*", default=OTHERS, choices=OTHERS)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(arguments)
    gc.disable()  # millions of small tuples, no cycles
    try:
        _make(args.data, args.out, args.languages, args.seed)
    finally:
        gc.enable()


def _make(folder: Path, out: Path, chosen: Sequence[str], seed: int) -> None:
    out.mkdir(parents=True, exist_ok=True)
    data, tables, words = read(folder), {}, {}
    for other in chosen:
        counts, lexicon = aligned(data[other].learnt, other)
        tables[other] = Table(counts + Counter(sure_phrases(other)), lexicon)
        print(f"{other}: {len(tables[other].entries)} of {len(counts)} pairs of phrases", flush=True)
    for other, table in tables.items():
        texts = [foreign for _, foreign in data[other].learnt]
        words[other] = write_language(out / f"{other}.npz", texts, other, table.words(1), seed)
    english = [text for pairs in data.values() for text, _ in pairs.learnt]
    known = write_language(
        out / "en.npz", english, "en", {word for table in tables.values() for word in table.words(0)}, seed
    )
    for other, table in tables.items():
        write_phrases(out / f"en-{other}.npz", table, known, words[other])


if __name__ == "__main__":
    main()
