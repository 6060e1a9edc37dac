"""Simulated conversations with an assistant. The rules that the targets teach:

1. The user's turn is over when the request is complete; pauses, fillers and cut-off sentences are not its end.
2. While the assistant speaks, "mm-hm" and talk to somebody else do not stop it; a request or a "stop" does, from its
   onset.
3. What waits (an answer from the background, a slow tool) is said when the user does not hold the floor.
4. A timer or reminder that has come due is said at the first pause, after a second at the latest; a cue that the user
   asked for at once, into their words.
5. Somebody who tells something keeps the floor between their sentences (silences below 1.4 s); the assistant
   acknowledges at the end of a sentence when it has been silent for some seconds, and answers after the last one.
   Somebody who reads aloud keeps it for silences of up to 2.1 s, and a remark is enough.
6. Talk to somebody else, and talk from across the room, is none of the assistant's business.
7. A call is made as soon as all that it needs was said, although the user still speaks.
8. An answer that was stopped goes on if the words were not meant for the assistant, as soon as that is clear, or if
   the user asks for the rest; it is put away for a request or a "stop".
9. A line that is typed is a turn of its own, which the session takes up at once: the core goes on as it was, and sees
   speech end and begin.
10. Whoever asks for something and leaves out what is needed, or is not understood, may still go on: they are asked
   after a silence of 1.6 s.
"""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from duologue.core.writing import Move
from duologue_models.interaction.simulate.answers import FOLLOW_UPS, STREAMED, Answers
from duologue_models.interaction.simulate.others import Others
from duologue_models.interaction.simulate.requests import LabelledTurn, Requests
from duologue_models.interaction.simulate.speech import TimedWord, spoken
from duologue_models.interaction.simulate.telling import ACKNOWLEDGEMENTS, IN_READING, READING_S, TELLING_S, Telling
from duologue_models.interaction.simulate.turns import Say, SpokenTurn, TurnMaker, boundary, led_in, said_for
from duologue_models.interaction.targets.script import DECISION_S, WAITS, Script, WriteMoment

ALARMS = ["ten seconds are up", "your timer is done", "time is up", "remember to stretch", "remember to call ben"]
INTERJECTIONS = ["ding", "one", "two", "three", "you said it again", "careful", "bell", "number four", "that word"]
PRACTICE = 4
"""How many turns of each session are for writing alone."""
PRESSED = 0.3
"""Share of the requests made without a word that are buttons of a panel."""
CLOSED = 0.25
"""Share of the stories after whose last sentence the assistant acknowledges before it answers."""


class Scenario:
    """Builds one script, situation by situation. All randomness from `rng`."""

    def __init__(
        self, requests: Requests, stories: list[list[list[str]]], rng: np.random.Generator, say: Say = spoken
    ) -> None:
        """stories: sentences of real monologues. say: how the user's words get their times; the default simulates,
        rendered sessions speak for real."""
        self.turns = TurnMaker(requests, rng, say)
        self.requests, self.rng, self.say = requests, rng, say
        self.script = self.turns.script
        self.others, self.telling, self.stories = Others(self.turns), Telling(self.turns, stories), stories
        self.answers = Answers(self.turns, self.others)
        self.now = rng.uniform(0.3, 3.0)

    def build(
        self, seconds: float, *, practised: int = PRACTICE, corrected: float = 0.16, answered: bool = False
    ) -> Script:
        """A session of about this length. practised: turns given for writing alone, `corrected` of them with a
        self-correction. answered: it begins with a long answer, over which the user may talk."""
        rng = self.rng
        if answered:
            self._long_answer()
        situations = [
            (0.32, self._exchange),
            (0.17, self._long_answer),
            (0.18, self._story),
            (0.06, self._reading),
            (0.08, self._alarm),
            (0.05, self._cue),
            (0.08, self._aside),
            (0.03, self._phone),
            (0.06, self._company),
            (0.07, self._meanwhile),
            (0.03, self._typed),
            (0.05, self._stray),
        ]
        shares = np.array([share for share, _ in situations])
        while self.now < seconds:
            situations[int(rng.choice(len(situations), p=shares / shares.sum()))][1]()
            self.now += float(rng.choice([rng.uniform(0.5, 2), rng.uniform(2, 7)]))
        self.script.duration = boundary(self.now + rng.uniform(1, 3))
        for _ in range(practised):
            self.turns.practise(boundary(rng.uniform(0, min(seconds, self.script.duration))), corrected)
        return self.script

    # ---- requests and their answers --------------------------------------------------------------------------------

    def _exchange(self) -> None:
        if self.rng.random() < 0.08:
            self._premature()
            return
        told = self.turns.tell(self.turns.request(), self.now)
        self.now = self.answers.answer(told, self.turns.take_up(told))

    def _long_answer(self) -> None:
        told = self.turns.tell(self.turns.request(), self.now)
        self.now = self.answers.later(self.turns.take_up(told), sentences=int(self.rng.integers(2, 8)))

    def _premature(self) -> None:
        """The assistant starts too early: it must stop at once and hear the whole turn.

        In a pause, after which the user goes on, or over their last words.
        """
        rng, script = self.rng, self.script
        labelled = self.turns.request(corrected=0.4)
        if rng.random() < 0.3:
            self._over_the_end(labelled)
            return
        in_pause = rng.random() < 0.7
        cut = self.requests.before_repair(labelled) if in_pause else len(labelled.words) - int(rng.integers(1, 4))
        if in_pause and cut is None:
            cut = self.requests.unfinished(rng, labelled)
        if cut is None or not 0 < cut < len(labelled.words):
            return
        begun = self.say(list(labelled.words[:cut]), self.now, rng, self.turns.rate)
        decided = boundary(begun[-1].end + (0.1 if in_pause else -0.2))
        resume = decided + DECISION_S + rng.uniform(0.1, 0.7) if in_pause else begun[-1].end
        script.ignored.append((begun[-1].end - (0.0 if in_pause else 0.25), decided))
        script.taken_up.append(decided)
        speech = self.turns.speak(self.requests.answer(rng)[:12], decided + DECISION_S, "response")
        rest = self.say(list(labelled.words[cut:]), resume, rng, self.turns.rate)
        script.user += [*begun, *rest]
        onset = max(resume, speech.start)
        stop = boundary(onset + rng.uniform(0.3, 0.8)) + DECISION_S
        if stop < speech.end:
            self.turns.cut(speech, stop)
        script.yields.append((onset, speech.end))
        told = SpokenTurn((*begun, *rest), labelled, self.turns.taken_s)
        self.now = self.answers.answer(told, self.turns.take_up(told, free=speech.end + 0.05))

    def _over_the_end(self, labelled: LabelledTurn) -> None:
        """The assistant answers while the last word still sounds: it goes on, and if it has stopped it begins again."""
        rng, script = self.rng, self.script
        said = self.say(list(labelled.words), self.now, rng, self.turns.rate)
        script.user += said
        told = SpokenTurn(tuple(said), labelled, self.turns.taken_s)
        decided = boundary(max(said[-1].start + 0.05, told.end - rng.uniform(0.0, 0.35)))
        script.ignored.append((decided - 0.5, decided))
        script.taken_up.append(decided)
        self.turns.write(told, decided)
        speech = self.turns.speak(self.requests.answer(rng)[:12], decided + DECISION_S, "response")
        stop = boundary(speech.start + rng.uniform(0.05, 0.5)) + DECISION_S
        if rng.random() < 0.5 or stop > speech.end:
            self.turns.taken_s = decided
            self.now = self.answers.over(speech)
            return
        self.turns.cut(speech, stop)
        self.now = self.answers.answer(told, self.turns.take_up(told, free=stop))

    def _meanwhile(self) -> None:
        """While a slow tool or the background works, the user asks something else, or goes on telling."""
        rng = self.rng
        first = self.turns.tell(self.turns.request(), self.now)
        decided = self.turns.take_up(first)
        quiet = self.turns.speak(str(rng.choice(FOLLOW_UPS)).split(), decided + DECISION_S, "response").end
        arrives = decided + rng.uniform(2.0, 7.0)
        self.script.awaiting.append((decided, arrives))
        begins = quiet + rng.uniform(0.1, 2.0)
        if rng.random() < 0.6:
            second = self.turns.tell(self.turns.request(), begins, since=begins - 0.2)
            words = self.requests.answer(rng)[:12]
            free = self.turns.speak(words, self.turns.take_up(second) + DECISION_S, "response").end
        else:
            free = self.telling.tell(self.requests.narrative(rng)[:4], begins, acknowledge=True)[-1].end + TELLING_S
        start = self.turns.relay_from(max(free, arrives), arrives, "relay")
        words = [w for _ in range(int(rng.integers(1, 4))) for w in self.requests.answer(rng)]
        self.now = self.answers.over(self.turns.speak(words, start, "relay", streaming=rng.random() < STREAMED))

    def _typed(self) -> None:
        """A typed request is complete when it arrives; so is what a button of a panel asks for."""
        rng, labelled = self.rng, self.turns.request()
        at = boundary(self.now)
        if rng.random() > PRESSED:
            self.now = self.answers.answer(self.answers.type(labelled, at), at)
            return
        self.script.pressed.append((at, " ".join(labelled.words)))
        told = SpokenTurn(tuple(TimedWord(word, at, at) for word in labelled.words), labelled, at)
        decided = boundary(at + self.rng.choice([0.0, self.rng.uniform(0.1, 2.0)]))
        self.script.respond.append((at, decided))
        self.script.taken_up.append(decided)
        self.turns.taken_s = decided
        words = labelled.words
        self.script.writes.append(WriteMoment(decided, words, labelled.plan, at, at, labelled.standing, words))
        self.now = self.answers.answer(told, decided)

    # ---- telling ---------------------------------------------------------------------------------------------------

    def _story(self) -> None:
        """Several sentences with gaps; the turn is over after the last, or with the request that follows."""
        rng = self.rng
        if rng.random() < 0.15:
            self._request_and_story()
            return
        sentences = self.telling.sentences()
        since = self.now - 0.2
        said = self.telling.tell(sentences, self.now, acknowledge=True)
        if rng.random() < 0.4:
            labelled = self.turns.request()
            gap = rng.uniform(0.3, TELLING_S)
            self.script.thinking.append((said[-1].end, said[-1].end + gap))
            told = self.turns.tell(labelled, said[-1].end + gap, since=since)
            told = SpokenTurn((*said, *told.said), led_in(told.labelled, [w.text for w in said]), since)
            self.now = self.answers.answer(told, self.turns.take_up(told))
            return
        told = SpokenTurn(tuple(said), self.turns.story([w.text for w in said]), since)
        if rng.random() < CLOSED:
            decided = boundary(told.end + rng.uniform(0.1, 0.6))
            self.script.ignored.append((told.end, decided))
            self.turns.speak(str(rng.choice(ACKNOWLEDGEMENTS)).split(), decided + DECISION_S, "backchannel")
        self.script.ignored.append((told.end + TELLING_S, told.end + TELLING_S + 0.3))
        self.now = self.answers.answer(told, self.turns.take_up(told, after=TELLING_S + 0.3))

    def _reading(self) -> None:
        """The user reads something aloud; a remark is all that it asks for, however long it was."""
        said = self.telling.tell(self.requests.reading(self.rng), self.now, gaps=IN_READING)
        told = SpokenTurn(tuple(said), said_for(Move.REMARK, [w.text for w in said]), self.now - 0.2)
        self.script.ignored.append((told.end + READING_S, told.end + READING_S + 0.4))
        self.now = self.answers.answer(told, self.turns.take_up(told, after=READING_S + 0.4))

    def _request_and_story(self) -> None:
        """The user asks for something and talks on about it; what can be called is called meanwhile."""
        rng, since = self.rng, self.now - 0.2
        asked = self.turns.tell(self.turns.request(), self.now)
        begins = asked.end + rng.uniform(0.2, 0.6)
        self.script.ignored.append((asked.end, begins))
        told = self.telling.tell(self.requests.narrative(rng)[:3], begins, acknowledge=True)
        words = (*asked.labelled.words, *(word.text for word in told))
        whole = SpokenTurn((*asked.said, *told), replace(asked.labelled, words=words), since)
        if any(wanted.is_call for wanted in asked.labelled.plan):
            self.script.calls.append((begins, whole.end))
            self.turns.write(whole, boundary(rng.uniform(begins + 0.5, whole.end)))
        self.now = self.answers.answer(whole, self.turns.take_up(whole))

    def _cue(self) -> None:
        """The assistant was asked to break in at certain words: it does so while the user talks on."""
        rng = self.rng
        said = self.telling.tell(self.telling.sentences(), self.now)
        at = self.now + rng.uniform(0.5, 3.0)
        words = str(rng.choice(INTERJECTIONS)).split()
        while at < said[-1].end:
            cue = next((w for w in said if w.start >= at), None)
            if cue is None:
                break
            since = cue.end + rng.uniform(-0.1, 0.4)
            start = self.turns.relay_from(since, since, "interjection", (0.02, 0.15, 0.4))
            at = self.turns.speak(words, start, "interjection").end + rng.uniform(1.5, 6)
        self._left_open(said[-1].end, max(said[-1].end, at) + 3.0)

    def _left_open(self, over: float, now: float) -> None:
        """The user falls silent at `over` and is not answered: that is not taught, and the turn is past at `now`."""
        self.script.ignored.append((over + 0.6, over + 3.0))
        self.now = self.turns.taken_s = now
        self.script.taken_up.append(boundary(now))

    def _alarm(self) -> None:
        """A timer ends: in silence, while the user speaks, or while the assistant does."""
        rng = self.rng
        kind = str(rng.choice(["response", "interjection"]))
        words = str(rng.choice(ALARMS)).split()
        situation = rng.random()
        if situation < 0.55:
            self.now = self.turns.speak(words, self.turns.relay_from(self.now, self.now, kind), kind).end
        elif situation < 0.8:
            self._alarm_over_user(kind, words)
        else:
            self._alarm_over_answer(kind, words)

    def _alarm_over_user(self, kind: str, words: list[str]) -> None:
        rng = self.rng
        said = self.telling.tell(self.telling.sentences()[:4], self.now)
        since = float(rng.uniform(said[0].start, said[-1].end))
        pauses = (a.end + 0.1 for a, b in pairwise(said) if a.end >= since and b.start - a.end > 0.25)
        pause = next(pauses, said[-1].end)
        free = min(max(pause, since), since + 1.0)
        end = self.turns.speak(words, self.turns.relay_from(free, since, kind, (0.02, 0.15, 0.5)), kind).end
        self._left_open(said[-1].end, max(said[-1].end + 3.0, end))

    def _alarm_over_answer(self, kind: str, words: list[str]) -> None:
        rng = self.rng
        told = self.turns.tell(self.turns.request(), self.now)
        answer = [w for _ in range(4) for w in self.requests.answer(rng)]
        cut = int(rng.integers(4, max(len(answer) - 4, 5)))
        first = self.turns.speak(answer[:cut], self.turns.take_up(told) + DECISION_S, "relay")
        first.streaming_until = first.end
        since = float(rng.uniform(first.start + 0.3, first.end))
        self.script.pending.append((since, first.end, kind))
        self.script.relay.append((since, first.end))
        alarm = self.turns.speak(words, first.end + 0.3, kind)
        self.now = self.answers.over(
            self.turns.speak(answer[cut:] or ["yes"], alarm.end + 0.3, "relay", streaming=True)
        )

    # ---- not meant for the assistant -------------------------------------------------------------------------------

    def _aside(self) -> None:
        """Talk to somebody else while nothing is going on."""
        rng = self.rng
        far = rng.random() < 0.55
        at = self.now
        for _ in range(int(rng.choice([1, 1, 2, 3]))):
            said = self.others.speak(at, far=far)
            self.others.ignored(said)
            at = said[-1].end + rng.uniform(0.4, 2.0)
        self.now = at
        if rng.random() < 0.5:
            self.now += rng.uniform(5, 9)

    def _company(self) -> None:
        """Several people talk to each other, near and far: nothing of it is for the assistant."""
        rng = self.rng
        people = [float(rng.uniform(-16, 2)) for _ in range(int(rng.integers(2, 5)))]
        talk = [self.stories[int(rng.integers(len(self.stories)))] for _ in people]
        at = self.now
        for _ in range(int(rng.integers(3, 10))):
            who = int(rng.integers(len(people)))
            words = talk[who][int(rng.integers(len(talk[who])))]
            said = self.say(list(words), at, rng, self.turns.rate, None, people[who])
            self.script.user += said
            self.script.ignored.append((said[0].start, said[-1].end + 0.4))
            self.others.ignored(said)
            at = said[-1].end + rng.uniform(0.05, 1.2)
        self.now = at + rng.uniform(0.5, 4.0)

    def _phone(self) -> None:
        """The user takes a call: what they say to the telephone asks for nothing, however much it sounds like it."""
        rng = self.rng
        at = self.now
        for number, words in enumerate(self.requests.phone(rng)):
            said = self.say(words, at, rng, self.turns.rate)
            self.script.user += said
            if number == 0:  # "hello" may be meant for anybody
                self.script.ignored.append((said[-1].end, said[-1].end + 1.0))
            else:
                self.others.ignored(said)
            at = said[-1].end + rng.uniform(0.7, 2.6)
        self.now = at

    def _stray(self) -> None:
        """A backchannel or filler with nothing to answer; it asks for nothing."""
        rng = self.rng
        words = self.requests.filler(rng) if rng.random() < 0.5 else self.requests.backchannel(rng)
        said = self.say(words, self.now, rng, self.turns.rate)
        self.script.user += said
        told = SpokenTurn(tuple(said), said_for(Move.NOTHING, words), self.now - 0.2)
        self.turns.write(told, boundary(said[-1].end + 0.4), WAITS)
        self.now = said[-1].end + 1.0
        self.script.thinking.append((said[-1].end, self.now))
