"""Notices end with their cause, take the place of older ones about the same, and bear the button that mends it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.core.events import ConsentAsked, Panel, Rang, RingEnded
from duologue.core.meters import Hearing
from duologue.core.notices import Mend, Notice, NoticeWithdrawn
from duologue.panels import consent_question
from duologue.ui import announcing, notices
from duologue.ui.notices import MENDS, MOST
from duologue.ui.window import Window
from helpers import script_player as script


def shown(window: Window) -> list[str]:
    return [card.notice.message for card in window.notices.cards]


def of(message: str, about: str = "", mend: Mend = Mend.NONE, *, level: str = "warning", brief: bool = False) -> Notice:
    return Notice(1.0, level, message, "", about, mend, brief)


NONE, BACK = of("No microphone was found.", "microphone"), of("The microphone is back.", "microphone", level="info")
QUIET = of("No speaker was found.", "speaker")


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ((NONE, BACK), [BACK.message]),
        ((BACK, NONE), [NONE.message]),
        ((NONE, QUIET, BACK), [QUIET.message, BACK.message]),
        ((NONE, NONE), [NONE.message]),
        ((NONE, of("Something else.")), [NONE.message, "Something else."]),
        ((of("One."), of("Another.")), ["One.", "Another."]),
        ((NONE, NoticeWithdrawn(2.0, NONE.message)), []),
        ((NONE, BACK, NoticeWithdrawn(2.0, NONE.message)), [BACK.message]),
    ],
)
@pytest.mark.parametrize("at_once", [True, False])
def test_of_what_is_about_the_same_the_newest_stands(
    window: Window, show, told: tuple, left: list[str], at_once: bool
) -> None:
    if at_once:
        show(script.started(), *told)
    else:
        show(script.started())
        for event in told:
            show(event)
    assert shown(window) == left


def test_news_go_by_themselves_and_states_stay(window: Window, show, qtbot: QtBot, monkeypatch) -> None:
    monkeypatch.setattr(notices, "BRIEF_MS", 20)
    show(script.started(), of("It is so."), of("It has changed.", level="info", brief=True))
    assert len(shown(window)) == 2
    qtbot.waitUntil(lambda: shown(window) == ["It is so."], timeout=10_000)


def test_news_that_are_dismissed_before_leave_nothing_behind(window: Window, show) -> None:
    show(script.started(), of("It has changed.", brief=True))
    window.notices.cards[0].dismiss.click()
    assert shown(window) == []


@pytest.mark.parametrize("mend", list(MENDS))
def test_a_notice_bears_the_button_that_mends_its_cause(window: Window, show, mend: Mend) -> None:
    show(script.started(), of("So it is.", mend=mend))
    (card,) = window.notices.cards
    assert [button.text() for button in card.buttons] == [MENDS[mend]]


def test_each_way_to_mend_has_its_words() -> None:
    assert set(MENDS) == set(Mend) - {Mend.NONE}
    assert len(set(MENDS.values())) == len(MENDS)


def press(window: Window) -> None:
    window.notices.cards[0].buttons[0].click()


def test_unmute_unmutes_and_the_notice_goes(window: Window, show, bridge: Bridge) -> None:
    bridge.mute(on=True)
    show(script.started(), script.meter(0.2, muted=True), of("You are talking while muted.", mend=Mend.UNMUTE))
    press(window)
    assert not bridge.muted
    assert shown(window) == []


@pytest.mark.parametrize(("mend", "wanted"), [(Mend.BACKGROUND, "background"), (Mend.SERVERS, "servers")])
def test_a_dialog_of_the_program_is_asked_for(window: Window, show, mend: Mend, wanted: str) -> None:
    asked: list[str] = []
    getattr(window.menu, wanted).connect(lambda: asked.append(wanted))
    show(script.started(), of("So it is.", mend=mend))
    press(window)
    assert asked == [wanted]
    assert shown(window) == ["So it is."], "nothing is mended yet"


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("mend", [Mend.MICROPHONE, Mend.SPEAKER, Mend.CAMERA])
def test_the_devices_that_there_are_now_are_offered(window: Window, show, mend: Mend) -> None:
    asked: list[str] = []
    window.menu.devices_wanted.connect(lambda: asked.append("devices"))
    show(script.started(), of("So it is.", mend=mend))
    press(window)
    menu = window.menu.device_menu(mend)
    assert asked == ["devices"]
    assert menu.isVisible()
    menu.close()


def test_keys_are_chosen_in_their_dialog(window: Window, show) -> None:
    show(script.started(), of("So it is.", mend=Mend.KEYS))
    press(window)
    dialog = window.findChild(type(window.keys.show_dialog()))
    assert dialog is not None
    for each in window.findChildren(type(dialog)):
        each.close()


# ---- what rings ------------------------------------------------------------------------------------------------------

TEA, EGGS = Rang(5.0, "c1", "Your tea timer is done.", True), Rang(6.0, "c2", "Your egg timer is done.", True)
CALL = Rang(5.0, "c3", "Call Anna.", False)


@pytest.mark.parametrize(
    ("events", "left"),
    [
        ((TEA,), [TEA.text]),
        ((TEA, RingEnded(7.0)), []),
        ((TEA, EGGS), [EGGS.text]),
        ((TEA, EGGS, RingEnded(7.0)), []),
        ((CALL,), []),
        ((TEA, CALL), [TEA.text]),
        ((TEA, script.ended(8.0)), []),
        ((RingEnded(1.0),), []),
    ],
)
def test_what_rings_is_shown_until_it_is_stopped(window: Window, show, events: tuple, left: list[str]) -> None:
    show(script.started(), *events)
    assert shown(window) == left
    assert window.composer.stop.isVisible() is bool(left)


@pytest.mark.parametrize("how", ["the notice", "the button", "Esc"])
def test_it_is_stopped_at_the_window(
    window: Window, show, bridge: Bridge, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    silenced: list[str] = []
    monkeypatch.setattr(bridge, "_send", lambda command: silenced.append(type(command).__name__))
    show(script.started(), TEA)
    match how:
        case "the notice":
            press(window)
        case "the button":
            window.composer.stop.click()
        case _:
            window._escape()
    assert silenced == ["Silence"]


# ---- screen readers --------------------------------------------------------------------------------------------------


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What a screen reader is told by itself, and whether at once."""
    said: list[tuple[str, bool]] = []

    def note(event: object) -> None:
        urgent = event.politeness() == QAccessible.AnnouncementPoliteness.Assertive  # type: ignore[attr-defined]
        said.append((event.message(), urgent))  # type: ignore[attr-defined]

    monkeypatch.setattr(announcing.QAccessible, "updateAccessibility", note)
    return said


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (of("No microphone was found.", level="warning"), ("Warning: No microphone was found.", True)),
        (of("It broke.", level="error"), ("Error: It broke.", True)),
        (of("The transcript is saved.", level="info"), ("Note: The transcript is saved.", False)),
        (TEA, ("Note: Your tea timer is done.", False)),
        (script.meter(1.0, muted=True), ("Microphone off.", False)),
        (ConsentAsked(1.0, "c1", "Look it up?"), ("Waiting for you.", True)),
        (script.ended(1.0), ("Ended.", False)),
    ],
)
def test_what_appears_is_told(window: Window, show, told, event, expected: tuple[str, bool]) -> None:
    show(script.started())
    told.clear()
    show(event)
    assert [(text[: len(expected[0])], at_once) for text, at_once in told] == [expected]


def test_a_panel_is_told_once(window: Window, show, told) -> None:
    show(script.started())
    told.clear()
    messages = consent_question.asking("c1", "Look up the weather in Oslo online?", [])
    show(*(Panel(1.0, surface, message) for surface, message in messages))
    show(*(Panel(2.0, surface, message) for surface, message in consent_question.late("c1")))
    assert told == [("Panel: consent c1", False)]


@pytest.mark.parametrize(
    "event", [script.meter(1.0, speaking=True), script.meter(1.0, awaiting=True), Hearing(1.0, True)]
)
def test_what_is_heard_anyway_is_not(window: Window, show, told, event) -> None:
    show(script.started())
    told.clear()
    show(event)
    assert told == []


def test_one_more_than_fit_takes_the_place_of_the_oldest_that_is_no_error(window: Window, show) -> None:
    show(script.started(), of("Worst.", level="error"), *(of(f"Notice {n}.") for n in range(MOST)))
    assert shown(window) == ["Worst.", *(f"Notice {n}." for n in range(1, MOST))]


# ---- Enter -----------------------------------------------------------------------------------------------------------

BUTTONS: dict[str, Callable[[Window], object]] = {
    "an example": lambda window: window.welcome.examples[0],
    "mute": lambda window: window.composer.mute,
    "the camera": lambda window: window.camera_button,
    "dismiss": lambda window: window.notices.cards[0].dismiss,
    "a button of a notice": lambda window: window.notices.cards[0].buttons[0],
}


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("which", list(BUTTONS))
def test_enter_presses_the_button_that_has_the_focus(
    window: Window, show, qtbot: QtBot, which: str, key: Qt.Key
) -> None:
    show(script.started(), of("So it is.", mend=Mend.BACKGROUND))
    button = BUTTONS[which](window)
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append(which))  # type: ignore[attr-defined]
    window.activateWindow()
    button.setFocus()  # type: ignore[attr-defined]
    qtbot.keyClick(button, key)
    assert pressed == [which]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_enter_opens_the_menu(window: Window, show, qtbot: QtBot) -> None:
    show(script.started())
    window.activateWindow()
    window.menu_button.setFocus()
    opened: list[bool] = []

    def look() -> None:
        opened.append(window.menu.isVisible())
        window.menu.close()

    QTimer.singleShot(50, look)  # Qt waits in the menu until it is closed
    qtbot.keyClick(window.menu_button, Qt.Key.Key_Return)
    assert opened == [True]


def test_enter_in_the_line_sends_and_presses_nothing(window: Window, show, qtbot: QtBot) -> None:
    show(script.started())
    pressed: list[str] = []
    window.composer.mute.clicked.connect(lambda: pressed.append("mute"))
    window.composer.line.setFocus()
    window.composer.line.setText("hello")
    qtbot.keyClick(window.composer.line, Qt.Key.Key_Return)
    assert pressed == []
