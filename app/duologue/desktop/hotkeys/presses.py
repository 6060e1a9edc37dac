"""When a chord goes down, told from all keys that go down and come up. Knows nothing of Qt."""

from duologue.core.shortcuts import MODIFIERS, Chord


class Presses:
    """Follows the modifiers and one key. A key that repeats while it is down counts once."""

    def __init__(self, chord: Chord) -> None:
        self._chord = chord
        self._modifiers: set[str] = set()
        self._down = False

    def press(self, key: str) -> bool:
        """A key went down; whether this completes the chord."""
        if key in MODIFIERS:
            self._modifiers.add(key)
            return False
        if key != self._chord.key or self._down:
            return False
        self._down = True
        return self._modifiers == self._chord.modifiers

    def release(self, key: str) -> None:
        """A key came up."""
        self._modifiers.discard(key)
        if key == self._chord.key:
            self._down = False
