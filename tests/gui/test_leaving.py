"""Closing the window asks where that would end running timers, and nowhere else."""

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton

from duologue.core.events import Panel
from duologue.panels.results import ResultPanels
from duologue.ui.window import Window
from helpers import script_player as script
from helpers.results import show_result

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TEA = {"seconds": 480.0, "label": "tea", "ends": "2036-11-29T20:00:00+00:00"}
EGGS = {"seconds": 300.0, "label": "", "ends": "2036-11-29T20:05:00+00:00"}


def timers(*results: dict[str, object], over: int = 0) -> list[Panel]:
    """The panels of timers that were started; of the first so many, the time is up."""
    panels = ResultPanels()
    messages = [
        each for n, result in enumerate(results) for each in show_result(panels, f"c{n}", "timer.start", {}, result)
    ]
    messages += [each for n in range(over) for each in panels.rang(f"c{n}")]
    return [Panel(1.0, surface, message) for surface, message in messages]


def asked(window: Window) -> list[str]:
    return [box.text() for box in window.findChildren(QMessageBox)]


def answer(window: Window, words: str) -> None:
    (box,) = window.findChildren(QMessageBox)
    next(button for button in box.findChildren(QPushButton) if button.text() == words).click()


LIST = [
    Panel(1.0, surface, message)
    for surface, message in show_result(ResultPanels(), "c9", "list.add", {}, {"list": "shopping", "items": ["milk"]})
]
REMINDER = [
    Panel(1.0, surface, message)
    for surface, message in show_result(
        ResultPanels(), "c9", "reminder.at", {}, {"message": "call anna", "at": "2036-11-29T20:00:00+00:00"}
    )
]


@pytest.mark.parametrize(
    ("events", "question"),
    [
        (timers(TEA), "A timer is still running: tea · 8 minutes."),
        (timers(EGGS), "A timer is still running: 5 minutes."),
        (timers(TEA, EGGS), "2 timers are still running."),
        (timers(TEA, EGGS, over=1), "A timer is still running: 5 minutes."),
        (timers(TEA, over=1), ""),
        (timers(TEA, EGGS, over=2), ""),
        ([], ""),
        (LIST, ""),
        (REMINDER, ""),
        ([*timers(TEA), *LIST], "A timer is still running: tea · 8 minutes."),
        ([*timers(TEA), Panel(2.0, "timers", {"deleteSurface": {"surfaceId": "timers"}})], ""),
        ([*timers(TEA), script.ended(3.0)], ""),
        ([Panel(1.0, "odd", {"updateDataModel": {"surfaceId": "odd", "path": "/", "value": [1]}})], ""),
        ([Panel(1.0, "odd", {"updateDataModel": {"surfaceId": "odd", "value": {"lines": [{"ends": "paused"}]}}})], ""),
        ([Panel(1.0, "odd", {"updateDataModel": {"surfaceId": "odd", "value": {"lines": [{"ends": 3}, 4]}}})], ""),
    ],
)
def test_it_asks_while_timers_run(window: Window, show, events: list, question: str) -> None:
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    show(script.started(), *events)
    window.close()
    assert [text.split("\n")[0] for text in asked(window)] == ([question] if question else [])
    assert bool(closed) is not bool(question)
    window.close_now()


def test_keeping_it_open_keeps_it_open(window: Window, show) -> None:
    show(script.started(), *timers(TEA))
    window.close()
    answer(window, "Keep open")
    assert window.isVisible()
    window.close_now()


def test_closing_anyway_closes(window: Window, show) -> None:
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    show(script.started(), *timers(TEA))
    window.close()
    answer(window, "Close anyway")
    assert closed == [True]
    assert not window.isVisible()


def test_it_asks_once(window: Window, show) -> None:
    show(script.started(), *timers(TEA))
    window.close()
    window.close()
    assert len(asked(window)) == 1
    window.close_now()
