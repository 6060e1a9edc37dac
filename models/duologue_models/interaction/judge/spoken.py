"""Held-out situations spoken by natural voices and played through the program itself, as a user would live them.

The cases are made once and played with `duologue replay --bundle BUNDLE`. Of each kind it is told how many went well
and after how long the assistant fell silent or answered. Operating points are set with it.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile as sf

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ
from duologue_models.interaction.simulate.render import Studio
from duologue_models.interaction.simulate.requests import Requests
from duologue_models.interaction.simulate.speech import TimedWord
from duologue_models.interaction.simulate.turns import led_in
from duologue_models.interaction.simulate.voices import Voices

STOPS, GOES_ON = ("barge-in", "stop"), ("acknowledgement", "aside", "far", "cough")
"""Kinds of sound over a long answer: such as end it, and such as do not."""
OVER_SPEECH = (*STOPS, *GOES_ON)
KINDS = ("acknowledgement", "aside", "far", "barge-in", "stop", "turn", "pause", "cough")
ASKED_S, OVER_S, ALONE_S, AFTER_S = 0.5, 8.0, 1.0, 6.0
"""When the question is typed; when the user speaks, over the answer or into silence; what comes after it. Seconds."""
STOPPED_S, GAP_S, ANSWER_S = 1.0, 1.0, 1.5
"""Silent so long after the onset, for so long at most, and answered so long after the end, at the latest. Seconds."""
AUDIBLE_DB, COUGH_DB = -55.0, -20.0
FRAME_S = 0.01
ANSWER = (
    "The harbour was built by people who came from the north in small boats. They dug the first basin by hand and "
    "lined it with oak. Every spring the river brought sand, and every summer they carried it away again. Later a "
    "lighthouse was put on the southern pier, and its keeper wrote down each ship that came. His books are kept in "
    "the town hall, and you can read in them what was traded, how the wind blew, and which captain owed him money. "
    "When the railway arrived, the ships became fewer, and the storehouses turned into workshops. Today there are "
    "cafes in them, and in winter the old basin freezes over so that children can skate between the boats. On clear "
    "nights one can still see the lamp of the lighthouse from the hills behind the town, and some say that it is lit "
    "by nobody."
)


@dataclass(frozen=True)
class Situation:
    """What is said (words from start to end, seconds), and pauses inside it."""

    kind: str
    text: str
    start: float
    end: float
    pauses: tuple[tuple[float, float], ...] = ()

    @classmethod
    def read(cls, path: Path) -> "Situation":
        """Reads what make() wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


def make(requests: Requests, voices: Voices, kind: str, number: int, folder: Path) -> None:
    """Writes NAME.json, NAME.wav and NAME.truth.json."""
    rng = np.random.default_rng([number, KINDS.index(kind), 4242])
    studio = Studio(voices, str(rng.choice(voices.names)), str(rng.choice(voices.names)))
    over = kind in OVER_SPEECH
    start = (OVER_S if over else ALONE_S) + rng.uniform(0.0, 2.0)
    pauses: dict[int, float] = {}
    match kind:
        case "acknowledgement":
            words = requests.backchannel(rng)
        case "aside":
            words = requests.aside(rng)
        case "far":
            words = requests.overheard(rng, requests=True)
        case "stop":
            words = requests.stop(rng)
        case "cough":
            words = ["(cough)"]
        case _:
            labelled = requests.request(rng, corrected=0.0, background=True, extra=frozenset())
            if kind == "barge-in" and (led := rng.random()) < 0.8:
                lead = requests.stop(rng) if led < 0.4 else requests.beginning(rng)
                labelled = led_in(labelled, lead)
                pauses = {len(lead): float(rng.uniform(0.1, 0.6))}
            elif kind == "pause" and (at := requests.unfinished(rng, labelled)):
                pauses = {at: float(rng.uniform(0.6, 1.8))}
            words = list(labelled.words)
    gain_db = rng.uniform(-22, -14) if kind == "far" else 0.0
    rate = rng.uniform(0.9, 1.15)
    said = coughed(studio, start, rng) if kind == "cough" else studio.say(words, start, rng, rate, pauses, gain_db)
    situation = Situation(
        kind, " ".join(words), start, said[-1].end, tuple((said[i - 1].end, said[i].start) for i in pauses if i)
    )
    duration = round(situation.end + AFTER_S, 1)
    sound = np.asarray(studio.sound(duration, rng)[: int(duration * MIC_RATE_HZ)], np.float32)
    name = f"{kind}-{number:02}"
    sf.write(folder / f"{name}.wav", sound, MIC_RATE_HZ, subtype="PCM_16")
    rate = float(rng.choice([5, 10, 20, 50]))
    answer = {"match": "", "delay": 0.5, "chunks": [f"{word} " for word in ANSWER.split()], "chunk_gap": 1 / rate}
    case: dict[str, Any] = {
        "id": name,
        "audio": f"{name}.wav",
        "duration": duration,
        "settings": {"mode": "conversation", "consent": "allow", "now": "2026-03-14T09:26:00"},
        "background": {"type": "script", "turns": [answer]},
    }
    if over:
        case["inject"] = [{"t": ASKED_S, "type": "text", "text": "Tell me the story of the harbour."}]
    (folder / f"{name}.json").write_text(json.dumps(case), encoding="utf-8")
    (folder / f"{name}.truth.json").write_text(json.dumps(vars(situation)), encoding="utf-8")


def coughed(studio: Studio, start: float, rng: np.random.Generator) -> list[TimedWord]:
    """The user coughs once to three times: bursts of breath that fade, with most of their power at 0.4 to 3 kHz."""
    at, said = start, []
    for _ in range(int(rng.integers(1, 4))):
        n = int(rng.uniform(0.18, 0.4) * MIC_RATE_HZ)
        hertz = np.maximum(np.fft.rfftfreq(n, 1 / MIC_RATE_HZ), 1.0)
        colour = 1 / np.sqrt((1 + (400 / hertz) ** 4) * (1 + (hertz / 3000) ** 4))
        burst = np.fft.irfft(np.fft.rfft(rng.standard_normal(n)) * colour, n)
        burst *= np.exp(-np.arange(n) / MIC_RATE_HZ / rng.uniform(0.05, 0.12))
        wave = np.asarray(burst * 10 ** (COUGH_DB / 20) / np.sqrt(np.mean(burst**2)), np.float32)
        studio.pieces.append((at, np.clip(wave, -0.98, 0.98)))
        said.append(TimedWord("", at, at + n / MIC_RATE_HZ))
        at = said[-1].end + rng.uniform(0.05, 0.2)
    return said


def play(case: Path, out: Path, bundle: Path) -> Samples:
    """What the assistant says in a case: [N, audible] every 10 ms."""
    folder = out / case.stem
    command = [sys.executable, "-m", "duologue", "replay", str(case), "--out", str(folder), "--bundle", str(bundle)]
    subprocess.run(command, check=True, capture_output=True)
    wave, rate = sf.read(folder / "assistant.wav", dtype="float32")
    hop = int(rate * FRAME_S)
    frames = wave[: len(wave) // hop * hop].reshape(-1, hop)
    return np.asarray(np.sqrt(np.mean(frames**2, 1)) > 10 ** (AUDIBLE_DB / 20))


def judge(situation: Situation, audible: Samples) -> tuple[bool, float, str]:
    """Whether it went well, the seconds that count for its kind, and what was wrong."""

    def sounds(start: float, end: float) -> Samples:
        return np.flatnonzero(audible[int(start / FRAME_S) : int(end / FRAME_S)]) * FRAME_S + start

    if situation.kind in OVER_SPEECH:
        if not len(sounds(situation.start - 0.5, situation.start + 0.1)):
            return False, 0.0, "did not speak before"
        heard = sounds(situation.start, situation.end + 4.0)
        edges = np.concatenate([[situation.start], heard, [situation.end + 4.0]])
        gaps = np.diff(edges)
        longest = float(gaps.max())
        if situation.kind in STOPS:
            first = int(np.flatnonzero(gaps > 0.5)[0]) if (gaps > 0.5).any() else -1
            silent = float(edges[first] - situation.start) if first >= 0 else 99.0
            later = sounds(situation.start + STOPPED_S, situation.end)
            if silent > STOPPED_S:
                return False, silent, f"silent after {silent:.2f} s"
            return not len(later), silent, f"goes on at {later[0] - situation.start:.2f} s" if len(later) else ""
        return longest <= GAP_S, longest, f"gap of {longest:.2f} s" if longest > GAP_S else ""
    early = [s for a, b in situation.pauses for s in sounds(a + 0.1, b + 0.1)]
    early += list(sounds(situation.start, situation.end - 0.25))
    after = sounds(situation.end - 0.25, situation.end + AFTER_S)
    waited = max(0.0, float(after[0] - situation.end)) if len(after) else 99.0
    if early:
        return False, waited, "spoke before the end"
    return waited <= ANSWER_S, waited, f"answered after {waited:.2f} s" if waited > ANSWER_S else ""


Outcome = tuple[Path, Situation, bool, float, str]
"""A case, what is said in it, whether it went well, seconds, what was wrong."""


def results(cases: list[Path], out: Path, bundle: Path, jobs: int) -> Iterator[Outcome]:
    """Plays the cases, several at a time."""
    with ThreadPoolExecutor(jobs) as pool:
        for case, audible in zip(cases, pool.map(lambda case: play(case, out, bundle), cases), strict=True):
            truth = Situation.read(case.with_suffix(".truth.json"))
            yield case, truth, *judge(truth, audible)


def situations(requests: Requests, voices: Voices, kinds: Iterable[str], count: int, folder: Path) -> list[Path]:
    """The cases of so many situations of each kind in a folder, made unless they are there."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [(kind, number, folder / f"{kind}-{number:02}.json") for kind in kinds for number in range(count)]
    for kind, number, case in names:
        if not case.with_suffix(".truth.json").exists():
            make(requests, voices, kind, number, folder)
    return [case for _, _, case in names]


def report(found: Sequence[Outcome]) -> Iterator[str]:
    """What failed, and a line for each kind."""
    for case, situation, good, _, fault in found:
        if not good:
            yield f"{case.stem:20} {situation.text[:70]!r}: {fault}"
    for kind in KINDS:
        mine = [(good, seconds) for _, situation, good, seconds, _ in found if situation.kind == kind]
        if mine:
            p50, p90 = np.quantile([seconds for _, seconds in mine], (0.5, 0.9))
            yield f"{kind:16} {sum(good for good, _ in mine)}/{len(mine)}  p50 {p50:.2f} s, p90 {p90:.2f} s"
