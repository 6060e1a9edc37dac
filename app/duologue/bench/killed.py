"""A program that is killed while it keeps a conversation: `python -m duologue.bench.killed FILE SEED`.

It makes a conversation up, waits after each event until it would be shown, and then prints what is shown, as the window
does. check() says what of that is missing afterwards.
"""

import json
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from duologue.core.events import EVENTS, Event, Heard, Saying, SessionStarted, Speech
from duologue.core.programs import own_program
from duologue.core.settings_store import SettingsStore
from duologue.history.keeper import HistoryKeeper
from duologue.history.opening import connect
from duologue.history.reading import HistoryReader
from duologue.history.writing import HistoryWriter

LONGEST_S = 0.25
"""Seconds after its first line within which the program is killed."""
_WORDS = (
    "where", "when", "the", "train", "to", "Lisbon", "leaves", "on", "Tuesday", "seven", "tickets", "please", "window",
)  # fmt: skip


def talk(seed: int) -> Iterator[Event]:
    """A conversation without end: each event as it would be shown."""
    rng = random.Random(seed)
    yield SessionStarted(0.0, "0", {}, "CPU", 200, seed, 1.7e9 + seed)
    number = 0
    while True:
        number, t = number + 1, number * 4.0
        words = rng.choices(_WORDS, k=rng.randint(2, 9))
        for count in range(1, len(words) + 1):
            yield Heard(t, f"u{number}", " ".join(words[:count]), count == len(words), t, t + 1.0, count)
        answer = rng.choices(_WORDS, k=rng.randint(2, 9))
        for count in range(1, len(answer) + 1):
            yield Saying(t + 2.0, f"s{number}", "response", " ".join(answer[:count]))
        yield Speech(t + 3.0, f"s{number}", "response", " ".join(answer), t + 2.0, t + 3.0, True, t + 1.8)


def write(path: Path, seed: int) -> None:
    """Keeps and shows a conversation until it is killed."""
    writer = HistoryWriter(path, lambda event: {"type": event.TYPE, **asdict(event)})
    keeper = HistoryKeeper(writer, SettingsStore())
    for event in talk(seed):
        keeper.note(event)
        while writer.behind:
            threading.Event().wait(0.0005)
        if isinstance(event, Heard | Saying | Speech):
            kind = Speech.TYPE if isinstance(event, Saying) else event.TYPE
            sys.stdout.write(json.dumps([seed, kind, event.id, event.text]) + "\n")
            sys.stdout.flush()


def kill_one(path: Path, seed: int, within_s: float) -> list[list[Any]]:
    """Runs the program, kills it `within_s` seconds after its first line, and returns what it had shown."""
    command = own_program("duologue.bench.killed", str(path), str(seed))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        shown = [program.stdout.readline()]
        threading.Event().wait(within_s)
        program.send_signal(signal.SIGKILL)
        shown += program.stdout.readlines()
    return [json.loads(line) for line in shown if line.endswith("\n")]


def decode(body: Mapping[str, Any]) -> Event:
    """An event as it was written by this program."""
    fields = dict(body)
    return EVENTS[fields.pop("type")](**fields)


def missing(path: Path, shown: Iterable[list[Any]]) -> list[str]:
    """What was shown last of each utterance and speech and is not there."""
    last = {(seed, kind, id_): text for seed, kind, id_, text in shown}
    reader = HistoryReader(path, decode)
    there: dict[tuple[int, str, str], str] = {}
    for row in reader.conversations():
        events = reader.events(row.id)
        seed = next(event.seed for event in events if isinstance(event, SessionStarted))
        there |= {(seed, event.TYPE, event.id): event.text for event in events if isinstance(event, Heard | Speech)}
    return [f"{key}: {text}" for key, text in last.items() if not there.get(key, "").startswith(text)]


def kill_many(path: Path, times: int, seed: int = 7) -> dict[str, Any]:
    """Kills the program again and again in the middle of writing: how much was shown, what of it is missing, how often
    the file was not sound afterwards, and how many conversations would be offered again."""
    rng, shown, unsound, unfinished = random.Random(seed), [], 0, 0
    for number in range(times):
        shown += kill_one(path, number, rng.uniform(0.0, LONGEST_S))
        file = connect(path)
        unsound += file.execute("PRAGMA integrity_check").fetchone()[0] != "ok"
        unfinished += file.execute("SELECT count(*) FROM conversations WHERE open = 1").fetchone()[0] == number + 1
        file.close()
    return {"shown": len(shown), "missing": missing(path, shown), "unsound": unsound, "unfinished": unfinished}


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
