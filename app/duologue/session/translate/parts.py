"""What live translation is put together from; opened when it is first needed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from duologue.core.translatable import Lack, Translatable
from duologue.model.languages.passage import Transcribes
from duologue.session.worker import Worker
from duologue.translate.base import Translator


@dataclass(frozen=True, slots=True)
class InterpretingParts:
    """Opened in the worker, where all of it runs.

    open_ears: the recogniser of other languages than English. open_translators: the translators there are, the better
    before the others. Both may raise DuologueError. able: what can be translated; it is quick, and opens no graph.
    """

    worker: Worker
    open_ears: Callable[[], Transcribes]
    open_translators: Callable[[], Sequence[Translator]]
    able: Callable[[], Translatable] = Translatable


def lacking(parts: InterpretingParts | None) -> Callable[[str, str, bool], Lack]:
    """Says what is missing to translate from one language into another, and back if the third is true."""
    able = Translatable if parts is None else parts.able
    return lambda source, target, two_way: able().lacks(source, target, two_way=two_way)
