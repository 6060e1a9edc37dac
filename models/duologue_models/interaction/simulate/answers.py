"""What the assistant does about a turn, and what the user does while it speaks."""

from collections.abc import Sequence
from dataclasses import replace

from duologue.core.timing import MICROTURN_S, PREMATURE_S
from duologue.core.writing import Move
from duologue_models.interaction.simulate.others import Others
from duologue_models.interaction.simulate.requests import LabelledTurn
from duologue_models.interaction.simulate.speech import TimedWord
from duologue_models.interaction.simulate.turns import SpokenTurn, TurnMaker, boundary, led_in, said_for
from duologue_models.interaction.targets.script import DECISION_S, OwnSpeech, WriteMoment

FOLLOW_UPS = ["let me think", "one moment", "good question", "let me see", "just a second", "hmm let me see"]
STREAMED = 0.7
"""Share of the late answers that come in piece by piece; the others are results of tools."""
SLOW = 0.2
"""Share of the late answers that come so slowly that the voice has to wait for them between clauses."""
TYPED_OVER = 0.12
"""Share of the things that happen during an answer that are typed lines."""
TYPED_ACKNOWLEDGEMENT = 0.4
"""Share of these lines that only acknowledge what is being said."""
TYPED_ACKNOWLEDGEMENTS = [
    *("ok", "okay", "k", "yes", "yeah", "yep", "right", "sure", "cool", "nice", "good", "great", "aha", "wow", "mhm"),
    *("i see", "got it", "oh", "ok good", "okay cool", "interesting", "makes sense", "uh huh", "mm hm", "good to know"),
    *("really", "haha", "lol", "true", "exactly", "hm", "nice one", "oh nice", "ah ok", "ah i see", "thats cool"),
    *("👍", ":)", "😊", "!", "...", ":D", "👏", "wow!!"),
]
ASKED_BACK = 0.15
"""Share of the background model's answers that end with a question, to which the user replies."""
DETAILED = 0.05
"""Share of the short answers after which the user adds a detail."""
ACKNOWLEDGED_WAITING = 0.1
"""Share of the answers that are waited for during which the user types an acknowledgement."""
STOPPED_WRONGLY, STOPPED_BESIDES = 0.5, 0.7
"""Share of the acknowledgements, and of the words to others, at which the assistant stops all the same, and goes on
afterwards."""
PRE_CLOSINGS = frozenset(
    "ok okay alright all-right right thanks thank-you good great fine perfect got-it enough".split()
)
"""Words with which people close a topic and open the next (Schegloff and Sacks, "Opening up closings", 1973): what they
say after them comes a moment later, so these are waited for a micro-turn longer than "mm-hm" is."""
MISSED_S = 0.69
"""Seconds of silence after which an answer that was stopped by an acknowledgement is missed: it goes on by then."""
FIRST_OVER_S = (0.3, 3.0)
"""Seconds (uniform) after an answer has begun until the user first says something over it: over short ones, too."""
LAST_OVER_S = 0.4
"""Seconds before the end of an answer from which on nobody breaks in on it any more."""
CLEAR_S = (0.7, 1.3)
"""Seconds (uniform) until it is clear that words are meant for somebody else."""


class Answers:
    """Has the assistant answer, and the user interrupt, acknowledge or type meanwhile; each method returns when that is
    over. turns: whose script it goes to."""

    def __init__(self, turns: TurnMaker, others: Others) -> None:
        self.turns, self.rng, self.script = turns, turns.rng, turns.script
        self.requests, self.say, self.others = turns.requests, turns.say, others

    def answer(self, told: SpokenTurn, decided: float) -> float:
        """What the assistant does about a turn, by what is to be written about it."""
        moves = {wanted.choice for wanted in told.labelled.plan}
        if moves & {Move.NOTHING.value, Move.STOP.value, Move.RESUME.value}:
            return decided
        if Move.ASK.value in moves or (self.rng.random() < 0.15 and any("." in move for move in moves)):
            return self.later(decided, sentences=1 if self.rng.random() < 0.6 else int(self.rng.integers(2, 5)))
        words = self.requests.answer(self.rng)[:14]
        speech = self.turns.speak(words, decided + DECISION_S, "response")
        over = self.over(speech)
        if over <= speech.end + 0.01 and speech.end == speech.planned_end and self.rng.random() < DETAILED:
            return self._detailed(over)
        return over

    def _detailed(self, over: float) -> float:
        """The user adds a detail to what was asked for, as if that had been understood: it is a turn of its own."""
        detail = self.requests.detail(self.rng, background=self.script.background)
        told = self.turns.tell(detail, over + self.rng.uniform(0.3, 6.0))
        return self.answer(told, self.turns.take_up(told))

    def later(self, decided: float, *, sentences: int) -> float:
        """An answer of the background model, or the result of a slow tool."""
        rng = self.rng
        quiet = decided
        if rng.random() < 0.7:
            follow_up = str(rng.choice(FOLLOW_UPS)).split()
            quiet = self.turns.speak(follow_up, decided + DECISION_S, "response").end
        arrives = decided + rng.uniform(0.3, 4.0)
        self.script.awaiting.append((decided, arrives))
        if rng.random() < ACKNOWLEDGED_WAITING:
            self.acknowledge_typing(rng.uniform(decided + MICROTURN_S, arrives))
        if sentences > 1 and rng.random() < SLOW:
            return self._slowly(max(arrives, quiet), sentences)
        start = self.turns.relay_from(max(arrives, quiet), arrives, "relay")
        words = [w for _ in range(sentences) for w in self.requests.answer(rng)]
        if self.script.background and rng.random() < ASKED_BACK:
            return self._asked_back(words if rng.random() < 0.5 else [], start)
        return self.over(self.turns.speak(words, start, "relay", streaming=rng.random() < STREAMED))

    def _asked_back(self, words: list[str], start: float) -> float:
        """The background model ends its answer with a question; the reply is for it."""
        question, reply = self.requests.question_back(self.rng)
        speech = self.turns.speak([*words, *question], start, "relay", streaming=self.rng.random() < STREAMED)
        over = self.over(speech)
        if over > speech.end + 0.01 or speech.end < speech.planned_end:
            return over  # something else was asked for
        told = self.turns.tell(reply, over + self.rng.uniform(0.1, 2.5))
        return self.answer(told, self.turns.take_up(told))

    def _slowly(self, free: float, sentences: int) -> float:
        """An answer that comes sentence by sentence, more slowly than it is said; the user may break in between."""
        rng, now = self.rng, free
        for _ in range(sentences):
            start = self.turns.relay_from(free, free, "relay", (0.02, 0.1, 0.3))
            speech = self.turns.speak(self.requests.answer(rng), start, "relay")
            speech.streaming_until = speech.end
            now = self.over(speech)
            if now > speech.end + 0.01 or speech.end < speech.planned_end:
                return now  # something else was asked for
            free = now + rng.uniform(0.3, 3.5)
            if rng.random() < 0.12:
                begins = now + rng.uniform(0.2, free - now)
                stops = rng.random() < 0.5
                labelled = said_for(Move.STOP, self.requests.stop(rng)) if stops else self._broken_in()
                told = self.turns.tell(labelled, begins, since=begins - 0.2)
                return self.answer(told, self.turns.take_up(told))
        return now

    # ---- typed lines -----------------------------------------------------------------------------------------------

    def type(self, labelled: LabelledTurn, at: float) -> SpokenTurn:
        """The user types a line, which is written about in the micro-turn in which it comes."""
        words = tuple(labelled.words)
        if self.rng.random() < 0.7:  # people who type leave out capitals and stops
            words = tuple(word.lower().rstrip(".?!,") or word for word in words)
        self.script.typed.append((at, " ".join(words)))
        self.script.writes.append(WriteMoment(at, labelled.words, labelled.plan, at, at, labelled.standing, words))
        return SpokenTurn(tuple(TimedWord(word, at, at) for word in words), labelled, at)

    def acknowledge_typing(self, at: float) -> None:
        """The user types an "ok" to what is being said or worked on; often something stands or is under way then."""
        words = str(self.rng.choice(TYPED_ACKNOWLEDGEMENTS)).split()
        standing = self.turns.request().standing if self.rng.random() < 0.7 else ()
        self.type(replace(said_for(Move.NOTHING, words), standing=standing), boundary(at))

    def _typed_over(self, speech: OwnSpeech, at: float) -> float | None:
        """A line is typed while the assistant speaks; returns when what follows is over, None if it goes on."""
        rng, at = self.rng, boundary(at)
        if rng.random() < TYPED_ACKNOWLEDGEMENT:
            self.acknowledge_typing(at)
            return None
        stops = rng.random() < 0.25
        labelled = said_for(Move.STOP, self.requests.stop(rng)) if stops else self.turns.request()
        told = self.type(labelled, at)
        self._put_away(speech, at + DECISION_S)
        return self.answer(told, at)

    # ---- while the assistant speaks --------------------------------------------------------------------------------

    def over(self, speech: OwnSpeech) -> float:
        """What the user does while the assistant speaks; returns when the exchange is over."""
        rng = self.rng
        at = speech.start + rng.uniform(*FIRST_OVER_S)
        while at < speech.end - LAST_OVER_S:
            kind = rng.random()
            if rng.random() < TYPED_OVER:
                if (over := self._typed_over(speech, at)) is not None:
                    return over
                kind = 1.0
            if kind < 0.38:
                return self._barge_in(speech, at)
            if kind < 0.92:
                besides = kind >= 0.7
                said = self._besides(speech, at) if besides else self._acknowledged(at)
                if rng.random() < (STOPPED_BESIDES if besides else STOPPED_WRONGLY):
                    speech = self._stopped_wrongly(speech, said, besides=besides)
                at = max(said[-1].end, speech.start)
            at += rng.uniform(1.2, 6.0)
        if rng.random() < 0.12:  # "thanks" right after the end
            words = str(rng.choice(["thanks", "thank you", "great", "okay good", "okay", "perfect"])).split()
            said = self.say(words, speech.end + rng.uniform(0.2, 1.0), rng, self.turns.rate)
            self.script.user += said
            self.script.ignored.append((said[-1].end, said[-1].end + 2.0))
            return said[-1].end + 2.0
        return speech.end

    def _acknowledged(self, at: float) -> list[TimedWord]:
        said = self.say(self.requests.backchannel(self.rng), at, self.rng, self.turns.rate * 0.9)
        self.script.user += said
        return said

    def _besides(self, speech: OwnSpeech, at: float) -> list[TimedWord]:
        """Talk that is meant for somebody else, over the assistant's words."""
        rng = self.rng
        far = rng.random() < 0.4
        said = self.others.speak(at, far=far)
        if said[-1].end > speech.end - 0.2:
            self.others.ignored(said)
        return said

    def _stopped_wrongly(self, speech: OwnSpeech, said: list[TimedWord], *, besides: bool) -> OwnSpeech:
        """The assistant stops for words that did not want it to, and goes on after them; returns what is said then.

        besides: they are words to somebody else, which can be clear before they end. An "okay" never is: a request may
        follow, so a moment more is waited.
        """
        rng = self.rng
        stop = boundary(said[0].start + rng.uniform(0.2, 0.9)) + DECISION_S
        if stop > speech.end - 0.3 or _begun(speech, stop) or not (rest := self._put_away(speech, stop)):
            return speech
        over = said[-1].end + 0.1
        if _closes(said):
            over = max(over, min(over + MICROTURN_S, stop + MISSED_S))
        self.turns.look_at_onset(self.others.ignorable(said))
        if besides and (clear := max(stop, said[0].start + rng.uniform(*CLEAR_S))) < over - MICROTURN_S:
            self.turns.write(self.others.ignorable(said), boundary(clear))
            over = clear
        self.others.ignored(said)
        start = self.turns.relay_from(max(stop, over), stop, "relay", (0.02, 0.1))
        self.turns.taken_s = start - DECISION_S
        self.script.overheard.append(start - DECISION_S)
        return self.turns.speak(rest, start, "relay", streaming=True)

    def _put_away(self, speech: OwnSpeech, stop: float) -> list[str]:
        """Cuts a speech and returns its rest, from the beginning of a clause on.

        There is none of a response that had just begun, nor of what was said to its end.
        """
        nothing_left = stop >= speech.end or _begun(speech, stop)
        said = sum(word.end <= stop for word in speech.words)
        rest = [word.text for word in speech.words[max(0, said - int(self.rng.integers(0, 5))) :]]
        self.turns.cut(speech, stop)
        return [] if nothing_left else rest

    def _barge_in(self, speech: OwnSpeech, at: float) -> float:
        rng = self.rng
        stops = rng.random() < 0.3
        labelled = said_for(Move.STOP, self.requests.stop(rng)) if stops else self._broken_in()
        told = self.turns.tell(labelled, at, since=at - 0.2)
        delay = rng.uniform(0.3, 2.4) if rng.random() < 0.85 else rng.uniform(2.4, 7.0)  # missed for long, at times
        stop = min(boundary(at + delay) + DECISION_S, speech.end)
        self.turns.look_at_onset(told)
        self.script.yields.append((at + 0.05, stop))
        rest = self._put_away(speech, stop)
        over = decided = self.turns.take_up(told, free=stop)
        if rest:
            self.script.pending.append((stop, decided, "relay"))
        if not stops:
            answer = self.turns.speak(self.requests.answer(rng)[:10], decided + DECISION_S, "response")
            over = self.over(answer)
        return self._resumed(rest, over) if rest and rng.random() < 0.15 else over

    def _resumed(self, rest: list[str], over: float) -> float:
        """The user asks for the rest of what was put away; returns when that is over."""
        asked = said_for(Move.RESUME, self.requests.resume(self.rng))
        told = self.turns.tell(asked, over + self.rng.uniform(0.5, 4.0))
        return self.over(self.turns.speak(rest, self.turns.take_up(told) + DECISION_S, "relay", streaming=True))

    def _broken_in(self) -> LabelledTurn:
        """A request, often after a "wait" or a "stop", or after an "okay" as if it were an acknowledgement."""
        labelled = self.turns.request()
        kind = self.rng.random()
        if kind < 0.35:
            return labelled
        return led_in(labelled, self.requests.stop(self.rng) if kind < 0.6 else self.requests.beginning(self.rng))


def _begun(speech: OwnSpeech, stop: float) -> bool:
    """Whether a response that is stopped at `stop` had only just begun: it is given up, and its turn read again."""
    return speech.kind == "response" and stop - speech.start <= PREMATURE_S


def _closes(said: Sequence[TimedWord]) -> bool:
    """Whether words begin as those do that close a topic."""
    first, *rest = (word.text.casefold().strip(".,!?") for word in said[:2])
    return first in PRE_CLOSINGS or "-".join((first, *rest)) in PRE_CLOSINGS
