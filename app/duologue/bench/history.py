"""`duologue bench history`: searching, what writing costs, deleting for good, being killed while writing."""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psutil

from duologue.bench.killed import decode, kill_many
from duologue.core.events import Event, Heard, SessionEnded, SessionStarted, Speech
from duologue.core.settings_store import SettingsStore
from duologue.history.changing import purge
from duologue.history.keeper import HistoryKeeper
from duologue.history.reading import HistoryReader
from duologue.history.writing import HistoryWriter

IN_A_CONVERSATION = 50
"""Utterances of a made-up conversation."""
REPEATS = 20
"""How often each search is measured."""
QUERIES = (
    "the", "zanzibar", "what time is it", "train tomorrow", "th", "q", '"in the morning"', "nothing of the kind",
    "café", "weather lisbon", "ing", "re",
)  # fmt: skip
_COMMON = (
    "the", "be", "to", "of", "and", "a", "in", "that", "have", "I", "it", "for", "not", "on", "with", "he", "as",
    "you", "do", "at", "this", "but", "his", "by", "from", "they", "we", "say", "her", "she", "or", "an", "will",
    "my", "one", "all", "would", "there", "their", "what", "so", "up", "out", "if", "about", "who", "get", "which",
    "go", "me", "when", "make", "can", "like", "time", "no", "just", "him", "know", "take", "people", "into",
    "year", "your", "good", "some", "could", "them", "see", "other", "than", "then", "now", "look", "only", "come",
    "its", "over", "think", "also", "back", "after", "use", "two", "how", "our", "work", "first", "well", "way",
    "even", "new", "want", "because", "any", "these", "give", "day", "most", "us",
)  # fmt: skip
_RARE = (
    "weather", "tomorrow", "train", "Lisbon", "kitchen", "timer", "pasta", "morning", "minutes", "doctor",
    "meeting", "Tuesday", "reminder", "shopping", "list", "milk", "coffee", "music", "garden", "window", "brother",
    "sister", "holiday", "ticket", "station", "airport", "luggage", "umbrella", "thunder", "recipe", "onions",
)  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Measures and prints one line for each figure; returns the exit status."""
    with tempfile.TemporaryDirectory(prefix="duologue-history-") as folder:
        path = Path(folder) / "history.db"
        before_mb = _rss_mb()
        filled_s, note_us = fill(path, options.utterances)
        _tell("utterances", options.utterances, f"{path.stat().st_size / 1e6:.0f} MB on disk")
        _tell("writing one utterance", f"{filled_s / options.utterances * 1e6:.0f} us in its thread")
        _tell(
            "handing an event over", f"p50 {statistics.median(note_us):.0f} us",
            f"p99 {sorted(note_us)[len(note_us) * 99 // 100]:.0f} us on the event loop",
        )  # fmt: skip
        reader = HistoryReader(path, decode)
        slowest = max(_search(reader, query) for query in QUERIES)
        _tell("slowest search", f"{slowest:.1f} ms")
        _tell("list of conversations", f"{_ms(reader.conversations):.1f} ms")
        _tell("one conversation opened", f"{_ms(lambda: reader.events(1)):.1f} ms")
        _tell("memory", f"{_rss_mb() - before_mb:.0f} MB more than before")
        writer = HistoryWriter(path, _encode)
        _tell("deleting one for good", f"{_ms(lambda: writer.do(lambda f: purge(f, [2], path)).result()):.0f} ms")
        writer.close()
        found = kill_many(Path(folder) / "killed.db", options.kills)
        _tell(
            f"killed {options.kills} times", f"{found['shown']} shown, {len(found['missing'])} missing",
            f"{found['unsound']} files unsound, {found['unfinished']} offered again",
        )  # fmt: skip
    return 0 if not found["missing"] and not found["unsound"] else 1


def fill(path: Path, utterances: int, seed: int = 1) -> tuple[float, list[float]]:
    """Writes made-up conversations; the seconds that took, and the microseconds for which each event was in the way."""
    rng, spent = random.Random(seed), []
    writer = HistoryWriter(path, _encode)
    keeper = HistoryKeeper(writer, SettingsStore())
    began = time.perf_counter()
    for first in range(0, utterances, IN_A_CONVERSATION):
        for event in _conversation(rng, first, min(IN_A_CONVERSATION, utterances - first)):
            at = time.perf_counter()
            keeper.note(event)
            spent.append((time.perf_counter() - at) * 1e6)
        writer.do(lambda _: None).result()  # as slowly as people talk, compared with the disk
    writer.close()
    return time.perf_counter() - began, spent


def _conversation(rng: random.Random, number: int, utterances: int) -> list[Event]:
    events: list[Event] = [SessionStarted(0.0, "0", {}, "CPU", 200, number, 1.6e9 + number * 60.0)]
    for at in range(utterances):
        words = rng.choices(_COMMON, k=rng.randint(3, 14)) + rng.choices(_RARE, k=rng.randint(0, 3))
        rng.shuffle(words)
        text, t = " ".join(words).capitalize(), at * 5.0
        if at % 2:
            events.append(Speech(t + 3.0, f"s{at}", "response", f"{text}.", t, t + 3.0, True, t))
        else:
            events.append(Heard(t + 2.0, f"u{at}", f"{text}?", True, t, t + 2.0))
    if number == IN_A_CONVERSATION:
        events.append(Heard(900.0, "rare", "Is the café in Zanzibar open in the morning?", True, 900.0, 901.0))
    return [*events, SessionEnded(999.0, 999.0, 5000, 0, {}, 0.0)]


def _search(reader: HistoryReader, query: str) -> float:
    """Milliseconds of the slowest of a few searches, each told."""
    times = [_ms(lambda: reader.conversations(query)) for _ in range(REPEATS)]
    began = time.thread_time()
    reader.conversations(query)
    worked_ms = (time.thread_time() - began) * 1000
    found = sum(row.hits for row in reader.conversations(query))
    _tell(f"search {query!r}", f"p50 {statistics.median(times):.1f} ms", f"max {max(times):.1f} ms",
          f"processor {worked_ms:.1f} ms", f"{found} found")  # fmt: skip
    return max(times)


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _encode(event: Event) -> Mapping[str, Any]:
    return {"type": event.TYPE, **asdict(event)}


def _rss_mb() -> float:
    return float(psutil.Process().memory_info().rss / 1e6)


def _tell(*parts: object) -> None:
    sys.stdout.write("  ".join(map(str, parts)) + "\n")
    sys.stdout.flush()
