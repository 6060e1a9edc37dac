"""Real conversation: AMI and ICSI meetings as micro-turn sessions. One speaker is the user, the others are the company.

The company takes the assistant's place: its words are the own words, known 0.3 s after they are said, as a recogniser
would tell them. What has begun less than 0.3 s ago is never seen, in training as in the test.

A silence of the user (0.2 s or more) ends the turn when others then say three words or more before the user resumes,
within 3 s; it is held when the same speaker resumes within 2 s and nobody else speaks; anything else teaches nothing.
While the company speaks at that moment, it goes on in the one case and gives way in the other. Acknowledgements of
others while the speaker goes on are acknowledgements. The meetings of the test split of `meeting_floor` (one in eight
by hash, and those that are sound in speech-ami) are never read here for training.
"""

import bisect
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np

from duologue_models.interaction.simulate.corpora import rows
from duologue_models.interaction.simulate.speech import TimedWord
from duologue_models.interaction.simulate.turns import boundary
from duologue_models.interaction.targets.script import Interval, OwnSpeech, Script

Meeting = dict[str, list[TimedWord]]
"""The words of each speaker, in order of start."""
MIN_GAP_S, RESUME_S, TAKEN_S, TAKEN_WORDS = 0.2, 2.0, 3.0, 3
FROM_S = -0.1
"""Seconds after the end of the user's last word from which on words of others count as an answer."""
CONTEXT_WORDS, CONTEXT_GAP_S = 2, 3.0
"""How many words a speaker must have said before, and the longest silence in seconds between them."""
COMPANY_LAG_S = 0.3
CONTEXT_S, INTO_SILENCE_S = 30.0, 0.2
"""Seconds that are heard before a point of the yardstick, and from the last word to that point."""
AROUND_S = 10.0
NOTICED_S = 0.4
"""Shortest stretch of a silence in seconds that is taught."""
ICSI_SHARE = 0.85
"""Share of the meetings taken from ICSI: AMI's pauses come from forced alignment and are noisy."""
ACKNOWLEDGEMENTS = frozenset("mm-hmm mmhmm uh-huh mhm mm hmm yeah right okay yep yes sure oh wow huh ah really".split())
_BEFORE_S = (0.4, 0.05)
"""Seconds before and after its start in which an acknowledgement is due."""


def held_out(name: str, clips_index: str) -> bool:
    """Whether a meeting belongs to the test split."""
    return name in clips_index or hashlib.sha1(name.encode()).digest()[0] % 8 == 0  # noqa: S324


def _by_speaker(words: Iterable[tuple[str, float, float, str]]) -> Meeting:
    meeting: Meeting = {}
    for speaker, start, end, text in sorted(words, key=lambda w: w[1]):
        clean = re.sub(r"[^\w'.,?-]", "", text)
        if clean:
            meeting.setdefault(speaker, []).append(TimedWord(clean, start, max(end, start + 0.05)))
    return meeting


def all_meetings(data: Path) -> Iterator[tuple[str, Meeting]]:
    """(name, words by speaker) of every meeting. ICSI's names begin with B."""
    for row in rows(data / "ami-meetings/ami_meetings.jsonl.xz"):
        yield row["id"], _by_speaker(tuple(w) for w in row["words"] if not w[3].startswith("["))
    for row in rows(data / "icsi-mrda/icsi_mrda.jsonl.xz"):
        yield row["id"], _by_speaker((u["spk"], a, b, w) for u in row["utts"] for a, b, w in u["w"])


def training_meetings(data: Path) -> Iterator[tuple[str, Meeting]]:
    """(name, words by speaker) of every meeting that is not held out."""
    clips = (data / "speech-ami/index.jsonl").read_text(encoding="utf-8")
    return ((name, meeting) for name, meeting in all_meetings(data) if not held_out(name, clips))


def stretches(words: list[TimedWord], gap_s: float = 0.7, least: int = 1) -> list[list[TimedWord]]:
    """Words of one speaker, cut where a gap is longer; those of at least so many words."""
    out: list[list[TimedWord]] = []
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
        run = stretches(own, 0.35, 4)
        for i in rng.permutation(max(len(run) - 9, 0))[:count]:
            part = run[int(i) : int(i) + int(rng.integers(4, 10))]
            if all(b[0].start - a[-1].end < 2 for a, b in pairwise(part)):
                found.append([[w.text for w in s][:24] for s in part])
    return found


def draw(people: Mapping[str, Meeting], rng: np.random.Generator, seconds: float) -> Script:
    """A stretch of one of the meetings, by name, around a silence of one of its speakers."""
    names = [n for n in people if n.startswith("B") == (rng.random() < ICSI_SHARE)] or list(people)
    while True:
        meeting = people[names[int(rng.integers(len(names)))]]
        silences = [
            (speaker, a.end)
            for speaker, own in meeting.items()
            for a, b in pairwise(own)
            if b.start - a.end >= MIN_GAP_S
        ]
        if silences:
            speaker, at = silences[int(rng.integers(len(silences)))]
            return script(meeting, speaker, max(0.0, at - rng.uniform(0.1, 0.9) * seconds), seconds)


def until_silence(meeting: Meeting, speaker: str, t: float) -> Script:
    """The 30 s until 200 ms into the speaker's silence at t, and nothing after that.

    Micro-turns are laid so that one ends exactly there. Of the others it is told what they began to say until 100 ms
    before the silence: later words already count as the answer.
    """
    start = t + INTO_SILENCE_S - CONTEXT_S
    known = {
        name: [
            w
            for w in words
            if start - AROUND_S < w.end and (w.end <= t + 1e-3 if name == speaker else w.start < t + FROM_S)
        ]
        for name, words in meeting.items()
    }
    return script(known, speaker, start, CONTEXT_S)


def script(meeting: Meeting, speaker: str, start: float, seconds: float) -> Script:
    """One speaker's view of a stretch of a meeting. Targets come from what is said in it and right after it."""
    mine = _shifted(meeting[speaker], start, seconds)
    company = [_shifted(words, start, seconds) for name, words in meeting.items() if name != speaker]
    others = sorted((w for words in company for w in words), key=lambda w: w.start)
    result = Script(duration=seconds, company=True, user=[w for w in mine if w.start >= 0 and w.end <= seconds])
    result.own = _line(others, seconds)
    taught = _label_silences(result, mine, others)
    for words in company:
        _label_overlaps(result, mine, words)
    result.ignored = _without(result.ignored, taught)
    result.yields = _without(result.yields, result.respond)
    for words in company:
        _label_acknowledgements(result, mine, words)
    return result


def _shifted(words: list[TimedWord], start: float, seconds: float) -> list[TimedWord]:
    """Times from `start` on; what is said up to 10 s before and after is kept for the labels."""
    return [
        TimedWord(w.text, w.start - start, w.end - start)
        for w in words
        if start - AROUND_S < w.end and w.start < start + seconds + AROUND_S
    ]


def _line(others: list[TimedWord], seconds: float) -> list[OwnSpeech]:
    """The company as one voice, late. How long it will go on is not known: planned_end is its start."""
    line: list[OwnSpeech] = []
    for word in others:
        late = TimedWord(word.text, word.start + COMPANY_LAG_S, word.end + COMPANY_LAG_S)
        if late.end < 0 or late.start > seconds:
            continue
        if line and late.start < line[-1].end + 0.05:
            line[-1].words.append(late)
            line[-1].end = max(line[-1].end, late.end)
        else:
            line.append(OwnSpeech(late.start, late.end, late.start, "response", [late]))
    return line


def _label_silences(result: Script, own: list[TimedWord], others: list[TimedWord]) -> list[Interval]:
    """Labels the user's silences; returns the intervals that teach."""
    starts = [w.start for w in others]
    taught: list[Interval] = []
    for i, (now, after) in enumerate(pairwise(own)):
        end, gap = now.end, after.start - now.end
        if gap < MIN_GAP_S or not 0 < end < result.duration:
            continue
        first = bisect.bisect_left(starts, end + FROM_S)
        taken = others[first : bisect.bisect_left(starts, min(after.start, end + TAKEN_S))]
        known = i >= CONTEXT_WORDS - 1 and now.start - own[i - 1].end < CONTEXT_GAP_S
        if known and len(taken) >= TAKEN_WORDS:
            open_until = min(max(end + NOTICED_S, taken[0].start + COMPANY_LAG_S), after.start)
            taken_up = boundary(taken[TAKEN_WORDS - 1].start + COMPANY_LAG_S)  # only now it is known to be an answer
            result.respond.append((end, open_until))
            result.taken_up.append(taken_up)
            result.ignored.append((open_until, taken_up))
            taught.append((end, open_until))
        elif known and not taken and gap < RESUME_S:
            result.thinking.append((end, after.start))
            result.yields.append((end, after.start))
            taught.append((end, after.start))
        else:
            result.ignored.append((end, min(after.start, end + TAKEN_S)))
    return taught


def _label_overlaps(result: Script, own: list[TimedWord], others: list[TimedWord]) -> None:
    """The user begins while another holds the floor: who gives way?"""
    holders = stretches(others, 0.6, TAKEN_WORDS)
    begins = [h[0].start for h in holders]
    for stretch in stretches(own, 0.5):
        begun, over = stretch[0].start, stretch[-1].end
        if not 0 < begun < result.duration:
            continue
        at = bisect.bisect_left(begins, begun - 0.5) - 1
        held_until = max((w.end for w in holders[at]), default=0.0) if at >= 0 else 0.0
        if held_until < begun + 0.1:
            continue
        goes_on = held_until - begun
        if len(stretch) >= 4 and goes_on < 1.5:
            result.yields.append((begun + 0.05, held_until + COMPANY_LAG_S))
        elif not (len(stretch) <= 3 and goes_on > (over - begun) + 0.8):
            result.ignored.append((begun, min(held_until + COMPANY_LAG_S, begun + 3)))


def _label_acknowledgements(result: Script, own: list[TimedWord], others: list[TimedWord]) -> None:
    """ "Mm-hm" of another while the user goes on: a fitting place for one."""
    starts, ends = [w.start for w in own], [w.end for w in own]
    for stretch in stretches(others, 0.6):
        begun = stretch[0].start
        if len(stretch) > 2 or any(w.text.strip(".,?").lower() not in ACKNOWLEDGEMENTS for w in stretch):
            continue
        before, after = bisect.bisect_right(ends, begun + 0.3) - 1, bisect.bisect_left(starts, begun)
        talks = before >= 3 and begun - ends[before] < 1.0 and ends[before] - ends[before - 3] < 3.0
        if talks and after < len(starts) and starts[after] - begun < RESUME_S and 0 < begun < result.duration:
            place = (begun - _BEFORE_S[0], begun + _BEFORE_S[1])
            result.acknowledge.append(place)
            result.ignored.append(place)


def _without(intervals: list[Interval], cuts: list[Interval]) -> list[Interval]:
    """What is left of the intervals outside the cuts."""
    left = intervals
    for cut, cut_end in cuts:
        left = [
            part
            for start, end in left
            for part in (
                ((start, min(end, cut)), (max(start, cut_end), end))
                if start < cut_end and cut < end
                else ((start, end),)
            )
            if part[0] < part[1]
        ]
    return left
