"""What is said around an assistant but not to it: stories, words to somebody else, voices across the room."""

import numpy as np

from duologue_models.interaction.simulate.requests.kinds import Kinds
from duologue_models.interaction.simulate.requests.style import inside, styled
from duologue_models.interaction.simulate.requests.template import expand, fill, load, pick
from duologue_models.interaction.simulate.requests.texts import Texts

Rng = np.random.Generator
PEOPLE = load("people.toml")


class Scenes:
    """Draws speech that asks the assistant for nothing."""

    def __init__(self, texts: Texts, kinds: Kinds) -> None:
        self._texts, self._kinds = texts, kinds
        people = ("I", "We", "My", "He", "She")
        self._by_person = {who: [t for t in texts.told if t.split()[0] == who] for who in people}
        self._by_person["The"] = [t for t in texts.told if t.startswith(("The ", "They ", "Our "))]

    def _form(self, rng: Rng, name: str) -> list[str]:
        form = expand(rng, pick(rng, PEOPLE[name]))
        return fill(form, lambda kind: self._kinds.draw(rng, kind)).words

    def narrative(self, rng: Rng) -> list[list[str]]:
        """2-9 sentences of a story, as words."""
        count = int(rng.integers(2, 10))
        own = rng.random()
        who = pick(rng, ("I", "We", "He", "She", "I"))
        sentences = []
        for i in range(count):
            if rng.random() < own:
                words = self._form(rng, "opening" if i == 0 else "ending" if i == count - 1 else "middle")
            else:
                group = who if rng.random() < 0.7 else pick(rng, ("My", "The", "I"))
                words = pick(rng, self._by_person[group]).split()
            if i and rng.random() < 0.25:
                words = [*pick(rng, PEOPLE["links"]).split(), *inside(words)]
            sentences.append(styled(rng, words))
        return sentences

    def reading(self, rng: Rng) -> list[list[str]]:
        """2-6 sentences as they stand in books, as words: long, about others, in the third person."""
        sentences = []
        who = pick(rng, ("He", "She", "The"))
        for _ in range(int(rng.integers(2, 7))):
            words = pick(rng, self._by_person[who if rng.random() < 0.6 else pick(rng, ("He", "She", "The"))]).split()
            for _ in range(int(rng.choice([0, 1, 2], p=[0.25, 0.45, 0.3]))):
                more = pick(rng, self._by_person[pick(rng, ("He", "She", "The", "We"))]).split()
                words = [*words[:-1], words[-1].rstrip(".") + ",", *pick(rng, PEOPLE["clauses"]).split(), *inside(more)]
            if rng.random() < 0.3:
                words = [*pick(rng, PEOPLE["links"]).split(), *inside(words)]
            sentences.append(styled(rng, words))
        return sentences

    def aside(self, rng: Rng) -> list[str]:
        """To somebody else in the room: a sentence, now and then two."""
        first = self._to_somebody(rng)
        if rng.random() < 0.75:
            return first
        more = self._form(rng, "aside") if rng.random() < 0.5 else pick(rng, self._texts.to_people).split()
        return [*first, *styled(rng, more)]

    def _to_somebody(self, rng: Rng) -> list[str]:
        kind = rng.random()
        if kind < 0.08:
            calls = [self._form(rng, "pet") for _ in range(int(rng.integers(1, 4)))]
            return [word for words in calls for word in styled(rng, words)]
        if kind < 0.5:
            return styled(rng, self._form(rng, "aside"))
        name = self._form(rng, "vocative")
        words = pick(rng, self._texts.to_people if rng.random() < 0.6 else self._texts.between).split()
        if rng.random() < 0.6:
            words = [*name[:-1], f"{name[-1]},", *inside(words)]
        else:
            words = [*words[:-1], f"{words[-1].rstrip('.?!')},", *name]
        return styled(rng, words)

    def phone(self, rng: Rng) -> list[list[str]]:
        """One side of a telephone call, utterance by utterance."""
        middle = [self._form(rng, "phone") for _ in range(int(rng.integers(1, 5)))]
        return [styled(rng, words) for words in (self._form(rng, "pickup"), *middle, self._form(rng, "hangup"))]

    def overheard(self, rng: Rng) -> list[str]:
        """Television, radio, other people."""
        kind = rng.random()
        if kind < 0.35:
            return styled(rng, self._form(rng, "broadcast"))
        if kind < 0.5:
            return self.aside(rng)
        source = pick(rng, (self._texts.told, self._texts.between, self._texts.asked, self._texts.to_people))
        return styled(rng, pick(rng, source).split())

    def backchannel(self, rng: Rng) -> list[str]:
        """Mm-hm; nobody agrees on how to write it."""
        kind = rng.random()
        words = self._form(rng, "misheard" if kind < 0.22 else "backchannel")
        return [*words, *self._form(rng, "backchannel")] if kind > 0.87 else words

    def answer(self, rng: Rng) -> list[str]:
        """A statement as an assistant says it."""
        if rng.random() < 0.5:
            return self._form(rng, "answer")
        return pick(rng, self._texts.answers).split()

    def context(self, rng: Rng) -> list[str]:
        """A sentence that says why something is going to be asked for."""
        return self._form(rng, "context")
