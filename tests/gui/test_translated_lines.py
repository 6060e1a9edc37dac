"""The translated lines: they follow, stay, are searched, selected and copied, and only a few pages are laid out."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from duologue.core.events import SessionStarted, SourceText, Translation
from duologue.core.settings import Settings
from duologue.ui.colours import CONTRAST, LIGHT, THEMES
from duologue.ui.translation.lines import MOST_LAID_OUT, Lines
from duologue.ui.translation.look import Look, Palette
from duologue.ui.translation.row import SOURCE, TARGET
from duologue.view.translation import Translations
from helpers.contrast import contrast

STARTED = SessionStarted(0.0, "1", {}, "CPUExecutionProvider", 200, 0)
LONG = " and on it goes" * 12


def look(**settings) -> Look:
    return Look.of(Settings(**settings), LIGHT, QFont())


def said(number: int, source: str = "", text: str = "") -> Translation:
    source, text = source or f"Line {number} as said.", text or f"Línea {number} traducida."
    return Translation(number * 5.0, f"x{number}", "en", "es", source, text, True, 9, number * 5.0, number * 5.0 + 3)


def talk(count: int, *more: Translation | SourceText) -> Translations:
    fold = Translations()
    for event in (STARTED, *(said(number) for number in range(count)), *more):
        fold.apply(event)
    return fold


@pytest.fixture
def opened(qtbot: QtBot) -> Callable[..., Lines]:
    def opened(fold: Translations, width: int = 500, height: int = 400, **settings) -> Lines:
        lines = Lines(look(**settings))
        qtbot.addWidget(lines)
        lines.resize(width, height)
        lines.show()
        lines.show_translations(fold)
        QApplication.processEvents()
        return lines

    return opened


def tops(lines: Lines) -> dict[int, float]:
    return {number: top for number, _, top in lines._on_display()}


def test_it_follows_what_is_new(opened) -> None:
    fold = talk(30)
    lines = opened(fold)
    assert lines.following
    assert 29 in tops(lines)
    fold.apply(said(30))
    lines.show_translations(fold)
    assert 30 in tops(lines)
    assert not lines.newest.isVisible()


def test_who_has_scrolled_back_is_not_pulled_to_the_end_and_may_jump_there(opened) -> None:
    fold = talk(60)
    lines = opened(fold)
    lines.verticalScrollBar().setValue(200)
    before = tops(lines)
    for number in range(60, 70):
        fold.apply(said(number))
        fold.apply(SourceText(900.0, "y", "en", "es", LONG * (number - 59), 2, 900.0, 901.0))
        lines.show_translations(fold)
        assert tops(lines) == before
    assert lines.newest.isVisible()
    lines.newest.click()
    assert lines.following
    assert not lines.newest.isVisible()


def test_what_grows_moves_nothing_that_stands(opened) -> None:
    fold = talk(3)
    lines = opened(fold)
    before = tops(lines)
    for words in range(1, 40):
        text = " ".join(["palabra"] * words)
        fold.apply(SourceText(20.0, "y", "en", "es", text, words // 2, 20.0, 21.0))
        fold.apply(Translation(20.0, "y", "en", "es", text, text, False, words // 2, 20.0, 21.0))
        lines.show_translations(fold)
        shown = tops(lines)
        if lines.verticalScrollBar().maximum() == 0:
            assert {number: shown[number] for number in before} == before
    fold.apply(Translation(21.0, "y", "en", "es", text, text, True, 40, 20.0, 21.0))
    held = tops(lines)
    lines.show_translations(fold)
    assert tops(lines) == held, "when it becomes final it stays where it is"


@pytest.mark.parametrize("layout", ["above", "beside", "source", "target"])
def test_words_that_become_certain_do_not_move(opened, layout: str) -> None:
    fold = Translations()
    text = "uno dos tres cuatro cinco"
    places = []
    for stable in range(6):
        fold.apply(Translation(2.0, "y", "en", "es", text, text, False, stable, 1.0, 2.0))
        lines = opened(fold, translation_layout=layout)
        ((_, row, _),) = list(lines._on_display())
        column = SOURCE if layout == "source" else TARGET
        layout_of = row._texts[column][0]
        places.append([layout_of.lineAt(0).cursorToX(at) for at in range(len(text))])
    assert all(each == places[0] for each in places)


def test_in_the_reading_mode_only_whole_sentences_are_shown(opened) -> None:
    fold = talk(2, Translation(20.0, "y", "en", "es", "and so", "y así", False, 1, 20.0, 21.0))
    assert len(tops(opened(fold))) == 3
    assert len(tops(opened(fold, translation_reading=True))) == 2


def test_of_thousands_of_lines_a_few_pages_are_laid_out(opened) -> None:
    fold = talk(10_000)
    lines = opened(fold)
    bar = lines.verticalScrollBar()
    for value in range(0, bar.maximum(), bar.maximum() // 50):
        bar.setValue(value)
        lines.grab()
        assert lines.laid_out <= MOST_LAID_OUT
    bar.setValue(bar.maximum())
    assert 9_999 in tops(lines)


def test_scrolling_to_the_first_line_and_back_shows_every_line_once_and_in_order(opened) -> None:
    fold = Translations()
    for number in range(300):
        fold.apply(said(number, text=f"Línea {number}" + LONG * (number % 7)))
    lines = opened(fold, height=300)
    seen: list[int] = []
    bar = lines.verticalScrollBar()
    while bar.value() > 0:
        shown = tops(lines)
        assert list(shown) == sorted(shown)
        seen += [number for number in sorted(shown, reverse=True) if number not in seen]
        bar.setValue(bar.value() - 100)
    assert sorted({*seen, *tops(lines)}) == list(range(300))


def test_scrolled_up_a_little_what_was_in_view_moves_by_just_that(opened) -> None:
    fold = Translations()
    for number in range(200):
        fold.apply(said(number, text="Wort " * (number % 40 + 1)))  # heights that nobody guesses right
    lines = opened(fold)
    bar = lines.verticalScrollBar()
    for _ in range(60):
        before, value = tops(lines), bar.value()
        bar.setValue(value - 37)
        after = tops(lines)
        for number in before.keys() & after.keys():
            assert after[number] - before[number] == pytest.approx(37, abs=1.0)


def test_made_wider_or_larger_the_line_at_the_top_stays_in_view(opened) -> None:
    fold = talk(500)
    lines = opened(fold)
    lines.verticalScrollBar().setValue(lines.verticalScrollBar().maximum() // 2)
    first = min(tops(lines))
    lines.resize(260, 400)
    QApplication.processEvents()
    assert min(tops(lines)) == first
    lines.set_look(look(translation_target_size=3.0))
    assert min(tops(lines)) == first


def test_another_conversation_takes_the_place_of_the_lines(opened) -> None:
    lines = opened(talk(50))
    lines.show_translations(talk(2))
    assert list(tops(lines)) == [0, 1]
    assert lines.following


def test_words_are_selected_by_mouse_in_one_language_and_copied(opened, qtbot: QtBot) -> None:
    lines = opened(talk(3))
    (_, top), *_ = tops(lines).items()
    port = lines.viewport()
    row = lines._row(0)
    _, offset = row._texts[TARGET]
    begin = QPoint(22 + round(offset.x()), round(top + offset.y() + 6))
    last = QPoint(490, round(tops(lines)[1] + offset.y() + 6))
    QTest.mousePress(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, begin)
    QTest.mouseMove(port, last)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, last)
    assert lines.selected_text == "Línea 0 traducida.\nLínea 1 traducida."
    QTest.keyClick(lines, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == lines.selected_text


def test_a_double_click_selects_a_word(opened) -> None:
    lines = opened(talk(1))
    row = lines._row(0)
    text, offset = row._texts[TARGET]
    inside, _ = text.lineAt(0).cursorToX(9)
    at = QPoint(round(20 + offset.x() + inside + 4), round(tops(lines)[0] + offset.y() + 6))
    QTest.mouseDClick(lines.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert lines.selected_text == "traducida."


def test_lines_are_gone_through_selected_and_copied_by_keyboard(opened) -> None:
    lines = opened(talk(20))
    lines.setFocus()
    QTest.keyClick(lines, Qt.Key.Key_Home)
    assert lines.selected_text == "Line 0 as said.\nLínea 0 traducida."
    assert not lines.following
    QTest.keyClick(lines, Qt.Key.Key_Down)
    QTest.keyClick(lines, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert lines.selected_text == "Line 1 as said.\nLínea 1 traducida.\n\nLine 2 as said.\nLínea 2 traducida."
    QTest.keyClick(lines, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert lines.selected_text.count("as said.") == 20
    QTest.keyClick(lines, Qt.Key.Key_End)
    assert lines.following


def test_a_language_that_is_not_shown_is_not_copied(opened) -> None:
    lines = opened(talk(2), translation_layout="target")
    lines.select_all()
    assert lines.selected_text == "Línea 0 traducida.\n\nLínea 1 traducida."


def test_what_was_searched_is_brought_into_view_and_selected(opened) -> None:
    fold = talk(400, said(400, "Where is the moon?", "¿Dónde está la luna?"), *(said(n) for n in range(401, 500)))
    lines = opened(fold)
    found = [at for at, text in enumerate(lines.texts) if "luna" in text]
    assert found == [400]
    lines.reveal(400, "Luna")
    assert lines.selected_text == "luna"
    assert 400 in tops(lines)
    assert not lines.following
    lines.reveal(400, "moon")
    assert lines.selected_text == "moon"


def test_a_language_written_from_right_to_left_begins_at_the_right(opened) -> None:
    edges = {}
    for language, text in {"he": "שלום לכולם", "es": "Hola a todos"}.items():
        fold = Translations()
        fold.apply(Translation(1.0, "x", "en", language, "Hello", text, True, 9, 0.0, 1.0))
        lines = opened(fold, translation_layout="target", translation_times=False)
        layout, _ = lines._row(0)._texts[TARGET]
        words = layout.lineAt(0).naturalTextRect()
        edges[language] = words.left(), layout.lineAt(0).width() - words.right()
    assert edges["es"][0] == 0.0 < edges["es"][1]
    assert edges["he"][1] == pytest.approx(0.0, abs=1.0)
    assert edges["he"][0] > 100


def test_in_a_window_laid_out_from_the_right_the_times_stand_at_the_right(opened) -> None:
    lines = opened(talk(1), translation_layout="source")
    before = lines._columns.time
    lines.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert before[0] == 0.0
    assert lines._columns.time[0] > 300


def test_text_outside_the_basic_plane_is_copied_whole(opened) -> None:
    fold = Translations()
    fold.apply(said(0, "I feel 😀 fine", "Me siento 😀 bien"))
    lines = opened(fold)
    lines.reveal(0, "bien")
    assert lines.selected_text == "bien"


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("choice", Settings.schema()["translation_colours"]["choices"])
def test_every_choice_of_colours_is_legible(choice: str, theme) -> None:
    palette = Palette.of(choice, theme)
    least = 7.0 if choice == "contrast" or (theme is CONTRAST and choice == "theme") else 4.5
    for ink_ in (palette.text, palette.source, palette.tentative, palette.time):
        assert contrast(ink_, palette.background) >= least
    assert contrast(palette.on_selection, palette.selection) >= 4.5
    assert contrast(palette.mark, palette.background) >= 3.0
