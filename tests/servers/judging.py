"""What a timeline says of an interruption: how soon there was silence, and whether the right thing followed."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servers.cases import Interruption, Wanted

SILENT_WITHIN_S = 1.0
"""Seconds from the beginning of an interruption in which the voice falls silent, and from its end on in which the last
of the old answer is heard: who says "Okay," and rests may have been only listening until they say more."""
SILENCE_S = 0.5
"""Seconds of silence that end an utterance, as in Full-Duplex-Bench v1.5; shorter ones are pauses of the voice."""
ANSWERED_WITHIN_S = 8.0
"""Seconds after the user's last word in which an answer begins; the model has to read the question first."""
BETWEEN_S = 0.6
"""Seconds after a sentence of the model's in which the assistant counts as speaking."""
LIKE = 4
"""Words in a row by which a sentence is known to be of an answer."""


@dataclass(frozen=True)
class Verdict:
    """silent_s: from the interruption's start to the first silence; None if nothing was being said. went_on_s: seconds
    of the old answer that were said after that. fault: "" if all is well.
    """

    silent_s: float | None
    answered: bool
    fault: str
    went_on_s: float = 0.0


def read_timeline(path: Path) -> list[dict[str, Any]]:
    """The events of a replay."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def judge(events: Sequence[dict[str, Any]], interruption: Interruption, until: float) -> Verdict:
    """until: when the next interruption begins, or the session ends."""
    at = interruption.start
    spans = [event for event in events if event["type"] == "speech" and event["start"] < until]
    before = _story(events, lambda t: t <= at)
    old = [span for span in spans if span["end"] > at and (span["start"] <= at or _of(span["text"], before))]
    silent_s: float | None = None
    went_on_s = 0.0
    fault = ""
    if interruption.stops:
        if not any(
            span["start"] <= at < span["end"] + BETWEEN_S and _of(span["text"], before) for span in spans
        ):  # fillers are not the model's answer, and what begins later may be the answer to the interruption
            fault = "nothing was being said"
        else:
            silent_s = _first_silence(old, at) - at
            went_on_s = sum(span["end"] - span["start"] for span in old if span["start"] > at + silent_s)
            last_s = max((span["end"] for span in old), default=at) - interruption.end
            if silent_s > SILENT_WITHIN_S:
                fault = f"silent after {silent_s:.1f} s"
            elif went_on_s and last_s > SILENT_WITHIN_S:
                fault = f"went on until {last_s:.1f} s after the interruption"
    answered = _answered(events, interruption, until, before) if interruption.wanted != Wanted() else not fault
    return Verdict(silent_s, answered, fault or ("" if answered else "not answered"), went_on_s)


def _first_silence(old: Sequence[dict[str, Any]], at: float) -> float:
    """When the voice falls silent after `at`, if it says the spans of the old answer."""
    end = at
    for span in sorted(old, key=lambda span: span["start"]):
        if span["start"] > end + SILENCE_S:
            break
        end = max(end, span["end"])
    return end


def _answered(events: Sequence[dict[str, Any]], interruption: Interruption, until: float, before: str) -> bool:
    wanted, by = interruption.wanted, min(until, interruption.end + ANSWERED_WITHIN_S)
    later = [event for event in events if interruption.start < event["t"]]
    said = [
        event
        for event in later
        if event["type"] == "speech" and interruption.start < event["start"] < by and event["kind"] != "backchannel"
    ]
    if wanted.words:
        return any(re.search(wanted.words, span["text"], re.IGNORECASE) for span in said)
    if wanted.tool:
        called = any(event["type"] == "tool_call" and event["name"] == wanted.tool for event in later)
        return called and any(not _of(span["text"], before) for span in said)
    if wanted.model:
        asked = {event["id"] for event in later if event["type"] == "delegate" and event["t"] < by}
        after = _words(" ".join(e["text"] for e in later if e["type"] == "background" and e["id"] in asked))
        return bool(asked) and any(_of(span["text"], after) for span in said)
    return any(span["kind"] == "relay" for span in said)


def _story(events: Sequence[dict[str, Any]], when: Any) -> str:
    """All words that the model has streamed, or will, for the questions handed over at such times."""
    ids = {event["id"] for event in events if event["type"] == "delegate" and when(event["t"])}
    return _words(" ".join(event["text"] for event in events if event["type"] == "background" and event["id"] in ids))


def _of(text: str, story: str) -> bool:
    """Whether a sentence stands in a story; its first words decide."""
    first = " ".join(_words(text).split()[:LIKE])
    return bool(first) and f" {first} " in f" {story} "


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9']+", text.lower()))
