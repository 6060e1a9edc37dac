"""What is translated into what: the settings of a live translation, as they are wished for at one moment."""

from dataclasses import dataclass

from duologue.core.languages import ANY, COMPUTER, ENGLISH, MICROPHONE
from duologue.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Direction:
    """source: ISO 639-1, or ANY for whatever is spoken. target: the same as the source for captions, which are not
    translated. two_way: what is said in the target goes into the source. aloud: it is spoken, and not shown alone.
    heard: whose words they are: MICROPHONE, COMPUTER or BOTH."""

    source: str
    target: str
    two_way: bool = False
    aloud: bool = True
    heard: str = MICROPHONE

    @classmethod
    def of(cls, settings: Settings) -> "Direction":
        """What the settings say."""
        both = settings.two_way and settings.source not in (ANY, settings.target)
        return cls(settings.source, settings.target, both, settings.translate_aloud, settings.translate_from)

    @property
    def of_user(self) -> bool:
        """What the microphone hears is translated."""
        return self.heard != COMPUTER

    @property
    def of_computer(self) -> bool:
        """What the computer plays is translated."""
        return self.heard != MICROPHONE

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

    def into(self, language: str, *, played: bool = False) -> str:
        """What an utterance is put into: "" if it is left out, its own language if it is shown as it is.

        language: of the utterance. played: the computer played it; then all that can be understood is shown.
        """
        if language == self.target:
            return self.source if self.two_way else self.target if played or self.source == self.target else ""
        return self.target if not self.among or language in self.among else ""
