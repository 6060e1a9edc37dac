"""Draws labelled turns: what is said to the assistant, and what is said but not to it."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from duologue.core.writing import Move, ToolSpec
from duologue_models.interaction.simulate.requests.changes import (
    SETS_UP,
    changed,
    is_under_way,
    standing_line,
    standing_lines,
)
from duologue_models.interaction.simulate.requests.clauses import MOVES, Clause, choose, draw_clause, restarted
from duologue_models.interaction.simulate.requests.common import Common
from duologue_models.interaction.simulate.requests.extras import Extras
from duologue_models.interaction.simulate.requests.kinds import Kinds
from duologue_models.interaction.simulate.requests.labels import LabelledTurn, PlanStep
from duologue_models.interaction.simulate.requests.scenes import Scenes
from duologue_models.interaction.simulate.requests.style import inside, styled
from duologue_models.interaction.simulate.requests.template import expand, fill, load, pick
from duologue_models.interaction.simulate.requests.texts import Texts

Rng = np.random.Generator
ASK_FORMS = load("ask.toml")["ask"]
SMALL_TALK = ("greet", "farewell", "welcome", "present", "well", "okay", "stop", "resume")
POSSIBLE = frozenset(
    "music.play radio.play podcast.play audiobook.play game.play playlist.add email.send email.read calendar.add "
    "calendar.read food.order taxi.call social.post contact.find music.settings media.find restaurant.book".split()
)
"""Extra tools that can do what is impossible without them."""
CORRECTED = 0.16
"""Share of the requests for built-in tools with a self-correction."""


class Requests:
    """Reads the corpora once. data: their folder. seed: of the order in which extra tools are met."""

    def __init__(self, data: Path, seed: int) -> None:
        self._texts = Texts(data)
        self._kinds = Kinds(self._texts.phrases())
        self._extras = Extras(data, seed)
        self._common = Common(data)
        self._scenes = Scenes(self._texts, self._kinds)

    def extra_specs(self) -> tuple[ToolSpec, ...]:
        """Tools beside the built-in ones that requests of the corpora call."""
        return self._extras.specs

    def request(
        self, rng: Rng, *, background: bool, extra: frozenset[str] = frozenset(), corrected: float = CORRECTED
    ) -> LabelledTurn:
        """A turn that is meant for the assistant.

        background: whether a background model answers questions. extra: names of the extra tools that are there.
        corrected: share of the requests for built-in tools with a self-correction.
        """
        kind = rng.random()
        if kind < 0.50:
            labelled = self._own(rng, corrected, extra)
        elif kind < 0.55:
            labelled = changed(rng, self._kinds)
        elif kind < 0.78:
            labelled = self._asked(rng)
        elif kind < 0.87:
            labelled = self._move(rng)
        else:
            labelled = self._extras.request(rng, extra) or self._asked(rng)
        labelled = replace(labelled, standing=labelled.standing or self._standing(rng, labelled))
        return labelled if background else _without_background(labelled)

    def _standing(self, rng: Rng, labelled: LabelledTurn) -> tuple[str, ...]:
        """What stands while this is said: mostly what it takes back, sometimes other things."""
        lines = standing_lines(rng, self._kinds, int(rng.integers(1, 4))) if rng.random() < 0.25 else ()
        if labelled.plan[0].choice == Move.OKAY.value:
            lines = tuple(line for line in lines if not is_under_way(line))
        elif labelled.plan[0].choice == Move.STOP.value:  # with a search under way, "stop that" is meant for it
            lines = tuple(line for line in lines if not is_under_way(line) or line.startswith(Move.ASK.value))
            lines = (*lines, standing_line(rng, self._kinds, Move.ASK.value)) if rng.random() < 0.4 else lines
        needed = [SETS_UP[wanted.choice] for wanted in labelled.plan if wanted.choice in SETS_UP]
        if needed and rng.random() < 0.7:
            return (*lines, standing_line(rng, self._kinds, needed[0]))
        return lines

    # ---- kinds of requests -------------------------------------------------------------------------------------------

    def _own(self, rng: Rng, share: float, extra: frozenset[str]) -> LabelledTurn:
        """One to three requests of built-in tools, sometimes with a question at the end.

        extra: names of the extra tools that are there; what they can do is not said to be impossible.
        """
        corrected = rng.random() < share
        key = choose(rng)
        while extra & POSSIBLE and key.startswith("assistant.cannot"):
            key = choose(rng)
        clause = None if corrected else self._common.draw(rng, key)
        clause = clause or draw_clause(rng, self._kinds, key, corrected=corrected)
        if corrected and rng.random() < 0.1:
            clause = restarted(rng, clause)
        count = int(rng.choice([1, 2, 3], p=[0.8, 0.17, 0.03]))
        for _ in range(count - 1):
            clause = _joined(rng, clause, draw_clause(rng, self._kinds, choose(rng)))
        if rng.random() < 0.05:
            clause = _joined(rng, clause, self._question(rng))
        return self._spoken(rng, clause)

    def _filled(self, rng: Rng, form: str) -> list[str]:
        return fill(expand(rng, form), lambda kind: self._kinds.draw(rng, kind)).words

    def _asked(self, rng: Rng) -> LabelledTurn:
        """A question or a task for the background model."""
        return self._spoken(rng, self._question(rng), polite=0.15)

    def _question(self, rng: Rng) -> Clause:
        kind = rng.random()
        if kind < 0.4:
            words = self._filled(rng, pick(rng, ASK_FORMS))
        elif kind < 0.65:
            words = pick(rng, self._texts.questions).split()
        else:
            words = pick(rng, self._texts.asked).split()
        words = inside(words)
        return Clause(words, [PlanStep(Move.ASK.value, {"question": ((0, len(words) - 1),)}, len(words))])

    def _move(self, rng: Rng) -> LabelledTurn:
        """Small talk, something that ends what goes on, a request that lacks something."""
        kind = pick(rng, (*SMALL_TALK, "stop", "okay", "more", "more", "more", "remark"))
        clause = Clause(words := self._filled(rng, pick(rng, MOVES[kind])), [PlanStep(kind, {}, len(words))])
        return self._spoken(rng, clause, polite=0.0 if kind != "more" else 0.3, bare=kind != "more")

    # ---- around the request ------------------------------------------------------------------------------------------

    def _spoken(self, rng: Rng, clause: Clause, *, polite: float = 0.3, bare: bool = False) -> LabelledTurn:
        """With lead-ins, politeness and a tail, written as a recogniser might."""
        if not bare:
            clause = self._led_in(rng, clause, polite)
        core = len(clause.words)
        reason = 0.0 if clause.calls[-1].choice in _OPEN_ENDED else 0.08
        tail: list[str] = []
        if not bare and (kind := rng.random()) < 0.2 + reason:
            tail = expand(rng, pick(rng, MOVES["tails" if kind < 0.2 else "reasons"])).split()
        words = [*clause.words, *tail]
        return LabelledTurn(tuple(styled(rng, words)), tuple(clause.calls), core)

    def _led_in(self, rng: Rng, clause: Clause, polite: float) -> Clause:
        if rng.random() < polite and clause.words[0] in _VERBS:
            clause = clause.after(pick(rng, MOVES["polite"]).split())
        kind = rng.random()
        if kind < 0.3:
            lead = expand(rng, pick(rng, MOVES["leads"])).split()
        elif kind < 0.36:
            lead = self._scenes.context(rng)
        else:
            return clause
        lead[-1] = lead[-1].rstrip(",") + pick(rng, ("", ",", "," if kind < 0.3 else "."))
        return clause.after(lead)

    # ---- not meant for the assistant ---------------------------------------------------------------------------------

    def narrative(self, rng: Rng) -> list[list[str]]:
        """Sentences of somebody who tells something, as words."""
        return self._scenes.narrative(rng)

    def aside(self, rng: Rng) -> list[str]:
        """Words for somebody else, said near the microphone."""
        return self._scenes.aside(rng)

    def phone(self, rng: Rng) -> list[list[str]]:
        """One side of a telephone call, utterance by utterance."""
        return self._scenes.phone(rng)

    def overheard(self, rng: Rng, *, requests: bool) -> list[str]:
        """Words from across the room. requests: some may be such as this assistant gets."""
        if requests and rng.random() < 0.3:
            return list(self._own(rng, CORRECTED, frozenset()).words)
        return self._scenes.overheard(rng)

    def backchannel(self, rng: Rng) -> list[str]:
        """ "Mm-hm" while somebody else speaks."""
        return self._scenes.backchannel(rng)

    def stop(self, rng: Rng) -> list[str]:
        """Words that want an answer to end."""
        return styled(rng, self._filled(rng, pick(rng, MOVES[Move.STOP.value])))

    def beginning(self, rng: Rng) -> list[str]:
        """Words before a request that breaks in: alone they would be an acknowledgement, or mean nothing."""
        words = styled(rng, expand(rng, pick(rng, MOVES["beginnings"])).split())
        return words if rng.random() < 0.6 else [*words[:-1], words[-1].rstrip(".?") + ","]

    def resume(self, rng: Rng) -> list[str]:
        """Words that want to hear the rest of an answer that was broken off."""
        return styled(rng, self._filled(rng, pick(rng, MOVES[Move.RESUME.value])))

    def filler(self, rng: Rng) -> list[str]:
        """ "Um"."""
        return pick(rng, MOVES["fillers"]).split()

    def answer(self, rng: Rng) -> list[str]:
        """What an assistant says."""
        return self._scenes.answer(rng)

    def question_back(self, rng: Rng) -> tuple[list[str], LabelledTurn]:
        """What a background model asks the user, and what they reply: mostly a few words that mean nothing alone."""
        question, reply = pick(rng, self._texts.exchanges)
        words = tuple(styled(rng, reply.split()))
        plan = (PlanStep(Move.ASK.value, {"question": ((0, len(words) - 1),)}, len(words)),)
        return question.split(), LabelledTurn(words, plan, len(words))

    def detail(self, rng: Rng, *, background: bool) -> LabelledTurn:
        """A detail that nobody has asked about: a few words that mean nothing alone."""
        labelled = self.question_back(rng)[1]
        while labelled.words[0].lower().rstrip(",.") in _ANSWERS_YES_OR_NO:
            labelled = self.question_back(rng)[1]
        return labelled if background else _without_background(labelled)

    def reading(self, rng: Rng) -> list[list[str]]:
        """Sentences that are read aloud, as words."""
        return self._scenes.reading(rng)

    def unfinished(self, rng: Rng, labelled: LabelledTurn) -> int | None:
        """After how many words somebody might pause in the middle; None where the turn has no such place."""
        return pause_place(rng, labelled)

    def before_repair(self, labelled: LabelledTurn) -> int | None:
        """After how many words somebody takes back what they have just said; None where they do not."""
        words = [word.lower().rstrip(",.") for word in labelled.words]
        places = (i for i in range(3, len(words)) for repair in _REPAIRS if words[i : i + len(repair)] == repair)
        return next(places, None)


_VERBS = frozenset(
    "set start make create put run begin wake tell let say alert beep count time give cancel stop delete remove kill "
    "end clear drop turn switch remind nudge keep repeat add write include append take cross strike read open show "
    "check go search look find google do convert change calculate compute work evaluate solve translate interpret "
    "plot graph chart display abort quit "
    "watch track help listen catch note remember jot save summarize visit load fetch pull explain describe compose "
    "recommend suggest plan spell compare shout call wait get ping notify warn pause hold halt freeze suspend resume "
    "continue unpause extend prolong lengthen shorten reduce rename name move shift transfer empty wipe erase undo "
    "bring restore recover flip toss roll throw pick choose draw generate repeat speak talk speed slow mute "
    "configure text phone book order buy print pay".split()
)
"""Words with which a command begins."""
_ANSWERS_YES_OR_NO = frozenset("yes yeah yep yup no nope nah sure okay ok right correct not i".split())
"""First words of replies that say nothing unless something was asked."""
_OPEN_ENDED = frozenset(("notes.add", "listen.start", "reminder.every", "web.search"))
"""Tools after whose request no reason is given, as it could be taken for a part of their text."""
_REPAIRS = [
    [word.rstrip(",") for word in repair.split()] for repair in MOVES["repairs"] if repair not in ("no", "actually")
]
_MOVES_WITHOUT_PAUSE = frozenset(move.value for move in Move if move not in {Move.ASK, Move.UNABLE, Move.REMARK})
FUNCTION_WORDS = frozenset(
    "a an the and or but because if so for of in at with from into by my our your his her their its every is are "
    "was were does did would should what which where i we some um uh er than when to on each next about per "
    "times plus minus divided percent".split()
)


def _without_background(labelled: LabelledTurn) -> LabelledTurn:
    """Questions cannot be answered then; what else was asked for is done."""
    kept = tuple(wanted for wanted in labelled.plan if wanted.choice != Move.ASK.value)
    if kept:
        return replace(labelled, plan=kept)
    return replace(labelled, plan=(PlanStep(Move.UNABLE.value, {}, labelled.request_end),))


def _joined(rng: Rng, first: Clause, second: Clause) -> Clause:
    """Two clauses as one turn: "... and ...", or two sentences."""
    polite = second.words[0] in _VERBS and rng.random() < 0.2
    joiner = pick(rng, MOVES["verb_joiners" if polite else "joiners"]).split()
    words = [*first.words]
    kind = rng.random()
    if kind < 0.45:
        words[-1] = words[-1].rstrip(",.") + ("." if kind < 0.15 else ",")
    if kind < 0.05:
        joiner = []
    return Clause(
        [*words, *joiner, *second.words],
        [*first.calls, *(call.moved(len(words) + len(joiner)) for call in second.calls)],
    )


def pause_place(rng: Rng, labelled: LabelledTurn) -> int | None:
    """A place before which too little was said to do anything: after a function word, or before an argument."""
    first = labelled.plan[0]
    if first.choice in _MOVES_WITHOUT_PAUSE:
        return None
    words = [word.lower().rstrip(",.?!") for word in labelled.words[: labelled.request_end]]
    after_function = [i for i in range(2, len(words)) if words[i - 1] in FUNCTION_WORDS]
    limit = min(first.complete, labelled.request_end)
    spans = [span for value in first.arguments.values() if not isinstance(value, str) for span in value]
    early = [] if first.choice == Move.ASK.value else [start for start, _ in spans if 1 < start < limit]
    reason = (
        labelled.request_end + 1 if len(labelled.words) > labelled.request_end + 2 else 0
    )  # "..., because" and a pause
    candidates = [*after_function, *after_function, *early, *([reason] * 4 if reason else [])]
    return pick(rng, candidates) if candidates else None
