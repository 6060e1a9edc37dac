"""Turns that change what was set up before: "actually make it ten minutes", "not milk, oat milk", "cancel that"."""

import numpy as np

from duologue.tools.registry import builtin_facts, builtin_specs
from duologue_models.interaction.simulate.requests.kinds import Kinds, bare
from duologue_models.interaction.simulate.requests.labels import LabelledTurn, PlanStep
from duologue_models.interaction.simulate.requests.style import styled
from duologue_models.interaction.simulate.requests.template import expand, fill, load, pick

Rng = np.random.Generator
CHANGES = load("changes.toml")
UNDONE_BY = {name: facts.undone_by.tool for name, facts in builtin_facts().items() if facts.undone_by is not None}
"""What takes back what a tool did, as the tool itself says."""
SPECS = {spec.name: spec for spec in builtin_specs()}
UNDER_WAY = ("web.search", "ask", "weather.now", "web.read")
"""What takes its time, and is told to the model while it does."""
SETS_UP = {
    **{undo: name for name, undo in reversed(UNDONE_BY.items())},
    **dict.fromkeys(("timer.show", "timer.pause", "timer.extend", "timer.rename"), "timer.start"),
    **dict.fromkeys(("list.clear", "list.has", "list.move", "list.rename", "list.names"), "list.add"),
    "reminder.show": "reminder.at",
    "standing.show": "reminder.every",
    "undo.last": "list.clear",
    "task.cancel": "web.search",
}
"""What must have been called before a tool makes sense."""
CHANGE_LEADS = (
    "", "", "", "", "actually", "no,", "no", "oh no,", "sorry,", "wait,", "hmm,", "um", "okay,", "oh wait,",
    "on second thought,", "no, sorry,", "stop,",
)  # fmt: skip
_CODES = ("es", "fr", "de", "it", "pt", "nl", "pl")


def _seconds(rng: Rng) -> int:
    return int(rng.integers(1, 13)) * int(pick(rng, (5, 10, 60, 60, 300, 600)))


def standing_line(rng: Rng, kinds: Kinds, tool: str) -> str:
    """Call.line of a call of a tool."""
    clock = f"{int(rng.integers(0, 24)):02d}:{int(rng.integers(0, 12)) * 5:02d}"
    when = clock if tool == "reminder.at" and rng.random() < 0.4 else f"{_seconds(rng)}"
    label = f" {kinds.draw(rng, 'label')}" if rng.random() < 0.3 else ""
    values = {
        "timer.start": f"{when}{label}",
        "reminder.at": f"{when} {kinds.draw(rng, 'task')}",
        "reminder.every": f"{when} {kinds.draw(rng, 'task')}",
        "listen.start": f"{kinds.draw(rng, 'cue')} {kinds.draw(rng, 'says')}",
        "watch.start": pick(rng, ("posture", "repetitions", "hands", "person")),
        "list.add": f"{kinds.draw(rng, 'thing')} {kinds.draw(rng, 'list')}",
        "translate.start": pick(rng, _CODES),
        "timer.pause": kinds.draw(rng, "label") if rng.random() < 0.3 else "",
        "timer.extend": f"{when}{label}",
        "timer.rename": kinds.draw(rng, "label"),
        "list.clear": kinds.draw(rng, "list"),
        "list.create": kinds.draw(rng, "list"),
        "list.rename": f"{kinds.draw(rng, 'list')} {kinds.draw(rng, 'list')}",
        "list.move": f"{kinds.draw(rng, 'thing')} {kinds.draw(rng, 'list')}",
        "notes.delete": pick(rng, ("", "all", "last", "notes", "first")),
        "speech.adjust": pick(rng, ("louder", "softer", "slower", "faster")),
        "window.look": pick(rng, ("dark", "light", "system")),
        "web.search": kinds.draw(rng, "query"),
        "web.read": pick(rng, ("https://example.com", "https://news.example.org")),
        "weather.now": kinds.draw(rng, "place"),
        "ask": kinds.draw(rng, "fact"),
    }
    words = values[tool] if tool in values else _arguments(rng, kinds, tool)
    return f"{tool.replace('.', ' ')} {words}".rstrip()


def _arguments(rng: Rng, kinds: Kinds, tool: str) -> str:
    """Values for what a tool needs that is not described here."""
    needed = [argument for argument in SPECS[tool].arguments if argument.required]
    return " ".join(
        pick(rng, argument.options)[0] if argument.options else kinds.draw(rng, "thing") for argument in needed
    )


def standing_lines(rng: Rng, kinds: Kinds, count: int) -> tuple[str, ...]:
    """What may be set up already."""
    tools = (*UNDONE_BY, "timer.start", "list.add", *UNDER_WAY)
    return tuple(standing_line(rng, kinds, pick(rng, tools)) for _ in range(count))


def is_under_way(line: str) -> bool:
    """Whether a line that stands is about something that takes its time."""
    return line.startswith(tuple(name.replace(".", " ") for name in UNDER_WAY))


def changed(rng: Rng, kinds: Kinds) -> LabelledTurn:
    """A turn that takes back or changes the newest of what is standing."""
    key = pick(rng, tuple(CHANGES))
    tools, calls = key.split(" -> ")
    tool = pick(rng, UNDER_WAY[:3] if tools == "under way" else tools.split("/"))
    item = kinds.draw(rng, "thing")
    line = f"list add {item} {kinds.draw(rng, 'list')}" if tool == "list.add" else standing_line(rng, kinds, tool)

    def draw(kind: str) -> str:
        if kind == "standing":
            return item
        drawn = kinds.draw(rng, kind)
        return drawn if kind == "duration" else bare(drawn)  # "an hour and ten minutes" is none without its "an"

    filled = fill(expand(rng, pick(rng, CHANGES[key])), draw)
    lead = pick(rng, CHANGE_LEADS).split()
    words = [*lead, *filled.words]
    spans = {name: tuple((a + len(lead), b + len(lead)) for a, b in value) for name, value in filled.spans.items()}
    plan = tuple(_call(name, tool, spans, len(words)) for name in calls.split(" + "))
    before = standing_lines(rng, kinds, int(rng.integers(0, 3)))
    return LabelledTurn(tuple(styled(rng, words)), plan, len(words), (*before, line))


def _call(name: str, tool: str, spans: dict[str, tuple[tuple[int, int], ...]], end: int) -> PlanStep:
    """One call; its arguments are those of the form that begin with its verb."""
    choice = {"undo": UNDONE_BY.get(tool, "task.cancel"), "again": tool}.get(name, name)
    taken = {"list.remove": {"old": "item"}, "list.add": {"new": "item"}}.get(choice, {})
    if name == "again":
        taken = {"seconds": "seconds", "time": "time", "message": "message", "target": "target"}
    return PlanStep(choice, {taken[key]: value for key, value in spans.items() if key in taken}, end)
