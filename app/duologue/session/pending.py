"""What is under way and what stands: calls that have not come back, open questions, and things that were set up."""

from duologue.core.writing import REMINDED, Move
from duologue.session.calls import Calls
from duologue.session.questions import Questions
from duologue.session.under_way import QUESTION, TaskUnderWay, meant, named
from duologue.tools.registry import Toolbox
from duologue.tools.tasks import END_TASK


class PendingWork:
    """Names what is under way, for the model and for the user who wants it ended."""

    def __init__(self, calls: Calls, questions: Questions, toolbox: Toolbox) -> None:
        self._calls, self._questions, self._toolbox = calls, questions, toolbox
        self._given_up: tuple[float, list[TaskUnderWay]] = (0.0, [])  # when questions were given up last, and which
        toolbox.end_tasks_by(self._end, self._named)

    @property
    def awaiting(self) -> bool:
        """A question or call is out and nothing has come back yet."""
        return self._questions.awaiting or self._calls.awaiting

    @property
    def busy(self) -> bool:
        """Something is under way."""
        return bool(self._tasks())

    def reminders(self, without: frozenset[str]) -> tuple[str, ...]:
        """What the model is told of it, newest last. without: ids of calls that are left out."""
        lines = [(_place(id_), line) for id_, line in self._calls.standing.lines(without).items()]
        lines += [(place, task.line) for place, task in self._tasks() if task.id not in without]
        return tuple(line for _, line in sorted(lines)[-REMINDED:])

    def give_up(self, source: str, t: float) -> None:
        """Cancels what is still to come for a question or call. A question can still be named for the rest of this
        moment: "forget the question" gives it up before it is known what the words mean."""
        if (question := self._questions.of(source)) is not None:
            since, tasks = self._given_up
            self._given_up = t, [*(tasks if since == t else []), question.task]
            self._questions.give_up(source, t)
        if source:
            self._toolbox.cancel(source, t)

    def give_up_questions(self, t: float) -> int:
        """Cancels every question; returns how many there were."""
        questions = list(self._questions)
        for question in questions:
            self.give_up(question.id, t)
        return len(questions)

    def end_calls(self, t: float) -> int:
        """Ends every call that has not come back; returns how many there were."""
        tasks = self._calls.under_way
        for task in tasks:
            self._calls.end(task.id, t)
        return len(tasks)

    def _tasks(self) -> list[tuple[float, TaskUnderWay]]:
        """The calls and questions under way, each after as many calls, newest last."""
        calls = [(_place(task.id), task) for task in self._calls.under_way if task.name != END_TASK]
        questions = [(question.calls_before + 0.5, question.task) for question in self._questions]
        return sorted([*calls, *questions], key=lambda each: each[0])

    def _named(self, what: str) -> bool:
        """Whether the words name something that is under way, "" anything."""
        return bool(named([task for _, task in self._tasks()], what))

    def _end(self, what: str, t: float) -> list[str]:
        """Ends what the user means at session time t; returns what it was, nothing if no such thing is under way."""
        given_up = self._given_up[1] if self._given_up[0] == t else []
        facts = self._toolbox.all_facts().values()
        kinds = QUESTION.union(*(each.also_called for each in facts))
        tasks = meant([*(task for _, task in self._tasks()), *given_up], what, kinds)
        for task in tasks:
            if task.name == Move.ASK.value:
                self.give_up(task.id, t)
            else:
                self._calls.end(task.id, t)
        return [task.told for task in tasks]


def _place(call: str) -> float:
    """Where a call stands among those of the session, by its id; what was resumed comes first."""
    return float(call[1:]) if call[1:].isdecimal() else 0.0
