"""Brings the files of Qt Linguist in assets/translations up to date with the window's texts, and makes .qm of them.

Texts that are new stand there unfinished, those that are gone are left out. Translate them with Qt Linguist or in an
editor, then run it again: it says what is missing, and ends with status 1 where something is.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from duologue.core.settings import Page, Settings
from duologue.ui.language import NAME, TRANSLATIONS
from duologue.ui.words import CONTEXT

LANGUAGES = ("de", "es", "fr")
SOURCES = Path(__file__).parents[1] / "app" / "duologue"
_MARKS = frozenset({"tr", "marked"})


def source_texts() -> list[str]:
    """All texts of the window in English, sorted: those in tr() and marked(), and those of the settings."""
    found = {text for file in SOURCES.rglob("*.py") for text in _marked(ast.parse(file.read_text(encoding="utf-8")))}
    found |= {page.value for page in Page}
    for line in Settings.schema().values():
        if not line["layout"] or line["page"] is not Page.NONE:
            found |= {line["label"], line["help"], *line["choices"].values()}
    return sorted(found - {""})


def _marked(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKS and node.args:
            text = node.args[0]
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield text.value


def translations(language: str) -> dict[str, str]:
    """The texts of a language by the English ones; those that are unfinished are left out."""
    path = TRANSLATIONS / f"{NAME}_{language}.ts"
    if not path.is_file():
        return {}
    found = {}
    for message in ElementTree.parse(path).getroot().iter("message"):  # noqa: S314 - a file of this repository
        said = message.find("translation")
        if said is not None and said.get("type") is None and said.text:
            found[message.findtext("source", "")] = said.text
    return found


def write(language: str, known: dict[str, str]) -> None:
    """Writes the file of a language, with all texts there are."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for text in source_texts():
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "source").text = text
        said = ElementTree.SubElement(message, "translation")
        if text in known:
            said.text = known[text]
        else:
            said.set("type", "unfinished")
    ElementTree.indent(root, "  ")
    body = ElementTree.tostring(root, encoding="unicode")
    path = TRANSLATIONS / f"{NAME}_{language}.ts"
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def release(language: str) -> None:
    """Makes the .qm of a language, which the program reads."""
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    source = TRANSLATIONS / f"{NAME}_{language}.ts"
    subprocess.run([str(lrelease), "-silent", str(source), "-qm", str(source.with_suffix(".qm"))], check=True)


def main() -> int:
    """Does it for every language; the exit status."""
    missing = 0
    for language in LANGUAGES:
        known = translations(language)
        write(language, known)
        release(language)
        left = [text for text in source_texts() if text not in known]
        missing += len(left)
        sys.stdout.write(f"{language}: {len(source_texts()) - len(left)} texts, {len(left)} to be translated\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
