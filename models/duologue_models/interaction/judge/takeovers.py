"""How often the model takes the turn in the pauses of real people: ears, core and writing, without a session.

Held-out recordings (readers that training never heard, short recordings of recogniser projects, meetings) are heard
from a fresh start. A pause is a silence longer than 0.3 s inside a clip, found by energy alone (pauses.py); in
meetings, one inside the turn of one speaker. It is taken when the core responds or calls in it and what is written is
not "wait". Beside them stand synthetic voices that read the same words with the same pauses.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import soundfile as sf

from duologue.core.microturn import Act, Hearing, OwnVoice, Samples
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES, MICROTURN_S
from duologue.core.turn_text import TurnText
from duologue.core.writing import WriteRequest
from duologue.model.interaction_core import InteractionCore
from duologue.model.runtime import CPU, Provider, Runtime
from duologue.tools.registry import builtin_specs
from duologue_models.interaction.simulate.clips import Clip, read_clips, readers
from duologue_models.interaction.simulate.hearings import Hear, Recorded, load, save
from duologue_models.interaction.simulate.pauses import stretches
from duologue_models.interaction.simulate.speech import TimedWord
from duologue_models.interaction.simulate.tapes import room_tone
from duologue_models.interaction.simulate.voices import VOICES, synthesise
from duologue_models.interaction.targets.script import Interval, Script

PAUSE_S = 0.3
LEAD_S, TAIL_S = 1.0, 2.4
"""Seconds of quiet before and after a clip."""
RESUMES_S = 0.1
"""Seconds for which nothing of the words after a pause can be heard: a decision until then is one in the pause."""
EDGE_S = 0.1
"""Seconds that a turn of a meeting reaches beyond a pause inside it."""


@dataclass
class Tally:
    """Pauses: how many there are, in how many the core responds or calls, takes the turn, acknowledges.

    spoken_over: turns taken while somebody speaks. ends: clips after whose end the turn is taken.
    """

    clips: int = 0
    pauses: int = 0
    responds: int = 0
    taken: int = 0
    spoken_over: int = 0
    ends: int = 0
    acknowledged: int = 0

    def __str__(self) -> str:
        share = [n / max(1, self.pauses) for n in (self.taken, self.responds, self.acknowledged)]
        return (
            f"{self.pauses} pauses in {self.clips} clips: taken {share[0]:.3f} (responded {share[1]:.3f}, acknowledged "
            f"{share[2]:.3f}); while speaking {self.spoken_over}; after the end {self.ends / max(1, self.clips):.2f}"
        )


def laid_out(wave: Samples) -> tuple[Samples, Script]:
    """A clip with its room's quiet around it, and where its pauses are."""
    rng = np.random.default_rng(0)
    lead, tail = (room_tone(wave, int(s * MIC_RATE_HZ), rng) for s in (LEAD_S, TAIL_S))
    said = [(a + LEAD_S, b + LEAD_S) for a, b in stretches(wave)]
    whole = np.concatenate((lead, wave, tail))
    whole = np.pad(whole, (0, -len(whole) % MIC_SAMPLES)).astype(np.float32)
    return whole, _script(said, len(whole) / MIC_RATE_HZ)


def _script(said: list[Interval], seconds: float) -> Script:
    """Stretches of speech, and the pauses between them."""
    gaps = [(a[1], b[0]) for a, b in pairwise(said) if b[0] - a[1] > PAUSE_S]
    return Script(duration=seconds, user=[TimedWord("", a, b) for a, b in said], thinking=gaps)


def read_again(script: Script, hearings: list[Hearing], voice: str) -> tuple[Samples, Script]:
    """A synthetic voice reads what was heard, with the same pauses."""
    last = {u.id: u for h in hearings for u in h.utterances}
    words = sorted((w for u in last.values() for w in u.words), key=lambda w: w.start_s)
    cuts = [0.0, *((a + b) / 2 for a, b in script.thinking), script.duration]
    parts: list[Samples] = []
    for (start, end), gap in zip(pairwise(cuts), [*(b - a for a, b in script.thinking), 0.0], strict=True):
        text = " ".join(w.text for w in words if start <= (w.start_s + w.end_s) / 2 < end)
        if text:
            parts += [synthesise(voice, text, 1.0), np.zeros(int(gap * MIC_RATE_HZ), np.float32)]
    noise = 10 ** (-58 / 20) * np.random.default_rng(1).standard_normal(sum(map(len, parts)))
    return laid_out((np.concatenate(parts) + noise).astype(np.float32))


def meetings(data: Path) -> Iterator[tuple[Samples, Script]]:
    """The clips of meetings, mixed as they are."""
    for line in (data / "speech-ami/index.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        wave: Samples = np.asarray(sf.read(data / "speech-ami" / row["file"], dtype="float32")[0], np.float32)
        wave = wave[: len(wave) // MIC_SAMPLES * MIC_SAMPLES]
        script = _script(stretches(wave), len(wave) / MIC_RATE_HZ)
        script.thinking = [gap for gap in script.thinking if _inside_a_turn(gap, row["turns"])]
        yield wave, script


def _inside_a_turn(gap: Interval, turns: list[tuple[float, float, str]]) -> bool:
    """Whether exactly one speaker has the floor, before, in and after a gap."""
    around = [(a, b) for a, b, _ in turns if a < gap[1] + EDGE_S and b > gap[0] - EDGE_S]
    return len(around) == 1 and around[0][0] < gap[0] - EDGE_S and around[0][1] > gap[1] + EDGE_S


def count(core: InteractionCore, heard: Iterable[Recorded]) -> Tally:
    """Runs the core over what was heard."""
    tally = Tally()
    for script, hearings in heard:
        _add(tally, script, decisions(core, hearings))
    return tally


Outcome = tuple[float, Act, bool]
"""The end of a micro-turn in seconds, what the core decided, and whether something was written that takes the turn."""


def decisions(core: InteractionCore, hearings: list[Hearing]) -> list[Outcome]:
    """What the core does about what it hears, from a fresh start; it says nothing itself."""
    core.reset()
    texts, outcomes, tools = TurnText(), [], builtin_specs()
    for k, hearing in enumerate(hearings):
        now = (k + 1) * MICROTURN_S
        for utterance in hearing.utterances:
            texts.hear(utterance)
        act = core.decide(hearing, OwnVoice()).act
        written = False
        if act in (Act.RESPOND, Act.CALL) and (turn := texts.read(now, None)) is not None:
            answer = core.write(WriteRequest(tuple(turn.text.split()), tools=tools))
            written = bool(answer.calls or answer.ask or answer.say)
            if not answer.wait:
                texts.take(now)
        outcomes.append((now, act, written))
    return outcomes


def _add(tally: Tally, script: Script, outcomes: list[Outcome]) -> None:
    tally.clips += 1
    tally.pauses += len(script.thinking)
    quiet = [(a, b + RESUMES_S) for a, b in script.thinking]
    for start, end in quiet:
        here = [(act, written) for now, act, written in outcomes if start < now <= end]
        tally.responds += any(act in (Act.RESPOND, Act.CALL) for act, _ in here)
        tally.taken += any(written for _, written in here)
        tally.acknowledged += any(act is Act.ACKNOWLEDGE for act, _ in here)
    over = max(w.end for w in script.user)
    taken = [now for now, _, written in outcomes if written and not any(a < now <= b for a, b in quiet)]
    tally.ends += any(now > over for now in taken)
    tally.spoken_over += sum(any(w.start < now <= w.end for w in script.user) for now in taken)


def held_out_readers(data: Path) -> list[Clip]:
    """Readers of LibriSpeech that training never heard."""
    return [clip for clips in readers(data, held_out=True) for clip in clips]


def short_recordings(data: Path) -> list[Clip]:
    """Short recordings of a recogniser's project, kept for judging."""
    return read_clips(data / "speech-pocketsphinx")


def heard(data: Path, hear: Hear, cache: Path) -> dict[str, list[Recorded]]:
    """The groups of recordings as the ears heard them; each group is kept in a file of the folder `cache`."""

    def kept(name: str, sounds: Iterable[tuple[Samples, Script]]) -> list[Recorded]:
        path = cache / f"heard-{name}.npz"
        if not path.exists():
            save(((script, hear(wave)) for wave, script in sounds), path)
        return load(path)

    def sounds(clips: Iterable[Clip]) -> Iterator[tuple[Samples, Script]]:
        return (laid_out(clip.sound()) for clip in clips)

    read = kept("readers", sounds(held_out_readers(data)))
    return {
        "readers": read,
        "readers' words, synthetic": kept(
            "synthetic", (read_again(*one, VOICES[i % len(VOICES)]) for i, one in enumerate(read))
        ),
        "short recordings": kept("short", sounds(short_recordings(data))),
        "meetings": kept("meetings", meetings(data)),
    }


def measure(data: Path, bundle: Path, hear: Hear, cache: Path) -> Iterator[str]:
    """A line for each group of recordings."""
    runtime = Runtime(Provider("cpu", CPU), threads=1)
    core = InteractionCore.load(bundle / "core", bundle / "semantics", runtime.open)
    for name, recordings in heard(data, hear, cache).items():
        yield f"{name}: {count(core, recordings)}"
