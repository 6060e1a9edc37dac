"""How a writing branch is laid out: which positions the core reads before it chooses, and where the user's words stand.

The trainer lays its branches out with these very functions, so that training and use cannot drift apart.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from duologue.model.position import Role, plain

MAX_TURN_WORDS = 60
"""Most words of a turn that are read again; of a longer one, the first 20 and the newest 40."""
HEAD_WORDS = 20
MAX_STANDING = 5
"""How many of the newest pending items the core is told about."""
MAX_STANDING_WORDS = 8
MAX_VALUE_WORDS = 6
"""Most words of a copied stretch that are written back: enough to know what was copied."""
MAX_PARTS = 3
"""Most stretches of words that one argument is put together from."""
Pieces = Callable[[str], list[int]]
"""Token ids of one lower-case word."""


@dataclass
class Branch:
    """Positions of a branch. tokens, roles: [n]. first, last: [words] where each word of the turn begins and ends.

    The token of a CHOICE or ARGUMENT position is a row of the schema table (embeddings of descriptions); of NEXT and
    SENTENCE, 0.
    """

    tokens: list[int] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.tokens)

    def put(self, tokens: Iterable[int], role: Role) -> None:
        """Adds positions of one role."""
        before = len(self.tokens)
        self.tokens += tokens
        self.roles += [int(role)] * (len(self.tokens) - before)


def read_again(words: tuple[str, ...]) -> list[int]:
    """Indices of the words of a turn that the branch reads."""
    if len(words) <= MAX_TURN_WORDS:
        return list(range(len(words)))
    return [*range(HEAD_WORDS), *range(len(words) - (MAX_TURN_WORDS - HEAD_WORDS), len(words))]


def prompt(standing: tuple[str, ...], words: tuple[str, ...], pieces: Pieces) -> Branch:
    """What is read before the first choice: the calls that stand, and the turn. words: those of read_again().

    A word without letters or digits is one position of the token 0, so that every word can be pointed at. At the end
    stands one position for the sentence embedding of the words.
    """
    branch = Branch()
    for line in standing[-MAX_STANDING:]:
        for word in line.split()[:MAX_STANDING_WORDS]:
            branch.put(pieces(plain(word)), Role.PINNED)
    for word in words:
        branch.first.append(len(branch))
        branch.put(pieces(plain(word)) or [0], Role.TURN)
        branch.last.append(len(branch) - 1)
    branch.put([0], Role.SENTENCE)
    return branch


def value_pieces(words: Iterable[str], pieces: Pieces) -> list[int]:
    """The tokens by which a copied stretch is written back."""
    return [token for word in list(words)[:MAX_VALUE_WORDS] for token in pieces(plain(word))] or [0]
