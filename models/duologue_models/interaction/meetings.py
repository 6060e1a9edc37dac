"""Real conversation: AMI and ICSI meetings as micro-turn sessions. One speaker is the user, the others are the company.

A silence of the user ends the turn when others then say three words or more before the user resumes (within 3 s); it is
held when the same speaker resumes within 2 s and nobody else speaks; anything else teaches nothing. The meetings of the
test split of `meeting_floor` (one in eight by hash, and those that are sound in speech-ami) are never read here.
"""

import bisect
import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from duologue_models.interaction.corpora import rows
from duologue_models.interaction.session import OwnSpeech, Script
from duologue_models.interaction.speech import Said

Meeting = dict[str, list[Said]]
MIN_GAP_S, RESUME_S, TAKEN_S, TAKEN_WORDS = 0.2, 2.0, 3.0, 3


def held_out(name: str, clips_index: str) -> bool:
    """Whether a meeting belongs to the test split."""
    return name in clips_index or hashlib.sha1(name.encode()).digest()[0] % 8 == 0  # noqa: S324


def _by_speaker(words: Iterator[tuple[str, float, float, str]]) -> Meeting:
    meeting: Meeting = {}
    for speaker, start, end, text in sorted(words, key=lambda w: w[1]):
        clean = re.sub(r"[^\w'.,?-]", "", text)
        if clean:
            meeting.setdefault(speaker, []).append(Said(clean, start, max(end, start + 0.05)))
    return meeting


def training_meetings(data: Path) -> Iterator[tuple[str, Meeting]]:
    """(name, words by speaker) of every meeting that is not held out."""
    clips = (data / "speech-ami/index.jsonl").read_text(encoding="utf-8")
    for row in rows(data / "ami-meetings/ami_meetings.jsonl.xz"):
        if not held_out(row["id"], clips):
            yield row["id"], _by_speaker(tuple(w) for w in row["words"] if not w[3].startswith("["))
    for row in rows(data / "icsi-mrda/icsi_mrda.jsonl.xz"):
        if not held_out(row["id"], clips):
            yield row["id"], _by_speaker((u["spk"], a, b, w) for u in row["utts"] for a, b, w in u["w"])


def _stretches(words: list[Said], gap_s: float = 0.7, least: int = 1) -> list[list[Said]]:
    out: list[list[Said]] = []
    for word in words:
        if out and word.start - out[-1][-1].end < gap_s:
            out[-1].append(word)
        else:
            out.append([word])
    return [s for s in out if len(s) >= least]


def stories(meeting: Meeting, rng: np.random.Generator, count: int) -> list[list[list[str]]]:
    """Monologues of 4 to 9 stretches by one speaker, as texts."""
    found = []
    for own in meeting.values():
        run = _stretches(own, 0.35, 4)
        for i in rng.permutation(max(len(run) - 9, 0))[:count]:
            part = run[int(i) : int(i) + int(rng.integers(4, 10))]
            if all(b[0].start - a[-1].end < 2 for a, b in pairwise(part)):
                found.append([[w.text for w in s][:24] for s in part])
    return found


def _shifted(words: list[Said], start: float, end: float) -> list[Said]:
    return [Said(w.text, w.start - start, w.end - start) for w in words if start <= w.start and w.end <= end]


def script(meeting: Meeting, speaker: str, start: float, seconds: float) -> Script:
    """One speaker's view of a stretch of a meeting."""
    end = start + seconds
    own = _shifted(meeting[speaker], start, end)
    others = sorted(
        (w for s, words in meeting.items() if s != speaker for w in _shifted(words, start, end)), key=lambda w: w.start
    )
    result = Script(duration=seconds, company=True, user=own)
    for stretch in _stretches(others, 0.6, TAKEN_WORDS):
        last = max(w.end for w in stretch)
        result.own.append(OwnSpeech(stretch[0].start, last, last, "response", stretch))
    for before, after in pairwise(result.own):  # talk of several others may overlap
        before.end = before.planned_end = min(before.end, after.start)
    _label_silences(result, own, others)
    _label_overlaps(result, own)
    return result


def _label_silences(result: Script, own: list[Said], others: list[Said]) -> None:
    starts = [w.start for w in others]
    for now, after in pairwise(own):
        gap = after.start - now.end
        if gap < MIN_GAP_S:
            continue
        first = bisect.bisect_left(starts, now.end - 0.1)
        until = min(after.start, now.end + TAKEN_S)
        taken = others[first : bisect.bisect_left(starts, until)]
        if len(taken) >= TAKEN_WORDS:
            decided = max(taken[0].start, now.end + 0.25)
            result.respond.append((now.end, decided))
            result.taken_up.append(decided)
        elif not taken and gap < RESUME_S:
            result.thinking.append((now.end, after.start))
        else:
            result.ignored.append((now.end, min(after.start, now.end + TAKEN_S)))
            if len(taken) in (1, 2) and gap < RESUME_S:
                result.acknowledge.append((taken[0].start - 0.4, taken[0].start))


def _label_overlaps(result: Script, own: list[Said]) -> None:
    """The user begins while another holds the floor: who gives way?"""
    for stretch in _stretches(own, 0.5):
        begun, over = stretch[0].start, stretch[-1].end
        holder = next((s for s in result.own if s.start + 0.5 < begun < s.end - 0.1), None)
        if holder is None:
            continue
        goes_on = holder.end - begun
        if len(stretch) >= 4 and goes_on < 1.5:
            result.yields.append((begun + 0.05, holder.end))
        elif not (len(stretch) <= 3 and goes_on > (over - begun) + 0.8):
            result.ignored.append((begun, min(holder.end, begun + 3)))
