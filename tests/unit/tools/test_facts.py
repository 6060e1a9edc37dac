"""The facts that the built-in tools state about themselves fit together."""

from duologue.core.tool_facts import NO_FACTS
from duologue.tools.registry import builtin_facts, tool_names
from duologue.tools.tasks import END_TASK


def test_what_undoes_a_tool_is_a_tool_that_takes_back_and_each_of_these_undoes_one() -> None:
    facts = builtin_facts()
    undoing = {each.undone_by.tool for each in facts.values() if each.undone_by is not None}
    assert undoing | {END_TASK} == {name for name, each in facts.items() if each.takes_back}  # it ends all that runs


def test_what_only_looks_leaves_nothing_behind() -> None:
    for name, facts in builtin_facts().items():
        if facts.looks:
            assert facts.undoable, name
            assert facts.undone_by is None, name


def test_every_tool_that_is_built_has_a_label() -> None:
    unlabelled = {name for name, facts in builtin_facts().items() if not facts.label}
    assert unlabelled == set()
    assert tool_names() == set(builtin_facts())


def test_nothing_is_known_of_any_other_tool() -> None:
    assert (NO_FACTS.undone_by, NO_FACTS.looks, NO_FACTS.takes_back, NO_FACTS.shows) == (None, False, False, None)
