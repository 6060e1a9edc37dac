"""Draws labelled turns: what is said to the assistant, and what is said but not to it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from duologue.core.writing import Move, ToolSpec
from duologue_models.interaction.requests.changes import changed, standing_lines
from duologue_models.interaction.requests.clauses import MOVES, Clause, choose, draw_clause, restarted
from duologue_models.interaction.requests.extras import Extras
from duologue_models.interaction.requests.kinds import Kinds
from duologue_models.interaction.requests.labels import Labelled, Wanted
from duologue_models.interaction.requests.scenes import Scenes
from duologue_models.interaction.requests.style import styled
from duologue_models.interaction.requests.template import expand, fill, load, pick
from duologue_models.interaction.requests.texts import Texts

Rng = np.random.Generator
ASK_FORMS = load("ask.toml")["ask"]
SMALL_TALK = ("greet", "farewell", "welcome", "present", "well", "okay", "nothing")
LOOK_UPS = ("clock.now", "calculator.evaluate", "units.convert", "weather.now", "timer.show", "list.show")


class Requests:
    """Reads the corpora once. data: their folder. seed: of the order in which extra tools are met."""

    def __init__(self, data: Path, seed: int) -> None:
        self._texts = Texts(data)
        self._kinds = Kinds(self._texts.phrases())
        self._extras = Extras(data, seed)
        self._scenes = Scenes(self._texts, self._kinds)

    def extra_specs(self) -> tuple[ToolSpec, ...]:
        """Tools beside the built-in ones that requests of the corpora call."""
        return self._extras.specs

    def request(self, rng: Rng, *, background: bool, extra: frozenset[str] = frozenset()) -> Labelled:
        """A turn that is meant for the assistant.

        background: whether a background model answers questions. extra: names of the extra tools that are there.
        """
        kind = rng.random()
        if kind < 0.50:
            labelled = self._own(rng)
        elif kind < 0.55:
            labelled = changed(rng, self._kinds)
        elif kind < 0.78:
            labelled = self._asked(rng)
        elif kind < 0.87:
            labelled = self._move(rng)
        else:
            labelled = self._extras.request(rng, extra) or self._asked(rng)
        if not labelled.standing and rng.random() < 0.25:
            labelled = replace(labelled, standing=standing_lines(rng, self._kinds, int(rng.integers(1, 4))))
        return labelled if background else _without_background(labelled)

    # ---- kinds of requests -------------------------------------------------------------------------------------------

    def _own(self, rng: Rng) -> Labelled:
        """One to three requests of built-in tools, sometimes with a question at the end."""
        corrected = rng.random() < 0.16
        clause = draw_clause(rng, self._kinds, choose(rng), corrected=corrected)
        if corrected and rng.random() < 0.1:
            clause = restarted(rng, clause)
        count = int(rng.choice([1, 2, 3], p=[0.8, 0.17, 0.03]))
        for _ in range(count - 1):
            clause = _joined(rng, clause, draw_clause(rng, self._kinds, choose(rng)))
        if rng.random() < 0.05:
            clause = _joined(rng, clause, self._question(rng))
        return self._spoken(rng, clause)

    def _asked(self, rng: Rng) -> Labelled:
        """A question or a task for the background model."""
        return self._spoken(rng, self._question(rng), polite=0.15)

    def _question(self, rng: Rng) -> Clause:
        kind = rng.random()
        if kind < 0.4:
            words = fill(expand(rng, pick(rng, ASK_FORMS)), lambda k: self._kinds.draw(rng, k)).words
        elif kind < 0.65:
            words = pick(rng, self._texts.questions).split()
        else:
            words = pick(rng, self._texts.asked).split()
        return Clause(words, [Wanted(Move.ASK.value, {"question": ((0, len(words) - 1),)}, len(words))])

    def _move(self, rng: Rng) -> Labelled:
        """Small talk, something that ends what goes on, a request that lacks something."""
        kind = pick(rng, (*SMALL_TALK, "nothing", "okay", "more", "more", "more", "remark"))
        form = expand(rng, pick(rng, MOVES[kind]))
        words = fill(form, lambda k: self._kinds.draw(rng, k)).words
        clause = Clause(words, [Wanted(kind, {}, len(words))])
        return self._spoken(rng, clause, polite=0.0 if kind != "more" else 0.3, bare=kind != "more")

    # ---- around the request ------------------------------------------------------------------------------------------

    def _spoken(self, rng: Rng, clause: Clause, *, polite: float = 0.3, bare: bool = False) -> Labelled:
        """With lead-ins, politeness and a tail, written as a recogniser might."""
        if not bare:
            clause = self._led_in(rng, clause, polite)
        core = len(clause.words)
        tail = pick(rng, MOVES["tails"]).split() if not bare and rng.random() < 0.2 else []
        words = [*clause.words, *tail]
        return Labelled(tuple(styled(rng, words)), tuple(clause.calls), core)

    def _led_in(self, rng: Rng, clause: Clause, polite: float) -> Clause:
        first = clause.words[0]
        if rng.random() < polite:
            if first in _VERBS:
                clause = clause.after(pick(rng, MOVES["polite"]).split())
            elif first in _INDIRECT and rng.random() < 0.5:
                pass
        if rng.random() < 0.3:
            lead = pick(rng, MOVES["leads"]).split()
            lead[-1] += "," if rng.random() < 0.6 and not lead[-1].endswith(",") else ""
            clause = clause.after(lead)
        return clause

    # ---- not meant for the assistant ---------------------------------------------------------------------------------

    def narrative(self, rng: Rng) -> list[list[str]]:
        """Sentences of somebody who tells something, as words."""
        return self._scenes.narrative(rng)

    def aside(self, rng: Rng) -> list[str]:
        """Words for somebody else, said near the microphone."""
        return self._scenes.aside(rng)

    def overheard(self, rng: Rng) -> list[str]:
        """Words from across the room."""
        if rng.random() < 0.3:
            return list(self._own(rng).words)
        return self._scenes.overheard(rng)

    def backchannel(self, rng: Rng) -> list[str]:
        """ "Mm-hm" while somebody else speaks."""
        return self._scenes.backchannel(rng)

    def stop(self, rng: Rng) -> list[str]:
        """Words that break into an answer without asking for anything."""
        return styled(rng, fill(expand(rng, pick(rng, MOVES["nothing"])), lambda k: self._kinds.draw(rng, k)).words)

    def filler(self, rng: Rng) -> list[str]:
        """ "Um"."""
        return pick(rng, MOVES["fillers"]).split()

    def answer(self, rng: Rng) -> list[str]:
        """What an assistant says."""
        return self._scenes.answer(rng)

    def unfinished(self, rng: Rng, labelled: Labelled) -> int | None:
        """After how many words somebody might pause in the middle; None where the turn has no such place."""
        return pause_place(rng, labelled)


_VERBS = frozenset(
    "set start make create put run begin wake tell let say alert beep count time give cancel stop delete remove kill end "
    "clear drop turn switch remind nudge keep repeat add write include append take cross strike read open show check go "
    "search look find google do convert change calculate compute work evaluate solve translate interpret repeat watch "
    "track help listen catch note remember jot save summarize visit load fetch pull explain describe write compose "
    "recommend suggest plan spell compare summarize shout call wait get ping notify warn".split()
)
_INDIRECT = frozenset(("what", "how", "when", "who", "which"))
FUNCTION_WORDS = frozenset(
    "a an the and or but because if so for of in at with from into by my our your his her their its every is are "
    "was were does did would should what which where i we some um uh er than when to on each next about per "
    "times plus minus divided percent".split()
)


def _without_background(labelled: Labelled) -> Labelled:
    """Questions cannot be answered then; what else was asked for is done."""
    kept = tuple(wanted for wanted in labelled.plan if wanted.choice != Move.ASK.value)
    if kept:
        return replace(labelled, plan=kept)
    return replace(labelled, plan=(Wanted(Move.UNABLE.value, {}, labelled.core_end),))


def _joined(rng: Rng, first: Clause, second: Clause) -> Clause:
    joiner = pick(rng, MOVES["joiners"]).split()
    words = [*first.words]
    if rng.random() < 0.3:
        words[-1] = words[-1].rstrip(",") + ","
    return Clause(
        [*words, *joiner, *second.words],
        [*first.calls, *(call.moved(len(words) + len(joiner)) for call in second.calls)],
    )


def pause_place(rng: Rng, labelled: Labelled) -> int | None:
    """A place before which too little was said to do anything."""
    first = labelled.plan[0]
    limit = min(first.complete, labelled.core_end)
    starts = [a for v in first.arguments.values() if not isinstance(v, str) for a, _ in v]
    words = [word.lower().rstrip(",.?!") for word in labelled.words]
    if all(wanted.choice in _MOVES_WITHOUT_PAUSE for wanted in labelled.plan):
        return None
    after_function = [i for i in range(2, labelled.core_end) if words[i - 1] in FUNCTION_WORDS and i < labelled.core_end]
    if first.choice == Move.ASK.value:
        candidates: Sequence[int] = after_function
    else:
        early = [i for i in starts if 1 < i < limit]
        candidates = [*after_function, *after_function, *early]
    return int(pick(rng, candidates)) if candidates else None


_MOVES_WITHOUT_PAUSE = frozenset(
    m.value for m in (Move.GREET, Move.FAREWELL, Move.WELCOME, Move.PRESENT, Move.WELL, Move.OKAY, Move.NOTHING, Move.MORE)
)
