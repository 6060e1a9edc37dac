"""Exposure to the core's own outputs (Bengio et al. 2015): what it copied itself stands where the right words stood.

Only what is read back after a decision is replaced, the options it chose and the words it copied; the decisions that
are asked for stay those of the plan. A tool that it chose itself is not put in: other arguments would follow it.
"""

import torch
from torch import Tensor

from duologue.model.position import Role
from duologue_models.interaction.learn.losses import MAX_PIECES, Loss, Targets
from duologue_models.interaction.learn.network import CoreNetwork
from duologue_models.interaction.targets.branches import ABSENT, OPTION


@torch.no_grad()
def with_own_outputs(
    core: CoreNetwork, loss: Loss, inputs: tuple[Tensor, ...], targets: Targets, schema: Tensor
) -> Tensor:
    """The text of a batch [B, T, 384] with what the core itself would have written. inputs: of CoreNetwork.forward, as
    exact as the core is run. schema: [n, 384].
    """
    text, roles = inputs[0].clone(), inputs[1]
    queries = targets.queries
    x = core(*inputs).writing
    numbers, logits = loss.choices(core, x, queries)
    spans, begins, ends = loss.spans(core, x, queries)
    chosen = logits.argmax(1)
    option = (queries.kind[numbers] == OPTION) & (queries.a[numbers] != ABSENT) & (chosen < len(schema))
    at = queries.at[numbers[option]] + 1
    text[queries.row[numbers[option]], at] = schema[chosen[option]]
    begin, end = begins.argmax(1), ends.argmax(1)
    for number, a, b in zip(spans.tolist(), begin.tolist(), end.tolist(), strict=True):
        if a == MAX_PIECES or queries.a[number] == ABSENT:
            continue
        row, here, first = int(queries.row[number]), int(queries.at[number]) + 1, int(queries.first[number])
        room = 0
        while here + room < roles.shape[1] and roles[row, here + room] == int(Role.VALUE):
            room += 1
        copied = inputs[0][row, first + a : first + max(a, b) + 1][:room]
        text[row, here : here + len(copied)] = copied
    return text
