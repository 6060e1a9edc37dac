"""Breaks in on real models from outside, as a user would, and prints how that went: see packaging/test-servers.sh."""

import argparse
import contextlib
import os
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr

from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.model.voice.espeak import EspeakVoice
from servers.cases import RATE_HZ, Session, Sound, spoken, typed
from servers.judging import SILENT_WITHIN_S, Verdict, judge, read_timeline
from servers.watching import Look, Watch, child_process, slots

ROOT = Path(__file__).parents[2]
TOKENS = 4096
"""Tokens that the server takes; many people's servers take no more."""
READY_S = 90.0
LONGEST_S = 240.0
"""Seconds that the replay of one session may take."""


@dataclass(frozen=True)
class Row:
    """A line of the table. cancelled_s: from the interruption to the end of the model's work on what it said."""

    server: str
    case: str
    text: str
    verdict: Verdict
    cancelled_s: float | None
    ends: bool

    def cells(self) -> list[str]:
        """As it is printed."""
        silent = "-" if self.verdict.silent_s is None else f"{self.verdict.silent_s:.2f}"
        cancelled = "no" if self.cancelled_s is None else f"after {self.cancelled_s:.1f} s"
        return [
            self.server,
            self.case,
            self.text,
            silent,
            f"{self.verdict.went_on_s:.2f}" if self.verdict.went_on_s else "-",
            "yes" if self.verdict.answered else "NO",
            cancelled if self.ends else f"({cancelled}: it may go on)",
            self.verdict.fault or "ok",
        ]


HEAD = ["model", "case", "interruption", "silent after s", "went on s", "answered", "request cancelled", "verdict"]


def main() -> int:
    """Plays everything; 1 if something did not stop, or was not answered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--servers", type=Path, required=True, help="where the set-up has put them")
    parser.add_argument("--gguf", type=Path, required=True)
    parser.add_argument("--only", choices=["llama.cpp", "genai"])
    parser.add_argument("--eval", type=Path, default=os.environ.get("EVAL"))
    parser.add_argument("--case", default="", help="only cases whose names hold this")
    parser.add_argument(
        "--later", type=float, default=4.0, help="seconds by which interruptions come later than recorded"
    )
    options = parser.parse_args()
    evaluation = Path(options.eval) if options.eval else ROOT.parent / "shared" / "eval"
    known = evaluation if (evaluation / "cases" / "interruption-01.flac").exists() else None
    if known is None:
        print(f"no recordings in {evaluation}: the app's own voice speaks the interruptions", file=sys.stderr)
    sessions = [
        case for case in (*spoken(known, own_voice, options.later), *typed(options.later)) if options.case in case.name
    ]
    rows: list[Row] = []
    if options.only != "genai":
        with native_server(options.servers, options.gguf) as origin:
            rows += play("llama.cpp", f"{origin}/v1", slots(origin), sessions, options.servers / "out")
    if options.only != "llama.cpp":
        folder = str(options.servers / "genai")
        rows += play("genai", folder, child_process(), sessions, options.servers / "out")
    print_table([HEAD, *(row.cells() for row in rows)])
    failed = [row for row in rows if row.verdict.fault]
    print(f"\n{len(rows) - len(failed)} of {len(rows)} interruptions went well (silent within {SILENT_WITHIN_S:g} s).")
    return 1 if failed else 0


def own_voice(text: str) -> Sound:
    """A sentence as the app's own voice says it."""
    said: Sound = soxr.resample(EspeakVoice().synthesise(text).samples, SPEAKER_RATE_HZ, RATE_HZ).astype(np.float32)
    return said


@contextlib.contextmanager
def native_server(servers: Path, gguf: Path) -> Iterator[str]:
    """llama.cpp's server on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    origin = f"http://127.0.0.1:{port}"
    command = [servers / "llama" / "bin" / "python", Path(__file__).with_name("native_server.py")]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with (servers / "llama.log").open("wb") as log:
        server = subprocess.Popen([*command, gguf, str(port), str(TOKENS)], stdout=log, stderr=log, env=environment)
        try:
            wait_for(f"{origin}/health", server)
            yield origin
        finally:
            server.kill()
            server.wait()


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Returns as soon as a server is ready."""
    pause = threading.Event()
    for _ in range(int(READY_S / 0.5)):
        with contextlib.suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(url, timeout=5):
            return
        if server.poll() is not None:
            break
        pause.wait(0.5)
    raise SystemExit("llama.cpp's server does not start; see build/servers/llama.log.")


def play(name: str, background: str, look: Look, sessions: list[Session], out: Path) -> list[Row]:
    """Plays sessions with a model, one after the other."""
    rows: list[Row] = []
    for session in sessions:
        folder = out / f"{name}-{session.name}"
        case = session.write(out / "cases")
        command = [sys.executable, "-m", "duologue", "replay", str(case), "--background", background]
        (folder / "timeline.jsonl").unlink(missing_ok=True)
        replay = subprocess.Popen([*command, "--pace", "realtime", "--out", str(folder)])
        watch = Watch(look, folder / "timeline.jsonl", replay.pid)
        watching = threading.Thread(target=watch.run)
        watching.start()
        try:
            status = replay.wait(LONGEST_S)
        finally:
            replay.kill()
            watch.stop()
            watching.join()
        if status:
            raise SystemExit(f"the replay of {session.name} ended with status {status}.")
        events = read_timeline(folder / "timeline.jsonl")
        for number, interruption in enumerate(session.interruptions):
            later = session.interruptions[number + 1 :]
            until = later[0].start if later else session.duration
            verdict = judge(events, interruption, until)
            ended = watch.ended_after_s(interruption.start, until)
            rows.append(Row(name, session.name, interruption.text, verdict, ended, interruption.ends))
            print(" | ".join(rows[-1].cells()), file=sys.stderr)
    return rows


def print_table(lines: list[list[str]]) -> None:
    """A table in Markdown, its columns aligned."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    lines = [lines[0], ["-" * width for width in widths], *lines[1:]]
    for line in lines:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |")


if __name__ == "__main__":
    sys.exit(main())
