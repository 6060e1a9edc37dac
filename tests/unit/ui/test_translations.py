"""Every text of the window is translated, with its fields, and what ships is made of the newest files."""

import importlib.util
import re
import string
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from duologue.core.settings import SYSTEM_LANGUAGE, choices
from duologue.ui.language import NAME, TRANSLATIONS, use_language
from duologue.ui.told import TOLD
from duologue.ui.words import tr, tr_told

APP = Path(__file__).parents[3] / "app" / "duologue"


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", APP.parents[1] / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FILES: Any = tool()
TEXTS = FILES.source_texts()


def fields(text: str) -> list[str]:
    return sorted(f"{name}:{form}" for _, name, form, _ in string.Formatter().parse(text) if name is not None)


@pytest.fixture
def english(qapp: QCoreApplication):
    """The window speaks English again afterwards."""
    yield
    use_language("en")


def test_the_languages_that_can_be_chosen_are_those_with_a_file() -> None:
    assert set(choices("language")) - {SYSTEM_LANGUAGE, "en"} == set(FILES.LANGUAGES)
    assert {path.name for path in TRANSLATIONS.glob("*.ts")} == {f"{NAME}_{each}.ts" for each in FILES.LANGUAGES}


@pytest.mark.parametrize("language", FILES.LANGUAGES)
def test_every_text_is_translated_and_none_is_left_over(language: str) -> None:
    """Otherwise run packaging/translations.py and translate what it says."""
    assert sorted(FILES.translations(language)) == TEXTS


@pytest.mark.parametrize("language", FILES.LANGUAGES)
def test_a_translation_has_the_fields_and_the_edges_of_its_text(language: str) -> None:
    for text, said in FILES.translations(language).items():
        if '{"' not in text:
            assert fields(said) == fields(text), text
        assert (said[0] == " ", said[-1] == " ") == (text[0] == " ", text[-1] == " "), text
        assert said.endswith("…") == text.endswith("…"), text
        assert ("&" in said) == ("&" in text), text
        assert re.findall(r"\*\.\w+", said) == re.findall(r"\*\.\w+", text), text


@pytest.mark.parametrize("language", FILES.LANGUAGES)
def test_what_ships_is_made_of_the_file(language: str, qapp: QCoreApplication) -> None:
    translator = QTranslator()
    assert translator.load(str(TRANSLATIONS / f"{NAME}_{language}.qm"))
    for text, said in FILES.translations(language).items():
        assert translator.translate("duologue", text) == said


def test_texts_are_found_in_the_code() -> None:
    assert {"Settings…", "Privacy", "Loading the model", "{number} of {count}"} <= set(TEXTS)
    assert len(TEXTS) > 400


def test_no_text_of_the_window_is_put_together_where_it_is_translated() -> None:
    for path in APP.rglob("*.py"):
        assert not re.search(r"\b(tr|marked)\(\s*f[\"']", path.read_text(encoding="utf-8")), path


def test_what_the_engine_tells_is_told_there() -> None:
    code = " ".join(
        re.sub(r'"\s*\n\s*f?"', "", path.read_text(encoding="utf-8"))
        for path in APP.rglob("*.py")
        if path.name != "told.py"
    )
    assert [text for text in TOLD if text not in code] == []


def test_the_window_speaks_a_language_from_then_on(english: None) -> None:
    use_language("de")
    assert tr("Settings…") == "Einstellungen…"
    assert tr("{number} of {count}", number=2, count=7) == "2 von 7"
    assert QLocale().monthName(3) == "März"
    use_language("fr")
    assert tr("Settings…") == "Réglages…"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
    use_language("en")
    assert tr("Settings…") == "Settings…"
    assert QLocale().monthName(3) == "March"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_what_the_engine_tells_is_translated_sentence_by_sentence_and_names_stay(english: None) -> None:
    use_language("es")
    assert tr_told("No microphone was found. You can type.") == "No se encontró ningún micrófono. Puedes escribir."
    back = tr_told("The microphone 'Anna's (2)' is back. Meanwhile you can type.")
    assert back == "El micrófono 'Anna's (2)' ha vuelto. Mientras tanto puedes escribir."
    assert tr_told("Not installed; about 240 MB to fetch") == "No instalado; unos 240 MB por descargar"
    assert tr_told("Installed, 262 MB, version 1.2.0 (MIT)") == "Instalado, 262 MB, versión 1.2.0 (MIT)"
    assert tr_told("Nobody knows 'this' (1).") == "Nobody knows 'this' (1)."
    assert tr("") == tr_told("") == ""
