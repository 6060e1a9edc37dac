"""Opens what live translation needs, from the bundles on this machine, when it is first needed."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from duologue.core.devices import ComputerSound
from duologue.core.errors import BundleError, DuologueError
from duologue.core.translatable import Translatable
from duologue.session.translate.parts import ComputerParts, InterpretingParts
from duologue.session.worker import Worker

if TYPE_CHECKING:
    from duologue.model.languages.listening import Activity
    from duologue.model.languages.passage import Transcribes
    from duologue.translate.base import Translator


def open_interpreting(
    bundles: Path,
    provider: str,
    bundle: str = "",
    sound: Callable[[], ComputerSound] | None = None,
    *,
    charged_ms: float | None = None,
) -> InterpretingParts:
    """The parts of a session's live translation; nothing is read before the first use.

    bundles: folder of the bundles. provider: "auto", "cuda" or "cpu". bundle: name or folder of the one with the
    English ears. sound: opens what the computer plays, None where that is not heard. charged_ms: see Worker.
    """
    computer = None
    if sound is not None:
        english = partial(_english_ears, bundle, bundles, provider)
        computer = ComputerParts(sound, partial(_activity, bundle, bundles), english)
    return InterpretingParts(
        Worker("translation", charged_ms),
        partial(_ears, bundles, provider),
        partial(_translators, bundles),
        partial(translatable, bundles),
        computer,
    )


def translatable(bundles: Path) -> Translatable:
    """What can be translated with the bundles on this machine. A translator that is broken counts as missing: what is
    wrong with it is said where it is opened."""
    from duologue.model.bundle import list_bundles  # noqa: PLC0415 - English needs none of it
    from duologue.model.contents import LANGUAGES_BUNDLE  # noqa: PLC0415

    try:
        pairs = frozenset[tuple[str, str]]().union(*(each.pairs for each in _translators(bundles)))
    except DuologueError:
        pairs = frozenset()
    ears = any(entry.name == LANGUAGES_BUNDLE and entry.bundle is not None for entry in list_bundles(bundles))
    return Translatable(pairs, ears)


def _ears(bundles: Path, provider: str) -> "Transcribes":
    from duologue.model.languages.opening import open_languages  # noqa: PLC0415 - English needs none of it

    return open_languages(bundles, provider)


def _english_ears(bundle: str, bundles: Path, provider: str) -> "Transcribes":
    from duologue.model.bundle import load_bundle  # noqa: PLC0415 - the microphone needs none of it
    from duologue.model.ears.passages import open_english_passages  # noqa: PLC0415

    try:
        return open_english_passages(load_bundle(bundle, bundles, needs_core=False), provider)
    except (OSError, ValueError) as error:
        raise BundleError("bundle.ears", f"The English ears of '{bundle}' cannot be used: {error}.") from error


def _activity(bundle: str, bundles: Path) -> "Activity":
    from duologue.model.bundle import load_bundle  # noqa: PLC0415 - the microphone needs none of it
    from duologue.model.ears.passages import open_activity  # noqa: PLC0415

    return open_activity(load_bundle(bundle, bundles, needs_core=False))


def _translators(bundles: Path) -> "Sequence[Translator]":
    from duologue.translate.registry import open_translators  # noqa: PLC0415 - only where something is translated

    return open_translators(bundles)
