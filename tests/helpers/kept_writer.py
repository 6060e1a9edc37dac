"""Writers that are killed: `python kept_writer.py FILE ROUNDS SEED`.

In each round a child process adds to lists, notes and timers in FILE through the tools, takes some of it back, and says
so after each; it is killed in the middle. Then the file must be whole, hold everything that was said and nothing that
was taken back. Prints what was found, as JSON.
"""

import json
import os
import random
import signal
import sqlite3
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

from duologue.tools.registry import Toolbox
from duologue.tools.store import Store

NOW = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)
UNDONE = {"list.remove": "list.add", "timer.cancel": "timer.start"}


def write(path: Path, out: int, round_: int) -> None:
    box = Toolbox(NOW, store=Store(path))
    for n in range(10_000):
        name = f"{round_}-{n}"
        item, timer = {"list": f"list {name}", "item": name}, {"label": name}
        calls: list[tuple[str, dict[str, object]]] = [("list.add", item), ("notes.add", {"text": name})]
        if n % 3 == 0:
            calls += [("list.remove", item), ("timer.start", {"seconds": 3600 + n, **timer})]
        if n % 3 == 0 and n % 50:
            calls.append(("timer.cancel", timer))
        for tool, arguments in calls:
            if tool in UNDONE:
                os.write(out, f"trying {tool} {name}\n".encode())
            box.call(name, tool, arguments, 0.0)
            (outcome,) = box.due(0.0)
            if outcome.ok:
                os.write(out, f"{tool} {name}\n".encode())


def kill_one(path: Path, round_: int, within_s: float) -> list[str]:
    told, out = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        try:
            write(path, out, round_)
        finally:
            os._exit(1)
    os.close(out)
    with os.fdopen(told) as lines:
        said = [lines.readline()]
        threading.Event().wait(within_s)
        os.kill(child, signal.SIGKILL)
        said += lines.readlines()
    os.waitpid(child, 0)
    return [line.strip() for line in said if line.endswith("\n")]


def missing(path: Path, said: list[str]) -> list[str]:
    """What was said and is not in the file, or is there although it was taken back."""
    store = Store(path)
    there = {f"list.add {item}" for items in store.lists().values() for item in items}
    there |= {f"notes.add {note}" for note in store.notes().values()}
    there |= {f"timer.start {alarm.label}" for alarm in store.alarms()}
    for alarm in store.alarms():  # room for the next round's
        store.end(alarm.id)
    store.close()
    done = {line for line in said if line.startswith(("list.add", "notes.add", "timer.start"))}
    undone = {line.replace(undo, do) for undo, do in UNDONE.items() for line in said if line.startswith(undo)}
    last = said[-1].removeprefix("trying ")  # it may have been undone without its being said
    either = {last.replace(undo, do) for undo, do in UNDONE.items() if said[-1].startswith(f"trying {undo}")}
    return [*(done - there - undone - either), *(f"{line} came back" for line in undone & there)]


def main() -> None:
    path, rounds, rng = Path(sys.argv[1]), int(sys.argv[2]), random.Random(int(sys.argv[3]))
    lost: list[str] = []
    said_in_all = unsound = 0
    for round_ in range(rounds):
        said = kill_one(path, round_, rng.uniform(0.0, 0.04))
        with sqlite3.connect(path) as file:
            unsound += file.execute("PRAGMA integrity_check").fetchone()[0] != "ok"
        file.close()
        said_in_all += len(said)
        lost += missing(path, said)
    sys.stdout.write(json.dumps({"said": said_in_all, "lost": lost, "unsound": unsound}))


if __name__ == "__main__":
    main()
