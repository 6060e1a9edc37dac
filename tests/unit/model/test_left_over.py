"""Which words are the value of a tool's one argument, for tools that the core was not trained with."""

from dataclasses import replace

import pytest

from duologue.core.writing import ArgumentSpec, ToolSpec
from duologue.model.left_over import left_over, named_alone, named_option, names, names_family
from duologue.tools.registry import builtin_specs


def tool(name: str, help_: str, argument: str = "query") -> ToolSpec:
    return ToolSpec(name, help_, (ArgumentSpec(argument, "", str.strip),), taught=False)


SEARCH = tool("memory.search_nodes", "Searches for nodes in the graph")
ISSUES = tool("github.list-issues", "Lists the open issues of a repository", "repo")
ECHO = tool("everything.echo", "Echoes back the input", "message")
FORECAST = tool("sky.get_forecast", "Gets the forecast for a city", "city")
READ = tool("files.read_text_file", "Reads a file", "path")


@pytest.mark.parametrize(
    ("said", "meant", "value"),
    [
        ("Search for the nodes about Ada Lovelace.", SEARCH, "Ada Lovelace."),
        ("searching the graph for gardens", SEARCH, "gardens"),
        ("Could you please search nodes for that old mill?", SEARCH, "old mill?"),
        ("List the open issues of duologue", ISSUES, "duologue"),
        ("show me the issues in left-pad please", ISSUES, "left-pad"),
        ("echo good morning everybody", ECHO, "good morning everybody"),
        ("Good morning everybody, echo that.", ECHO, "Good morning everybody,"),
        ("What is the forecast for New York?", FORECAST, "New York?"),
        ("get the forecast for Rio de Janeiro", FORECAST, "Rio de Janeiro"),
        ("forecasts for St. John's", FORECAST, "St. John's"),
        ("read the file notes.txt", READ, "notes.txt"),
        ("read me the text file that is called budget", READ, "budget"),
        ("echo ¡hola señora!", ECHO, "¡hola señora!"),
        ("What is the forecast for Paris?", FORECAST, "Paris?"),
        ("search nodes", SEARCH, ""),
        ("search these nodes, please!", SEARCH, ""),
        ("can you get me the forecast please", FORECAST, ""),
        ("", ECHO, ""),
    ],
)
def test_what_does_not_say_which_tool_is_meant_is_the_value(said: str, meant: ToolSpec, value: str) -> None:
    assert left_over(said.split(), meant, meant.arguments[0]) == value


def found(said: str) -> str:
    return left_over(said.split(), SEARCH, SEARCH.arguments[0])


def test_the_longest_stretch_is_taken_and_of_equal_ones_the_last() -> None:
    assert found("Ada search nodes garden gate") == "garden gate"
    assert found("Ada Lovelace search nodes garden") == "Ada Lovelace"
    assert found("Ada search nodes garden") == "garden"


def test_the_name_of_the_program_that_brought_the_tool_may_be_a_value() -> None:
    assert found("search nodes for memory") == "memory"


def test_words_inside_a_value_are_kept_though_they_are_small() -> None:
    assert found("search nodes for the mill on the hill") == "mill on the hill", "the description has a 'the' as well"


BUILT_IN = builtin_specs()


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("remind me", {"reminder.at", "reminder.every"}),
        ("Set a reminder, please.", {"reminder.at", "reminder.every"}),
        ("set a timer", {"timer.start", "timer.extend", "timer.rename"}),
        ("start a timer", {"timer.start"}),
        ("take a note", {"notes.add", "notes.search"}),
        ("add something to my list", {"list.add"}),
        ("create a list", {"list.create"}),
        ("remind me to call Tom", set()),
        ("set a timer for ten minutes", set()),
        ("add milk to my list", set()),
        ("what time is it", set()),
        ("please", set()),
    ],
)
def test_words_that_name_a_tool_and_nothing_else(said: str, named: set[str]) -> None:
    assert {tool.name for tool in named_alone(said.split(), BUILT_IN)} == named


@pytest.mark.parametrize(
    ("said", "about"), [("remind me at six", {"reminder"}), ("my timers", {"timer"}), ("hi", set())]
)
def test_what_words_say_that_it_is_about(said: str, about: set[str]) -> None:
    assert {tool.family for tool in BUILT_IN if names_family(said.split(), tool)} == about


@pytest.mark.parametrize(
    ("said", "named"), [("list my issues", True), ("echo hello", False), ("open issues", True), ("a repository", False)]
)
def test_a_tool_is_named_by_words_of_its_own_name_alone(said: str, named: bool) -> None:
    assert names(said.split(), ISSUES) is named


HOW = ArgumentSpec(
    "how", "how the voice is to be", str.strip, named=True,
    options=(("louder", "speak up"), ("slower", "slow down, you talk too fast"), ("faster", "you talk too slowly")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "option"),
    [
        ("speak slower", "slower"),
        ("Could you speak a bit slower, please?", "slower"),
        ("slower", "slower"),
        ("you talk too slowly, go faster", "faster"),
        ("a little louder!", "louder"),
        ("you talk too fast", None),
        ("speak more slowly", None),
        ("not slower but faster", None),
        ("turn it up", None),
    ],
)
def test_an_option_is_meant_whose_own_word_is_said(said: str, option: str | None) -> None:
    index = named_option(said.split(), HOW)
    assert (None if index is None else HOW.options[index][0]) == option


def test_an_option_whose_word_may_mean_something_else_is_not_meant_by_it() -> None:
    assert named_option(["speak", "slower"], replace(HOW, named=False)) is None
