"""The language of the window: its own texts, those of Qt, and how dates and numbers are written."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from duologue.core.paths import assets_folder
from duologue.core.settings import SYSTEM_LANGUAGE

TRANSLATIONS = assets_folder() / "translations"
NAME = "duologue"
"""Beginning of the names of the files: duologue_de.ts, and duologue_de.qm made of it."""


def use_language(chosen: str) -> None:
    """Has all that is made from now on speak a language, ISO 639-1, or that of the system; English without texts."""
    app = QCoreApplication.instance()
    for before in app.findChildren(QTranslator) if app is not None else ():
        QCoreApplication.removeTranslator(before)
        before.deleteLater()
    locale = QLocale.system() if chosen == SYSTEM_LANGUAGE else QLocale(chosen)
    ours = QTranslator(app)
    if not ours.load(locale, NAME, "_", str(TRANSLATIONS)):
        QLocale.setDefault(QLocale(QLocale.Language.English))
        return
    QLocale.setDefault(locale)
    qts = QTranslator(app)
    if qts.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        QCoreApplication.installTranslator(qts)
    QCoreApplication.installTranslator(ours)
