"""Short replies in several forms, so that the assistant does not say the very same thing twice in a row."""

import random
from collections.abc import Mapping

from duologue.core.writing import Move

REPLIES: Mapping[Move, tuple[str, ...]] = {
    Move.GREET: ("Hello.", "Hi there.", "Hello, nice to hear you."),
    Move.FAREWELL: ("Goodbye.", "Bye for now.", "See you soon."),
    Move.WELCOME: ("You're welcome.", "My pleasure.", "Any time."),
    Move.PRESENT: ("Yes, I'm here.", "Yes, I can hear you.", "I'm listening."),
    Move.WELL: ("I'm fine, thank you.", "Very well, thanks for asking.", "All is well, thank you."),
    Move.OKAY: ("Okay.", "All right.", "Sure."),
    Move.STOP: ("Okay.", "All right."),
    Move.REMARK: ("I see.", "Thank you for telling me.", "I see, thanks for sharing that."),
    Move.RESUME: ("That was all.", "There is nothing more to tell."),
    Move.MORE: ("Can you tell me a bit more?", "What exactly would you like?", "Could you be more specific?"),
    Move.ASK: ("One moment.", "Let me see.", "Just a second.", "Good question, one moment."),
}
"""What is said for a move; for a question that goes to the background model, at once."""
LOOKING = ("Looking.", "On it.", "Sure.")
"""What is said at once for a slow call: shorter than half a second, so that it seldom overlaps a user who goes on."""
ACKNOWLEDGEMENTS = ("Mm-hm.", "Uh-huh.", "Right.", "I see.", "Yeah.")
"""Neutral words that leave the turn with the user, each under 0.8 s of sound."""


class Replies:
    """Draws the forms by a seeded generator."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._last = ""

    def reply(self, move: Move) -> str:
        """A form of a move, "" for one that is not spoken."""
        return self._draw(REPLIES.get(move, ()))

    def looking(self) -> str:
        """What is said while a tool is at work."""
        return self._draw(LOOKING)

    def acknowledgement(self) -> str:
        """A sign that the assistant is listening."""
        return self._draw(ACKNOWLEDGEMENTS)

    def _draw(self, forms: tuple[str, ...]) -> str:
        fresh = [form for form in forms if form != self._last]
        if fresh:
            self._last = self._rng.choice(fresh)
        return self._last if fresh else ""
