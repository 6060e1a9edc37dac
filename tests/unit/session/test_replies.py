"""Short replies: every move that is spoken, in turn."""

import random
from itertools import pairwise

import pytest

from duologue.core.writing import Move
from duologue.session.replies import ACKNOWLEDGEMENTS, REPLIES, Replies

SILENT = {Move.WAIT, Move.NOTHING, Move.END, Move.UNABLE}


@pytest.mark.parametrize("move", [move for move in Move if move not in SILENT])
def test_a_move_is_said_in_all_its_forms_and_never_twice_in_a_row(move: Move) -> None:
    replies = Replies(random.Random(1))
    said = [replies.reply(move) for _ in range(40)]
    assert set(said) == set(REPLIES[move])
    assert all(one != other for one, other in pairwise(said))


@pytest.mark.parametrize("move", sorted(SILENT))
def test_the_other_moves_are_not_spoken(move: Move) -> None:
    assert Replies(random.Random(1)).reply(move) == ""


def test_acknowledgements_vary_and_depend_on_the_seed_alone() -> None:
    def drawn(seed: int) -> list[str]:
        replies = Replies(random.Random(seed))
        return [replies.acknowledgement() for _ in range(30)]

    assert set(drawn(1)) == set(ACKNOWLEDGEMENTS)
    assert drawn(1) == drawn(1) != drawn(2)
