"""Simulated conversations with an assistant. The rules that the targets teach:

1. The user's turn is over when the request is complete; pauses, fillers and cut-off sentences are not its end.
2. While the assistant speaks, "mm-hm" and the like do not stop it; a request or a "stop" does, from its onset.
3. What waits (an answer from the background, a timer) is said when the user does not hold the floor.
4. A story of several sentences is over when its last one is; between sentences the assistant holds.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from duologue.core.timing import MICROTURN_S
from duologue_models.interaction.grammar import PHRASES, Grammar
from duologue_models.interaction.session import OwnSpeech, Script
from duologue_models.interaction.speech import Said, spoken

DECISION_S = 0.1
"""From the end of the deciding micro-turn to the sound (the 100 ms slot of the session)."""
FUNCTION_WORDS = frozenset(
    "a an the and or but because so if when that to for of in on at with from about into by my your our his her this "
    "is are was be do does can could will would should what which who how where i we some any um uh er "
    "than as not every between".split()
)
SENTENCE_ENDS = (".", "?", "!")
Say = Callable[..., list[Said]]
"""(words, start, rng, rate=1.0, pauses=None) -> words with times."""
FOLLOW_UPS = ["let me think", "one moment", "good question", "let me see", "just a second", "hmm let me see"]


def boundary(t: float) -> float:
    """The first end of a micro-turn at or after t."""
    return float(np.ceil(t / MICROTURN_S - 1e-9) * MICROTURN_S)


@dataclass
class Material:
    """Sentences to build from: requests and answers of the corpora, and stories (lists of sentences)."""

    requests: list[list[str]]
    answers: list[list[str]]
    stories: list[list[list[str]]]


class Scenario:
    """Builds one script, exchange by exchange. All randomness from `rng`."""

    def __init__(self, material: Material, rng: np.random.Generator, say: Say = spoken, *, digits: bool = True) -> None:
        """say: how the user's words get their times; the default simulates, rendered sessions speak for real."""
        self.material = material
        self.rng = rng
        self.say = say
        self.grammar = Grammar(rng, digits=digits)
        self.script = Script()
        self.now = rng.uniform(0.3, 3.0)
        self.rate = rng.uniform(0.75, 1.35)

    def build(self, seconds: float) -> Script:
        """A session of about this length."""
        rng = self.rng
        while self.now < seconds:
            kind = rng.random()
            if kind < 0.50:
                self._exchange(self._request())
            elif kind < 0.74:
                self._exchange(self._request(), long_answer=True)
            elif kind < 0.84:
                self._story()
            elif kind < 0.92:
                self._alarm()
            elif kind < 0.95:
                self._typed()
            else:
                self._stray()
            self.now += float(rng.choice([rng.uniform(0.5, 2), rng.uniform(2, 7)]))
        self.script.duration = boundary(self.now + rng.uniform(1, 3))
        return self.script

    # ---- pieces ----------------------------------------------------------------------------------------------------

    def _pick(self, items: list) -> list[str]:
        return list(items[int(self.rng.integers(len(items)))])

    def _request(self) -> list[str]:
        rng = self.rng
        words = self.grammar.request() if rng.random() < 0.45 else self._pick(self.material.requests)
        if rng.random() < 0.12:
            words = [*self._pick([f.split() for f in PHRASES["fillers"]]), *words]
        return words

    def _turn(self, words: list[str], start: float) -> float:
        """The user says a whole turn, with pauses inside it; returns its end."""
        words, pauses = self._hesitant(list(words))
        if len(words) >= 6 and self.rng.random() < 0.06:
            words, pauses = self._corrected(words)
        said = self.say(words, start, self.rng, self.rate, pauses)
        for i in pauses:
            if 0 < i < len(said):
                self.script.thinking.append((said[i - 1].end, said[i].start))
        self.script.user += said
        return said[-1].end

    def _hesitant(self, words: list[str]) -> tuple[list[str], dict[int, float]]:
        """Pauses before some words: between sentences, and, in about half of the turns, at any place."""
        rng = self.rng
        pauses = {
            i: float(rng.uniform(0.25, 1.0))
            for i in range(1, len(words))
            if words[i - 1][-1:] in SENTENCE_ENDS and rng.random() < 0.6
        }
        if len(words) < 3 or rng.random() > 0.5:
            return words, pauses
        at = self._hesitation(words)
        if rng.random() < 0.35:
            words.insert(at, str(rng.choice(["um", "uh", "er", "so", "and", "like"])))
            pauses = {i + (i > at): s for i, s in pauses.items()}
            at += 1
        for place in {at, self._hesitation(words) if rng.random() < 0.3 else at}:
            kinds = [rng.uniform(0.25, 0.9), rng.uniform(0.8, 1.7), rng.uniform(1.5, 2.6)]
            pauses[place] = float(rng.choice(kinds, p=[0.5, 0.33, 0.17]))
        return words, pauses

    def _hesitation(self, words: list[str]) -> int:
        """Before which word somebody hesitates: mostly one that follows a function word (Maclay & Osgood 1959)."""
        after_function = [i for i in range(1, len(words)) if words[i - 1].lower() in FUNCTION_WORDS]
        if after_function and self.rng.random() < 0.75:
            return after_function[int(self.rng.integers(len(after_function)))]
        return int(self.rng.integers(1, len(words)))

    def _corrected(self, words: list[str]) -> tuple[list[str], dict[int, float]]:
        """A self-correction after the first saying: "..., no, ..." with a short pause before it."""
        cut = int(self.rng.integers(len(words) // 2, len(words)))
        repair = str(self.rng.choice(["no", "sorry", "i mean", "no wait", "actually", "sorry i mean"])).split()
        tail = words[cut:] or words[-1:]
        return [*words, *repair, *tail], {len(words): float(self.rng.uniform(0.15, 0.5))}

    def _take_up(self, end: float) -> float:
        """The assistant notices the end, mostly late; returns the time of the decision.

        Late on purpose: were most ends taken up at once, a silence that lasts would be a pause nearly always, and a
        core that once hesitated would then hold for ever.
        """
        waits = [self.rng.uniform(0.05, 0.4), self.rng.uniform(0.4, 2.6), self.rng.uniform(2.6, 7)]
        decided = boundary(end + self.rng.choice(waits, p=[0.15, 0.68, 0.17]))
        self.script.respond.append((end, decided))
        self.script.taken_up.append(decided)
        return decided

    def _speak(self, words: list[str], start: float, kind: str, *, streaming: bool = False) -> OwnSpeech:
        said = spoken(words, start, self.rng, 1.05)
        speech = OwnSpeech(start, said[-1].end, said[-1].end, kind, said)
        speech.streaming_until = start + 0.6 * (speech.end - start) if streaming else 0.0
        self.script.own.append(speech)
        return speech

    def _cut(self, speech: OwnSpeech, at: float) -> None:
        speech.end = at
        speech.words = [w for w in speech.words if w.end <= at]
        speech.streaming_until = min(speech.streaming_until, at)

    # ---- exchanges -------------------------------------------------------------------------------------------------

    def _exchange(self, words: list[str], *, long_answer: bool = False) -> None:
        rng = self.rng
        end = self._turn(words, self.now)
        if rng.random() < 0.05:
            end = self._premature(end)
        decided = self._take_up(end)
        if not long_answer and rng.random() < 0.6:
            speech = self._speak(self._pick(self.material.answers)[:14], decided + DECISION_S, "response")
            self.now = self._over(speech)
            return
        if rng.random() < 0.12:  # nothing is said at all
            self.now = decided
            return
        self._answer_later(decided, long_answer=long_answer)

    def _premature(self, end: float) -> float:
        """The assistant starts too early, the user goes on: it must stop at once. Returns the true end."""
        rng = self.rng
        decided = boundary(end + 0.1)
        resume = decided + DECISION_S + rng.uniform(0.1, 0.7)
        self.script.taken_up.append(decided)
        self.script.ignored.append((end, decided))
        speech = self._speak(self._pick(self.material.answers)[:12], decided + DECISION_S, "response")
        final = self._turn(self._request(), resume)
        stop = boundary(resume + rng.uniform(0.3, 0.8)) + DECISION_S
        if stop < speech.end:
            self._cut(speech, stop)
        self.script.yields.append((resume, speech.end))
        return max(final, speech.end + 0.05)

    def _answer_later(self, decided: float, *, long_answer: bool) -> None:
        rng = self.rng
        quiet = decided
        if rng.random() < 0.7:
            quiet = self._speak(self._pick([f.split() for f in FOLLOW_UPS]), decided + DECISION_S, "response").end
        arrives = decided + rng.uniform(0.3, 4.0)
        self.script.awaiting.append((decided, arrives))
        start = self._relay_from(max(arrives, quiet), arrives, "relay")
        count = int(rng.integers(2, 8)) if long_answer else 1
        words = [w for _ in range(count) for w in self._pick(self.material.answers)]
        self.now = self._over(self._speak(words, start, "relay", streaming=True))

    def _relay_from(self, free: float, since: float, kind: str) -> float:
        """Something waits since `since`; the floor is free from `free` on. Returns when its sound starts."""
        decided = boundary(free + self.rng.choice([0.02, 0.1, 0.3, 0.6, 1.5]))
        self.script.pending.append((since, decided, kind))
        self.script.relay.append((free, decided))
        return decided + DECISION_S

    def _over(self, speech: OwnSpeech) -> float:
        """What the user does while the assistant speaks; returns when the exchange is over."""
        rng = self.rng
        at = speech.start + rng.uniform(0.8, 3.0)
        while at < speech.end - 0.8:
            kind = rng.random()
            if kind < 0.40:
                return self._barge_in(speech, at)
            if kind < 0.85:
                words = str(rng.choice(PHRASES["backchannels"])).split()
                if rng.random() < 0.2:  # nobody agrees on how to write these
                    words = [str(rng.choice(PHRASES["misheard"]))]
                elif rng.random() < 0.15:
                    words += str(rng.choice(PHRASES["backchannels"])).split()
                said = self.say(words, at, rng, self.rate * 0.9)
                self.script.user += said
                at = said[-1].end
            at += rng.uniform(1.2, 6.0)
        if rng.random() < 0.12:  # "thanks" right after the end
            end = self._turn(
                str(rng.choice(["thanks", "thank you", "great", "okay good", "okay", "perfect"])).split(),
                speech.end + rng.uniform(0.2, 1.0),
            )
            self.script.ignored.append((end, end + 2.0))
            return end + 2.0
        return speech.end

    def _barge_in(self, speech: OwnSpeech, at: float) -> float:
        rng = self.rng
        words = self.grammar.interruption() if rng.random() < 0.7 else self._request()
        pauses = {1: rng.uniform(0.1, 0.6)} if len(words) > 1 and rng.random() < 0.3 else {}
        said = self.say(words, at, rng, self.rate, pauses)
        self.script.user += said
        stop = min(boundary(at + rng.uniform(0.3, 2.4)) + DECISION_S, speech.end)
        self.script.yields.append((at + 0.05, stop))
        self._cut(speech, stop)
        decided = self._take_up(max(said[-1].end, stop))
        if rng.random() < 0.75:
            return self._over(self._speak(self._pick(self.material.answers)[:10], decided + DECISION_S, "response"))
        return decided

    def _story(self) -> None:
        """Several sentences with gaps; the turn is over after the last."""
        rng = self.rng
        sentences = self.material.stories[int(rng.integers(len(self.material.stories)))]
        at = self.now
        for i, words in enumerate(sentences):
            at = self._turn(list(words), at)
            if i + 1 < len(sentences):
                gap = float(rng.choice([rng.uniform(0.3, 0.8), rng.uniform(0.6, 1.3)]))
                self.script.thinking.append((at, at + gap))
                at += gap
        if rng.random() < 0.4:
            at = self._turn(self._request(), at + rng.uniform(0.3, 1.0))
        decided = self._take_up(at)
        self.now = self._over(self._speak(self._pick(self.material.answers)[:12], decided + DECISION_S, "response"))

    def _alarm(self) -> None:
        """A timer ends: in silence, or while the user speaks."""
        rng = self.rng
        if rng.random() < 0.65:
            since = self.now
            start = self._relay_from(since, since, str(rng.choice(["response", "interjection"])))
        else:
            begun = self.now
            end = self._turn(self._request(), begun)
            since = float(rng.uniform(begun, end))
            decided = self._take_up(end)
            answer = self._speak(self._pick(self.material.answers)[:8], decided + DECISION_S, "response")
            start = self._relay_from(answer.end, since, "response")
        self.now = self._speak(
            str(
                rng.choice(
                    [
                        "ten seconds have passed",
                        "your timer is done",
                        "time is up",
                        "remember to stretch",
                        "hello",
                        "here is your reminder",
                    ]
                )
            ).split(),
            start,
            "interjection",
        ).end

    def _typed(self) -> None:
        """A typed request is complete when it arrives."""
        self.script.typed.append((self.now, " ".join(self._request())))
        decided = self._take_up(self.now)
        self.now = self._over(self._speak(self._pick(self.material.answers)[:14], decided + DECISION_S, "response"))

    def _stray(self) -> None:
        """A backchannel or filler with nothing to answer; it asks for nothing."""
        words = str(self.rng.choice([*PHRASES["fillers"], "mhm", "hmm", "okay", "yeah", "right", "oh"])).split()
        said = self.say(words, self.now, self.rng, self.rate)
        self.script.user += said
        self.now = said[-1].end + 1.0
        self.script.thinking.append((said[-1].end, self.now))
