"""Phrases and their translations out of aligned sentences."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

LONGEST = 7
_LONG_AND_RARE = 5
"""Phrases with this many words on either side must have been seen twice."""
Words = tuple[str, ...]
Entry = tuple[Words, Words, float, float, float, float]
"""Left, right, and the four scores of `Table`."""
_LEAST = 1e-4


def extracted(
    left: Sequence[str], right: Sequence[str], links: Sequence[tuple[int, int]]
) -> Iterator[tuple[Words, Words]]:
    """All pairs of phrases of a sentence no word of which is linked outside the pair."""
    low, high = [len(right)] * len(left), [-1] * len(left)
    rows: list[list[int]] = [[] for _ in right]
    for i, j in links:
        low[i], high[i] = min(low[i], j), max(high[i], j)
        rows[j].append(i)
    for begin in range(len(left)):
        first, last = len(right), -1
        for end in range(begin, min(begin + LONGEST, len(left))):
            first, last = min(first, low[end]), max(last, high[end])
            if last < 0 or last - first >= LONGEST:
                continue
            if any(i < begin or i > end for j in range(first, last + 1) for i in rows[j]):
                continue
            source = tuple(left[begin : end + 1])
            start = first
            while True:
                stop = last
                while stop - start < LONGEST:
                    yield source, tuple(right[start : stop + 1])
                    stop += 1
                    if stop >= len(right) or rows[stop]:
                        break
                start -= 1
                if start < 0 or rows[start]:
                    break


class Table:
    """Scored pairs of phrases: log probability of right given left and of left given right, by phrase and by word."""

    def __init__(self, counts: Counter[tuple[Words, Words]], words: dict[tuple[str, str], tuple[float, float]]) -> None:
        self._words = words
        self._low = {word: word.lower() for pair in counts for phrase in pair for word in phrase}
        lefts: Counter[Words] = Counter()
        rights: Counter[Words] = Counter()
        for (left, right), count in counts.items():
            lefts[left] += count
            rights[right] += count
        ones = sum(1 for c in counts.values() if c == 1)
        twos = sum(1 for c in counts.values() if c == 2)
        less = ones / max(ones + 2 * twos, 1)
        by_left: dict[Words, list[tuple[float, Words, Words]]] = defaultdict(list)
        by_right: dict[Words, list[tuple[float, Words, Words]]] = defaultdict(list)
        for (left, right), count in counts.items():
            if count == 1 and max(len(left), len(right)) >= _LONG_AND_RARE:
                continue
            if count == 1 and min(lefts[left], rights[right]) > 40:
                continue  # both are common and met once: by chance
            forward = math.log((count - 0.9 * less) / lefts[left])
            backward = math.log((count - 0.9 * less) / rights[right])
            by_left[left].append((forward + backward, left, right))
            by_right[right].append((forward + backward, left, right))
        kept: set[tuple[Words, Words]] = set()
        for side in (by_left, by_right):
            for found in side.values():
                found.sort(key=lambda entry: (-entry[0], entry[1], entry[2]))
                kept.update((left, right) for _, left, right in found[:20])
        self.entries: list[Entry] = [
            (
                left,
                right,
                math.log((counts[left, right] - 0.9 * less) / lefts[left]),
                math.log((counts[left, right] - 0.9 * less) / rights[right]),
                *self._lexical(left, right),
            )
            for left, right in sorted(kept)
        ]

    def words(self, side: int) -> set[str]:
        """All words of one side: 0 left, 1 right."""
        return {word for left, right, *_ in self.entries for word in (right if side else left)}

    def _lexical(self, left: Words, right: Words) -> tuple[float, float]:
        """The best word for each word of the other side, log probability, summed."""
        low = self._low
        pairs = [[self._words.get((low[a], low[b]), (0.0, 0.0)) for b in right] for a in left]
        forward = sum(math.log(max(_LEAST, *(row[at][0] for row in pairs))) for at in range(len(right)))
        backward = sum(math.log(max(_LEAST, *(pair[1] for pair in row))) for row in pairs)
        return forward, backward
