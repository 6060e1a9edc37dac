"""Somebody who tells something: sentences with gaps, in which they keep the floor."""

from dataclasses import dataclass

import numpy as np

from duologue.core.writing import Move
from duologue_models.interaction.simulate.speech import TimedWord
from duologue_models.interaction.simulate.turns import SpokenTurn, TurnMaker, boundary, said_for
from duologue_models.interaction.targets.script import DECISION_S, WAITS

ACKNOWLEDGEMENTS = ["mm hm", "uh huh", "right", "i see", "yeah", "okay"]
TELLING_S = 1.4
"""Longest silence inside a story in seconds; after a longer one the floor is free."""
READING_S = 2.1
"""The same for somebody who reads aloud: they stop at the ends of sentences, and to turn the page."""


@dataclass(frozen=True)
class Gaps:
    """Silences between sentences in seconds: each (shortest, longest) is drawn from with its share."""

    stretches: tuple[tuple[float, float], ...]
    shares: tuple[float, ...]

    def draw(self, rng: np.random.Generator) -> float:
        """The length of one silence in seconds."""
        return float(rng.choice([rng.uniform(*stretch) for stretch in self.stretches], p=self.shares))


IN_STORIES = Gaps(((0.3, 0.7), (0.6, 1.0), (1.0, TELLING_S)), (0.45, 0.4, 0.15))
IN_READING = Gaps(((0.3, 0.7), (0.6, 1.0), (1.0, READING_S)), (0.2, 0.35, 0.45))
MISSED = 0.5
"""Share of the places for an acknowledgement at which the assistant gives none. Without these a story in which it has
given none so far would be one in which none is wanted: a core that was once too late would be silent to its end."""


class Telling:
    """Has the user tell something. turns: whose script it goes to. stories: sentences of real monologues."""

    def __init__(self, turns: TurnMaker, stories: list[list[list[str]]]) -> None:
        self.turns, self.rng, self.script = turns, turns.rng, turns.script
        self.requests, self.say, self.stories = turns.requests, turns.say, stories

    def sentences(self) -> list[list[str]]:
        """What is told: a real monologue, or one that is made up."""
        if self.rng.random() < 0.3:
            return self.stories[int(self.rng.integers(len(self.stories)))]
        return self.requests.narrative(self.rng)

    def tell(
        self, sentences: list[list[str]], start: float, *, acknowledge: bool = False, gaps: Gaps = IN_STORIES
    ) -> list[TimedWord]:
        """Sentences with gaps in which the user keeps the floor; the assistant may acknowledge in them."""
        rng, script = self.rng, self.script
        said: list[TimedWord] = []
        at, silent_since = start, start
        patience = rng.uniform(2.5, 6.0)
        for i, words in enumerate(sentences):
            part = self.say(list(words), at, rng, self.turns.rate)
            script.user += part
            said += part
            end = part[-1].end
            gap = gaps.draw(rng)
            if i + 1 == len(sentences):
                break
            script.thinking.append((end, end + gap))
            told = SpokenTurn(tuple(said), said_for(Move.NOTHING, [w.text for w in said]), start - 0.2)
            peek = boundary(rng.uniform(end, end + gap))
            if peek < end + gap and rng.random() < 0.5:
                self.turns.write(told, peek, WAITS)
            fitting = end - silent_since > patience
            if fitting and not acknowledge:
                script.ignored.append((end, end + gap))
            elif fitting and rng.random() < MISSED:
                script.acknowledge.append((end, end + gap))
            elif fitting:
                decided = boundary(end + rng.uniform(0.1, max(0.3, min(0.7, gap - 0.1))))
                script.acknowledge.append((end, decided))
                words_ = str(rng.choice(ACKNOWLEDGEMENTS)).split()
                silent_since = self.turns.speak(words_, decided + DECISION_S, "backchannel").end
                patience = rng.uniform(2.5, 6.0)
            at = end + gap
        return said
