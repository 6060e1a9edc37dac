"""How readily the assistant answers, acknowledges and gives way: the model's operating points as the user sets them."""

from collections.abc import Mapping
from types import MappingProxyType

from duologue.core.microturn import Act
from duologue.core.settings import Settings

_POINTS: Mapping[str, tuple[Act, Mapping[str, float]]] = MappingProxyType(
    {
        "answers": (Act.RESPOND, {"patient": -1.5, "usual": 0.0, "quick": 1.0}),
        "acknowledges": (Act.ACKNOWLEDGE, {"never": -100.0, "usual": 0.0, "often": 1.5}),
        "gives_way": (Act.YIELD, {"sure": -1.5, "usual": 0.0, "at_once": 1.0}),
    }
)
"""For each setting: the act it is about, and what each choice adds to the act's score, in nats."""


def leaning(settings: Settings) -> Mapping[Act, float]:
    """What is added to the scores of acts, in nats; empty where everything is as usual."""
    chosen = ((act, points[str(getattr(settings, name))]) for name, (act, points) in _POINTS.items())
    return {act: added for act, added in chosen if added}
