"""Bodies, hands and a face in each frame: what was there is followed, and what is new is looked for now and then.

All times are counted in frames, so that the same frames give the same sights however long looking takes.
"""

from collections.abc import Mapping
from typing import Protocol, TypeVar

import numpy as np

from duologue.core.microturn import Frame
from duologue.model.eyes.body_tracker import BodyTracker, crop_of_person, person_detector
from duologue.model.eyes.crops import Crop
from duologue.model.eyes.detector import Found
from duologue.model.eyes.face_tracker import FaceTracker, crop_of_head, head_detector
from duologue.model.eyes.hand_tracker import HandTracker, crop_of_palm, palm_detector
from duologue.model.eyes.seeds import crop_of_face, crop_of_hand, side_by_wrists
from duologue.model.eyes.sight import Body, Face, Hand, Network, Points, Sight

BODIES, HANDS, FACES = 2, 2, 3
"""Most bodies and hands that are followed, and faces that are counted."""
HAND_RUNS = 3
"""Most times that the graph of hands is run for a frame."""
LOOK_AROUND = 5
"""Frames from one look for further people to the next."""
GAP_S = 1.0
"""Seconds between two frames after which nothing is where it was."""
COVERED = 0.5
"""Overlap of crops, 0 to 1, above which nothing new is looked for."""
SAME = 0.2
"""Mean distance of their points, in sides of their crop, below which two things that are followed are one."""


class Follower(Protocol):
    """What follows one thing: a body, a hand or a face."""

    crop: Crop
    points: Points

    def follow(self, frame: Frame, t_s: float) -> bool:
        """Takes in the next frame; False if the thing is lost."""


_T = TypeVar("_T", bound=Follower)


class LandmarkLooker:
    """Runs the graphs of the eyes (Looker). graphs: by part, as in contents.EYES_GRAPHS."""

    def __init__(self, graphs: Mapping[str, Network]) -> None:
        self._graphs = graphs
        self._people = person_detector(graphs["person"])
        self._palms = palm_detector(graphs["palm"])
        self._heads = head_detector(graphs["head"])
        self.reset()

    def reset(self) -> None:
        """Forgets what it saw before."""
        self._bodies: list[BodyTracker] = []
        self._hands: list[HandTracker] = []
        self._face: FaceTracker | None = None
        self._faces = self._found = 0
        self._index = 0
        self._shape: tuple[int, ...] = ()
        self._t_s = 0.0

    def warm_up(self) -> None:
        """Runs every graph once."""
        frame = Frame(0, np.zeros((48, 64, 3), np.uint8))
        for detector in (self._people, self._palms, self._heads):
            detector.find(frame)
        for part, tracker in (("pose", BodyTracker), ("hand", HandTracker), ("face", FaceTracker)):
            tracker(self._graphs[part], Crop.whole(frame)).follow(frame, 0.0)

    def look(self, frame: Frame, t: float) -> Sight:
        """What is seen in the next frame."""
        if frame.rgb.shape != self._shape or not 0 <= frame.t_s - self._t_s <= GAP_S:
            self.reset()
        self._shape, self._t_s = frame.rgb.shape, frame.t_s
        self._bodies = [body for body in self._bodies if body.follow(frame, self._t_s)]
        hands, self._hands = self._hands, [hand for hand in self._hands if hand.follow(frame, self._t_s)]
        if self._face is not None and not self._face.follow(frame, self._t_s):
            self._face = None
        around = len(self._bodies) < BODIES and self._index % LOOK_AROUND == 0 and len(hands) == len(self._hands)
        self._look_for_bodies(frame, around=around)
        self._look_for_face(frame)
        if not (around and self._bodies):  # two searches in one frame would take too long
            self._look_for_hands(frame, HAND_RUNS - len(hands))
        self._index += 1
        height, width = frame.rgb.shape[:2]
        return Sight(
            frame.t_s,
            width,
            height,
            max(len(self._bodies), self._faces, self._found if self._bodies else 0),
            tuple(Body(_in_heights(body.points, height)) for body in self._bodies),
            tuple(self._hand(hand, height) for hand in self._hands),
            None if self._face is None else Face(_in_heights(self._face.points, height), self._face.sure),
        )

    def _look_for_bodies(self, frame: Frame, *, around: bool) -> None:
        if around or not self._bodies:
            people = self._people.find(frame)
            for found in people:
                self._take_up(self._bodies, BodyTracker(self._graphs["pose"], crop_of_person(found)), frame, BODIES)
            self._found = len(people) if self._bodies else 0
        self._bodies = sorted(_each_once(self._bodies), key=lambda body: -body.crop.side)

    def _look_for_hands(self, frame: Frame, most: int) -> None:
        if len(self._hands) < HANDS:
            crops = self._crops_of_wrists() if self._index % 2 else []
            if not crops and not (self._hands and self._index % 2):
                crops = [crop_of_palm(found) for found in self._palms.find(frame)]
            for crop in crops[:most]:
                self._take_up(self._hands, HandTracker(self._graphs["hand"], crop), frame, HANDS)
        self._hands = _each_once(self._hands)

    def _look_for_face(self, frame: Frame) -> None:
        if self._face is not None and self._index % LOOK_AROUND:
            self._faces = max(1, self._faces)
            return
        found = sorted(self._heads.find(frame), key=_size, reverse=True)
        faces: list[FaceTracker] = [] if self._face is None else [self._face]
        for head in found:
            self._take_up(faces, FaceTracker(self._graphs["face"], crop_of_head(head)), frame, FACES)
        if not faces and self._bodies and (crop := crop_of_face(self._bodies[0].points)) is not None:
            self._take_up(faces, FaceTracker(self._graphs["face"], crop), frame, FACES)
        self._face = faces[0] if faces else None
        self._faces = len(faces)

    def _crops_of_wrists(self) -> list[Crop]:
        """Where hands of the nearest body are that are not followed yet."""
        if not self._bodies:
            return []
        crops = [crop_of_hand(self._bodies[0].points, side) for side in ("left", "right")]
        taken = [(hand.points[0, :2], hand.crop.side) for hand in self._hands]
        free = []
        for crop in filter(None, crops):
            if all(np.hypot(*(wrist - (crop.x, crop.y))) > side / 2 for wrist, side in taken):
                free.append(crop)
        return free

    def _take_up(self, followed: list[_T], tracker: _T, frame: Frame, most: int) -> None:
        """Follows something new, if it is there and nothing that is followed already."""
        if len(followed) >= most or any(tracker.crop.overlap(other.crop) > COVERED for other in followed):
            return
        if tracker.follow(frame, self._t_s) and len(_each_once([*followed, tracker])) > len(followed):
            followed.append(tracker)

    def _hand(self, hand: HandTracker, height: int) -> Hand:
        sides = [side_by_wrists(hand.points[0, :2], hand.crop.side / 2, body.points) for body in self._bodies]
        side = next((side for side in sides if side is not None), hand.side)
        return Hand(side, hand.sure, _in_heights(hand.points, height))


def _each_once(followed: list[_T]) -> list[_T]:
    """Without those that follow the same thing as one before them."""
    kept: list[_T] = []
    for one in followed:
        if all(_distance(one, other) > SAME for other in kept):
            kept.append(one)
    return kept


def _distance(one: Follower, other: Follower) -> float:
    """Mean distance of their points, in sides of the larger crop."""
    apart = np.hypot(*(one.points[:, :2] - other.points[:, :2]).T).mean()
    return float(apart) / max(one.crop.side, other.crop.side, 1.0)


def _size(found: Found) -> float:
    left, top, right, bottom = found.box
    return float((right - left) * (bottom - top))


def _in_heights(points: Points, height: int) -> Points:
    """Pixels in heights of the picture; what is behind x, y and z stays."""
    scaled = points.copy()
    scaled[:, :3] /= height
    return scaled
