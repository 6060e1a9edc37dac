"""What came due while nothing could be said: the program was off, or the machine slept."""

from collections.abc import Sequence
from dataclasses import dataclass

from duologue.tools.running import Running
from duologue.tools.wording import join_words, number_words, sentence, spoken_length

MAX_TOLD = 5
"""Of what came due in the meantime, so many are told one by one."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A timer or reminder that came due unheard. name: of a timer; text: what a reminder would have said."""

    is_timer: bool
    name: str
    text: str

    @classmethod
    def of(cls, running: Running, *, is_timer: bool) -> "Missed":
        """One that ran."""
        return cls(is_timer, running.label or spoken_length(running.seconds), running.text)


def told_of(missed: Sequence[Missed]) -> str:
    """What is said of it: "While I was off, your 8-minute timer ended."."""
    told = missed[:MAX_TOLD]
    timers = [f"your {one.name} timer" for one in told if one.is_timer]
    said = [one.text.removeprefix("Reminder: ") for one in told if not one.is_timer]
    parts = [f"{join_words(timers)} ended"] if timers else []
    if said:
        parts.append("a reminder came due" if len(said) == 1 else f"{number_words(len(said))} reminders came due")
    more = len(missed) - len(told)
    rest = [sentence(f"and {number_words(more)} more")] if more else []
    head = f"While I was off, {join_words(parts)}"
    return " ".join((f"{head}: {' '.join(said)}" if said else f"{head}.", *rest))
