"""Open answers whose chunks are already timed: what the background models without a network have in common."""

from duologue.background.base import BackgroundChunk


class TimedStreams:
    """Chunks waiting for their session time, by question."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[BackgroundChunk]] = {}

    @property
    def open(self) -> frozenset[str]:
        """Ids of the questions with chunks to come."""
        return frozenset(self._waiting)

    def add(self, chunks: list[BackgroundChunk]) -> None:
        """Takes in all chunks of one answer, in order of time, the last one final.

        Raises:
            ValueError: the id is of an open question.
        """
        question = chunks[0].id
        if question in self._waiting:
            raise ValueError(f"question {question} is open already")
        self._waiting[question] = chunks

    def drop(self, question: str) -> None:
        """Forgets what is still to come for a question."""
        self._waiting.pop(question, None)

    def due(self, t: float) -> list[BackgroundChunk]:
        """Removes and returns what is due at session time t, in order of time, then of asking."""
        ready: list[BackgroundChunk] = []
        for question, chunks in list(self._waiting.items()):
            ready += (chunk for chunk in chunks if chunk.t <= t)
            later = [chunk for chunk in chunks if chunk.t > t]
            if later:
                self._waiting[question] = later
            else:
                del self._waiting[question]
        return sorted(ready, key=lambda chunk: chunk.t)
