"""Words that are not meant for the assistant: talk to somebody else in the room, or from across it."""

from duologue.core.writing import Move
from duologue_models.interaction.simulate.speech import TimedWord
from duologue_models.interaction.simulate.turns import SpokenTurn, TurnMaker, boundary, said_for

FAR_DB = (-24.0, -12.0)
"""Gain in dB (uniform) of somebody across the room."""


class Others:
    """Has the user, or somebody else, say what is none of the assistant's business. turns: whose script it goes to."""

    def __init__(self, turns: TurnMaker) -> None:
        self.turns, self.rng, self.script = turns, turns.rng, turns.script
        self.requests, self.say = turns.requests, turns.say

    def speak(self, at: float, *, far: bool) -> list[TimedWord]:
        """Words to somebody else, near the microphone or from across the room.

        From across the room come requests too, once the user has been heard: before that nothing tells a request from
        afar from that of a user who speaks low, and the first words of a session are mostly meant for the assistant.
        """
        rng, script = self.rng, self.script
        known = any(not word.far for word in script.user)
        words = self.requests.overheard(rng, requests=known) if far else self.requests.aside(rng)
        said = self.say(words, at, rng, self.turns.rate, None, rng.uniform(*FAR_DB) if far else 0.0)
        script.user += said
        return said

    def ignorable(self, said: list[TimedWord]) -> SpokenTurn:
        """Words that ask for nothing."""
        since = max(said[0].start - 0.2, self.turns.taken_s)
        return SpokenTurn(tuple(said), said_for(Move.NOTHING, [w.text for w in said]), since)

    def ignored(self, said: list[TimedWord]) -> None:
        """Notes that words ask for nothing, at moments at which the core looks at them."""
        told = self.ignorable(said)
        for at in (said[-1].end + self.rng.uniform(0.1, 0.6), said[-1].end + self.rng.uniform(0.6, 2.5)):
            self.turns.write(told, boundary(at))
