"""What live translation is put together from; opened when it is first needed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from duologue.model.languages.passage import Transcribes
from duologue.session.worker import Worker
from duologue.translate.base import Translator


@dataclass(frozen=True, slots=True)
class InterpretingParts:
    """Opened in the worker, where all of it runs.

    open_ears: the recogniser of other languages than English. open_translators: the translators there are, the better
    before the others. Both may raise DuologueError.
    """

    worker: Worker
    open_ears: Callable[[], Transcribes]
    open_translators: Callable[[], Sequence[Translator]]
