"""Writes moves and calls on a branch of the core's state, with decoding constrained to what is registered and readable.

What the core scores is taken only if it is valid: a tool that is registered, words that the argument's reader can read.
The layout of the positions is that of layout.py; the scheme of choices and pointers is described in the trainer's
network.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from duologue.core.events import Json
from duologue.core.writing import NO_BIAS, Call, Move, ToolSpec, WriteRequest, WriteResult, spoken_family
from duologue.model.layout import MAX_PARTS, Branch, Pieces, prompt, read_again, value_pieces
from duologue.model.left_over import is_small, left_over, mentions, named_alone, named_option, names, names_family
from duologue.model.position import Role
from duologue.model.schema import ASK, Schema, Slot
from duologue.model.semantics import Embeddings
from duologue.model.sense import makes_sense
from duologue.model.whole_calls import Draft, WholeCalls, lack_of, plain_call, whole_calls

MAX_CALLS = 8
"""Most calls that are written for one turn; further requests in it are left out."""
MAX_TRIED = 40
"""How many of the likeliest stretches of words an argument's reader tries."""
_WEAK = frozenset((Move.UNABLE, Move.MORE, Move.REMARK))
"""Moves that say that no tool does what is wanted."""
_KEEPS_SILENT = frozenset((Move.WAIT, Move.NOTHING))
"""Moves that leave the words as they are, until more are said or for good."""
NOT_UNDERSTOOD = "I didn't understand that."
"""Said of letters without sense, where no background model can be asked what they are."""
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the core says at some positions. choice: [n, 384]; point, mark: [n, 2 K]; absent: [n]."""

    choice: Floats
    point: Floats
    mark: Floats
    absent: Floats


Run = Callable[[Branch], Scores]
"""Takes in further positions of a branch that was begun."""


@dataclass(frozen=True, slots=True)
class _FoundWords:
    """A stretch of words, and how sure the core is of it: log odds against leaving it out."""

    first: int
    last: int
    score: float


class Writer:
    """One writing. run: feeds positions to the core."""

    def __init__(
        self,
        request: WriteRequest,
        schema: Schema,
        pieces: Pieces,
        run: Run,
        biases: Mapping[Move, float] = NO_BIAS,
        *,
        nearest: ToolSpec | None = None,
    ) -> None:
        """biases: are added to the scores of moves. One that waits in vain has lost 200 ms, one that does not, or that
        asks for what was about to be said, the user's trust. nearest: the tool that the words mean by its description,
        of those that the core was not trained with; it is called where the core has nothing better."""
        self._schema, self._pieces, self._run = schema, pieces, run
        self._request = request
        self._makes_sense = makes_sense(request.words, pieces)
        self._nearest = nearest if nearest is not None and self._may_mean(nearest) else None
        self._biases = {
            row: biases.get(move, 0.0) + request.biases.get(move, 0.0) for move, row in schema.moves.items()
        }
        self._places = read_again(request.words)
        self._words = [request.words[i] for i in self._places]
        self._tools = {schema.tool(tool): tool for tool in (*request.tools, *((ASK,) if request.background else ()))}
        self._pending = Branch()
        self._copied_words = np.zeros(len(self._words), np.bool_)
        self._copies: dict[str, list[_FoundWords]] = {}  # what was copied for the arguments of the call
        self._marks: npt.NDArray[Any] = np.zeros((2, 0, 0), np.float32)
        self._if_lacking = Move.MORE
        self._scores = Scores(*(np.zeros((0, 0), np.float32) for _ in range(4)))

    def write(self) -> WriteResult:
        """The moves, in order."""
        return self._meant_outright() or self._chosen()

    def _chosen(self) -> WriteResult:
        """What the core chooses."""
        begun = prompt(self._request.standing, tuple(self._words), self._pieces)
        first, last = np.array(begun.first), np.array(begun.last)
        begun.put([0], Role.NEXT)
        self._scores = self._run(begun)
        half = self._scores.mark.shape[1] // 2
        self._marks = np.stack((self._scores.mark[first, :half], self._scores.mark[last, half:]))
        self._if_lacking = self._more_or_wait()
        drafts: list[Draft] = []
        made = WholeCalls()
        while len(drafts) < MAX_CALLS:
            chosen = self._choose(later=bool(drafts))
            if not drafts and (written := self._instead_of(chosen)) is not None:
                return written
            if isinstance(chosen, Move):
                return self._end(chosen, drafts, made)
            self._put([self._schema.tool(chosen)], Role.CHOICE)
            drafts.append(self._draft(chosen))
            made = whole_calls(self._request.words, drafts)
            if not made.complete:
                return WriteResult(wait=True) if self._if_lacking is Move.WAIT else _unmade(made, chosen)
            if chosen is ASK:
                *calls, asked = made.calls
                question = str(asked.arguments.get("question") or " ".join(self._request.words))
                return WriteResult(tuple(calls), question, mere=self._mere(drafts, made))
            self._put([0], Role.NEXT)
            self._scores = self._feed()
        return WriteResult(made.calls, mere=self._mere(drafts, made))

    def _meant_outright(self) -> WriteResult | None:
        """The call of a tool that the words mean and no other, where all of them are about it; None for other words."""
        tool = next((each for each in self._request.tools if each.means(self._request.words)), None)
        if tool is None:
            return None
        made = whole_calls(self._request.words, [Draft(tool, {}, {})])
        return WriteResult(made.calls) if made.complete and len(made.used) == len(self._request.words) else None

    def _end(self, move: Move, drafts: Sequence[Draft], made: WholeCalls) -> WriteResult:
        """What is written with a move at its end."""
        if move in (Move.END, Move.NOTHING):
            return WriteResult(made.calls, mere=self._mere(drafts, made))
        if move is Move.WAIT:
            return WriteResult(wait=True)
        return WriteResult(say=move) if move is not Move.MORE else self._ask_for_more()

    def _instead_of(self, chosen: Move | ToolSpec) -> WriteResult | None:
        """What is written in place of what the core chose first, None where that stands."""
        if not self._left(chosen) and (calls := self._beyond_doubt(chosen)):
            return WriteResult(calls)
        if (question := self._named_alone(chosen)) is not None:
            return question
        if chosen in _WEAK and (better := self._better_than_weak()) is not None:
            return better
        if (stranger := self._nearest) is None or not _gives_way(chosen):
            return None
        self._put([self._schema.tool(stranger)], Role.CHOICE)
        found = self._stranger_arguments(stranger)
        return None if found is None else WriteResult((Call(stranger.name, found),))

    def _left(self, chosen: Move | ToolSpec) -> bool:
        """Whether spoken words are left as they are: more may be said, or they were meant for somebody else."""
        return chosen in _KEEPS_SILENT and Move.WAIT not in self._request.without

    def _beyond_doubt(self, chosen: Move | ToolSpec) -> tuple[Call, ...]:
        """The calls that the words ask for whatever the core makes of them, unless they may mean a tool that it does
        not know, or name what it has chosen."""
        words, tools = self._request.words, self._request.tools
        if self._nearest is not None or any(not tool.taught and names(words, tool) for tool in tools):
            return ()
        calls = next((calls for tool in tools if (calls := tool.sure(words))), ())
        own = {spoken_family(call.name) for call in calls}
        named = isinstance(chosen, ToolSpec) and chosen.family not in own and names_family(words, chosen)
        return () if named else calls

    def _better_than_weak(self) -> WriteResult | None:
        """What is written of a mere value that a tool reads, and of letters without sense; None for other words."""
        if (call := plain_call(self._request.words, self._tools.values())) is not None:
            return WriteResult((call,))
        if self._makes_sense or any(map(self._may_mean, self._request.tools)):
            return None
        if self._request.background:
            return WriteResult(ask=" ".join(self._request.words))
        return WriteResult(say=Move.UNABLE, words=NOT_UNDERSTOOD)

    def _mere(self, drafts: Sequence[Draft], made: WholeCalls) -> bool:
        """Whether the turn names values and nothing else; a sum means something by itself."""
        words = self._request.words
        copied = frozenset[int]().union(*(draft.words for draft in drafts))
        rest = [word for at, word in enumerate(words) if at not in copied | made.used]
        return bool(copied) and all(map(is_small, rest)) and plain_call(words, self._tools.values()) is None

    # ---- choices -----------------------------------------------------------------------------------------------------

    def _choose(self, *, later: bool) -> Move | ToolSpec:
        """The best of the registered tools and of the moves that make sense at this place."""
        moves = {
            row: move
            for move, row in self._schema.moves.items()
            if move is not Move.ASK
            and move not in self._request.without
            and (move is Move.END) == later
            and (move is not Move.UNABLE or not self._request.background)
        }
        best = self._best([*(row for row, tool in self._tools.items() if self._may_mean(tool)), *moves])
        if best in self._tools and not self._tools[best].apt(self._words):
            best = self._best([*moves, *(row for row, tool in self._tools.items() if self._mentioned(tool))])
        return moves[best] if best in moves else self._tools[best]

    def _named_alone(self, chosen: Move | ToolSpec) -> WriteResult | None:
        """The question for all that is lacking where words name a tool and say nothing else: "remind me". None where
        what was chosen may stand."""
        if self._if_lacking is Move.WAIT or self._left(chosen) or chosen is Move.STOP:
            return None
        named = named_alone(self._request.words, self._tools.values())
        if isinstance(chosen, ToolSpec) and chosen.family in {tool.family for tool in named}:
            named = named if any(argument.required for argument in chosen.arguments) else ()
        if not named:
            return None
        best = self._best([self._schema.tool(tool) for tool in named])
        tool = next(tool for tool in named if self._schema.tool(tool) == best)
        return WriteResult(say=Move.MORE, lacking=tool.name, lack=lack_of(tool, ()))

    def _best(self, rows: Sequence[int]) -> int:
        return rows[int(self._products(rows).argmax())]

    def _may_mean(self, tool: ToolSpec) -> bool:
        """Whether the words may mean a tool: letters without sense mean one only by name, and can be asked about."""
        return self._makes_sense or tool is ASK or mentions(self._request.words, tool)

    def _mentioned(self, tool: ToolSpec) -> bool:
        """Whether words that cannot mean what they seem to mean may mean this tool."""
        return tool.apt(self._words) and mentions(self._words, tool)

    def _ask_for_more(self) -> WriteResult:
        """The question for what words lack, as the tool puts it that comes closest at the newest position."""
        known = {row: tool for row, tool in self._tools.items() if tool is not ASK}
        if not known:
            return WriteResult(say=Move.MORE)
        needy = {row for row, tool in known.items() if any(argument.required for argument in tool.arguments)}
        rows = [row for row in needy if names_family(self._request.words, known[row])] or [*known]
        tool = self._tools[self._best(rows)]
        self._put([self._schema.tool(tool)], Role.CHOICE)
        made = whole_calls(self._request.words, [self._draft(tool)])
        return WriteResult(say=Move.MORE, lacking=tool.name, words=made.lacks, lack=made.lack)

    def _more_or_wait(self) -> Move:
        """What is to be done if a call turns out to lack something: the core's own choice of what is open to it."""
        open_to = (move for move in (Move.MORE, Move.WAIT) if move not in self._request.without)
        moves = {self._schema.moves[move]: move for move in open_to}
        return moves[self._best([*moves])] if moves else Move.MORE

    def _products(self, rows: Sequence[int]) -> Floats:
        """Scores of descriptions at the newest position [n], with the biases of moves."""
        products = np.stack([self._schema.vector(row) for row in rows]) @ self._scores.choice[-1]
        return np.asarray(products + [self._biases.get(row, 0.0) for row in rows], np.float32)

    # ---- arguments ---------------------------------------------------------------------------------------------------

    def _begin_call(self) -> None:
        """Nothing is copied yet for the next call."""
        self._copied_words[:] = False
        self._copies = {}

    def _draft(self, tool: ToolSpec) -> Draft:
        """A call with those of its arguments that can be read."""
        self._begin_call()
        given: dict[str, tuple[Json, float]] = {}
        for slot in self._schema.slots(tool):
            value, score = self._option(slot) if slot.options else self._copied(slot, tool)
            if value is not None:
                given[slot.spec.name] = value, score
        for name in sorted((n for n in tool.one_of if n in given), key=lambda n: -given[n][1])[1:]:
            del given[name]
        stretches = {name: tuple(self._span(part) for part in parts) for name, parts in self._copies.items()}
        return Draft(tool, {name: value for name, (value, _) in given.items()}, stretches)

    def _stranger_arguments(self, tool: ToolSpec) -> dict[str, Json] | None:
        """The arguments that a tool needs which the core was not trained with, None if one cannot be read."""
        self._begin_call()
        needed = [slot for slot in self._schema.slots(tool) if slot.spec.required]
        copied = [slot for slot in needed if not slot.options]
        given: dict[str, Json] = {}
        for slot in needed:
            if slot.options:
                value, _ = self._option(slot)
            elif len(copied) == 1:
                words = left_over(self._request.words, tool, slot.spec)
                value = slot.spec.read(words) if words else None
            else:
                value, _ = self._copied(slot, tool)
            if value is None:
                return None
            given[slot.spec.name] = value
        return given

    def _option(self, slot: Slot) -> tuple[Json, float]:
        self._put([slot.row], Role.ARGUMENT)
        self._scores = self._feed()
        scores = self._products([row for _, row in slot.options])
        named = named_option(self._request.words, slot.spec)
        best = int(scores.argmax()) if named is None else named
        score = float(scores[best] - self._scores.absent[-1, 0])
        if score < 0 and not slot.spec.required and named is None:
            return None, score
        value, row = slot.options[best]
        self._put([row], Role.CHOICE)
        return value, score

    def _copied(self, slot: Slot, tool: ToolSpec) -> tuple[Json, float]:
        """The value of an argument that is copied from the words."""
        must = slot.spec.required or slot.spec.name in tool.one_of
        parts: list[_FoundWords] = []
        tried: list[_FoundWords] = []
        for _ in range(MAX_PARTS if slot.spec.parts else 1):
            self._put([slot.row], Role.ARGUMENT)
            self._scores = self._feed()
            found = self._stretches()
            tried = tried or found
            best = next((f for f in found if slot.spec.parts or slot.spec.read(self._text([f])) is not None), None)
            if best is None or best.score < 0:
                self._copies.setdefault(slot.spec.name, [f for f in found[:1] if f.score >= 0])
                break
            parts.append(best)
            self._copies[slot.spec.name] = parts
            self._use(best, slot, tool)
            self._put(value_pieces(self._words[best.first : best.last + 1], self._pieces), Role.VALUE)
        value = slot.spec.read(self._text(parts)) if parts else None
        if value is not None:
            return value, parts[0].score
        for other in tried if must else ():
            if (value := slot.spec.read(self._text([other]))) is not None:
                self._copies[slot.spec.name] = [other]
                self._use(other, slot, tool)
                return value, other.score
        return None, 0.0

    def _use(self, found: _FoundWords, slot: Slot, tool: ToolSpec) -> None:
        """No other argument of the call is made of these words, unless only one of the two will be kept."""
        if slot.spec.name not in tool.one_of:
            self._copied_words[found.first : found.last + 1] = True

    def _stretches(self) -> list[_FoundWords]:
        """The likeliest stretches of words at the newest position, best first, none of them used already."""
        half = self._marks.shape[2]
        point = self._scores.point[-1]
        begins = self._marks[0] @ point[:half] / np.sqrt(half)
        ends = self._marks[1] @ point[half:] / np.sqrt(half)
        ends = ends - ends.max() - np.log(np.exp(ends - ends.max()).sum())
        absent = self._scores.absent[-1, 0]
        scores = begins[:, None] - absent + ends[None, :]
        used = np.concatenate(([0], self._copied_words.cumsum()))
        scores[used[None, 1:] > used[:-1, None]] = -np.inf
        scores[np.tril_indices(len(scores), -1)] = -np.inf
        order = np.argsort(-scores, axis=None)[:MAX_TRIED]
        first, last = np.unravel_index(order, scores.shape)
        pairs = zip(first, last, strict=True)
        return [_FoundWords(int(a), int(b), float(begins[a] - absent)) for a, b in pairs if np.isfinite(scores[a, b])]

    def _span(self, part: _FoundWords) -> tuple[int, int]:
        """A stretch in the turn itself: of a long one, the words between those that were read again belong to it."""
        return self._places[part.first], self._places[part.last]

    def _text(self, parts: Sequence[_FoundWords]) -> str:
        spans = (self._span(part) for part in parts)
        return " ".join(word for first, last in spans for word in self._request.words[first : last + 1])

    # ---- positions ---------------------------------------------------------------------------------------------------

    def _put(self, tokens: Sequence[int], role: Role) -> None:
        self._pending.put(tokens, role)

    def _feed(self) -> Scores:
        scores, self._pending = self._run(self._pending), Branch()
        return scores


def _unmade(made: WholeCalls, tool: ToolSpec) -> WriteResult:
    """What is written of a call that could not be made: it cannot be done, or lacks what the user can tell."""
    if made.cannot:
        return WriteResult(made.calls, say=Move.UNABLE, words=made.cannot)
    return WriteResult(made.calls, say=Move.MORE, words=made.lacks, lacking=tool.name, lack=made.lack)


def _gives_way(chosen: Move | ToolSpec) -> bool:
    """Whether what the core chose may be set aside for a tool that it does not know."""
    return chosen in _WEAK if isinstance(chosen, Move) else chosen is not ASK and chosen.taught


def branch_text(
    branch: Branch, table: npt.NDArray[np.float16], schema: Schema, sentence: Embeddings
) -> npt.NDArray[np.float32]:
    """Text inputs [n, 384] of a branch: words from the table, descriptions from the schema, the turn's sentence."""
    rows = np.zeros((len(branch), table.shape[1]), np.float32)
    for i, (token, role) in enumerate(zip(branch.tokens, branch.roles, strict=True)):
        if role in (Role.CHOICE, Role.ARGUMENT):
            rows[i] = schema.vector(token)
        elif role == Role.SENTENCE:
            rows[i] = sentence
        elif role != Role.NEXT:
            rows[i] = table[token]
    return rows
