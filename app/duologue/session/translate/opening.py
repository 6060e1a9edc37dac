"""Opens what live translation needs, from the bundles on this machine, when it is first needed."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from duologue.session.translate.parts import InterpretingParts
from duologue.session.worker import Worker

if TYPE_CHECKING:
    from duologue.model.languages.passage import Transcribes
    from duologue.translate.base import Translator


def open_interpreting(bundles: Path, provider: str) -> InterpretingParts:
    """The parts of a session's live translation; nothing is read before the first use.

    bundles: folder of the bundles. provider: "auto", "cuda" or "cpu".
    """
    return InterpretingParts(Worker("translation"), partial(_ears, bundles, provider), partial(_translators, bundles))


def _ears(bundles: Path, provider: str) -> "Transcribes":
    from duologue.model.languages.opening import open_languages  # noqa: PLC0415 - English needs none of it

    return open_languages(bundles, provider)


def _translators(bundles: Path) -> "Sequence[Translator]":
    from duologue.translate.registry import open_translators  # noqa: PLC0415 - only where something is translated

    return open_translators(bundles)
