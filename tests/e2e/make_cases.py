"""Writes the sound of cases/ again: `python make_cases.py`. Needs flite and sox.

Each line is a case: what is said, by which voice, with numbers for seconds of silence; a room's faint noise lies under
all of it, the same each time. Each piece is spoken alone and trimmed, so that silences are as long as they say.
"""

import subprocess
import tempfile
from pathlib import Path

CASES = Path(__file__).parent / "cases"
NOISE_DB = -66
SCRIPTS: dict[str, tuple[str, list[str | float]]] = {
    "turn": ("slt", [0.8, "What is twelve plus thirty?", 4.5]),
    "pause": ("rms", [0.8, "Please set a timer for", 1.5, "ten minutes.", 4.5]),
    "interruption": ("slt", [0.8, "Tell me about the river Danube.", 8.0, "Stop. What day is it today?", 4.0]),
    "mute": ("rms", [0.8, "What is six times seven?", 3.2, "What time is it?", 3.5]),
    "timer": ("slt", [0.8, "Tell me when five seconds have passed.", 9.0]),
    "noise": ("slt", [6.0]),
}


def run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True)


def make(name: str, voice: str, script: list[str | float]) -> None:
    """Writes cases/NAME.flac, 16 kHz mono."""
    with tempfile.TemporaryDirectory() as folder:
        pieces = [piece(Path(folder) / f"{i}.wav", voice, item) for i, item in enumerate(script)]
        joined = Path(folder) / "joined.wav"
        run("sox", *pieces, joined)
        noise = Path(folder) / "noise.wav"
        run("sox", "-R", joined, noise, "synth", "pinknoise", "gain", "-n", NOISE_DB)
        run("sox", "-R", "-m", "-v", "1", joined, "-v", "1", noise, CASES / f"{name}.flac")


def piece(path: Path, voice: str, item: str | float) -> Path:
    """A spoken text, trimmed, or silence."""
    if isinstance(item, str):
        raw = path.with_suffix(".raw.wav")
        run("flite", "-voice", voice, "-t", item, "-o", raw)
        trim = ("silence", "1", "0.01", "0.5%")
        run("sox", "-R", raw, path, "rate", "16000", "gain", "-n", "-6", *trim, "reverse", *trim, "reverse")
    else:
        run("sox", "-R", "-n", "-r", "16000", "-b", "16", "-c", "1", path, "trim", "0", item)
    return path


if __name__ == "__main__":
    CASES.mkdir(exist_ok=True)
    for name, (voice, script) in SCRIPTS.items():
        make(name, voice, script)
