"""What the replay contract promises of every run, checked on what lies in the out folder."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

RATE_HZ = 24_000
FRAME = RATE_HZ // 100
AUDIBLE_DBFS = -55.0
EDGE_S = 0.06
FIRST_FIELDS = ("version", "bundle", "provider", "chunk_ms", "seed")
FIELDS = {
    "session": set(FIRST_FIELDS),
    "heard": {"id", "text", "final", "start", "end"},
    "floor": {"state", "p"},
    "speech": {"id", "kind", "text", "start", "end", "completed", "cause"},
    "tool_call": {"id", "name", "arguments"},
    "panel": {"surface", "message"},
    "delegate": {"id", "question"},
    "background": {"id", "text", "final"},
    "translation": {"id", "source", "target", "source_text", "text", "final"},
    "step": {"index", "ms", "late", "rss_mb"},
    "error": {"where", "message"},
    "end": {"duration", "steps", "late", "step_ms", "peak_rss_mb"},
}


class Run:
    """An out folder, read back."""

    def __init__(self, folder: Path) -> None:
        lines = (folder / "timeline.jsonl").read_text(encoding="utf-8").splitlines()
        self.events: list[dict[str, Any]] = [json.loads(line) for line in lines]
        self.sound, self.rate_hz = soundfile.read(folder / "assistant.wav", dtype="float32")
        self.subtype = soundfile.info(folder / "assistant.wav").subtype

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["type"] == kind]

    def story(self) -> list[dict[str, Any]]:
        """The timeline without what is measured: step times and memory."""
        return [
            {k: v for k, v in event.items() if k not in ("ms", "rss_mb", "step_ms", "peak_rss_mb")}
            for event in self.events
        ]

    def transcript(self) -> str:
        """Everything heard, in its last version."""
        return " ".join({event["id"]: event["text"] for event in self.of("heard")}.values())


def faults(run: Run, duration_s: float) -> list[str]:
    """What the run breaks of the contract, in words."""
    return [*_form(run, duration_s), *_order(run), *_sounds(run), *_steps(run)]


def _form(run: Run, duration_s: float) -> list[str]:
    found = []
    if (run.rate_hz, run.subtype, run.sound.shape) != (RATE_HZ, "PCM_16", (round(duration_s * RATE_HZ),)):
        found.append(f"assistant.wav: {run.sound.shape} at {run.rate_hz} Hz, {run.subtype}")
    for event in run.events:
        wanted = FIELDS.get(event["type"])
        if wanted is not None and set(event) != wanted | {"type", "t"}:
            found.append(f"fields of {event}")
        if event["type"] == "percept" and not {"type", "t", "kind", "seen"} < set(event):
            found.append(f"fields of {event}")
        if event["type"] == "tool_result" and not ({"id", "ok"} < set(event) and ("error" in event) != event["ok"]):
            found.append(f"fields of {event}")
    return found


def _order(run: Run) -> list[str]:
    found = []
    if (run.events[0]["type"], run.events[-1]["type"]) != ("session", "end"):
        found.append("the timeline does not run from session to end")
    times = [event["t"] for event in run.events]
    if times != sorted(times):
        found.append("events are not in order")
    found += [f"heard too early: {event}" for event in run.of("heard") if event["end"] > event["t"] + 0.001]
    finals = [event["id"] for event in run.of("heard") if event["final"]]
    if sorted(finals) != sorted({event["id"] for event in run.of("heard")}):
        found.append(f"finals: {finals}")
    return found


def _sounds(run: Run) -> list[str]:
    found = []
    padded = np.pad(run.sound, (0, -len(run.sound) % FRAME)).reshape(-1, FRAME)
    audible = np.sqrt((padded.astype(np.float64) ** 2).mean(axis=1)) > 10 ** (AUDIBLE_DBFS / 20)
    covered = np.zeros(len(audible), bool)
    speeches = sorted(run.of("speech"), key=lambda event: event["start"])
    for i, event in enumerate(speeches):
        low = max(event["start"] - 0.3, speeches[i - 1]["end"] if i else 0.0)
        high = min(event["end"] + 0.3, speeches[i + 1]["start"] if i + 1 < len(speeches) else len(audible) / 100)
        inside = np.flatnonzero(audible[round(low * 100) : round(high * 100)]) + round(low * 100)
        edges = (inside[0] / 100, (inside[-1] + 1) / 100) if len(inside) else (-9.0, -9.0)
        if max(abs(edges[0] - event["start"]), abs(edges[1] - event["end"])) > EDGE_S:
            found.append(f"edges {edges} of {event}")
        if event["start"] < event["cause"]:
            found.append(f"before its cause: {event}")
        covered[max(0, round(event["start"] * 100) - 3) : round(event["end"] * 100) + 3] = True
    found += [f"sound at {i / 100:.2f} s is no speech" for i in np.flatnonzero(audible & ~covered)[:1]]
    return found


def _steps(run: Run) -> list[str]:
    steps, end = run.of("step"), run.events[-1]
    if [step["index"] for step in steps] != list(range(len(steps))) or end["steps"] != len(steps):
        return ["steps are not counted through"]
    early = [step for step in steps[:-1] if step["t"] < 0.2 * (step["index"] + 1) + step["ms"] / 1000 - 0.001]
    return [f"step reported before its end: {early[0]}"] if early else []
