"""Measures a translator on the pairs kept for judging: `python -m duologue_models.translation.evaluate --data DIR`.

Apertium stands beside it for Spanish where it is installed; it is no part of the project.
"""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from duologue.translate.phrase_translator import PhraseTranslator
from duologue_models.translation.directions import Direction, measuring
from duologue_models.translation.pairs import read
from duologue_models.translation.scores import bleu, chrf

_APERTIUM = {("en", "es"): "eng-spa", ("es", "en"): "spa-eng"}


def heard(text: str) -> str:
    """A sentence without case and punctuation, as a recogniser may write it."""
    return " ".join(re.sub(r"[^\w\s'’-]|(?<!\w)['’-]|['’-](?!\w)", " ", text.lower()).split()) or text


def apertium(texts: Sequence[str], source: str, target: str) -> list[str] | None:
    """What Apertium makes of the texts, None where it is not installed or does not know the pair."""
    pair = _APERTIUM.get((source, target))
    if pair is None or shutil.which("apertium") is None:
        return None
    lines = "".join(f"{text}\n\n" for text in texts)
    done = subprocess.run(["apertium", "-u", pair], input=lines, capture_output=True, text=True, check=True)
    return done.stdout.strip().split("\n\n")


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    parser = measuring("evaluate", __doc__)
    parser.add_argument("--many", type=int, default=500, help="how many sentences each way")
    parser.add_argument("--heard", action="store_true", help="also without case and punctuation")
    parser.add_argument("--json", type=Path, help="where the figures go")
    args = parser.parse_args(arguments)
    data, translator, figures = read(args.data), PhraseTranslator(args.weights), {}
    for name in args.pairs:
        direction = Direction.named(name)
        source, target, other, way = direction.source, direction.target, direction.other, direction.way
        judged = data[other].judged[: args.many]
        texts, references = [pair[way] for pair in judged], [pair[1 - way] for pair in judged]
        translator.translate(texts[0], source, target)
        begun = time.perf_counter()
        made = [translator.translate(text, source, target).text for text in texts]
        spent = (time.perf_counter() - begun) / len(texts)
        figures[name] = {"chrF": chrf(made, references), "BLEU": bleu(made, references), "ms": 1000 * spent}
        if args.heard:
            bare = [translator.translate(heard(text), source, target).text for text in texts]
            figures[name] |= {"chrF heard": chrf([heard(t) for t in bare], [heard(t) for t in references])}
        if (theirs := apertium(texts, source, target)) is not None:
            figures[name] |= {"Apertium chrF": chrf(theirs, references), "Apertium BLEU": bleu(theirs, references)}
        print(name, "  ".join(f"{what} {value:.1f}" for what, value in figures[name].items()), flush=True)
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
