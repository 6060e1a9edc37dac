"""What can be translated live on this machine, and what is missing where something cannot."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from duologue.core.languages import ANY, ENGLISH

HEARD = (
    "ar", "ca", "cs", "da", "de", "el", "es", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nl", "no", "pl",
    "pt", "ro", "ru", "sv", "tr", "uk", "vi", "zh",
)  # fmt: skip
"""Languages beside English in which the recogniser of other languages is offered, ISO 639-1. It puts each of them into
English by itself.
"""


class Lack(StrEnum):
    """What is missing for a translation. EARS: the bundle that hears other languages than English."""

    NOTHING = ""
    EARS = "ears"
    TRANSLATOR = "translator"


@dataclass(frozen=True, slots=True)
class Translatable:
    """pairs: (source, target) of the translators there are. ears: other languages than English are understood."""

    pairs: frozenset[tuple[str, str]] = frozenset()
    ears: bool = False

    def lacks(self, source: str, target: str, *, two_way: bool = False) -> Lack:
        """What is missing to translate from one language, or from ANY, into another, or for captions in that which is
        spoken. two_way: and back."""
        ways = [(source, target), (target, source)] if two_way and source != ANY else [(source, target)]
        if not all(self._puts(*way) for way in ways):
            return Lack.TRANSLATOR
        return Lack.EARS if not self.ears and {way[0] for way in ways} != {ENGLISH} else Lack.NOTHING

    @property
    def sources(self) -> tuple[str, ...]:
        """What may be spoken, whether it is understood already or not: any, English, the others by their codes."""
        return (ANY, ENGLISH, *sorted({*HEARD, *(source for source, _ in self.pairs)} - {ENGLISH}))

    def targets(self, source: str) -> tuple[str, ...]:
        """What a language can be put into, whether it is understood already or not; itself, too, for captions."""
        known = {*self._known(), *(set() if source == ANY else {source})}
        return tuple(sorted(target for target in known if self._puts(source, target)))

    def _known(self) -> Iterable[str]:
        return {ENGLISH, *(target for _, target in self.pairs)}

    def _puts(self, source: str, target: str) -> bool:
        if source == target:  # captions
            return True
        if source == ANY:
            return target in self._known()
        return (source, target) in self.pairs or target == ENGLISH
