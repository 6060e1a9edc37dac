"""What the eyes have reported by now, and how it is told: to the user, and to the background model with a question."""

from collections.abc import Callable, Mapping, Sequence

from duologue.core.events import Json, Percept
from duologue.tools.wording import join_words, number_words

DOING_S = 6.0
"""How long, in seconds, after its last repetition an exercise is still being done."""
EXERCISES: Mapping[str, tuple[str, str]] = {
    "squat": ("squat", "squats"),
    "push_up": ("push-up", "push-ups"),
    "jumping_jack": ("jumping jack", "jumping jacks"),
    "arm_raise": ("arm raise", "arm raises"),
    "sit_up": ("sit-up", "sit-ups"),
    "lunge": ("lunge", "lunges"),
    "curl": ("curl", "curls"),
}
"""How one and several repetitions of an exercise are called."""
DARK = "I can't see anything: the picture is dark. Make some light, and I'll look."
FROZEN = (
    "I can't see what is going on now: the camera's picture is frozen. Turn the camera off and on again, and I'll look."
)
NO_CAMERA = "I can't see anything, because there is no camera picture. Turn the camera on, and I'll look."
NOBODY = "I can't see anybody in the picture."
_POSTURES = {
    "upright": "sitting upright", "slouching": "slouching", "leaning": "leaning to one side",
    "close": "close to the screen",
}  # fmt: skip


class Seen:
    """Folds percepts. has_camera: whether there is a camera at all."""

    def __init__(self) -> None:
        self.has_camera: Callable[[], bool] = bool
        self._newest: dict[str, Percept] = {}
        self._hands: dict[str, Percept] = {}
        self.t = 0.0

    def see(self, percepts: Sequence[Percept], t: float) -> None:
        """Takes in what has changed by session time t."""
        self.t = t
        for percept in percepts:
            if percept.kind == "hand":
                self._hands[str(percept.fields["side"])] = percept
            else:
                self._newest[percept.kind] = percept
            if percept.kind == "picture" and percept.fields["state"] != "ok":
                self._newest = {"picture": percept}
                self._hands.clear()
            if percept.kind == "person" and not percept.fields["present"]:
                self._newest = {kind: each for kind, each in self._newest.items() if kind in ("picture", "person")}

    # ---- what is known -----------------------------------------------------------------------------------------

    @property
    def blind(self) -> str:
        """Why nothing can be seen, as a sentence; "" if something can."""
        state = self._field("picture", "state")
        if state == "dark":
            return DARK
        if state == "frozen":
            return FROZEN
        return "" if state == "ok" else NO_CAMERA

    @property
    def people(self) -> int | None:
        """How many people are in the picture, None while that is not known."""
        count = self._field("person", "count")
        return int(count) if count is not None else None

    @property
    def fingers(self) -> int | None:
        """How many fingers are held up on both hands together, None while that is unclear."""
        shown = [int(hand.fields["fingers"]) for hand in self._hands.values() if hand.fields["fingers"] is not None]
        return sum(shown) if shown else None

    @property
    def has_hands(self) -> bool:
        """A hand is in the picture, whatever it shows."""
        return bool(self._hands)

    @property
    def hand_raised(self) -> bool:
        """A hand is held up."""
        return any(hand.fields["raised"] for hand in self._hands.values())

    @property
    def posture(self) -> str:
        """How the user sits, "" while that is not known."""
        return str(self._field("posture", "state") or "")

    @property
    def legs_hidden(self) -> bool:
        """Somebody is there, and their legs are not in the picture."""
        return str(self._field("pose", "visible")) == "upper"

    def _field(self, kind: str, name: str) -> Json:
        percept = self._newest.get(kind)
        return None if percept is None else percept.fields.get(name)

    # ---- in words ----------------------------------------------------------------------------------------------

    def doing(self) -> str:
        """What the user is doing, as far as the eyes know: "doing squats, four so far"; "" for nothing special."""
        repetition = self._newest.get("repetition")
        if repetition is not None and self.t - repetition.t < DOING_S:
            count, exercise = int(repetition.fields["count"]), str(repetition.fields["exercise"])
            name = exercises_called(exercise)
            what = f"doing {name}" if name else "repeating a movement, an exercise perhaps"
            return f"{what}, {number_words(count)} so far"
        if (posture := self.posture) in _POSTURES:
            return _POSTURES[posture]
        if self._field("pose", "activity") == "moving":
            return "moving"
        return "keeping still" if self._field("pose", "activity") == "still" else ""

    def people_words(self) -> str:
        """How many people are seen, as a sentence."""
        people = self.people
        if people is None:
            return "I'm not sure yet whether anybody is there."
        if not people:
            return NOBODY
        return "I can see one person." if people == 1 else f"I can see {number_words(people)} people."

    def fingers_words(self) -> str:
        """How many fingers are held up, as a sentence; "" while that is unclear."""
        fingers = self.fingers
        if fingers is None:
            return ""
        if not fingers:
            return "No fingers: that's a fist."
        return f"You're holding up {number_words(fingers)} finger{'' if fingers == 1 else 's'}."

    def summary(self) -> str:
        """All that the eyes know, addressed to the user."""
        if self.blind:
            return self.blind
        if not self.people:
            return "I can see a hand." if self.has_hands else self.people_words()
        parts = [self.people_words()]
        if doing := self.doing():
            parts.append(f"You're {doing}.")
        if (fingers := self.fingers) and not self._busy():
            parts.append(f"{number_words(fingers).capitalize()} finger{'' if fingers == 1 else 's'} up.")
        return " ".join(parts)

    def text(self) -> str | None:
        """All that the eyes know, for the background model; None without a camera."""
        state = self._field("picture", "state")
        if state is None and not self.has_camera():
            return None
        if state != "ok":
            return {"dark": "The camera's picture is dark.", "frozen": "The camera's picture is frozen."}.get(
                str(state), "The camera shows no picture."
            )
        people = self.people
        if not people:
            return "The camera shows nobody."
        one = people == 1
        told = [f"The camera shows {'one person' if one else f'{number_words(people)} people'}."]
        about = [self.doing(), *self._looks()]
        if stated := [each for each in about if each]:
            told.append(f"The user is {join_words(stated)}.")
        hands = [hand for hand in self._hands.values() if hand.fields["fingers"] is not None]
        told += [
            f"{_side(hand)} hand: {number_words(int(hand.fields['fingers']))} fingers stretched." for hand in hands
        ]
        if self.hand_raised:
            told.append("A hand is raised.")
        return " ".join(told)

    def _looks(self) -> list[str]:
        looking = self._field("face", "looking")
        return [] if looking is None else ["looking at the screen" if looking else "looking away"]

    def _busy(self) -> bool:
        return "doing" in self.doing() or "repeating" in self.doing()


def exercises_called(exercise: str) -> str:
    """Several repetitions of an exercise in words, "" for one without a name here."""
    return EXERCISES.get(exercise, ("", ""))[1]


def _side(hand: Percept) -> str:
    return str(hand.fields["side"]).capitalize()
