"""The command `duologue translate`: lines in, their translations out, spoken too if wanted."""

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from duologue.commands import voices
from duologue.core.languages import language_code
from duologue.core.paths import Paths

if TYPE_CHECKING:
    from duologue.core.microturn import Samples
    from duologue.translate.base import Translator


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Adds the command `translate`."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "translate", help="translate lines of text", description="Reads lines and writes the translation of each."
    )
    parser.add_argument(
        "--from",
        dest="source",
        type=language_code,
        required=True,
        metavar="CODE",
        help="language of the lines, ISO 639-1",
    )
    parser.add_argument(
        "--to", dest="target", type=language_code, required=True, metavar="CODE", help="language to write them in"
    )
    parser.add_argument("--translator", default="", metavar="NAME", help="which translator (the best there is)")
    parser.add_argument("--speak", action="store_true", help="say the translations, too")


def run(options: argparse.Namespace, paths: Paths) -> int:
    """Carries out the command; returns the exit status.

    Raises:
        DuologueError: what cannot be done, in one sentence, for the caller to show.
    """
    from duologue.translate.registry import choose, open_translators  # noqa: PLC0415 - heavy to import, see cli.py

    translator = choose(open_translators(paths.bundles), options.source, options.target, options.translator)
    lines = _translated(translator, options.source, options.target)
    if options.speak:
        voices.play(_aloud(lines, options.target, paths))
        return 0
    for _ in lines:
        pass
    return 0


def _translated(translator: "Translator", source: str, target: str) -> Iterator[str]:
    """The translation of each line of the standard input, written as soon as it is there; empty lines stay empty."""
    context = ""
    for line in sys.stdin:
        text = translator.translate(line, source, target, context).text if line.strip() else ""
        context = line.strip() or context
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
        yield text


def _aloud(lines: Iterator[str], language: str, paths: Paths) -> "Iterator[Samples]":
    speak = voices.speaker(language, paths)
    for line in lines:
        if line:
            yield from speak(line)
