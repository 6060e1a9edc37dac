"""task.cancel: what it hands to whoever knows what is under way, and what it says."""

from datetime import UTC, datetime

from duologue.tools.base import ToolOutcome
from duologue.tools.registry import Toolbox
from duologue.tools.tasks import END_TASK, NOTHING_UNDER_WAY


def ended(box: Toolbox, **arguments: str) -> ToolOutcome:
    box.call("c1", END_TASK, arguments, 4.0)
    (outcome,) = box.due(4.0)
    assert isinstance(outcome, ToolOutcome)
    return outcome


def test_it_ends_what_is_meant_and_says_so() -> None:
    box, asked = Toolbox(datetime(2026, 3, 14, tzinfo=UTC)), []

    def end(what: str, t: float) -> list[str]:
        asked.append((what, t))
        return ["the search"]

    box.end_tasks_by(end, lambda _: True)
    assert ended(box, what="search").say == "I've stopped the search."
    assert ended(box).result == {"stopped": "the search"}
    assert asked == [("search", 4.0), ("", 4.0)]


def test_with_nothing_under_way_it_fails_with_a_sentence() -> None:
    outcome = ended(Toolbox(datetime(2026, 3, 14, tzinfo=UTC)), what="search")
    assert (outcome.ok, outcome.say) == (False, NOTHING_UNDER_WAY)
