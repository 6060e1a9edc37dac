"""What is translated into what: the settings of a live translation, as they are wished for at one moment."""

from dataclasses import dataclass

from duologue.core.languages import ANY, ENGLISH
from duologue.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Direction:
    """source: ISO 639-1, or ANY for whatever is spoken. two_way: what is said in the target goes into the source.
    aloud: it is spoken, and not shown alone."""

    source: str
    target: str
    two_way: bool = False
    aloud: bool = True

    @classmethod
    def of(cls, settings: Settings) -> "Direction":
        """What the settings say."""
        both = settings.two_way and settings.source != ANY
        return cls(settings.source, settings.target, both, settings.translate_aloud)

    @property
    def among(self) -> tuple[str, ...]:
        """The languages that may be spoken, none for any."""
        return () if self.source == ANY else (self.source, self.target) if self.two_way else (self.source,)

    @property
    def by_ear(self) -> bool:
        """Whether the recogniser of other languages is needed."""
        return self.among != (ENGLISH,)

    @property
    def in_english(self) -> bool:
        """Whether English may be spoken."""
        return not self.among or ENGLISH in self.among

    def into(self, language: str) -> str:
        """What an utterance is put into, "" if it is left as it is. language: of the utterance."""
        if language == self.target:
            return self.source if self.two_way else ""
        return self.target if not self.among or language in self.among else ""
