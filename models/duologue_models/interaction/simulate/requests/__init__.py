"""What people say to an assistant and around it, with labels word by word, for training the interaction model."""

from duologue_models.interaction.simulate.requests.draw import Requests
from duologue_models.interaction.simulate.requests.labels import LabelledTurn, PlanStep

__all__ = ["LabelledTurn", "PlanStep", "Requests"]
