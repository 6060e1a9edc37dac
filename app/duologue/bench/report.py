"""A measurement as a table."""

from collections.abc import Callable

from duologue.bench.analysis import Spread
from duologue.bench.live import Figures, Report


def table(report: Report) -> str:
    """A line for each figure, a column for each pass."""
    rows = [("", [p.name for p in report.passes])]
    rows += [(label, [show(p) for p in report.passes]) for label, show in _ROWS]
    beyond = report.beyond_replay_ms
    if beyond:
        cells = [f"{beyond[p.name]:+.0f} ms" if p.name in beyond else "" for p in report.passes]
        rows.append(("turn-taking p50, beyond the replay", cells))
    widths = [max(len(cells[i]) for _, cells in rows) for i in range(len(report.passes))]
    first = max(len(label) for label, _ in rows)
    lines = [
        "  ".join([label.ljust(first), *(cell.rjust(width) for cell, width in zip(cells, widths, strict=True))])
        for label, cells in rows
    ]
    return "\n".join(line.rstrip() for line in lines)


def _spread(spread: Spread) -> str:
    return f"{spread.p50:.0f} / {spread.p90:.0f} ms ({spread.count})" if spread.count else "-"


def _signed(value: float | None, unit: str, before: str = "") -> str:
    return "" if value is None else f"{before}{value:+.1f}{unit}"


def _echo(figures: Figures) -> str:
    reduction = f", {figures.echo_reduction_db} dB" if figures.echo_reduction_db else ""
    return figures.echo + reduction if figures.echo else "-"


def _own(figures: Figures) -> str:
    return f"{figures.own.words}, {figures.own.stops} in {figures.own.seconds:.0f} s"


def _frames(figures: Figures) -> str:
    frames = figures.load.get("frames")
    return f"{frames['mean']:.0f}, {frames['worst']:.0f}, {frames['longest_ms']:.0f} ms" if frames else "-"


def _calls(figures: Figures) -> str:
    return "{came_back} of {calls}, {panel_updates}".format_map(figures.load) if figures.load else "-"


_ROWS: list[tuple[str, Callable[[Figures], str]]] = [
    ("turn-taking, end of speech to sound, p50 / p90", lambda f: _spread(f.turn_taking)),
    ("  of it: until the micro-turn that decided", lambda f: _spread(f.stages.decide)),
    ("  of it: its step, with writing and voice", lambda f: _spread(f.stages.work)),
    ("  of it: everything else until the sound is due", lambda f: _spread(f.stages.place)),
    ("microphone to session, taking the echo out, p50", lambda f: f"{f.mic_ms:.0f} + {f.echo_ms:.0f} ms"),
    ("line to ear, beyond what is reckoned with", lambda f: f"{f.device_ms:.1f} ms"),
    ("barge-in to silence, p50 / p90", lambda f: _spread(f.barge_in)),
    ("step p50 / p95 / p99", lambda f: f"{f.steps.p50_ms:.0f} / {f.steps.p95_ms:.0f} / {f.steps.p99_ms:.0f} ms"),
    ("frames a second: mean, worst second, longest gap", _frames),
    ("calls that came back, changes of panels", _calls),
    ("late steps", lambda f: f"{f.steps.late} of {f.steps.count}"),
    ("echo", _echo),
    ("underruns after the first second, overruns", lambda f: f"{f.underruns}, {f.overruns}"),
    ("largest drift of the line", lambda f: f"{f.drift_ms:.1f} ms{_signed(f.drift_ppm, ' ppm', ', ')}"),
    ("words understood, lost against the replay", lambda f: f"{f.words}, {f.words_lost}"),
    ("in its own speech: words heard, stops by itself", _own),
    (
        "memory at its peak, grown since the second quarter",
        lambda f: f"{f.steps.peak_mb:.0f}, {f.steps.grown_mb:+.0f} MB",
    ),
    ("steps slower in the last quarter", lambda f: f"{f.steps.slower_ms:+.1f} ms"),
    ("turn-taking slower in the last quarter", lambda f: _signed(f.slower_ms, " ms") or "-"),
]
