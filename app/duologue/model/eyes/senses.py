"""The senses that read sights: percepts of people, bodies, hands and faces, sent on change.

What is unsure is not told: a percept that cannot be renewed stays as it was, and is taken back once its thing is gone.
"""

from collections.abc import Mapping

from duologue.core.events import Json, Percept
from duologue.core.microturn import MicroTurn
from duologue.model.eyes.base import EyesReport
from duologue.model.eyes.faces import FaceTrack, SeenFace
from duologue.model.eyes.hands import HandTrack, SeenHand, hands_by_side
from duologue.model.eyes.people import Presence, is_somebody
from duologue.model.eyes.poses import Motion, visible
from duologue.model.eyes.sight import Body, Sight

ROUNDED_S = 1.0
"""How often, in seconds, numbers that drift are told at most."""
TURN_DEG = 5.0
"""Step, in degrees, in which the turn of a face is told."""
EMPTY: Mapping[str, int] = {}


class OnChange:
    """Tells fields of one kind when they change. drifting: those that are told at most each ROUNDED_S by themselves."""

    def __init__(self, kind: str, *drifting: str) -> None:
        self._kind, self._drifting = kind, drifting
        self._told: Mapping[str, Json] = {}
        self._told_s = -ROUNDED_S

    @property
    def told(self) -> Mapping[str, Json]:
        """What was told last, nothing before."""
        return self._told

    def tell(self, fields: Mapping[str, Json], t: float, seen_s: float) -> tuple[Percept, ...]:
        """The percept at session time t, if there is one to tell. seen_s: of the frame."""
        steady = {name: value for name, value in fields.items() if name not in self._drifting}
        same = all(self._told.get(name) == value for name, value in steady.items()) and bool(self._told)
        if same and (fields == self._told or t - self._told_s < ROUNDED_S):
            return ()
        self._told, self._told_s = dict(fields), t
        return (Percept(t, self._kind, seen_s, dict(fields)),)


def main_body(sight: Sight) -> Body | None:
    """The user: the largest body that is clear enough to be a person."""
    return next((body for body in sight.bodies if is_somebody(body, sight)), None)


class PersonSense:
    """Reports `person` (Sense)."""

    groups = EMPTY

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forgets the session."""
        self._presence, self._change = Presence(), OnChange("person")

    def see(self, turn: MicroTurn, sight: Sight | None, t: float) -> EyesReport:
        """The percept of a micro-turn that ends at session time t; that nobody is there is told once somebody was, or
        once it is sure."""
        if turn.frame is None:
            self._presence.forget()
            return EyesReport()
        if sight is None:
            return EyesReport()
        there = self._presence.see(sight)
        if not there and not self._presence.sure:
            return EyesReport()
        fields = {"present": there, "count": self._presence.count}
        return EyesReport(self._change.tell(fields, t, sight.seen_s))


class PoseSense:
    """Reports `pose` (Sense)."""

    groups = EMPTY

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forgets the session."""
        self._motion, self._change, self._absent = Motion(), OnChange("pose"), 0

    def see(self, turn: MicroTurn, sight: Sight | None, t: float) -> EyesReport:
        """The percept of a micro-turn that ends at session time t."""
        if sight is None:
            return EyesReport()
        body = main_body(sight)
        if body is None:
            self._absent += 1
            gone = self._absent >= _GONE and self._change.told.get("visible", "none") != "none"
            self._motion.forget()
            return EyesReport(self._change.tell({"visible": "none"}, t, sight.seen_s) if gone else ())
        self._absent = 0
        activity = self._motion.see(body, sight.seen_s)
        if not activity:
            return EyesReport()
        return EyesReport(self._change.tell({"visible": visible(body), "activity": activity}, t, sight.seen_s))


class HandSense:
    """Reports `hand`, one percept for each side (Sense)."""

    groups = EMPTY

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forgets the session."""
        self._tracks = {side: HandTrack(side) for side in ("left", "right")}
        self._changes = {side: OnChange("hand") for side in self._tracks}

    def see(self, turn: MicroTurn, sight: Sight | None, t: float) -> EyesReport:
        """The percepts of a micro-turn that ends at session time t."""
        if sight is None:
            return EyesReport()
        found, body = hands_by_side(sight), main_body(sight)
        percepts: list[Percept] = []
        for side, track in self._tracks.items():
            fields = _hand_fields(side, track.see(found.get(side), body, sight.seen_s), self._changes[side].told)
            if fields:
                percepts += self._changes[side].tell(fields, t, sight.seen_s)
        return EyesReport(tuple(percepts))


def _hand_fields(side: str, hand: SeenHand | None, told: Mapping[str, Json]) -> Mapping[str, Json]:
    """What is told of a hand; of one that is gone, that it is no longer raised and shows no fingers."""
    if hand is None:
        return {"side": side, "raised": False, "fingers": None} if told else {}
    gesture = {"gesture": "wave"} if hand.waving else {}
    return {"side": side, "raised": hand.raised, "fingers": hand.fingers if hand.shown else None, **gesture}


class FaceSense:
    """Reports `face` (Sense)."""

    groups = EMPTY

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forgets the session."""
        self._track, self._change = FaceTrack(), OnChange("face", "yaw", "pitch", "roll")

    def see(self, turn: MicroTurn, sight: Sight | None, t: float) -> EyesReport:
        """The percept of a micro-turn that ends at session time t."""
        if sight is None or (face := self._track.see(sight.face, sight.seen_s)) is None:
            return EyesReport()
        return EyesReport(self._change.tell(_face_fields(face), t, sight.seen_s))


def _face_fields(face: SeenFace) -> Mapping[str, Json]:
    turned = {name: _stepped(getattr(face, name)) for name in ("yaw", "pitch", "roll")}
    gesture = {"gesture": face.gesture} if face.gesture else {}
    return {"looking": face.looking, **turned, "mouth_open": face.mouth_open, **gesture}


def _stepped(degrees: float) -> int:
    return int(TURN_DEG * round(degrees / TURN_DEG))


_GONE = 3
"""Micro-turns in a row without a body after which none is visible."""
