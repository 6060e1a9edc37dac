"""Sessions in which somebody breaks in on a model that talks, spoken and typed."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import soundfile

Sound = npt.NDArray[np.float32]

RATE_HZ = 16_000
AFTER_S = 9.0
"""Seconds that a session goes on after the last interruption."""
SETTINGS = {"mode": "conversation", "consent": "allow", "now": "2026-03-14T09:26:00"}
TIME, DATE = r"9:2[67]|nine twenty|twenty (six|seven) (minutes )?past", r"march|14|fourteen"


@dataclass(frozen=True)
class Wanted:
    """What is to follow an interruption: words that are said, a tool that is called, an answer of the model (model), or
    what was said before (on). Nothing of all that: it only falls silent.
    """

    words: str = ""
    tool: str = ""
    model: bool = False
    on: bool = False


@dataclass(frozen=True)
class Interruption:
    """Of a session, from when to when. ends: it is over with the answer, so that its request is to be cancelled."""

    text: str
    start: float
    end: float
    wanted: Wanted
    ends: bool = True
    stops: bool = True


@dataclass(frozen=True)
class Session:
    """name: of the case; also of its file. inject: typed text."""

    name: str
    sound: Sound
    duration: float
    interruptions: tuple[Interruption, ...]
    inject: tuple[dict[str, Any], ...] = field(default=())

    def write(self, folder: Path) -> Path:
        """Writes the case and its sound; returns the case."""
        folder.mkdir(parents=True, exist_ok=True)
        soundfile.write(folder / f"{self.name}.wav", self.sound, RATE_HZ, subtype="PCM_16")
        case = {
            "id": self.name,
            "audio": f"{self.name}.wav",
            "duration": self.duration,
            "inject": list(self.inject),
            "settings": SETTINGS,
        }
        path = folder / f"{self.name}.json"
        path.write_text(json.dumps(case, indent=1), encoding="utf-8")
        return path


# ---- spoken ----------------------------------------------------------------------------------------------------------

QUESTION = "q"
SPOKEN: dict[str, tuple[tuple[str, str, Wanted, bool], ...]] = {
    # Of each case: its first and its last segment, what is to follow, and whether the answer before is over.
    "interruption-01": (("b", "b", Wanted(words=TIME), True),),
    "interruption-02": (("b", "b", Wanted(tool="timer.start"), True),),
    "interruption-03": (("b", "b", Wanted(), True),),
    "interruption-04": (("b", "b", Wanted(tool="list.add"), True),),
    "interruption-05": (("b", "b", Wanted(model=True), True),),
    "interruption-n01": (("b", "c", Wanted(model=True), True), ("d", "e", Wanted(words=DATE), True)),
    "interruption-n02": (("b", "b", Wanted(), False), ("g", "g", Wanted(on=True), False)),
}
OWN: dict[str, tuple[tuple[str, str], ...]] = {
    # The same without the recordings; each segment begins so long after the one before: see GAPS_S.
    "interruption-01": (("q", "Tell me something about the moon."), ("b", "Wait, stop. What time is it?")),
    "interruption-02": (("q", "Where does coffee come from?"), ("b", "Okay, thank you. Set a timer for six minutes.")),
    "interruption-03": (("q", "What causes the tides?"), ("b", "Stop. Stop talking, please.")),
    "interruption-04": (("q", "How do I bake bread?"), ("b", "Wait. Please put honey on my shopping list.")),
    "interruption-05": (("q", "Tell me about the moon."), ("b", "No, no. I wanted to know where coffee comes from.")),
    "interruption-n01": (
        ("q", "Why do volcanoes erupt?"),
        ("b", "Hold on, hold on."),
        ("c", "How do bees make honey?"),
        ("d", "Okay, stop."),
        ("e", "What's the date today?"),
    ),
    "interruption-n02": (
        ("q", "How does a sail move a boat?"),
        ("b", "Wait, wait, one second."),
        ("g", "Okay, go on."),
    ),
}
ALWAYS: dict[str, tuple[tuple[tuple[str, str], ...], Wanted]] = {
    # Said with the app's own voice, whether there are recordings or not.
    "own-01": (
        (("q", "Tell me about the history of bread."), ("b", "Excuse me, what time is it now?")),
        Wanted(words=TIME),
    ),
    "own-02": ((("q", "Why is the sea salty?"), ("b", "All right, that's enough.")), Wanted()),
    "own-03": (
        (("q", "How does a sail move a boat?"), ("b", "Thanks. Now add bread to my list.")),
        Wanted(tool="list.add"),
    ),
    "own-04": ((("q", "Where does tea come from?"), ("b", "Hold on, what's the date today?")), Wanted(words=DATE)),
}
GAPS_S = {"q": 0.8, "b": 8.0, "c": 0.4, "d": 10.0, "e": 0.3, "g": 5.0}
"""Seconds of silence before a segment, by its label."""


def spoken(evaluation: Path | None, say: Callable[[str], Sound], later_s: float) -> Iterator[Session]:
    """The spoken sessions, from the recordings of the evaluation kit or said with a voice. later_s: by which what comes
    after the question is put off, for models that are slow to begin.
    """
    sessions = {**SPOKEN, **{name: (("b", "b", wanted, True),) for name, (_, wanted) in ALWAYS.items()}}
    for name, interruptions in sessions.items():
        if name in ALWAYS:
            sound, segments = _said(ALWAYS[name][0], say)
        elif evaluation is None:
            sound, segments = _said(OWN[name], say)
        else:
            case = json.loads((evaluation / "cases" / f"{name}.json").read_text(encoding="utf-8"))
            sound, _ = soundfile.read(evaluation / "cases" / case["audio"], dtype="float32")
            segments = {part["label"]: part for part in case["segments"]}
        later = int(later_s * RATE_HZ)
        at = int((segments["b"]["start"] - 0.3) * RATE_HZ)  # the second half of a pause
        sound = np.concatenate([sound[:at], np.zeros(later, np.float32), sound[at:]])
        found = tuple(
            Interruption(
                " ".join(part["text"] for label, part in segments.items() if first <= label <= last),
                segments[first]["start"] + later_s,
                segments[last]["end"] + later_s,
                follows,
                ends,
                stops=not follows.on,
            )
            for first, last, follows, ends in interruptions
        )
        duration = round(found[-1].end + AFTER_S, 1)
        yield Session(name, _of_length(sound, duration), duration, found)


def _said(parts: tuple[tuple[str, str], ...], say: Callable[[str], Sound]) -> tuple[Sound, dict[str, Any]]:
    """Sentences with pauses before them, and where each of them is."""
    pieces: list[Sound] = []
    segments: dict[str, Any] = {}
    at = 0
    for label, text in parts:
        pause, words = np.zeros(int(GAPS_S[label] * RATE_HZ), np.float32), say(text)
        start = (at + len(pause)) / RATE_HZ
        segments[label] = {"text": text, "start": start, "end": start + len(words) / RATE_HZ}
        pieces += [pause, words]
        at += len(pause) + len(words)
    return np.concatenate(pieces), segments


# ---- typed -----------------------------------------------------------------------------------------------------------

TYPED = (
    ("stop", Wanted()),
    ("Stop that.", Wanted()),
    ("never mind", Wanted()),
    ("Forget the question.", Wanted()),
    ("what time is it?", Wanted(words=TIME)),
    ("Why is the sky blue?", Wanted(model=True)),
)
ASKED_S, TYPED_S = 1.0, 10.0
"""When the question and the interruption are typed; the latter is put off as the spoken ones are."""


def typed(later_s: float) -> Iterator[Session]:
    """The typed sessions, over silence."""
    for number, (text, wanted) in enumerate(TYPED, 1):
        at = TYPED_S + later_s
        duration = at + AFTER_S
        inject = (
            {"t": ASKED_S, "type": "text", "text": "Tell me something about the moon."},
            {"t": at, "type": "text", "text": text},
        )
        sound = np.zeros(int(duration * RATE_HZ), np.float32)
        found = Interruption(text, at, at, wanted)
        yield Session(f"typed-{number:02}", sound, duration, (found,), inject)


def _of_length(sound: Sound, duration: float) -> Sound:
    wanted = int(duration * RATE_HZ)
    return np.pad(sound, (0, max(0, wanted - len(sound))))[:wanted]
