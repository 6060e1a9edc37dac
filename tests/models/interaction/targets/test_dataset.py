"""Rows of sessions."""

from itertools import pairwise

import numpy as np

from duologue.model.layout import Branch
from duologue.model.position import FEATURES, Role
from duologue_models.interaction.targets.branches import WrittenBranch
from duologue_models.interaction.targets.dataset import OVERLAP, cut
from duologue_models.interaction.targets.script import IGNORE, Example

LENGTH = 700


def test_a_long_session_is_cut_into_pieces_that_teach_everything_once() -> None:
    roles = np.where(np.arange(LENGTH) % 3 == 2, int(Role.FEATURES), int(Role.HEARD)).astype(np.int8)
    act = np.where(roles == int(Role.FEATURES), np.arange(LENGTH) % 5, IGNORE).astype(np.int8)
    written = WrittenBranch(Branch(), (), "")
    example = Example(
        tokens=np.arange(LENGTH, dtype=np.int32),
        roles=roles,
        features=np.zeros((LENGTH, FEATURES), np.float16),
        act=act,
        floor=act,
        last=act,
        branches=[(parent, written) for parent in range(2, LENGTH, 30)],
    )
    pieces = list(cut(example, 288))
    assert all(len(piece.tokens) <= 288 and piece.roles[-1] == int(Role.FEATURES) for piece in pieces[:-1])
    for before, after in pairwise(pieces):
        assert np.array_equal(before.tokens[-OVERLAP:], after.tokens[:OVERLAP])
    taught = np.concatenate([piece.tokens[piece.act != IGNORE] for piece in pieces])
    assert np.array_equal(taught, np.flatnonzero(act != IGNORE))
    parents = [int(piece.tokens[parent]) for piece in pieces for parent, _ in piece.branches]
    assert parents == list(range(2, LENGTH, 30))
