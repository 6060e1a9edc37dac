"""What user and assistant have said to each other: told to the background model, and repeated when asked for."""

from collections import deque
from collections.abc import Iterable

from duologue.background.context import ChatRole, ConversationLine
from duologue.core.events import Speech, SpeechKind
from duologue.session.statements import ASIDE_KINDS

Past = Iterable[tuple[bool, str]]
"""What was said before the session, oldest first: each with whether the user said it."""
MOST_LINES = 200
"""Most lines of the conversation that are kept for the model."""


class Dialogue:
    """The lines of one conversation, oldest first.

    dropped: how many were said before those that are kept. last_said: what the assistant said last with the turn, ""
    for nothing. past: what was said before, in a conversation that goes on.
    """

    def __init__(self, past: Past = ()) -> None:
        self._lines: deque[ConversationLine] = deque(maxlen=MOST_LINES)
        self.dropped = 0
        self.last_said = ""
        for user, text in past:
            self._note(ConversationLine(ChatRole.USER if user else ChatRole.ASSISTANT, text))
            self.last_said = self.last_said if user else text

    @property
    def lines(self) -> tuple[ConversationLine, ...]:
        """The newest lines, at most MOST_LINES."""
        return tuple(self._lines)

    def heard(self, text: str, *, again: bool) -> None:
        """The user's turn was taken up. again: it is the one before, with more words or others."""
        last = next((line for line in reversed(self._lines) if line.who is ChatRole.USER), None)
        if again and last is not None:
            self._lines.remove(last)
        self._note(ConversationLine(ChatRole.USER, text))

    def spoke(self, speech: Speech) -> None:
        """A speech of the assistant has ended; its text is what was heard of it."""
        if not speech.text or speech.filler or speech.kind == SpeechKind.BACKCHANNEL:
            return
        if not speech.written:
            self._note(ConversationLine(ChatRole.ASSISTANT, speech.text))
        if speech.kind not in ASIDE_KINDS:
            self.last_said = speech.text

    def wrote(self, text: str) -> None:
        """An answer of the assistant was shown, and is spoken later or not at all."""
        self._note(ConversationLine(ChatRole.ASSISTANT, text))

    def forget(self) -> None:
        """The conversation begins anew."""
        self._lines.clear()
        self.dropped, self.last_said = 0, ""

    def _note(self, line: ConversationLine) -> None:
        self.dropped += len(self._lines) == MOST_LINES
        self._lines.append(line)
