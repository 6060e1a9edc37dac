"""Judges a bundle: `python -m duologue_models.interaction.judge WHAT --data DIR --bundle DIR [--natural DIR]`.

WHAT is endpoints, interruptions, spoken or takeovers; what each measures stands at the top of its file. endpoints and
interruptions need the extra train and fetch what they compare with once (12 MB).
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from duologue_models.interaction.judge import endpoints, interruptions, spoken, takeovers
from duologue_models.interaction.simulate.hearings import listener
from duologue_models.interaction.simulate.requests import Requests
from duologue_models.interaction.simulate.voices import Voices

SEED = 4242
"""Of the situations, apart from every seed that is trained with."""


def cases(options: argparse.Namespace, kinds: tuple[str, ...]) -> list[Path]:
    """The situations of these kinds, made where they are missing."""
    folder = options.work / "cases"
    return spoken.situations(Requests(options.data, SEED), Voices(options.natural), kinds, options.count, folder)


def played(options: argparse.Namespace, kinds: tuple[str, ...]) -> list[spoken.Outcome]:
    """What the program did in them."""
    made = cases(options, tuple(kind for kind in kinds if kind.startswith(options.only)))
    return list(spoken.results(made, options.work / "out", options.bundle, options.jobs))


def lines(options: argparse.Namespace) -> Iterator[str]:
    """The report that was asked for."""
    hear = listener(options.bundle)
    match options.what:
        case "spoken":
            yield from spoken.report(played(options, spoken.KINDS))
        case "interruptions":
            found = played(options, spoken.OVER_SPEECH)
            yield from spoken.report(found)
            yield from interruptions.measure(found, options.bundle)
        case "endpoints":
            cases(options, ("turn", "pause"))
            groups = {
                "natural voices": endpoints.natural_turns(options.work / "cases"),
                "people": endpoints.human_turns(options.data),
            }
            yield from endpoints.measure(groups, options.bundle, hear, options.work)
        case _:
            yield from takeovers.measure(options.data, options.bundle, hear, options.work)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="duologue_models.interaction.judge", description=__doc__)
    parser.add_argument("what", choices=("endpoints", "interruptions", "spoken", "takeovers"))
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--bundle", type=Path, required=True, help="folder of a built bundle")
    parser.add_argument("--natural", type=Path, help="folder of the natural voices; else machines' voices speak")
    parser.add_argument("--work", type=Path, default=Path("build/judge"), help="keeps cases and what was heard")
    parser.add_argument("--count", type=int, default=12, help="situations of each kind")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", help="kinds whose names begin so")
    for line in lines(parser.parse_args()):
        print(line, flush=True)


if __name__ == "__main__":
    main()
