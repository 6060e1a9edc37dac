"""The model's operating points as the user sets them."""

import pytest

from duologue.core.microturn import Act
from duologue.core.readiness import leaning
from duologue.core.settings import Settings, choices


@pytest.mark.parametrize(
    ("settings", "leant"),
    [
        ({}, {}),
        ({"answers": "patient"}, {Act.RESPOND: -1.5}),
        ({"answers": "quick", "gives_way": "sure"}, {Act.RESPOND: 1.0, Act.YIELD: -1.5}),
        ({"acknowledges": "often"}, {Act.ACKNOWLEDGE: 1.5}),
    ],
)
def test_each_choice_leans_on_its_act_and_the_usual_on_none(settings, leant) -> None:
    assert leaning(Settings(**settings)) == leant


@pytest.mark.parametrize("name", ["answers", "acknowledges", "gives_way"])
def test_every_choice_of_the_window_has_its_point(name: str) -> None:
    for choice in choices(name):
        assert len(leaning(Settings(**{name: choice}))) == (choice != "usual")
