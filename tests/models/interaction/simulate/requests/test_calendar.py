"""What training says about days, dates and what comes again is what the exact readers read."""

from datetime import datetime

import numpy as np
import pytest

from duologue.core.writing import Copied
from duologue.tools.registry import Toolbox
from duologue_models.interaction.simulate.requests.clauses import TOOLS, draw_clause
from duologue_models.interaction.simulate.requests.kinds import Kinds

NOW = datetime.fromisoformat("2026-11-20T06:00")
KEYS = [
    key
    for key in TOOLS
    if key.split()[0] in {"date.tell", "date.count", "clock.place", "calculator.evaluate", "units.convert"}
    or key in {"reminder.at time day", "reminder.every calendar"}
]


@pytest.mark.parametrize("key", KEYS)
def test_requests_are_read_whole(key: str) -> None:
    rng, kinds = np.random.default_rng(17), Kinds({})
    specs = {spec.name: spec for spec in Toolbox(NOW).specs()}
    unread = 0
    for _ in range(40):
        clause = draw_clause(rng, kinds, key)
        (call, *_) = clause.calls
        spec = specs[call.choice]
        stretches = {name: value for name, value in call.arguments.items() if not isinstance(value, str)}
        whole = spec.whole(Copied(tuple(clause.words), stretches))
        unread += whole is not None and bool(whole.lacks)
        if key == "reminder.every calendar":
            assert whole is not None
            assert whole.lacks or whole.arguments["rule"]
    assert unread <= 2  # "tonight at 9 in the morning" is drawn, too
