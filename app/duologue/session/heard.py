"""What the user was heard to say: reported when it has changed."""

import dataclasses
from collections.abc import Callable

from duologue.core.events import Event, Floor, Heard
from duologue.core.microturn import Acts, FloorState, Utterance


class HeardReports:
    """Remembers what was reported of each utterance and of the floor.

    emit: takes the reports. end_s: session time at which the sound line ends, None if it does not.
    """

    def __init__(self, emit: Callable[[Event], None], end_s: float | None) -> None:
        self._emit, self._end_s = emit, end_s
        self._open: dict[str, Utterance] = {}  # reported and not final
        self._floor = FloorState.IDLE

    def report(self, acts: Acts, t: float) -> None:
        """Reports what has changed by session time t."""
        for utterance in acts.utterances:
            known = self._open.get(utterance.id)
            if utterance.text or known is not None:
                self._report(utterance, known, t)
        if acts.floor is not self._floor:
            self._floor = acts.floor
            self._emit(Floor(t, acts.floor.value, acts.floor_p))

    def finish(self, t: float) -> None:
        """The session ends at session time t: what is still open is final."""
        for utterance in list(self._open.values()):
            self._report(dataclasses.replace(utterance, final=True), utterance, t)

    def _report(self, utterance: Utterance, known: Utterance | None, t: float) -> None:
        """Sends an utterance if it has changed; one that came to nothing keeps the times it had."""
        if utterance.final:
            self._open.pop(utterance.id, None)
        else:
            self._open[utterance.id] = utterance
        if known is not None and not utterance.final and _wording(utterance) == _wording(known):
            return
        times = utterance if utterance.words else known or utterance
        stable = next((i for i, word in enumerate(utterance.words) if not word.stable), len(utterance.words))
        known_s = t if self._end_s is None else min(t, self._end_s)
        start, end = min(times.start_s, known_s), min(times.end_s, known_s)
        self._emit(Heard(t, utterance.id, utterance.text, utterance.final, start, end, stable))


def _wording(utterance: Utterance) -> list[tuple[str, bool]]:
    """What a listener would notice: the words, and which are certain; their times are refined all the time."""
    return [(word.text, word.stable) for word in utterance.words]
