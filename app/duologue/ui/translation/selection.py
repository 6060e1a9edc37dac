"""What is selected among the translated lines: words of one language, or whole lines."""

from dataclasses import dataclass, replace


def units(text: str) -> int:
    """Length in UTF-16 units, in which Qt counts."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, first: int, last: int) -> str:
    """A part of a text, counted in UTF-16 units."""
    return text.encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le", errors="ignore")


def word_at(text: str, offset: int) -> tuple[int, int]:
    """Where the word begins and ends that is so many UTF-16 units from the beginning of a text."""
    before, after = cut(text, 0, offset), cut(text, offset, units(text))
    begun, rest = before.rpartition(" ")[2], after.partition(" ")[0]
    return offset - units(begun), offset + units(rest)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Between two characters: of the line with this number, so many UTF-16 units from its beginning."""

    line: int
    offset: int


@dataclass(frozen=True, slots=True)
class Selection:
    """column: whose words, None for whole lines. anchor: where it was begun. head: where it goes on."""

    column: int | None
    anchor: Place
    head: Place

    @classmethod
    def lines(cls, first: int, last: int) -> "Selection":
        """Whole lines."""
        return cls(None, Place(first, 0), Place(last, 0))

    def to(self, head: Place) -> "Selection":
        """The same, up to another place."""
        return replace(self, head=head)

    @property
    def first(self) -> Place:
        """Where it begins."""
        return min(self.anchor, self.head)

    @property
    def last(self) -> Place:
        """Where it ends."""
        return max(self.anchor, self.head)

    @property
    def empty(self) -> bool:
        """Nothing is selected."""
        return self.column is not None and self.anchor == self.head

    def within(self, line: int, columns: tuple[int, ...], lengths: tuple[int, ...]) -> dict[int, tuple[int, int]]:
        """Of each of these columns of a line, the first character that is selected and the one after the last.

        lengths: how long the text of each column is.
        """
        if not self.first.line <= line <= self.last.line:
            return {}
        found = {}
        for column, length in zip(columns, lengths, strict=True):
            if self.column is None:
                found[column] = (0, length)
            elif column == self.column:
                begin = self.first.offset if line == self.first.line else 0
                end = self.last.offset if line == self.last.line else length
                found[column] = (begin, end)
        return found
